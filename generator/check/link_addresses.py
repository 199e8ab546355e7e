"""Addresses that work for whoever copied them, and for few others.

In: an address of `links.yaml`. Out: what is wrong with it and what to do, or None. Those that are
certainly wrong are of internal networks, or of mail filters; the others are doubtful.
"""

import re
from collections.abc import Mapping
from ipaddress import ip_address
from urllib.parse import parse_qsl, unquote, urlencode, urlsplit, urlunsplit

from generator.check.filters import is_filter, unwrapped
from generator.language import msgid, say

_INTERNAL_ENDS = frozenset(
    {
        "local", "localhost", "localdomain", "lan", "intern", "internal", "intra", "intranet",
        "intranett", "corp", "home", "private", "domain", "ad", "priv",
    }
)  # fmt: skip
"""Top-level names of networks of houses and organisations, which no reader can reach. `ad` is also
Andorra's: more than two labels are needed for it."""
_STAFF = re.compile(
    r"(?:^|\.)(?:intranett?|intern|ansatt|ansattportal|innsida|vpn|extranett?|ekstranett?)\."
    r"|(?:^|[.-])sharepoint\.com$|(?:^|\.)(?:onedrive\.live|teams\.microsoft|outlook\.office|"
    r"outlook\.live|office365|workplace|myworkplace|1drv|drive\.google|mail\.google)\.(?:com|ms)$"
)
_DRAFT = re.compile(
    r"(?:^|\.)docs\.google\.com/.*/edit\b|[?&]preview=true|/wp-admin/|/episerver/|/umbraco/"
)
_TRACKING = re.compile(
    r"utm_\w+|fbclid|gclid|dclid|msclkid|mc_[ce]id|_hsenc|_hsmi|igshid|yclid|ref_src|trk"
)
_SESSION = re.compile(r"jsessionid|phpsessid|aspsessionid\w*|sessionid|session_id|access_token|sid")
_SHORTENED = re.compile(
    r"(?:^|\.)(?:bit\.ly|tinyurl\.com|goo\.gl|t\.co|lnkd\.in|ow\.ly|is\.gd|shorturl\.at|rebrand\.ly"
    r"|buff\.ly|cutt\.ly|aka\.ms)$"
)
_SEARCH = re.compile(
    r"(?:^|\.)(?:google\.(?:com|no)/search|bing\.com/search|duckduckgo\.com/\?q"
    r"|webcache\.googleusercontent\.com)"
)
_AT_END = re.compile(r"[.,;:!'’»”*]+$")
_MAIL = re.compile(r"[\w.+-]{1,64}@[\w-]{2,63}(?:\.[\w-]{2,63})+")


def unreachable(url: str) -> str | None:
    """Return why nobody else can use an address, or None."""
    if is_filter(url):
        real = unwrapped(url)
        if real is None:
            return say(
                "adressen er laget av et e-postfilter for én mottaker; åpne siden, og kopier "
                "adressen fra nettleseren"
            )
        return say(
            "adressen er laget av et e-postfilter, og viser hvem som fikk den; skriv «%(real)s»",
            real=real,
        )
    host = urlsplit(url).hostname or ""
    if sign := re.search(r"[,;!]", host):
        return say(
            "vertsnavnet «%(host)s» har tegnet «%(sign)s»; rett det", host=host, sign=sign.group()
        )
    return None


def _is_internal(host: str) -> bool:
    """Whether only an organisation's own network has a host. Its own hub may well link there."""
    end = host.rstrip(".").rpartition(".")[2]
    is_named_so = end in _INTERNAL_ENDS and (end != "ad" or host.count(".") > 1)
    return is_named_so or _is_address_of_network(host)


def _is_address_of_network(host: str) -> bool:
    try:
        return not ip_address(host).is_global
    except ValueError:
        return False


def doubtful(url: str) -> str | None:
    """Return what an address has that it should probably not have, or None."""
    parts = urlsplit(url)
    host = parts.hostname or ""
    if _is_internal(host):
        return say(
            "intern adresse («%(host)s»), som leserne ikke når; finn den åpne siden, eller sett "
            "«url: null» og «url_status: missing»",
            host=host,
        )
    if (end := _AT_END.search(url)) or (url.endswith(")") and "(" not in url):
        return say(
            "adressen slutter med «%(end)s», som trolig ikke hører til; fjern det",
            end=end.group() if end else ")",
        )
    if real := unwrapped(url):
        return say("adressen går om et annet nettsted; skriv «%(real)s»", real=real)
    if _SHORTENED.search(host) or _SEARCH.search(f"{host}{parts.path}?{parts.query}"):
        return say(
            "«%(host)s» sier ikke hvor leseren kommer; åpne siden, og kopier adressen derfra",
            host=host,
        )
    if _STAFF.search(host):
        return say(
            "«%(host)s» er trolig bare for ansatte; åpne siden uten å være logget inn, og finn "
            "en åpen adresse om den ikke virker",
            host=host,
        )
    if _DRAFT.search(f"{host}{parts.path}{f'?{parts.query}' if parts.query else ''}"):
        return say("adressen er til redigering eller forhåndsvisning; lim inn den vanlige adressen")
    return _doubtful_query(url)


def _doubtful_query(url: str) -> str | None:
    parts = urlsplit(url)
    if mail := _MAIL.search(unquote(parts.query)):
        return say(
            "adressen inneholder en e-postadresse («%(mail)s»); fjern den fra adressen",
            mail=mail.group(),
        )
    if ";jsessionid=" in parts.path.casefold():
        return say(_ONE_VISIT, key="jsessionid", url=re.split("(?i);jsessionid", url)[0])
    query = parse_qsl(parts.query, keep_blank_values=True)
    for pattern, message in _KEYS.items():
        if keys := [key for key, _ in query if pattern.fullmatch(key.casefold())]:
            kept = [(key, value) for key, value in query if key not in keys]
            clean = urlunsplit(parts._replace(query=urlencode(kept)))
            return say(message, key=keys[0], url=clean)
    return None


_ONE_VISIT = msgid("«%(key)s» i adressen hører til ett besøk; skriv «%(url)s»")
_KEYS: Mapping[re.Pattern[str], str] = {
    _TRACKING: msgid("«%(key)s» i adressen er bare til sporing; skriv «%(url)s»"),
    _SESSION: _ONE_VISIT,
}
