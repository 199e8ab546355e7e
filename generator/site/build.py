"""Hub -> Site: everything that is published, before anything is written.

In: a hub without errors, the settings of the site, and the newest link check. Out: whole pages and
files. The shells publish them unchanged.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import starmap
from typing import NamedTuple, TypeVar

from generator.hub.confirmation import as_readers_see
from generator.hub.model import Hub
from generator.linkcheck.results import Run
from generator.processes import streamed
from generator.site.addresses import is_for_servers
from generator.site.assets import FOR_FORMS, static_files
from generator.site.content import Content
from generator.site.earlier import Earlier
from generator.site.editions import editions_of
from generator.site.export.editions import edition_files
from generator.site.export.files import machine_files, redirect
from generator.site.export.headers import policy_of
from generator.site.export.hub_json import ADDRESS as HUB_JSON
from generator.site.export.hub_json import hub_json
from generator.site.export.plans import plan_files
from generator.site.export.search_index import search_files
from generator.site.made import Made
from generator.site.pages.frame import NOT_FOUND, frame_of, frame_of_missing
from generator.site.pages.page import Offers, Page
from generator.site.pages.render import site_pages
from generator.site.pages.templates import Templates
from generator.site.pages.versions import is_original, versions_of
from generator.site.printed import Printed, print_site
from generator.site.prints import Prints
from generator.site.settings import Settings

FileContent = bytes | Iterator[bytes]
"""A file that may be very large comes in pieces."""
Done = TypeVar("Done")


class Edition(NamedTuple):
    """The site in one language."""

    content: Content
    templates: Templates
    prints: Prints


@dataclass(frozen=True, slots=True)
class Site:
    """A whole site."""

    content: Content
    pages: Mapping[str, Page]
    """Address -> the content of each page but the 404 page, without the frame.

    Those of an edition in another language are in its folder."""
    files: Made[bytes]
    """Path from the site's root -> content, of everything that is neither a page nor a PDF."""
    printed: Printed
    prints: Prints
    """The cards and handouts; they are among `files`."""
    templates: Templates
    editions: Mapping[str, Edition]
    """Folder -> the edition in it; the empty folder has that in the language of the hub."""

    def whole(
        self, page: Page | None, problems: Sequence[object] = (), *, without_policy: bool = False
    ) -> bytes:
        """Return a page in its frame; None is the 404 page. Raises SiteError.

        `problems` are sentences about the errors in the sources, if this is the last good site.
        `without_policy` leaves out the policy, for a preview that adds its own script to the page.
        """
        policy = None if without_policy else policy_of(self.content.settings)
        if page is None:
            frame = frame_of_missing(self.content, policy=policy, problems=problems)
            return self.templates.framed(frame).encode()
        content, templates, _ = self.editions[page.folder]
        versions = versions_of(page, self._contents, self.pages)
        frame = frame_of(content, page, policy=policy, problems=problems, versions=versions)
        return templates.framed(frame).encode()

    def all_files(
        self, *, problems: Sequence[object] = (), without_policy: bool = False, jobs: int = 1
    ) -> Iterator[tuple[str, bytes]]:
        """Yield (path from the site's root, content) of everything to publish, in any order.

        The arguments are those of `put_all`, and what it raises.
        """

        def whole(path: str, content: FileContent) -> tuple[str, bytes]:
            return path, content if isinstance(content, bytes) else b"".join(content)

        yield from self.put_all(whole, problems=problems, without_policy=without_policy, jobs=jobs)

    def put_all(
        self, put: Callable[[str, FileContent], Done], *, problems: Sequence[object] = (),
        without_policy: bool = False, jobs: int = 1,
    ) -> Iterator[Done]:  # fmt: skip
        """Give `put` everything to publish, and yield what it returns, which must be picklable.

        `put` gets a path from the site's root and a content, in any order, in the process that made
        it: the pages are made in up to `jobs` of them. `problems` and `without_policy` are those of
        `whole`. Each file is made when it is needed. Raises SiteError, and what `put` raises.
        """
        whole = partial(self.whole, problems=problems, without_policy=without_policy)
        for edition in self.editions.values():
            edition.content.prepare(jobs)
            edition.prints.prepare(jobs)

        def pages(addresses: Iterable[str]) -> Iterator[Done]:
            for address in addresses:
                page = self.pages[address]
                yield put(page.path, whole(page))

        others = starmap(put, self._others())
        for page in streamed(pages, list(self.pages), jobs):
            # While no page is ready, this process makes another file.
            if one := page or next(others, None):
                yield one
        yield from others
        earlier = Earlier(self.content.hub)
        for path, pdf in self.printed.pdfs.items():
            for each in (path, *earlier.paths(path)):
                yield put(each, pdf)
        if self._has(NOT_FOUND):
            yield put(NOT_FOUND, whole(None))

    def _others(self) -> Iterator[tuple[str, FileContent]]:
        for edition in self.editions.values():
            edition.content.keep()
        for path in filter(self._has, self.files):
            yield path, hub_json(self.content) if path == HUB_JSON else self.files[path]

    @property
    def _contents(self) -> Mapping[str, Content]:
        return {folder: edition.content for folder, edition in self.editions.items()}

    def _has(self, path: str) -> bool:
        return self.content.settings.offline is None or not is_for_servers(path)


