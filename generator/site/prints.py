"""The small papers of a site: cards and handouts, each made when it is asked for.

In: the content of a site. Out: path from its root -> bytes. They are kept in a folder between
builds, under a hash of everything that they are made from. Before a whole site is written, those
that are missing there are made in threads; a preview makes only those that a reader opens.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from datetime import date
from functools import cached_property
from pathlib import Path

from generator.language import say
from generator.site.content import Content
from generator.site.day import printed_day
from generator.site.errors import SiteError
from generator.site.paper.cards import cards
from generator.site.paper.handouts import handouts
from generator.site.paper.pdf import CARD, HANDOUT, Document, typed
from generator.site.paper.runs import Fields
from generator.site.paper.typesetting import PaperError, pdf, png
from generator.site.print_paths import has_cards

_ENDS = {".png": b"IEND\xaeB`\x82", ".pdf": b"%%EOF"}
"""The end of the name of a file -> the end of its bytes: a shorter file was cut off."""


class Prints(Mapping[str, bytes]):
    """Path from the site's root -> a card or a handout. Raises SiteError if one cannot be made."""

    def __init__(self, content: Content) -> None:
        self._content = content
        self._kept = content.settings.prints_cache
        self._files: dict[str, Path] = {}
        self._makers: dict[str, Callable[[], Fields]] = {}
        self._days: dict[str, date | None] = {}
        if has_cards(content):
            self._makers |= cards(content)
        for path, day, make in handouts(content):
            self._makers[path], self._days[path] = make, day

    def __getitem__(self, path: str) -> bytes:
        if (file := self._files.get(path)) and (kept := _read(file)):
            return kept
        (document,) = self._documents([path])
        return self._made(document)

    def __iter__(self) -> Iterator[str]:
        return iter(self._makers)

    def __len__(self) -> int:
        return len(self._makers)

    def prepare(self, jobs: int) -> None:
        """Make those that are not kept yet in up to `jobs` threads, and remove old ones.

        Nothing is made ahead without a folder that can be written. Raises SiteError.
        """
        if not self._kept or not (self._makers or self._kept.is_dir()):
            return
        documents = self._documents(self)
        self._files = {x.path: self._kept / self._name(x) for x in documents}
        with suppress(OSError):
            self._kept.mkdir(parents=True, exist_ok=True)
            old = {file for file in self._kept.iterdir() if file.suffix in _ENDS}
            missing = [x for x in documents if self._files[x.path] not in old]
            with ThreadPoolExecutor(jobs) as threads:
                list(threads.map(self._keep, missing))
            for file in old.difference(self._files.values()):
                file.unlink()

    def _day_of(self, path: str) -> date:
        """Return the date on a handout: of its newest change, so that it changes with its texts."""
        return self._days[path] or self._day

    @cached_property
    def _day(self) -> date:
        """The date of all whose changes are unknown."""
        try:
            return printed_day(self._content.hub)
        except ValueError as error:
            raise SiteError(say("PDF-ene kan ikke lages: %(error)s", error=error)) from error

    def _documents(self, paths: Iterable[str]) -> list[Document]:
        paths = list(paths)
        pictures = [(path, self._makers[path]()) for path in paths if _is_card(path)]
        sheets = [(path, self._makers[path]()) for path in paths if not _is_card(path)]
        content = self._content
        return [*typed(content, pictures, CARD), *typed(content, sheets, HANDOUT)]

    def _inputs(self, document: Document) -> dict[str, str]:
        is_dated = not _is_card(document.path)
        return (
            document.inputs(self._day_of(document.path)) if is_dated else document.undated_inputs()
        )

    def _name(self, document: Document) -> str:
        suffix = Path(document.path).suffix
        return f"{document.key_with(self._inputs(document))}{suffix}"

    def _keep(self, document: Document) -> None:
        file = self._files[document.path]
        # Not synced to the disk, which would take longer than making it: `_read` sees a lost end.
        fresh = file.with_suffix(".new")
        fresh.write_bytes(self._made(document))
        fresh.replace(file)

    def _made(self, document: Document) -> bytes:
        inputs = self._inputs(document)
        try:
            if _is_card(document.path):
                return png(document.template, inputs)
            return pdf(document.template, inputs, self._day_of(document.path))
        except PaperError as error:
            message = say("%(path)s kan ikke lages: %(error)s", path=document.path, error=error)
            raise SiteError(message) from error


def _is_card(path: str) -> bool:
    return path.endswith(".png")


def _read(file: Path) -> bytes | None:
    """Return a kept file; None if it is missing or cut off."""
    try:
        data = file.read_bytes()
    except OSError:
        return None
    return data if data.rstrip().endswith(_ENDS[file.suffix]) else None
