"""Sites with TLS: certificates good and bad, and TLS where plain HTTP is expected."""

from collections.abc import Iterator

from tests.linkcheck.bed.case import Case
from tests.linkcheck.bed.handlers import hang, raw, redirect, reset, status


def cases() -> Iterator[Case]:
    """Yield the cases of this module."""
    yield from _certificates()
    yield from _changes_of_scheme()
    yield from _broken()


def _certificates() -> Iterator[Case]:
    yield Case("tls-good", "{me}/good", "ok", tls="good")
    yield Case(
        "tls-named",
        "{me}/good",
        "ok",
        tls="good",
        host="trygg.test",
        note="found by its name, which the certificate contains",
    )
    yield Case("tls-expired", "{me}/good", "suspicious", tls="expired", words=("utløpt", "utgått"))
    yield Case("tls-self-signed", "{me}/good", "suspicious", tls="self", words=("signert",))
    yield Case(
        "tls-wrong-host",
        "{me}/good",
        "suspicious",
        tls="other",
        words=("annet nettsted", "annen vert", "en annen", "et annet", "vertsnavn"),
    )
    yield Case("tls-unknown-issuer", "{me}/good", "suspicious", tls="stranger")
    yield Case("tls-not-yet", "{me}/good", "suspicious", tls="future")


def _changes_of_scheme() -> Iterator[Case]:
    yield Case(
        "tls-from-http",
        "{me}/good",
        "moved",
        "{secure}/good",
        routes={"/good": redirect(301, "{secure}/good")},
    )
    yield Case(
        "tls-to-http", "{me}/a", "ok", tls="good", routes={"/a": redirect(302, "{common}/good")}
    )
    yield Case(
        "tls-to-expired",
        "{me}/a",
        "suspicious",
        routes={"/a": redirect(302, "{expired}/good")},
        words=("utløpt", "utgått"),
    )
    yield Case(
        "tls-404", "{me}/borte", "dead", tls="good", routes={"/borte": status("404 Not Found")}
    )


def _broken() -> Iterator[Case]:
    yield Case(
        "tls-plain",
        "{me}/good",
        "suspicious",
        scheme="https",
        also=("transient",),
        note="plain HTTP although TLS is expected",
        routes={"": raw(b"HTTP/1.1 400 Bad Request\r\nConnection: close\r\n\r\n")},
    )
    yield Case("tls-hang", "{me}/good", "transient", scheme="https", routes={"": hang})
    yield Case(
        "tls-reset",
        "{me}/good",
        "transient",
        scheme="https",
        routes={"": reset},
        also=("suspicious",),
    )
    yield Case(
        "tls-on-plain",
        "{me}/good",
        "transient",
        scheme="http",
        tls="good",
        note="TLS although plain HTTP is expected",
    )
