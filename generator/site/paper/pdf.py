"""Content -> the PDFs for print: of each role, and of each plan, guide and form.

In: the content of a site, and the date printed on the documents. Out: PDFs (PDF/UA-1) as bytes.
Equal input and the same version of Typst give equal bytes. Texts from authors reach Typst only as
data; the only code that it runs is `paper.typ`.
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

from generator.language import Language, say
from generator.problems import warning_line
from generator.site.content import Content
from generator.site.paper.content import contents
from generator.site.paper.plans import plan_papers
from generator.site.paper.sheets import sheet_papers
from generator.site.paper.words import paper_words

_STANDARD: Literal["ua-1"] = "ua-1"
_ACCENT = "#0f4c5c"  # as in overrides/assets/stylesheets/hub/variables.css
_INSTEAD = "□"  # printed for a character that no font has


class PaperError(Exception):
    """A document cannot be made. The cause is in our template, in Typst or in SOURCE_DATE_EPOCH."""


@dataclass(frozen=True, slots=True)
class Document:
    """One document, ready for `compile_pdf`; `path` is relative to the site's root."""

    path: str
    title: str
    data: bytes
    language: Language
    words: str
    """The words that are not in `data`, by their names in the template, as JSON."""
    author: str
    accent: str
    """The colour of titles and links."""
    warnings: tuple[str, ...] = ()
    """What an editor should fix, in Norwegian, each with its file."""

    @property
    def edition(self) -> str:
        """A short hash of what the document says, independent of its date and the template."""
        return sha256(self.data).hexdigest()[:8]

    def key(self, day: date) -> str:
        """Return a hash of everything that the PDF is made from, as its name in the cache."""
        code = Path(__file__).read_bytes()
        made_by = (code, _template(), metadata.version("typst").encode())
        parts = (json.dumps(self.inputs(day)).encode(), *made_by)
        return sha256(b"".join(sha256(part).digest() for part in parts)).hexdigest()

    def inputs(self, day: date) -> dict[str, str]:
        """Return `sys.inputs` of the template; `day` is the date printed on the document."""
        return {
            "data": self.data.decode(),
            "date": day.isoformat(),
            "language": self.language.tag,
            "territory": self.language.territory,
            "words": self.words,
            "author": self.author,
            "accent": self.accent,
            "day": self.language.date(day),
            "edition": self.language.gettext("utgave %(edition)s", edition=self.edition),
        }


def documents(content: Content) -> list[Document]:
    """Return the documents of all roles, plans, guides and forms, without empty ones."""
    found = [*contents(content), *plan_papers(content), *sheet_papers(content)]
    refused = _refused(_characters([node for _, node in found]))
    made = []
    for path, node in found:
        warnings: dict[str, None] = {}
        printed = _printable(node, refused, "", warnings) if refused else node
        data = json.dumps(printed, ensure_ascii=False, separators=(",", ":")).encode()
        words = json.dumps(paper_words(content.language, node), ensure_ascii=False)
        made.append(
            Document(
                path=path,
                title=printed["title"],
                data=data,
                language=content.language,
                words=words,
                author=content.settings.owner or printed["site"],
                accent=content.settings.accent or _ACCENT,
                warnings=tuple(warnings),
            )
        )
    return made


def compile_pdf(document: Document, *, day: date) -> bytes:
    """Return the PDF of a document, with the date `day` printed on it. Raises PaperError.

    It may run in several threads at once.
    """
    try:
        return _compiled(_template(), document.inputs(day), day)
    except PaperError as error:
        raise PaperError(f"{document.path}: {error}") from error


@cache
def _template() -> bytes:
    return resources.files("generator.site.paper").joinpath("paper.typ").read_bytes()


@cache
def _fonts() -> typst.Fonts:
    """Return the fonts inside Typst. Fonts of the machine would change the result."""
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=True)


def _compiled(source: bytes, inputs: dict[str, str], day: date) -> bytes:
    """Return the PDF of a Typst source. Raises PaperError, also if it violates PDF/UA-1."""
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


def _characters(data: Any) -> str:
    """Return the characters of all texts in nested data, sorted, without those of ASCII."""

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

    return "".join(sorted({x for text in texts(data) for x in text if not " " <= x <= "~"}))


@lru_cache(maxsize=64)
def _refused(characters: str) -> frozenset[str]:
    """Return the characters that no font has or that PDF/UA-1 forbids, found by bisection."""
    if not characters:
        return frozenset()
    source = b'#set document(title: "T")\n#set text(lang: "nb")\n#sys.inputs.characters'
    try:
        # Alone, and between letters, where a combining mark joins the letter before it.
        tried = " ".join(f"{x} a{x}b" for x in characters)
        _compiled(source, {"characters": tried}, date(2000, 1, 1))
    except PaperError:
        if len(characters) == 1:
            return frozenset(characters)
        middle = len(characters) // 2
        return _refused(characters[:middle]) | _refused(characters[middle:])
    return frozenset()


def _printable(value: Any, refused: frozenset[str], file: str, warnings: dict[str, None]) -> Any:
    """Return nested data with the refused characters replaced, and add a warning for each file."""
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
                instead, warning = _instead(character)
                warnings[warning_line(file, warning)] = None
                value = value.replace(character, instead)
    return value


def _instead(character: str) -> tuple[str, str]:
    """Return what is printed for a refused character, and a warning for editors."""
    code = f"U+{ord(character):04X}"
    if unicodedata.category(character) in ("Cc", "Cf"):
        message = say(
            "usynlig tegn %(code)s kan ikke stå i en PDF, og er utelatt der; slett det", code=code
        )
        return "", message
    return _INSTEAD, say(
        "tegnet «%(character)s» (%(code)s) finnes ikke i skriftene for papir, og står som "
        "«%(instead)s» i PDF-en; skriv det med ord",
        character=character,
        code=code,
        instead=_INSTEAD,
    )


def _quoted(address: str, refused: frozenset[str]) -> str:
    """Return an address with the refused characters percent-encoded."""
    return "".join(quote(x) if x in refused else x for x in address)
