"""The document with a role's links."""

from generator.hub.audience import RoleView
from generator.site.text.targets import archived
from tests.site.paper.printed import (
    SITE,
    addresses_in,
    ascii_,
    each_view,
    links_of,
    printed,
    renderer,
    run_with_dead,
    squeezed,
)
from tests.site_fixtures import a_hub, a_link, a_question, a_role


@each_view
def test_every_link_is_described_in_full(name: str, view: RoleView) -> None:
    """Title, publisher, address and note of each link are printed, and missing links are marked."""
    made = links_of(name, view)
    of = renderer(name)
    shown = [link for section in view.link_sections for link in section.links]
    wanted = {link.url for link in shown if link.url} | {f"{SITE.site_url}{view.role.id}/lenker/"}
    for link in shown:
        wanted |= addresses_in(of, link.note or "", view)
        title = link.title if link.url else f"{link.title} (lenken mangler)"
        assert squeezed(f"{title} · {link.publisher}") in made.text
        if link.url:
            assert link.url in made.exact
        if link.note:
            first = next(x for x in of.texts.answer(link.note).tree.walk() if x.text)
            assert squeezed(first.text) in made.text
    assert made.addresses == set(map(ascii_, wanted))
    assert ("ingenegenlenkeliste" in made.text) == view.links_are_from_answers
    assert [title for _, title, _ in made.outline] == [x.topic.title for x in view.link_sections]


def test_a_link_says_what_a_reader_must_know() -> None:
    """A link shows its kind, a foreign language, an unconfirmed or missing address, and a dead
    page.
    """
    links = [
        a_link("fremmed", roles=["gjest"], language="en", kind="pdf", url_status="derived"),
        a_link("tapt", roles=["gjest"], url=None, url_status="missing", note="Se *heller* her."),
        a_link("borte", roles=["gjest"]),
    ]
    gone = links[2].url
    made = printed(a_hub(a_question("x"), links=links), run=run_with_dead(gone))
    paper_ = made["gjest/gjest-lenker.pdf"]
    text = paper_.text
    assert "Tittelfremmed·Utgiver·PDF·engelsk·adressenerikkebekreftet" in text
    assert "Titteltapt(lenkenmangler)·Utgiver·nettsideSehellerher." in text
    copy = archived(str(gone))
    assert f"{gone}Sidenvarbortevedsistesjekk.Arkivertkopi:{copy}" in text
    assert copy in paper_.addresses


def test_a_role_without_questions_or_links_has_no_empty_document() -> None:
    """No document is made if it would be empty."""
    roles = [a_role("gjest"), a_role("tom"), a_role("kun-lenker")]
    link = a_link("a", roles=["kun-lenker"])
    made = printed(a_hub(a_question("x"), roles=roles, links=[link]))
    assert list(made) == ["gjest/gjest-sporsmal.pdf", "kun-lenker/kun-lenker-lenker.pdf"]
    assert made["kun-lenker/kun-lenker-lenker.pdf"].document.title == "Lenker for kun-Lenker"
