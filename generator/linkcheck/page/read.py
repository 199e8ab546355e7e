"""What an HTML page says, and whether it still says the same.

In: the bytes of a page and its `Content-Type`. Out: PageFacts; its fingerprint can be compared with
an earlier one. Nothing raises, whatever the bytes, and the work grows with their number only. The
page is not judged here.
"""

import contextlib
import re
from collections import defaultdict
from functools import lru_cache
from html import unescape
from html.parser import HTMLParser
from typing import NamedTuple
from urllib.parse import urljoin

from generator.linkcheck.observations import PageFacts
from generator.linkcheck.page.charset import decoded
from generator.linkcheck.page.fingerprint import fingerprint_of, words
from generator.linkcheck.page.main_text import ARTICLE, MAIN, Line, main_lines
from generator.linkcheck.page.raw_html import ANY_ID, defused, only_measures, refresh_target

MOST_HEADINGS = 10
_MOST_TEXT = 300  # characters of a title or a heading

# --- where the main text is


# Why text is not main text: beside it (menu, foot, dialog); in the page's head or an alert, whose
# headings still say what the page is; in a form; by its id or class. Text in a hidden block is main
# text that a reader may open, but its headings do not say what the page is. A button's words are no
# text, unless they hold a number. Bits of one int.
_BESIDE, _ABOVE, _FORM, _NAMED, _HIDDEN, _BUTTON = 1, 2, 4, 8, 16, 32
_NO_TEXT = _BESIDE | _ABOVE


class _Element(NamedTuple):
    """An open element; what holds for it holds for all inside."""

    tag: str
    outside: int
    region: int
    level: int  # of the heading, 0 for none
    block: int  # number of the innermost block, in the order of the page
    named: int  # number of the innermost block that is outside by its name, 0 for none
    link: int  # number of the link, negative for one within the page, 0 for none


_OUTSIDE_TAGS = dict.fromkeys(
    ("nav", "footer", "aside", "script", "style", "noscript", "dialog", "template", "title", "svg",
     "iframe", "object", "canvas", "audio", "video", "select", "datalist", "textarea"),
    _BESIDE,
) | {"header": _ABOVE, "form": _FORM}  # fmt: skip
_OUTSIDE_ROLES = dict.fromkeys(
    ("navigation", "contentinfo", "search", "dialog", "alertdialog", "complementary", "menu"),
    _BESIDE,
) | {"banner": _ABOVE, "alert": _ABOVE}
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_NEVER_NAMED = frozenset(("main", "article", *_HEADINGS))  # their names tell what, not what for
_VOID = frozenset(
    ("area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source",
     "track", "wbr")
)  # fmt: skip
_PICTURES = frozenset(("img", "svg", "video", "embed", "object", "iframe", "frame"))
_FRAME = frozenset(("html", "head", "body"))  # never left: what follows `</body>` is still seen
_ROWS = ("tr", "thead", "tbody", "tfoot")
_BREAKS = frozenset(
    ("address", "article", "aside", "blockquote", "br", "caption", "center", "details", "dialog",
     "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "header", "hr",
     "legend", "li", "main", "menu", "nav", "noscript", "ol", "option", "p", "pre", "section",
     "summary", "table", "template", "title", "ul", *_ROWS, *_HEADINGS)
)  # fmt: skip
_CELLS = frozenset(("td", "th", "dd"))  # a cell's date belongs to the words before it
_BLOCKS = _BREAKS | _CELLS
_IN_LINES = frozenset(("a", "b", "em", "i", "label", "small", "span", "strong", "sup", "time"))
# A button with one of these is the heading of the text that it opens.
_OPENS = frozenset(("aria-expanded", "aria-controls", "data-toggle", "data-bs-toggle"))
# Such a link leads to no other page: a telephone number and a document are part of the message.
_NO_PAGE = re.compile(r"(?:tel|mailto):|.*\.(?:pdf|docx?|xlsx?|odt|rtf)\b", re.IGNORECASE)
# What an element closes that was left open before it.
_CLOSES = dict.fromkeys(_BREAKS - {"br", "template", "title"}, frozenset(("p",))) | {
    "li": frozenset(("p", "li")),
    "dt": frozenset(("p", "dt", "dd")),
    "dd": frozenset(("p", "dt", "dd")),
    "td": frozenset(("p", "td", "th")),
    "th": frozenset(("p", "td", "th")),
    "tr": frozenset(("p", "td", "th", "tr")),
    **dict.fromkeys(("thead", "tbody", "tfoot"), frozenset(("p", "td", "th", *_ROWS))),
    **dict.fromkeys(_HEADINGS, frozenset(("p", *_HEADINGS))),
}

