"""The habits of single sites, each with its cases."""

from itertools import pairwise
from typing import Any

import pytest

from generator.linkcheck.judge.addresses import is_on
from generator.linkcheck.judge.classify import classify
from generator.linkcheck.judge.sites import SITES
from generator.linkcheck.observations import Address, Answered, Hop, PageFacts

LAW = "https://lovdata.no/dokument/NL/lov/1999-07-02-64"
SECTION = "https://lovdata.no/lov/1999-07-02-64/§26"
REGULATION = "https://lovdata.no/dokument/SF/forskrift/2008-10-08-1130"
HDIR = "https://www.helsedirektoratet.no"
VIDEO = "https://www.youtube.com/watch?v=FWodISJ31NY"


def _seen(*urls: str, status: int = 302, final: int = 200, **facts: Any) -> Answered:
    """Return an answer behind redirects over these addresses."""
    steps = pairwise(urls)
    hops = (*(Hop(a, status, b) for a, b in steps), Hop(urls[-1].partition("#")[0], final))
    page = PageFacts(**{"words": 200, "title": "A", **facts})
    return Answered(hops, "text/html", 9000, page=page)


def _verdict(url: str, seen: Answered) -> str:
    return classify(seen, Address(url)).verdict.value


def test_every_entry_is_documented_and_named_once() -> None:
    """Each site is listed once, and the function that judges it explains why."""
    assert [rule.name for rule in SITES] == ["lovdata", "helsedirektoratet", "youtube"]
    assert all(rule.judge.__doc__ for rule in SITES)


@pytest.mark.parametrize(
    ("url", "names"),
    [
        (LAW, ["lovdata"]), ("https://LOVDATA.no./x", ["lovdata"]),
        (f"{HDIR}/x", ["helsedirektoratet"]),
        ("https://helsedirektoratet.no", ["helsedirektoratet"]), (VIDEO, ["youtube"]),
        ("https://youtu.be/x", ["youtube"]), ("https://m.youtube.com/", ["youtube"]),
        ("https://consent.youtube.com/m", ["youtube"]), ("https://lovdata.no.b.no/", []),
        ("https://ikkelovdata.no/", []), ("https://a.no/lovdata.no", []),
        ("", []), ("http://[", []),
    ],
)  # fmt: skip
def test_a_site_is_known_by_its_host(url: str, names: list[str]) -> None:
    """A site is its domain and everything below it, and nothing that only resembles it."""
    assert [rule.name for rule in SITES if is_on(url, *rule.domains)] == names


@pytest.mark.parametrize(
    ("fragment", "verdict"),
    [
        ("§26", "ok"), ("%C2%A726", "ok"), ("§4-1", "ok"), ("KAPITTEL_1", "ok"),
        ("KAPITTEL_4-2", "ok"), ("PARAGRAF_26", "ok"), ("fins-ikke", "suspicious"),
        ("kapittel", "suspicious"),
    ],
)  # fmt: skip
def test_anchors_of_lovdata_are_made_by_the_server(fragment: str, verdict: str) -> None:
    """Anchors of sections and chapters have other ids in the HTML; other anchors must exist."""
    assert _verdict(f"{LAW}#{fragment}", _seen(LAW)) == verdict
    other = "https://a.no/lov"
    assert _verdict(f"{other}#{fragment}", _seen(other)) == "suspicious"


@pytest.mark.parametrize("status", [301, 302, 308])
@pytest.mark.parametrize("url", [SECTION, SECTION.replace("§", "%C2%A7")])
def test_the_address_of_a_section_stays(url: str, status: int) -> None:
    """Lovdata redirects the short form to a long one; the short form is the one to cite."""
    assert _verdict(url, _seen(url, f"{LAW}#%C2%A726", status=status)) == "ok"


def test_other_addresses_of_lovdata_may_move() -> None:
    """Only the short form of a section is kept."""
    old = "http://lovdata.no/dokument/NL/lov/1999-07-02-64"
    assert _verdict(old, _seen(old, LAW, status=301)) == "moved"


@pytest.mark.parametrize(
    ("url", "facts", "verdict"),
    [
        (REGULATION, {"title": "Forskrift om turnus (opphevet) - Lovdata"}, "suspicious"),
        (
            REGULATION,
            {"title": "Forskrift om turnus (Opphevet 1. mars 2017) - Lovdata"},
            "suspicious",
        ),
        (REGULATION, {"title": "Forskrift om turnus [OPPHEVET] - Lovdata"}, "suspicious"),
        (REGULATION, {"title": "Opphevet - Lovdata"}, "suspicious"),
        (
            REGULATION,
            {
                "title": "Forskrift om turnus - Lovdata",
                "headings": ("Forskrift om turnus (opphevet)",),
            },
            "suspicious",
        ),
        (REGULATION, {"headings": ("Forskrift om turnus", "Opphevet")}, "suspicious"),
        (REGULATION, {"headings": ("OPPHEVET.",)}, "suspicious"),
        (SECTION, {"headings": ("§ 26. (Opphevet)",)}, "suspicious"),
        (f"{LAW}#§26", {"headings": ("§ 25. Plikt", "§ 26. (Opphevet)")}, "suspicious"),
        (SECTION, {"headings": ("§ 25. (Opphevet)", "§ 26. Plikt")}, "ok"),
        (SECTION, {"headings": ("§ 26 a. (Opphevet)", "§ 26. Plikt")}, "ok"),
        (LAW, {"headings": ("§ 26. (Opphevet)",)}, "ok"),
        (LAW, {"title": "Lov om opphevelse av lover - Lovdata"}, "ok"),
        (LAW, {"headings": ("Kapittel 3 (Opphevet)",)}, "ok"),
        (LAW, {"headings": ("Opphevet fra den tid loven trer i kraft",)}, "ok"),
        (f"{LAW}?a=1", {"title": "Lov om helsepersonell (helsepersonelloven) - Lovdata"}, "ok"),
    ],
)
def test_a_repealed_rule_is_suspicious(url: str, facts: dict[str, Any], verdict: str) -> None:
    """Its page has status 200, and says so in the title or in a heading."""
    assert _verdict(url, _seen(url, **facts)) == verdict


