"""Verdicts on pages by their words: error pages, pages about errors, and walls against robots."""

import time

import pytest

from generator.linkcheck.judge.classify import classify
from generator.linkcheck.observations import Address
from tests.linkcheck.judge.observations import DEEP, page, verdict_of

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
    """A page with status 200 is suspicious if its title or a heading is an error message."""
    assert verdict_of(page(title=text)) == "suspicious"
    assert verdict_of(page(title="Helse Bergen", headings=(text,))) == "suspicious"
    assert verdict_of(page(title="A", headings=("A", text))) == "suspicious"


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
    """Only a whole heading or a whole part of a title counts, not a word in it."""
    assert verdict_of(page(title=text, headings=("Om oss",))) == "ok"
    assert verdict_of(page(title=text, headings=(text,))) == "ok"


@pytest.mark.parametrize("below", ["Siden finnes ikke", "404", "Access denied"])
def test_a_heading_below_the_subject_is_part_of_it(below: str) -> None:
    """A page about error messages may have single messages as headings."""
    seen = page(title="Feilmeldinger – Hjelp", headings=("Feilmeldinger", below), words=40)
    long = page(title="Feilmeldinger", headings=("Feilmeldinger", below), words=400)
    assert (verdict_of(seen), verdict_of(long)) == ("ok", "ok")


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
    """A wall with status 200 says nothing about the page behind it."""
    assert verdict_of(page(title=text)) == "blocked"
    assert verdict_of(page(headings=(text,)), f"{DEEP}.pdf#x") == "blocked"


def test_foreign_words_stand_harmless_in_a_reason() -> None:
    """A title with line breaks and control characters becomes one short line."""
    reason = classify(
        page(title="Oops\n\n\x07 page\u202e not found " + "x" * 90), Address(DEEP)
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
    """No pattern is slow on a text made to confuse it."""
    start = time.process_time()
    classify(page(title=text, headings=(text,) * 10), Address(DEEP))
    assert time.process_time() - start < 1
