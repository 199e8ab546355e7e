"""Checks of owners: each is a role of the hub, or a mailbox.

In: the context of a check, or settings. Out: problems.
"""

from collections.abc import Iterable, Iterator

from generator.check.context import Context
from generator.hub.addresses import bad_mail
from generator.hub.origins import Origins
from generator.hub.spelling import suggestion
from generator.language import say
from generator.problems import Code, Place, Problem


def check_owners(context: Context) -> Iterator[Problem]:
    """Yield the owners of topics and questions that are nobody."""
    for kind in ("topics", "questions"):
        for item in getattr(context.hub, kind):
            if item.owner is not None:
                place = context.origins.place(kind, item.id, "owner")
                yield from _unknown(context.origins, item.owner, place)


def unknown_owners(
    origins: Origins, default: str, mapped: Iterable[str], place: Place
) -> Iterator[Problem]:
    """Yield the owners in the settings that are nobody; `place` is that of the settings."""
    for owner in dict.fromkeys([*filter(None, [default]), *mapped]):
        yield from _unknown(origins, owner, place)


def _unknown(origins: Origins, owner: str, place: Place) -> Iterator[Problem]:
    if bad_mail(owner) and origins.is_unknown("roles", owner):
        message = say(
            "eieren «%(owner)s» er verken en rolle i roles.yaml eller en e-postadresse%(near)s",
            owner=owner,
            near=suggestion(owner, origins.known["roles"])
            or say("; skriv id-en til en rolle, eller en felles postkasse"),
        )
        yield Problem(place, Code.UNKNOWN_OWNER, message)
