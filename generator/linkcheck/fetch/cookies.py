"""The cookies of one attempt at an address: kept by the rules of browsers, and sent back unchanged.

In: `Set-Cookie` headers as they came. Out: the `Cookie` header for the next request. The rules are
those of RFC 6265bis, 5.6 to 5.8; only the list of public suffixes is left out, because a jar lives
for one address.

The jars of aiohttp and of the standard library follow older rules: one writes `dGVzdA==` back in
quotes, and servers that compare send it round in a circle; the other gives up a cookie whose path
or age it cannot read, and sends one without a name to nobody.
"""

import re
import time
from collections.abc import Sequence
from dataclasses import dataclass
from http.cookiejar import http2time  # type: ignore[attr-defined]
from typing import NamedTuple

from yarl import URL

from generator.linkcheck.fetch.network import literal_address

_MOST = 50  # of one answer (RFC 6265, 6.1)
_LONGEST = 4096  # characters of a name and its value
_CONTROL = re.compile(r"[\x00-\x08\x0a-\x1f\x7f]")
_SPACE = " \t"
_AGE = re.compile(r"-?[0-9]{1,20}")


class _Key(NamedTuple):
    domain: str
    path: str
    name: str


@dataclass(frozen=True, slots=True)
class _Cookie:
    pair: str
    """What is sent: the name and the value, as they were written."""
    host_only: bool
    secure: bool
    expires: float | None
    """Seconds since 1970; None for as long as the jar lives."""


class Cookies:
    """The cookies of one attempt."""

    def __init__(self) -> None:
        self._cookies: dict[_Key, _Cookie] = {}

    def keep(self, url: URL, headers: Sequence[str]) -> None:
        """Keep the cookies of an answer; `headers` are its `Set-Cookie` headers."""
        for header in headers[:_MOST]:
            self._keep(url, header)

    def header(self, url: URL) -> str:
        """Return the `Cookie` header to send to a URL; empty where there are no cookies."""
        host, path, now = _host(url), url.raw_path or "/", time.time()
        fitting = [
            (key, cookie)
            for key, cookie in self._cookies.items()
            if (key.domain == host if cookie.host_only else _is_within(host, key.domain))
            and _is_below(path, key.path)
            and (url.scheme == "https" or not cookie.secure)
            and (cookie.expires is None or cookie.expires > now)
        ]
        fitting.sort(key=lambda found: -len(found[0].path))  # stable: then in order of arrival
        return "; ".join(cookie.pair for _, cookie in fitting)

    def _keep(self, url: URL, header: str) -> None:
        """Keep one cookie, or forget it where it has expired."""
        pair, _, rest = header.partition(";")
        name, equals, value = pair.partition("=")
        if not equals:
            name, value = "", pair
        name, value = name.strip(_SPACE), value.strip(_SPACE)
        if _CONTROL.search(header) or not name + value or len(name + value) > _LONGEST:
            return
        attributes = _attributes(rest)
        host = _host(url)
        domain = attributes.get("domain", "").removeprefix(".").lower()
        is_allowed = not domain or domain == host or ("." in domain and _is_within(host, domain))
        secure = "secure" in attributes
        if not is_allowed or (secure and url.scheme != "https"):
            return
        path = attributes.get("path", "")
        key = _Key(domain or host, path if path.startswith("/") else _folder(url), name)
        self._cookies[key] = _Cookie(
            f"{name}={value}" if name else value,
            host_only=not domain or "." not in domain,
            secure=secure,
            expires=_expiry(attributes),
        )


def _host(url: URL) -> str:
    return (url.raw_host or "").lower()


def _attributes(text: str) -> dict[str, str]:
    """Return the attributes of a cookie, their names in lower case; the last of a name counts."""
    found: dict[str, str] = {}
    for part in text.split(";"):
        name, _, value = part.partition("=")
        found[name.strip(_SPACE).lower()] = value.strip(_SPACE)
    return found


def _expiry(attributes: dict[str, str]) -> float | None:
    """Return when a cookie expires; `Max-Age` comes before `Expires`, and nonsense is ignored."""
    if _AGE.fullmatch(age := attributes.get("max-age", "")):
        return time.time() + int(age) if int(age) > 0 else 0.0
    when: float | None = http2time(attributes.get("expires", "")[:100])
    return when


def _folder(url: URL) -> str:
    """Return the path of a cookie that names none."""
    return url.raw_path.rpartition("/")[0] or "/"


def _is_within(host: str, domain: str) -> bool:
    """Whether a host is a domain or below it; an IP address is below nothing."""
    return host == domain or (host.endswith(f".{domain}") and literal_address(host) is None)


def _is_below(path: str, folder: str) -> bool:
    """Whether a path is a folder or in it."""
    return path == folder or (
        path.startswith(folder) and (folder.endswith("/") or path[len(folder)] == "/")
    )
