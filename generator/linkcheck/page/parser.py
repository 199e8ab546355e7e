"""The parser of pages: one pass over the HTML, from tags and text to what they say.

In: the text of a page. Out: a parser that has collected title, headings, ids, fields, scripts, and
the lines of the text. Nothing raises but what the standard library's parser raises.
"""

from html.parser import HTMLParser

from generator.linkcheck.page.elements import (
    BESIDE,
    BLOCKS,
    BREAKS,
    BUTTON,
    CELLS,
    CLOSES,
    FORM,
    FRAME,
    HEADINGS,
    HIDDEN,
    NAMED,
    NO_TEXT,
    NOT_A_PAGE,
    PICTURES,
    VOID,
    Attributes,
    Element,
    Stack,
    child_of,
    outside,
    word_of,
)
from generator.linkcheck.page.lines import LineBuilder, spaced
from generator.linkcheck.page.login_fields import is_for_a_name
from generator.linkcheck.page.main_text import main_lines
from generator.linkcheck.page.raw_html import UNSEEN, comment_end, refresh_target
from generator.linkcheck.page.scripts import Scripts

MOST_HEADINGS = 10
_LONGEST_CAPTION = 300  # characters of a title or a heading


class PageParser(HTMLParser):
    """Collects the facts of a page in one pass."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.title: str | None = None
        self.headings: list[str] = []
        self.ids: set[str] = set()
        self.scripts = Scripts()
        self.base = ""
        self.refresh: str | None = None
        self.password_field = False
        self.name_field = False
        self.pictures = False
        self._text = LineBuilder()
        self._parents = [0]  # number of the block around each block; the page itself is block 0
        self._form_is_page = False  # whether a form is around the title of the page
        self._stack = Stack()
        self._links = 0  # so far
        self._after_span = False
        self._shown: list[str] | None = None  # all text, where it is asked for
        self._caption: list[str] | None = None  # text of the open title or heading
        self._caption_tag = ""

    def keep_text(self) -> None:
        """Keep all text that the page shows, beside the main text."""
        self._shown = []

    @property
    def shown(self) -> str:
        """All text that the page shows, if it was kept."""
        return "".join(self._shown or ())

    def parse_comment(self, i: int, report: int = 1) -> int:  # noqa: ARG002 - the parser's signature
        """Skip a comment, which ends where it ends for browsers; -1 if it does not end."""
        return comment_end(self.rawdata, i)

    def updatepos(self, _i: int, j: int) -> int:
        """Skip the parser's count of lines, which nothing here uses."""
        return j

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note what a start tag says, and open its element."""
        attributes = dict(reversed(attrs))  # of two with the same name, the first counts
        self._note_ids(tag, attributes)
        self.scripts.see(tag, attributes)
        # A picture of one pixel only counts readers.
        self.pictures |= tag in PICTURES and attributes.get("width") not in ("0", "1")
        self._separate(tag)
        if tag in FRAME:
            return
        self._stack.pop_while(CLOSES.get(tag, frozenset()))
        if tag in VOID:
            self._note_void(tag, attributes)
            return
        parent = self._stack.top
        self._open(tag, attributes)
        if tag == "span" and self._after_span:
            self._text.separate(" | ")  # style sheets set spans apart
        self._after_span = False
        self._open_caption(tag, parent)

    def handle_endtag(self, tag: str) -> None:
        """Close an element."""
        if tag == "script":
            self.scripts.close()
        self._after_span = tag == "span"
        if tag != "dt":  # a term and its description are one line
            self._separate(tag)
        if tag == self._caption_tag or (tag in HEADINGS and self._caption_tag != "title"):
            self._close_caption()
        self._stack.close(tag)

    def handle_data(self, data: str) -> None:
        """Add text to what it is part of: a title, a heading, a script, the main text."""
        if self._caption is not None:
            self._caption.append(data)
        self.scripts.text(data)
        top = self._stack.top
        if self._shown is not None and top.tag not in UNSEEN:
            self._shown.append(data)
        if top.outside & NO_TEXT:
            return
        if top.outside & BUTTON and not any(map(str.isdigit, data)):
            return
        self._text.add(data, top)
        self._after_span = self._after_span and data.isspace()

    def end(self) -> None:
        """Finish what is still open at the end of the page."""
        self._text.end_line()
        self._close_caption()
        self.scripts.end()

    def main_lines(self) -> list[str]:
        """Return the lines of the main text."""
        return main_lines(self._text.lines, self._parents, form_is_page=self._form_is_page)

    def _open(self, tag: str, attributes: Attributes) -> None:
        parent = self._stack.top
        link = self._link(attributes.get("href") or "") if tag == "a" else parent.link
        child = child_of(parent, tag, attributes, next_block=len(self._parents), link=link)
        if child.block != parent.block:
            self._parents.append(parent.block)
        self._stack.push(child)

    def _link(self, href: str) -> int:
        """Return the number of a new link, negative for one within the page; 0 if it is text."""
        if not href or NOT_A_PAGE.match(href[:500]):
            return 0
        self._links += 1
        return -self._links if href.startswith(("#", "javascript:")) else self._links

    def _note_ids(self, tag: str, attributes: Attributes) -> None:
        if id_ := attributes.get("id"):
            self.ids.add(id_)
        if tag == "a" and (name := attributes.get("name")):
            self.ids.add(name)

    def _note_void(self, tag: str, attributes: Attributes) -> None:
        found = self._stack.top.outside | outside(tag, attributes)
        if tag == "input" and word_of(attributes, "type") == "password":
            # A log-in field in the site's header or a hidden dialog does not hide the page.
            self.password_field |= not found & ~FORM
        elif tag == "input" and is_for_a_name(attributes):
            self.name_field |= not found & ~FORM
        elif tag == "base":
            self.base = self.base or attributes.get("href") or ""
        elif (
            tag == "meta" and not found & BESIDE and word_of(attributes, "http-equiv") == "refresh"
        ):
            self.refresh = self.refresh or refresh_target(attributes.get("content") or "")

    def _open_caption(self, tag: str, parent: Element) -> None:
        if self._caption_tag == "title" and tag in BLOCKS:
            self._close_caption()
        is_title = tag == "title" and self.title is None and not parent.outside
        is_beside = self._stack.top.outside & (BESIDE | NAMED | HIDDEN)
        if is_title or (tag in ("h1", "h2") and not is_beside):
            self._close_caption()
            self._caption, self._caption_tag = [], tag
            self._form_is_page |= tag == "h1" and bool(parent.outside & FORM)

    def _close_caption(self) -> None:
        if self._caption is None:
            return
        text = spaced("".join(self._caption))[:_LONGEST_CAPTION]
        if self._caption_tag == "title":
            self.title = text
        elif text and len(self.headings) < MOST_HEADINGS:
            self.headings.append(text)
        self._caption, self._caption_tag = None, ""

    def _separate(self, tag: str) -> None:
        """End the line, or the cell, before or after a tag."""
        if tag in BREAKS or tag in FRAME:
            self._text.end_line()
            if self._shown is not None:
                self._shown.append(" ")
            if self._caption is not None:
                self._caption.append(" ")
        elif tag in CELLS:
            self._text.separate(" ")
