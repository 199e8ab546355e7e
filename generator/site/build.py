"""Hub -> Site: everything that is published, before anything is written.

In: a hub without errors, the settings of the site, and the newest link check. Out: whole pages and
files. The shells publish them unchanged.
"""

import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from generator.hub.field_types import today
from generator.hub.model import Hub
from generator.linkcheck.results import Run
from generator.problems import Problem
from generator.site.assets import static_files
from generator.site.content import Content
from generator.site.day import source_day
from generator.site.errors import SiteError
from generator.site.export.files import machine_files
from generator.site.export.headers import CONTENT_SECURITY_POLICY
from generator.site.export.search_index import ADDRESS as SEARCH_INDEX
from generator.site.export.search_index import search_index
from generator.site.pages.frame import NOT_FOUND, frame_of, frame_of_missing
from generator.site.pages.page import Offer
from generator.site.pages.render import Pages, site_pages
from generator.site.pages.templates import Templates
from generator.site.paper.pdf import Document, PaperError, documents
from generator.site.paper.printing import print_all
from generator.site.settings import Settings


@dataclass(frozen=True, slots=True)
class Site:
    """A whole site."""

    content: Content
    pages: Pages
    """The content of each page but the 404 page, without the frame."""
    files: Mapping[str, bytes]
    """Path from the site's root -> content, of everything that is not a page."""
    warnings: tuple[str, ...]
    """What an editor should fix, in Norwegian, each with its file. The site can be built anyway."""
    templates: Templates

    def whole_pages(
        self, *, policy: str | None = CONTENT_SECURITY_POLICY, problems: Sequence[Problem] = ()
    ) -> Iterator[tuple[str, bytes]]:
        """Yield (path from the site's root, HTML) of every page, the 404 page last.

        `policy` is None for a preview that adds its own script to each page; `problems` are the
        errors in the sources, if this is the last good site. Raises SiteError.
        """
        for page in self.pages.values():
            frame = frame_of(self.content, page, policy=policy, problems=problems)
            yield page.path, self.templates.framed(frame).encode()
        missing = frame_of_missing(self.content, policy=policy, problems=problems)
        yield NOT_FOUND, self.templates.framed(missing).encode()

    def all_files(self) -> Iterator[tuple[str, bytes]]:
        """Yield (path from the site's root, content) of everything to publish. Raises SiteError."""
        yield from self.whole_pages()
        yield from self.files.items()


def build(hub: Hub, settings: Settings, run: Run | None = None, *, jobs: int = 1) -> Site:
    """Build the site of a hub.

    `run` is the newest link check, if there is one; `jobs` is how much may be done at once. Raises
    SiteError.
    """
    content = Content(hub, settings, run)
    templates = Templates(content)
    papers, pdfs = _printed(content, jobs)
    pages = site_pages(content, templates, _offers(papers, pdfs))
    texts = dict(machine_files(content, pages))
    texts[SEARCH_INDEX] = search_index(content)
    made = {path: text.encode() for path, text in texts.items()}
    warnings = dict.fromkeys(warning for paper in papers for warning in paper.warnings)
    files = static_files(settings) | made | pdfs
    return Site(content, pages, files, tuple(warnings), templates)


def _printed(content: Content, jobs: int) -> tuple[list[Document], dict[str, bytes]]:
    """Return the documents for print, and the PDF of each by its path. Raises SiteError."""
    settings = content.settings
    try:
        papers = documents(content) if settings.pdf else []
        if not papers:
            return [], {}
        day = _printed_day(content.hub)
        return papers, print_all(papers, day, settings.paper_cache, jobs=jobs)
    except PaperError as error:
        raise SiteError(f"PDF-ene kan ikke lages: {error}") from error


def _printed_day(hub: Hub) -> date:
    """Return the date printed on PDFs: the sources' own, so that equal sources give equal bytes."""
    try:
        day = source_day(os.environ.get("SOURCE_DATE_EPOCH", ""))
    except ValueError as error:
        raise PaperError(str(error)) from error
    return day or max((change.date for change in hub.changes), default=today())


def _offers(papers: list[Document], pdfs: Mapping[str, bytes]) -> dict[str, list[Offer]]:
    """Return role id -> the PDFs that the role's pages offer."""
    offers: dict[str, list[Offer]] = {}
    for paper in papers:
        role = paper.path.partition("/")[0]
        offers.setdefault(role, []).append(Offer(paper.title, paper.path, len(pdfs[paper.path])))
    return offers
