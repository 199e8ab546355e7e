"""What printed plans, guides and forms consist of: paragraphs, facts, tables, documents.

In: texts, Markdown, and values of models. Out: plain dicts and lists, ready for JSON, such as
`layout` makes of answers.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from generator.hub.field_types import Date
from generator.hub.forms import Form
from generator.hub.guides import Guide
from generator.hub.plans import Plan
from generator.language import Language
from generator.site.content import Content
from generator.site.paper.addresses import address_fields, followed_by_address
from generator.site.paper.breaks import breakable, heading, plain
from generator.site.paper.layout import blocks
from generator.site.paper.runs import Fields, merged, strong
from generator.site.paper.signature import signature

Blocks = list[Fields]
_MOST_COLUMNS = 9
"""Of a table with short cells; what does not fit follows in another table."""


@dataclass(frozen=True, slots=True)
class Writer:
    """Makes the blocks of one document."""

    content: Content

    def text(self, markdown: str) -> Blocks:
        """Return the blocks of a text that may have headings."""
        tree = self.content.texts.answer(markdown).tree
        return blocks(tree, lambda link: followed_by_address(self.content, link))

    def note(self, markdown: str) -> Blocks:
        """Return the blocks of a note; a heading in it is a paragraph in bold."""
        tree = self.content.texts.answer(markdown).tree
        return blocks(tree, lambda link: followed_by_address(self.content, link), is_note=True)

    def said(self, lead: str, markdown: str) -> Blocks:
        """Return the blocks of a note, with a word in bold before its first paragraph."""
        first, *others = self.note(markdown) or [paragraph()]
        if first["kind"] != "p":
            return [paragraph(bold(lead)), first, *others]
        return [{**first, "runs": [*bold(f"{lead} "), *first["runs"]]}, *others]

    def document(  # noqa: PLR0913 - independent facts
        self,
        item: Plan | Guide | Form,
        *,
        file: str,
        address: str,
        counted: str,
        topics: Blocks,
        about: str = "",
        notice: str = "",
        intro: Sequence[Fields] = (),
    ) -> Fields:
        """Return a whole document of `topics`, each with a title and blocks.

        `address` is that of its page, from the site's root. `about`, `counted`, `notice` and
        `intro` stand before the table of contents.
        """
        settings, language = self.content.settings, self.content.language
        basis = language.enumerated(source.name for source in item.source)
        from_ = language.gettext("Bygger på: %(source)s.", source=basis) if basis else ""
        said = [notice, from_, reviewed_words(language, item.reviewed)]
        return {
            "kind": "sections",
            "file": file,
            "title": plain(item.title),
            "lines": [breakable(item.title)],
            "role": breakable(item.title),
            "about": breakable(about),
            "site": signature(settings),
            "page": address_fields(settings.site_url + address) if settings.site_url else None,
            "counted": counted,
            "notice": breakable(" ".join(filter(None, said))),
            "intro": list(intro),
            "topics": topics,
        }


def topic(title: str, *parts: Iterable[Fields]) -> Fields:
    """Return a part of a document under its own title."""
    return {"title": heading(title), "blocks": [block for part in parts for block in part]}


def words(text: str, **styles: bool) -> list[Fields]:
    """Return the runs of a plain text."""
    return [{"text": breakable(text), **styles}] if text else []


def capital(text: str) -> str:
    """Return a text with a capital at its start."""
    return text[:1].upper() + text[1:]


def bold(text: str) -> list[Fields]:
    """Return the runs of a plain text in bold."""
    return strong(words(text))


def small(text: str) -> list[Fields]:
    """Return the runs of a plain text in small letters."""
    return words(text, small=True)


def paragraph(*runs: Iterable[Fields]) -> Fields:
    """Return a paragraph of runs."""
    return {"kind": "p", "runs": merged(run for part in runs for run in part)}


def subheading(text: str) -> Fields:
    """Return a heading inside a topic."""
    return {"kind": "heading", "level": 1, "runs": words(heading(text))}


def bullets(items: Iterable[Blocks]) -> Iterator[Fields]:
    """Yield a list of items, each of blocks; nothing if there are none."""
    if found := list(items):
        yield {"kind": "list", "items": found}


def facts(pairs: Iterable[tuple[str, Sequence[Fields]]]) -> Iterator[Fields]:
    """Yield a list of names with what is said of each; one of which nothing is said is left out."""
    yield from bullets([paragraph(bold(f"{name}: "), runs)] for name, runs in pairs if runs)


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[Fields]:
    """Yield a table of plain texts; one with many columns as several, all with the first column."""
    listed = list(rows)
    others = range(1, len(head), _MOST_COLUMNS - 1)
    for first in others if listed else ():
        end = first + _MOST_COLUMNS - 1
        picked = [[row[0], *row[first:end]] for row in (head, *listed)]
        cells = [[words(text) for text in row] for row in picked]
        yield {
            "kind": "table", "align": ["left"] * len(cells[0]), "head": cells[:1],
            "body": cells[1:],
        }  # fmt: skip


def reviewed_words(language: Language, day: Date) -> str:
    """Return when a professional has confirmed something, or that nobody has."""
    if day is None:
        return language.gettext("Ikke faglig gjennomgått ennå.")
    return language.gettext("Sist faglig gjennomgått %(day)s.", day=language.date(day))
