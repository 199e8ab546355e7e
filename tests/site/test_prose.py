"""Answers' Markdown: what becomes HTML, what never does, and where references lead."""

from urllib.parse import urlsplit

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from generator.hub import markup
from generator.hub.model import Hub, law_section_address
from generator.site.pages.render import rooted
from generator.site.text.prose import (
    Prose,
    as_text,
    lead_questions,
    question_address,
    term_explanation,
    terms_used,
    without_terms,
)
from tests.site_fixtures import Node, a_hub, a_link, a_question, parse, parse_strictly

# The tags that an answer may become.
TAGS = {
    "p", "ul", "ol", "li", "strong", "em", "code", "pre", "br", "hr", "blockquote", "a", "span",
    "small", "table", "thead", "tbody", "tr", "th", "td", "h1", "h2", "h3", "h4", "h5", "h6",
}  # fmt: skip
ATTRIBUTES = {
    "href", "class", "rel", "type", "aria-describedby", "align", "data-column", "start", "title",
}  # fmt: skip
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


CONVERTER = Prose(HUB)


@pytest.fixture(scope="module")
def prose() -> Prose:
    """A converter that knows a few links, laws and terms."""
    return CONVERTER


@pytest.fixture(scope="module")
def plain() -> Prose:
    """A converter that knows nothing."""
    return Prose(Hub())


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


# --- the subset


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("**Fet** og *kursiv*", {"p", "strong", "em"}),
        ("Én\n\nTo", {"p"}),
        ("- a\n- b", {"ul", "li"}),
        ("1. a\n2. b", {"ol", "li"}),
        ("- a\n    - b\n        1. c", {"ul", "ol", "li"}),
        ("#### Tittel\n\nTekst", {"h4", "p"}),
        ("| A | B |\n| --- | --- |\n| 1 | 2 |", {"table", "thead", "tbody", "tr", "th", "td"}),
        ("> Sitat", {"blockquote", "p"}),
        ("`kode`", {"p", "code"}),
        ("Linje  \nny", {"p", "br"}),
    ],
)  # fmt: skip
def test_the_subset_is_rendered(plain: Prose, text: str, wanted: set[str]) -> None:
    """Paragraphs, emphasis, lists, fourth-level headings, tables, quotes and code become HTML."""
    assert tags(plain.convert(text)) == wanted


def test_a_list_in_a_list_keeps_its_place(plain: Prose) -> None:
    """An indented item stands inside the item above it."""
    outer = parse(plain.convert("- ytre\n    - indre\n- neste")).children[0]
    assert isinstance(outer, Node)
    items = [child for child in outer.children if isinstance(child, Node)]
    assert [item.text.split()[0] for item in items] == ["ytre", "neste"]
    assert items[0].one("ul").text == "indre"


@pytest.mark.parametrize(
    "text",
    [
        "<b>fet</b>",
        "<script>alert(1)</script>",
        "<div>\n\n*a*\n\n</div>",
        "<!-- skjult -->",
        "<?php ?>",
        "<![CDATA[x]]>",
        "<img src=x onerror=alert(1)>",
        "a <a href='https://x.no'>b</a>",
        "<https://x.example.org>",
        "<a@b.no>",
        "&lt;b&gt; &amp; <b",
        "- <li onclick=x>",
        "| <td> | b |\n| --- | --- |\n| <b>x</b> | 2 |",
    ],
)
def test_raw_html_is_shown_as_it_is_written(plain: Prose, text: str) -> None:
    """No tag, comment or address in angle brackets passes."""
    html = plain.convert(text)
    assert tags(html) <= {"p", "em", "ul", "li", "table", "thead", "tbody", "tr", "th", "td"}
    assert not links(html)
    if "|" not in text and "*" not in text and "&" not in text:
        assert words(html) == " ".join(text.replace("\n", " ").removeprefix("- ").split())


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("![bilde](https://x.no/a.png)", "![bilde](https://x.no/a.png)"),
        ("![bilde][ref]\n\n[ref]: https://x.no/a.png", "![bilde][ref] [ref]: https://x.no/a.png"),
        ("[tekst][ref]\n\n[ref]: https://x.no", "[tekst][ref] [ref]: https://x.no"),
        ("[ref]\n\n[ref]: https://x.no", "[ref] [ref]: https://x.no"),
        ("Se https://x.no/a og www.x.no", "Se https://x.no/a og www.x.no"),
        ("Skriv til a@b.no", "Skriv til a@b.no"),
    ],
)
def test_nothing_but_references_becomes_a_link(plain: Prose, text: str, shown: str) -> None:
    """Images, links with the address elsewhere and bare addresses stay text."""
    html = plain.convert(text)
    assert tags(html) <= {"p", "span"}
    assert words(html) == shown


