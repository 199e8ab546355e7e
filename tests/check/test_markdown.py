"""What is found in a text: what it may not contain, marks that remain, and words that are lost."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.check.markdown import MAX_DEPTH, findings
from generator.problems import Code
from generator.sources.markdown import Kind, Node, parse


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("![a](link:a)", [Code.IMAGE]),
        ("[![a](b.png)](link:a)", [Code.IMAGE]),
        ("<br>", [Code.RAW_HTML]),
        ("</p>", [Code.RAW_HTML]),
        ('<a href="x">', [Code.RAW_HTML]),
        ("<!-- a -->", [Code.RAW_HTML]),
        ("<?php", [Code.RAW_HTML]),
        ("<!DOCTYPE html>", [Code.RAW_HTML]),
        ("https://a.no", [Code.INLINE_ADDRESS]),
        ("Se HTTPS://a.no", [Code.INLINE_ADDRESS]),
        ("www.a.no", [Code.INLINE_ADDRESS]),
        ("ftp://a.no", [Code.INLINE_ADDRESS]),
        ("<https://a.no>", [Code.INLINE_ADDRESS]),
        ("[a]: https://a.no", [Code.INLINE_ADDRESS]),
        ("[a]: link:b", [Code.INLINE_ADDRESS]),
        ("[a] (link:a)", [Code.LINK_SYNTAX]),
        ("(a)[link:a]", [Code.LINK_SYNTAX]),
        ("[a (law:a#1).", [Code.LINK_SYNTAX]),
        ("[[question:a]]", [Code.LINK_SYNTAX]),
        ("Skriv mailto:a@b.no", [Code.LINK_SYNTAX]),
        ("[a](link:a.", [Code.LINK_SYNTAX]),
        ("[a](link: a)", [Code.LINK_SYNTAX]),
        ("[a](link:a b) og (c)", [Code.LINK_SYNTAX]),
        ("[a](se link:a)", [Code.LINK_SYNTAX]),
        ("[a](link:a (b) c)", [Code.LINK_SYNTAX]),
        ("[](link:a)", [Code.LINK_SYNTAX]),
        ("[ ](link:a)", [Code.LINK_SYNTAX]),
        ("[https://a.no](https://a.no)", []),  # its destination is reported
        ("Se WWW.A.NO", [Code.INLINE_ADDRESS]),
        ("Link:a", [Code.LINK_SYNTAX]),
        ("[[a]] og [[b|c]]", [Code.LINK_SYNTAX, Code.LINK_SYNTAX]),
        ("![a", []),
        ("Obs![1]", []),
        ("> [!note]\n> a", [Code.MARKDOWN]),
        ("- [ ] a\n- [x] b", [Code.MARKDOWN]),
        ("==a== ++b++ $$c$$", [Code.MARKDOWN] * 3),
        (":warning: {{navn}} &nosuch;", [Code.MARKDOWN] * 3),
        ("C++ og C++-kode, kl. 10:30:00, a == b == c, AT&T;", []),
        ("Se link: a", []),
        ("Se nettlink:a", []),
        ("`link:a`", []),
        ("3 < 4 og 5 > 4", []),
        ("a<b", []),
        ("Hei!", []),
        ("[a] og (b)", []),
        ("Wow! [a](link:a)", []),
    ],
)
def test_what_answers_may_not_hold_is_found_once(text: str, codes: list[Code]) -> None:
    """HTML, images, bare addresses and definitions are each found once; look-alikes are not."""
    assert [found.code for found in findings(text, top_level=4)] == codes


@pytest.mark.parametrize(
    ("text", "thing"),
    [
        ("a <b>", "<b>"),
        ("a\n\n## b", "## b"),
        ("a ![b](c)", "![b]"),
        ("a www.b.no", "www.b.no"),
        ("> æøå\n>\n> - a **b", "**b"),
        ("| a |\n| - |\n| b | c |", "| b | c |"),
        ("a\n\n[b]: c", "[b]:"),
        ("- a\n\n      kode", "kode"),
        ("[a](link:b c)", "link:b"),
    ],
)
def test_offsets_point_at_the_thing(text: str, thing: str) -> None:
    """The offset is where the thing begins in the text as written."""
    assert [found.offset for found in findings(text, top_level=4)] == [text.index(thing)]


@pytest.mark.parametrize(
    "text",
    [
        "3 < 4 og 5 > 4", "5*3", "2 * 3", "fil_navn", "____", "ca. ~5", "[sic]", "[a] og (b)",
        "a < b", "C#", "# 1", "Vi er #1", "på 50 % – 60 %", "A/B", "a@b.no", "1. ledd", "§ 3-4",
        "a: b",
        "\\*a", "\\**a", "\\\\", "\\[^1]", "\\- a", "\\#a", "`**`", "a\n– b",
        "o en", "a) en", "-5 grader",
        "«*»", "(*)", "«**» betyr fet", "Tegnet «`»", "*.pdf og *.docx", "Søk på «lege*»", "d`or",
        "barne- og\n-ungdom", "§ 2\n§ 3", "a) en\n\nb) to", "V. Hansen\nW. Olsen", "E. coli\nA. b",
        "1.1.2024\n2.2.2024", "Valg: a | b\nog c | d", "#### C#", "Mål:\n1. ledd", "1 uke\n2 uker",
        "Han kom –\n– og gikk", "LIS1: a\nLIS2: b", "> 12 måneder", "* a\n* b\n\nPris*",
        "Pris* gjelder.\n\n\\* uten mva.", "Alle *)\n\n*) unntatt", "2 * 3 * 4", "navn_@a.no",
        "a_ b",
    ],
)  # fmt: skip
def test_what_only_looks_like_a_mark_is_silent(text: str) -> None:
    """Signs of ordinary prose, code and what a backslash escapes are not reported."""
    assert list(findings(text, top_level=1)) == []


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("**a **", "mellomrom foran det siste; skriv «**a**»"),
        ("** a**", "mellomrom etter det første; skriv «**a**»"),
        ("** a **", "mellomrom foran det siste"),
        ("~~ a ~~", "mellomrom foran det siste"),
        ("**Se [b](link:c) **", "mellomrom foran det siste"),
        ("**a:**b", "klemt mellom «:» og «b»"),
        ("a**«b»** c", "klemt mellom «a» og"),
        ("**a__", "«**» åpner, men «__» lukker"),
        ("**a\n\nb**", "bare inni ett avsnitt"),
        ("- **a\n- b**", "bare inni ett avsnitt"),
        ("| **a | b** |\n| - | - |", "bare inni ett avsnitt"),
        ("[**a](link:b)**", "«**» uten make"),
        ("*a**", "«*» uten make"),
        ("**a***", "«*» uten make"),
        ("2*3 og 4*5", "«*» kommer ikke med på siden, for «*3 og 4*»"),
        ("(*) og (*)", "«*» kommer ikke med på siden"),
    ],
)
def test_one_slip_with_marks_gets_one_message_with_its_cure(text: str, message: str) -> None:
    """Marks that don't pair are one slip, also where they are in different blocks."""
    (found,) = findings(text, top_level=4)
    assert message in found.message


