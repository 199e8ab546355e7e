"""The site of a hub while its sources are edited: the last good one, and what is wrong now.

In: the folder of a hub, and which of its files changed. Out: files by their path from the site's
root, made when they are asked for: a page gets its frame, and PDFs are printed, only then. Until
they are printed anew, pages offer PDFs with their earlier sizes.
"""

import traceback
from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from threading import Condition, Lock

from generator.hub.kinds import CONTENT, FORMS, GUIDES, PLANS
from generator.hub.model import Hub
from generator.hub.reading import read_source
from generator.language import say
from generator.problems import errors
from generator.shells.reading import Sources, newest_run, read_sources
from generator.site.assets import override_folders, static_files
from generator.site.build import Site, build
from generator.site.errors import SiteError
from generator.site.pages.frame import NOT_FOUND
from generator.site.printed import print_site
from generator.site.settings import Settings
from generator.sources.known import KnownFiles

_INDEX = "index.html"


@dataclass(frozen=True, slots=True)
class Snapshot:
    """One state of the preview. It never changes, so it can be read while the next one is made."""

    site: Site
    number: int = 1
    problems: tuple[object, ...] = ()
    """Sentences about what is wrong in the sources; the site is then the last good one."""
    warnings: tuple[object, ...] = ()
    reloads: int = 1
    """The number of the last snapshot that needs more of a page than its styles."""

    def page(self, path: str) -> bytes | None:
        """Return a page in its frame, with the problems; None for a path that is no page.

        Raises SiteError.
        """
        address = path.removesuffix(_INDEX)
        if path == NOT_FOUND:
            return self.site.whole(None, self.problems)
        if address == path or address not in self.site.pages:
            return None
        return self.site.whole(self.site.pages[address], self.problems)

    def file(self, path: str) -> bytes | None:
        """Return a file that is neither a page nor a PDF; None for an unknown path."""
        return self.site.files.get(path)

    def news_since(self, number: int) -> str | None:
        """Return what a browser with an earlier snapshot must renew: `reload`, `styles` or None."""
        if number >= self.number:
            return None
        return "reload" if number < self.reloads else "styles"


class Preview:
    """A hub that is being edited. `address` is that of the preview's root, ending in a slash.

    `first` is the number of the first snapshot; it grows from one preview to the next, so that a
    browser that saw an earlier one knows that it has something old. Raises SiteError. The sources
    must have no errors.
    """

    def __init__(
        self, root: Path, sources: Sources, address: str, *, first: int = 1, jobs: int = 1
    ) -> None:
        self._root = root
        self._address = address
        self._news = Condition()
        self._read = KnownFiles(read_source)
        self._printing = Lock()
        site, warnings = self._built(sources, None, jobs)
        self._printed = site  # the last one whose PDFs are its own
        self.snapshot = Snapshot(site, first, (), warnings, first)

    @property
    def settings(self) -> Settings:
        """The settings of the last good site; its address is that of the preview."""
        return self.snapshot.site.content.settings

    def places(self) -> Iterator[Path]:
        """Yield the files and folders that the site is made from."""
        yield from sorted(self._root.glob("*.y*ml"))
        yield self._root / CONTENT
        yield from dict.fromkeys(folder.resolve() for folder in override_folders(self.settings))
        yield self._root / self.settings.link_results

    def update(self, changed: Collection[Path]) -> Snapshot:
        """Return the snapshot after these files changed, and tell waiting browsers. Never raises.

        If something is wrong, it is the last good site with the problems.
        """
        old = self.snapshot
        number = old.number + 1
        try:
            if all(path.suffix == ".css" for path in changed) and not old.problems:
                files = old.site.files.with_values(static_files(self.settings))
                site = replace(old.site, files=files)
                new = Snapshot(site, number, (), old.warnings, old.reloads)
            else:
                new = self._snapshot(read_sources(self._root, read=self._read), number)
        except SiteError as error:
            new = replace(old, number=number, problems=(error,), reloads=number)
        except Exception:  # noqa: BLE001 - a mistake of ours must not stop somebody's work
            problem = say("Rollehub har en feil, som er skrevet i terminalen")
            problem += f"\n{traceback.format_exc()}"
            new = replace(old, number=number, problems=(problem,), reloads=number)
        with self._news:
            self.snapshot = new
            self._news.notify_all()
        return new

    def wait(self, number: int, seconds: float) -> Snapshot:
        """Return the snapshot when it is newer than `number`, or after so many seconds."""
        with self._news:
            self._news.wait_for(lambda: self.snapshot.number > number, seconds)
            return self.snapshot

    def pdf(self, path: str) -> bytes | None:
        """Return a PDF, printed from the snapshot of now; None for an unknown path.

        Raises SiteError.
        """
        with self._printing:
            site = self.snapshot.site
            if self._printed.content is not site.content:
                contents = [edition.content for edition in site.editions.values()]
                self._printed = replace(site, printed=print_site(contents))
            return self._printed.printed.pdfs.get(path)

    def _snapshot(self, sources: Sources, number: int) -> Snapshot:
        """Return the snapshot with these sources. Raises SiteError."""
        if sources.buildable is None:
            wrong = tuple(errors(sources.problems))
            return replace(self.snapshot, number=number, problems=wrong, reloads=number)
        site, warnings = self._built(sources, self._printed, 1)
        return Snapshot(site, number, (), warnings, number)

    def _built(
        self, sources: Sources, earlier: Site | None, jobs: int
    ) -> tuple[Site, tuple[object, ...]]:
        """Return the site with the PDFs of an earlier one, and all warnings. Raises SiteError."""
        settings = sources.buildable
        assert settings is not None
        settings = settings.model_copy(update={"site_url": self._address})
        run, unreadable = newest_run(settings)
        offers_same = earlier and _offers(earlier.content.hub, earlier.content.settings) == _offers(
            sources.hub, settings
        )
        printed = earlier.printed if earlier and offers_same else None
        site = build(sources.hub, settings, run, jobs=jobs, printed=printed)
        for page in (site.pages[""], None):
            site.whole(page)  # a mistake in the frame is found now, not by the reader
        if printed is None:
            self._printed = site
        own = [] if printed else site.printed.warnings
        return site, tuple(filter(None, (*sources.problems, unreadable, *own)))


def _offers(hub: Hub, settings: Settings) -> object:
    """Return what decides which PDFs there are."""
    roles = [(role.id, role.name) for role in hub.roles]
    plans = [(plan.id, plan.title) for plan in PLANS.of(hub) if plan.is_published]
    guides = [(guide.id, guide.title) for guide in GUIDES.of(hub) if guide.is_published]
    forms = [(form.id, form.title) for form in FORMS.of(hub) if form.is_published]
    return settings.pdf, roles, plans, guides, forms
