"""The kinds of source files, one row each. Reading, loading and checking all follow this table.

To add a kind, write its model and add a row to `KINDS`, such as `NEWS = Kind(name="news", ...)`.
Its files are then read and validated, and its plain texts checked. `NEWS.of(hub)` gives its items;
`Hub` needs no new field.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any, Generic, TypeVar

from pydantic import create_model

from generator.hub.field_types import ListHead, Model
from generator.hub.forms import Form
from generator.hub.guides import Guide
from generator.hub.links import Link, LinksHead
from generator.hub.model import Change, Hub, Role, SameWords, Term, Topic
from generator.hub.plans import GoalSet, Plan, Requirement
from generator.hub.questions import Question
from generator.hub.tasks import Task
from generator.language import LANGUAGES, msgid
from generator.sources.document import Location

ModelT = TypeVar("ModelT", bound=Model)

CONTENT = "content"
OPTIONS_FILE = "rollehub.yaml"
"""The file with the settings of a hub that has no `mkdocs.yml`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind(Generic[ModelT]):
    """A kind of source file: what its items are, and where they lie."""

    name: str
    """The attribute of `Hub` with the items; in a file with a list also the key of the list."""
    model: type[ModelT]
    """The model of an item."""
    path: str
    """Relative to the hub: a `.yaml` file with a list of items, or a folder with one `.yaml` file
    for each item, named after its id."""
    words: tuple[str, str] = ("", "")
    """Only for a folder: the words for one item and for all of them in messages."""
    has_ids: bool = True
    """Whether an item has an `id`; if not, `Origins` uses its number, counted from 0."""
    plain: tuple[str, ...] = ()
    """The fields that are published as written, without Markdown. Dots separate the names of
    nested fields; `*` is every key of a mapping or every item of a list."""
    markdown: tuple[str, ...] = ()
    """The fields that are Markdown, written as in `plain`."""
    notes: tuple[str, ...] = ()
    """The fields that are Markdown of one paragraph, written as in `plain`."""
    more: type[Model] = ListHead
    """Only for a list: the other keys of the file."""
    required: bool = True
    """Whether the file or folder must exist."""
    least: int = 0
    """The fewest items that a list may have."""

    @property
    def is_folder(self) -> bool:
        """Whether each item has a file, in a folder."""
        return not self.path.endswith(".yaml")

    def has(self, path: str) -> bool:
        """Whether a path, relative to the hub, is that of this kind, or of a file in its folder."""
        return path == self.path or path.startswith(f"{self.path}/")

    def of(self, hub: Hub) -> tuple[ModelT, ...]:
        """Return the items of this kind in a hub."""
        items: tuple[ModelT, ...] = getattr(hub, self.name, ())
        return items

    def keyed(self, hub: Hub) -> Iterator[tuple[str, ModelT]]:
        """Yield each item with the id or number by which `Origins` knows it."""
        for number, item in enumerate(self.of(hub)):
            yield (item.id if self.has_ids else str(number)), item  # type: ignore[attr-defined]

    def texts(self, item: Model, paths: tuple[str, ...]) -> Iterator[tuple[Location, str]]:
        """Yield the location and the text of each of these fields of an item that is not empty.

        `paths` are those of `plain`, `markdown` or `notes`.
        """
        for path in paths:
            step, *rest = _steps(path)
            if value := getattr(item, step):  # most fields of most items are empty
                yield from _texts_at(value, rest, (step,))


@cache
def file_model(kind: Kind[Any]) -> type[Model]:
    """Return the model of a whole file of a kind."""
    if kind.is_folder:
        return kind.model
    fields: Any = {kind.name: (tuple[kind.model, ...], ...)}  # type: ignore[name-defined]
    return create_model(kind.path, __base__=kind.more, **fields)


@cache
def _steps(path: str) -> tuple[str, ...]:
    """Return the names in the path of a field."""
    return tuple(path.split("."))


def _texts_at(value: Any, steps: list[str], location: Location) -> Iterator[tuple[Location, str]]:
    if not value:
        return
    if not steps:
        yield location, value
        return
    step, *rest = steps
    if step != "*":
        yield from _texts_at(getattr(value, step), rest, (*location, step))
        return
    for key, inner in value.items() if isinstance(value, dict) else enumerate(value):
        yield from _texts_at(inner, rest, (*location, key))


