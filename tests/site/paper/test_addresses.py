"""The addresses that answers link to: each printed in full, clickable, and listed once."""

from generator.hub.audience import RoleView
from generator.hub.markup import references
from generator.site.settings import Settings
from tests.site.paper.printed import (
    SITE,
    addresses_in,
    ascii_,
    each_view,
    printed,
    printed_questions,
    questions_of,
    renderer,
    run_with_dead,
)
from tests.site_fixtures import a_hub, a_link, a_question


@each_view
def test_every_address_is_printed_in_full_and_clickable(name: str, view: RoleView) -> None:
    """Every address that the answers link to is printed in full and can be clicked."""
    of = renderer(name)
    made = questions_of(name, view)
    wanted = {f"{SITE.site_url}{view.role.id}/"}
    links = of.hub.link_by_id
    for entry in view.entries:
        wanted |= addresses_in(of, entry.markdown, view)
        listed = [links[id_] for id_ in entry.question.links]
        listed += [links[cite.law] for cite in entry.question.cites]
        listed += [
            links[found.target]
            for found in references(entry.markdown)
            if found.scheme in ("link", "law") and of.texts.targets.resolve(found.written).address
        ]
        for link in listed:
            wanted |= addresses_in(of, link.note or "", view)
        wanted |= {links[id_].url for id_ in entry.question.links if links[id_].url}
        for cite in entry.question.cites:
            section = f"#{cite.section}" if cite.section else ""
            wanted.add(of.texts.targets.resolve(f"law:{cite.law}{section}").address or "")
    wanted.discard("")
    assert made.addresses == set(map(ascii_, wanted))
    for address in wanted:
        assert address.removeprefix("mailto:") in made.exact


def test_an_answer_says_that_a_link_is_missing_or_dead() -> None:
    """The text of a missing or dead link stays, and the document says that the link is missing or
    dead.
    """
    links = [a_link("tapt", url=None, url_status="missing"), a_link("borte")]
    question = a_question("x", answer="Se [skjemaet](link:tapt) og [planen](link:borte).")
    made = printed(a_hub(question, links=links), run=run_with_dead(links[1].url))
    text = made["gjest/gjest-sporsmal.pdf"].text
    assert "Seskjemaet(lenkenmangler)ogplanen[1](bortevedsistesjekk)." in text
    assert "Arkivertkopi:https://web.archive.org/web/https://borte.example.org/" in text


def test_an_answer_may_be_only_a_missing_link() -> None:
    """Such an answer prints only the text of the link, without a list of sources."""
    links = [a_link("tapt", url=None, url_status="missing")]
    made = printed_questions(a_question("x", answer="[skjemaet](link:tapt)"), links=links)
    assert "skjemaet(lenkenmangler)Ikkefagliggjennomgåttennå." in made.text
    assert "Kilder" not in made.text


def test_a_question_outside_the_document_is_referenced() -> None:
    """The document gives the address of its page if the site's address is known, otherwise its
    title.
    """
    asked = a_question("her", answer="Se [dette](question:der), og [Hva er der?](question:der)")
    both = a_hub(asked, a_question("der", "andre"))
    known = printed(both)["gjest/gjest-sporsmal.pdf"]
    assert "Sedette[1],ogHvaerder?[1]" in known.text
    assert "1.Hvaerder?·Hjelpenhttps://hjelpen.example.org/hjelp/sporsmal/der/" in known.text
    unknown = printed(both, Settings())["gjest/gjest-sporsmal.pdf"]
    assert "Sedette(se«Hvaerder?»),ogHvaerder?Ikke" in unknown.text
    assert unknown.addresses == set()


def test_an_address_is_listed_once_however_often_it_is_used() -> None:
    """Each address is listed once, and the numbers in the answer refer to the list."""
    links = [
        a_link("a"), a_link("b"),
        a_link("lov", kind="law", law_reference="x/1"),
    ]  # fmt: skip
    question = a_question(
        "x",
        answer="[En](link:b), [to](link:b), [§ 3](law:lov#3), [post](mailto:a@b.example.org) "
        "og [c@b.example.org](mailto:c@b.example.org).",
        links=["a", "b"],
        cites=[{"law": "lov", "section": "3"}, {"law": "lov"}],
    )
    made = printed_questions(
        question, links=links, law_section_url="https://lov.example.org/{reference}/§{section}"
    )
    assert "En[1],to[1],§3[2],post[3]ogc@b.example.org." in made.text
    sources = made.data["topics"][0]["questions"][0]["sources"]
    assert [(x["number"], x["url"]) for x in sources] == [
        (1, "https://b.example.org/"),
        (2, "https://lov.example.org/x/1/%C2%A73"),
        (3, "mailto:a@b.example.org"),
        (4, "https://a.example.org/"),
        (5, "https://lov.example.org/"),
    ]
    assert made.text.count("https://b.example.org/") == 1
    assert "https://lov.example.org/x/1/§3" in made.exact
    assert made.addresses == {x["url"] for x in sources} | {
        "mailto:c@b.example.org",
        f"{SITE.site_url}gjest/",
    }


def test_an_address_outside_ascii_is_printed_as_it_is_and_clickable() -> None:
    """The address is printed with its own letters, while the PDF link is encoded as ASCII."""
    link = a_link("a", url="https://blåbær.example.org:8080/§ø?æ=%20#å", roles=["gjest"])
    made = printed(a_hub(a_question("x"), links=[link]))["gjest/gjest-lenker.pdf"]
    assert str(link.url) in made.exact
    wanted = "https://xn--blbr-roah.example.org:8080/%C2%A7%C3%B8?%C3%A6=%20#%C3%A5"
    assert wanted in made.addresses
