"""The folder of a hub -> what a shell builds from: the hub, its settings, the newest link check.

In: the folder. Out: values, and everything that is wrong in the sources and in the settings file.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from generator.check.checks import check
from generator.check.owners import unknown_owners
from generator.check.translations import in_own_language
from generator.hub.field_types import today
from generator.hub.folder import ReadFile
from generator.hub.load import read_hub
from generator.hub.model import Hub
from generator.hub.options_file import (
    language_of_hub,
    newer_format,
    options_name,
    read_options,
)
from generator.hub.reading import read_source
from generator.language import say, speak
from generator.linkcheck.results import Run, usable_results
from generator.problems import Code, Place, Problem, errors, warning_line
from generator.site.assets import missing_files
from generator.site.settings import Settings, new_question_address, site_settings


@dataclass(frozen=True, slots=True)
class Sources:
    """The sources of a hub at one moment."""

    hub: Hub
    settings: Settings | None
    """None if the settings file has errors."""
    problems: tuple[Problem, ...]
    """All problems, sorted by place."""

    @property
    def buildable(self) -> Settings | None:
        """The settings to build the hub with; None if anything has errors."""
        return None if errors(self.problems) else self.settings


@dataclass(frozen=True, slots=True)
class Unchecked:
    """The sources of a hub that are read but not checked: only mistakes of shape are known."""

    hub: Hub
    settings: Settings | None
    """None if the settings file has errors."""
    problems: tuple[Problem, ...]
    """Those that are known, in no particular order."""
    check: Callable[[int], list[Problem]]
    """Finds all others, in up to so many processes."""

    def sources(self, found: Iterable[Problem]) -> Sources:
        """Return the sources with what `check` found."""
        return Sources(self.hub, self.settings, tuple(sorted((*self.problems, *found))))


def read_sources(
    root: Path, options_file: str | None = None, *, jobs: int = 1, read: ReadFile = read_source
) -> Sources:
    """Read and check the hub in folder `root`, in up to `jobs` processes.

    The arguments are those of `read_unchecked`.
    """
    unchecked = read_unchecked(root, options_file, jobs=jobs, read=read)
    return unchecked.sources(unchecked.check(jobs))


def read_unchecked(
    root: Path, options_file: str | None = None, *, jobs: int = 1, read: ReadFile = read_source
) -> Unchecked:
    """Read the hub in folder `root`, in up to `jobs` processes.

    From here on, all messages of the run are in the language of the hub.

    `options_file` is the name of the settings file, if it is known to be that of MkDocs; `read`
    reads one file of YAML. Never raises for what is wrong in the files.
    """
    speak(language_of_hub(root, options_file))
    options, wrong = read_options(root, options_file)
    if newer := newer_format(wrong):
        return Unchecked(Hub(), None, (newer,), lambda _: [])
    hub, origins, found = read_hub(root, read=read, jobs=jobs)
    settings = site_settings(options, root) if options else None
    at = Place(options_file or options_name(root))
    if settings:
        wrong += [Problem(at, Code.MISSING_FILE, text) for text in missing_files(settings)]

    def check_all(jobs: int) -> list[Problem]:
        public = options.known_contacts if options else ()
        checked = check(hub, origins, today(), jobs, public=public)
        if options:
            checked += in_own_language(hub, origins, options.language)
            checked += unknown_owners(origins, options.default_owner, options.code_owners, at)
        return checked

    return Unchecked(hub, settings, (*found, *wrong), check_all)


def newest_run(settings: Settings) -> tuple[Run | None, str | None]:
    """Return the newest link check, and a warning if its file cannot be read.

    The check is None if it cannot be read, or if there is none yet.
    """
    if settings.root is None:
        return None, None
    run, warning = usable_results(settings.root / settings.link_results)
    return run, warning_line(settings.link_results, warning) if warning else None


def advice(settings: Settings) -> str | None:
    """Return a line if readers cannot suggest anything, or are not told who is behind the site."""
    found = []
    if not new_question_address(settings):
        found.append(
            say("Leserne kan ikke foreslå noe: sett repo_url eller contact i innstillingene.")
        )
    if not settings.published_by:
        found.append(
            say("Leserne ser ikke hvem som står bak nettstedet: sett publisher i innstillingene.")
        )
    return " ".join(found) or None
