"""Hand-written pages: the same Markdown and references as answers, with ids and contents."""

from generator.hub.pages import WrittenPage
from generator.site.settings import Settings
from tests.site.pages.rendered import page_of, pages_of
from tests.site_fixtures import Node, a_hub, a_link, a_question


def written(text: str, **more: str) -> WrittenPage:
    """Return a page at `/om/`."""
    return WrittenPage(**{"id": "om", "title": "Om", "description": "", "text": text, **more})


def shown(text: str, settings: Settings | None = None) -> Node:
    """Return the tree of a page in a small hub."""
    data = a_hub(a_question("hva"), links=[a_link("side", kind="pdf"), a_link("tapt", url=None)])
    data = data.model_copy(update={"pages": (written(text), written("# Ja", id="ja"))})
    return page_of(data, "om/", settings)


def test_links_lead_to_every_kind_of_place() -> None:
    """References by id, pages, addresses from the root and headings become relative links."""
    page = shown(
        "[a](link:side) [b](question:hva) [c](mailto:a@b.no) [d](ja.md#ja) [e](~/) [f](~/lenker/)"
        " [g](data/hub.json) [h](#hit) [i](link:tapt) [j](https://x.no)\n\n## Hit"
    )
    assert [link["href"] for link in page.all("a")] == [
        "https://side.example.org/", "../sporsmal/hva/", "mailto:a@b.no", "../ja/#ja", "../",
        "../lenker/", "../data/hub.json", "#hit",
    ]  # fmt: skip
    assert page.one("span", "missing").text == "i (lenken mangler)"


def test_images_are_shown_with_their_words() -> None:
    """An image of the hub is addressed from the page; what is in its words is text."""
    image = shown("![Knappen «a < b»](~/assets/skjerm/a.png)").one("img")
    assert image.attributes == {"alt": "Knappen «a < b»", "src": "../assets/skjerm/a.png"}


def test_headings_have_ids_and_keep_earlier_ones() -> None:
    """An old link to a heading still works."""
    page = shown("# Om\n\n## Når du søker")
    heading = page.one("h2")
    assert heading["id"] == "nar-du-soker"
    assert heading.one("span")["id"] == "nar-du-sker"
    assert heading.text == "Når du søker"


def test_code_is_shown_as_it_is_written() -> None:
    """References and HTML in a block of code stay text."""
    code = shown("```yaml\na: [b](link:side) <b>\n```").one("code")
    assert (code["class"], code.text) == ("language-yaml", "a: [b](link:side) <b>")


def test_a_page_with_many_sections_has_contents() -> None:
    """More than eight sections get a list of links below the title; fewer get none."""
    many = "# Om\n\nFørst.\n\n" + "\n\n".join(f"## Del {number}\n\nTekst." for number in range(9))
    page = shown(many)
    contents = page.one("nav", "contents")
    assert [link["href"] for link in contents.all("a")] == [f"#del-{n}" for n in range(9)]
    assert page.text.index("Om") < page.text.index("På denne siden") < page.text.index("Først.")
    assert not shown(many.rpartition("## ")[0]).all("nav")


def test_a_page_has_its_title_its_description_and_a_way_to_suggest() -> None:
    """They come from the top of the file; the suggestion opens the page's own file."""
    page = written("# Noe annet", title="Om oss", description="Kort.")
    data = a_hub(a_question("hva")).model_copy(update={"pages": (page,)})
    made = pages_of(data, Settings(repo_url="https://kode.example.org/x"))["om/"]
    assert (made.kind, made.title, made.description) == ("text", "Om oss", "Kort.")
    assert made.suggestion == "https://kode.example.org/x/edit/main/content/pages/om.md"
