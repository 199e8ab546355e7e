"""What each observation is worth: tables of what was seen, and the verdict."""

import re
import time
from urllib.parse import urlsplit

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from generator.hub.links import LinkKind
from generator.linkcheck.judge.classify import classify
from generator.linkcheck.judge.judgement import Judgement, is_good
from generator.linkcheck.results import Verdict
from generator.linkcheck.targets import (
    Address,
    Answered,
    Failure,
    Hop,
    Observation,
    PageFacts,
    Unreachable,
)

DEEP = "https://a.no/kurs/5"
GOOD = PageFacts(title="Kurs i veiledning | A", headings=("Kurs i veiledning",), words=300)


def _answer(*steps: tuple[str, int, str | None], page: PageFacts | None = GOOD, **rest) -> Answered:
    rest = {"content_type": "text/html", "length": 5000, **rest}
    return Answered(hops=tuple(Hop(*step) for step in steps), page=page, **rest)


def _via(*hops: tuple[int, str], start: str = DEEP, page: PageFacts = GOOD) -> Answered:
    """Return a good answer behind redirects, each a status and a whole address."""
    steps, here = [], start
    for status, location in hops:
        steps.append((here, status, location))
        here = location.partition("#")[0]
    return _answer(*steps, (here, 200, None), page=page)


def _page(url: str = DEEP, **facts) -> Answered:
    return _answer((url, 200, None), page=PageFacts(**{"words": 40, **facts}))


def _verdict(seen: Observation, url: str = DEEP, kind: LinkKind | None = None) -> str:
    return classify(seen, Address(url, kind)).verdict.value


FAILURES = {
    Failure.MALFORMED: "dead", Failure.NO_HOST: "dead", Failure.REFUSED: "dead",
    Failure.REDIRECT_LOOP: "dead", Failure.TOO_MANY_REDIRECTS: "dead",
    Failure.BAD_REDIRECT: "dead", Failure.DNS_FAILED: "transient",
    Failure.UNREACHABLE: "transient", Failure.RESET: "transient", Failure.TIMEOUT: "transient",
    Failure.PROTOCOL: "transient", Failure.TLS_EXPIRED: "suspicious",
    Failure.TLS_SELF_SIGNED: "suspicious", Failure.TLS_WRONG_HOST: "suspicious",
    Failure.TLS_OTHER: "suspicious", Failure.UNSAFE: "unsafe", Failure.SCHEME: "skipped",
    Failure.ROBOTS: "skipped", Failure.RUN_ENDED: "skipped",
}  # fmt: skip


@pytest.mark.parametrize("failure", Failure)
def test_every_failure_has_its_verdict(failure: Failure) -> None:
    """Whatever kept an answer from coming has one verdict, at first and behind a redirect."""
    hops = (Hop(DEEP, 302, "https://b.no/x"),)
    assert _verdict(Unreachable(failure, url=DEEP)) == FAILURES[failure]
    assert _verdict(Unreachable(failure, hops, "https://b.no/x")) == FAILURES[failure]


@pytest.mark.parametrize(
    ("failure", "word"),
    [
        (Failure.TLS_EXPIRED, "utløpt"),
        (Failure.TLS_SELF_SIGNED, "selvsignert"),
        (Failure.TLS_WRONG_HOST, "et annet nettsted"),
    ],
)
def test_a_certificate_problem_is_named(failure: Failure, word: str) -> None:
    """The reason says what is wrong with the certificate."""
    assert word in classify(Unreachable(failure, url=DEEP), Address(DEEP)).reason


def test_a_failure_behind_a_redirect_names_the_host() -> None:
    """The reason says which host failed where it is not the one that was written."""
    seen = Unreachable(Failure.NO_HOST, (Hop(DEEP, 301, "https://b.no/"),), "https://b.no/")
    assert "b.no" in classify(seen, Address(DEEP)).reason


