"""Typst, which is used in this package only: templates and values in, PDFs and images out.

Templates are files beside this one. Values reach them as `sys.inputs` and never run as code. Equal
input and the same version of Typst give equal bytes.
"""

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime, time
from functools import cache
from importlib import metadata, resources
from typing import Any, Literal

import typst

VERSION = metadata.version("typst")
_STANDARD: Literal["ua-1"] = "ua-1"
_known: dict[str, bool] = {}  # character -> whether it is refused


class PaperError(Exception):
    """A document cannot be made. The cause is in our template or in Typst."""


@cache
def template(names: Sequence[str]) -> bytes:
    """Return the text of the templates with these names, one after another."""
    folder = resources.files("generator.site.paper")
    return b"".join(folder.joinpath(f"{name}.typ").read_bytes() for name in names)


@cache
def fonts() -> typst.Fonts:
    """Return the fonts inside Typst. Fonts of the machine would change the result."""
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=True)


def pdf(source: bytes, inputs: Mapping[str, str], day: date) -> bytes:
    """Return the PDF of a template. Raises PaperError, also if it violates PDF/UA-1."""
    stamp = datetime.combine(day, time(), UTC)
    return _made(source, inputs, format="pdf", pdf_standards=_STANDARD, timestamp=stamp)


def png(source: bytes, inputs: Mapping[str, str]) -> bytes:
    """Return the only page of a template as an image, one pixel a point. Raises PaperError."""
    return _made(source, inputs, format="png", ppi=72.0)


def refused(characters: str) -> frozenset[str]:
    """Return those of the characters that no font has or that PDF/UA-1 forbids."""
    for character in _refused("".join(x for x in characters if x not in _known)):
        _known[character] = True
    for character in characters:
        _known.setdefault(character, False)
    return frozenset(x for x in characters if _known[x])


def _refused(characters: str) -> frozenset[str]:
    """Return the refused ones of some characters, found by bisection."""
    if not characters:
        return frozenset()
    source = b'#set document(title: "T")\n#set text(lang: "nb")\n#sys.inputs.characters'
    try:
        # Alone, and between letters, where a combining mark joins the letter before it.
        tried = " ".join(f"{x} a{x}b" for x in characters)
        pdf(source, {"characters": tried}, date(2000, 1, 1))
    except PaperError:
        if len(characters) == 1:
            return frozenset(characters)
        middle = len(characters) // 2
        return _refused(characters[:middle]) | _refused(characters[middle:])
    return frozenset()


def _made(source: bytes, inputs: Mapping[str, str], **form: Any) -> bytes:
    compiler = typst.Compiler(source, font_paths=fonts(), ignore_system_fonts=True)
    try:
        made, warnings = compiler.compile_with_warnings(sys_inputs=dict(inputs), **form)
    except typst.TypstError as error:
        raise PaperError(error.diagnostic.strip()) from error
    if warnings:
        raise PaperError("; ".join(warning.message for warning in warnings))
    if not isinstance(made, bytes):
        raise PaperError("Typst gave no single file")
    return made
