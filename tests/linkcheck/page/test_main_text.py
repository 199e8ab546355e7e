"""The main text of a page: what a reader came for, without menus, tools and link lists."""

import pytest

from generator.linkcheck.page.fingerprint import changed
from tests.linkcheck.page.reading import facts_of, main_text

LINKS = "<li><a href=/1>x</a><li><a href=/2>y</a>"
PROSE = "En tekst som er lang nok til å være det som siden handler om."


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
    """The main text is found line by line, even in broken HTML."""
    assert main_text(html) == lines


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
    """Link lists, breadcrumbs and tools are left out; a link inside the text stays."""
    assert main_text(f"<main><p>{PROSE}</p>{html}</main>") == [PROSE, *lines]


def test_a_page_that_is_a_list_of_links_is_its_links() -> None:
    """A page that only lists forms, for example, has no other main text."""
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
    """Without `main`, it is found beside the title; no class name hides the page itself."""
    one, other = (facts_of(html.format(x)).fingerprint for x in ("Frist 1. mai", "Frist 9. mai"))
    assert changed(one, other) is is_watched


def test_words_are_those_of_the_main_text() -> None:
    """Words of the menu and of a date stamp are not counted."""
    html = "<nav>En to</nav><main><p>Minst 70 timer, § 4-1.</p><p>Oppdatert 1. mai 2026</p></main>"
    assert facts_of(html).words == 5
    assert facts_of("<main></main>").words == 0
