"""`rollehub confirm`: a professional has read answers -> their dates and the fingerprints of them.

In: a hub, the ids of questions, plans, guides or forms, the day. Out: the changed files, and when
each is due again. Without a day of its own, each is due on a working day of the last quarter before
a year has passed, on which the fewest are due already: work that was done in one day comes back in
small portions.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from pathlib import Path

from generator.editing.migrate import Change, text_of
from generator.hub.confirmation import (
    CONFIRMABLE,
    Confirmable,
    Confirmation,
    confirmation,
    fingerprint,
)
from generator.hub.load import read_hub
from generator.hub.model import Hub
from generator.hub.spelling import suggestion
from generator.problems import errors
from generator.sources.edit import parse, with_key

_SOONEST = timedelta(days=274)
_LATEST = timedelta(days=365)
_SATURDAY = 5


def unbound(hub: Hub) -> list[str]:
    """Return the ids of what has a date of confirmation without a fingerprint."""
    return [id_ for id_, x in _all(hub).items() if confirmation(x) is Confirmation.UNBOUND]


def newly_confirmed(hub: Hub, before: Hub) -> list[str]:
    """Return the ids of what has another date than before, and no fingerprint of what it says."""
    earlier = {id_: x.reviewed for id_, x in _all(before).items()}
    return [
        id_
        for id_, x in _all(hub).items()
        if x.reviewed != earlier.get(id_)
        and confirmation(x) in (Confirmation.UNBOUND, Confirmation.VOID)
    ]


def hub_in(root: Path) -> Hub:
    """Return the hub in a folder. Raises ValueError, with a Norwegian sentence, if it is broken."""
    hub, _, found = read_hub(root)
    for problem in errors(found):
        message = f"{problem}. Rett feilene i kildene først"
        raise ValueError(message)
    return hub


def path_of(item: Confirmable) -> str:
    """Return the path of the file of something, relative to the hub."""
    folder = next(kind.path for kind in CONFIRMABLE if isinstance(item, kind.model))
    return f"{folder}/{item.id}.yaml"


def _all(hub: Hub) -> dict[str, Confirmable]:
    """Return id -> what has it; of two kinds with the same id, questions come first."""
    found: dict[str, Confirmable] = {}
    for kind in CONFIRMABLE:
        for item in kind.of(hub):
            found.setdefault(item.id, item)
    return found


def chosen(hub: Hub, ids: Sequence[str]) -> list[Confirmable]:
    """Return what has these ids, each once. Raises ValueError for an unknown id."""
    known = _all(hub)
    for id_ in ids:
        if id_ not in known:
            message = f"ingenting har id-en «{id_}»{suggestion(id_, known)}"
            raise ValueError(message)
    return [known[id_] for id_ in dict.fromkeys(ids)]


def confirming(
    root: Path, hub: Hub, items: Sequence[Confirmable], on: date, until: date | None = None
) -> Iterator[Change]:
    """Yield the changes that confirm something as it is, on a day and until another.

    Raises ValueError, with a Norwegian sentence, for a file that must be changed by hand, and
    OSError.
    """
    if until is not None and until <= on:
        message = f"svarene skal sees på igjen etter {on}, ikke {until}; velg en senere dag"
        raise ValueError(message)
    days = [until] * len(items) if until else list(spread(hub, items, on))
    for item, day in zip(items, days, strict=True):
        path = path_of(item)
        old = text_of(root / path)
        yield Change(path, old, confirmed_text(path, old, item, on, day))


def confirmed_text(path: str, text: str, item: Confirmable, on: date, until: date) -> str:
    """Return the text of a file with the confirmation of what is in it on a day, until another.

    Raises ValueError, with a Norwegian sentence, for a file that must be changed by hand.
    """
    keys = {
        "reviewed": on.isoformat(),
        "reviewed_text": fingerprint(item),
        "review_by": until.isoformat(),
    }
    return _with_keys(path, text, item, keys)


def binding(root: Path, items: Sequence[Confirmable]) -> Iterator[Change]:
    """Yield the changes that bind dates to the texts as they are."""
    for item in items:
        path = path_of(item)
        old = text_of(root / path)
        keys = {"reviewed_text": fingerprint(item)}
        yield Change(path, old, _with_keys(path, old, item, keys))


def spread(hub: Hub, items: Sequence[Confirmable], on: date) -> Iterator[date]:
    """Yield the day on which each of the items is due, when they are confirmed on one day."""
    again = {path_of(item) for item in items}
    load = Counter(
        x.review_by
        for kind in CONFIRMABLE
        for x in kind.of(hub)
        if x.review_by and path_of(x) not in again
    )
    length = (_LATEST - _SOONEST).days + 1
    working = [
        day
        for number in range(length)
        if (day := on + _SOONEST + timedelta(days=number)).weekday() < _SATURDAY
    ]
    # A few questions are due near the end, and many from the end backwards.
    for _ in items:
        day = min(reversed(working), key=lambda x: load[x])
        load[day] += 1
        yield day


def _with_keys(path: str, text: str, item: Confirmable, keys: dict[str, str]) -> str:
    order = list(type(item).model_fields)
    for key, value in keys.items():
        document = parse(text)
        there = set(document.data) if document else set()
        before = [name for name in order[: order.index(key)] if name in there]
        changed = with_key(text, (), key, value, after=before[-1] if before else "")
        if changed is None:
            message = f"{path}: skriv «{key}: {value}» i filen selv"
            raise ValueError(message)
        text = changed
    return text
