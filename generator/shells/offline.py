"""A built site -> the same site as one ZIP, to be opened from a folder on the reader's own disk.

In: the files of a built site, by their path from its root. Out: the files of the copy, and the ZIP.
On a disk no server finds the `index.html` of a folder, so every address that leads to a folder is
led to that file. Scripts do the same for what they open (`addressOf` in hub.js). Equal input gives
equal bytes, and no clock is read. Only the two last functions touch the disk.
"""

import json
import posixpath
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from html import escape, unescape
from html.parser import HTMLParser
from io import BytesIO
from pathlib import Path
from urllib.parse import quote, unquote, urljoin, urlsplit, urlunsplit
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from generator.site.words import norwegian_date

READ_ME = "LES-MEG.txt"

_INDEX = "index.html"
_DATA = "data/hub.json"
_FEED = "feed.xml"
# What only a server, a robot or a feed reader has use for.
_FOR_THE_NET = frozenset(("404.html", "CNAME", "_headers", "llms.txt", "robots.txt", "sitemap.xml"))

_LETTERS = str.maketrans({"æ": "ae", "ø": "o", "đ": "d", "ð": "d", "ł": "l", "ŋ": "n", "ß": "ss"})
_LONGEST_NAME = 50  # Windows takes paths of 260 characters, and people unpack deep in folders
_NO_NAME = "rollehub"
_EARLIEST = date(1980, 1, 1)  # a ZIP knows no day before this; a feed without entries gives 1970
_LATEST = date(2107, 12, 31)
_NOT_ON_WINDOWS = re.compile(
    r'[<>:"\\|?*\x00-\x1f\x7f]|[. ](?:/|$)|(?:^|/)(?:(?:con|prn|aux|nul|com\d|lpt\d)?(?:[./]|$))',
    re.IGNORECASE,
)

_TEXT = "utf-8", "surrogateescape"  # what is not UTF-8 comes through as it is
_ADDRESSES = frozenset(("action", "href", "poster", "src"))
# What makes an element a link; one that leads nowhere becomes a `span` without it.
_OF_A_LINK = frozenset(("download", "href", "hreflang", "rel", "target", "type"))
_LACKS = ' <span class="about">(bare på nettet)</span>'
# The warning that the nightly link check has stopped: of that a copy can know nothing.
_NET_ONLY = "data-stale"
_ATTRIBUTE = re.compile(
    r"""(?P<start>\s(?P<name>[^\s"'<>/=]+)\s*=\s*)(?P<value>"[^"]*"|'[^']*'|[^\s"'<>]+)"""
)
# On a disk Firefox takes no form's address as the page's own; for all else «self» is right.
_FORMS = "form-action 'self'", "form-action file:"
_REFRESH = re.compile(r"(\s*\d+\s*;\s*url\s*=\s*)(.+)", re.IGNORECASE | re.DOTALL)
_FEED_DAY = re.compile(r"<updated>(\d{4}-\d\d-\d\d)T")


@dataclass(frozen=True, slots=True)
class Edition:
    """What a copy says of itself."""

    name: str
    """The site's name."""
    url: str | None
    """Absolute address of the site, ending in a slash; None where it is not known."""
    day: date | None
    """The day that the copy is from; None where it is not known."""

    @property
    def folder(self) -> str:
        """The name of the copy's folder: ASCII, and good on every kind of disk."""
        text = unicodedata.normalize("NFKD", self.name.casefold().translate(_LETTERS))
        words = re.findall(r"[a-z0-9]+", text.encode("ascii", "ignore").decode())
        name = "-".join(words)[:_LONGEST_NAME].rstrip("-")
        # «con» and a few more mean devices on Windows; they have at most four characters.
        return name if len(name) > 4 else f"{_NO_NAME}-{name}".rstrip("-")

    @property
    def title(self) -> str:
        """The first words of what a copy says of itself."""
        return f"kopi fra {norwegian_date(self.day)}" if self.day else "kopi"


def edition_of(files: Mapping[str, bytes], day: date | None = None) -> Edition:
    """Return what a site's own data say of it; raise ValueError where they can't be read.

    Without a `day` it is that of the newest entry of the site's feed.
    """
    try:
        site = json.loads(files[_DATA])["site"]
        name, url = str(site["name"]), site["url"]
    except (KeyError, TypeError, ValueError) as error:
        raise ValueError(f"{_DATA} kan ikke leses") from error
    day = day or _newest_change(files)
    return Edition(name, str(url) if url else None, day if day and day >= _EARLIEST else None)


