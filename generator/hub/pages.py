"""A hand-written page: the bytes of a Markdown file -> its title, description and text.

A page may start with a few keys between two lines of dashes, as on code hosts and in MkDocs.
"""

import re

from pydantic import ValidationError

from generator.hub.field_types import Model, Text
from generator.hub.validation import shape_problems
from generator.language import say
from generator.problems import Code, Place, Problem
from generator.sources.decode import conflicts, decode
from generator.sources.lines import line_and_column
from generator.sources.markdown import Kind, parse
from generator.sources.reader import parse as parse_yaml

PAGES = "content/pages"
_FENCE = re.compile(r"^---[ \t]*$", re.MULTILINE)
_KEY = re.compile(r"\n[a-z_]+:(?: |$)", re.MULTILINE)


class _Keys(Model):
    """The keys at the top of a page."""

    title: Text | None = None
    description: Text | None = None


class WrittenPage(Model):
    """A page that an editor wrote, published at `/<id>/`."""

    id: str
    """The file's name without `.md`."""
    title: str
    description: str
    text: str
    """Markdown, with the references that answers have."""
    first_line: int = 1
    """The line of the file on which the text begins."""

    @property
    def path(self) -> str:
        """Path of the file from the hub's folder."""
        return f"{PAGES}/{self.id}.md"

    def place(self, offset: int) -> Place:
        """Return the place of a character of the text."""
        line, column = line_and_column(self.text, offset)
        return Place(self.path, self.first_line + line, column + 1)


def read_page(id_: str, raw: bytes) -> tuple[WrittenPage | None, list[Problem]]:
    """Read a page; `id_` is the file's name without `.md`.

    Return the page, or None if the file cannot be used, and the problems of its bytes and keys. The
    text is checked by `check`.
    """
    path = f"{PAGES}/{id_}.md"
    text, problems = decode(path, raw, is_page=True)
    if text is None:
        return None, problems
    if unresolved := conflicts(path, text, is_page=True):
        return None, [*problems, *unresolved]
    keys, body, found = _split(path, text)
    problems += found
    headings = (node for node in parse(body).children if node.kind is Kind.HEADING)
    first = next(headings, None)
    title = keys.title or (first.words if first and first.level == 1 else id_)
    first_line = text[: len(text) - len(body)].count("\n") + 1
    description = keys.description or ""
    page = WrittenPage(
        id=id_, title=title, description=description, text=body, first_line=first_line
    )
    return page, problems


def _split(path: str, text: str) -> tuple[_Keys, str, list[Problem]]:
    """Return the keys at the top of a page, the text below them, and what is wrong in the keys."""
    opening = _FENCE.match(text)
    if not opening:
        return _Keys(), text, []
    closing = _FENCE.search(text, opening.end())
    if not closing:
        if not _KEY.match(text, opening.end()):
            return _Keys(), text, []  # a line across the page
        message = say(
            "siden begynner med «---», men nøklene slutter ikke med en linje som er "
            "lik; sett den inn under nøklene, eller fjern den øverste"
        )
        return _Keys(), text, [Problem(Place(path), Code.YAML_SYNTAX, message)]
    # The text starts with the end of the first line, so that line numbers are those of the page.
    keys, body = text[opening.end() : closing.start()], text[closing.end() + 1 :]
    if not keys.strip():
        return _Keys(), body, []
    document, problems = parse_yaml(path, keys)
    if document is None:
        return _Keys(), body, problems
    try:
        return _Keys.model_validate(document.data), body, problems
    except ValidationError as error:
        return _Keys(), body, [*problems, *shape_problems(document, (), _Keys, error)]
