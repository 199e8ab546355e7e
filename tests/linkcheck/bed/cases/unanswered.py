"""Addresses that nobody answers: refused, unknown, malformed, or of another scheme than HTTP."""

from collections.abc import Iterator

from tests.linkcheck.bed.case import Case

MALFORMED = {
    "no-host": "http://",
    "no-host-path": "http:///side",
    "bracket": "http://[::1/",
    "not-ipv6": "http://[hei]/",
    "port-big": "http://{ip}:99999/",
    "port-word": "http://{ip}:port/",
    "no-scheme": "www.eksempel.invalid/side",
    "space-in-host": "http://to ord.invalid/",
    "empty-label": "http://to..punkt.invalid/",
    "long-label": "http://" + "a" * 64 + ".invalid/",
    "long-host": "http://" + "a." * 200 + "invalid/",
    "no-slashes": "http:eksempel.invalid",
    "only-hash": "#del",
    "relative": "/bare/en/sti",
    "not-idna": "http://xn--\u00e6.invalid/",
    "ipv4-big": "http://256.256.256.256/",
}
"""Addresses that no request can be sent to."""
SCHEMES = {
    "mailto": "mailto:post@eksempel.invalid",
    "mailto-subject": "mailto:post@eksempel.invalid?subject=Hei der&body=%C3%A6",
    "mailto-upper": "MAILTO:post@eksempel.invalid",
    "tel": "tel:+4722222222",
    "javascript": "javascript:void(0)",
    "data": "data:text/html,<h1>Hei</h1>",
}
"""Addresses that are not meant for a link check."""


def cases() -> Iterator[Case]:
    """Yield the cases of this module."""
    yield Case("refused", "http://{closed}/", "dead")
    yield Case("refused-tls", "https://{closed}/", "dead")
    yield Case("unknown-host", "http://finnes-ikke.invalid/", "dead")
    yield Case("unknown-host-tls", "https://heller-ikke.invalid/a#b", "dead")
    for name, url in MALFORMED.items():
        yield Case(f"malformed-{name}", url, "dead")
    yield Case("malformed-scheme", "htp://eksempel.invalid/", "dead", also=("skipped",))
    for name, url in SCHEMES.items():
        yield Case(f"scheme-{name}", url, "skipped")
