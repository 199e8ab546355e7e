"""What the scripts and frames of a page are, and where its only script sends the reader.

In: start tags, and the text of scripts. Out: sources for `walls`, and the target of a redirect that
a script makes. Scripts are not run: only a page that has nothing else is understood. Pure, and the
work grows linearly with the page.
"""

import re

from generator.linkcheck.page.elements import Attributes, word_of
from generator.linkcheck.page.raw_html import only_measures
from generator.linkcheck.page.walls import ADBLOCK_KEY, Source

_MOST_SOURCES = 500
_LONGEST = 8000  # characters of one source: the marks of walls stand at the beginning
_LOADING = {
    "script": ("script", "src"),
    "iframe": ("frame", "src"),
    "frame": ("frame", "src"),
    "img": ("img", "src"),
    "link": ("link", "href"),
    "form": ("form", "action"),
}
_FEW_WORDS = 30
# `location = '/'`, `window.location.href="/"`, `top.location.replace('/')`
_GOES = re.compile(
    r"""\blocation(?:\.href)?\s{0,9}=\s{0,9}["']([^"'\s]{1,500})["']
    |\blocation\.(?:replace|assign)\s{0,9}\(\s{0,9}["']([^"'\s]{1,500})["']""",
    re.VERBOSE,
)
# A script that decides something, or waits for the reader, may leave them where they are.
_DEPENDS = re.compile(r"\bif\b|\bcatch\b|\bswitch\b|[?]|&&|[|][|]|click|submit|key(?:down|up)")
_LONGEST_REDIRECT = 1000


class Scripts:
    """Collects what a page loads and runs."""

    def __init__(self) -> None:
        self.run = False
        """Whether any script may change the page."""
        self.sources: list[Source] = []
        self._codes: list[str] = []
        self._open: list[str] | None = None  # source and text of the open script

    def see(self, tag: str, attributes: Attributes) -> None:
        """Note what a start tag loads."""
        kind, name = _LOADING.get(tag, ("", ""))
        if name and (address := attributes.get(name)):
            self._add(kind, address)
        if tag == "html" and ADBLOCK_KEY in attributes:
            self._add("attribute", ADBLOCK_KEY)
        if tag == "body" and (code := attributes.get("onload")):
            self._add_code(code)
        if tag == "meta" and word_of(attributes, "http-equiv") == "refresh":
            self._add("meta", attributes.get("content") or "")
        if tag == "script" and "json" not in (attributes.get("type") or "").lower():
            self._open = [attributes.get("src") or ""]

    def text(self, data: str) -> None:
        """Note text, if a script is open."""
        if self._open is not None:
            self._open.append(data)

    def close(self) -> None:
        """Note the end of a script."""
        if self._open is not None:
            source, text = self._open[0], "".join(self._open[1:])
            self.run |= bool(source or text.strip()) and not only_measures(source, text)
            if text.strip():
                self._add_code(text)
        self._open = None

    def end(self) -> None:
        """Note the end of the page: a script that is still open runs."""
        self.run |= self._open is not None
        self.close()

    def _add_code(self, text: str) -> None:
        self._codes.append(text)
        self._add("code", text)

    def _add(self, kind: str, text: str) -> None:
        if len(self.sources) < _MOST_SOURCES:
            self.sources.append(Source(kind, text[:_LONGEST]))

    def target(self, words: int) -> str | None:
        """Return where the page's script sends the reader, if that is all the page does.

        `words` is the number of words of the page's main text.
        """
        codes = [code for code in self._codes if not only_measures("", code)]
        if words > _FEW_WORDS or len(codes) != 1 or len(codes[0]) > _LONGEST_REDIRECT:
            return None
        found = None if _DEPENDS.search(_GOES.sub("", codes[0])) else _GOES.search(codes[0])
        return (found[1] or found[2]) if found else None
