"""What the scripts of a page tell: redirects that only a script makes, walls, parked hosts."""

import pytest

from generator.linkcheck.page.directives import directives, found_in
from generator.linkcheck.page.read import read_page
from tests.linkcheck.page.reading import HTML, facts_of

WORDS = "<p>" + "Læringsmål er kunnskaper og ferdigheter. " * 20


@pytest.mark.parametrize(
    ("html", "target"),
    [
        ("<script>location='/'</script>", "/"),
        ('<script>window.location.href = "/ny"</script>', "/ny"),
        ("<script>top.location.replace('/')</script>", "/"),
        ("<script>document.location.assign ( '/' );</script>", "/"),
        ("<body onload=\"location.href='/'\">", "/"),
        ("<script>setTimeout(\"location.href='/'\", 10)</script>", "/"),
        ("<script>gtag('js')</script><script>location='/'</script>", "/"),
        ("<script>if (x) location='/'</script>", None),
        ("<script>a.onclick = function () { location = '/' }</script>", None),
        ("<script>try { a() } catch (e) { location = '/' }</script>", None),
        ("<script>var x = ok ? 1 : (location = '/')</script>", None),
        ("<script>location='/'</script><script>annet()</script>", None),
        ("<script>var s = 'location'</script>", None),
        (f"{WORDS}<script>location='/'</script>", None),
        ("<script src=/app.js></script>", None),
    ],
)
def test_a_redirect_by_a_script_is_understood_where_it_is_all_there_is(
    html: str, target: str | None
) -> None:
    """A script that decides something, or a page with words, may leave the reader in place."""
    assert facts_of(html).script_target == target


def test_marks_count_only_in_what_a_page_loads_and_runs() -> None:
    """Words about walls and parked hosts are words."""
    about = "<pre>_cf_chl_opt, gokuProps, captcha-delivery.com, sedoparking.com</pre>"
    facts = facts_of(about + '<p title="window._cf_chl_opt">x<!-- gokuProps -->')
    assert (facts.wall, facts.parked) == (None, None)
    assert facts_of("<script>window.gokuProps = {}</script>").wall == "AWS WAF"
    assert facts_of("<html data-adblockkey='M'>").parked == "data-adblockkey"


@pytest.mark.parametrize(
    ("html", "is_login"),
    [
        ("<input name=username>", True), ("<input type=email name=loginfmt>", True),
        ("<input autocomplete='username webauthn'>", True), ("<input id=fodselsnummer>", True),
        ("<input type=search name=user>", False), ("<input type=hidden name=user>", False),
        ("<input name=q>", False), ("<header><input name=username></header>", False),
    ],
)  # fmt: skip
def test_fields_for_a_name(html: str, *, is_login: bool) -> None:
    """By their type, their name and what browsers fill in."""
    assert facts_of(html).name_field is is_login


@pytest.mark.parametrize(
    ("html", "ids"),
    [
        ("<!--><p id=a>", {"a"}), ("<!---><p id=a>", {"a"}), ("<!-- x --!><p id=a>", {"a"}),
        ("<!-- x -- ><p id=a>", set()), ("<!-- x --><p id=a>", {"a"}), ("<!-- x", set()),
        ("<!-- <!-- x --><p id=a>", {"a"}), ("<!----><p id=a>", {"a"}),
        ("<script>'<!--'</script><p id=a>", {"a"}), ("<!--x-!><p id=a>-->", set()),
    ],
)  # fmt: skip
def test_comments_end_where_they_end_for_browsers(html: str, ids: set[str]) -> None:
    """https://html.spec.whatwg.org/multipage/parsing.html#comment-start-state"""
    assert facts_of(html).ids == ids


@pytest.mark.parametrize(
    ("directive", "found"),
    [
        ("text=to%20ord", True), ("text=TO%20ORD", True), ("text=tø%20ord", False),
        ("text=fore,bak", True), ("text=bak,fore", False), ("text=fore-,midt,-bak", True),
        ("text=x&text=midt", True), ("text=kafe", True), ("text=borte", False),
    ],
)  # fmt: skip
def test_texts_are_found_across_tags_case_and_accents(directive: str, *, found: bool) -> None:
    """As browsers find them, and more kindly."""
    html = (
        "<title>borte</title><p>To <b>o</b>rd</p><p>fore midt</p><p>bak kafé<script>borte</script>"
    )
    fragment = f"del:~:{directive}"
    assert directives(fragment) == directive
    facts = read_page(html.encode(), HTML, [fragment])
    assert (facts.missing_texts == frozenset()) is found
    assert found_in("", ()) == frozenset()


@pytest.mark.parametrize(
    "fragment", ["", "del", ":~:", ":~:text=", ":~:selector(x)", "del:~:text=,"]
)
def test_what_is_no_text_directive_is_none(fragment: str) -> None:
    """Browsers ignore it."""
    assert directives(fragment) == ""
