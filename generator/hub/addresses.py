"""The one rule for addresses that the site links to, whoever wrote them.

In: an address of the web or of a mailbox. Out: what is wrong with it, in Norwegian, or None. What
an editor types, what a pattern gives when it is filled in, the settings, and what the link check
saw all pass here, so that no other kind of address, such as `javascript:`, becomes a link. Only the
link check finds out whether an address works.
"""

import re
import unicodedata
from urllib.parse import urlsplit

from generator.language import say

SCHEMES = ("http", "https")

_LABEL = r"[^\s/@:\[\]%?#\\\"<>^`{|}.]{1,63}"
_HOST = re.compile(rf"(?=.{{1,253}}$){_LABEL}(?:\.{_LABEL})*\.?")
_FORBIDDEN = re.compile(r"[\"<>\\^`{|}]")
_MAIL_HOST = re.compile(r"[\w-]{1,63}(?:\.[\w-]{1,63})+")
_MAIL_NAME = re.compile(r"[\w.!#$*+=~'-]+")


def bad_address(url: str, *, local: bool = False) -> str | None:
    """Return what is wrong with a web address, in Norwegian, or None.

    `local` allows a host without a dot, as on the maker's own network.
    """
    if fault := _bad_text(url):
        return fault
    try:
        parts = urlsplit(url)
        host, _ = parts.hostname or "", parts.port
    except ValueError:
        return say("adressen er ugyldig; kopier den på nytt fra nettleseren")
    if parts.scheme not in SCHEMES:
        if not parts.scheme and "://" in url:
            return say("adressen har noe foran «https://»; la bare selve adressen stå")
        if not parts.scheme:
            return say("adressen mangler «https://» først; skriv den helt ut")
        return say(
            "adresser som begynner med «%(scheme)s:» er ikke lov; bruk https:// eller http://",
            scheme=parts.scheme,
        )
    if sign := _FORBIDDEN.search(url):
        return say(
            "adressen har tegnet «%(sign)s»; kopier den på nytt fra nettleseren", sign=sign.group()
        )
    is_host = _HOST.fullmatch(host) and (local or "." in host.rstrip("."))
    if "@" in parts.netloc or not is_host:
        return say("adressen mangler et gyldig vertsnavn, som «example.org»; kopier den på nytt")
    return None


def _bad_text(url: str) -> str | None:
    if url != url.strip():
        return say("adressen har mellomrom foran eller bak; fjern dem")
    if any(character.isspace() for character in url):
        return say("adressen har mellomrom; skriv «%20» i stedet for hvert av dem")
    if any(unicodedata.category(character)[0] == "C" for character in url):
        return say("adressen har et usynlig tegn; kopier den på nytt fra nettleseren")
    return None


def is_web(url: str) -> bool:
    """Whether an address is one of the web, and so may become a link, even if it leads nowhere."""
    return url.partition("://")[0].lower() in SCHEMES and "://" in url


def same_page(url: str) -> str:
    """Return a form of an address that all ways to write it have in common.

    Scheme, `www.`, a slash at the end, and upper case in the host make no other page. What is no
    address is returned as it is.
    """
    try:
        parts = urlsplit(url.strip())
        host, port = (parts.hostname or "").removeprefix("www."), parts.port
    except ValueError:
        return url
    where = f"{host}:{port}" if port else host
    query = f"?{parts.query}" if parts.query else ""
    fragment = f"#{parts.fragment}" if parts.fragment else ""
    return f"{where}{parts.path.rstrip('/')}{query}{fragment}"


def bad_mail(address: str) -> str | None:
    """Return what is wrong with an e-mail address, in Norwegian, or None."""
    name, at, host = address.partition("@")
    is_right = at and _MAIL_NAME.fullmatch(name) and _MAIL_HOST.fullmatch(host)
    return (
        None if is_right else say("«%(address)s» er ingen e-postadresse; rett den", address=address)
    )