def _newest_change(files: Mapping[str, bytes]) -> date | None:
    found = _FEED_DAY.search(files.get(_FEED, b"").decode())
    return date.fromisoformat(found[1]) if found else None


def offline(files: Mapping[str, bytes], edition: Edition) -> dict[str, bytes]:
    """Return the files of the copy, by their path from its folder, in the order of their paths."""
    kept = frozenset(path for path in files if not _is_left_out(path))
    made = {
        path: _page(path, files[path].decode(*_TEXT), kept, edition).encode(*_TEXT)
        if path.endswith(".html")
        else files[path]
        for path in kept
    }
    # Old editors of Windows need the mark at the start and line ends of their own kind.
    made[READ_ME] = _read_me(edition).replace("\n", "\r\n").encode("utf-8-sig")
    return dict(sorted(made.items()))


def _is_left_out(path: str) -> bool:
    parts = path.split("/")
    return path in _FOR_THE_NET or parts[-1] == _FEED or any(x.startswith(".") for x in parts)


def _read_me(edition: Edition) -> str:
    newest = f"Nyeste utgave: {edition.url}\n" if edition.url else ""
    return (
        f"{edition.name}\n{edition.title.capitalize()}, til bruk uten nett\n\n"
        "1. Pakk ut hele ZIP-filen. I Windows: høyreklikk filen og velg «Pakk ut alle».\n"
        f"2. Åpne mappen «{edition.folder}» og dobbeltklikk {_INDEX}.\n\n"
        "Alle svar og søket virker uten nett. Lenker til andre nettsteder trenger nett.\n"
        "Innholdet kan være endret etter at kopien ble laget.\n"
        f"{newest}"
    )


def _notice(path: str, edition: Edition) -> str:
    """Return what every page says, with the way to the same page on the net."""
    day = edition.day
    when = f'fra <time datetime="{day}">{norwegian_date(day)}</time>' if day else "uten dato"
    newest = ""
    if edition.url:
        address = edition.url + quote(path.removesuffix(_INDEX))
        newest = f' <a href="{escape(address)}" rel="external">Se siden på nettet</a>'
    return f'\n<p class="notice">Du leser en kopi {when}. Innholdet kan være endret.{newest}</p>'


def _page(path: str, html: str, kept: frozenset[str], edition: Edition) -> str:
    reader = _Reader(html, _Addresses(path, kept, edition), _notice(path, edition))
    reader.feed(html)
    reader.close()
    made, done = [], 0
    for start, end, text in reader.edits:
        made += [html[done:start], text]
        done = end
    return "".join([*made, html[done:]])


@dataclass(frozen=True, slots=True)
class _Addresses:
    """Where the addresses on one page lead in the copy."""

    path: str
    kept: frozenset[str]
    edition: Edition

    def moved(self, address: str) -> str | None:
        """Return what the address becomes; None where it leads to what the copy lacks.

        What leads off the site, or stays on the page, is as it was.
        """
        parts = urlsplit(address)
        if parts.scheme or parts.netloc or not parts.path:
            return address
        file = self._file(address)
        if file not in self.kept:
            return None
        way = posixpath.relpath(file, posixpath.dirname(self.path) or ".")
        return urlunsplit(("", "", quote(way), parts.query, parts.fragment))

    def online(self, address: str) -> str | None:
        """Return where an address of the site leads on the net, where the site's own is known."""
        url = self.edition.url
        return urljoin(url + quote(self.path), address) if url else None

    def _file(self, address: str) -> str:
        """Return the path of the file that a server would send; it may not be there."""
        mount = urlsplit(self.edition.url or "/").path
        inside = unquote(urlsplit(urljoin(mount + quote(self.path), address)).path)
        if not inside.startswith(mount):
            return inside  # another site on the same host
        inside = inside.removeprefix(mount)
        if inside == "" or inside.endswith("/"):
            return inside + _INDEX
        return inside if inside in self.kept else f"{inside}/{_INDEX}"