def editions_made(hub: Hub, settings: Settings, run: Run | None = None) -> Mapping[str, Edition]:
    """Return what the site of a hub is built from: folder -> the edition in it.

    `run` is the newest link check, if there is one. Raises SiteError.
    """
    content = Content(as_readers_see(hub), settings, run)
    made = (content, *editions_of(content))
    return {x.settings.folder: Edition(x, Templates(x), Prints(x)) for x in made}


def build(
    hub: Hub, settings: Settings, run: Run | None = None, *, jobs: int = 1,
    printed: Printed | None = None,
) -> Site:  # fmt: skip
    """Build the site of a hub; the arguments are those of `editions_made` and `site_of`."""
    return site_of(editions_made(hub, settings, run), jobs=jobs, printed=printed)


def site_of(
    editions: Mapping[str, Edition], *, jobs: int = 1, printed: Printed | None = None
) -> Site:
    """Build a site from its editions, as `editions_made` returns them.

    `jobs` is how much may be done at once. `printed` are PDFs to offer instead of new ones, for a
    preview. Raises SiteError.
    """
    content, templates, prints = editions[""]
    printed = printed or print_site([x.content for x in editions.values()], jobs=jobs)
    own = {
        folder: site_pages(edition.content, edition.templates, _below(folder, printed.offers))
        for folder, edition in editions.items()
    }
    pages, files = Made[Page](()), Made[bytes](())
    for folder in editions:
        pages = pages.joined(folder, own[folder])
    known = [address for address in pages if not _is_copy(address, editions)]
    for folder, edition in editions.items():
        ready = [edition_files(edition.content) if folder else _used_files(content), edition.prints]
        makers = _ready_makers(ready) if folder else _makers(content, known, ready)
        files = files.joined(folder, Made(_with_earlier(edition.content, own[folder], makers)))
    return Site(content, pages, files, printed, prints, templates, editions)


def _is_copy(address: str, editions: Mapping[str, Edition]) -> bool:
    """Whether a page of an edition shows an answer that is not translated."""
    return any(
        address.startswith(folder) and is_original(edition.content, address.removeprefix(folder))
        for folder, edition in editions.items()
    )


def _below(folder: str, offers: Offers) -> Offers:
    """Return the PDFs that the pages in a folder offer, as paths from that folder."""
    return {
        path.removeprefix(folder): [
            replace(offer, address=offer.address.removeprefix(folder)) for offer in offered
        ]
        for path, offered in offers.items()
        if path.startswith(folder)
    }


def _makers(
    content: Content, known: Iterable[str], ready: Iterable[Mapping[str, bytes]]
) -> Iterator[tuple[str, Callable[[], bytes]]]:
    """Yield (path from the site's root, function that returns the content) of all other files.

    `known` are the addresses of the pages that search engines should know.
    """
    yield HUB_JSON, lambda: b"".join(hub_json(content))
    for texts in (machine_files(content, known), search_files(content)):
        for path in texts:
            yield path, partial(_encoded, texts, path)
    for outline in content.plans:
        yield from plan_files(content, outline)
    yield from _ready_makers(ready)


def _ready_makers(
    ready: Iterable[Mapping[str, bytes]],
) -> Iterator[tuple[str, Callable[[], bytes]]]:
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
