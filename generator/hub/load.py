"""Documents -> a Hub; tells what is wrong with their shape.

In: the files that `source` read. Out: every model that is whole, the places of all of them, and
the problems of shape (missing, wrong type, unknown key, double id). An item that fails is left out
but its id is remembered, so that one mistake gives one message and not ten.
"""

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path, PurePosixPath
from typing import Any

from pydantic import ValidationError

from generator.hub.field_types import ALL_ROLES, is_id
from generator.hub.folder import read_files
from generator.hub.kinds import LIST_FILES, QUESTIONS, ListFile
from generator.hub.model import Hub
from generator.hub.origins import Origins
from generator.hub.questions import Question
from generator.hub.validation import shape_problems
from generator.problems import Code, Problem
from generator.sources.document import Document, Location

_ANY_ID = "id"  # stands for an id that is told of already


def read_hub(root: Path) -> tuple[Hub, Origins, list[Problem]]:
    """Read and load the hub in folder `root`. Returns all problems of reading and shape."""
    files = read_files(root)
    hub, origins, shape = load(files.documents, files.failed)
    return hub, replace(origins, pages=files.pages), [*files.problems, *shape]


def load(
    documents: Iterable[Document], failed: Iterable[str] = ()
) -> tuple[Hub, Origins, list[Problem]]:
    """Turn documents into a hub.

    `failed` are the paths of files that could not be read. Returns the hub of all that is whole,
    the places of its models, and the problems.
    """
    return _Loader().load(documents, failed)