STATUSES = {
    200: "ok", 201: "ok", 202: "ok", 203: "ok", 204: "suspicious", 205: "suspicious", 206: "ok",
    300: "suspicious", 301: "dead", 302: "dead", 303: "dead", 304: "transient",
    305: "suspicious", 307: "dead", 308: "dead",
    400: "blocked", 401: "blocked", 402: "blocked", 403: "blocked", 404: "dead", 405: "blocked",
    406: "blocked", 407: "blocked", 408: "transient", 409: "blocked", 410: "dead",
    418: "blocked", 422: "blocked", 425: "transient", 429: "blocked", 451: "blocked",
    499: "blocked", 500: "transient", 502: "transient", 503: "transient", 504: "transient",
    520: "transient", 526: "transient", 599: "transient", 999: "blocked",
    0: "transient", 100: "transient", 103: "transient", 600: "transient", -1: "transient",
}  # fmt: skip


@pytest.mark.parametrize(("status", "verdict"), STATUSES.items())
def test_every_status_has_its_verdict(status: int, verdict: str) -> None:
    """A final status has one verdict, also after a redirect; the sentence names it."""
    judgement = classify(_answer((DEEP, status, None)), Address(DEEP))
    assert (judgement.verdict.value, judgement.status) == (verdict, status)
    assert is_good(judgement.verdict) or str(status) in judgement.reason
    behind = _answer((DEEP, 302, "https://a.no/ny"), ("https://a.no/ny", status, None))
    assert _verdict(behind) == verdict


@pytest.mark.parametrize("location", [None, ""])
def test_a_redirect_to_nothing_is_dead(location: str | None) -> None:
    """A missing and an empty Location lead nowhere."""
    assert _verdict(_answer((DEEP, 302, location))) == "dead"


@pytest.mark.parametrize("url", ["https://a.no/%zz", "https://a.no/a b", "https://a.no/{id}"])
def test_400_is_suspicious_where_the_address_looks_miswritten(url: str) -> None:
    """A server that does not understand a broken address is right; else it judges the client."""
    assert _verdict(_answer((url, 400, None)), url) == "suspicious"


ERROR_TITLES = [
    "Siden finnes ikke", "Fant ikke siden", "Siden ble ikke funnet", "404", "Feil 404",
    "404 – Siden finnes ikke", "Siden finnes ikke | Helse Bergen", "Helse Bergen - Fant ikke siden",
    "Beklager, siden finnes ikke", "Beklager, vi fant ikke siden du leter etter",
    "Beklager! Noe gikk galt", "Vi finner ikke siden du leter etter",
    "Vi fant dessverre ikke siden",
    "Siden du leter etter finnes ikke", "Denne siden finnes ikke lenger", "Siden er slettet",
    "Artikkelen er fjernet", "Siden er ikke tilgjengelig", "Sida finst ikkje",
    "Vi fann ikkje sida", "Sida vart ikkje funnen", "Side ikke funnet",
    "404: Siden ble ikke funnet", "SIDEN FINNES IKKE", "Feil: 404", "Det oppstod en feil",
    "Det har oppstått en teknisk feil", "Feil | Legeforeningen", "Ikke funnet",
    "Page not found", "404 Not Found", "Oops! That page can’t be found.", "Oops…",
    "Page not found | KS", "Error 404", "404 | Sunnaas sykehus", "HTTP Error 404",
    "404: This page could not be found", "Page Not Found (404)", "Not Found",
    "The page you requested could not be found", "Sorry, we can't find that page",
    "This page doesn't exist", "The page you are looking for does not exist",
    "We couldn't find the page you were looking for", "Page cannot be found",
    "The requested page was not found", "Something went wrong", "500 Internal Server Error",
    "Oops, something is missing", "Page not found – The page you were after has been moved about",
    "Runtime Error", "404 error", "Error: 404", "404 · Side ikke funnet · A",
    "Vi beklager, siden finnes ikke", "404-feil", "Feilside", "404-side", "Sidan finst ikkje",
    "Siden er fjernet eller flyttet", "Siden finnes ikke eller er flyttet", "HTTP 404 Not Found",
    "Hoppsann! Siden finnes ikke", "404 page could not be found", "Feilkode: 404",
    "Siden er flyttet eller slettet", "Siden er flyttet", "Dokument ikke funnet", "Ingen side her",
    "Det har skjedd en feil", "Nettstedet er nede for vedlikehold", "Under vedlikehold",
    "This site is down for maintenance", "Object moved", "504 Gateway Time-out",
    "503 Service Temporarily Unavailable", "Server Error in '/' Application.",
    "Error establishing a database connection", "Domenet lis.no er til salgs",
    "lis.no is for sale", "This domain is for sale",
]  # fmt: skip


