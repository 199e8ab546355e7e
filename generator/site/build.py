"""Hub -> Site: everything that is published, before anything is written.

In: a hub without errors, the settings of the site, and the newest link check. Out: pages and files.
The shells publish them unchanged.
"""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from generator.hub.field_types import today
from generator.hub.model import Hub
from generator.linkcheck.results import Run
from generator.site.content import Content
from generator.site.day import source_day
from generator.site.export.files import machine_files
from generator.site.export.search_index import ADDRESS as SEARCH_INDEX
from generator.site.export.search_index import search_index
from generator.site.pages.page import Offer, Page
from generator.site.pages.render import render_pages
from generator.site.paper.pdf import Document, PaperError, documents
from generator.site.paper.printing import print_all
from generator.site.settings import Settings


@dataclass(frozen=True, slots=True)
class Site:
    """A whole site."""

    content: Content
    pages: tuple[Page, ...]
    files: Mapping[str, bytes]
    """Path from the site's root -> content, of everything that is not a page."""
    warnings: tuple[str, ...]
    """What an editor should fix, in Norwegian, each with its file. The site can be built anyway."""


def build(hub: Hub, settings: Settings, run: Run | None = None) -> Site:
    """Build the site of a hub.

    `run` is the newest link check, if there is one. Raises `PaperError` if PDFs cannot be made.
    """
    content = Content(hub, settings, run)
    papers = documents(content) if settings.pdf else []
    pdfs = print_all(papers, _printed_day(hub), settings.paper_cache) if papers else {}
    pages = tuple(render_pages(content, _offers(papers, pdfs)))
    texts = dict(machine_files(content, [page.address for page in pages]))
    texts[SEARCH_INDEX] = search_index(content)
    files = {path: text.encode() for path, text in texts.items()} | pdfs
    warnings = dict.fromkeys(warning for paper in papers for warning in paper.warnings)
    return Site(content, pages, files, tuple(warnings))


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