@pytest.mark.parametrize("names", [["a", "*b*"], ["a", "*b*", "`<d>`", '"e"']])
def test_cells_of_a_wide_table_are_named(plain: Prose, names: list[str]) -> None:
    """From three columns on, each cell has the words above it, for screens without room."""
    rows = [names, ["-"] * len(names), ["x"] * (len(names) - 1)]
    html = plain.convert("\n".join(f"| {' | '.join(row)} |" for row in rows))
    wide = ["a", "b", "<d>", '"e"'] if len(names) > 2 else [""] * 2
    assert [cell["data-column"] for cell in parse(html).all("td")] == wide


def test_indented_text_is_no_code(plain: Prose) -> None:
    """Four blanks too many don't make an answer into code."""
    assert tags(plain.convert("Tekst\n\n    innrykket tekst")) == {"p"}


@pytest.mark.parametrize("line", ["---", "==="])
def test_a_line_below_is_no_heading(plain: Prose, line: str) -> None:
    """A line of dashes under a text gives no heading that would break the page's outline."""
    assert not tags(plain.convert(f"Tekst\n{line}")) & {"h1", "h2"}


# --- references


@pytest.mark.parametrize(
    ("written", "address"),
    [
        ("link:side", "https://side.example.org/a?b=1&c=2"),
        ("link:side#del", "https://side.example.org/a?b=1&c=2#del"),
        ("link:loven", "https://lov.example.org/loven"),
        ("law:loven", "https://lov.example.org/loven"),
        ("law:loven#26", "https://lov.example.org/lov/1/§26"),
        ("law:loven#3-2", "https://lov.example.org/lov/1/§3-2"),
        ("law:reglene#3", "https://lov.example.org/reglene"),
        ("mailto:a.b@c.example.org", "mailto:a.b@c.example.org"),
        ("question:hva", "question:hva"),
        ("question:hva#del", "question:hva"),
    ],
)
def test_a_reference_leads_to_its_address(prose: Prose, written: str, address: str) -> None:
    """Each scheme leads where the hub says; a question's address is for the page to decide."""
    [link] = links(prose.convert(f"Se [teksten]({written})."))
    assert (link["href"], link.text) == (address, "teksten")
    assert (link["rel"] == "external") == address.startswith("http")


def test_a_pdf_says_so(prose: Prose) -> None:
    """A link to a PDF has its type; others have none."""
    types = [link["type"] for link in links(prose.convert("[a](link:fil) [b](link:side)"))]
    assert types == ["application/pdf", ""]


@pytest.mark.parametrize("written", ["link:tapt", "link:tapt#del"])
def test_a_lost_address_is_told(prose: Prose, written: str) -> None:
    """A link without address is a text that says «(lenken mangler)»."""
    html = prose.convert(f"Se [boken]({written}).")
    assert not links(html)
    missing = parse(html).one("span", "missing")
    assert missing.text == "boken (lenken mangler)"
    assert words(html) == "Se boken (lenken mangler)."


@pytest.mark.parametrize(
    "written",
    [
        "javascript:alert(1)", "JavaScript:alert(1)", "data:text/html,x", "vbscript:x", "file:///etc",
        "https://x.no", "//x.no", "/sti", "../sti", "#anker", "side", "link:ukjent", "law:ukjent#1",
        "LINK:side", "~/lis/", "tel:123", "",
    ],
)  # fmt: skip
def test_anything_else_is_no_link(prose: Prose, written: str) -> None:
    """Scripts, addresses outside links.yaml and unknown ids give the text alone."""
    html = prose.convert(f"Se [teksten]({written}).")
    assert not links(html)
    assert words(html) == "Se teksten."
    assert "alert" not in html


def test_a_link_keeps_its_emphasis(prose: Prose) -> None:
    """Emphasis inside a link, and a link inside emphasis, both stay."""
    html = prose.convert("[**fet**](link:side) og **[fet](link:side)**")
    assert [link.text for link in links(html)] == ["fet", "fet"]
    assert len(parse(html).all("strong")) == 2


def test_a_question_leads_to_the_role_or_to_its_own_page(prose: Prose) -> None:
    """On a page that holds the question the reference is an anchor; elsewhere its page."""
    html = prose.convert("[a](question:hva)")
    assert links(lead_questions(html, frozenset({"hva"})))[0]["href"] == "#hva"
    assert links(lead_questions(html, frozenset()))[0]["href"] == "~/sporsmal/hva/"
    assert question_address("hva", frozenset({"hva"}), "lis") == "lis/#hva"
    assert question_address("hva", frozenset(), "lis") == "sporsmal/hva/"


