"""What is read from an HTML page, and when its main text counts as changed."""

import json
import re
from collections.abc import Callable
from dataclasses import dataclass

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.linkcheck.observations import PageFacts
from generator.linkcheck.page import read as page
from generator.linkcheck.page.charset import decoded
from generator.linkcheck.page.fingerprint import changed, fingerprint_of
from generator.linkcheck.page.raw_html import MOST_TAGS, refresh_target
from generator.linkcheck.page.read import MOST_HEADINGS, read_page

HTML = "text/html; charset=utf-8"
CAP = 2 << 20


def read(html: str) -> PageFacts:
    return read_page(html.encode(), HTML)


def main_text(html: str) -> list[str]:
    return page.parsed(html).main_lines()


# --- text from bytes


@pytest.mark.parametrize(
    ("body", "content_type"),
    [
        ("æøå".encode(), "text/html; charset=utf-8"),
        ("æøå".encode(), 'text/html;Charset = "UTF-8"'),
        ("æøå".encode("cp1252"), "text/html; charset=ISO-8859-1"),
        ("æøå".encode("utf-16"), "text/html"),
        ("æøå".encode("utf-16-be"), "text/html; charset=utf-16be"),
        ("æøå".encode("utf-16-le"), "text/html; charset=utf-16"),
        ("\ufeffæøå".encode("utf-16-be"), "text/html; charset=utf-16"),
        ("\ufeffæøå".encode(), "text/html; charset=utf-8"),
        ("\ufeffæøå".encode(), ""),
        ("æøå".encode(), ""),
        ("æøå".encode("cp1252"), ""),
        ("æøå".encode(), "text/html; charset=rot13"),
        ("æøå".encode(), "text/html; charset=finnes-ikke"),
        ("æøå".encode(), "text/html; charset=unicode_escape"),
        ("æøå".encode(), "text/html; charset="),
        ("æøå".encode() + b"\xc3", ""),
    ],
)
def test_text_is_found_by_header_then_mark_then_bytes(body: bytes, content_type: str) -> None:
    """A known name in the header decides, then the mark, then the bytes; wrong names do nothing."""
    assert decoded(body, content_type) == "æøå"


@pytest.mark.parametrize(
    ("head", "charset", "content_type"),
    [
        ('<meta charset="windows-1252">', "cp1252", "text/html"),
        ("<META CHARSET=iso-8859-15 />", "iso-8859-15", "text/html"),
        (
            '<meta http-equiv="Content-Type" content="text/html; charset=iso-8859-1">',
            "cp1252",
            "",
        ),
        ("<!-- <meta charset=koi8-r> --><meta charset=utf-8>", "utf-8", ""),
        ("<meta charset=utf-16>", "utf-8", ""),
        ("<meta charset=koi8-r>", "utf-8", "text/html; charset=utf-8"),
        (" " * 4096 + "<meta charset=koi8-r>", "utf-8", ""),
        ("<p>charset=koi8-r</p>", "utf-8", ""),
    ],
)
def test_meta_names_the_charset(head: str, charset: str, content_type: str) -> None:
    """`meta` counts within 4 KiB, outside comments, and only where the header says nothing."""
    html = f"{head}<title>Blåbærøl €</title>"
    assert read_page(html.encode(charset), content_type).title == "Blåbærøl €"


# --- the fields


@pytest.mark.parametrize(
    ("html", "title"),
    [
        ("<title>  Søk \n etter&nbsp;hjelp &amp; svar</title>", "Søk etter hjelp & svar"),
        ("<title>En</title><title>To</title>", "En"),
        ("<svg><title>Ikon</title></svg><title>Siden</title>", "Siden"),
        ("<title>Ikke lukket<body><p>Tekst</p>", "Ikke lukket"),
        ("<title></title>", ""),
        ("<p>Ingen</p>", ""),
        ("<title>" + "x" * 1000 + "</title>", "x" * 300),
    ],
)
def test_title(html: str, title: str) -> None:
    """The first title of the page, not of a drawing, with its spaces in order."""
    assert read(html).title == title


@pytest.mark.parametrize(
    ("html", "headings"),
    [
        ("<h1>En <b>to</b><br>tre</h1><h2>Fire</h2><h3>Fem</h3>", ("En to tre", "Fire")),
        ("<h1><div>I blokk</div></h1>", ("I blokk",)),
        ("<h1>Ikke lukket<h2>Neste</h2>", ("Ikke lukket", "Neste")),
        ("<h1>Feil slutt</h2><p>Tekst</p>", ("Feil slutt",)),
        ("<h1> </h1>", ()),
        ("<header><h1>I sidehodet</h1></header>", ("I sidehodet",)),
        ("<div role=alert><h1>Siden finnes ikke</h1></div>", ("Siden finnes ikke",)),
        ("<form><h1>Logg inn</h1></form>", ("Logg inn",)),
        ("<nav><h2>Meny</h2></nav><h1>Siden</h1>", ("Siden",)),
        ("<template><h1>Siden finnes ikke</h1></template>", ()),
        ("<div hidden><h1>Siden finnes ikke</h1></div>", ()),
        ("<div class=cookie-banner><h2>Vi bruker kapsler</h2></div><h1>A</h1>", ("A",)),
        ("<h2>x</h2>" * 30, ("x",) * MOST_HEADINGS),
    ],
)
def test_headings(html: str, headings: tuple[str, ...]) -> None:
    """First and second level, in order, at most ten; not those that no reader sees, nor menus'."""
    assert read(html).headings == headings


def test_ids() -> None:
    """Every id counts, and the name of an `a`; no other name does."""
    html = (
        '<p id="en">a<a name="to">b</a><input name="tre"><h2 ID=&sect;26>c</h2><br id="fire"/>'
        '<svg><g id="fem"></svg><!-- <p id="seks"> --><script>"<p id=sju>"</script><p id="">'
        '<p id="åtte" id="ni">'
    )
    assert read(html).ids == {"en", "to", "§26", "fire", "fem", "åtte"}


