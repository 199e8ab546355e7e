"""Addresses and headers as they go over the wire.

In: an address as somebody wrote it, a header as a server sent it. Out: what can be sent, or read.
Pure.
"""

import re
import time
from email.utils import parsedate_to_datetime
from urllib.parse import quote, unquote, urlsplit

import idna
from yarl import URL

FETCHED = ("http", "https")
# Of an address nothing is changed but what can't be sent: blanks, controls and non-ASCII.
_SENDABLE = "".join(map(chr, range(0x21, 0x7F)))
_AUTHORITY = re.compile(r"(?:[A-Za-z][A-Za-z0-9+.-]*:)?//[^/?#]*")
_NOT_ASCII = re.compile(r"(?:%[89A-Fa-f][0-9A-Fa-f])+")
_NO_HOST = frozenset(' <>"\\^`{|}%/?#@')


def prepare(url: str) -> URL | None:
    """Return an address as it is sent, or None if no server can be asked for it.

    The host becomes ASCII (IDNA), blanks and non-ASCII are percent-encoded as UTF-8, and a user
    name before the host is left out: nobody's password is sent. The rest, `%XX`, `:`, an empty
    query and the order of the query included, stays as it was written.
    """
    try:
        parts = urlsplit(url.strip())
        host, port = parts.hostname, parts.port
    except ValueError:
        return None
    if parts.scheme not in FETCHED or not host:
        return None
    if ":" in host:  # IPv6
        host = f"[{host}]"
    elif "%" in host:
        host = unquote(host)
        if ":" in host:
            return None
    if not host.isascii():
        try:
            host = idna.encode(host, uts46=True).decode()
        except idna.IDNAError:
            return None
    if not host.isprintable() or not _NO_HOST.isdisjoint(host):
        return None
    has_query = "?" in url.partition("#")[0]  # if an empty one, yarl and urllib drop it
    try:
        path, query = map(_quoted, (_without_dots(parts.path) or "/", parts.query))
        return URL.build(
            scheme=parts.scheme,
            authority=host if port is None else f"{host}:{port}",
            path=path if query or not has_query else f"{path}?",
            query_string=query,
            encoded=True,
        )
    except ValueError:
        return None


def _quoted(text: str) -> str:
    """Percent-encode what can't be sent. Raises ValueError for what stands for no byte."""
    return quote(text, safe=_SENDABLE, errors="surrogateescape")


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
    """Return a Location header as text; raw bytes become percent-encoded, but in a host's name."""
    text = quote(raw.strip().encode("utf-8", "surrogateescape"), safe=_SENDABLE)
    host = _AUTHORITY.match(text)
    if host:
        return _NOT_ASCII.sub(lambda found: unquote(found[0]), host[0]) + text[host.end() :]
    return text


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
