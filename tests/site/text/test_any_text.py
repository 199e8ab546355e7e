"""What holds for the HTML of every text, whatever an editor writes."""

from urllib.parse import urlsplit

from hypothesis import example, given, settings
from hypothesis import strategies as st

from generator.check.markdown import findings
from generator.hub.markup import HEADING_LEVEL, references
from tests.site.text.converting import HUB, Converter, links, marked, tags, words
from tests.site_fixtures import parse

# The tags that an answer may become.
TAGS = {
    "p", "ul", "ol", "li", "strong", "em", "code", "pre", "br", "hr", "blockquote", "a", "span",
    "small", "div", "del", "table", "thead", "tbody", "tr", "th", "td",
    "h1", "h2", "h3", "h4", "h5", "h6",
}  # fmt: skip
ATTRIBUTES = {
    "href", "class", "rel", "type", "aria-describedby", "align", "data-column", "start",
    "title", "role", "aria-label", "tabindex",
}  # fmt: skip

FRAGMENTS = [
    "[a](link:side)", "[a](link:tapt)", "[a](link:ukjent)", "[b](law:loven#26)",
    "[c](question:hva)", "[c](question:finnes-ikke)", "[d](mailto:a@b.no)", "[e](https://x.no)",
    "[f](javascript:alert(1))",
    "[g](<link:side>)", '[h](link:fil "Tittel")', "[i][ref]", "[ref]: link:side", "![j](link:side)",
    "[![k](x)](link:side)", "[l] (link:side)", "[m](\nlink:side)", "[n](link:side", "](link:side)",
    "[o](link:si\\_de)", "[p\n\nq](link:side)", "[[r](link:fil)](link:side)", "<b>", "</p>",
    "<a href='x'>", "<!--", "-->", "<script>", "<https://x.no>", "https://x.no", "&lt;", "&#x3c;",
    "`", "``", "```", "\\", "*", "**", "_", "__", "# ", "#### ", "- ", "1. ", "> ", "| a | b |",
    "| --- | --- |", "---", "===", "    ", "\n", "\n\n", "  \n", " ", "LIS", "mål",
    "individuell plan", "ord", "æ", "\u00a0", "\x02", "\x03", "klzzwxh:0001", "(", ")", "[", "]",
    "!", "{: .x onclick=y}",
]  # fmt: skip
# The same without what the check refuses wherever it stands, but with references to nothing.
QUIET = [
    "[a](link:side)", "[b](law:loven#26)", "[c](question:hva)", "[c](question:finnes-ikke)",
    "[d](mailto:a@b.no)", "[g](<link:side>)", '[h](link:fil "Tittel")', "[l] (link:side)",
    "[m](\nlink:side)", "](link:side)", "[p\n\nq](link:side)", "`", "``", "```", "\\", "*", "_",
    "#### ", "- ", "1. ", "> ", "| a | b |", "| --- | --- |", "|", "    ", "\n", "\n\n", "  \n",
    " ", "LIS", "(", ")", "[", "]", "!",
]  # fmt: skip
QUIET_TEXTS = st.lists(st.sampled_from(QUIET), max_size=10).map("".join)
TEXTS = st.lists(st.sampled_from(FRAGMENTS), max_size=14).map("".join)


def told(text: str) -> bool:
    """Whether the check has something to say about a text: then it is never published."""
    by_id = HUB.link_by_id
    known = {"link": by_id, "law": by_id, "question": HUB.question_by_id}
    return any(
        found.scheme != "mailto" and found.target not in known.get(found.scheme, ())
        for found in references(text)
    ) or any(findings(text, top_level=HEADING_LEVEL))


@settings(deadline=None, max_examples=600)
@example("`\n\n[c](question:finnes-ikke)\n\n`")
@example("- `a\n- [c](question:finnes-ikke) `b")
@example("\\`[c](question:finnes-ikke)`")
@example("`a\nb` [c](question:finnes-ikke) `c`")
@example("#### `[a](link:side)\n`")
@example("``[a](link:side)`[b](law:loven#26)```")
@given(QUIET_TEXTS)
def test_what_the_check_lets_pass_leads_only_where_it_has_looked(text: str) -> None:
    """An address in the HTML belongs to a reference that was found, or is a term's."""
    if told(text):
        return
    targets = [PROSE.texts.targets.resolve(found.written) for found in references(text)]
    allowed = {
        f"question:{target.place.question}" if target.place else target.address
        for target in targets
    }
    for link in links(PROSE.convert(text)):
        assert link["href"] in allowed
        assert urlsplit(link["href"]).scheme in ("https", "mailto", "question")


@settings(deadline=None, max_examples=400)
@given(TEXTS)
def test_a_link_has_a_harmless_scheme(text: str) -> None:
    """Whatever an editor writes, an address is one of the hub's, a mail or a question's."""
    addresses = {link.url for link in HUB.links} | {"https://lov.example.org/lov/1/§26"}
    for link in links(PROSE.convert(text)):
        assert (
            link["href"].partition("#")[0] in addresses
            or urlsplit(link["href"]).scheme in ("mailto", "question")
        )  # fmt: skip


@settings(deadline=None, max_examples=400)
@given(TEXTS)
def test_only_known_tags_and_attributes_come_out(text: str) -> None:
    """Whatever an editor writes, the HTML is well-formed and holds no tag outside the set."""
    html = PROSE.convert(text)
    assert tags(html) <= TAGS
    names = {name for node in parse(html).walk() for name in node.attributes}
    assert names <= ATTRIBUTES


@settings(deadline=None, max_examples=300)
@given(TEXTS)
def test_terms_change_nothing_that_is_read(text: str) -> None:
    """With and without the glossary's marks a reader reads the same words."""
    html = PROSE.convert(text)
    plain = PROSE.convert(text, on_site=False)
    assert words(html) == words(plain) == words(WITHOUT_TERMS.convert(text))
    ids = [id_ for _, id_ in marked(html)]
    assert len(ids) == len(set(ids))


@settings(deadline=None, max_examples=300)
@given(TEXTS)
def test_a_text_is_converted_the_same_way_twice(text: str) -> None:
    """A converter that has converted other texts gives what a new one gives."""
    assert PROSE.convert(text) == Converter(HUB).convert(text)


PROSE = Converter(HUB)
WITHOUT_TERMS = Converter(HUB.model_copy(update={"terms": ()}))