@pytest.mark.parametrize(
    ("html", "scripts"),
    [
        ("<script src=a.js></script>", True),
        ("<script>x()</script>", True),
        ("<script type=module>x()</script>", True),
        ("<script type='application/ld+json'>{}</script>", False),
        ("<script type='application/json' id=x>{}</script>", False),
        ("<p>&lt;script></p>", False),
        ("<!-- <script>x()</script> -->", False),
        ("<script></script><script> </script>", False),
        ("<script>x()", True),
        ("<script async src='https://www.googletagmanager.com/gtag/js?id=G-1'></script>", False),
        ("<script>window.dataLayer = [];\nfunction gtag() {if (1 < 2) x()}</script>", False),
        ("<script>_paq.push(['trackPageView'])</script>", False),
        ("<script src='//siteimproveanalytics.com/js/siteanalyze_1.js'></script>", False),
        ("<script src=/js/analytics.js></script><script src=/app.js></script>", True),
        ("<script src=/app.js>dataLayer = []</script>", True),
        ("<script>dataLayer = [];" + "x();" * 1000 + "</script>", True),
        ("<script src=/meta-analytics-side.js></script>", True),
    ],
)
def test_scripts(html: str, *, scripts: bool) -> None:
    """Every script may add to the page, but JSON does not run, and a counter adds nothing."""
    assert read(html).scripts is scripts


@pytest.mark.parametrize(
    ("content", "target"),
    [
        ("0; url=https://a.no/b?c=1;d", "https://a.no/b?c=1;d"),
        ("5;URL='/ny side'", "/ny side"),
        ('0,url="/ny"; x', "/ny"),
        ("10 ; Url = ny", "ny"),
        ("0; /ny", "/ny"),
        ("0.5; url=/ny", "/ny"),
        ("; url=/ny", "/ny"),
        ("11; url=/ny", None),
        ("9999999999999999; url=/ny", None),
        ("5", None),
        ("0;", None),
        ("0; url=", None),
        ("0; url=''", None),
        ("url=/ny", None),
        ("", None),
        ("9" * 100_000, None),
        (" " * 100_000, None),
    ],
)
def test_refresh_target(content: str, target: str | None) -> None:
    """A refresh leads somewhere if it comes soon and names a place."""
    assert refresh_target(content) == target


@pytest.mark.parametrize(
    ("html", "refresh"),
    [
        ('<META HTTP-EQUIV="Refresh" CONTENT="0; url=/ny">', "/ny"),
        ("<body><meta http-equiv=refresh content='3;url=/ny'>", "/ny"),
        ("<noscript><meta http-equiv=refresh content='0;url=/uten'></noscript>", None),
        ("<meta name=refresh content='0;url=/ny'>", None),
        ("<meta http-equiv=refresh content='600'><meta http-equiv=refresh>", None),
        ("<base href=/a/><base href=/b/><meta http-equiv=refresh content='0;url=ny'>", "/a/ny"),
        ("<base target=x><meta http-equiv=refresh content='0;url=ny'>", "ny"),
        ("<base href='http://['><meta http-equiv=refresh content='0;url=ny'>", "ny"),
    ],
)
def test_refresh(html: str, refresh: str | None) -> None:
    """The refresh of the page itself, not that of a browser without scripts."""
    assert read(html).refresh == refresh


@pytest.mark.parametrize(
    ("html", "password"),
    [
        ("<form><input type=password></form>", True),
        ("<main><input TYPE=' Password '/></main>", True),
        ("<input type=text name=password>", False),
        ("<header><form><input type=password></form></header>", False),
        ("<dialog><input type=password></dialog>", False),
        ("<div hidden><input type=password></div>", False),
    ],
)
def test_password_field(html: str, *, password: bool) -> None:
    """A field for a password, but not the log-in box of the site's head or of a hidden dialog."""
    assert read(html).password_field is password


# --- main text


@pytest.mark.parametrize(
    ("html", "lines"),
    [
        ("<p>Ute</p><main><p>Inne</p></main>", ["Inne"]),
        ("<p>Ute</p><article><p>Inne</p></article>", ["Inne"]),
        ("<p>Ute</p><div role=main><p>Inne</p></div>", ["Inne"]),
        ("<article>Artikkel</article><main>Hoved</main>", ["Hoved"]),
        ("<main></main><article>Inne</article>", ["Inne"]),
        ("<body>Alt <i>s</i>ammen</body>", ["Alt sammen"]),
        ("Uten noe", ["Uten noe"]),
        ("<main>A<nav>b</nav><header>c</header><footer>d</footer>E</main>", ["A", "c", "E"]),
        ("<header>A</header><p>B</p>", ["B"]),
        ("<div role=main><p>A</p><div role=alert>B</div></div>", ["A", "B"]),
        ("A<script>b</script><style>c</style><form>d</form><noscript>e</noscript>", ["A"]),
        ("A<dialog>b</dialog><div hidden>C</div><p aria-hidden=true>D</p>", ["A", "C", "D"]),
        ("A<span aria-hidden=true>b</span><i hidden>c</i>", ["A"]),
        ("<main>A<template>b</template><details>C</details></main>", ["A", "C"]),
        ("A<p hidden=until-found>B</p>", ["A", "B"]),
        ("A<p aria-hidden=false>B</p>", ["A", "B"]),
        ("A<div role=banner>b</div><div role=alert>c</div><div role=search>d</div>", ["A"]),
        ("A<div id=CybotCookiebotDialog>b</div><div class='x mainMenu'>c</div>", ["A"]),
        ("A<ol class=breadcrumb><li>b</ol><div class=share-buttons>c</div>", ["A"]),
        ("A<section class=related_articles><article>b</article></section>", ["A"]),
        ("A<p class=lastUpdated>b</p><span class='article__published'>c</span>", ["A"]),
        ("<body class=cookie-banner><div class=has-menu>A</div></body>", ["A"]),
        ("<main id=menu><h2 id=cookie>A</h2><p id=samtykke>B</p></main>", ["A", "B"]),
        ("<div class=menu><main>A</main></div>", ["A"]),
        ("<form id=aspnetForm><div>A</div><h1>B</h1></form>", ["A", "B"]),
        ("<form><main>A<form>b</form></main></form>", ["A"]),
        ("<form><p>Bare skjema</p></form>", ["Bare skjema"]),
        ("<ul><li class=share>a<li>B<li>C</ul>", ["B", "C"]),
        ("<p class=share>a<p>B", ["B"]),
        ("<main><p>A</b></span></p></i>B</main>", ["A", "B"]),
        ("<main><nav><p>a</nav>B</main>", ["B"]),
        ("<nav><span>a</nav>B", ["B"]),
        ("<main><div class=menu><b>a</div></b>B</main>", ["B"]),
        ("<b><div class=menu>a</b>a</div>B", ["B"]),
        ("<table><tr><th>Frist<td>1. mars 2027<tr><td>A<td>B</table>",
         ["Frist 1. mars 2027", "A B"]),
        ("<dl><dt>Dato</dt><dd>1. mars 2027</dd></dl>", ["Dato 1. mars 2027"]),
        ("<dl><dt>Frist<dd>1. mars 2027<dt>Publisert<dd>1. mars 2027</dl>", ["Frist 1. mars 2027"]),
        ("A<!-- b --><![if IE]>C<![endif]>", ["AC"]),
        ("2 < 3 og <3", ["2 3 og 3"]),
        ("Lov\u00adtekst", ["Lovtekst"]),
        ("<h2>A</h2><h2>Les også</h2><ul><li>b</ul><h3>c</h3><h2>D</h2>", ["A", "D"]),
        ("<h1>Aktuelt</h1><p>B</p>", ["Aktuelt", "B"]),
        ("A<p>b <span class=share>Del</span> c</p>", ["A", "b c"]),
    ],
)  # fmt: skip
def test_main_text(html: str, lines: list[str]) -> None:
    """The main text is what a reader came for, line by line, also where the HTML is broken."""
    assert main_text(html) == lines


