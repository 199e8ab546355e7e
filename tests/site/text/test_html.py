"""Answers' Markdown: what becomes HTML, what never does, and where references lead."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.check.markdown import findings
from generator.hub.laws import law_section_address
from generator.hub.markup import HEADING_LEVEL
from generator.hub.model import Hub
from generator.site.addresses import Addresses
from tests.site.text.converting import HUB, Converter, links, marked, tags, words
from tests.site_fixtures import Node, a_hub, parse

CONVERTER = Converter(HUB)


@pytest.fixture(scope="module")
def prose() -> Converter:
    """A converter that knows a few links, laws and terms."""
    return CONVERTER


@pytest.fixture(scope="module")
def plain() -> Converter:
    """A converter that knows nothing."""
    return Converter(Hub())


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
def test_the_subset_is_rendered(plain: Converter, text: str, wanted: set[str]) -> None:
    """Paragraphs, emphasis, lists, fourth-level headings, tables, quotes and code become HTML."""
    assert tags(plain.convert(text)) == wanted


def test_a_list_in_a_list_keeps_its_place(plain: Converter) -> None:
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
        "&lt;b&gt; &amp; <b",
        "- <li onclick=x>",
        "| <td> | b |\n| --- | --- |\n| <b>x</b> | 2 |",
    ],
)
def test_raw_html_is_shown_as_it_is_written(plain: Converter, text: str) -> None:
    """No tag, comment or address in angle brackets passes."""
    html = plain.convert(text)
    assert tags(html) <= {"p", "em", "ul", "li", "table", "thead", "tbody", "tr", "th", "td"}
    assert not links(html)
    if "|" not in text and "*" not in text and "&" not in text:
        assert words(html) == " ".join(text.replace("\n", " ").removeprefix("- ").split())


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("![bilde](https://x.no/a.png)", "bilde"),
        ("![bilde][ref]\n\n[ref]: https://x.no/a.png", "bilde"),
        ("[tekst][ref]\n\n[ref]: https://x.no", "tekst"),
        ("[ref]\n\n[ref]: https://x.no", "ref"),
        ("<https://x.example.org>", "https://x.example.org"),
        ("<a@b.no>", "a@b.no"),
        ("Se https://x.no/a og www.x.no", "Se https://x.no/a og www.x.no"),
        ("Skriv til a@b.no", "Skriv til a@b.no"),
    ],
)
def test_nothing_but_references_becomes_a_link(plain: Converter, text: str, shown: str) -> None:
    """Images, links with the address elsewhere and bare addresses stay text, and are reported."""
    html = plain.convert(text)
    assert tags(html) <= {"p", "span"}
    assert words(html) == shown
    assert "@" in text[1:-1] or list(findings(text, top_level=HEADING_LEVEL))


def test_a_wide_table_scrolls_in_a_box(plain: Converter) -> None:
    """From three columns on, the page gives the table a box that the keyboard can reach."""
    text = "| a | b | c |\n| - | - | - |\n| 1 | 2 | 3 |"
    box = parse(plain.convert(text)).one("div", "table")
    assert (box["tabindex"], box["role"], box["aria-label"]) == ("0", "group", "Tabell")
    assert box.one("table")
    assert tags(plain.convert(text, on_site=False)) == {"table", "thead", "tbody", "tr", "th", "td"}


@pytest.mark.parametrize("names", [["a", "*b*"], ["a", "*b*", "`<d>`", '"e"']])
def test_cells_of_a_wide_table_are_named(plain: Converter, names: list[str]) -> None:
    """From three columns on, each cell has the words above it, for screens without room."""
    rows = [names, ["-"] * len(names), ["x"] * (len(names) - 1)]
    html = plain.convert("\n".join(f"| {' | '.join(row)} |" for row in rows))
    wide = ["a", "b", "<d>", '"e"'] if len(names) > 2 else [""] * 2
    assert [cell["data-column"] for cell in parse(html).all("td")] == wide


@pytest.mark.parametrize(
    "text",
    [
        "Tekst\n\n    innrykket tekst",
        "```\nkode\n```",
        "Tekst\n---",
        "Tekst\n===",
        "- 1. mars 2017\n- 31. Desember 2026",
        "1. mars 2017 er dagen.",
    ],
)
def test_what_code_hosts_show_otherwise_than_meant_is_reported(plain: Converter, text: str) -> None:
    """Code by four spaces, a heading by a line below and a date as an item: each is reported."""
    assert tags(plain.convert(text)) & {"pre", "h1", "h2", "ol"}
    assert list(findings(text, top_level=HEADING_LEVEL))


@pytest.mark.parametrize(
    ("text", "html"),
    [
        (
            "- ytre\n  - indre\n- neste",
            "<ul><li>ytre<ul><li>indre</li></ul></li><li>neste</li></ul>",
        ),
        (
            "- ytre\n\n  - indre\n\n- neste",
            "<ul><li><p>ytre</p><ul><li>indre</li></ul></li><li><p>neste</p></li></ul>",
        ),
        (
            "1. a\n2. b\n\n   Nytt avsnitt.\n3. c",
            "<ol><li><p>a</p></li><li><p>b</p><p>Nytt avsnitt.</p></li><li><p>c</p></li></ol>",
        ),
        ("To ting:\n- en\n- to", "<p>To ting:</p><ul><li>en</li><li>to</li></ul>"),
        ("1) en\n2) to", "<ol><li>en</li><li>to</li></ol>"),
        ("3. tre\n4. fire", '<ol start="3"><li>tre</li><li>fire</li></ol>'),
        (
            "> Sitat\n>\n> - en\n>\n> Mer",
            "<blockquote><p>Sitat</p><ul><li>en</li></ul><p>Mer</p></blockquote>",
        ),
        (
            "Tabell:\n| A | B |\n|:-:|--:|\n| 1 \\| 2 | `\\|` |",
            (
                '<p>Tabell:</p><table><thead><tr><th data-side="center">A</th>'
                '<th data-side="right">B</th></tr>'
                '</thead><tbody><tr><td data-side="center">1 | 2</td>'
                '<td data-side="right"><code>|</code></td>'
                "</tr></tbody></table>"
            ),
        ),
        ("~~borte~~ og 1\\. mars", "<p><del>borte</del> og 1. mars</p>"),
        ("#### Tittel ####\nTekst", "<h4>Tittel</h4>\n<p>Tekst</p>".replace("\n", "")),
    ],
)
def test_readers_get_what_code_hosts_show(plain: Converter, text: str, html: str) -> None:
    """Lists, quotations and tables are those of CommonMark and GFM, and none is reported."""
    assert "".join(plain.convert(text).splitlines()) == html
    assert list(findings(text, top_level=HEADING_LEVEL)) == []


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
def test_a_reference_leads_to_its_address(prose: Converter, written: str, address: str) -> None:
    """Each scheme leads where the hub says; a question's address is for the page to decide."""
    [link] = links(prose.convert(f"Se [teksten]({written})."))
    assert (link["href"], link.text) == (address, "teksten")
    assert (link["rel"] == "external") == address.startswith("http")


