"""Where a hub refers to an item: in lists, as keys, in texts, and on hand-written pages.

In: a draft of the hub's files, and the id of an item. Out: places, the last one of each file first,
so that a change at one leaves the others where they are.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from generator.editing.drafts import Draft
from generator.hub.kinds import KINDS
from generator.hub.markup import references
from generator.sources.document import Document, Location

_VALUES: dict[str, dict[str, tuple[str, ...]]] = {
    "question": {
        "topics": ("questions.*", "order.*.*"),
        "terms": ("question",),
        "changes": ("new.*", "questions.*"),
        "tasks": ("steps.*.question",),
        "questions": ("see_instead.*",),
    },
    "link": {"questions": ("links.*", "cites.*.law"), "tasks": ("steps.*.link",)},
    **{word: {"tasks": (f"steps.*.{word}",)} for word in ("plan", "guide", "form")},
    "topic": {"links": ("topic", "topic_for.*")},
    "role": dict.fromkeys(
        ("questions", "links", "plans", "guides", "forms", "tasks"), ("roles.*",)
    ),
}
"""Kind of an item -> kind of what refers to it -> the fields in which its id is a value."""
_KEYS: dict[str, dict[str, tuple[str, ...]]] = {
    "role": {
        "questions": ("variants", "see_instead"),
        "topics": ("order",),
        "links": ("topic_for",),
    },
}
"""The same, for mappings in which the id is a key."""
_SCHEMES = {"question": ("question",), "link": ("link", "law")}
_PAGES = {
    "question": ("~/sporsmal/{}/",), "role": ("~/{}/",), "topic": ("~/emner/{}/",),
    "plan": ("~/planer/{}/",), "form": ("~/planer/{}/",), "guide": ("~/veiledninger/{}/",),
    "task": ("~/oppgaver/{}/",), "term": ("~/ordliste/#{}",),
}  # fmt: skip
"""What the addresses on hand-written pages begin with."""


@dataclass(frozen=True, slots=True)
class Use:
    """One place in the sources that names an item."""

    document: Document
    location: Location
    is_key: bool = False
    span: tuple[int, int] | None = None
    """In a text: where the reference starts and ends, scheme included; for a value None."""

    @property
    def order(self) -> tuple[int, int, int]:
        """Where the use is in its file."""
        mark = self.document.marks[self.location]
        return (mark.key_line, mark.line, mark.column) if self.is_key else (
            mark.line, mark.column, self.span[0] if self.span else 0,
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class PageUse:
    """One reference on a hand-written page; `span` counts from the start of its text."""

    path: str
    text: str
    span: tuple[int, int]


def uses(draft: Draft, word: str, id_: str) -> list[Use]:
    """Return each place in the data of a hub that names an item."""
    found: list[Use] = []
    for kind in KINDS:
        for name, item in kind.keyed(draft.hub):
            document, at = draft.origins.places[kind.name, name]
            data = _value(document.data, at)
            for field in _VALUES.get(word, {}).get(kind.name, ()):
                found += [
                    Use(document, (*at, *location))
                    for location in _locations(data, field.split("."))
                    if _value(data, location) == id_
                ]
            for field in _KEYS.get(word, {}).get(kind.name, ()):
                if id_ in (data.get(field) or {}):
                    found.append(Use(document, (*at, field, id_), is_key=True))
            for location, text in kind.texts(item, (*kind.markdown, *kind.notes)):
                found += [
                    Use(document, (*at, *location), span=span)
                    for span in _references(word, id_, text)
                    if (*at, *location) in document.marks
                ]
    return sorted(found, key=lambda use: (use.document.path, use.order), reverse=True)


def page_uses(draft: Draft, word: str, id_: str) -> list[PageUse]:
    """Return each reference to an item on the hand-written pages of a hub."""
    starts = tuple(x.format(id_) for x in _PAGES.get(word, ()))
    found = []
    for page in draft.hub.pages:
        spans = list(_references(word, id_, page.text))
        for reference in references(page.text):
            for start in starts:
                path = (
                    reference.written.partition("#")[0] if "#" not in start else reference.written
                )
                if path == start or (path.startswith(start) and start.endswith("/")):
                    spans.append((reference.offset, reference.offset + len(start)))
        found += [PageUse(page.path, page.text, span) for span in sorted(spans, reverse=True)]
    return found


def _references(word: str, id_: str, text: str) -> Iterator[tuple[int, int]]:
    """Yield where a text refers to an item, from the scheme to the id's end, last one first."""
    for found in reversed(references(text) if word in _SCHEMES else ()):
        if found.scheme in _SCHEMES[word] and found.target == id_:
            yield found.offset, found.offset + len(found.scheme) + 1 + len(id_)


def _locations(data: Any, steps: list[str]) -> Iterator[Location]:
    if not steps:
        yield ()
        return
    step, *rest = steps
    if step == "*":
        keys: Any = data if isinstance(data, dict) else range(len(data or ()))
        keys = () if isinstance(data, str) else keys  # `roles: all`
    else:
        keys = (step,) if isinstance(data, dict) and data.get(step) is not None else ()
    for key in keys:
        yield from ((key, *inner) for inner in _locations(data[key], rest))


def _value(data: Any, location: Location) -> Any:
    for step in location:
        data = data[step]
    return data
