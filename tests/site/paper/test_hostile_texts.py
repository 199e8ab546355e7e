"""Texts that could break the layout: Typst markup, very long words, wide tables."""

import re
from functools import cache

import pytest

from generator.hub.links import Link
from generator.hub.model import Topic
from generator.site.settings import Settings
from tests.site.paper.page_images import ink, pictures
from tests.site.paper.printed import Paper, ascii_, printed, squeezed
from tests.site_fixtures import a_hub, a_link, a_question, a_role

LONG = "a" * 300
ODD = f"HTTPS://rar.example.org/æøå/{'ø' * 300}?&lang;=1[x]{'(' * 60}"
MARKS = '#import "x": * #panic("nei") \\# $x^2$ @label <merke> // kommentar /* x */ = tittel ~ --'
ESCAPED = re.sub(r"([\\*<_`])", r"\\\1", f"{MARKS} _a_ `b`")
ANSWER = f"""
Først {ESCAPED}

`#raw $ @x`

{LONG}

- en
    - to
        - tre
            - fire
                - fem
                    - seks
                        - sju
                            - åtte

| a | b | c | d | e | f |
| --- | :---: | ---: | --- | --- | --- |
| spesialistutdanningsforskriften | {LONG} | x | {"1" * 40} | utdanningsvirksomhetene | f |

| en | to | tre | fire | fem | seks | sju | åtte |
| --- | --- | --- | --- | --- | --- | --- | --- |
| 1 | **2** | 3 | 4 | spesialistutdanningsforskriften | {LONG} | | 8 |

> sitat
>
> > sitat i sitat

###### Nivå seks

#### Nivå fire

[lenke til **lang**](link:lang) [tapt](link:tapt) [rar](link:rar) [post](mailto:{LONG}@example.org)
[i seg selv](question:vond) [Hva er «annet»](question:annet)
"""


@cache
def hostile() -> dict[str, Paper]:
    links: list[Link] = [
        a_link(
            "lang",
            url=f"https://lang.example.org/{LONG}?x=({LONG}&y=%20#z",
            title=f"Tittel {LONG}",
            publisher=f"Utgiver {LONG}",
            note=f"Merknad #x $y$ {LONG} [her](link:rar)",
            roles=["gjest"],
        ),
        a_link("tapt", url=None, url_status="missing", note="#x $y$", roles=["gjest"]),
        a_link("rar", url=ODD,
               roles=["gjest"]),
    ]  # fmt: skip
    vond = a_question(
        "vond", question=f"{MARKS} {LONG}?", answer=ANSWER, links=["lang", "tapt", "rar"]
    )
    return printed(
        a_hub(
            vond,
            a_question("annet", question=f"{MARKS}\n{LONG}"),
            links=links,
            topics=[Topic(id="emne", title=f"{MARKS} {LONG}", questions=("vond", "annet"))],
            roles=[a_role("gjest", name=f"Gjest {MARKS} {LONG}", description=MARKS)],
        ),
        Settings(site_name=f"{MARKS} {LONG}"),
    )


def test_typst_markup_is_never_evaluated() -> None:
    """Typst markup in any field of a hub is printed as text."""
    made = hostile()["gjest/gjest-sporsmal.pdf"]
    assert made.text.count(squeezed(MARKS)) >= 5
    assert "#raw$@x" in made.text
    assert f"Først{squeezed(MARKS)}_a_`b`" in made.text
    assert squeezed(MARKS) in hostile()["gjest/gjest-lenker.pdf"].text


def test_long_addresses_are_printed_whole() -> None:
    """They are complete even without a place to break them, or with an apparent HTML entity."""
    lang = f"https://lang.example.org/{LONG}?x=({LONG}&y=%20#z"
    for made in hostile().values():
        for address in (lang, ODD):
            assert address in made.exact
            assert ascii_(address) in made.addresses
    assert f"{LONG}@example.org" in hostile()["gjest/gjest-sporsmal.pdf"].exact


def test_a_wide_table_becomes_a_list_for_each_row() -> None:
    """Each value is printed with the name of its column."""
    text = hostile()["gjest/gjest-sporsmal.pdf"].text
    assert "•en:1•to:2•tre:3•fire:4•fem:spesialistutdanningsforskriften•seks:" in text


MARGIN = 28  # mm; a hyphen may protrude a little into the 30 mm margin
HEAD, FOOT = 8, 8  # mm that are always empty at the top and the bottom


@pytest.mark.parametrize("path", ["gjest/gjest-sporsmal.pdf", "gjest/gjest-lenker.pdf"])
def test_nothing_is_printed_outside_the_text(path: str) -> None:
    """No word, table or address runs into the margin, where it would be cut off or punched."""
    for png in pictures(hostile()[path].document):
        left, top, right, bottom = ink(png)
        assert left >= MARGIN
        assert top >= HEAD
        assert right <= 210 - MARGIN
        assert bottom <= 297 - FOOT