LINKS = "<li><a href=/1>x</a><li><a href=/2>y</a>"
PROSE = "En tekst som er lang nok til å være det som siden handler om."


@pytest.mark.parametrize(
    ("html", "lines"),
    [
        (f"<ul>{LINKS}</ul>", []),
        (f"<h2>Mer</h2><ul>{LINKS}</ul>", []),
        (f"<h2>A</h2><ul>{LINKS}</ul><p>B", ["A", "B"]),
        (f"<p>Dette dekkes:<ul>{LINKS}</ul>", ["Dette dekkes:", "x", "y"]),
        ("<p><a href=/1>Søk</a>", ["Søk"]),
        ("<p><a href=/1>Skriv ut</a>", []),
        ("<p>Les også<p><a href=/1>Annet</a>", []),
        ("<p><a href=/1>Søk innen 1. mai</a><p><a href=/2>y</a>", ["Søk innen 1. mai", "y"]),
        ("<ul><li><a href=/a.pdf>A</a><li><a href=tel:1>22 00</a></ul>", ["A", "22 00"]),
        ("<p><a href=/>Hjem</a> / <a href=/b>Tema</a> / Her", []),
        ("<p>Se <a href=/1>lov A</a> og <a href=/2>lov B</a>", ["Se lov A og lov B"]),
        ("<p>A<p><a href=/1>Lenke hit</a>" * 3, ["A", "A", "A"]),
        ("<p>B <button>Kopier</button><button>Søk innen 1. mai</button>", ["B Søk innen 1. mai"]),
        ("<button aria-expanded=false>A</button><h2><button>B</button></h2>", ["A", "B"]),
        ("<p>Vis flere<h2>Var denne siden nyttig?</h2>", []),
    ],
)
def test_what_leads_elsewhere_is_no_main_text(html: str, lines: list[str]) -> None:
    """Lists of links, breadcrumbs and tools are left out; links that say something are not."""
    assert main_text(f"<main><p>{PROSE}</p>{html}</main>") == [PROSE, *lines]


def test_a_page_that_is_a_list_of_links_is_its_links() -> None:
    """A page of forms, say, has nothing else to watch."""
    assert main_text(f"<main><h1>Skjema</h1><ul>{LINKS}</ul></main>") == ["Skjema", "x", "y"]


@pytest.mark.parametrize(
    ("html", "is_watched"),
    [
        ("<div>{}</div><div><h1>A</h1><p>" + PROSE + "</div>", False),
        ("<div><h1>A</h1><p>" + PROSE + "</div><div>{}</div>", False),
        ("<div><h1>A</h1></div><div><p>" + PROSE + "</div><div>{}</div>", True),
        ("<div><h1>A</h1><p>" + PROSE + "<div>{}</div></div>", True),
        ("<main><div><h1>A</h1><p>" + PROSE + "</div><div>{}</div></main>", True),
        ("<table><tr><td>{}<td><p>" + PROSE + "<p>Mer</table>", False),
        ("<p>" + PROSE + "<p>{}", True),
        ("<article>{}</article><div><h1>A</h1><p>" + PROSE + "</div>", False),
        ("<article><h1>A</h1><p>" + PROSE + "</article><article>{}</article>", False),
        ("<div class=sidebar>{}</div><h1>A</h1><p>" + PROSE, False),
        ("<div class=page-sidebar><h1>A</h1>{}<p>" + PROSE + "</div>", True),
        ("<main><p>" + PROSE + "<div><h3>Les også</h3>{}</div></main>", False),
        ("<main><div><h3>Les også</h3><p>x</div><p>{}<p>" + PROSE + "</main>", True),
    ],
)
def test_where_the_main_text_stands(html: str, *, is_watched: bool) -> None:
    """Without `main`, it is what stands with the title; no name hides the page itself."""
    one, other = (read(html.format(x)).fingerprint for x in ("Frist 1. mai", "Frist 9. mai"))
    assert changed(one, other) is is_watched