# Names of blocks that come and go while the text stays. Words that are as often the subject of a
# page («samtykke», «del», «reklame») are not among them.
_NAME = re.compile(
    r"""(?:^|-)(?:
      cookie\w* | onetrust\w* | cybot\w* | informasjonskaps\w*
    | cc-(?:window|banner) | newsletter\w* | nyhetsbrev\w* | (?:twitter|facebook|instagram)-\w+
    | (?:consent|gdpr)-?(?:banner|bar|box|dialog|manager|modal|overlay|popup)
    | \w*menus? | \w*meny | \w*navbar | \w*navigation | \w*navigasjon
    | (?:main|side|sub|top|bottom|site|local)?nav(?=$|-(?:bar|items?|links?|list|wrapper))
    | (?:bread)?crumbs? | (?:brodsmule|brødsmule)\w* | toc | innholdsfortegnelse | skip-?links?
    | pager | pagination | (?:lang(?:uage)?|spr[aå]k)-?(?:picker|select\w*|switch\w*|velger)
    | footer | bunntekst | (?:site|global)-?(?:header|info) | top-?bar | side-?bar | tool-?bar
    | (?:global|site)-?(?:alert|banner|message|notice) | (?:drifts?|krise)-?(?:boks|melding|varsel)
    | modal | popup | feedback | print-?(?:button|link) | comment-?(?:form|list)|comments-area
    | share | sharing | share-?(?:bar|buttons?|links?) | addthis\w* | sharethis\w* | delknapp\w*
    | del-(?:artikkelen|artikkel|siden|side|innhold) | socials?$
    | social-?(?:bar|buttons?|icons?|links?|media|share|sharing)
    | related\w* | relater(?:t|te)\w* | les-?(?:ogsa|også) | (?:read|see)-?also | mest-?leste?
    | most-?read | siste-?ny(?:tt|heter) | (?:news|nyhets)-?list\w* | recent-?posts
    | (?:last|sist|date|time)-?(?:changed|edited|endret|modified|oppdatert|reviewed|updated)
    | (?:publish|published|pub|modified|updated)-?(?:at|date|info|on|time)
    | (?:publisert|publiserings?|oppdaterings?|endrings?)-?(?:dato|info|tid)
    | (?:published|publisert|updated|oppdatert|timestamp|dateline|byline)$
    | (?:page|post|visit|visitor|view|besøks?|besoks?|visnings?)-?(?:counter|count|teller|views)
    | (?:views|visninger|hits)$
    | ads? | adsense | advert\w* | annonser? | sponsor(?:s|ed)?
    )(?=-|$)""",
    re.VERBOSE,
)
_ABOUT_OTHERS = re.compile(r"(?:has|with|no|not|is|har|med|uten)-")  # `has-menu` is not a menu
_HUMP = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")


@lru_cache(maxsize=2000)  # a page has few names, many times
def _is_named_outside(names: str) -> bool:
    """Whether one of an element's ids and classes says that it holds no main text."""
    for written in names[:1000].split():
        name = _HUMP.sub("-", written).lower().replace("_", "-")
        if _NAME.search(name) and not _ABOUT_OTHERS.match(name):
            return True
    return False


def _outside(tag: str, attributes: dict[str, str | None]) -> int:
    """Return what an element's own tag and attributes say."""
    role = (attributes.get("role") or "").strip().lower()
    found = _OUTSIDE_TAGS.get(tag, 0) | _OUTSIDE_ROLES.get(role, 0)
    hidden = "hidden" in attributes and (attributes["hidden"] or "").lower() != "until-found"
    in_line = tag in _IN_LINES  # a word there is decoration, a block is a panel that may open
    if hidden or (attributes.get("aria-hidden") or "").strip().lower() == "true":
        found |= _BESIDE if in_line else _HIDDEN
    if tag not in _NEVER_NAMED and role != "main":
        names = f"{attributes.get('id') or ''} {attributes.get('class') or ''}"
        if _is_named_outside(names):
            found |= _BESIDE if in_line else _NAMED
    if tag == "button" and role != "tab" and _OPENS.isdisjoint(attributes):
        found |= _BUTTON
    return found


def _region(tag: str, attributes: dict[str, str | None]) -> int:
    if tag == "main" or (attributes.get("role") or "").strip().lower() == "main":
        return MAIN
    return ARTICLE if tag == "article" else 0