@given(
    st.lists(
        st.sampled_from(
            [
                'href="question:hva"', '="~/', '="~/"', 'aria-describedby="term_lis"', "&quot;",
                '"', "`", "``", " ", "\n\n", "- ", "| a |\n| - |\n| ", "**", "LIS", "<a ", ">",
                "[a](question:hva)", "[a](link:side)", '[a](question:hva "=~/")', "[", "]", "\\",
            ]
        ),
        max_size=12,
    ).map("".join)
)  # fmt: skip
@settings(max_examples=300, deadline=None)
def test_no_text_passes_for_an_address(text: str) -> None:
    """What looks like an address in an answer's text or code stays as it was written."""
    html = CONVERTER.convert(text)
    shown = rooted(lead_questions(html, frozenset()), "lis/")
    assert words(shown) == words(html)
    addresses = [link["href"] for link in parse(shown).all("a")]
    assert [x for x in addresses if "~" in x or x.startswith("question:")] == []
    assert terms_used(html) == {id_ for _, id_ in marked(html)}


def test_a_section_needs_a_pattern() -> None:
    """Without a pattern in the hub, or a reference in the law, a section has no address."""
    by_id = HUB.link_by_id
    assert law_section_address(HUB, by_id["loven"], "2") == "https://lov.example.org/lov/1/§2"
    assert law_section_address(HUB, by_id["reglene"], "2") is None
    assert law_section_address(Hub(), by_id["loven"], "2") is None


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("[a](link:side) **b**", "[a](https://side.example.org/a?b=1&c=2) **b**"),
        ("[a](law:loven#2)", "[a](https://lov.example.org/lov/1/§2)"),
        ("[a](question:hva)", "[a](<hva>)"),
        ("[a](mailto:a@b.no)", "[a](mailto:a@b.no)"),
        ("`[a](link:side)`", "`[a](link:side)`"),
        ("[a]( link:side )", "[a]( https://side.example.org/a?b=1&c=2 )"),
        ('[a](link:side "Tittel")', '[a](https://side.example.org/a?b=1&c=2 "Tittel")'),
        ("[a](link:rar).", "[a](https://rar.example.org/b%29%28c%29)."),
        ('[a](link:tapt "Tittel (2)").', "a (lenken mangler)."),
    ],
)
def test_markdown_for_others_has_addresses(prose: Prose, text: str, wanted: str) -> None:
    """Outside the site no reference by id is left, and nothing else is changed."""
    assert prose.plain_markdown(text, lambda id_: f"<{id_}>") == wanted


def test_a_lost_address_is_told_in_markdown_too(prose: Prose) -> None:
    """No link to nothing is handed out."""
    assert prose.plain_markdown("Se [boken](link:tapt).", str) == "Se boken (lenken mangler)."


# --- terms


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("En LIS til.", [("LIS", "lis")]),
        ("To LIS-er her, og LIS igjen.", [("LIS-er", "lis")]),
        ("Målene og mål.", [("Målene", "mal")]),
        ("Mål er bra.", [("Mål", "mal")]),
        ("Se en individuell plan.", [("individuell plan", "plan")]),
        ("Individuell plan først.", [("Individuell plan", "plan")]),
        ("LIS med mål og LIS", [("LIS", "lis"), ("mål", "mal")]),
        ("**LIS** *mål*", [("LIS", "lis"), ("mål", "mal")]),
        ("- LIS\n- mål", [("LIS", "lis"), ("mål", "mal")]),
        ("(LIS), «mål»!", [("LIS", "lis"), ("mål", "mal")]),
        ("læringsarena og arena", [("læringsarena", "arena")]),
        ("a *b* LIS *c* mål d", [("LIS", "lis"), ("mål", "mal")]),
    ],
)
def test_the_first_use_of_a_term_is_marked(
    prose: Prose, text: str, wanted: list[tuple[str, str]]
) -> None:
    """A term or one of its forms is marked once in an answer, where it first stands."""
    html = prose.convert(text)
    assert marked(html) == wanted
    assert words(html) == words(without_terms(html))
    assert terms_used(html) == {id_ for _, id_ in wanted}


