"""What an offline copy says about itself: its name, its date, and the site's address.

In: a hub and its settings. Out: an `Edition`, and what its reader is told first, in the language of
the site.
"""

import re
import unicodedata
from dataclasses import dataclass
from datetime import date

from generator.hub.model import Hub
from generator.language import Language, language_of
from generator.site.addresses import INDEX
from generator.site.settings import Settings

READ_ME = "LES-MEG.txt"
"""The one file of a copy that the site does not have."""
EARLIEST = date(1980, 1, 1)
"""The first date that a ZIP can record."""

_LETTERS = str.maketrans({"æ": "ae", "ø": "o", "đ": "d", "ð": "d", "ł": "l", "ŋ": "n", "ß": "ss"})
_LONGEST_NAME = 50  # Windows allows 260 characters in a path, and people unpack in deep folders
_NO_NAME = "rollehub"


@dataclass(frozen=True, slots=True)
class Edition:
    """The name, address and date of one copy of a site."""

    name: str
    """The site's name."""
    url: str | None
    """Absolute address of the site, ending in a slash; None if unknown."""
    day: date | None
    """The date of the copy; None if unknown."""
    language: Language = Language()  # noqa: RUF009 - frozen
    """The language of the site."""

    @property
    def folder(self) -> str:
        """The name of the copy's folder: ASCII, and allowed on every file system."""
        text = unicodedata.normalize("NFKD", self.name.casefold().translate(_LETTERS))
        words = re.findall(r"[a-z0-9]+", text.encode("ascii", "ignore").decode())
        name = "-".join(words)[:_LONGEST_NAME].rstrip("-")
        # «con» and some others are devices on Windows; none of them is longer than four characters.
        return name if len(name) > 4 else f"{_NO_NAME}-{name}".rstrip("-")

    @property
    def title(self) -> str:
        """What the copy calls itself, such as `kopi fra 21. november 2026`."""
        _ = self.language.gettext
        return _("kopi fra %(day)s", day=self.language.date(self.day)) if self.day else _("kopi")


def edition_of(hub: Hub, settings: Settings, day: date | None = None) -> Edition:
    """Return the edition of a copy of a hub.

    Without `day`, its date is that of the newest change that the hub tells of.
    """
    day = day or max((change.date for change in hub.changes), default=None)
    day = day if day and day >= EARLIEST else None
    language = language_of(settings.language)
    return Edition(settings.site_name, settings.site_url or None, day, language)


def read_me_text(edition: Edition) -> str:
    """Return the text of `READ_ME`, with line ends as in Python."""
    _ = edition.language.gettext
    lines = [
        edition.name,
        _("%(title)s, til bruk uten nett", title=edition.title.capitalize()),
        "",
        _("1. Pakk ut hele ZIP-filen. I Windows: høyreklikk filen og velg «Pakk ut alle»."),
        _(
            "2. Åpne mappen «%(folder)s» og dobbeltklikk %(file)s.",
            folder=edition.folder,
            file=INDEX,
        ),
        "",
        _("Alle svar og søket virker uten nett. Lenker til andre nettsteder trenger nett."),
        _("Innholdet kan være endret etter at kopien ble laget."),
    ]
    if edition.url:
        lines.append(" ".join((_("Nyeste utgave:"), edition.url)))
    return "".join(f"{line}\n" for line in lines)
