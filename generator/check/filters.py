"""Addresses that a mail filter, a search engine or a social network put around the real one.

In: an address. Out: the real one, where it can be read from it. Such an address stops working, and
often contains the e-mail address of whoever received it.
"""

import re
from urllib.parse import parse_qs, unquote, urlsplit

_FILTERS = re.compile(
    r"(?:^|\.)(?:safelinks\.protection\.(?:outlook|office365)\.(?:com|us)"
    r"|urldefense\.(?:proofpoint\.)?(?:com|us)|protect(?:-\w+)?\.mimecast\.com|mimecastprotect\.com"
    r"|linkprotect\.cudasvc\.com|clicktime\.symantec\.com|secure-web\.cisco\.com"
    r"|(?:url\.)?emailprotection\.link|urlsand\.(?:esvalabs\.)?com|[\w.-]*protection\.sophos\.com"
    r"|protect\d?\.fireeye\.com|protect\.checkpoint\.com|url\.avanan\.click"
    r"|statics\.teams\.cdn\.office\.net|[\w-]+-ctp\.trendmicro\.com)$"
)
_REDIRECTS = re.compile(
    r"(?:^|\.)(?:google\.(?:com|no)|facebook\.com|linkedin\.com|bing\.com|duckduckgo\.com"
    r"|youtube\.com|slack-redir\.net|t\.umblr\.com)$"
)
_KEYS = ("url", "u", "q", "a", "target", "dest", "redirect")
_PROOFPOINT_3 = re.compile(r"/v3/__(https?:/.+?)__;")
_PROOFPOINT_2 = str.maketrans("-_", "%/")


def is_filter(address: str) -> bool:
    """Whether an address is one of a mail filter."""
    return bool(_FILTERS.search(_host(address)))


def unwrapped(address: str) -> str | None:
    """Return the real address inside another, or None if there is none."""
    host = _host(address)
    if not (_FILTERS.search(host) or _REDIRECTS.search(host)):
        return None
    if found := _PROOFPOINT_3.search(address):
        return _whole_scheme(found[1])
    query = parse_qs(urlsplit(address).query)
    for key in _KEYS:
        for found_value in query.get(key, ()):
            is_coded = host.startswith("urldefense.") and "/v2/" in address
            value = unquote(found_value.translate(_PROOFPOINT_2)) if is_coded else found_value
            if value.startswith(("https://", "http://")):
                return value
    found = re.search(r"https?%3A%2F%2F[^&]+", address, re.IGNORECASE)
    return unquote(found.group()) if found else None


def _whole_scheme(address: str) -> str:
    """Return an address with both slashes after its scheme, of which some filters drop one."""
    return re.sub(r"^(https?:/)(?!/)", r"\1/", address)


def _host(address: str) -> str:
    try:
        return urlsplit(address if "://" in address else f"//{address}").hostname or ""
    except ValueError:
        return ""
