"""Hub -> the PDFs that readers print: for each role its questions with answers, and its links.

In: the content of a site, and the day printed on the documents. Out: bytes, equal for equal input
with one version of Typst. What authors write goes to Typst as data alone; `paper.typ` is
all that it runs. Knows nothing of MkDocs.
"""

import json
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from functools import cache, lru_cache
from hashlib import sha256
from importlib import metadata, resources
from pathlib import Path
from typing import Any, Literal
from urllib.parse import quote

import typst

from generator.site.content import Content
from generator.site.paper.content import contents
from generator.site.words import norwegian_date

_STANDARD: Literal["ua-1"] = "ua-1"
_INSTEAD = "□"  # for a character that no font has


class PaperError(Exception):
    """Typst would not make a document; a fault of the template or of Typst, not of an editor."""


@dataclass(frozen=True, slots=True)
class Document:
    """One document, ready for `compile_pdf`; `path` is relative to the site's root."""

    path: str
    title: str
    data: bytes
    warnings: tuple[str, ...] = ()
    """What an editor should mend, in Norwegian, each with its file."""

    @property
    def edition(self) -> str:
        """A short name for what stands in the document, whenever and however it is printed."""
        return sha256(self.data).hexdigest()[:8]

    def key(self, date: date) -> str:
        """Return a name for the very bytes of the PDF, for whoever keeps PDFs between builds."""
        code = Path(__file__).read_bytes()
        made_by = (code, _template(), metadata.version("typst").encode())
        parts = (json.dumps(self.inputs(date)).encode(), *made_by)
        return sha256(b"".join(sha256(part).digest() for part in parts)).hexdigest()

    def inputs(self, date: date) -> dict[str, str]:
        """Return all that the template is told."""
        return {
            "data": self.data.decode(),
            "date": date.isoformat(),
            "date_words": norwegian_date(date),
            "edition": self.edition,
        }


def documents(content: Content) -> list[Document]:
    """Return the documents of all roles, in the order of the roles; none that would be empty."""
    found = list(contents(content))
    refused = _refused(_characters([node for _, node in found]))
    made = []
    for path, node in found:
        warnings: dict[str, None] = {}
        printed = _printable(node, refused, "", warnings) if refused else node
        data = json.dumps(printed, ensure_ascii=False, separators=(",", ":")).encode()
        made.append(Document(path, printed["title"], data, tuple(warnings)))
    return made


def compile_pdf(document: Document, *, date: date) -> bytes:
    """Return the PDF of a document that bears a date. Raises PaperError.

    May run in several threads at once.
    """
    try:
        return _compiled(_template(), document.inputs(date), date)
    except PaperError as error:
        raise PaperError(f"{document.path}: {error}") from error


@cache
def _template() -> bytes:
    return resources.files("generator.site.paper").joinpath("paper.typ").read_bytes()


@cache
def _fonts() -> typst.Fonts:
    """Return the fonts inside Typst; those of the machine would change the result."""
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=True)


def _compiled(source: bytes, inputs: dict[str, str], day: date) -> bytes:
    """Return the PDF of a Typst source. A breach of the standard for accessible PDFs raises."""
    compiler = typst.Compiler(source, font_paths=_fonts(), ignore_system_fonts=True)
    try:
        pdf, warnings = compiler.compile_with_warnings(
            format="pdf",
            sys_inputs=inputs,
            pdf_standards=_STANDARD,
            timestamp=datetime.combine(day, time(), UTC),
        )
    except typst.TypstError as error:
        raise PaperError(error.diagnostic.strip()) from error
    if warnings:
        raise PaperError("; ".join(warning.message for warning in warnings))
    if not isinstance(pdf, bytes):
        raise PaperError("Typst gave no PDF")
    return pdf


def _characters(content: Any) -> str:
    """Return the characters of all texts in a content, sorted, but those that every font has."""

    def texts(value: Any) -> Iterator[str]:
        match value:
            case str():
                yield value
            case dict():
                for each in value.values():
                    yield from texts(each)
            case list():
                for each in value:
                    yield from texts(each)

    return "".join(sorted({x for text in texts(content) for x in text if not " " <= x <= "~"}))


@lru_cache(maxsize=64)
def _refused(characters: str) -> frozenset[str]:
    """Return the characters that no font has or that an accessible PDF may not hold."""
    if not characters:
        return frozenset()
    source = b'#set document(title: "T")\n#set text(lang: "nb")\n#sys.inputs.characters'
    try:
        # Alone, and between letters, where a mark is set on the letter before it.
        tried = " ".join(f"{x} a{x}b" for x in characters)
        _compiled(source, {"characters": tried}, date(2000, 1, 1))
    except PaperError:
        if len(characters) == 1:
            return frozenset(characters)
        middle = len(characters) // 2
        return _refused(characters[:middle]) | _refused(characters[middle:])
    return frozenset()


def _printable(value: Any, refused: frozenset[str], file: str, warnings: dict[str, None]) -> Any:
    """Return a content with other characters for the refused ones; say so for each file."""
    match value:
        case dict():
            file = value.get("file", file)
            return {
                key: x
                if key == "url"
                else _quoted(x, refused)
                if key == "printed"
                else _printable(x, refused, file, warnings)
                for key, x in value.items()
            }
        case list():
            return [_printable(each, refused, file, warnings) for each in value]
        case str():
            for character in sorted(refused.intersection(value)):
                instead, told = _instead(character)
                warnings[f"{file}: advarsel: {told}"] = None
                value = value.replace(character, instead)
    return value


def _instead(character: str) -> tuple[str, str]:
    """Return what is printed for a refused character, and what an editor is told."""
    code = f"U+{ord(character):04X}"
    if unicodedata.category(character) in ("Cc", "Cf"):
        return "", f"usynlig tegn {code} kan ikke stå i en PDF, og er utelatt der; slett det"
    return _INSTEAD, (
        f"tegnet «{character}» ({code}) finnes ikke i skriftene for papir, "
        f"og står som «{_INSTEAD}» i PDF-en; skriv det med ord"
    )


def _quoted(address: str, refused: frozenset[str]) -> str:
    """Return an address with the refused characters in the form that browsers send."""
    return "".join(quote(x) if x in refused else x for x in address)