@pytest.mark.parametrize("text", ERROR_TITLES)
def test_an_error_page_in_disguise_is_suspicious(text: str) -> None:
    """An answer of 200 whose title, or whose heading, says error is no page."""
    assert _verdict(_page(title=text)) == "suspicious"
    assert _verdict(_page(title="Helse Bergen", headings=(text,))) == "suspicious"
    assert _verdict(_page(title="A", headings=("A", text))) == "suspicious"


FINE_TITLES = [
    "Error 404 in HTTP explained", "Feilmeldinger", "Hva betyr feil 404?", "HTTP 404 – Wikipedia",
    "Error 404: what it means and how to fix it", "Siden finnes ikke – hva gjør jeg? | Hjelp",
    "How to fix «Page not found»", "Peugeot 404 | Store norske", "Rom 404", "Rundskriv 404/2019",
    "Beklagelser og klager", "Ops-teamet", "Feil og mangler", "Forskrift nr. 404 om vaktordninger",
    "Når legen ikke finnes", "Kurset finnes på nett", "Page turners", "Missing persons",
    "Slik lager du en 404-side", "Ikke bare legen", "Lost and found", "Siden sist",
    "Vi finner løsninger", "Side 404", "Spesialistforskriften § 4-04", "Not found in translation",
    "Access for alle", "Robotkirurgi", "Er du lege i spesialisering?", "Just a moment in time",
    "Tilgang til journal", "Bekreft at du er lege", "Logg inn i Kompetanseportalen",
    "Security checklist",
    "Beklager, jeg er lege", "Feil diagnose", "Siden er flyttbar",
    "404: årsaker og løsninger for alle redaktører",
    "404 nye leger i distriktene dette året alene", "Tilgang nektet: hva gjør jeg?",
    "Kurset er flyttet til 2027", "Vedlikehold av kompetanse", "Under maintenance therapy",
    "Systemet er under vedlikehold i helgen", "Adressen er endret", "Object permanence",
    "Hva betyr «Access denied»? | Hjelp", "Houses for sale", "Siden er flyttet fram",
    "", " ", "|", "–", "a" * 5000,
]  # fmt: skip


@pytest.mark.parametrize("text", FINE_TITLES)
def test_a_page_about_errors_is_no_error_page(text: str) -> None:
    """Only a whole segment or heading counts; a word on the way does not."""
    assert _verdict(_page(title=text, headings=("Om oss",))) == "ok"
    assert _verdict(_page(title=text, headings=(text,))) == "ok"


@pytest.mark.parametrize("below", ["Siden finnes ikke", "404", "Access denied"])
def test_a_heading_below_the_subject_is_part_of_it(below: str) -> None:
    """On a page about error messages the single messages are headings too."""
    seen = _page(title="Feilmeldinger – Hjelp", headings=("Feilmeldinger", below), words=40)
    long = _page(title="Feilmeldinger", headings=("Feilmeldinger", below), words=400)
    assert (_verdict(seen), _verdict(long)) == ("ok", "ok")


