"""What an offline copy says about itself: its name, its date, and the site's address.

In: the files of a built site. Out: an `Edition`, and the texts that a reader of the copy sees, in
the language of the site.
"""

import json
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from html import escape
from urllib.parse import quote

from generator.language import SOURCE, Language, UnknownLanguageError, language_of

READ_ME = "LES-MEG.txt"
"""The one file of a copy that the site does not have."""
INDEX = "index.html"
"""The file that a server sends for the address of a folder."""
DATA = "data/hub.json"
"""The file that contains the site's name and address."""
FEED = "feed.xml"
"""The feed of all changes; its date is that of its newest entry."""
EARLIEST = date(1980, 1, 1)
"""The first date that a ZIP can record. A feed without entries is dated 1970, meaning no date."""

_LETTERS = str.maketrans({"æ": "ae", "ø": "o", "đ": "d", "ð": "d", "ł": "l", "ŋ": "n", "ß": "ss"})
_LONGEST_NAME = 50  # Windows allows 260 characters in a path, and people unpack in deep folders
_NO_NAME = "rollehub"
_FEED_DAY = re.compile(r"<updated>(\d{4}-\d\d-\d\d)T")


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


def edition_of(files: Mapping[str, bytes], day: date | None = None) -> Edition:
    """Return the edition of a copy of these files.

    Without `day`, its date is that of the newest entry in the site's feed. Raises ValueError, with
    a message in Norwegian, if the site's data cannot be read.
    """
    try:
        site = json.loads(files[DATA])["site"]
        name, url = str(site["name"]), site["url"]
        language = language_of(site.get("language", SOURCE))
    except UnknownLanguageError as error:
        raise ValueError(f"{DATA}: {error}") from error
    except (AttributeError, KeyError, TypeError, ValueError) as error:
        raise ValueError(f"{DATA} kan ikke leses") from error
    day = day or _newest_change(files)
    day = day if day and day >= EARLIEST else None
    return Edition(name, str(url) if url else None, day, language)


def _newest_change(files: Mapping[str, bytes]) -> date | None:
    found = _FEED_DAY.search(files.get(FEED, b"").decode())
    return date.fromisoformat(found[1]) if found else None


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


def notice_html(path: str, edition: Edition) -> str:
    """Return the notice for the top of the page at `path`: this is a copy, and its date."""
    day, _ = edition.day, edition.language.gettext
    if day:
        written = edition.language.date(day)
        about = _(
            'Du leser en kopi fra <time datetime="%(iso)s">%(day)s</time>.', iso=day, day=written
        )
    else:
        about = _("Du leser en kopi uten dato.")
    changed = _("Innholdet kan være endret.")
    newest = ""
    if edition.url:
        address = edition.url + quote(path.removesuffix(INDEX))
        online = _("Se siden på nettet")
        newest = f' <a href="{escape(address)}" rel="external">{online}</a>'
    return f'\n<p class="notice">{about} {changed}{newest}</p>'