class _Reader(HTMLParser):
    """Finds what changes on a page: `edits` are (start, end, new text), in order.

    Nothing else of the page is touched.
    """

    def __init__(self, html: str, addresses: _Addresses, notice: str) -> None:
        super().__init__()
        self.edits: list[tuple[int, int, str]] = []
        self._html = html
        self._lines = [0, *(match.end() for match in re.finditer("\n", html))]
        self._addresses = addresses
        self._notice = notice
        self._is_text = False  # whether the last anchor has lost its address
        self._leaving: tuple[str, int] | None = None  # tag and start of what is being left out
        self._depth = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        named = dict(attrs)
        if self._leaving:
            self._depth += tag == self._leaving[0]
        elif _NET_ONLY in named:
            self._leaving, self._depth = (tag, self._here), 1
        else:
            old = self.get_starttag_text() or ""
            new = self._tag(tag, named, old) + (self._notice if tag == "main" else "")
            if new != old:
                self.edits.append((self._here, self._here + len(old), new))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if not self._leaving:
            self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        end = self._html.index(">", self._here) + 1
        if self._leaving:
            self._depth -= tag == self._leaving[0]
            if not self._depth:
                self.edits.append((self._leaving[1], end, ""))
                self._leaving = None
        elif self._is_text and tag == "a":
            self.edits.append((self._here, end, f"</span>{_LACKS}"))

    def close(self) -> None:
        super().close()
        if self._leaving:
            raise ValueError(f"{self._addresses.path}: <{self._leaving[0]}> is not closed")

    @property
    def _here(self) -> int:
        line, column = self.getpos()
        return self._lines[line - 1] + column

    def _tag(self, tag: str, named: Mapping[str, str | None], old: str) -> str:
        """Return a start tag with its addresses as they are in the copy."""
        lacks = any(
            self._addresses.moved(value) is None
            for name, value in named.items()
            if name in _ADDRESSES and value
        )
        if lacks and tag == "link":
            return ""
        online = self._addresses.online(named.get("href") or "") if lacks else None
        is_text = tag == "a" and lacks and online is None
        if tag == "a":
            self._is_text = is_text
        means = (named.get("http-equiv") or "").lower() if tag == "meta" else ""

        def moved(found: re.Match[str]) -> str:
            value, name = _unquoted(found["value"]), found["name"].lower()
            new = value
            if is_text and name in _OF_A_LINK:
                return ""
            if name in _ADDRESSES:
                new = self._addresses.moved(value) or (online if tag == "a" else None) or value
            elif name == "content" and means == "refresh" and (to := _REFRESH.fullmatch(value)):
                new = to[1] + (self._addresses.moved(to[2]) or to[2])
            elif name == "content" and means == "content-security-policy":
                new = value.replace(*_FORMS)
            return found[0] if new == value else f"{found['start']}{_quoted(new)}"

        new = _ATTRIBUTE.sub(moved, old)
        return f"<span{new.removeprefix(old[:2])}" if is_text else new


def _unquoted(value: str) -> str:
    return unescape(value[1:-1] if value[0] in "\"'" else value)


def _quoted(value: str) -> str:
    inside = escape(value, quote=False).replace('"', "&quot;")
    return f'"{inside}"'


def as_zip(files: Mapping[str, bytes], edition: Edition) -> bytes:
    """Return a ZIP with one folder that holds the files; raise ValueError for an unsafe path."""
    day = min(edition.day or _EARLIEST, _LATEST)
    made = BytesIO()
    with ZipFile(made, "w") as archive:
        for path in sorted(files):
            if _NOT_ON_WINDOWS.search(path) or ".." in path.split("/"):
                raise ValueError(f"filnavnet «{path}» passer ikke på alle maskiner")
            info = ZipInfo(f"{edition.folder}/{path}", (day.year, day.month, day.day, 0, 0, 0))
            info.create_system = 3  # Unix, also when made elsewhere
            info.external_attr = 0o100644 << 16
            archive.writestr(info, files[path], ZIP_DEFLATED, compresslevel=9)
    return made.getvalue()


def read_site(folder: Path, target: Path | None = None) -> dict[str, bytes]:
    """Return the files of a built site; raise ValueError where the folder holds none.

    An earlier ZIP at `target` is no part of the site, nor is what a symbolic link leads to.
    """
    if not folder.is_dir():
        raise ValueError(f"mappen {folder} finnes ikke")
    for path in (_INDEX, _DATA):
        if not (folder / path).is_file():
            raise ValueError(f"mappen {folder} er ikke et bygget nettsted: {path} mangler")
    earlier = target.resolve() if target else None
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and not path.is_symlink() and path.resolve() != earlier
    }
