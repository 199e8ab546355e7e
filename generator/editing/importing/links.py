"""The links of documents -> the links of a hub, each once, with an id.

In: titles and addresses as they stand. Out: links by id, and Markdown that refers to them. An
address is never guessed: a lost one stays lost, and one that looks damaged stays as it is unless
the right one stands in the documents too.
"""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from urllib.parse import unquote, urlsplit

from generator.editing.importing.lines import Findings, Line
from generator.editing.importing.spelling import Spelling
from generator.editing.importing.titles import key, likeness
from generator.hub.addresses import bad_address
from generator.hub.heading_ids import id_from

_LABEL = r"\[((?:[^\[\]\\]|\\.|\[[^\]]*\])+)\]"
_USE = re.compile(
    _LABEL + r"\(<?((?:[^()\s<>\\]|\\.|\([^()\s]*\))*)>?\)|<(https?://[^>\s]+)>(\s/\S+)?"
    r"|<?((?:https?://|www\.)[^\s<>\[\]]+)>?|<?\b([\w.+-]+@[\w-]+\.[\w.-]*\w)>?"
)
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")
_PUBLISHER = re.compile(r"\s[-–|]\s([A-ZÆØÅ][\w.]*(?:\s[\w.]+){0,3})$")
_TRAILING = ".,;:!?»"
_LONGEST_ID = 60
_SAME_ADDRESS = 0.97
UNKNOWN = "Ukjent utgiver"
_KINDS = (
    (re.compile(r"\.pdf\b", re.IGNORECASE), "pdf"),
    (re.compile(r"//(?:www\.)?(?:youtu|vimeo)"), "video"),
)


@dataclass(slots=True)
class Link:
    """A link of the new hub."""

    id: str
    titles: list[str]
    url: str | None
    topic: str
    roles: list[str] = field(default_factory=list)
    """The roles whose lists have it."""
    topics: dict[str, str] = field(default_factory=dict)
    """Role -> the topic under which its list has it."""
    is_mended: bool = False

    @property
    def title(self) -> str:
        """The title that most places give it."""
        return max(dict.fromkeys(self.titles), key=self.titles.count)

    @property
    def publisher(self) -> str:
        """The name after a hyphen in its title, or else the host of the address."""
        found = next((x for title in self.titles if (x := _PUBLISHER.search(title))), None)
        if found:
            return found[1]
        host = urlsplit(self.url or "").hostname or ""
        return host.removeprefix("www.") or UNKNOWN

    @property
    def kind(self) -> str:
        """`pdf`, `video` or `page`."""
        return next((kind for pattern, kind in _KINDS if pattern.search(self.url or "")), "page")

    @property
    def status(self) -> str:
        """Where the address comes from."""
        return "missing" if self.url is None else "derived" if self.is_mended else "from-source"