class _Loader:
    """Collects what the files give; used once."""

    def __init__(self) -> None:
        self.problems: list[Problem] = []
        self.items: dict[str, list[Any]] = {file.kind: [] for file in LIST_FILES}
        self.questions: list[Question] = []
        self.places: dict[tuple[str, str], tuple[Document, Location]] = {}
        self.known: dict[str, set[str]] = {"questions": set()}
        self.known |= {file.kind: set() for file in LIST_FILES}
        self.incomplete: set[str] = set()
        self.renamed: set[str] = set()
        self.role_ids: list[str] = []
        self.law_section_url: str | None = None

    def load(
        self, documents: Iterable[Document], failed: Iterable[str]
    ) -> tuple[Hub, Origins, list[Problem]]:
        list_files = {file.path: file for file in LIST_FILES}
        for path in failed:
            if path in list_files:
                self.incomplete.add(list_files[path].kind)
            elif path == QUESTIONS:
                self.incomplete.add("questions")
            else:
                self.known["questions"].add(PurePosixPath(path).stem)
        read = list(documents)
        stems = {PurePosixPath(document.path).stem for document in read}
        for document in read:
            if document.path in list_files:
                self._list_file(document, list_files[document.path])
            else:
                self._question_file(document, stems)
        origins = Origins(
            self.places,
            {kind: frozenset(ids) for kind, ids in self.known.items()},
            frozenset(self.incomplete),
            frozenset(self.renamed),
        )
        return self._hub(), origins, self.problems

    def _hub(self) -> Hub:
        # A role that failed is still one of «all»; its own problem is told where it stands.
        every_role = tuple(self.role_ids)

        def with_roles(item: Any) -> Any:
            return (
                item.model_copy(update={"roles": every_role}) if item.roles == ALL_ROLES else item
            )

        order = {
            id_: position
            for position, id_ in enumerate(
                id_ for topic in self.items["topics"] for id_ in topic.questions
            )
        }
        questions = sorted(
            map(with_roles, self.questions),
            key=lambda item: (order.get(item.id, len(order)), item.id),
        )
        return Hub.model_construct(
            roles=tuple(self.items["roles"]),
            topics=tuple(self.items["topics"]),
            questions=tuple(questions),
            links=tuple(map(with_roles, self.items["links"])),
            terms=tuple(self.items["terms"]),
            changes=tuple(self.items["changes"]),
            law_section_url=self.law_section_url,
        )

    def _list_file(self, document: Document, file: ListFile) -> None:
        """Validate each item by itself, so that a bad one does not hide its neighbours."""
        data = document.data
        rows = data.get(file.kind) if isinstance(data, dict) else None
        frame = {**data, file.kind: ()} if isinstance(rows, list) else data
        try:
            file.whole.model_validate(frame)
        except ValidationError as error:
            self._note(document, (), error)
        if file.kind == "links" and isinstance(data, dict):
            pattern = data.get("law_section_url")
            # What is no text has its own problem; empty is not the same as left out.
            self.law_section_url = pattern if isinstance(pattern, str | None) else ""
        if not isinstance(rows, list):
            self.incomplete.add(file.kind)
            return
        if len(rows) < file.least:
            self.incomplete.add(file.kind)
            message = f"«{file.kind}»: listen er tom; skriv minst ett ledd"
            place = document.place((file.kind,))
            self.problems.append(Problem(place, Code.BAD_VALUE, message))
        for index, row in enumerate(rows):
            self._item(document, file, row, (file.kind, index))

    def _item(self, document: Document, file: ListFile, row: Any, location: Location) -> None:
        try:
            item: Any = file.item.model_validate(row)
        except ValidationError as error:
            self._note(document, location, error)
            id_ = row.get("id") if isinstance(row, dict) else None
            if isinstance(id_, str):
                self._know(file.kind, id_)
            else:
                self.incomplete.add(file.kind)
            return
        if file.kind == "changes":
            # A change has no id: its place among those that are whole stands for one.
            self.places[file.kind, str(len(self.items[file.kind]))] = (document, location)
            self.items[file.kind].append(item)
            return
        if self._is_first(document, file.kind, item.id, location):
            self.items[file.kind].append(item)

    def _know(self, kind: str, id_: str) -> None:
        self.known[kind].add(id_)
        if kind == "roles" and id_ not in self.role_ids:
            self.role_ids.append(id_)

    def _is_first(self, document: Document, kind: str, id_: str, location: Location) -> bool:
        self._know(kind, id_)
        if (kind, id_) in self.places:
            first = self.places[kind, id_]
            where = first[0].place((*first[1], "id"))
            message = f"id-en «{id_}» er alt brukt i {where}; gi den ene en annen id"
            place = document.place((*location, "id"))
            self.problems.append(Problem(place, Code.DUPLICATE_ID, message))
            return False
        self.places[kind, id_] = (document, location)
        return True

    def _question_file(self, document: Document, stems: set[str]) -> None:
        data, stem = document.data, PurePosixPath(document.path).stem
        self.known["questions"].add(stem)
        written = data.get("id") if isinstance(data, dict) else None
        if isinstance(written, str) and written != stem:
            self.known["questions"].add(written)
            self.renamed.add(stem)
            message = _mismatch(stem, written, stems)
            place = document.place(("id",))
            self.problems.append(Problem(place, Code.ID_MISMATCH, message))
            data = {**data, "id": _ANY_ID}
        try:
            question = Question.model_validate(data)
        except ValidationError as error:
            self._note(document, (), error)
            return
        # The file's name counts: another file may rightly have the id that this one claims.
        self.places["questions", stem] = (document, ())
        self.questions.append(question.model_copy(update={"id": stem}))

    def _note(self, document: Document, prefix: Location, error: ValidationError) -> None:
        model = next((x.whole for x in LIST_FILES if x.path == document.path), Question)
        self.problems += shape_problems(document, prefix, model, error)


def _mismatch(stem: str, written: str, stems: set[str]) -> str:
    """Say what to do where a file is called `stem` and the id in it is another."""
    if is_id(stem):
        or_rename = ", eller gi filen nytt navn" if is_id(written) else ""
        return f"id-en «{written}» skal være lik filnavnet; skriv «{stem}»{or_rename}"
    if is_id(written) and written not in stems:
        return f"filnavnet «{stem}» er ikke en gyldig id; gi filen navnet «{written}.yaml»"
    return (
        f"id-en «{written}» skal være lik filnavnet «{stem}»; gi begge samme navn, "
        "med små bokstaver a–z, tall og bindestrek"
    )
