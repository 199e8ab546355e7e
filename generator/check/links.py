"""Checks of `links.yaml`: roles and topics, addresses, and whether anything uses each link.

In: the context of a check. Out: problems. Only the link check finds out whether an address works.
"""

import re
import unicodedata
from collections.abc import Iterator
from urllib.parse import urlsplit

from generator.check.context import Context
from generator.check.unknown_ids import unknown_id
from generator.hub.links import Link, UrlStatus
from generator.hub.model import Hub
from generator.hub.questions import texts
from generator.hub.references import link_targets
from generator.problems import Code, Place, Problem

_HOST = re.compile(r"(?=.{1,253}$)[^\s/@:\[\]]+(?:\.[^\s/@:\[\].]+)+\.?")


def check_links(context: Context) -> Iterator[Problem]:
    """Yield unknown references, bad and repeated addresses, and links that nothing uses."""
    hub, origins = context.hub, context.origins
    used = _used_links(hub)
    addresses: dict[str, Place] = {}
    for link in hub.links:
        for index, role in enumerate(link.roles):
            yield from unknown_id(
                context, "roles", role, origins.place("links", link.id, "roles", index)
            )
        yield from unknown_id(
            context, "topics", link.topic, origins.place("links", link.id, "topic")
        )
        for role, topic in link.topic_for.items():
            yield from unknown_id(
                context, "roles", role, origins.place("links", link.id, "topic_for", role, key=True)
            )
            yield from unknown_id(
                context, "topics", topic, origins.place("links", link.id, "topic_for", role)
            )
        yield from _address_problems(context, link)
        place = origins.place("links", link.id, "url")
        if link.url and link.url in addresses:
            message = f"adressen står alt i {addresses[link.url]}; behold én lenke og vis til den"
            yield Problem(place, Code.DUPLICATE_ADDRESS, message)
        elif link.url:
            addresses[link.url] = place
        if not link.roles and link.id not in used and context.is_whole("questions", "links"):
            message = (
                f"ingen bruker lenken «{link.id}»; vis til den, gi den roller, eller fjern den"
            )
            yield Problem(origins.place("links", link.id, "id"), Code.UNUSED_LINK, message)


def _used_links(hub: Hub) -> set[str]:
    used: set[str] = set()
    for question in hub.questions:
        used.update(question.links)
        used.update(citation.law for citation in question.cites)
        for _, text in texts(question):
            used.update(link_targets(text))
    for link in hub.links:
        used.update(link_targets(link.note or ""))
    return used


def _address_problems(context: Context, link: Link) -> Iterator[Problem]:
    place = context.origins.place("links", link.id, "url")
    if link.url is None:
        if link.url_status is not UrlStatus.MISSING:
            message = "lenken har ingen adresse; skriv den inn, eller sett «url_status: missing»"
            yield Problem(place, Code.MISSING_ADDRESS, message)
        return
    if link.url_status is UrlStatus.MISSING:
        message = (
            "lenken har adresse, men er merket «missing»; "
            "fjern adressen, eller skriv hvor den kommer fra"
        )
        at = context.origins.place("links", link.id, "url_status")
        yield Problem(at, Code.ADDRESS_MARKED_MISSING, message)
    if reason := bad_address(link.url):
        yield Problem(place, Code.BAD_ADDRESS, reason)


def bad_address(url: str) -> str | None:
    """Return what is wrong with a web address, in Norwegian, or None."""
    if url != url.strip():
        return "adressen har mellomrom foran eller bak; fjern dem"
    if any(character.isspace() for character in url):
        return "adressen har mellomrom; skriv «%20» i stedet for hvert av dem"
    if any(unicodedata.category(character)[0] == "C" for character in url):
        return "adressen har et usynlig tegn; kopier den på nytt fra nettleseren"
    try:
        parts = urlsplit(url)
        host, _ = parts.hostname or "", parts.port
    except ValueError:
        return "adressen er ugyldig; kopier den på nytt fra nettleseren"
    if parts.scheme not in ("http", "https"):
        if not parts.scheme and "://" in url:
            return "adressen har noe foran «https://»; la bare selve adressen stå"
        if not parts.scheme:
            return "adressen mangler «https://» først; skriv den helt ut"
        return (
            f"adresser som begynner med «{parts.scheme}:» er ikke lov; bruk https:// eller http://"
        )
    if parts.username is not None or not _HOST.fullmatch(host):
        return "adressen mangler et gyldig vertsnavn, som «lovdata.no»; kopier den på nytt"
    return None