@pytest.mark.parametrize(
    "text",
    [
        "Verifiserer at du er et menneske", "Sikkerhetssjekk",
        "Just a moment...", "Just a moment…", "Access denied", "Access Denied | A", "Forbidden",
        "Are you a robot?", "Bekreft at du er et menneske", "Attention Required! | Cloudflare",
        "403 Forbidden", "Er du en robot?", "Verify you are human", "Pardon Our Interruption",
        "Ingen tilgang", "Tilgang nektet", "Du har ikke tilgang til denne siden",
        "Vennligst bekreft at du ikke er en robot", "Checking your browser before accessing a.no",
        "Access to this page has been denied", "Human Verification", "Request Rejected",
    ],
)  # fmt: skip
def test_a_wall_against_robots_is_blocked(text: str) -> None:
    """A wall that answers 200 proves nothing of the page, whatever else is expected there."""
    assert _verdict(_page(title=text)) == "blocked"
    assert _verdict(_page(headings=(text,)), f"{DEEP}.pdf#x") == "blocked"


@pytest.mark.parametrize(
    "final",
    [
        "https://a.no/login", "https://a.no/logg-inn?til=5", "https://a.no/min/LOGIN.aspx",
        "https://a.no/account/signin", "https://a.no/auth/realms/x", "https://login.a.no/",
        "https://idporten.no/authorize", "https://auth.dataporten.no/", "https://idp.feide.no/x",
        "https://fs.a.no/adfs/ls", "https://login.microsoftonline.com/common", "https://a.no/sso",
        "https://a.no/wp-login.php", "https://accounts.google.com/ServiceLogin",
    ],
)  # fmt: skip
@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_a_page_sent_to_a_login_is_blocked(final: str, status: int) -> None:
    """A login proves nothing of the page behind it, however one is sent there."""
    assert _verdict(_via((status, final))) == "blocked"
    assert _verdict(_page(refresh=final)) == "blocked"


FIELD = PageFacts(title="A", words=20, password_field=True)


@pytest.mark.parametrize(
    ("seen", "url", "verdict"),
    [
        (_via((302, "https://a.no/velkommen"), page=FIELD), DEEP, "blocked"),
        (_via((302, "https://a.no/"), page=FIELD), DEEP, "blocked"),
        (_page(title="Logg inn | A", password_field=True), DEEP, "blocked"),
        (_page(password_field=True), DEEP, "ok"),
        (_page("https://a.no/", title="Logg inn", password_field=True), "https://a.no/", "ok"),
        (_via((302, "https://b.no/x"), start="https://a.no/", page=FIELD), "https://a.no/", "ok"),
        (_page("https://a.no/login", password_field=True), "https://a.no/login", "ok"),
        (_via((302, "https://a.no/login/ny"), start="https://a.no/login"),
         "https://a.no/login", "ok"),
        (_via((302, "https://a.no/loginfo")), DEEP, "ok"),
        (_via((301, "https://www.a.no/kurs/5/"), page=FIELD), DEEP, "moved"),
    ],
)  # fmt: skip
def test_a_field_for_a_password_alone_is_no_wall(seen: Answered, url: str, verdict: str) -> None:
    """It takes a deep page that sent the reader away, or a page that calls itself a login."""
    assert _verdict(seen, url) == verdict


