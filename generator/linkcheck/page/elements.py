"""HTML elements: what each one says about the text inside it, and the stack of open ones.

In: tags and their attributes. Out: why the text inside an element is not main text, and which
regions and blocks it is in. Pure.
"""

import re
from collections import defaultdict
from collections.abc import Mapping
from functools import lru_cache
from typing import NamedTuple

Attributes = Mapping[str, str | None]
"""The attributes of a tag: name -> value, None where it has no value."""

MAIN, ARTICLE = 1, 2
"""Bits of `Element.region`: what contains the main text, if the page has it."""

BESIDE, ABOVE, FORM, NAMED, HIDDEN, BUTTON = 1, 2, 4, 8, 16, 32
"""Bits of `Element.outside`: why text is not main text.

BESIDE: in a menu, a footer or a dialog. ABOVE: in the header of the site or an alert, whose
headings still say what the page is about. FORM: in a form. NAMED: its id or class says so. HIDDEN:
in a hidden block; its text is main text that a reader may open, but its headings do not say what
the page is about. BUTTON: on a button, where only numbers count. Plain ints, because enum flags are
slow, and a page has many elements.
"""
NO_TEXT = BESIDE | ABOVE
"""Where text is never main text."""


class Element(NamedTuple):
    """An open element. What is true of it is true of everything inside."""

    tag: str
    outside: int
    """Why its text is not main text, by itself and by all elements around it; 0 if it is."""
    region: int
    """The regions that it is or is in."""
    level: int
    """Level of the heading, from 1; 0 for none."""
    block: int
    """Number of the innermost block; blocks are numbered in the order of the page."""
    named: int
    """Number of the innermost block that is NAMED; 0 for none."""
    link: int
    """Number of the link, negative for one within the page; 0 for none."""


ROOT = Element("", 0, 0, 0, 0, 0, 0)
"""The parent of the outermost elements."""

_OUTSIDE_TAGS = dict.fromkeys(
    ("nav", "footer", "aside", "script", "style", "noscript", "dialog", "template", "title", "svg",
     "iframe", "object", "canvas", "audio", "video", "select", "datalist", "textarea"),
    BESIDE,
) | {"header": ABOVE, "form": FORM}  # fmt: skip
_OUTSIDE_ROLES = dict.fromkeys(
    ("navigation", "contentinfo", "search", "dialog", "alertdialog", "complementary", "menu"),
    BESIDE,
) | {"banner": ABOVE, "alert": ABOVE}
HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
# The names of these say what their text is about, not what it is for.
_NEVER_NAMED = frozenset(("main", "article", *HEADINGS))
VOID = frozenset(
    ("area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source",
     "track", "wbr")
)  # fmt: skip
"""Elements without content, and so without an end tag."""
PICTURES = frozenset(("img", "svg", "video", "embed", "object", "iframe", "frame"))
"""Elements that show something besides text."""
FRAME = frozenset(("html", "head", "body"))
"""Elements that are not opened or closed here, because browsers show what follows `</body>`."""
_ROWS = ("tr", "thead", "tbody", "tfoot")
BREAKS = frozenset(
    ("address", "article", "aside", "blockquote", "br", "caption", "center", "details", "dialog",
     "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "header", "hr",
     "legend", "li", "main", "menu", "nav", "noscript", "ol", "option", "p", "pre", "section",
     "summary", "table", "template", "title", "ul", *_ROWS, *HEADINGS)
)  # fmt: skip
"""Elements that begin and end a line."""
CELLS = frozenset(("td", "th", "dd"))
"""Blocks that stay on the line: a date in a cell belongs to the words before it."""
BLOCKS = BREAKS | CELLS
_INLINE = frozenset(("a", "b", "em", "i", "label", "small", "span", "strong", "sup", "time"))
# A button with one of these attributes is the heading of the text that it opens.
_OPENS = frozenset(("aria-expanded", "aria-controls", "data-toggle", "data-bs-toggle"))
NOT_A_PAGE = re.compile(r"(?:tel|mailto):|.*\.(?:pdf|docx?|xlsx?|odt|rtf)\b", re.IGNORECASE)
"""Links that are not to another page: a telephone number or a document is part of the text."""
CLOSES = dict.fromkeys(BREAKS - {"br", "template", "title"}, frozenset(("p",))) | {
    "li": frozenset(("p", "li")),
    "dt": frozenset(("p", "dt", "dd")),
    "dd": frozenset(("p", "dt", "dd")),
    "td": frozenset(("p", "td", "th")),
    "th": frozenset(("p", "td", "th")),
    "tr": frozenset(("p", "td", "th", "tr")),
    **dict.fromkeys(("thead", "tbody", "tfoot"), frozenset(("p", "td", "th", *_ROWS))),
    **dict.fromkeys(HEADINGS, frozenset(("p", *HEADINGS))),
}
"""Start tag -> the open elements that it closes, because their end tags may be omitted."""

