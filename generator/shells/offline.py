"""A built site -> a copy that works from a folder on a disk, without a network.

In: the files of a built site, by path from its root. Out: the files of the copy. Without a server,
the address of a folder opens no page, so it is replaced by the path of the folder's `index.html`.
Scripts do the same for the addresses they open (`addressOf` in hub.js). Equal input gives equal
bytes.
"""

import posixpath
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from html import escape, unescape
from html.parser import HTMLParser
from urllib.parse import quote, unquote, urljoin, urlsplit, urlunsplit

from generator.shells.edition import FEED, INDEX, READ_ME, Edition, notice_html, read_me_text

# Only servers and robots use these, and only feed readers use the feeds.
_SERVER_FILES = frozenset(
    ("404.html", "CNAME", "_headers", "llms.txt", "robots.txt", "sitemap.xml")
)
# Marks the warning that the nightly link check has stopped; a copy cannot know whether it has.
_ONLINE_ONLY = "data-stale"

_TEXT = "utf-8", "surrogateescape"  # bytes that are not UTF-8 are kept as they are
_ADDRESSES = frozenset(("action", "href", "poster", "src"))
# Attributes of links; a link without a target becomes a `span` without them.
_LINK_ATTRIBUTES = frozenset(("download", "href", "hreflang", "rel", "target", "type"))
_ATTRIBUTE = re.compile(
    r"""(?P<start>\s(?P<name>[^\s"'<>/=]+)\s*=\s*)(?P<value>"[^"]*"|'[^']*'|[^\s"'<>]+)"""
)
# For forms, unlike everything else, Firefox does not count files on the same disk as 'self'.
_FORM_POLICY = "form-action 'self'", "form-action file:"
_REFRESH = re.compile(r"(\s*\d+\s*;\s*url\s*=\s*)(.+)", re.IGNORECASE | re.DOTALL)


def offline(files: Mapping[str, bytes], edition: Edition) -> dict[str, bytes]:
    """Return the files of the copy by path from its folder, sorted by path.

    Raises ValueError if a page ends inside an element that is removed.
    """
    kept = frozenset(path for path in files if not _is_server_file(path))
    made = {
        path: _page(path, files[path].decode(*_TEXT), kept, edition).encode(*_TEXT)
        if path.endswith(".html")
        else files[path]
        for path in kept
    }
    # Old editors on Windows need a byte order mark and their own line ends.
    made[READ_ME] = read_me_text(edition).replace("\n", "\r\n").encode("utf-8-sig")
    return dict(sorted(made.items()))


def _is_server_file(path: str) -> bool:
    parts = path.split("/")
    return path in _SERVER_FILES or parts[-1] == FEED or any(x.startswith(".") for x in parts)


def _page(path: str, html: str, kept: frozenset[str], edition: Edition) -> str:
    reader = _Reader(html, _Addresses(path, kept, edition), notice_html(path, edition))
    reader.feed(html)
    reader.close()
    made, done = [], 0
    for start, end, text in reader.edits:
        made += [html[done:start], text]
        done = end
    return "".join([*made, html[done:]])


@dataclass(frozen=True, slots=True)
class _Addresses:
    """Translates the addresses on one page."""

    path: str
    """The page's own path."""
    kept: frozenset[str]
    """The paths of all files in the copy."""
    edition: Edition

    @property
    def after_lost_link(self) -> str:
        """What follows the words of a link that has no target in the copy or elsewhere."""
        words = self.edition.language.gettext("(bare på nettet)")
        return f' <span class="about">{words}</span>'

    def in_copy(self, address: str) -> str | None:
        """Return the address in the copy; None if its file is not in the copy.

        An address on another site, or on the page itself, is returned unchanged.
        """
        parts = urlsplit(address)
        if parts.scheme or parts.netloc or not parts.path:
            return address
        file = self._file(address)
        if file not in self.kept:
            return None
        relative = posixpath.relpath(file, posixpath.dirname(self.path) or ".")
        return urlunsplit(("", "", quote(relative), parts.query, parts.fragment))

    def online(self, address: str) -> str | None:
        """Return the absolute address online; None if the site's address is unknown."""
        url = self.edition.url
        return urljoin(url + quote(self.path), address) if url else None

    def _file(self, address: str) -> str:
        """Return the path of the file that a server would send, whether or not it exists."""
        mount = urlsplit(self.edition.url or "/").path
        inside = unquote(urlsplit(urljoin(mount + quote(self.path), address)).path)
        if not inside.startswith(mount):
            return inside  # another site on the same host
        inside = inside.removeprefix(mount)
        if inside == "" or inside.endswith("/"):
            return inside + INDEX
        return inside if inside in self.kept else f"{inside}/{INDEX}"