STAMPS = [
    "Sist oppdatert 3. mars 2026",
    "Sist faglig oppdatert: 03.03.2026",
    "Sist endret 3. mars 2026 av Kari Nordmann",
    "Publisert: 12.03.2024 | Sist oppdatert: 3. mai 2024 kl. 12.30",
    "Publisert for 3 dager siden",
    "Oppdatert i går 14:05",
    "Last updated March 3, 2026",
    "tirsdag 3. mars 2026",
    "2026-03-03T10:00:00Z",
    "2026-03-03",
    "Publisert",
    "Vist 1 234 ganger",
    "Antall visninger: 1 234",
    "Artikkelen er lest 77 ganger",
    "Artikkel | Sist oppdatert: 12.03.2026",
    "Publisert 1. mars 2026 · 4 min lesetid",
    "Skrevet av Kari Hansen 12. mars 2026",
    "Sist faglig vurdert 12. mars 2026",
    "Sist endra 3. mars 2026",
    "Utskriftsdato: 12.3.2026",
    "Lastet ned 12.3.2026 kl. 10:22",
    "© 2026 Direktoratet",
    "Sist revidert: mars 2026",
    "14 kommentarer",
    "Les også: Slik søker du om lønnstilskudd",
    "Dato: 03.03.2026 | Oppdatert 03.03.2026 kl. 09.41 | Ansvarleg eining: Jus",
    "Sist endret 3.3.2026 11:11 av Systemkonto | Versjon 14.0",
    "<span>Sist oppdatert 3. mars 2026</span><span>Av: redaksjonen</span>",
    "Siste faglige endring: 3. mars 2026 <a href=/v>Se eldre utgaver</a>",
    "Lesetid: 3 minutter",
    "Oppdatert for 3 veker sidan",
    "Last reviewed: Tuesday, 3 Mar 2026",
    "Ansvarlig redaktør: Kari Nordmann",
    "Foto: Ola Nordmann",
    "Publisert 3. mars 2026. Oppdatert 4. mars 2026.",
]
TEXT = [
    "Søknadsfrist: 3. mars 2026",
    "Frist 3. mars 2026",
    "Loven trer i kraft 1. januar 2027",
    "Sist endret LOV-2023-12-20-105 fra 01.01.2024",
    "Sist endret ved lov 20. desember 2023 nr. 105",
    "Minst 70 timer",
    "Sist oppdatert sats gjelder fra 1. mai 2026",
    "2027",
    "12 måneder",
    "Vedtaket ble endret den 3. mars 2026 etter klage",
    "§ 3",
    "Besøk oss",
    "08:00–15:30",
    "Skrevet prøve 12. mars 2026",
    "Dato: 12. mars 2026",
    "Dokument-ID: 44 Status: Gjeldende",
    "Ansvarlig: kommunen",
    "Versjon 2",
]


@pytest.mark.parametrize("line", STAMPS)
def test_a_stamp_is_no_main_text(line: str) -> None:
    """A line that only says when a page was written, or how often read, is left out."""
    assert main_text(f"<main><p>Før</p><p>{line}</p><p>Etter</p></main>") == ["Før", "Etter"]


@pytest.mark.parametrize(
    ("line", "kept"),
    [
        ("Pasientinformasjon | Oppdatert 3. mars 2026", "Pasientinformasjon"),
        ("Sist endret 3. mars 2026 | I kraft 1. mai 2026", "I kraft 1. mai 2026"),
        ("Kurs i Bergen | 3. mars 2026", "Kurs i Bergen | 3. mars 2026"),
        ("Publisert 3. mars 2026. Fristen er ute.", "Fristen er ute."),
    ],
)
def test_a_stamp_is_cut_out_of_its_line(line: str, kept: str) -> None:
    """What stands beside a stamp stays, and so does a date without a label."""
    assert main_text(f"<main><p>Før</p><p>{line}</p></main>") == ["Før", kept]


@pytest.mark.parametrize("line", TEXT)
def test_a_date_that_says_something_is_main_text(line: str) -> None:
    """A deadline, or a date of a statute, stays."""
    assert main_text(f"<main><p>Før</p><p>{line}</p></main>") == ["Før", line]


def test_a_date_alone_stays_under_a_heading_that_it_answers() -> None:
    """A date on its own line stays where the line before it asks for one."""
    html = (
        "<h3>Søknadsfrist</h3><p>1. mars 2027</p><p>Oppstart:</p><ul><li>1. mai<li>1. juni</ul>"
        "<h3>Våren</h3><p>12. mai 2027</p><p>Om siden</p><p>2. mai 2026</p>"
    )
    assert main_text(html) == [
        "Søknadsfrist", "1. mars 2027", "Oppstart:", "1. mai", "1. juni", "Våren", "12. mai 2027",
        "Om siden",
    ]  # fmt: skip


def test_words_are_those_of_the_main_text() -> None:
    """Words of the menu and the date are not counted."""
    html = "<nav>En to</nav><main><p>Minst 70 timer, § 4-1.</p><p>Oppdatert 1. mai 2026</p></main>"
    assert read(html).words == 5
    assert read("<main></main>").words == 0


# --- the fingerprint


def fingerprint(*lines: str) -> tuple[int, ...]:
    return fingerprint_of(line.split() for line in lines)


def test_a_fingerprint_is_the_same_everywhere() -> None:
    """The numbers do not depend on the machine or on the run; a change of them is a new format."""
    assert fingerprint("minst 70 timer", "§ 26") == (
        2, 5, 3690481445, 3095524646, 0, 16777216, 33554432, 33619968, 65794, 0, 0, 0,
        876587425, 2681006610,
    )  # fmt: skip


def test_of_nothing_there_is_no_fingerprint() -> None:
    """No words, no numbers; and nothing to compare, so no change."""
    assert read("<main></main>").fingerprint == ()
    some = fingerprint("a b c")
    assert not changed((), some)
    assert not changed(some, ())
    assert not changed((), ())


def test_fingerprints_of_another_format_are_not_compared() -> None:
    """After a new release, or with a damaged history, nothing is called changed."""
    some, other = fingerprint("a b c"), fingerprint("d e f")
    assert changed(some, other)
    for number in (0, 1, 99):
        assert not changed((number, *some[1:]), other)
        assert not changed(some, (number, *other[1:]))
    assert not changed(some[:5], other)


def test_a_fingerprint_is_small() -> None:
    """At most 64 numbers and 1 kB of JSON, however long the page."""
    words = " ".join(f"ord{number} skal{number % 7}" for number in range(20_000))
    found = read(f"<main>{words}</main>").fingerprint
    size = len(json.dumps(found))
    print(f"fingerprint of 40 000 words: {len(found)} numbers, {size} bytes of JSON")
    assert len(found) == 64
    assert size <= 1000


