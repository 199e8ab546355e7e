"""A hub that is built with MkDocs -> the same hub with its settings in `rollehub.yaml`.

In: the folder of a hub with a `mkdocs.yml`. Out: the new file, and the old one, which is removed.
What only MkDocs uses is left behind; the comments above our settings come along.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from generator.editing.migrate import Change, text_of
from generator.hub.kinds import OPTIONS_FILE
from generator.hub.options import Options
from generator.hub.options_file import MKDOCS_FILES, read_options, settings_in
from generator.language import say
from generator.problems import errors
from generator.sources.document import Document, Location
from generator.sources.edit import parse, scalar

_ALWAYS = ("format", "site_name", "language")
"""Settings that the new file has, whatever their value."""


def leaving_mkdocs(root: Path) -> list[Change]:
    """Return the change of the settings file.

    Raises ValueError, with a Norwegian sentence, if there is nothing to move or if the settings
    have mistakes, and OSError.
    """
    name = next((x for x in MKDOCS_FILES if (root / x).exists()), None)
    old = text_of(root / name) if name else ""
    document = parse(old, foreign=True)
    if name is None or document is None or not settings_in(document):
        raise ValueError(
            say("huben har ingen mkdocs.yml med Rollehub, så det er ingenting å flytte")
        )
    options, wrong = read_options(root, name, variables={})
    for problem in errors(wrong):
        raise ValueError(say("%(problem)s. Rett feilene i kildene først", problem=problem))
    if (root / OPTIONS_FILE).exists():
        message = say("«%(file)s» finnes fra før; ta bort den ene av dem", file=OPTIONS_FILE)
        raise ValueError(message)
    assert options is not None  # without errors there are settings
    text = "".join(f"{line}\n" for line in _lines(document, options))
    return [Change(OPTIONS_FILE, "", text), Change(name, old, "")]


def _lines(document: Document, options: Options) -> Iterator[str]:
    """Yield the lines of the new file."""
    placed = settings_in(document)
    for name, field in Options.model_fields.items():
        at = placed.get(name)
        value = getattr(options, name)
        is_usual = value == field.get_default(call_default_factory=True) and name not in _ALWAYS
        variables = _variables(document, at) if at else []
        if at and (variables or not is_usual):
            yield from _comments_above(document, at)
        if variables:
            yield f"# {name}: {_about_variables(f'ROLLEHUB_{name.upper()}', variables)}"
        if not is_usual:
            yield f"{name}: {_written(value)}"


def _about_variables(own: str, before: list[str]) -> str:
    """Return a sentence about the environment variable of a setting, and what it was before."""
    if own in before:
        return say("Miljøvariabelen %(own)s går foran det som står her.", own=own)
    return say(
        "Miljøvariabelen %(own)s, som het %(before)s, går foran det som står her.",
        own=own, before=", ".join(before),
    )  # fmt: skip


def _variables(document: Document, at: Location) -> list[str]:
    """Return the environment variables that a setting is taken from."""
    if document.tags.get(at) != "!ENV":
        return []
    value: Any = document.data
    for step in at:
        value = value[step]
    return [str(x) for x in value[:-1]] if isinstance(value, list) else [str(value)]


def _comments_above(document: Document, at: Location) -> list[str]:
    """Return the lines of comment right above a key, without their indentation."""
    lines = document.text.splitlines()
    first = last = document.marks[at].key_line
    while first and lines[first - 1].lstrip().startswith("#"):
        first -= 1
    return [line.strip() for line in lines[first:last]]


def _written(value: Any) -> str:
    match value:
        case bool() | int():
            return str(value).lower()
        case tuple():
            return f"[{', '.join(scalar(x) for x in value)}]"
        case dict():
            return f"{{{', '.join(f'{scalar(x)}: {scalar(y)}' for x, y in value.items())}}}"
        case _:
            return scalar(str(value))
