"""How the HTML of an answer becomes blocks and runs for Typst."""

import pytest

from generator.site.pages.render import Renderer
from generator.site.paper.layout import MAX_DEPTH, LayoutError, blocks, breakable, breakable_address
from tests.site.paper.printed import SITE, Paper, printed_questions, renderer
from tests.site_fixtures import HUBS, a_hub, a_question


def as_link(href: str, words: str) -> dict[str, str]:
    return {"url": href, "words": words}


@pytest.mark.parametrize("name", HUBS)
def test_every_text_of_a_hub_has_a_layout(name: str) -> None:
    """No answer and no note of the two hubs contains anything that cannot be printed."""
    of = renderer(name)
    texts = [entry.markdown for view in of.views for entry in view.entries]
    texts += [link.note for link in of.hub.links if link.note]
    assert len(texts) > 5
    for text in texts:
        assert blocks(of.prose.convert(text), as_link)


@pytest.mark.parametrize(
    "html",
    [
        '<p><img src="x" alt="y" /></p>',
        "<pre><code>x</code></pre>",
        "<p>a<video></video></p>",
        "<ul><p>x</p></ul>",
        "<table><caption>x</caption></table>",
        "<table><tbody><tr><p>x</p></tr></tbody></table>",
        "<p>en <p>to</p></p>",
        "<p>x",
        "x</p>",
        "<p><strong>x</p></strong>",
    ],
)
def test_elements_without_a_layout_are_rejected(html: str) -> None:
    """Elements that cannot be printed raise an error and are not dropped silently."""
    with pytest.raises(LayoutError):
        blocks(html, as_link)


def test_a_text_becomes_blocks_and_runs() -> None:
    """Nested inline elements become flags on runs, and a term becomes plain text."""
    html = (
        "<h4>Om <em>dette</em></h4><p>En <strong>to <em>tre</em></strong><br />\n fire "
        '<a aria-describedby="term_x" class="term" href="~/ordliste/#x">LIS</a> '
        '<a href="https://a.example.org/?b&amp;c">her <code>x</code></a>.</p>'
        '<ol start="3"><li>en<ul><li>to</li></ul></li></ol><hr />'
    )
    assert blocks(html, as_link) == [
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
                    "url": "https://a.example.org/?b&c",
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
    html = Renderer(a_hub(a_question("x")), SITE).prose.convert(
        "| a | b | c | d |\n| --- | :--- | ---: | :---: |\n| en | to | 3 | fire |"
    )
    (table,) = blocks(html, as_link)
    assert table["align"] == ["left", "left", "right", "center"]


def test_only_long_words_are_hyphenated() -> None:
    """Short words move to the next line whole."""
    (made,) = blocks("<p>En utdanningsvirksomhet, <code>utdanningsvirksomhet</code></p>", as_link)
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
    html = "<h6>a</h6><h4>\u00a0\ufeff</h4><h4>b</h4><h6>c</h6><h5>d</h5><h6>e</h6>"
    made = blocks(f"{html}<ul><li><h4>f</h4></li></ul>", as_link)
    assert [block.get("level") for block in made] == [1, 1, 2, 2, 3, None]
    assert made[-1]["items"][0][0] == {"kind": "p", "runs": [{"text": "f", "strong": True}]}


def test_very_deep_lists_continue_at_the_maximum_depth() -> None:
    """Items of very deep lists continue at the maximum depth, and none is lost."""
    deep = 40
    html = "<ul><li>x" * deep + "</li></ul>" * deep
    (found,) = blocks(html, as_link)
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
