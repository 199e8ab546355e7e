"""Documents -> a Hub, and the problems of shape: missing, unknown, of the wrong type, used twice.

An item that fails is left out but its id is remembered, so that one mistake gives one message, not
one for each reference to the item.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path, PurePosixPath
from typing import Any

from pydantic import ValidationError

from generator.hub.field_types import ALL_ROLES, Model, is_id
from generator.hub.file_names import meant_id, name_fault, original
from generator.hub.folder import ReadFile, read_files
from generator.hub.heading_ids import id_from
from generator.hub.kinds import KINDS, LINKS, Kind, file_model
from generator.hub.links import LinkKind, LinksHead
from generator.hub.model import Hub
from generator.hub.origins import Origins
from generator.hub.reading import read_source
from generator.hub.shape_slips import Names
from generator.hub.traps import trap_problems
from generator.hub.validation import shape_problems
from generator.language import say
from generator.problems import Code, Problem
from generator.sources.document import Document, Location

_TITLES = ("name", "title", "question", "term")  # the keys with what an item is called
_ANY_ID = "id"  # placeholder for an id already reported


def read_hub(
    root: Path,
    kinds: Sequence[Kind[Any]] = KINDS,
    read: ReadFile = read_source,
    jobs: int = 1,
) -> tuple[Hub, Origins, list[Problem]]:
    """Read and load the hub in folder `root`; `read` reads one file of YAML.

    The files of a large hub are read in up to `jobs` processes.
    Returns the hub of everything that is valid, the places of its items, and all problems of
    reading and of shape. Never raises for what is wrong in the files.
    """
    files = read_files(root, kinds, read, jobs)
    hub, origins, shape = load(files.documents, files.failed, kinds)
    hub = hub.model_copy(update={"pages": files.pages})
    return (
        hub,
        replace(origins, pages=files.page_names, images=files.images),
        [*files.problems, *shape],
    )


def load(
    documents: Iterable[Document], failed: Iterable[str] = (), kinds: Sequence[Kind[Any]] = KINDS
) -> tuple[Hub, Origins, list[Problem]]:
    """Turn documents into a hub.

    `failed` are the paths of files and folders that could not be read. Returns the hub of
    everything that is valid, the places of its items, and the problems.
    """
    documents, failed = list(documents), list(failed)
    rows = [
        (kind, [document for document in documents if kind.has(document.path)]) for kind in kinds
    ]
    names = _names(rows)
    found = [
        _items(kind, names, its, [path for path in failed if kind.has(path)]) for kind, its in rows
    ]
    hub = _hub(found, _law_section_url(documents))
    return hub, _origins(found), [problem for items in found for problem in items.problems]


@dataclass(slots=True)
class _Items:
    """The items of one kind, collected while its files are gone through."""

    kind: Kind[Any]
    names: Names
    valid: list[Any] = field(default_factory=list)
    places: dict[str, tuple[Document, Location]] = field(default_factory=dict)
    known: dict[str, None] = field(default_factory=dict)
    """All ids in the order in which they were written; a dict for its order."""
    is_incomplete: bool = False
    renamed: set[str] = field(default_factory=set)
    problems: list[Problem] = field(default_factory=list)

    def report(self, document: Document, location: Location, code: Code, message: str) -> None:
        """Note a problem at a value."""
        self.problems.append(Problem(document.place(location), code, message))

    def validated(self, model: type[Model], data: Any, document: Document, at: Location) -> Any:
        """Return data as a model; if that fails, note the problems and return None."""
        try:
            return model.model_validate(data)
        except ValidationError as error:
            self.problems += shape_problems(document, at, file_model(self.kind), error, self.names)
            return None


def _names(documents: Iterable[tuple[Kind[Any], list[Document]]]) -> Names:
    """Return kind -> id -> title of everything that the files of each kind name, valid or not."""
    found: dict[str, dict[str, str]] = {"laws": {}}
    for kind, its in documents:
        of_kind = found.setdefault(kind.name, {})
        for document in its:
            if not isinstance(document.data, dict):
                continue
            rows = [document.data] if kind.is_folder else document.data.get(kind.name)
            for row in rows if isinstance(rows, list) else ():
                if not isinstance(row, dict) or not isinstance(row.get("id"), str):
                    continue
                title = next((str(row[key]) for key in _TITLES if key in row), "")
                of_kind[row["id"]] = title
                if row.get("kind") == LinkKind.LAW:
                    found["laws"][row["id"]] = title
    return found


def _items(kind: Kind[Any], names: Names, documents: list[Document], failed: list[str]) -> _Items:
    items = _Items(kind, names, is_incomplete=kind.path in failed)
    for document in documents:
        items.problems += trap_problems(document, file_model(kind))
    if kind.is_folder:
        items.known |= dict.fromkeys(_stem(path) for path in failed if path != kind.path)
        stems = {_stem(document.path) for document in documents}
        for document in documents:
            _add_file(items, document, stems)
    else:
        for document in documents:
            for index, row in enumerate(_rows(items, document)):
                _add_row(items, document, row, index)
    return items


def _stem(path: str) -> str:
    return PurePosixPath(path).stem


def _rows(items: _Items, document: Document) -> list[Any]:
    """Return the rows of a file with a list, which are validated one by one.

    So a bad row does not hide its neighbours.
    """
    kind, data = items.kind, document.data
    rows = data.get(kind.name) if isinstance(data, dict) else None
    is_list = isinstance(rows, list)
    items.validated(file_model(kind), {**data, kind.name: ()} if is_list else data, document, ())
    if not isinstance(rows, list):
        items.is_incomplete = True
        return []
    if len(rows) < kind.least:
        items.is_incomplete = True
        message = say("«%(name)s»: listen er tom; skriv minst ett ledd", name=kind.name)
        items.report(document, (kind.name,), Code.BAD_VALUE, message)
    return rows


def _add_row(items: _Items, document: Document, row: Any, index: int) -> None:
    """Add the item that a row gives, if it is valid and its id is new."""
    kind = items.kind
    location: Location = (kind.name, index)
    item = items.validated(kind.model, row, document, location)
    if not kind.has_ids:
        if item is not None:
            items.places[str(len(items.valid))] = (document, location)
            items.valid.append(item)
        else:
            items.is_incomplete = True
        return
    id_ = item.id if item is not None else row.get("id") if isinstance(row, dict) else None
    if not isinstance(id_, str):
        items.is_incomplete = True
        return
    items.known[id_ if is_id(id_) else id_from(id_) or id_] = None
    if item is None:
        return
    if id_ in items.places:
        first, at = items.places[id_]
        message = say(
            "id-en «%(id)s» er alt brukt i %(first)s; gi den ene en annen id",
            id=id_,
            first=first.place((*at, "id")),
        )
        items.report(document, (*location, "id"), Code.DUPLICATE_ID, message)
        return
    items.places[id_] = (document, location)
    items.valid.append(item)


def _add_file(items: _Items, document: Document, stems: set[str]) -> None:
    """Add the item that a file gives, if it is valid; `stems` are the names of all files."""
    data, stem = document.data, _stem(document.path)
    written = data.get("id") if isinstance(data, dict) else None
    written = written if isinstance(written, str) else None
    if of := original(stem, written, stems):
        message = say(
            "filen ser ut som en kopi av «%(of)s.yaml»; slett den, eller gi den et nytt navn og "
            "en ny id",
            of=of,
        )
        items.report(document, ("id",), Code.ID_MISMATCH, message)
        return
    id_ = meant_id(stem, written)
    items.known[id_] = None
    if fault := name_fault(stem, written, stems):
        if written is not None and is_id(written):
            items.known[written] = None
        items.renamed.add(id_)
        items.report(document, ("id",), Code.ID_MISMATCH, fault)
        if written is not None:
            data = {**data, "id": _ANY_ID}
    item = items.validated(items.kind.model, data, document, ())
    if item is not None and id_ not in items.places:
        items.places[id_] = (document, ())
        items.valid.append(item.model_copy(update={"id": id_}))


def _law_section_url(documents: list[Document]) -> str | None:
    """Return the pattern for sections of laws; "" if it is wrong, which is reported already."""
    for document in documents:
        if document.path == LINKS.path and isinstance(document.data, dict):
            pattern = document.data.get("law_section_url")
            try:
                return LinksHead.model_validate({"law_section_url": pattern}).law_section_url
            except ValidationError:
                return ""
    return None


def _hub(found: list[_Items], law_section_url: str | None) -> Hub:
    """Return the hub of all valid items, with `all` resolved and questions in topic order."""
    # A role that failed is one of «all» too, else questions would seem to lack it.
    roles = tuple(id_ for items in found if items.kind.name == "roles" for id_ in items.known)
    fields: dict[str, Any] = {
        items.kind.name: tuple(_with_roles(item, roles) for item in items.valid) for items in found
    }
    listed = [id_ for topic in fields.get("topics", ()) for id_ in topic.questions]
    position = {id_: number for number, id_ in enumerate(listed)}
    fields["questions"] = tuple(
        sorted(
            fields.get("questions", ()),
            key=lambda item: (position.get(item.id, len(position)), item.id),
        )
    )
    return Hub.model_construct(**fields, law_section_url=law_section_url)


def _with_roles(item: Any, every_role: tuple[str, ...]) -> Any:
    if getattr(item, "roles", None) == ALL_ROLES:
        return item.model_copy(update={"roles": every_role})
    return item


def _origins(found: list[_Items]) -> Origins:
    return Origins(
        kinds=tuple(items.kind for items in found),
        places={
            (items.kind.name, id_): place for items in found for id_, place in items.places.items()
        },
        known={items.kind.name: frozenset(items.known) for items in found},
        incomplete=frozenset(items.kind.name for items in found if items.is_incomplete),
        renamed={items.kind.name: frozenset(items.renamed) for items in found},
    )