@pytest.mark.parametrize(
    ("url", "final", "verdict"),
    [
        (DEEP, "https://a.no/", "suspicious"),
        (DEEP, "https://a.no", "suspicious"),
        (DEEP, "https://www.a.no/", "suspicious"),
        (DEEP, "https://b.no/", "suspicious"),
        (DEEP, "https://a.no/no/", "suspicious"),
        (DEEP, "https://a.no/nb-NO", "suspicious"),
        (DEEP, "https://a.no/en/", "suspicious"),
        (DEEP, "https://a.no/index.html", "suspicious"),
        (DEEP, "https://a.no/no/forside", "suspicious"),
        (DEEP, "https://a.no/?utm_source=x", "suspicious"),
        (DEEP, "https://a.no/#kurs", "suspicious"),
        ("https://a.no/?p=123", "https://a.no/", "suspicious"),
        (DEEP, "https://a.no/om", "ok"),
        (DEEP, "https://a.no/?p=123", "ok"),
        (DEEP, "https://a.no/no/kurs", "ok"),
        ("https://a.no", "https://a.no/no/", "ok"),
        ("https://a.no/", "https://b.no/", "ok"),
        ("https://a.no/no", "https://a.no/", "ok"),
        ("https://a.no/?lang=nb", "https://a.no/", "ok"),
        ("http://a.no", "https://www.a.no/", "ok"),
        ("https://a.no/#/kurs/5", "https://a.no/no/", "ok"),
    ],
)
def test_a_deep_page_sent_to_the_front_page_is_suspicious(
    url: str, final: str, verdict: str
) -> None:
    """By whatever kind of redirect, and to whatever site; a front page may be sent on."""
    permanent = "moved" if verdict == "ok" else verdict
    assert _verdict(_via((302, final), start=url), url) == verdict
    assert _verdict(_via((301, final), start=url), url) == permanent
    assert _verdict(_page(url, refresh=final), url) == verdict


@pytest.mark.parametrize(
    ("refresh", "verdict"),
    [
        ("/ny/side", "ok"), ("ny", "ok"), ("https://b.no/x", "ok"), (DEEP, "ok"), ("", "ok"),
        ("javascript:x()", "ok"), ("http://[", "ok"), ("/", "suspicious"),
    ],
)  # fmt: skip
def test_a_refresh_is_like_a_temporary_redirect(refresh: str, verdict: str) -> None:
    """It is well where it leads to a page, even from an empty one; the anchor is not looked for."""
    seen = _page(refresh=refresh, title="Videre", words=0)
    assert _verdict(seen) == verdict
    assert _verdict(seen, f"{DEEP}#x") == verdict


@pytest.mark.parametrize(
    ("seen", "url", "kind", "verdict"),
    [
        (_page(), f"{DEEP}.pdf", None, "suspicious"),
        (_page(), f"{DEEP}.PDF?v=2", None, "suspicious"),
        (_page(), DEEP, LinkKind.PDF, "suspicious"),
        (_answer((DEEP, 200, None), page=None), DEEP, LinkKind.PDF, "suspicious"),
        (_page(), DEEP, LinkKind.PAGE, "ok"),
        (_page(), f"{DEEP}.pdf/view", None, "ok"),
        (_answer((DEEP, 200, None), page=None, is_pdf=True), DEEP, LinkKind.PDF, "ok"),
        (_answer((DEEP, 200, None), page=None, is_pdf=True, content_type="application/pdf"),
         f"{DEEP}.pdf#page=3", LinkKind.PDF, "ok"),
        (_answer((DEEP, 200, None), page=None, content_type="application/pdf"),
         f"{DEEP}.pdf", None, "suspicious"),
        (_answer((DEEP, 200, None), page=None, content_type="application/octet-stream"),
         f"{DEEP}.pdf", LinkKind.PDF, "ok"),
        (_via((301, "https://a.no/ny.html")), f"{DEEP}.pdf", LinkKind.PDF, "suspicious"),
    ],
)  # fmt: skip
def test_a_pdf_address_that_gives_html_is_suspicious(
    seen: Answered, url: str, kind: LinkKind | None, verdict: str
) -> None:
    """The body tells what it is; an odd content type does no harm."""
    assert _verdict(seen, url, kind) == verdict