def test_only_an_equal_text_has_an_equal_fingerprint() -> None:
    """Other words and half a text are changes; lines in another order are not."""
    lines = [f"linje nummer{n} om emne{n} og sak{n} for alle{n}" for n in range(400)]
    whole = fingerprint(*lines)
    assert fingerprint(*reversed(lines)) == whole
    assert not changed(whole, whole)
    assert changed(whole, fingerprint(*(line.upper() for line in lines)))
    assert changed(whole, fingerprint(*lines[:200]))
    assert changed(fingerprint("a b c", "d e f"), fingerprint("a b c"))


SENTENCE = "Arbeidsgiveren skal gi minst 70 timer undervisning, og vedtaket er gyldig i tre år."


@pytest.mark.parametrize(
    ("old", "new", "is_change"),
    [
        ("70 timer", "80 timer", True),
        ("70 timer", "70,5 timer", True),
        ("skal", "kan", True),
        ("gyldig", "ugyldig", True),
        ("er gyldig", "er ikke gyldig", True),
        ("tre år", "fire år", True),
        ("Arbeidsgiveren", "Kommunen", True),
        ("vedtaket", "avtalen", True),
        ("er gyldig", "er ingyldig", True),
        ("tre år", "hvert tredje år", True),
        ("undervisning", "undervisnig", False),
        ("Arbeidsgiveren", "Arbeids giveren", False),
        ("undervisning, og", "undervisning – og", False),
        ("Arbeidsgiveren", "ARBEIDSGIVEREN", False),
        ("vedtaket", "«vedtaket»", False),
        ("vedtaket", "ved\u00adtaket", False),
        (" år.", "\u00a0år", False),
    ],
)
def test_what_is_noticeable(old: str, new: str, *, is_change: bool) -> None:
    """Another word or number is noticeable; spelling, capitals, marks and spaces are not."""
    altered = SENTENCE.replace(old, new)
    assert altered != SENTENCE
    before, after = (read(f"<main>{text}</main>").fingerprint for text in (SENTENCE, altered))
    assert changed(before, after) is is_change
    assert changed(after, before) is is_change


@pytest.mark.parametrize("position", [0, 1500, 2999])
def test_one_number_shows_in_a_long_statute(position: int) -> None:
    """A change is not lost in the length of a page."""
    lines = [f"<p>§ {n} Fristen er {n + 7} dager etter vedtaket.</p>" for n in range(3000)]
    before = read("<main>" + "".join(lines)).fingerprint
    lines[position] = lines[position].replace(f"{position + 7} dager", "9999 dager")
    assert changed(before, read("<main>" + "".join(lines)).fingerprint)


def test_thousands_may_be_set_with_a_space_or_without() -> None:
    """12 400 is 12400, and not 12500."""
    one, other, third = (
        read(f"<p>Satsen er {sum_} kroner</p>").fingerprint
        for sum_ in ("12&nbsp;400", "12400", "12 500")
    )
    assert not changed(one, other)
    assert changed(one, third)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("hver tredje måned", "hver fjerde måned"),
        ("direkte oppgjør", "indirekte oppgjør"),
        ("eighty percent", "eight percent"),
    ],
)
def test_words_that_differ_by_two_letters_may_be_noticeable(old: str, new: str) -> None:
    """Numbers and negations are no spelling mistakes."""
    assert changed(read(f"<p>{old}</p>").fingerprint, read(f"<p>{new}</p>").fingerprint)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("12 400 kroner", "12.400 kroner"),
        ("fra 9–15", "fra 9 - 15"),
        ("kl. 08:30", "kl. 08.30"),
        ("én gang på Røst", "en gang på Røst"),
        ("gå på skole", "ga\u030a pa\u030a skole"),
    ],
)
def test_how_a_number_or_a_letter_is_set_is_not_noticeable(old: str, new: str) -> None:
    """Thousands, ranges, times and accents may be written in two ways."""
    assert not changed(read(f"<p>{old}</p>").fingerprint, read(f"<p>{new}</p>").fingerprint)


@pytest.mark.parametrize("block", ["<header>{}</header>", "<div role=alert>{}</div>"])
def test_a_head_or_an_alert_is_watched_where_it_belongs_to_the_text(block: str) -> None:
    """A lead in an article's own head counts, and a notice in the text, but not the site's."""
    texts = ("Kommunen skal hjelpe", "Veilederen er utgått")
    for frame, is_watched in (("<main>{}<p>Felles</p></main>", True), ("{}<p>Felles</p>", False)):
        one, other = (read(frame.format(block.format(text))).fingerprint for text in texts)
        assert changed(one, other) is is_watched


def test_opening_a_panel_is_no_change_but_what_it_says_is() -> None:
    """Hidden text counts as if it were shown."""
    page_ = "<main><h2>Sats</h2><div {}><p>Satsen er {} kroner.</p></div></main>"
    shut = read(page_.format("hidden aria-hidden=true", 100)).fingerprint
    assert not changed(shut, read(page_.format("", 100)).fingerprint)
    assert changed(shut, read(page_.format("hidden aria-hidden=true", 200)).fingerprint)


def test_words_that_only_change_places_are_not_noticed() -> None:
    """A known limit: blocks change places when nothing else happens, so order is not watched."""
    one = read("<p>Barn får 10 dager og voksne 20 dager</p>").fingerprint
    other = read("<p>Barn får 20 dager og voksne 10 dager</p>").fingerprint
    assert not changed(one, other)
    assert one != other


# --- pairs of pages, as one night and the next


@dataclass(frozen=True, slots=True)
class Site:
    """What a page shows around its text, and how its text is set."""

    frame: str
    """With `{title}`, `{text}` and what changes from night to night."""


