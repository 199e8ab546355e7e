"""URLs and headers as they are sent and received. Pure, but for the clock.

In: an address as an author wrote it, or a header as a server sent it. Out: what can be sent, or
used.
"""

import re
import time
import unicodedata
from email.utils import parsedate_to_datetime
from urllib.parse import quote, unquote, urlsplit

import idna
from yarl import URL

FETCHED = ("http", "https")
"""The schemes that are fetched."""
# Spaces, control characters and non-ASCII can't be sent; nothing else of an address is changed.
_SENDABLE = "".join(map(chr, range(0x21, 0x7F)))
_AUTHORITY = re.compile(r"(?:[A-Za-z][A-Za-z0-9+.-]*:)?//[^/?#]*")
_NOT_ASCII = re.compile(r"(?:%[89A-Fa-f][0-9A-Fa-f])+")
_LONGEST_LABEL = 63
_NOT_IN_HOST = frozenset(' <>"\\^`{|}%/?#@')


def prepare(url: str) -> URL | None:
    """Return an address as it is sent, or None if no server can be asked for it.

    The host becomes ASCII (IDNA, UTS 46); spaces and non-ASCII are percent-encoded as UTF-8; `.`
    and `..` are resolved; the fragment is removed, and so is a user name before the host, so that
    nobody's password is sent. Everything else stays as written: `%XX`, `:`, an empty query, the
    order of the query.
    """
    try:
        parts = urlsplit(url.strip())
        host, port = _ascii_host(parts.hostname or ""), parts.port
        if parts.scheme not in FETCHED or not host:
            return None
        path, query = map(_quoted, (_without_dots(parts.path) or "/", parts.query))
        # yarl and urllib drop the `?` of an empty query.
        is_query_empty = not query and "?" in url.partition("#")[0]
        return URL.build(
            scheme=parts.scheme,
            authority=host if port is None else f"{host}:{port}",
            path=f"{path}?" if is_query_empty else path,
            query_string=query,
            encoded=True,
        )
    except ValueError:  # idna.IDNAError is one
        return None


def _ascii_host(host: str) -> str | None:
    """Return a host as it is sent, or None for what can't be a host.

    Raises idna.IDNAError, a ValueError.
    """
    if ":" in host:  # IPv6
        host = f"[{host}]"
    elif "%" in host:
        host = unquote(host)
        if ":" in host:
            return None
    if not host.isascii():
        host = _encoded_host(host)
    return host if host.isprintable() and _NOT_IN_HOST.isdisjoint(host) else None


def _encoded_host(host: str) -> str:
    """Return a host with other letters than ASCII as it is sent. Raises ValueError.

    IDNA 2008 knows no symbols and no `_`, but names with them exist, and browsers open them: they
    follow UTS 46 alone (https://url.spec.whatwg.org/#idna).
    """
    try:
        return idna.encode(host, uts46=True).decode()
    except idna.IDNAError:
        mapped = idna.uts46_remap(host, std3_rules=False, transitional=False)
    labels = [label if label.isascii() else _punycode(label) for label in mapped.split(".")]
    named = labels if labels[-1] else labels[:-1]  # a dot may end a name
    if not all(0 < len(label) <= _LONGEST_LABEL for label in named):
        raise ValueError(host)
    return ".".join(labels)


def _punycode(label: str) -> str:
    # A label with two hyphens in the third and fourth place is in some code already, or a trick.
    if label[2:4] == "--" or unicodedata.category(label[0]).startswith("M"):
        raise ValueError(label)
    return f"xn--{label.encode('punycode').decode('ascii')}"


def _quoted(text: str) -> str:
    """Percent-encode what can't be sent. Raises ValueError for surrogates that are no byte."""
    return quote(text, safe=_SENDABLE, errors="surrogateescape")


def _without_dots(path: str) -> str:
    """Return a path with `.` and `..` resolved, as every client sends it (RFC 3986, 5.2.4)."""
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
    """Return a `Location` header as text: raw bytes percent-encoded, but decoded in the host."""
    text = quote(raw.strip().encode("utf-8", "surrogateescape"), safe=_SENDABLE)
    host = _AUTHORITY.match(text)
    if host:
        return _NOT_ASCII.sub(lambda found: unquote(found[0]), host[0]) + text[host.end() :]
    return text


def retry_after(value: str | None) -> float | None:
    """Return the seconds that a `Retry-After` header asks for, as a number or a date (RFC 9110).

    None where the header is missing or is neither.
    """
    if not value:
        return None
    if value.strip().isascii() and value.strip().isdecimal():
        return float(value)
    try:
        return max(0.0, parsedate_to_datetime(value).timestamp() - time.time())
    except (ValueError, TypeError, OverflowError):
        return None