@pytest.mark.parametrize(
    ("seen", "verdict"),
    [
        (_answer((DEEP, 200, None), page=None, length=0), "suspicious"),
        (_answer((DEEP, 200, None), page=PageFacts(), length=0), "suspicious"),
        (_answer((DEEP, 200, None), page=PageFacts(), length=60), "suspicious"),
        (_answer((DEEP, 200, None), page=PageFacts(), length=60, truncated=True), "ok"),
        (_answer((DEEP, 200, None), page=None, length=0, truncated=True), "ok"),
        (_page(words=0, title="Kart"), "ok"),
        (_page(words=0, scripts=True), "ok"),
        (_page(words=0, pictures=True), "ok"),
        (_page(words=1), "ok"),
        (_answer((DEEP, 200, None), page=None, content_type="image/png"), "ok"),
    ],
)
def test_an_empty_page_is_suspicious(seen: Answered, verdict: str) -> None:
    """No bytes, or a page that says nothing at all; not one that scripts will fill."""
    assert _verdict(seen) == verdict


@pytest.mark.parametrize(
    ("status", "facts", "verdict"),
    [
        (200, {"page": None, "length": 0}, "transient"),
        (200, {"page": GOOD}, "transient"),
        (200, {"page": PageFacts(), "length": 60}, "transient"),
        (200, {"page": None, "is_pdf": True}, "transient"),
        (200, {"page": PageFacts(title="Siden finnes ikke")}, "suspicious"),
        (404, {"page": GOOD}, "dead"),
    ],
)
def test_an_answer_that_broke_off_may_be_well_tomorrow(
    status: int, facts: dict, verdict: str
) -> None:
    """Half a page proves nothing, unless what came tells already."""
    seen = _answer((DEEP, status, None), truncated=True, broken=True, **facts)
    assert _verdict(seen) == verdict


IDS = frozenset({"a", "kapittel-2", "måltid", "b%20c", "d%C3%B8r"})


@pytest.mark.parametrize(
    ("fragment", "facts", "verdict"),
    [
        ("a", {}, "ok"),
        ("kapittel-2", {}, "ok"),
        ("m%C3%A5ltid", {}, "ok"),
        ("måltid", {}, "ok"),
        ("b%20c", {}, "ok"),
        ("b c", {}, "ok"),
        ("dør", {}, "ok"),
        ("", {}, "ok"),
        ("top", {}, "ok"),
        ("TOP", {}, "ok"),
        (":~:text=lege", {}, "ok"),
        ("a:~:text=lege", {}, "ok"),
        ("b:~:text=lege", {}, "suspicious"),
        ("!/kurs", {}, "ok"),
        ("/kurs/5", {}, "ok"),
        ("b", {"scripts": True}, "ok"),
        ("b", {}, "suspicious"),
        ("A", {}, "suspicious"),
        ("kapittel-3", {}, "suspicious"),
        ("%ff", {}, "suspicious"),
        ("topp", {}, "suspicious"),
        ("page=3", {}, "suspicious"),
    ],
)
def test_a_missing_anchor_is_suspicious(fragment: str, facts: dict, verdict: str) -> None:
    """An anchor is looked for among the ids, unless it needs none or a script may make it."""
    assert _verdict(_page(ids=IDS, **facts), f"{DEEP}#{fragment}") == verdict


def test_an_anchor_is_not_missing_where_it_cannot_be_seen() -> None:
    """Not behind the cap, not in a PDF, and not where the redirect names a place of its own."""
    cut = _answer((DEEP, 200, None), page=GOOD, truncated=True)
    pdf = _answer((DEEP, 200, None), page=None, is_pdf=True)
    assert _verdict(cut, f"{DEEP}#x") == "ok"
    assert _verdict(pdf, f"{DEEP}#page=3") == "ok"
    assert _verdict(_via((302, "https://a.no/ny#y")), f"{DEEP}#x") == "ok"
    assert _verdict(_via((302, "https://a.no/ny")), f"{DEEP}#x") == "suspicious"


A, B, C = "https://a.no/a", "https://a.no/b", "https://b.no/c"