NIGHT = {
    "title": "Introduksjonsprogram",
    "menu": "<ul><li><a href=/a>Tema</a></li><li><a href=/b>Om oss</a></li></ul>",
    "cookies": "",
    "date": "3. mars 2026",
    "views": "1 204",
    "token": "f3a91c0077be41d2a5",
    "related": "<li><a href=/1>Slik søker du om støtte</a></li><li><a href=/2>Nye satser</a></li>",
    "ads": "<p>Annonse for et kurs i Bergen</p><p>Annonse for en bok om arbeidsrett</p>",
    "script": "<script>window.data = {build: 1}</script>",
}
TEXTS = {
    "veiledning": """<h1>Introduksjonsprogram</h1>
<p class="ingress">Deltakere har rett til et program med varighet fra tre måneder til fire år.</p>
<h2>Hvem har rett?</h2>
<p>Kommunen skal tilby programmet innen tre måneder etter bosetting. Deltakeren skal ha minst
70 timer undervisning i mestring, jf. integreringsloven § 26.</p>
<ul><li>flyktninger mellom 18 og 55 år</li><li>familiegjenforente til flyktninger</li>
<li>personer med kollektiv beskyttelse</li></ul>
<h2>Søknad</h2>
<p>Søknaden sendes innen 15. mai 2026 gjennom kommunens skjema. Vedtaket kan påklages.</p>
<table><tr><th>Sats</th><td>248 056 kroner</td></tr><tr><th>Frist</th><td>1. juni 2026</td></tr>
</table>""",
    "lov": """<h1>Lov om integrering gjennom opplæring, utdanning og arbeid</h1>
<p>Dato LOV-2020-11-06-127</p>
<h2>Kapittel 4. Introduksjonsprogram</h2>
<h3 id="§8">§ 8. Rett og plikt til introduksjonsprogram</h3>
<p>Nyankommet innvandrer mellom 18 og 55 år har rett og plikt til deltakelse i programmet.</p>
<h3 id="§26">§ 26. Tidspunkt for oppstart</h3>
<p>Kommunen skal sørge for at programmet starter så snart som mulig og innen tre måneder.</p>
<ol><li>Fristen løper fra vedtaket ble truffet.</li><li>Departementet kan gi forskrift.</li></ol>
<p>Endret ved lov 20. desember 2023 nr. 105, ikraft 1. januar 2024.</p>""",
}
SITES = {
    "main": Site("""<!doctype html><html lang="nb"><head><meta charset="utf-8">
<title>{title} - Direktoratet</title><meta name="csrf-token" content="{token}">{script}</head>
<body class="page has-menu">{cookies}<a class="skip-link" href="#c">Hopp til innhold</a>
<header><nav>{menu}</nav></header><nav aria-label="Brødsmulesti"><a href="/">Hjem</a></nav>
<main id="c">{text}<p class="article-date">Sist oppdatert {date}</p>
<form action="/svar"><input type=hidden name=t value="{token}">Fant du det du lette etter?</form>
<section class="related-content"><h2>Relatert innhold</h2><ul>{related}</ul></section></main>
<aside>{ads}</aside><footer>Vist {views} ganger</footer></body></html>"""),
    "asp.net": Site("""<html><head><title>{title}</title>{script}</head><body>
<form method="post" id="aspnetForm"><input type="hidden" name="__VIEWSTATE" value="{token}">
{cookies}<div id="hovedmeny">{menu}</div><div id="brodsmulesti">Hjem / Tema</div>
<div id="innhold"><div class="dato">Publisert: {date}</div>{text}<p>Antall visninger: {views}</p>
</div><div id="relatert">{related}</div><div class="annonser">{ads}</div></form></body></html>"""),
    "article": Site("""<html><head><title>{title}</title></head><body><div id="app">{cookies}
<div class="site-nav">{menu}</div><div class="content"><article><div class="meta">
<time datetime="{token}">{date}</time></div>{text}<h2>Les også</h2><ul>{related}</ul>
</article></div><div class="ad-column">{ads}</div><div>Siden er vist {views} ganger</div></div>
{script}</body></html>"""),
    "old": Site("""<HTML><HEAD><TITLE>{title}</TITLE>{script}<BODY BGCOLOR=white>{cookies}
<TABLE><TR><TD CLASS=meny>{menu}<TD>{text}<P>Sist endret: {date} av Ola Nordmann<BR>
Vist {views} ganger<TD CLASS="relaterte-saker">{related}<DIV CLASS=ads>{ads}</DIV></TABLE>
<INPUT TYPE=hidden VALUE={token}>"""),
}

Alter = Callable[[dict[str, str], str], tuple[dict[str, str], str]]


def around(**parts: str) -> Alter:
    """Change what stands around the text."""
    return lambda night, text: (night | parts, text)


def within(old: str, new: str) -> Alter:
    """Change the text."""

    def alter(night: dict[str, str], text: str) -> tuple[dict[str, str], str]:
        assert old in text
        return night, text.replace(old, new)

    return alter


def spaces(night: dict[str, str], text: str) -> tuple[dict[str, str], str]:
    return night, re.sub(r"\s+", "\n\t ", text).replace("<p>", '<p  class="v2" >\r\n')


