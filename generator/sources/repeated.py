"""Keys that are written twice in one group -> problems, one for each cause.

In: where each repeated key is. Out: problems. The same key twice is one slip; all keys of a file
twice are another, as is an item of a list that lost its dash.
"""

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

from generator.language import say
from generator.problems import Code, Place, Problem
from generator.sources.document import Location


class Repeated(NamedTuple):
    """A key that its group has already."""

    group: Location
    key: str
    place: Place
    first: int
    """The line on which the key was written first, from 1."""
    is_first_key: bool
    """Whether the group begins with the key."""
    is_list: bool
    """Whether its value is a list on lines of its own."""
    line: str
    """The line of the file."""


def repeated_problems(found: Sequence[Repeated]) -> Iterator[Problem]:
    """Yield a problem for each slip that made keys repeat."""
    for group, keys in groupby(sorted(found, key=lambda x: x.place), lambda x: x.group):
        same = list(keys)
        first = same[0]
        if first.is_first_key and group and isinstance(group[-1], int):
            for item in (x for x in same if x.is_first_key):
                yield Problem(item.place, Code.DUPLICATE_KEY, _lost_dash(item))
        else:
            yield Problem(first.place, Code.DUPLICATE_KEY, _message(group, same))


def _lost_dash(item: Repeated) -> str:
    indent = " " * max(item.place.column - 3, 0)
    return say(
        "«- » mangler foran «%(key)s», så to ledd er blitt til ett; skriv «%(mended)s»",
        key=item.key,
        mended=f"{indent}- {item.line.strip()}",
    )


def _message(group: Location, same: Sequence[Repeated]) -> str:
    first = same[0]
    if len(same) == 1:
        name = " ".join(first.key.split())
        if first.is_list:
            return say(
                "nøkkelen «%(name)s» står to ganger (først i linje %(first)s); flytt leddene opp "
                "under den første, og slett denne linjen",
                name=name,
                first=first.first,
            )
        return say(
            "nøkkelen «%(name)s» står to ganger (først i linje %(first)s); behold én",
            name=name,
            first=first.first,
        )
    if first.is_first_key and not group:
        return say(
            "herfra står innholdet i filen en gang til; slett alt fra linje %(line)s, eller det "
            "som står over",
            line=first.place.line,
        )
    return say(
        "nøklene %(names)s står to ganger (først i linje %(first)s); behold én av hver",
        names=", ".join(f"«{key}»" for key in dict.fromkeys(x.key for x in same)),
        first=first.first,
    )