def test_the_collection_of_repealed_rules_tells_of_a_repeal() -> None:
    """A redirect to that collection means a repeal; a link to it is deliberate."""
    repealed = REGULATION.replace("/SF/", "/SFO/")
    assert _verdict(REGULATION, _seen(REGULATION, repealed, status=301)) == "suspicious"
    assert _verdict(repealed, _seen(repealed, title="Forskrift (opphevet)")) == "ok"


def test_a_repeal_means_nothing_elsewhere() -> None:
    """The rules for Lovdata do not apply to other sites."""
    assert _verdict("https://a.no/x", _seen("https://a.no/x", title="Lov (opphevet)")) == "ok"


def test_a_status_comes_before_habits() -> None:
    """A page that is gone is dead, whatever it says."""
    assert _verdict(LAW, _seen(LAW, final=404, title="Opphevet")) == "dead"


@pytest.mark.parametrize(
    ("facts", "verdict"),
    [
        ({"headings": ("Siden er flyttet",)}, "suspicious"),
        ({"headings": ("Meny", "Siden er flyttet til et nytt sted")}, "suspicious"),
        ({"headings": ("Denne siden har blitt flyttet",)}, "suspicious"),
        ({"title": "Siden er flyttet - Helsedirektoratet"}, "suspicious"),
        ({"title": "Beklager, siden finnes ikke - Helsedirektoratet"}, "suspicious"),
        ({"headings": ("Vi finner ikke siden du leter etter",)}, "suspicious"),
        ({"headings": ("Innholdet er flyttet",)}, "suspicious"),
        ({"headings": ("Pasienten er flyttet",)}, "ok"),
        ({"headings": ("Når ansvaret er flyttet til kommunen",)}, "ok"),
    ],
)  # fmt: skip
def test_a_moved_page_of_helsedirektoratet_is_suspicious(
    facts: dict[str, Any], verdict: str
) -> None:
    """Its page has status 200, and only says that the content is elsewhere."""
    url = f"{HDIR}/veiledere/kompetansevurdering"
    assert _verdict(url, _seen(url, **facts)) == verdict


@pytest.mark.parametrize(
    ("old", "new", "status", "verdict"),
    [
        ("/tema/autorisasjon/lege/lis1", "/autorisasjon-og-spesialistutdanning", 301, "suspicious"),
        ("/tema/autorisasjon/lege/lis1", "/tema/autorisasjon", 302, "suspicious"),
        ("/tema/autorisasjon/lege/lis1", "/tema", 301, "suspicious"),
        ("/tema/autorisasjon/lege", "/", 301, "suspicious"),
        ("/tema/autorisasjon/lege", "/autorisasjon/utdanning/lege", 301, "moved"),
        ("/tema/autorisasjon/lege", "/autorisasjon/utdanning", 302, "ok"),
        ("/tema/kreft", "/kreft", 301, "moved"),
        ("/faglige-rad/veiledning", "/retningslinjer", 301, "moved"),
        ("/tema/a", "/tema/a/", 301, "moved"),
    ],
)
def test_an_old_topic_sent_to_a_section_is_suspicious(
    old: str, new: str, status: int, verdict: str
) -> None:
    """The front page of a section is no successor; the same page at a new address is."""
    assert _verdict(HDIR + old, _seen(HDIR + old, HDIR + new, status=status)) == verdict


@pytest.mark.parametrize(
    ("facts", "verdict"),
    [
        ({"title": " - YouTube"}, "suspicious"),
        ({"title": "- YouTube"}, "suspicious"),
        ({"title": "Video unavailable - YouTube"}, "suspicious"),
        ({"headings": ("Video unavailable",)}, "suspicious"),
        ({"headings": ("This video isn't available anymore",)}, "suspicious"),
        ({"headings": ("Videoen er ikke tilgjengelig",)}, "suspicious"),
        ({"title": "Privat video - YouTube"}, "suspicious"),
        ({"title": "Veiledning i praksis - YouTube"}, "ok"),
        ({"title": "YouTube"}, "ok"),
    ],
)
@pytest.mark.parametrize("url", [VIDEO, "https://youtu.be/FWodISJ31NY"])
def test_a_removed_video_is_suspicious(url: str, facts: dict[str, Any], verdict: str) -> None:
    """The page of a removed video has status 200 and no title."""
    assert _verdict(url, _seen(url, VIDEO, status=303, **facts)) == verdict


@pytest.mark.parametrize("host", ["consent.youtube.com", "consent.google.com"])
def test_a_page_that_asks_for_consent_is_blocked(host: str) -> None:
    """It says nothing about the video behind it."""
    seen = _seen(VIDEO, f"https://{host}/m?continue=x", title="Before you continue to YouTube")
    assert _verdict(VIDEO, seen) == "blocked"
