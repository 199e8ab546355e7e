"""A hub for tests of texts, and what they ask of its HTML."""

from generator.hub.model import Hub
from generator.site.text.answer import Texts
from generator.site.text.targets import Place
from tests.site_fixtures import Node, a_hub, a_link, a_question, parse, parse_strictly

HUB = a_hub(
    a_question("hva"),
    links=[
        a_link("side", url="https://side.example.org/a?b=1&c=2"),
        a_link("fil", url="https://fil.example.org/x.pdf", kind="pdf"),
        a_link("tapt", url=None, url_status="missing"),
        a_link("rar", url="https://rar.example.org/b)(c)"),
        a_link("loven", url="https://lov.example.org/loven", kind="law", law_reference="lov/1"),
        a_link("reglene", url="https://lov.example.org/reglene", kind="law"),
    ],
    law_section_url="https://lov.example.org/{reference}/§{section}",
    terms=[
        {"id": "lis", "term": "LIS", "expansion": "lege i spesialisering", "forms": ["LIS-er"]},
        {"id": "plan", "term": "individuell plan", "definition": "En <plan> & mer."},
        {"id": "mal", "term": "mål", "definition": "Noe å nå.", "forms": ["målene"]},
        {"id": "arena", "term": "læringsarena", "forms": ["arena"]},
        {"id": "del", "term": "Del", "tooltip": False},
    ],
)


def as_written(place: Place) -> str:
    """Return an address that says which place a link goes to."""
    return f"question:{place.question}" if place.question else f"~/{place.path}"


class Converter:
    """Turns Markdown into HTML."""

    def __init__(self, hub: Hub) -> None:
        self.texts = Texts(hub)

    def convert(self, text: str, *, on_site: bool = True) -> str:
        """Return the HTML of a text."""
        return self.texts.answer(text).html(as_written, on_site=on_site)


def tags(html: str) -> set[str]:
    """Return the tags in HTML, which must be well-formed."""
    tree, misfits = parse_strictly(html)
    assert misfits == []
    return {node.tag for node in tree.walk()} - {"#root"}


def words(html: str) -> str:
    """Return what a reader reads."""
    return parse(html).text


def marked(html: str) -> list[tuple[str, str]]:
    """Return (word, id) of every marked term."""
    return [
        (node.text, node["aria-describedby"].removeprefix("term_"))
        for node in parse(html).all("a", "term")
    ]


def links(html: str) -> list[Node]:
    """Return the links that are not marked terms."""
    return [node for node in parse(html).all("a") if node["class"] != "term"]
