"""Hub -> Site: everything that is published, before anything is written.

In: a hub without errors, the settings of the site, and the newest link check. Out: whole pages and
files. The shells publish them unchanged.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial

from generator.hub.confirmation import as_readers_see
from generator.hub.model import Hub
from generator.language import say
from generator.linkcheck.results import Run
from generator.processes import streamed
from generator.site.addresses import is_for_servers
from generator.site.assets import FOR_FORMS, static_files
from generator.site.content import Content
from generator.site.day import printed_day
from generator.site.earlier import Earlier
from generator.site.errors import SiteError
from generator.site.export.files import machine_files, redirect
from generator.site.export.headers import policy_of
from generator.site.export.hub_json import ADDRESS as HUB_JSON
from generator.site.export.hub_json import hub_json
from generator.site.export.plans import plan_files
from generator.site.export.search_index import search_files
from generator.site.made import Made
from generator.site.pages.frame import NOT_FOUND, frame_of, frame_of_missing
from generator.site.pages.page import Offer, Page
from generator.site.pages.render import site_pages
from generator.site.pages.templates import Templates
from generator.site.paper.pdf import Document, documents
from generator.site.paper.printing import print_all
from generator.site.paper.typesetting import PaperError
from generator.site.prints import Prints
from generator.site.settings import Settings


@dataclass(frozen=True, slots=True)
class Printed:
    """The PDFs of a site."""

    pdfs: Mapping[str, bytes]
    """Path from the site's root -> content."""
    offers: Mapping[str, Sequence[Offer]]
    """Folder -> the PDFs that the pages in it offer, such as `lis` or `planer/asnes`."""
    warnings: tuple[str, ...]
    """What an editor should fix, in Norwegian, each with its file."""


@dataclass(frozen=True, slots=True)
class Site:
    """A whole site."""

    content: Content
    pages: Mapping[str, Page]
    """Address -> the content of each page but the 404 page, without the frame."""
    files: Made[bytes]
    """Path from the site's root -> content, of everything that is neither a page nor a PDF."""
    printed: Printed
    prints: Prints
    """The cards and handouts; they are among `files`."""
    templates: Templates

    def whole(
        self, page: Page | None, problems: Sequence[object] = (), *, without_policy: bool = False
    ) -> bytes:
        """Return a page in its frame; None is the 404 page. Raises SiteError.

        `problems` are sentences about the errors in the sources, if this is the last good site.
        `without_policy` leaves out the policy, for a preview that adds its own script to the page.
        """
        policy = None if without_policy else policy_of(self.content.settings)
        frame = (
            frame_of(self.content, page, policy=policy, problems=problems)
            if page
            else frame_of_missing(self.content, policy=policy, problems=problems)
        )
        return self.templates.framed(frame).encode()

    def all_files(
        self, *, problems: Sequence[object] = (), without_policy: bool = False, jobs: int = 1
    ) -> Iterator[tuple[str, bytes]]:
        """Yield (path from the site's root, content) of everything to publish, in any order.

        `problems` and `without_policy` are those of `whole`. Each file is made when it is needed,
        and the pages in up to `jobs` processes. Raises SiteError.
        """
        whole = partial(self.whole, problems=problems, without_policy=without_policy)
        for path, content in self._all(whole, jobs):
            yield path, content if isinstance(content, bytes) else b"".join(content)

    def all_in_pieces(self, *, jobs: int = 1) -> Iterator[tuple[str, bytes | Iterator[bytes]]]:
        """Yield what `all_files` yields, but a file that may be very large in pieces."""
        yield from self._all(self.whole, jobs)

    def _all(
        self, whole: Callable[[Page | None], bytes], jobs: int
    ) -> Iterator[tuple[str, bytes | Iterator[bytes]]]:
        self.content.prepare(jobs)
        self.prints.prepare(jobs)

        def pages(addresses: Iterable[str]) -> Iterator[tuple[str, bytes]]:
            for address in addresses:
                page = self.pages[address]
                yield page.path, whole(page)

        others = self._others()
        for page in streamed(pages, list(self.pages), jobs):
            # While no page is ready, this process makes another file.
            if one := page or next(others, None):
                yield one
        yield from others
        earlier = Earlier(self.content.hub)
        for path, pdf in self.printed.pdfs.items():
            yield path, pdf
            yield from ((old, pdf) for old in earlier.paths(path))
        if self._has(NOT_FOUND):
            yield NOT_FOUND, whole(None)

    def _others(self) -> Iterator[tuple[str, bytes | Iterator[bytes]]]:
        self.content.keep()
        for path in filter(self._has, self.files):
            yield path, hub_json(self.content) if path == HUB_JSON else self.files[path]

    def _has(self, path: str) -> bool:
        return self.content.settings.offline is None or not is_for_servers(path)


