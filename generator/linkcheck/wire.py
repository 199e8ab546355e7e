"""Addresses and headers as they go over the wire.

In: an address as somebody wrote it, a header as a server sent it. Out: what can be sent, or read.
Pure.
"""

import time
from email.utils import parsedate_to_datetime
from urllib.parse import quote, urlsplit, urlunsplit

import idna
from yarl import URL

FETCHED = ("http", "https")
# Of an address nothing is changed but what can't be sent: blanks, controls and non-ASCII.
_SENDABLE = "".join(map(chr, range(0x21, 0x7F)))


def prepare(url: str) -> URL | None:
    """Return an address as it is sent, or None if no server can be asked for it.

    The host becomes ASCII (IDNA), blanks and non-ASCII are percent-encoded as UTF-8; the rest,
    `%XX`, `:` and the order of the query included, stays as it was written.
    """
    try:
        parts = urlsplit(url.strip())
        host, port = parts.hostname, parts.port
    except ValueError:
        return None
    if parts.scheme not in FETCHED or not host or parts.username is not None:
        return None
    if not host.isascii():
        try:
            host = idna.encode(host, uts46=True).decode()
        except idna.IDNAError:
            return None
    if any(character in ' <>"\\^`{|}%_' and character != "_" for character in host):
        return None
    if ":" in host:
        host = f"[{host}]"
    netloc = host if port is None else f"{host}:{port}"
    try:
        path = quote(_without_dots(parts.path) or "/", safe=_SENDABLE)
        return URL(
            urlunsplit((parts.scheme, netloc, path, quote(parts.query, safe=_SENDABLE), "")),
            encoded=True,
        )
    except ValueError:
        return None


def _without_dots(path: str) -> str:
    """Return a path without `.` and `..`, as every client sends it (RFC 3986, 5.2.4)."""
    if "/." not in path:
        return path
    kept: list[str] = []
    segments = path.split("/")
    for segment in segments:
        if segment == "..":
            del kept[max(1, len(kept) - 1) :]
        elif segment != ".":
            kept.append(segment)
    return "/".join([*kept, ""] if segments[-1] in (".", "..") else kept)


def location(raw: str) -> str:
    """Return a Location header as text; raw UTF-8 and other raw bytes become percent-encoded."""
    raw = raw.strip()
    return quote(raw.encode("utf-8", "surrogateescape"), safe=_SENDABLE) if raw else ""


def retry_after(value: str | None) -> float | None:
    """Return the seconds that a Retry-After header asks for, in either of its forms (RFC 9110)."""
    if not value:
        return None
    if value.strip().isascii() and value.strip().isdecimal():
        return float(value)
    try:
        return max(0.0, parsedate_to_datetime(value).timestamp() - time.time())
    except (ValueError, TypeError, OverflowError):
        return None