@pytest.mark.parametrize(
    ("text", "thing", "message"),
    [
        ("- ytre\n      - indre", "- indre", "for mange mellomrom foran «-»"),
        ("Tekst\n    1. a\n    2. b", "1. a", "for mange mellomrom foran «1.»"),
        ("1. a\n  - b\n2. c", "- b", "for lite til å høre til punktet over"),
        ("1. a\n\n avsnitt\n\n2. b", "avsnitt", "for lite til å høre til punktet over"),
        ("- a\n–b\n- c", "–b", "skriv «- » foran punktet"),
        ("1. a\n2.b\n3. c", "2.b", "skriv «2. » foran punktet"),
        ("-**a** b\n-**c** d", "-**a", "mellomrom mangler etter «-»"),
        ("-> a\n-> b", "-> a", "«->» lager ingen liste"),
        ("☐ a\n☐ b", "☐ a", "«☐» lager ingen liste"),
        ("• a\n\n• b\n\n• c", "• a", "«•» lager ingen liste"),
        ("(1) en\n(2) to", "(1)", "«(1)» lager ingen liste"),
        ("Mål:\ni) en\nii) to", "i) en", "«i)» lager ingen liste"),
        ("1.1 en\n1.2 to", "1.1", "«1.1» lager ingen liste"),
        ("a\n: forklaring", ":", "«:» lager ingen ordliste"),
        ("!!! note\n    a", "!!!", "«!!! note» kan ikke brukes"),
        ("== a ==", "==", "«=» lager ingen overskrift"),
        ("a\n\n=====\n\nb", "=====", "«=====» lager ingen strek"),
        ("####### a", "#######", "høyst seks «#»"),
        ("a\n\n####", "####", "overskriften er tom"),
        ("#### a####", "####", "«####» ville stått"),
        ("Det står i\n1. ledd", "1. ledd", "skriv «1\\. ledd»"),
        ("Pris* gjelder.\n\n* uten mva.", "* uten", "skriv «\\*»"),
        ("Krav:\n>5 år", ">5", "«>» blir borte"),
        ("a | b\n1 | 2\n3 | 4", "a |", "skal de være en tabell"),
        ("| a |\n| - |\n| 1 |\n|---|\n| 2 |", "|---|", "streken ville stått som en rad"),
    ],
)
def test_lines_that_are_not_what_they_look_like(text: str, thing: str, message: str) -> None:
    """What was meant as a list, heading, table or note gets one message where it begins."""
    (found,) = findings(text, top_level=4)
    assert text[found.offset :].startswith(thing)
    assert message in found.message