def build(
    hub: Hub, settings: Settings, run: Run | None = None, *, jobs: int = 1,
    printed: Printed | None = None,
) -> Site:  # fmt: skip
    """Build the site of a hub.

    `run` is the newest link check, if there is one; `jobs` is how much may be done at once.
    `printed` are PDFs to offer instead of new ones, for a preview. Raises SiteError.
    """
    content = Content(as_readers_see(hub), settings, run)
    templates = Templates(content)
    printed = printed or print_site(content, jobs=jobs)
    pages = site_pages(content, templates, printed.offers)
    prints = Prints(content)
    ready = [_used_files(content), prints]
    files = Made(_with_earlier(content, pages, _makers(content, pages, ready)))
    return Site(content, pages, files, printed, prints, templates)


def _makers(
    content: Content, pages: Mapping[str, Page], ready: Iterable[Mapping[str, bytes]]
) -> Iterator[tuple[str, Callable[[], bytes]]]:
    """Yield (path from the site's root, function that returns the content) of all other files."""
    yield HUB_JSON, lambda: b"".join(hub_json(content))
    for texts in (machine_files(content, pages), search_files(content)):
        for path in texts:
            yield path, partial(_encoded, texts, path)
    for outline in content.plans:
        yield from plan_files(content, outline)
    for files in ready:
        for path in files:
            yield path, partial(files.__getitem__, path)


def _with_earlier(
    content: Content, pages: Mapping[str, Page], makers: Iterable[tuple[str, Callable[[], bytes]]]
) -> Iterator[tuple[str, Callable[[], bytes]]]:
    """Yield makers of files, also at their earlier addresses, and of redirects from pages'."""
    earlier = Earlier(content.hub)
    for path, make in makers:
        yield path, make
        yield from ((old, make) for old in earlier.paths(path))
    for address in pages:
        for old in earlier.paths(address):
            yield f"{old}index.html", partial(_redirected, content, pages, old, address)


def _redirected(content: Content, pages: Mapping[str, Page], old: str, address: str) -> bytes:
    return redirect(content, old, address, pages[address].title).encode()


def _encoded(texts: Mapping[str, str], path: str) -> bytes:
    return texts[path].encode()


def _used_files(content: Content) -> Mapping[str, bytes]:
    """Return the static files that the pages of a site use."""
    files = static_files(content.settings)
    if content.guides or content.forms:
        return files
    return {path: data for path, data in files.items() if not path.startswith(FOR_FORMS)}


def print_site(content: Content, *, jobs: int = 1) -> Printed:
    """Return the PDFs of a site; none if its settings say so. Raises SiteError."""
    settings = content.settings
    try:
        papers = documents(content) if settings.pdf else []
        day = printed_day(content.hub) if papers else date.min
        pdfs = print_all(papers, day, settings.paper_cache, jobs=jobs) if papers else {}
    except (PaperError, ValueError) as error:
        raise SiteError(say("PDF-ene kan ikke lages: %(error)s", error=error)) from error
    warnings = dict.fromkeys(warning for paper in papers for warning in paper.warnings)
    return Printed(pdfs, _offers(papers, pdfs), tuple(warnings))


def _offers(papers: list[Document], pdfs: Mapping[str, bytes]) -> dict[str, list[Offer]]:
    """Return folder -> the PDFs that the pages in it offer."""
    offers: dict[str, list[Offer]] = {}
    for paper in papers:
        folder = paper.path.rpartition("/")[0]
        offers.setdefault(folder, []).append(Offer(paper.title, paper.path, len(pdfs[paper.path])))
    return offers
