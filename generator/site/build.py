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
from generator.site.assets import static_files
from generator.site.content import Content
from generator.site.day import source_day
from generator.site.errors import SiteError
from generator.site.export.files import machine_files
from generator.site.export.headers import CONTENT_SECURITY_POLICY
from generator.site.export.search_index import ADDRESS as SEARCH_INDEX
from generator.site.export.search_index import search_index
from generator.site.pages.frame import NOT_FOUND, frame_of, frame_of_missing
from generator.site.pages.page import Offer, Page
from generator.site.pages.render import Pages, site_pages
from generator.site.pages.templates import Templates
from generator.site.paper.pdf import Document, PaperError, documents
from generator.site.paper.printing import print_all
from generator.site.settings import Settings


@dataclass(frozen=True, slots=True)
class Printed:
    """The PDFs of a site."""

    pdfs: Mapping[str, bytes]
    """Path from the site's root -> content."""
    offers: Mapping[str, Sequence[Offer]]
    """Role id -> the PDFs that the role's pages offer."""
    warnings: tuple[str, ...]
    """What an editor should fix, in Norwegian, each with its file."""


@dataclass(frozen=True, slots=True)
class Site:
    """A whole site."""

    content: Content
    pages: Pages
    """The content of each page but the 404 page, without the frame."""
    files: Mapping[str, bytes]
    """Path from the site's root -> content, of everything that is neither a page nor a PDF."""
    printed: Printed
    templates: Templates

    def whole_pages(
        self, *, policy: str | None = CONTENT_SECURITY_POLICY, problems: Sequence[object] = ()
    ) -> Iterator[tuple[str, bytes]]:
        """Yield (path from the site's root, HTML) of every page, the 404 page last.

        `policy` is None for a preview that adds its own script to each page; `problems` are
        sentences about the errors in the sources, if this is the last good site. Raises SiteError.
        """
        for page in self.pages.values():
            yield page.path, self.whole(page, policy, problems)
        yield NOT_FOUND, self.whole(None, policy, problems)

    def whole(
        self, page: Page | None, policy: str | None = CONTENT_SECURITY_POLICY,
        problems: Sequence[object] = (),
    ) -> bytes:  # fmt: skip
        """Return a page in its frame; None is the 404 page. Raises SiteError."""
        frame = (
            frame_of(self.content, page, policy=policy, problems=problems)
            if page
            else frame_of_missing(self.content, policy=policy, problems=problems)
        )
        return self.templates.framed(frame).encode()

    def all_files(
        self, *, policy: str | None = CONTENT_SECURITY_POLICY, problems: Sequence[object] = ()
    ) -> Iterator[tuple[str, bytes]]:
        """Yield (path from the site's root, content) of everything to publish. Raises SiteError.

        The arguments are those of `whole_pages`.
        """
        yield from self.whole_pages(policy=policy, problems=problems)
        yield from self.files.items()
        yield from self.printed.pdfs.items()


def build(
    hub: Hub, settings: Settings, run: Run | None = None, *, jobs: int = 1,
    printed: Printed | None = None,
) -> Site:  # fmt: skip
    """Build the site of a hub.

    `run` is the newest link check, if there is one; `jobs` is how much may be done at once.
    `printed` are PDFs to offer instead of new ones, for a preview. Raises SiteError.
    """
    content = Content(hub, settings, run)
    templates = Templates(content)
    printed = printed or print_site(content, jobs=jobs)
    pages = site_pages(content, templates, printed.offers)
    texts = dict(machine_files(content, pages))
    texts[SEARCH_INDEX] = search_index(content)
    files = static_files(settings) | {path: text.encode() for path, text in texts.items()}
    return Site(content, pages, files, printed, templates)


def print_site(content: Content, *, jobs: int = 1) -> Printed:
    """Return the PDFs of a site; none if its settings say so. Raises SiteError."""
    settings = content.settings
    try:
        papers = documents(content) if settings.pdf else []
        day = _printed_day(content.hub) if papers else date.min
        pdfs = print_all(papers, day, settings.paper_cache, jobs=jobs) if papers else {}
    except PaperError as error:
        raise SiteError(f"PDF-ene kan ikke lages: {error}") from error
    warnings = dict.fromkeys(warning for paper in papers for warning in paper.warnings)
    return Printed(pdfs, _offers(papers, pdfs), tuple(warnings))


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