@pytest.mark.parametrize("text", ["a [b](link:c", "[b](link:c d", "[b] (link:c)", "[[link:c]]"])
def test_a_broken_link_gets_one_message(text: str) -> None:
    """One slip gives one message, wherever it is on the line."""
    assert len(list(findings(f"{text} og mer\n\nSlutt", top_level=4))) == 1


_LINES = [
    "- a", "  - b", "1. b", "2. c", "| d | e |", "| - | - |", "|f|", "**g**", "**", "h", "\n",
    "\n\n",
    "#### i", "`k`", "> l", "*m", "~~n", "[o](link:p)", "[q", "]", "• r", "    s", "<b>", "[^1]",
    "[^1]: t", "###u", "-v",
]  # fmt: skip


@given(st.lists(st.sampled_from(_LINES), max_size=8).map("\n".join))
@settings(max_examples=500, deadline=None)
def test_no_mark_is_left_on_the_page_in_silence(text: str) -> None:
    """Where nothing is reported, readers see no mark of Markdown, and no word is lost."""
    if any(findings(text, top_level=4)):
        return
    shown = "".join(_shown(parse(text)))
    assert not re.search(r"\*|~~|\||•|\[\^|#", shown)
    assert set(re.findall(r"[a-z]", text)) - set("link") <= set(re.findall(r"[a-z]", shown)) | {"p"}


def _shown(node: Node) -> list[str]:
    if node.kind in (Kind.CODE, Kind.CODE_BLOCK):
        return [re.sub(r"[^a-z]", "", node.text)]
    return [node.text, *(word for child in node.children for word in _shown(child))]


@given(st.text(max_size=60))
@settings(max_examples=300, deadline=None)
def test_any_text_can_be_checked(text: str) -> None:
    """No text makes the check fail, and offsets are inside it."""
    assert all(0 <= found.offset <= len(text) for found in findings(text, top_level=4))


@pytest.mark.parametrize(
    "text",
    [
        ">" * 3000 + " a",
        "- " * 3000 + "a",
        "*a " * 3000 + "a*" * 3000,
        "\n".join("  " * level + "- a" for level in range(1000)),
    ],
)
def test_a_text_that_is_nested_too_deeply_gets_one_problem(text: str) -> None:
    """The code that reads a tree is recursive, so a tree of any depth could exhaust the stack."""
    assert [found.code for found in findings(text, top_level=4)] == [Code.TOO_DEEP]
    assert parse(text).words


@pytest.mark.parametrize(
    "text", ["> " * (MAX_DEPTH - 2) + "a", "- " * (MAX_DEPTH // 2 - 1) + "*a*"]
)
def test_deep_nesting_is_allowed_up_to_a_limit(text: str) -> None:
    """A text with as many levels as are allowed can be read by everything."""
    assert list(findings(text, top_level=4)) == []
    assert list(findings(f"> - {text}", top_level=4)) != []


@pytest.mark.parametrize(
    ("text", "offset"),
    [
        ("1. januar åpner det", 0),
        ("  1. januar åpner det", 2),
        ("- a\n  1. januar åpner det", 6),
        ("> 1. januar åpner det", 2),
        ("1. a\n3. b", 5),
        ("999999998. a\n999999999. b\n7. c", 26),
    ],
)
def test_items_that_are_dates_or_wrongly_numbered_are_found(text: str, offset: int) -> None:
    """Wherever the list is, and however high it counts."""
    assert [found.offset for found in findings(text, top_level=4)] == [offset]
