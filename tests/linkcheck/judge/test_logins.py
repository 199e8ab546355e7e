"""Verdicts on deep pages that send the reader to a login or to a front page."""

import pytest

from generator.linkcheck.observations import Answered, PageFacts
from tests.linkcheck.judge.observations import DEEP, page, verdict_of, via


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
    """A login says nothing about the page behind it, however the reader gets there."""
    assert verdict_of(via((status, final))) == "blocked"
    assert verdict_of(page(refresh=final)) == "blocked"


FIELD = PageFacts(title="A", words=20, password_field=True)


@pytest.mark.parametrize(
    ("seen", "url", "verdict"),
    [
        (via((302, "https://a.no/velkommen"), page=FIELD), DEEP, "blocked"),
        (via((302, "https://a.no/"), page=FIELD), DEEP, "blocked"),
        (page(title="Logg inn | A", password_field=True), DEEP, "blocked"),
        (page(password_field=True), DEEP, "ok"),
        (page("https://a.no/", title="Logg inn", password_field=True), "https://a.no/", "ok"),
        (via((302, "https://b.no/x"), start="https://a.no/", page=FIELD), "https://a.no/", "ok"),
        (page("https://a.no/login", password_field=True), "https://a.no/login", "ok"),
        (via((302, "https://a.no/login/ny"), start="https://a.no/login"),
         "https://a.no/login", "ok"),
        (via((302, "https://a.no/loginfo")), DEEP, "ok"),
        (via((301, "https://www.a.no/kurs/5/"), page=FIELD), DEEP, "moved"),
    ],
)  # fmt: skip
def test_a_field_for_a_password_alone_is_no_wall(seen: Answered, url: str, verdict: str) -> None:
    """It takes a redirect away from a deep page, or a page that calls itself a login."""
    assert verdict_of(seen, url) == verdict


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
    """Any kind of redirect and any site count; only a front page may redirect to one."""
    permanent = "moved" if verdict == "ok" else verdict
    assert verdict_of(via((302, final), start=url), url) == verdict
    assert verdict_of(via((301, final), start=url), url) == permanent
    assert verdict_of(page(url, refresh=final), url) == verdict


@pytest.mark.parametrize(
    ("refresh", "verdict"),
    [
        ("/ny/side", "ok"), ("ny", "ok"), ("https://b.no/x", "ok"), (DEEP, "ok"), ("", "ok"),
        ("javascript:x()", "ok"), ("http://[", "ok"), ("/", "suspicious"),
    ],
)  # fmt: skip
def test_a_refresh_is_like_a_temporary_redirect(refresh: str, verdict: str) -> None:
    """It is fine if it leads to a page, even from an empty one, and no anchor is looked for."""
    seen = page(refresh=refresh, title="Videre", words=0)
    assert verdict_of(seen) == verdict
    assert verdict_of(seen, f"{DEEP}#x") == verdict
