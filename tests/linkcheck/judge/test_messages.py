"""Error pages in the languages that we meet, placeholders of new servers, and pages about both."""

import pytest

from tests.linkcheck.judge.observations import DEEP, page, verdict_of

MESSAGES = {
    "bokmål": [
        "Siden finnes ikke (feil 404)", "Oi, her var det ingenting", "Oi! Her var det visst tomt",
        "Dette innholdet er ikke tilgjengelig lenger", "Siden er ikke lenger tilgjengelig",
        "Beklager, men siden finnes ikke", "Lenken virker ikke", "Denne lenken er utgått",
        "Vi fant ikke det du lette etter", "Siden du ser etter er borte", "Ugyldig lenke",
        "Innholdet finnes ikke lenger her", "Å nei! Denne siden er borte", "Ukjent side",
        "404 (siden finnes ikke)", "Artikkelen er arkivert", "Fant ingenting her",
        "Siden kan ikke vises", "Domenet eksempel.no er parkert", "Vi kan ikke finne siden",
        "Feil 404: Siden ble ikke funnet | Helse Bergen", "Siden har flyttet eller finnes ikke",
    ],
    "nynorsk": [
        "Sida finst ikkje (404)", "Innhaldet er ikkje tilgjengeleg lenger", "Fann ikkje sida",
        "Beklagar, vi finn ikkje sida", "Her er det ikkje noko", "Sida er fjerna",
    ],
    "svensk": [
        "Sidan hittades inte", "Sidan kunde inte hittas", "Sidan du söker finns inte",
        "Tyvärr, sidan finns inte längre", "Vi hittade inte sidan", "404 – Sidan saknas",
        "Hoppsan! Sidan kan inte hittas", "Fel 404", "Det gick inte att hitta sidan",
    ],
    "dansk": [
        "Siden findes ikke", "Siden blev ikke fundet", "Siden kunne ikke findes", "Fejl 404",
        "Desværre, siden findes ikke længere", "Vi kan ikke finde siden", "Der opstod en fejl",
        "Side ikke fundet", "Ups! Siden findes ikke",
    ],
    "samisk": ["Siidu ii gávdno", "Siidu ii gávdnon", "Dát siidu ii leat šat gávdnomis",
               "Sijddo ij gávnnu", "Sæjroe ij gååvnesh"],
    "tysk": [
        "Seite nicht gefunden", "Die Seite wurde nicht gefunden", "Fehler 404",
        "Diese Seite existiert leider nicht mehr", "Inhalt nicht mehr verfügbar",
        "Die angeforderte Seite konnte nicht gefunden werden",
    ],
    "fransk": [
        "Page introuvable", "Page non trouvée", "La page demandée n'existe pas", "Erreur 404",
        "Cette page n’existe plus", "Oups ! Page introuvable",
    ],
    "engelsk": [
        "This content is no longer available", "Nothing to see here", "Broken link",
        "We can't find what you're looking for", "The page isn't here anymore", "Gone",
        "Article not found", "This link has expired", "Page unavailable", "Expired domain",
    ],
    "nye tjenere": [
        "Welcome to nginx!", "Apache2 Debian Default Page: It works", "It works!",
        "IIS Windows Server", "Test Page for the Apache HTTP Server", "Coming soon",
        "Default Web Site Page", "Siden er under oppbygging", "Under construction",
        "Web Server's Default Page", "Future home of something quite cool",
    ],
}  # fmt: skip
ALL = [text for texts in MESSAGES.values() for text in texts]
FRIENDS = [
    "Hva betyr feil 404?", "Hvorfor finnes ikke siden?", "Feil og 404-sider: en veiledning",
    "Når siden ikke finnes: råd til redaktører", "Om feilmeldinger på nett", "Vad betyder fel 404?",
    "Was bedeutet Fehler 404?", "Que signifie l'erreur 404 ?", "Slik lager du en god 404-side",
    "Error 404 in HTTP explained", "Siden sist", "Ingenting nytt", "Her er det plass til alle",
    "Innholdet i spesialistutdanningen", "Artikkelen om læringsmål", "Lenker", "Stengt avdeling",
    "Tilgjengelighet", "Page d'accueil", "Seite drucken", "Sidan er oppdatert", "Siden er ny",
    "Utilgjengelige pasienter", "Under arbeid: ny forskrift", "Domenekunnskap", "Nginx i drift",
    "Welcome to nginx administration", "Coming soon: ny veileder for LIS", "Brutte lenker",
    "Det finnes ikke én riktig veileder", "Vi fant ikke opp hjulet", "Gone fishing",
    "Siidu birra", "Tyvärr och desvärre: ord att undvika", "Parkering ved sykehuset",
]  # fmt: skip


@pytest.mark.parametrize("text", ALL)
def test_a_message_is_found_in_any_language(text: str) -> None:
    """In the title or in a heading, with the name of the site beside it or without."""
    assert verdict_of(page(title=text)) == "suspicious"
    assert verdict_of(page(title=f"{text} | Helse Bergen")) == "suspicious"
    assert verdict_of(page(title="Helse Bergen", headings=(text,))) == "suspicious"


@pytest.mark.parametrize("text", FRIENDS)
def test_a_page_about_such_things_is_fine(text: str) -> None:
    """A page may explain errors, be called like half a message, or write about servers."""
    assert verdict_of(page(title=text, words=400)) == "ok"
    assert verdict_of(page(title=f"{text} | Helse Bergen", headings=(text,), words=400)) == "ok"


def test_a_placeholder_is_short() -> None:
    """A long page with the same heading is an article."""
    assert verdict_of(page(title="Coming soon", words=20)) == "suspicious"
    assert verdict_of(page(title="Coming soon", words=900)) == "ok"


@pytest.mark.parametrize(
    "text",
    [
        "Logg inn", "Logg inn med BankID", "Logg inn for å fortsette", "Velg innloggingsmetode",
        "Sign in to continue", "Log in", "Logga in", "Log ind", "Anmelden", "Connexion",
        "Du må være innlogget", "Login required",
    ],
)  # fmt: skip
def test_a_login_needs_no_password_field(text: str) -> None:
    """A first step that asks for a name, or a choice of ways, is a login all the same."""
    assert verdict_of(page(title=f"{text} | A", name_field=True, words=90)) == "blocked"
    assert verdict_of(page(title="A", headings=(text,), words=15)) == "blocked"
    assert verdict_of(page(title="A", headings=("Kurs", text), name_field=True)) == "ok"
    at_login = page("https://a.no/login", title=text, name_field=True)
    assert verdict_of(at_login, "https://a.no/login") == "ok"
    assert DEEP
