"""The facts of a page: title, headings, ids, scripts, refresh, password field and pictures."""

import pytest

from generator.linkcheck.page.raw_html import MOST_TAGS, refresh_target
from generator.linkcheck.page.read import MOST_HEADINGS
from tests.linkcheck.page.reading import facts_of


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
    """The first title outside drawings, with whitespace collapsed, and at most 300 letters."""
    assert facts_of(html).title == title


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
    """First and second level, in order, at most ten; none that are hidden or part of a menu."""
    assert facts_of(html).headings == headings


def test_ids() -> None:
    """Every id counts, and the name of an `a`, but of no other element."""
    html = (
        '<p id="en">a<a name="to">b</a><input name="tre"><h2 ID=&sect;26>c</h2><br id="fire"/>'
        '<svg><g id="fem"></svg><!-- <p id="seks"> --><script>"<p id=sju>"</script><p id="">'
        '<p id="åtte" id="ni">'
    )
    assert facts_of(html).ids == {"en", "to", "§26", "fire", "fem", "åtte"}


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
    """Any script may add to the page, except data in JSON and counters of visitors."""
    assert facts_of(html).scripts is scripts


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
    """A refresh has a target if it comes within ten seconds and names one."""
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
    """The refresh of the page itself, not the one for browsers without scripts."""
    assert facts_of(html).refresh == refresh


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
    """A password field counts unless it is in the site's header or in a hidden dialog."""
    assert facts_of(html).password_field is password


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
    """A page may consist of a picture or a frame; a counting pixel is neither."""
    assert facts_of(html).pictures is pictures


def test_ids_are_found_behind_the_last_tag_that_is_read() -> None:
    """Behind the cap on tags, ids are still found, but no headings."""
    ids = """<h2 id="sk&oslash;yte">a</h2><p class=x ID = 'to'><a name=tre>b</a><p id="fire fem">"""
    facts = facts_of("<td>1</td>" * MOST_TAGS + f"{ids}<h1>Sist</h1>")
    assert facts.ids >= {"skøyte", "to", "tre", "fire fem"}
    assert facts.headings == ()


def test_a_tag_keeps_its_first_attributes() -> None:
    """A tag with too many attributes loses the last ones, and the page goes on after it."""
    crowd = " ".join(f"a{number}='>'" for number in range(5000))
    facts = facts_of(f"<p id=x {crowd}>En</p><h1>To</h1>")
    assert facts.ids == {"x"}
    assert facts.headings == ("To",)


def test_a_page_with_many_tags_is_read_to_the_end() -> None:
    """The cap on tags is far above what a long page needs."""
    html = "".join(f'<p id="p{n}">Avsnitt {n} i en lang lov.</p>\n' for n in range(40_000))
    assert len(html) < 2 << 20
    assert len(facts_of(html).ids) == 40_000
