"""Content -> the PDFs for print: of each role, and of each plan, guide and form.

In: the content of a site, and the date printed on the documents. Out: PDFs (PDF/UA-1) as bytes.
Equal input and the same version of Typst give equal bytes. Texts from authors reach Typst only as
data; the only code that it runs is that of the templates beside this module.
"""

import json
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Any
from urllib.parse import quote

from generator.language import Language, say
from generator.problems import warning_line
from generator.site.content import Content
from generator.site.paper.content import contents
from generator.site.paper.plans import plan_papers
from generator.site.paper.runs import Fields
from generator.site.paper.sheets import sheet_papers
from generator.site.paper.typesetting import VERSION, PaperError, pdf, refused, template
from generator.site.paper.words import paper_words

PAPER = ("parts", "paper")
"""The templates of a document of many pages."""
HANDOUT = ("parts", "handout")
"""The templates of one answer or topic on a sheet."""
CARD = ("card",)
"""The template of a card, which is an image."""

_ACCENT = "#0f4c5c"  # as in overrides/assets/stylesheets/hub/variables.css
_INSTEAD = "□"  # printed for a character that no font has


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
    templates: tuple[str, ...] = PAPER
    warnings: tuple[str, ...] = ()
    """What an editor should fix, in Norwegian, each with its file."""

    @property
    def edition(self) -> str:
        """A short hash of what the document says, independent of its date and the template."""
        return sha256(self.data).hexdigest()[:8]

    @property
    def template(self) -> bytes:
        """The code that lays out the document."""
        return template(self.templates)

    def key(self, day: date) -> str:
        """Return a hash of everything that the PDF is made from, as its name in the cache."""
        return self.key_with(self.inputs(day))

    def key_with(self, inputs: dict[str, str]) -> str:
        """Return a hash of everything that is made from the template and these values."""
        code = Path(__file__).read_bytes()
        parts = (json.dumps(inputs).encode(), code, self.template, VERSION.encode())
        return sha256(b"".join(sha256(part).digest() for part in parts)).hexdigest()

    def inputs(self, day: date) -> dict[str, str]:
        """Return `sys.inputs` of the template; `day` is the date printed on the document."""
        return {
            **self.undated_inputs(),
            "date": day.isoformat(),
            "author": self.author,
            "day": self.language.date(day),
            "edition": self.language.gettext("utgave %(edition)s", edition=self.edition),
        }

    def undated_inputs(self) -> dict[str, str]:
        """Return `sys.inputs` of a template that prints no date."""
        return {
            "data": self.data.decode(),
            "language": self.language.tag,
            "territory": self.language.territory,
            "words": self.words,
            "accent": self.accent,
        }


def documents(content: Content) -> list[Document]:
    """Return the documents of all roles, plans, guides and forms, without empty ones.

    An edition in another language has those of the roles.
    """
    found = [*contents(content)]
    if not content.settings.edition_of:
        found += [*plan_papers(content), *sheet_papers(content)]
    return typed(content, found, PAPER)


def typed(
    content: Content, found: Iterable[tuple[str, Fields]], templates: tuple[str, ...]
) -> list[Document]:
    """Return a document for each (path, fields), with characters that print can show only."""
    found = list(found)
    unprintable = refused(_characters([node for _, node in found]))
    by = content.settings.published_by
    made = []
    for path, node in found:
        warnings: dict[str, None] = {}
        printed = _printable(node, unprintable, "", warnings) if unprintable else node
        data = json.dumps(printed, ensure_ascii=False, separators=(",", ":")).encode()
        words = json.dumps(paper_words(content.language, node), ensure_ascii=False)
        made.append(
            Document(
                path=path,
                title=printed["title"],
                data=data,
                language=content.language,
                words=words,
                author=by.name if by else content.settings.site_name,
                accent=content.settings.accent or _ACCENT,
                templates=templates,
                warnings=tuple(warnings),
            )
        )
    return made


def compile_pdf(document: Document, *, day: date) -> bytes:
    """Return the PDF of a document, with the date `day` printed on it. Raises PaperError.

    It may run in several threads at once.
    """
    try:
        return pdf(document.template, document.inputs(day), day)
    except PaperError as error:
        raise PaperError(f"{document.path}: {error}") from error


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
