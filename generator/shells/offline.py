"""A hub -> a copy of its site that works from a folder on a disk, without a network.

In: a hub without errors and its settings. Out: the files of the copy, by path from its folder. They
are the site, rendered with addresses that name files (`site.addresses`) and with a notice on each
page, and a text about the copy. Equal input gives equal bytes.
"""

from generator.hub.model import Hub
from generator.linkcheck.results import Run
from generator.shells.edition import READ_ME, Edition, read_me_text
from generator.site.build import build
from generator.site.settings import Offline, Settings


def offline(
    hub: Hub, settings: Settings, edition: Edition, run: Run | None = None, *, jobs: int = 1
) -> tuple[dict[str, bytes], tuple[str, ...]]:
    """Return the files of the copy, sorted by path, and warnings, in Norwegian.

    `run` is the newest link check, if there is one; `jobs` is how much may be done at once. Raises
    SiteError.
    """
    settings = settings.model_copy(update={"offline": Offline(edition.day)})
    site = build(hub, settings, run, jobs=jobs)
    made = dict(site.all_files())
    # Old editors on Windows need a byte order mark and their own line ends.
    made[READ_ME] = read_me_text(edition).replace("\n", "\r\n").encode("utf-8-sig")
    return dict(sorted(made.items())), site.printed.warnings