@pytest.mark.parametrize(
    ("hops", "verdict", "target"),
    [
        ([(301, A)], "moved", A),
        ([(308, A)], "moved", A),
        ([(302, A)], "ok", None),
        ([(303, A)], "ok", None),
        ([(200, A)], "ok", None),  # a refresh that was followed
        ([(200, "https://a.no/")], "suspicious", None),
        ([(307, A)], "ok", None),
        ([(301, A), (308, C)], "moved", C),
        ([(301, A), (302, C)], "moved", A),
        ([(301, A), (302, B), (301, C)], "moved", A),
        ([(302, A), (301, C)], "ok", None),
        ([(301, A), (301, B), (307, C)], "moved", B),
        ([(301, A), (302, "https://a.no/")], "suspicious", None),
        ([(301, A), (302, "https://a.no/login")], "blocked", None),
        ([(301, "https://www.a.no/kurs/5")], "moved", "https://www.a.no/kurs/5"),
        ([(301, "https://a.no/kurs/5/")], "moved", "https://a.no/kurs/5/"),
        ([(301, "https://a.no/ny side")], "moved", "https://a.no/ny%20side"),
        ([(301, "https://a.no/måltid")], "moved", "https://a.no/måltid"),
        ([(301, DEEP)], "ok", None),
        ([(301, A), (301, DEEP)], "ok", None),
    ],
)
def test_the_leading_permanent_redirects_make_the_target(
    hops: list[tuple[int, str]], verdict: str, target: str | None
) -> None:
    """A temporary redirect ends the run; a bad final page outweighs them."""
    judgement = classify(_via(*hops), Address(DEEP))
    assert (judgement.verdict.value, judgement.target) == (verdict, target)


@pytest.mark.parametrize(
    ("location", "target"),
    [
        ("/ny", "https://a.no/ny"), ("6", "https://a.no/kurs/6"), ("../x", "https://a.no/x"),
        ("//b.no/x", "https://b.no/x"), ("?id=2", "https://a.no/kurs/5?id=2"),
        ("http://a.no/kurs/5", "http://a.no/kurs/5"), ("mailto:a@b.no", None),
        ("http://[", None), ("file:///etc", None),
    ],
)  # fmt: skip
def test_a_location_is_resolved_against_its_hop(location: str, target: str | None) -> None:
    """A target is absolute, or there is none."""
    seen = _answer((DEEP, 301, location), ("https://a.no/slutt", 200, None))
    assert classify(seen, Address(DEEP)).target == target


@pytest.mark.parametrize(
    ("hops", "target"),
    [
        ([(301, A)], f"{A}#a"),
        ([(301, f"{A}#kapittel-2")], f"{A}#kapittel-2"),
        ([(301, f"{A}#kapittel-2"), (301, B)], f"{B}#kapittel-2"),
    ],
)
def test_a_target_keeps_the_fragment(hops: list[tuple[int, str]], target: str) -> None:
    """As a browser does: the Location's own fragment, or else the one before it."""
    page = PageFacts(title="A", ids=IDS, words=9)
    assert classify(_via(*hops, page=page), Address(f"{DEEP}#a")).target == target


def test_only_ok_and_moved_are_good() -> None:
    """A reader gets what was promised by these two only."""
    assert {verdict for verdict in Verdict if is_good(verdict)} == {Verdict.OK, Verdict.MOVED}


def test_foreign_words_stand_harmless_in_a_reason() -> None:
    """A title with line breaks and controls becomes one short line."""
    reason = classify(
        _page(title="Oops\n\n\x07 page\u202e not found " + "x" * 90), Address(DEEP)
    ).reason
    assert reason.isprintable()
    assert len(reason) < 200