class _Stack:
    """The open elements. Every question costs the same, however deep the page is nested."""

    def __init__(self) -> None:
        self._elements = [_Element("", 0, 0, 0, 0, 0, 0)]
        self._places: defaultdict[str, list[int]] = defaultdict(list)
        self._blocks: list[int] = []

    @property
    def top(self) -> _Element:
        return self._elements[-1]

    def push(self, element: _Element) -> None:
        self._places[element.tag].append(len(self._elements))
        if element.tag in _BLOCKS:
            self._blocks.append(len(self._elements))
        self._elements.append(element)

    def pop_while(self, tags: frozenset[str]) -> None:
        """Close the innermost elements as long as they are of these kinds."""
        while self.top.tag in tags:
            self._pop()

    def close(self, tag: str) -> None:
        """Close the innermost element of a kind; a tag inside a line closes no block around it."""
        places = self._places[tag]
        if not places or (tag not in _BLOCKS and self._blocks and self._blocks[-1] > places[-1]):
            return
        place = places[-1]
        while len(self._elements) > place:
            self._pop()

    def _pop(self) -> None:
        element = self._elements.pop()
        self._places[element.tag].pop()
        if self._blocks and self._blocks[-1] == len(self._elements):
            self._blocks.pop()


class _Reader(HTMLParser):
    """Gathers the facts of a page in one pass."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.title: str | None = None
        self.headings: list[str] = []
        self.ids: set[str] = set()
        self.scripts = False
        self._script: list[str] | None = None  # source and text of the open one
        self.base = ""
        self.refresh: str | None = None
        self.password_field = False
        self.pictures = False
        self.lines: list[Line] = []
        self.parents = [0]  # the number of the block around each block
        self.form_is_page = False
        self.tags = 0
        self._stack = _Stack()
        self._pieces: list[str] = []
        self._piece_links: list[int] = []
        self._links = 0  # so far
        self._after_span = False
        self._start = self._stack.top  # where the present line began
        self._caption: list[str] | None = None  # of the open title or heading
        self._caption_tag = ""

    def updatepos(self, _i: int, j: int) -> int:
        """Count no lines: nobody asks where a tag stood."""
        return j

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note what the tag says, and open its element."""
        self.tags += 1
        attributes = dict(reversed(attrs))  # of two with one name, the first counts
        self._note_ids(tag, attributes)
        # A picture of one dot counts readers.
        self.pictures |= tag in _PICTURES and attributes.get("width") not in ("0", "1")
        self._separate(tag)
        if tag in _FRAME:
            return
        self._stack.pop_while(_CLOSES.get(tag, frozenset()))
        if tag in _VOID:
            self._note_void(tag, attributes)
            return
        if tag == "script" and "json" not in (attributes.get("type") or "").lower():
            self._script = [attributes.get("src") or ""]
        parent = self._stack.top
        self._stack.push(self._child(parent, tag, attributes))
        if tag == "span" and self._after_span and self._pieces:
            self._add(" | ", 0)  # set apart by the style sheet
        self._after_span = False
        self._open_caption(tag, parent)

    def handle_endtag(self, tag: str) -> None:
        """Close the element."""
        self.tags += 1
        if tag == "script":
            self._note_script()
        self._after_span = tag == "span"
        if tag != "dt":  # a term and what it means are one line
            self._separate(tag)
        if tag == self._caption_tag or (tag in _HEADINGS and self._caption_tag != "title"):
            self._close_caption()
        self._stack.close(tag)

    def handle_data(self, data: str) -> None:
        """Take text as main text, or as a title or heading, by where it stands."""
        if self._caption is not None:
            self._caption.append(data)
        top = self._stack.top
        if self._script is not None:
            self._script.append(data)
        if top.outside & _NO_TEXT:
            return
        if top.outside & _BUTTON and not any(map(str.isdigit, data)):
            return
        if not self._pieces:
            self._start = top
        self._add(data, top.link)
        self._after_span = self._after_span and data.isspace()

    def end(self) -> None:
        """Finish what is still open."""
        self._break()
        self._close_caption()
        self.scripts |= self._script is not None

    def _note_script(self) -> None:
        if self._script is not None:
            source, text = self._script[0], "".join(self._script[1:])
            self.scripts |= bool(source or text.strip()) and not only_measures(source, text)
        self._script = None

    def _child(self, parent: _Element, tag: str, attributes: dict[str, str | None]) -> _Element:
        region = _region(tag, attributes)
        around, own = parent.outside, _outside(tag, attributes)
        block, named = parent.block, parent.named
        if region:  # a form that holds the main text is the whole page, as of old in ASP.NET
            around &= ~_FORM
        if region == MAIN:  # but a list of related articles stays one
            around, named = around & ~_NAMED, 0
        if parent.region:  # the head of an article, and its notices, are part of it
            own &= ~_ABOVE
        outside = around | own
        if tag in _HEADINGS or parent.level:  # what opens a section is its heading
            outside &= ~_BUTTON
        if tag in _BLOCKS or own & _NAMED:
            block = len(self.parents)
            self.parents.append(parent.block)
        return _Element(
            tag,
            outside,
            parent.region | region,
            int(tag[1]) if tag in _HEADINGS else parent.level,
            block,
            block if own & _NAMED else named,
            self._link(attributes.get("href") or "") if tag == "a" else parent.link,
        )

    def _link(self, href: str) -> int:
        """Return the number of a new link, 0 where what it says is text."""
        if not href or _NO_PAGE.match(href[:500]):
            return 0
        self._links += 1
        return -self._links if href.startswith(("#", "javascript:")) else self._links

    def _note_ids(self, tag: str, attributes: dict[str, str | None]) -> None:
        if id_ := attributes.get("id"):
            self.ids.add(id_)
        if tag == "a" and (name := attributes.get("name")):
            self.ids.add(name)

    def _note_void(self, tag: str, attributes: dict[str, str | None]) -> None:
        outside = self._stack.top.outside | _outside(tag, attributes)
        if tag == "input" and (attributes.get("type") or "").strip().lower() == "password":
            # The site's own log-in box in its head or in a hidden dialog is no wall.
            self.password_field |= not outside & ~_FORM
        elif tag == "base":
            self.base = self.base or attributes.get("href") or ""
        elif (
            tag == "meta"
            and not outside & _BESIDE
            and (attributes.get("http-equiv") or "").strip().lower() == "refresh"
        ):
            self.refresh = self.refresh or refresh_target(attributes.get("content") or "")

    def _open_caption(self, tag: str, parent: _Element) -> None:
        if self._caption_tag == "title" and tag in _BLOCKS:
            self._close_caption()
        is_title = tag == "title" and self.title is None and not parent.outside
        outside = self._stack.top.outside & (_BESIDE | _NAMED | _HIDDEN)
        if is_title or (tag in ("h1", "h2") and not outside):
            self._close_caption()
            self._caption, self._caption_tag = [], tag
            self.form_is_page |= tag == "h1" and bool(parent.outside & _FORM)

    def _close_caption(self) -> None:
        if self._caption is None:
            return
        text = _spaced("".join(self._caption))[:_MOST_TEXT]
        if self._caption_tag == "title":
            self.title = text
        elif text and len(self.headings) < MOST_HEADINGS:
            self.headings.append(text)
        self._caption, self._caption_tag = None, ""

    def _separate(self, tag: str) -> None:
        if tag in _BREAKS or tag in _FRAME:
            self._break()
            if self._caption is not None:
                self._caption.append(" ")
        elif tag in _CELLS and self._pieces:
            self._add(" ", 0)

    def _add(self, piece: str, link: int) -> None:
        self._pieces.append(piece)
        self._piece_links.append(link)

    def _break(self) -> None:
        if text := _spaced("".join(self._pieces)):
            at, plain, links = self._start, text, set[int]()
            if any(self._piece_links):
                links = {link for link in self._piece_links if link > 0 or (link and not at.level)}
                both = zip(self._pieces, self._piece_links, strict=True)
                plain = _spaced("".join(piece for piece, link in both if link not in links))
            in_form = bool(at.outside & _FORM)
            place = (at.region, at.level, in_form, at.block, at.named)
            self.lines.append(Line(text, plain, len(links), *place))
        self._pieces.clear()
        self._piece_links.clear()