class _Reader(HTMLParser):
    """Finds what must change on a page; everything else keeps its bytes.

    `edits` are (start, end, new text), sorted, as offsets into the page.
    """

    def __init__(self, html: str, addresses: _Addresses, notice: str) -> None:
        super().__init__()
        self.edits: list[tuple[int, int, str]] = []
        self._html = html
        self._lines = [0, *(match.end() for match in re.finditer("\n", html))]
        self._addresses = addresses
        self._notice = notice
        self._lost_link = False  # whether the last link has become a `span`
        self._left_out: tuple[str, int] | None = None  # tag and start of an element to remove
        self._depth = 0  # of elements with that tag inside each other

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        named = dict(attrs)
        if self._left_out:
            self._depth += tag == self._left_out[0]
        elif _ONLINE_ONLY in named:
            self._left_out, self._depth = (tag, self._here), 1
        else:
            old = self.get_starttag_text() or ""
            new = self._changed_tag(tag, named, old) + (self._notice if tag == "main" else "")
            if new != old:
                self.edits.append((self._here, self._here + len(old), new))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if not self._left_out:
            self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        end = self._html.index(">", self._here) + 1
        if self._left_out:
            self._depth -= tag == self._left_out[0]
            if not self._depth:
                self.edits.append((self._left_out[1], end, ""))
                self._left_out = None
        elif self._lost_link and tag == "a":
            self.edits.append((self._here, end, f"</span>{self._addresses.after_lost_link}"))

    def close(self) -> None:
        super().close()
        if self._left_out:
            raise ValueError(f"{self._addresses.path}: <{self._left_out[0]}> is not closed")

    @property
    def _here(self) -> int:
        line, column = self.getpos()
        return self._lines[line - 1] + column

    def _changed_tag(self, tag: str, named: Mapping[str, str | None], old: str) -> str:
        """Return the start tag `old` with addresses in the copy; "" to remove a `link` element."""
        if tag == "a":
            return self._link_tag(named.get("href") or "", old)
        if tag == "link" and self._addresses.in_copy(named.get("href") or "") is None:
            return ""
        if tag == "meta":
            return _rewritten(
                old, partial(self._meta_value, (named.get("http-equiv") or "").lower())
            )
        return _rewritten(old, self._address_value)

    def _link_tag(self, address: str, old: str) -> str:
        """Return the start tag of a link, or of a `span` if nothing is known to link to."""
        new = self._addresses.in_copy(address)
        if new is None:
            new = self._addresses.online(address)
        self._lost_link = new is None
        if new is None:
            span = _rewritten(old, lambda name, x: None if name in _LINK_ATTRIBUTES else x)
            return f"<span{span.removeprefix(old[:2])}"
        return _rewritten(old, lambda name, x: new if name == "href" else x)

    def _meta_value(self, kind: str, name: str, value: str) -> str:
        """Return the new value of an attribute of `meta`; `kind` is that of its `http-equiv`."""
        if name != "content":
            return value
        if kind == "refresh" and (found := _REFRESH.fullmatch(value)):
            return found[1] + (self._addresses.in_copy(found[2]) or found[2])
        return value.replace(*_FORM_POLICY) if kind == "content-security-policy" else value

    def _address_value(self, name: str, value: str) -> str:
        """Return the new value of an attribute of another element; other addresses are kept."""
        new = self._addresses.in_copy(value) if name in _ADDRESSES else None
        return value if new is None else new


def _rewritten(tag: str, value_of: Callable[[str, str], str | None]) -> str:
    """Return a start tag whose attributes have new values.

    `value_of` takes the name, in lower case, and the value of an attribute; None removes it.
    """

    def rewritten(found: re.Match[str]) -> str:
        old = _unquoted(found["value"])
        new = value_of(found["name"].lower(), old)
        if new is None:
            return ""
        return found[0] if new == old else f"{found['start']}{_quoted(new)}"

    return _ATTRIBUTE.sub(rewritten, tag)


def _unquoted(value: str) -> str:
    return unescape(value[1:-1] if value[0] in "\"'" else value)


def _quoted(value: str) -> str:
    inside = escape(value, quote=False).replace('"', "&quot;")
    return f'"{inside}"'