def test_a_pdf_says_so(prose: Converter) -> None:
    """A link to a PDF has its type; others have none."""
    types = [link["type"] for link in links(prose.convert("[a](link:fil) [b](link:side)"))]
    assert types == ["application/pdf", ""]


@pytest.mark.parametrize("written", ["link:tapt", "link:tapt#del"])
def test_a_lost_address_is_told(prose: Converter, written: str) -> None:
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
def test_anything_else_is_no_link(prose: Converter, written: str) -> None:
    """Scripts, addresses outside links.yaml and unknown ids give the text alone."""
    html = prose.convert(f"Se [teksten]({written}).")
    assert not links(html)
    assert words(html) == "Se teksten."
    assert "alert" not in html


def test_a_link_keeps_its_emphasis(prose: Converter) -> None:
    """Emphasis inside a link, and a link inside emphasis, both stay."""
    html = prose.convert("[**fet**](link:side) og **[fet](link:side)**")
    assert [link.text for link in links(html)] == ["fet", "fet"]
    assert len(parse(html).all("strong")) == 2


def test_a_question_leads_to_the_role_or_to_its_own_page(prose: Converter) -> None:
    """It is an anchor on the page that has the answer, and leads there from the role's others."""
    answer = prose.texts.answer("[a](question:hva)")
    own = {"hva": "lis/emne/#hva"}
    assert links(answer.html(Addresses().href("lis/emne/", own)))[0]["href"] == "#hva"
    assert links(answer.html(Addresses().href("lis/", own)))[0]["href"] == "../lis/emne/#hva"
    assert links(answer.html(Addresses().href("lis/")))[0]["href"] == "../sporsmal/hva/"


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
    shown = CONVERTER.texts.answer(text).html(Addresses().href("om/"))
    assert words(shown) == words(html)
    addresses = [link["href"] for link in parse(shown).all("a")]
    assert [x for x in addresses if "~" in x or x.startswith("question:")] == []
    assert list(CONVERTER.texts.answer(text).terms) == [id_ for _, id_ in marked(html)]


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
def test_markdown_for_others_has_addresses(prose: Converter, text: str, wanted: str) -> None:
    """Outside the site no reference by id is left, and nothing else is changed."""
    assert prose.texts.answer(text).markdown(lambda place: f"<{place.question}>") == wanted


def test_a_lost_address_is_told_in_markdown_too(prose: Converter) -> None:
    """No link to nothing is handed out."""
    answer = prose.texts.answer("Se [boken](link:tapt).")
    assert answer.markdown(lambda place: place.path) == "Se boken (lenken mangler)."


def test_numbered_lists_stay_lists() -> None:
    """Points that begin with another word are numbered, also after a date, and inside points."""
    text = "1. Søk\n2. marsjér\n3. Vent\n\n- punkt\n  1. inni\n  2. også"
    html = Converter(a_hub()).convert(text)
    assert html.count("<li>") == 6
    assert html.count("<ol>") == 2
