"""How the HTML of an answer becomes blocks and runs for Typst."""

import json
from typing import Any

import pytest

from generator.site.paper.breaks import breakable, breakable_address
from generator.site.paper.layout import MAX_DEPTH, PrintedLink, blocks
from generator.sources.markdown import Node, parse
from tests.site.paper.printed import Paper, printed_questions, renderer
from tests.site_fixtures import HUBS, a_question


def as_link(link: Node) -> PrintedLink:
    return PrintedLink({"url": link.address, "words": link.words})


def laid_out(text: str) -> list[dict[str, Any]]:
    return blocks(parse(text), as_link)


@pytest.mark.parametrize("name", HUBS)
def test_every_text_of_a_hub_has_a_layout(name: str) -> None:
    """No answer and no note of the two hubs contains anything that cannot be printed."""
    of = renderer(name)
    texts = [entry.markdown for view in of.views for entry in view.entries]
    texts += [link.note for link in of.hub.links if link.note]
    assert len(texts) > 5
    for text in texts:
        assert laid_out(text)


def test_every_kind_of_node_is_printed() -> None:
    """The words of raw HTML, images, code and links without an address are not dropped."""
    text = "<b>fet</b> ![bilde](x) `kode` ~~feil~~ [lenke][r]\n\n```\nto\nlinjer\n```\n\n[r]: x"
    found = json.dumps(laid_out(text))
    for word in ("<b>", "bilde", "kode", "feil", "lenke", "to", "linjer"):
        assert word in found


def test_a_text_becomes_blocks_and_runs() -> None:
    """Nested inline elements become flags on runs, and a term becomes plain text."""
    text = (
        "#### Om *dette*\nEn **to *tre***\\\nfire LIS [her `x`](link:side).\n\n"
        "3. en\n   - to\n\n***"
    )
    assert laid_out(text) == [
        {
            "kind": "heading",
            "level": 1,
            "runs": [{"text": "Om "}, {"text": "dette", "em": True}],
            "keep": True,
        },
        {
            "kind": "p",
            "runs": [
                {"text": "En "},
                {"text": "to ", "strong": True},
                {"text": "tre", "strong": True, "em": True},
                {"br": True},
                {"text": "fire LIS "},
                {
                    "link": [{"text": "her "}, {"text": "x", "code": True}],
                    "url": "link:side",
                    "words": "her x",
                },
                {"text": "."},
            ],
            "keep": True,
        },
        {
            "kind": "list",
            "start": 3,
            "items": [
                [
                    {"kind": "p", "runs": [{"text": "en"}]},
                    {"kind": "list", "items": [[{"kind": "p", "runs": [{"text": "to"}]}]]},
                ]
            ],
        },
        {"kind": "rule", "keep": True},
    ]


def test_columns_are_aligned_as_they_are_written() -> None:
    """Table columns are aligned on paper as on the site."""
    (table,) = laid_out("| a | b | c | d |\n| --- | :--- | ---: | :---: |\n| en | to | 3 | fire |")
    assert table["align"] == ["left", "left", "right", "center"]


def test_only_long_words_are_hyphenated() -> None:
    """Short words move to the next line whole."""
    (made,) = laid_out("En utdanningsvirksomhet, `utdanningsvirksomhet`")
    assert made["runs"] == [
        {"text": "En "},
        {"text": "utdanningsvirksomhet", "long": True},
        {"text": ", "},
        {"text": "utdanningsvirksomhet", "code": True},
    ]
    long, short = ("utdanningsvirksomhetene " * 60, "veiledning " * 120)
    assert line_ends(printed_questions(a_question("x", answer=long))) & {"-", "\u00ad"}
    assert not line_ends(printed_questions(a_question("x", answer=short))) & {"-", "\u00ad"}


def line_ends(made: Paper) -> set[str]:
    return {line.rstrip()[-1:] for page in made.pages for line in page.splitlines()}


def test_headings_have_levels_without_gaps() -> None:
    """Levels start at 1 and skip none, whatever levels the editor used."""
    made = laid_out("###### a\n#### &nbsp;\n#### b\n###### c\n##### d\n###### e\n- #### f")
    assert [block.get("level") for block in made] == [1, 1, 2, 2, 3, None]
    assert made[-1]["items"][0][0] == {"kind": "p", "runs": [{"text": "f", "strong": True}]}


def test_very_deep_lists_continue_at_the_maximum_depth() -> None:
    """Items of very deep lists continue at the maximum depth, and none is lost."""
    deep = 40
    (found,) = laid_out("".join(f"{'  ' * depth}- x\n" for depth in range(deep)))
    depth = 0
    while found:
        depth += 1
        inside = [x for item in found["items"] for x in item if x["kind"] == "list"]
        last, found = found, inside[0] if inside else None
    assert depth == MAX_DEPTH
    assert len(last["items"]) == deep - MAX_DEPTH + 1


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Et kort ord", "Et kort ord"),
        ("  to\n blanke ", " to blanke "),
        ("spesialistutdanningsvirksomhetene", "spesialistutdanningsvirksomhetene"),
        ("a" * 40, "\u200b".join(["a" * 18, "a" * 18, "a" * 4])),
        ("/".join(["a" * 30] * 4), "/".join(["a" * 30] * 4)),
    ],
)
def test_only_words_longer_than_a_line_get_places_to_break(text: str, wanted: str) -> None:
    """Ordinary words get no invisible characters, so that they can be copied."""
    assert breakable(text) == wanted


def test_an_ordinary_address_is_copied_as_it_is() -> None:
    """Typst can break an ordinary address of any length without an inserted character."""
    long = f"https://example.org/{'a' * 300}?b={'%20' * 100}#~:text=c"
    assert breakable_address(long) == long
    assert breakable_address("x" * 100).replace("\u200b", "") == "x" * 100
