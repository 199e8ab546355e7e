"""What changed beside the answers: links, terms, topics, roles, pages, plans, guides, settings.

In: two hubs. Out: each item that is new, changed or gone, with the keys that readers notice.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from generator.editing.diff.comparison import Change, Field, ItemChange
from generator.editing.diff.words import form, marked, readable
from generator.hub.field_types import Model
from generator.hub.kinds import CHANGES, KINDS, LINKS, QUESTIONS, TOPICS, Kind
from generator.hub.model import Hub
from generator.hub.options import Options
from generator.hub.pages import WrittenPage
from generator.sources.document import Location

PAGES, SETTINGS = "pages", "settings"
_NOT_FOR_READERS: Mapping[str, frozenset[str]] = {
    # Which answers a topic has, each role's part shows.
    TOPICS.name: frozenset({"questions", "order"}),
    LINKS.name: frozenset({"verified_until", "known_blocked_until"}),
}
_NO_SETTINGS_FOR_READERS = frozenset(
    {"format", "link_results", "overrides", "most_answers", "most_handouts"}
)


def item_changes(old: Hub, new: Hub) -> Iterator[ItemChange]:
    """Yield what changed in each kind of source but questions, and in the hand-written pages."""
    for kind in KINDS:
        if kind is not QUESTIONS:
            yield from _changes(kind, _items(kind, old), _items(kind, new))
    was, is_ = ({page.id: page for page in hub.pages} for hub in (old, new))
    for id_ in _ids(was, is_):
        if found := _page_change(id_, was.get(id_), is_.get(id_)):
            yield found


def settings_changes(old: Options, new: Options) -> Iterator[ItemChange]:
    """Yield the settings that readers notice, as one item."""
    keys = [
        key
        for key in Options.model_fields
        if getattr(old, key) != getattr(new, key) and key not in _NO_SETTINGS_FOR_READERS
    ]
    fields = tuple(_field(key, getattr(old, key), getattr(new, key)) for key in keys)
    if fields:
        yield ItemChange(SETTINGS, SETTINGS, Change.CHANGED, new.site_name, fields)


def _items(kind: Kind[Any], hub: Hub) -> dict[str, Model]:
    """Return the items of a kind that readers meet, by id; a change of the log by day and title."""
    return {
        f"{item.date} {item.title}" if kind is CHANGES else id_: item
        for id_, item in kind.keyed(hub)
        if getattr(item, "is_published", True)
    }


def _ids(was: Mapping[str, Any], is_: Mapping[str, Any]) -> list[str]:
    return list(dict.fromkeys([*is_, *was]))


def _changes(
    kind: Kind[Any], was: Mapping[str, Model], is_: Mapping[str, Model]
) -> Iterator[ItemChange]:
    for id_ in _ids(was, is_):
        before, after = was.get(id_), is_.get(id_)
        name = _name(after or before)
        if before is None or after is None:
            yield ItemChange(kind.name, id_, Change.REMOVED if before else Change.NEW, name)
            continue
        forms = _forms(kind, before), _forms(kind, after)
        fields = tuple(
            _field(key, getattr(before, key), getattr(after, key))
            for key in forms[1]
            if forms[0][key] != forms[1][key] and key not in _NOT_FOR_READERS.get(kind.name, ())
        )
        if fields:
            yield ItemChange(kind.name, id_, Change.CHANGED, name, fields)


def _name(item: Any) -> str:
    found = (getattr(item, key, None) for key in ("title", "term", "name", "id"))
    return next((" ".join(str(x).split()) for x in found if x), "")


def _forms(kind: Kind[Any], item: Model) -> dict[str, Any]:
    """Return key -> a value that is equal if readers cannot tell the difference."""
    data = item.model_dump()
    for location, text in kind.texts(item, kind.plain):
        _put(data, location, " ".join(text.split()))
    for location, text in kind.texts(item, (*kind.markdown, *kind.notes)):
        _put(data, location, form(text))
    return data


def _put(data: Any, location: Location, value: Any) -> None:
    *steps, last = location
    for step in steps:
        # Lists of items are tuples in the models, and stay so in what they dump.
        if isinstance(data[step], tuple):
            data[step] = list(data[step])
        data = data[step]
    data[last] = value


def _field(key: str, was: Any, is_: Any) -> Field:
    texts = [x for x in (was, is_) if x is not None and not isinstance(x, str)]
    return Field(key) if texts else Field(key, marked(readable(was or ""), readable(is_ or "")))


def _page_change(id_: str, was: WrittenPage | None, is_: WrittenPage | None) -> ItemChange | None:
    page = is_ or was
    assert page is not None  # the id is that of one of them
    if was is None or is_ is None:
        return ItemChange(PAGES, id_, Change.REMOVED if was else Change.NEW, page.title)
    fields = []
    for key in ("title", "description", "text"):
        before, after = getattr(was, key), getattr(is_, key)
        if form(before) != form(after):
            pieces = marked(readable(before), readable(after))
            fields.append(Field(key, pieces))
    return ItemChange(PAGES, id_, Change.CHANGED, page.title, tuple(fields)) if fields else None