SAME: dict[str, Alter] = {
    "menu": around(menu="<ul><li>Tema</li><li>Kurs for 2027</li><li>Presse</li></ul>"),
    "date": around(date="21. november 2026"),
    "date in figures": around(date="21.11.2026"),
    "cookie banner": around(
        cookies='<div id="cookie-consent" role="dialog"><h2>Vi bruker informasjonskapsler</h2>'
        "<p>Vi lagrer 3 kapsler i 12 måneder.</p><button>Godta</button></div>"
    ),
    "view counter": around(views="1 377"),
    "token": around(token="99b1e2d4c6aa0d1f22"),
    "order of ads": around(
        ads="<p>Annonse for en bok om arbeidsrett</p><p>Annonse for et kurs i Bergen</p>"
    ),
    "other ads": around(ads="<p>Bestill høstens 40 kurs nå</p>"),
    "related list": around(related="<li><a href=/3>Endringer fra 1. januar 2027</a></li>"),
    "script": around(script="<script>window.data = {build: 2, q: '<p>80 timer</p>'}</script>"),
    "white space": spaces,
    "everything around": around(
        menu="<p>Ny meny 2027</p>", date="1. desember 2026", views="9", token="x1",
        related="", ads="",
    ),
}  # fmt: skip
OTHER: dict[str, dict[str, Alter]] = {
    "veiledning": {
        "one number": within("70 timer", "80 timer"),
        "amount": within("248 056", "260 320"),
        "number in words": within("fire år", "fem år"),
        "paragraph added": within(
            "<h2>Søknad</h2>", "<p>Kommunen kan forlenge programmet.</p><h2>Søknad</h2>"
        ),
        "paragraph removed": within(
            '<p class="ingress">Deltakere har rett til et program med varighet fra tre måneder til '
            "fire år.</p>",
            "",
        ),
        "deadline in running text": within("innen 15. mai 2026", "innen 15. april 2026"),
        "deadline in a table": within("1. juni 2026", "1. juli 2026"),
        "list item added": within("beskyttelse</li>", "beskyttelse</li><li>studenter</li>"),
        "list item removed": within("<li>familiegjenforente til flyktninger</li>", ""),
        "§ number": within("§ 26", "§ 27"),
        "reworded paragraph": within(
            "Søknaden sendes innen 15. mai 2026 gjennom kommunens skjema.",
            "Skjemaet fra kommunen må være levert senest 15. mai 2026.",
        ),
        "can instead of shall": within("Kommunen skal tilby", "Kommunen kan tilby"),
    },
    "lov": {
        "repealed": within("<p>Dato", "<p>Loven er opphevet.</p><p>Dato"),
        "whole text replaced": lambda night, _: (night, "<h1>Ny side</h1><p>Se den nye loven.</p>"),
        "§ repealed": within(
            "<p>Kommunen skal sørge for at programmet starter så snart som mulig og innen tre "
            "måneder.</p>",
            "<p>(Opphevet)</p>",
        ),
        "amended again": within(
            "20. desember 2023 nr. 105, ikraft 1. januar 2024",
            "19. juni 2026 nr. 41, ikraft 1. januar 2027",
        ),
        "age": within("18 og 55", "18 og 60"),
        "point added": within("forskrift.</li>", "forskrift.</li><li>Kongen gir unntak.</li>"),
        "not": within("har rett og plikt", "har rett, men ikke plikt"),
        "§ added": within("<p>Endret", "<h3>§ 26 a. Unntak</h3><p>Unntak kan gis.</p><p>Endret"),
    },
}  # fmt: skip
PAIRS = [
    *((site, text, name, alter, False) for site in SITES for text in TEXTS
      for name, alter in SAME.items()),
    *((site, text, name, alter, True) for site in SITES for text in TEXTS
      for name, alter in OTHER[text].items()),
]  # fmt: skip


def judged(site: str, text: str, alter: Alter) -> bool:
    """Whether the second night's page counts as changed."""
    night, altered = alter(NIGHT, TEXTS[text])
    frame = SITES[site].frame
    before = frame.format(**NIGHT, text=TEXTS[text])
    after = frame.format(**night, text=altered)
    return changed(read(before).fingerprint, read(after).fingerprint)


def test_how_often_a_change_is_told_from_noise() -> None:
    """On pairs of realistic pages, nearly every judgement is right and no alarm is false."""
    wrong = [
        (site, text, name, is_change)
        for site, text, name, alter, is_change in PAIRS
        if judged(site, text, alter) is not is_change
    ]
    same = sum(not is_change for *_, is_change in PAIRS)
    missed = [case for case in wrong if case[3]]
    print(f"{len(PAIRS)} pairs, {same} of them unchanged: {len(PAIRS) - len(wrong)} right,")
    print(f"{len(wrong) - len(missed)} false alarms, {len(missed)} missed: {wrong}")
    assert len(PAIRS) >= 24
    assert len(wrong) == len(missed), "a false alarm"
    assert len(wrong) * 24 <= len(PAIRS)


@pytest.mark.parametrize("site", SITES)
@pytest.mark.parametrize("text", TEXTS)
def test_the_pairs_are_of_pages_that_are_read_well(site: str, text: str) -> None:
    """Each kind of site gives the same words: the text itself and nothing around it."""
    html = SITES[site].frame.format(**NIGHT, text=TEXTS[text])
    assert " ".join(main_text(html)) == " ".join(main_text(f"<main>{TEXTS[text]}</main>"))


# --- hostile pages


