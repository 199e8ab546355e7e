"""Questions about web addresses that the rules ask: their parts, and whether two mean one page.

In: addresses as strings, well-formed or not. Out: strings, tuples and booleans. Nothing here raises
or does I/O.
"""

import re
from collections.abc import Sequence
from functools import lru_cache
from urllib.parse import SplitResult, parse_qsl, quote, unquote, urljoin, urlsplit

from generator.linkcheck.observations import Hop

_PERMANENT = frozenset({301, 308})
_LANGUAGE = re.compile(r"(?:no|nb|nn|en|se|sma|smj|da|sv)(?:[-_](?:no|us|gb|nb|nn))?")
_FRONT = re.compile(r"(?:index|default|home)(?:\.\w{3,5})?|hjem|forsiden?|start|startside")
_IRRELEVANT_PARAMETER = re.compile(
    r"utm.*|fbclid|gclid|lang|language|locale|sprak|språk|hl"
    # how the reader got there
    r"|ref|referr?er|from|fra|src|source|return[-_]?url|redirect(?:ed)?(?:[-_]?(?:from|url))?"
    r"|aspxerrorpath|404|not[-_]?found|error(?:[-_]?(?:code|page))?|feil"
)


def split_url(url: str) -> SplitResult:
    """Return the parts of an address; all are empty if it is malformed."""
    try:
        return urlsplit(url)
    except ValueError:
        return SplitResult("", "", "", "", "")


@lru_cache(maxsize=4096)  # the rules ask many times, at the end about all addresses of a run
def host(url: str) -> str:
    """Return the host of an address in lower case; "" if it has none."""
    return (split_url(url).hostname or "").rstrip(".")


@lru_cache(maxsize=64)
def path_steps(url: str) -> tuple[str, ...]:
    """Return the segments of the path, decoded and in lower case; empty ones are dropped."""
    return tuple(unquote(step).casefold() for step in split_url(url).path.split("/") if step)


def is_on(url: str, *domains: str) -> bool:
    """Return whether the host of an address is one of the domains or a subdomain of one."""
    return f".{host(url)}".endswith(tuple(f".{domain}" for domain in domains))


def resolved(base: str, location: str) -> str | None:
    """Resolve a location against the address it came from.

    Returns an absolute http or https address in which every character that an address may not
    contain is percent-encoded; None if the result is not such an address.
    """
    try:
        url = urljoin(base, location.strip())
    except ValueError:
        return None
    return escaped_url(url) if split_url(url).scheme in ("http", "https") and host(url) else None


def escaped_url(url: str) -> str:
    """Percent-encode the characters that would end or break an address in running text."""
    return "".join(
        character
        if character.isprintable() and character not in ' <>"\\^`{|}'
        else quote(character, safe="", errors="replace")
        for character in url
    )


def permanent_end(hops: Sequence[Hop]) -> str | None:
    """Return where the leading permanent redirects (301, 308) end; None if there are none.

    The fragment is carried along, as browsers do.
    """
    end, fragment = None, ""
    for hop in hops:
        if hop.status not in _PERMANENT or not hop.location:
            break
        following = resolved(hop.url, hop.location)
        if following is None:
            break
        end, _, own = following.partition("#")
        fragment = own or fragment
    return f"{end}#{fragment}" if end and fragment else end


def with_fragment(target: str, url: str) -> str:
    """Return the target of a redirect with the fragment of `url`, unless it has one already."""
    fragment = url.partition("#")[2]
    return target if "#" in target or not fragment else f"{target}#{escaped_url(fragment)}"


def is_front(url: str) -> bool:
    """Return whether an address is the front page of a site, in any language."""
    path = path_steps(url)
    if path and _LANGUAGE.fullmatch(path[0]):
        path = path[1:]
    is_root = not path or (len(path) == 1 and _FRONT.fullmatch(path[0]) is not None)
    return is_root and not _relevant_query(url)


def is_same_page(one: str, other: str) -> bool:
    """Return whether two addresses name the same page.

    They may differ in http or https, `www.`, case, a trailing slash, and query parameters that do
    not select a page.
    """
    return (
        host(one).removeprefix("www.") == host(other).removeprefix("www.")
        and path_steps(one) == path_steps(other)
        and _relevant_query(one) == _relevant_query(other)
    )


def _relevant_query(url: str) -> frozenset[tuple[str, str]]:
    """Return the query parameters that select what the page shows."""
    query = split_url(url).query
    try:
        pairs = parse_qsl(query, keep_blank_values=True)
    except ValueError:
        return frozenset({("", query)})
    return frozenset(x for x in pairs if not _IRRELEVANT_PARAMETER.fullmatch(x[0].casefold()))