@pytest.mark.parametrize(
    "text",
    ["feilkode" * 200, "siden du " * 200, "sorry " * 500, "the " * 500 + "x", "oi sann " * 200,
     "page you " * 200, "404 " * 500, " " * 10**6, "- " * 10**5, "side kode " * 100,
     "http feil " * 99,
     "beklager, " * 99, "det har oppstått en " * 30, "page you page you " * 50],
)  # fmt: skip
def test_a_hostile_title_costs_little(text: str) -> None:
    """No pattern takes long on a text made to confuse it."""
    start = time.process_time()
    classify(_page(title=text, headings=(text,) * 10), Address(DEEP))
    assert time.process_time() - start < 1


def _urls() -> st.SearchStrategy[str]:
    hosts = [
        "a.no",
        "www.a.no",
        "lovdata.no",
        "www.helsedirektoratet.no",
        "youtu.be",
        "[::1]",
        "[",
        "",
    ]
    paths = ["", "/", "/no/", "/tema/a/b", "/login", "/x.pdf", "/lov/1/§26", "/%zz", "/?p=1", "?="]
    ends = ["", "#", "#a", "#%C3", "#§26", "#:~:text=a", "#top"]
    parts = (
        st.sampled_from(x) for x in (["http://", "https://", "", "mailto:"], hosts, paths, ends)
    )
    return st.tuples(*parts).map("".join) | st.text(max_size=20)


def _texts() -> st.SearchStrategy[str]:
    words = [
        *ERROR_TITLES,
        "Opphevet",
        "- YouTube",
        "Siden er flyttet",
        "Logg inn",
        "Lov (opphevet)",
    ]
    return st.sampled_from(words) | st.text(max_size=30)


def _pages() -> st.SearchStrategy[PageFacts]:
    return st.builds(
        PageFacts,
        title=_texts(),
        headings=st.lists(_texts(), max_size=3).map(tuple),
        ids=st.frozensets(st.text(max_size=3), max_size=3),
        scripts=st.booleans(),
        pictures=st.booleans(),
        refresh=st.none() | _urls(),
        words=st.integers(0, 500),
        password_field=st.booleans(),
    )


def _hops(least: int) -> st.SearchStrategy[tuple[Hop, ...]]:
    statuses = st.sampled_from([200, 200, 301, 302, 308, *STATUSES]) | st.integers()
    hop = st.builds(Hop, url=_urls(), status=statuses, location=st.none() | _urls())
    return st.lists(hop, min_size=least, max_size=4).map(tuple)


def _observations() -> st.SearchStrategy[Observation]:
    answered = st.builds(
        Answered,
        hops=_hops(0),
        content_type=st.sampled_from(["", "text/html", "application/pdf"]),
        length=st.integers(0, 9),
        truncated=st.booleans(),
        broken=st.booleans(),
        is_pdf=st.booleans(),
        page=st.none() | _pages(),
    )
    failed = st.builds(
        Unreachable, failure=st.sampled_from(Failure), hops=_hops(0), url=_urls(), detail=st.text()
    )
    return answered | failed


def _addresses() -> st.SearchStrategy[Address]:
    return st.builds(Address, url=_urls(), kind=st.none() | st.sampled_from(LinkKind))


@given(_observations(), _addresses())
@settings(max_examples=1500, deadline=None)
@example(Answered(hops=()), Address(""))
@example(Answered(hops=(Hop("http://a℀.no/", 301, "http://a℀.no/"),)), Address("http://a℀.no/#x"))
@example(_answer((DEEP, 301, "https://a.no/\ud800\udce5"), (A, 200, None)), Address(DEEP))
def test_judging_never_fails(seen: Observation, address: Address) -> None:
    """Any observation and any address give a whole judgement."""
    judgement = classify(seen, address)
    assert isinstance(judgement, Judgement)
    assert re.fullmatch(r"\S.*\.", judgement.reason)
    assert (judgement.target is not None) == (judgement.verdict is Verdict.MOVED)
    if judgement.target is not None:
        parts = urlsplit(judgement.target)
        assert parts.scheme in ("http", "https")
        assert parts.hostname
        assert judgement.target.isprintable()
        assert " " not in judgement.target
        judgement.target.encode()