class Links:
    """All links of an import."""

    def __init__(self, spelling: Spelling, findings: Findings) -> None:
        self.all: list[Link] = []
        self._spelling, self._findings = spelling, findings
        self._by_key: dict[str, Link] = {}
        self._taken: set[str] = set()
        self._known: Counter[str] = Counter()

    def know(self, lines: Sequence[Line]) -> None:
        """Remember which addresses the documents have, to tell a damaged one by a whole one."""
        for line in lines:
            for found in _USE.finditer(line.text):
                if address := found[3] or found[5] or found[2]:
                    self._known[_clean(address)] += 1

    def listed(self, title: str, line: Line, role: str, topic: str) -> None:
        """Add a link of a list: its title, and the line with its address."""
        found = _USE.search(line.text)
        if found and found[1] and _is_lost(found[2]):
            link = self._lost(self._spelling.mended(title), topic, line.place)
            self._place(link, role, topic, line.place)
            return
        written = (found[2] or found[3] or found[5] or "") if found else ""
        rest = (found[4] or "").strip() if found else ""
        url, is_mended = self._address(written, rest, line.place)
        name = self._spelling.mended(title or (found[1] if found else "") or _named(url))
        link = self._twin(name, url, line.place) or self._link(name, url, topic)
        if link.is_mended and not is_mended:
            link.url, link.is_mended = url, False
        link.is_mended |= is_mended and link.url == url
        link.titles.append(name)
        self._place(link, role, topic, line.place)

    def _place(self, link: Link, role: str, topic: str, place: str) -> None:
        """Put a link in the list of a role."""
        if role not in link.roles:
            link.roles.append(role)
            link.topics[role] = topic
        elif (other := link.topics[role]) != topic:
            text = f"«{link.title}» står under to emner hos {role}: «{other}» og «{topic}»"
            self._findings.add("two-topics", place, text)

    def referred(self, text: str, topic: str, place: str) -> str:
        """Return Markdown in which all addresses are references to links of the hub."""
        labels = Counter(key(x[1]) for x in _USE.finditer(text) if x[1] and _is_lost(x[2]))

        def instead(found: re.Match[str]) -> str:
            if found[6]:
                return f"[{found[6]}](mailto:{found[6]})"
            return self._reference(found, topic, place, labels)

        return _USE.sub(instead, text)

    def _reference(
        self, found: re.Match[str], topic: str, place: str, labels: Mapping[str, int]
    ) -> str:
        label = _ESCAPED.sub(r"\1", found[1] or "")
        if found[2] and found[2].startswith("mailto:"):
            return f"[{label}]({found[2]})"
        if found[1] and _is_lost(found[2]):
            context = _before(found) if labels[key(found[1])] > 1 else ""
            title = f"{label} ({context})" if context and key(context) not in key(label) else label
            link = self._lost(title, topic, place)
            return f"[{label}](link:{link.id})"
        written = found[3] or found[5] or found[2]
        bare = written.rstrip(_TRAILING) if found[5] else written
        url, is_mended = self._address(bare, (found[4] or "").strip(), place)
        if url is None:
            return found.group()
        link = self._link(label if label and not label.startswith("http") else "", url, topic)
        link.is_mended |= is_mended
        shown = label if label and not label.startswith("http") else link.title
        return f"[{shown}](link:{link.id}){written[len(bare) :]}"

    def _address(self, written: str, rest: str, place: str) -> tuple[str | None, bool]:
        """Return the address that is written, whole if it is damaged and the whole one is known."""
        url = _clean(written)
        if rest:
            text = f"adressen er brutt av et mellomrom: {written} {rest}"
            self._findings.add("address", place, text, f"{written} {rest}")
            url += rest
        if "\\" in written:
            self._findings.add(
                "address", place, f"adressen har omvendt skråstrek: {written}", written
            )
        if url.startswith("www."):
            url = f"https://{url}"
        right = self._whole(url)
        if right != url:
            text = f"adressen har et feilskrevet ord: {url}; huben har {right}"
            self._findings.add("address", place, text, url, right)
            return right, False
        if wrong := self._wrong_words(url):
            text = f"adressen har kanskje et feilskrevet ord ({', '.join(wrong)}): {url}"
            self._findings.add("address", place, text, url)
        if fault := bad_address(url):
            self._findings.add("address", place, f"adressen kan ikke brukes ({fault}): {url}", url)
            return None, False
        return url, bool(rest)

    def _whole(self, url: str) -> str:
        """Return the address with right words, if it stands in the documents; else as it is."""
        mends = self._spelling.mends
        words = set(re.findall(r"[^\W\d_]+", unquote(url).casefold()))
        for wrong in words & set(mends):
            right = re.sub(re.escape(wrong), _ascii(mends[wrong]), url, flags=re.IGNORECASE)
            if right != url and right in self._known:
                return right
        return url

    def _wrong_words(self, url: str) -> list[str]:
        words = re.findall(r"[^\W\d_]+", unquote(urlsplit(url).path).casefold())
        return sorted({x for x in words if x in self._spelling.mends})

    def _link(self, title: str, url: str | None, topic: str) -> Link:
        """Return the link with an address; a new one if there is none."""
        name = f"url:{(url or title).rstrip('/')}"
        if name not in self._by_key:
            shown = title or _named(url)
            link = Link(self._id(shown), [shown], url, topic)
            self.all.append(link)
            self._by_key[name] = link
        return self._by_key[name]

    def _twin(self, title: str, url: str | None, place: str) -> Link | None:
        """Return the link with the same title and nearly the same address: one is damaged."""
        for link in self.all:
            if not url or not link.url or link.url == url or key(link.title) != key(title):
                continue
            if likeness(link.url, url, _SAME_ADDRESS):
                text = f"«{title}» har to nesten like adresser; avgjør hvilken: {link.url} og {url}"
                self._findings.add("address", place, text, url)
                return link
        return None

    def _lost(self, title: str, topic: str, place: str) -> Link:
        """Return the link with a title whose address is lost."""
        name = f"lost:{key(title)}"
        if name not in self._by_key:
            link = Link(self._id(title), [title], None, topic)
            self.all.append(link)
            self._by_key[name] = link
            like = self._like(title)
            more = f"; kan være «{like.title}» ({like.id})" if like else ""
            self._findings.add("lost-address", place, f"«{title}» har ingen adresse{more}", title)
        return self._by_key[name]

    def _like(self, title: str) -> Link | None:
        """Return a link with an address and nearly the same title."""
        bare = key(_PUBLISHER.sub("", title))
        known = [x for x in self.all if x.url]
        return next(
            (x for x in known if likeness(bare, key(_PUBLISHER.sub("", x.title)), 0.9)), None
        )

    def _id(self, title: str) -> str:
        base = id_from(title)[:_LONGEST_ID].strip("-") or "lenke"
        id_, number = base, 2
        while id_ in self._taken:
            id_, number = f"{base}-{number}", number + 1
        self._taken.add(id_)
        return id_


def _is_lost(target: str | None) -> bool:
    return target is not None and (not target or target.startswith("#"))


def _clean(written: str) -> str:
    return _ESCAPED.sub(r"\1", written).replace("&amp;", "&").rstrip(_TRAILING)


def _before(found: re.Match[str]) -> str:
    """Return the words before a link on its line, back to the link before it."""
    line = found.string[: found.start()].rpartition("\n")[2]
    words = re.sub(r"^[\s\-*\d.]+", "", line.rpartition(")")[2])
    return re.sub(r"[\s:.,;(]+$", "", words)[-60:].strip()


def _named(url: str | None) -> str:
    """Return a title for an address that has none: its host, and the last part of its path."""
    parts = urlsplit(url or "")
    last = unquote(parts.path.rstrip("/").rpartition("/")[2]).replace("-", " ").replace("_", " ")
    host = (parts.hostname or "lenke").removeprefix("www.")
    return f"{host}: {last}" if last else host


def _ascii(word: str) -> str:
    return word.replace("æ", "ae").replace("ø", "o").replace("å", "a")