_INVISIBLE = dict.fromkeys((0xAD, 0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF))


def _spaced(text: str) -> str:
    return " ".join(text.translate(_INVISIBLE).split())


# --- the page


def _read(text: str) -> _Reader:
    reader = _Reader()
    text, rest = defused(text)
    # Some Python versions' parser gives up by these; what came before is read.
    with contextlib.suppress(AssertionError, ValueError):
        # Never closed: at the end, the parser would try every unfinished tag again and again. What
        # is unfinished is not seen in a browser either. The line break lets the last text go.
        reader.feed(text + "\n")
    reader.end()
    reader.ids.update(unescape(one or two or three) for one, two, three in ANY_ID.findall(rest))
    return reader


def _joined(base: str, target: str) -> str:
    try:
        return urljoin(base.strip(), target)
    except ValueError:
        return target


def read_page(body: bytes, content_type: str) -> PageFacts:
    """Return what a page says of itself; `content_type` is the whole header."""
    reader = _read(decoded(body, content_type))
    texts = main_lines(reader.lines, reader.parents, form_is_page=reader.form_is_page)
    lines = [words(text) for text in texts]
    return PageFacts(
        title=reader.title or "",
        headings=tuple(reader.headings),
        ids=frozenset(reader.ids),
        scripts=reader.scripts,
        refresh=_joined(reader.base, reader.refresh) if reader.refresh else None,
        words=sum(len(line) for line in lines),
        password_field=reader.password_field,
        pictures=reader.pictures,
        fingerprint=fingerprint_of(lines),
    )