# Ids and classes of blocks that come and go while the text stays. Words that are just as often the
# subject of a page («samtykke», «del», «reklame») are left out.
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
    """Whether one of an element's ids and classes says that it contains no main text."""
    for written in names[:1000].split():
        name = _HUMP.sub("-", written).lower().replace("_", "-")
        if _NAME.search(name) and not _ABOUT_OTHERS.match(name):
            return True
    return False


def word_of(attributes: Attributes, name: str) -> str:
    """Return the value of an attribute that is one word: in lower case; empty where missing."""
    return (attributes.get(name) or "").strip().lower()


def outside(tag: str, attributes: Attributes) -> int:
    """Return why text in an element is not main text, by its own tag and attributes; 0 if it is."""
    role = word_of(attributes, "role")
    found = _OUTSIDE_TAGS.get(tag, 0) | _OUTSIDE_ROLES.get(role, 0)
    hidden = "hidden" in attributes and (attributes["hidden"] or "").lower() != "until-found"
    is_inline = tag in _INLINE  # hidden words are decoration; a hidden block may open as a panel
    if hidden or word_of(attributes, "aria-hidden") == "true":
        found |= BESIDE if is_inline else HIDDEN
    if tag not in _NEVER_NAMED and role != "main":
        names = f"{attributes.get('id') or ''} {attributes.get('class') or ''}"
        if _is_named_outside(names):
            found |= BESIDE if is_inline else NAMED
    if tag == "button" and role != "tab" and _OPENS.isdisjoint(attributes):
        found |= BUTTON
    return found


def region(tag: str, attributes: Attributes) -> int:
    """Return the region that an element itself is; 0 for none."""
    if tag == "main" or word_of(attributes, "role") == "main":
        return MAIN
    return ARTICLE if tag == "article" else 0


def child_of(
    parent: Element, tag: str, attributes: Attributes, *, next_block: int, link: int
) -> Element:
    """Return the element that a start tag opens inside `parent`.

    `next_block` is its number if it is a block; `link` is the number of the link that it is or is
    in.
    """
    own, own_region = outside(tag, attributes), region(tag, attributes)
    block = next_block if tag in BLOCKS or own & NAMED else parent.block
    named = 0 if own_region == MAIN else parent.named
    return Element(
        tag,
        _outside_in(parent, tag, own, own_region),
        parent.region | own_region,
        int(tag[1]) if tag in HEADINGS else parent.level,
        block,
        block if own & NAMED else named,
        link,
    )


def _outside_in(parent: Element, tag: str, own: int, own_region: int) -> int:
    """Return `Element.outside` of an element with this region, where its own tag says `own`."""
    around = parent.outside
    if own_region:  # a form around the main text is the whole page, as in old versions of ASP.NET
        around &= ~FORM
    if own_region == MAIN:  # not for an article, which may be in a list of related ones
        around &= ~NAMED
    if parent.region:  # the header of an article and the notices in it are part of it
        own &= ~ABOVE
    found = around | own
    if tag in HEADINGS or parent.level:  # a button in a heading opens the section below
        found &= ~BUTTON
    return found


class Stack:
    """The open elements. The cost of an operation does not grow with the depth of the page."""

    def __init__(self) -> None:
        self._elements = [ROOT]
        self._places: defaultdict[str, list[int]] = defaultdict(list)
        self._blocks: list[int] = []

    @property
    def top(self) -> Element:
        """The innermost open element."""
        return self._elements[-1]

    def push(self, element: Element) -> None:
        """Open an element."""
        self._places[element.tag].append(len(self._elements))
        if element.tag in BLOCKS:
            self._blocks.append(len(self._elements))
        self._elements.append(element)

    def pop_while(self, tags: frozenset[str]) -> None:
        """Close the innermost elements as long as they have these tags."""
        while self.top.tag in tags:
            self._pop()

    def close(self, tag: str) -> None:
        """Close the innermost element with a tag, and all inside it, if there is one.

        An end tag that is not of a block closes nothing outside the innermost block.
        """
        places = self._places[tag]
        if not places or (tag not in BLOCKS and self._blocks and self._blocks[-1] > places[-1]):
            return
        place = places[-1]
        while len(self._elements) > place:
            self._pop()

    def _pop(self) -> None:
        element = self._elements.pop()
        self._places[element.tag].pop()
        if self._blocks and self._blocks[-1] == len(self._elements):
            self._blocks.pop()
