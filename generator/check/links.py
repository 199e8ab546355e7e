"""Checks of `links.yaml`: roles and topics, addresses, and whether anything uses each link.

In: the context of a check. Out: problems. Only the link check finds out whether an address works.
"""

from collections.abc import Iterator

from generator.check.context import Context
from generator.check.link_addresses import doubtful, unreachable
from generator.check.unknown_ids import unknown_id
from generator.hub.addresses import bad_address, same_page
from generator.hub.kinds import TASKS, markdown_texts
from generator.hub.laws import law_section_address
from generator.hub.links import Link, UrlStatus
from generator.hub.model import Hub
from generator.hub.references import link_targets
from generator.language import is_language, say, tag_of
from generator.problems import Code, Place, Problem

_ANY_SECTION = "1"  # the form of a section is checked where it is written


def check_links(context: Context) -> Iterator[Problem]:
    """Yield unknown references, bad and repeated addresses, and links that nothing uses."""
    hub, origins = context.hub, context.origins
    used = _used_links(hub)
    addresses: dict[str, tuple[Link, Place]] = {}
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
        yield from _language_problems(context, link)
        yield from _same_address(context, link, addresses)
        if not link.roles and link.id not in used and context.is_whole("questions", "links"):
            message = say(
                "ingen bruker lenken «%(id)s»; vis til den, gi den roller, eller fjern den",
                id=link.id,
            )
            yield Problem(origins.place("links", link.id, "id"), Code.UNUSED_LINK, message)


def _same_address(
    context: Context, link: Link, seen: dict[str, tuple[Link, Place]]
) -> Iterator[Problem]:
    """Yield a problem if another link has the address, or nearly the same; remember it in `seen`.

    `seen` has the address of each link before this one, as `same_page` writes it.
    """
    if not link.url:
        return
    place = context.origins.place("links", link.id, "url")
    page = link.url if bad_address(link.url) else same_page(link.url)
    other, first = seen.setdefault(page, (link, place))
    if other.url == link.url and other is not link:
        message = say("adressen står alt i %(first)s; behold én lenke og vis til den", first=first)
        yield Problem(place, Code.DUPLICATE_ADDRESS, message)
    elif other is not link:
        message = say(
            "nesten samme adresse som «%(id)s» har («%(url)s»); behold én lenke og vis til den",
            id=other.id,
            url=other.url,
        )
        yield Problem(place, Code.SIMILAR_ADDRESS, message)


def _used_links(hub: Hub) -> set[str]:
    used: set[str] = set()
    for question in hub.questions:
        used.update(question.links)
        used.update(citation.law for citation in question.cites)
    used.update(step.link for task in TASKS.of(hub) for step in task.steps if step.link)
    for _, _, _, text in markdown_texts(hub):
        used.update(link_targets(text))
    return used


def _language_problems(context: Context, link: Link) -> Iterator[Problem]:
    """Yield a problem if no language has the tag of a link."""
    if link.language and not is_language(link.language):
        tag = tag_of(link.language)
        message = say(
            "«%(language)s» er ingen språkkode; %(cure)s",
            language=link.language,
            cure=say("skriv «%(tag)s»", tag=tag)
            if tag
            else say("skriv for eksempel «nb», «nn», «en» eller «se»"),
        )
        yield Problem(context.origins.place("links", link.id, "language"), Code.BAD_VALUE, message)


def _address_problems(context: Context, link: Link) -> Iterator[Problem]:
    place = context.origins.place("links", link.id, "url")
    if link.url is None:
        if link.url_status is not UrlStatus.MISSING:
            message = say(
                "lenken har ingen adresse; skriv den inn, eller sett «url_status: missing»"
            )
            yield Problem(place, Code.MISSING_ADDRESS, message)
        return
    if link.url_status is UrlStatus.MISSING:
        message = say(
            "lenken har adresse, men er merket «missing»; fjern adressen, eller skriv "
            "hvor den kommer fra"
        )
        at = context.origins.place("links", link.id, "url_status")
        yield Problem(at, Code.ADDRESS_MARKED_MISSING, message)
    if reason := bad_address(link.url) or unreachable(link.url):
        yield Problem(place, Code.BAD_ADDRESS, reason)
    elif reason := doubtful(link.url):
        yield Problem(place, Code.DOUBTFUL_ADDRESS, reason)
    if link.checked and link.checked > context.today:
        message = say(
            "«checked» er i fremtiden (%(checked)s); skriv dagen du åpnet siden",
            checked=link.checked,
        )
        at = context.origins.place("links", link.id, "checked")
        yield Problem(at, Code.FUTURE_DATE, message)
    section = law_section_address(context.hub, link, _ANY_SECTION)
    if section and (reason := bad_address(section)):
        at = context.origins.place("links", link.id, "law_reference")
        message = say(
            "«law_reference»: med mønsteret for paragrafer blir det «%(section)s»; %(reason)s",
            section=section,
            reason=reason,
        )
        yield Problem(at, Code.BAD_ADDRESS, message)