def filled(piece: str) -> str:
    return (piece * (CAP // len(piece) + 1))[:CAP]


HOSTILE = {
    "angle brackets": filled("<"),
    "angle brackets and spaces": filled("< "),
    "tags in tags": filled("<div>"),
    "small tags": filled("<a>"),
    "tags that do not end": filled("<a<"),
    "end tags that do not end": filled("</a"),
    "stray end tags": filled("</p>"),
    "comments that do not end": filled("<!-- > "),
    "declarations": filled("<![") + ">",
    "processing instructions": filled("<?"),
    "attributes": "<a" + filled(" a") + ">",
    "attributes that do not end": "<a" + filled(" a=1"),
    "quotes that do not end": filled("<a b='"),
    "scripts that do not end": filled("<script>"),
    "headings": filled("<h1>a"),
    "spaces in a tag": "<a x" + filled(" ") + "=",
    "a long number": "&#" + filled("1") + ";",
    "zeros": "&#" + filled("0"),
    "ampersands": filled("&"),
    "dashes": "<!--" + filled("-"),
    "crossed tags": filled("<b>")[: CAP // 3] + filled("<div><i>")[: CAP // 3]
    + filled("</b>")[: CAP // 3],
    "a class of many names": "<p class='" + filled("aaaa-") + "'>x",
    "a refresh of spaces": "<meta http-equiv=refresh content='" + filled(" ") + "'>",
    "lines": filled("x<br>"),
    "dates": filled("<td>1. mars 2026 kl. 12.30 "),
    "stamps": filled("<p>Sist endret 1. mars 2026 | Versjon 2 | Av: x"),
    "links": filled("<p><a href=x>a</a> / <a href=y>b</a> / c"),
    "a long breadcrumb": "<a href=x>a</a> / <a href=y>b</a> / " + filled("a") + "1",
    "many breadcrumbs": "<a href=x>a</a> / <a href=y>b</a> " + filled("/ a "),
    "headings over links": filled("<h2>Les også</h2><a href=x>a</a>"),
    "related lists in each other": filled("<div><h2>Les også</h2><p>a"),
    "names in names": filled("<div class=share>a"),
    "spans": filled("<span>a</span>"),
    "buttons": filled("<button>1</button>"),
    "terms": filled("<dt>a</dt>"),
    "different words": " ".join(f"{number:x}" for number in range(330_000)),
}  # fmt: skip


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_page_costs_bounded_work(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """No page makes more steps of the parser than the cap on its tags; each step is bounded."""
    tags = attributes = texts = looked_at = 0
    reader = page.PageParser
    start, data, tag_at = reader.handle_starttag, reader.handle_data, reader.parse_starttag

    def handle_starttag(self: object, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        nonlocal tags, attributes
        tags, attributes = tags + 1, attributes + len(attrs)
        start(self, tag, attrs)

    def handle_data(self: object, text: str) -> None:
        nonlocal texts
        texts += 1
        data(self, text)

    def parse_starttag(self: object, i: int) -> int:
        nonlocal looked_at
        end = tag_at(self, i)
        looked_at += (end if end >= 0 else len(self.rawdata)) - i
        return end

    monkeypatch.setattr(reader, "handle_starttag", handle_starttag)
    monkeypatch.setattr(reader, "handle_data", handle_data)
    monkeypatch.setattr(reader, "parse_starttag", parse_starttag)
    facts = read(HOSTILE[name])
    assert tags <= MOST_TAGS
    assert texts <= 2 * MOST_TAGS
    assert attributes <= 2 * MOST_TAGS
    assert looked_at <= 2 * len(HOSTILE[name])
    assert len(facts.fingerprint) <= 64


@pytest.mark.parametrize(
    ("html", "pictures"),
    [
        ("<img src=plakat.png>", True),
        ("<frameset><frame src=a.html></frameset>", True),
        ("<iframe src=https://a.no/film></iframe>", True),
        ("<img src=//teller.no/1.gif width=1 height=1>", False),
        ("<p>Tekst</p>", False),
    ],
)
def test_pictures(html: str, *, pictures: bool) -> None:
    """A page may say what it has to say without a word."""
    assert read(html).pictures is pictures


def test_ids_are_found_behind_the_last_tag_that_is_read() -> None:
    """An anchor there is not missing; what stands there is no text for all that."""
    ids = """<h2 id="sk&oslash;yte">a</h2><p class=x ID = 'to'><a name=tre>b</a><p id="fire fem">"""
    facts = read("<td>1</td>" * MOST_TAGS + f"{ids}<h1>Sist</h1>")
    assert facts.ids >= {"skøyte", "to", "tre", "fire fem"}
    assert facts.headings == ()


def test_a_tag_keeps_its_first_attributes() -> None:
    """A crowded tag is cut, and the page goes on behind it."""
    crowd = " ".join(f"a{number}='>'" for number in range(5000))
    facts = read(f"<p id=x {crowd}>En</p><h1>To</h1>")
    assert facts.ids == {"x"}
    assert facts.headings == ("To",)


def test_a_page_with_many_tags_is_read_to_the_end() -> None:
    """The cap on tags is far from what an honest long page has."""
    html = "".join(f'<p id="p{n}">Avsnitt {n} i en lang lov.</p>\n' for n in range(40_000))
    assert len(html) < CAP
    assert len(read(html).ids) == 40_000


# --- properties

PIECES = st.sampled_from(
    [
        "<", ">", "/", "!", "?", "-", "--", "[", "]", "=", "'", '"', "&", ";", "#", " ", "\n", "\0",
        "<p", "</p>", "<!--", "-->", "<![", "<!doctype", "<main>", "</main>", "<table>", "<td>",
        "<tr>", "<li>", "<h1>", "</h1>", "<title>", "</title>", "<script>", "</script>", "<style",
        "<form>", "</form>", "<nav>", "</nav>", "<br/>", "<a id=", "<a name='x'>", "class=menu",
        "role=main", "hidden", "&#", "&#x110000;", "&#99999999999;", "&amp", "<meta charset=",
        "<meta http-equiv=refresh content='0;url=x'>", "utf-16", "CDATA[", "<?php", "§ 26", "æ",
        "Sist oppdatert", "1. mars 2026", "\U0001f600",
    ]
)  # fmt: skip


@given(st.binary(max_size=400), st.text(max_size=60))
@settings(max_examples=300, deadline=None)
def test_no_bytes_raise(body: bytes, content_type: str) -> None:
    """Whatever comes, facts come of it, and the same each time."""
    facts = read_page(body, content_type)
    assert facts == read_page(body, content_type)
    assert len(facts.fingerprint) <= 64
    assert not changed(facts.fingerprint, facts.fingerprint)


CHARSETS = [
    "", "utf-8", "utf-16", "utf-16be", "latin1", "cp1252", "koi8-r", "big5", "gb18030",
    "shift_jis", "euc-kr", "zip", "idna", "hex", "punycode", "undefined",
]  # fmt: skip


@given(st.binary(max_size=100), st.sampled_from(CHARSETS))
@settings(max_examples=200, deadline=None)
def test_no_charset_raises(body: bytes, charset: str) -> None:
    """Nor does any charset, in the header or in the page."""
    read_page(body, f"text/html; charset={charset}")
    read_page(f"<meta charset={charset}>".encode() + body, "text/html")


@given(st.lists(PIECES, max_size=40).map("".join))
@settings(max_examples=500, deadline=None)
def test_no_tag_soup_raises(html: str) -> None:
    """Broken HTML is read as far as it goes."""
    facts = read(html)
    assert facts.words >= 0
    assert bool(facts.fingerprint) == bool(facts.words)


@given(st.lists(st.integers(-(2**70), 2**70), max_size=70), st.lists(st.integers(), max_size=70))
@settings(max_examples=200, deadline=None)
def test_no_numbers_of_a_damaged_history_raise(old: list[int], new: list[int]) -> None:
    """Comparison takes any numbers, with the right format number too."""
    current = fingerprint("a")[0]
    for one, other in ((old, new), ([current, *old], [current, *new])):
        assert changed(one, other) in (True, False)
        assert changed(other, one) is changed(one, other)