def _with_translations(*fields: str) -> tuple[str, ...]:
    """Return fields, and the same in each other language."""
    return (*fields, *(f"translations.{tag}.{name}" for tag in LANGUAGES for name in fields))


ROLES = Kind(
    name="roles",
    model=Role,
    path="roles.yaml",
    plain=_with_translations("name", "description"),
    least=1,
)
TOPICS = Kind(
    name="topics",
    model=Topic,
    path="content/topics.yaml",
    plain=_with_translations("title"),
)
LINKS = Kind(
    name="links",
    model=Link,
    path="links.yaml",
    plain=("title", "publisher"),
    notes=("note",),
    more=LinksHead,
)
TERMS = Kind(
    name="terms",
    model=Term,
    path="content/glossary.yaml",
    required=False,
    plain=("term", "expansion", "definition"),
)
SYNONYMS = Kind(
    name="synonyms",
    model=SameWords,
    path="content/synonyms.yaml",
    required=False,
    has_ids=False,
)
CHANGES = Kind(
    name="changes",
    model=Change,
    path="content/changes.yaml",
    required=False,
    plain=("title", "note"),
    has_ids=False,
)
QUESTIONS = Kind(
    name="questions",
    model=Question,
    path="content/questions",
    words=(msgid("et spørsmål"), msgid("spørsmålene")),
    plain=_with_translations("question", "variants.*.question", "uncertain.ask"),
    markdown=_with_translations("answer", "variants.*.append", "variants.*.replace"),
    notes=_with_translations("uncertain.what"),
)
GOAL_SETS = Kind(
    name="goal_sets",
    model=GoalSet,
    path="content/goals",
    words=("et sett av læringsmål", "settene av læringsmål"),
    required=False,
    plain=("name",),
    notes=("versions.*.note",),
)
REQUIREMENTS = Kind(
    name="requirements",
    model=Requirement,
    path="content/requirements.yaml",
    required=False,
    plain=("title",),
    notes=("conflicts.*.says",),
)
PLANS = Kind(
    name="plans",
    model=Plan,
    path="content/plans",
    words=("en utdanningsplan", "utdanningsplanene"),
    required=False,
    plain=("title", "municipality", "arenas.*.name", "arenas.*.type", "arenas.*.place"),
    markdown=("organisation",),
    notes=("note", "arenas.*.note", "candidates.*.note", "gaps.*.reason"),
)
GUIDES = Kind(
    name="guides",
    model=Guide,
    path="content/guides",
    words=(msgid("en veiledning"), msgid("veiledningene")),
    required=False,
    plain=(
        "title",
        *(f"parts.*.{name}" for name in ("title", "repeats", "steps.*.title")),
        *(
            f"parts.*.steps.*.fields.*.{name}"
            for name in ("label", "heading", "options.*", "when", "confirmed_by", "source")
        ),
    ),
    markdown=("intro", "parts.*.note", "parts.*.steps.*.note", "parts.*.steps.*.fields.*.help"),
    notes=(
        "before.*",
        "after.*",
        "parts.*.doubt",
        "parts.*.steps.*.fields.*.doubt",
    ),
)
FORMS = Kind(
    name="forms",
    model=Form,
    path="content/forms",
    words=(msgid("et skjema"), msgid("skjemaene")),
    required=False,
    plain=(
        "title",
        "sections.*.title",
        *(f"sections.*.fields.*.{name}" for name in ("label", "heading", "options.*", "calendar")),
    ),
    markdown=("intro", "sections.*.note"),
    notes=("sections.*.fields.*.help",),
)

TASKS = Kind(
    name="tasks",
    model=Task,
    path="content/tasks",
    words=(msgid("en oppgave"), msgid("oppgavene")),
    required=False,
    plain=("title", "steps.*.title"),
    markdown=("intro", "steps.*.text"),
)

KINDS: tuple[Kind[Any], ...] = (
    ROLES,
    TOPICS,
    LINKS,
    TERMS,
    SYNONYMS,
    CHANGES,
    QUESTIONS,
    GOAL_SETS,
    REQUIREMENTS,
    PLANS,
    GUIDES,
    FORMS,
    TASKS,
)


def markdown_texts(hub: Hub) -> Iterator[tuple[str, str, Location, str]]:
    """Yield (kind, id, location, text) of every Markdown text in a hub's data."""
    for kind in KINDS:
        for id_, item in kind.keyed(hub):
            for location, text in kind.texts(item, (*kind.markdown, *kind.notes)):
                yield kind.name, id_, location, text