@pytest.mark.parametrize(
    "text",
    [
        "lis", "Lis", "LISA", "ALIS", "LIS2", "xLIS", "LIS-kontor", "del-LIS", "formål", "måle",
        "læringsmål", "MÅL", "individuell  planlegging", "individuell planen",
        "individuell plan-arbeid", "Del 1", "del",
        "`LIS`", "#### LIS", "[LIS](link:side)", "[om **LIS**](question:hva)",
        "| LIS |\n| --- |\n| x |",
    ],
)  # fmt: skip
def test_what_is_no_term_is_left_alone(prose: Prose, text: str) -> None:
    """Parts of words, other capitals, code, headings, links and quiet terms are not marked."""
    assert marked(prose.convert(text)) == []


def test_a_term_is_marked_after_a_link_that_names_it(prose: Prose) -> None:
    """What stands in a link or in code doesn't count as the first use."""
    assert marked(prose.convert("[LIS](link:side), `LIS` og LIS")) == [("LIS", "lis")]


def test_a_term_leads_to_the_glossary(prose: Prose) -> None:
    """The mark is a link to the term's place in the glossary."""
    [term] = parse(prose.convert("LIS")).all("a", "term")
    assert term["href"] == "~/ordliste/#lis"


def test_a_multi_word_term_may_be_broken_over_lines(prose: Prose) -> None:
    """A line break in the source inside a term is a blank."""
    assert [id_ for _, id_ in marked(prose.convert("en individuell\nplan her"))] == ["plan"]


def test_each_answer_marks_anew(prose: Prose) -> None:
    """What one answer has marked doesn't keep the next from marking it."""
    assert marked(prose.convert("LIS én")) == marked(prose.convert("LIS to")) == [("LIS", "lis")]


def test_explanations_are_escaped() -> None:
    """Expansion and definition stand together, as text."""
    terms = HUB.term_by_id
    assert term_explanation(terms["lis"]) == "lege i spesialisering"
    assert term_explanation(terms["plan"]) == "En &lt;plan&gt; &amp; mer."


def test_a_note_is_one_line_without_terms(prose: Prose) -> None:
    """A note's Markdown is rendered without a paragraph and without marks."""
    assert prose.inline("En *LIS*") == "En <em>LIS</em>"


def test_a_description_is_plain_text(prose: Prose) -> None:
    """The first paragraph, without tags and line breaks."""
    assert as_text(prose.convert("En **LIS**\nher.\n\nMer.")) == "En LIS her."


# --- for every text


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
        for found in markup.scan(text)
        if isinstance(found, markup.Reference)
    ) or any(isinstance(found, markup.Forbidden) for found in markup.scan(text))


@settings(deadline=None, max_examples=600)
@example("`\n\n[c](question:finnes-ikke)\n\n`")
@example("- `a\n- [c](question:finnes-ikke) `b")
@example("\\`[c](question:finnes-ikke)`")
@example("`a\nb` [c](question:finnes-ikke) `c`")
@example("#### `[a](link:side)\n`")
@example("``[a](link:side)`[b](law:loven#26)```")
@given(QUIET_TEXTS)
def test_what_the_check_lets_pass_leads_only_where_it_has_looked(text: str) -> None:
    """An address in the HTML belongs to a reference that `markup.scan` found, or is a term's."""
    if told(text):
        return
    found = {
        f"{reference.scheme}:{reference.target}"
        + (f"#{reference.fragment}" if reference.fragment is not None else "")
        for reference in markup.scan(text)
        if isinstance(reference, markup.Reference)
    }
    allowed = {PROSE.address(written) for written in found}
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
    assert words(html) == words(without_terms(html)) == words(WITHOUT_TERMS.convert(text))
    ids = [id_ for _, id_ in marked(html)]
    assert len(ids) == len(set(ids))


@settings(deadline=None, max_examples=300)
@given(TEXTS)
def test_a_text_is_converted_the_same_way_twice(text: str) -> None:
    """A converter that has converted other texts gives what a new one gives."""
    assert PROSE.convert(text) == Prose(HUB).convert(text)


PROSE = Prose(HUB)
WITHOUT_TERMS = Prose(HUB.model_copy(update={"terms": ()}))


@pytest.mark.parametrize(
    "markdown", ["- 1. mars 2017\n- 31. Desember 2026", "1. mars 2017 er dagen."]
)
def test_a_date_begins_no_list(markdown: str) -> None:
    """«1. mars» at the start of a line or a point stays a date."""
    html = Prose(a_hub()).convert(markdown)
    assert "<ol>" not in html
    assert "1. mars 2017" in html


def test_numbered_lists_stay_lists() -> None:
    """Points that begin with another word are numbered, also after a date, and inside points."""
    text = "1. Søk\n2. marsjér\n3. Vent\n\n- punkt\n    1. inni\n    2. også"
    html = Prose(a_hub()).convert(text)
    assert html.count("<li>") == 6
    assert html.count("<ol>") == 2
