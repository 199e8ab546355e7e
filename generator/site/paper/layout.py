"""The HTML of an answer -> the blocks that the paper's template lays out.

In: HTML as `prose` makes it, and where its links lead. Out: plain dicts and lists, ready for JSON.
An element that has no layout raises, so that nothing a reader sees on the site is lost on paper.
Knows nothing of Typst.
"""

import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from html.parser import HTMLParser
from typing import Any
from xml.etree.ElementTree import Element

Node = dict[str, Any]
Lead = Callable[[str, str], Mapping[str, Any]]
"""From a link's address and its words to what the template must know of it: `url`, `to`, …"""

MAX_DEPTH = 6  # lists within lists; the page has no room for more, and Typst a limit of its own
MAX_COLUMNS = 6  # a wider table is set as one list for each row
_LONGEST_WORD = 36  # letters on a line; what is longer may break anywhere
_SHORT = 170  # characters; a paragraph of two lines
_SHORT_END = 600  # characters; what is longer is not moved to the next page as a whole
_UNSEEN = frozenset({"file", "id", "url"})
_BREAK = "\u200b"  # a place to break that is not seen

# A byte order mark and no-characters, which the standard forbids, and what turns the direction of
# writing, on which Typst 0.15 breaks down where it meets a link.
_NEVER = re.compile("[\ufeff\ufffe\uffff\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_BLANKS = re.compile(r"[ \t\r\n\f]+")
_WORD = re.compile(r"[^\s/?&=.,;:\u00ad\u200b–-]+")
# Typst finds the places to break in these by itself, without a character in the copied address.
_PLAIN_ADDRESS = re.compile(r"https?://[A-Za-z0-9!#$%&*+,./:;=?@_~'-]*")
# Lines are ragged, so only a word that would leave a gap is hyphenated.
_LONG_WORD = re.compile(r"([^\W\d_]{16,})")

_INLINE = frozenset({"a", "br", "code", "em", "small", "span", "strong"})
_STYLES = {"code": "code", "em": "em", "small": "small", "strong": "strong"}
_VOID = frozenset({"br", "hr"})


class LayoutError(ValueError):
    """The HTML holds something that the paper has no layout for."""


def blocks(html: str, lead: Lead, *, is_note: bool = False) -> list[Node]:
    """Return the blocks of a text: paragraphs, headings, lists, tables, quotations and rules.

    A note is a part of a list, and has no headings of its own.
    """
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return _with_keeps(_with_levels(_Layout(lead).blocks(reader.tree(), int(is_note))))


def plain(text: str) -> str:
    """Return the text with single blanks, and without unseen characters that no PDF may hold."""
    return _NEVER.sub("", _BLANKS.sub(" ", text))


def breakable(text: str, longest: int = _LONGEST_WORD) -> str:
    """Return the text as `plain` does, with unseen places to break in very long words."""

    def cut(match: re.Match[str]) -> str:
        word = match.group()
        if len(word) <= longest:
            return word
        step = max(4, longest // 2)
        return _BREAK.join(word[start : start + step] for start in range(0, len(word), step))

    return _WORD.sub(cut, plain(text))


def heading(text: str) -> str:
    """Return the text of a heading; a dash where nothing would be seen, which no PDF may have."""
    return breakable(text) if _is_seen(text) else "–"


def breakable_address(address: str) -> str:
    """Return an address as it is printed; an ordinary one needs no help to break."""
    return address if _PLAIN_ADDRESS.fullmatch(address) else breakable(address)


class _Reader(HTMLParser):
    """Builds the tree, and refuses tags that are not closed where they should be."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._open = [Element("body")]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = Element(tag, {name: value or "" for name, value in attrs})
        self._open[-1].append(element)
        if tag not in _VOID:
            self._open.append(element)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in _VOID:
            self._open.pop()

    def handle_endtag(self, tag: str) -> None:
        if len(self._open) == 1 or self._open[-1].tag != tag:
            raise LayoutError(f"</{tag}> closes <{self._open[-1].tag}>")
        self._open.pop()

    def handle_data(self, data: str) -> None:
        holder = self._open[-1]
        if len(holder):
            holder[-1].tail = (holder[-1].tail or "") + data
        else:
            holder.text = (holder.text or "") + data

    def tree(self) -> Element:
        """Return the root; call it when all is read."""
        if len(self._open) > 1:
            raise LayoutError(f"<{self._open[-1].tag}> is not closed")
        return self._open[0]


class _Layout:
    """Turns elements to nodes; `longest` is how long a word may be where the text stands."""

    def __init__(self, lead: Lead, longest: int = _LONGEST_WORD) -> None:
        self._lead = lead
        self._longest = longest

    def blocks(self, holder: Element, depth: int) -> list[Node]:
        """Return the blocks inside an element; loose text in it becomes paragraphs."""
        found: list[Node] = []
        loose: list[Node] = []

        def end_paragraph() -> None:
            if runs := _tidy(loose):
                found.append({"kind": "p", "runs": runs})
            loose.clear()

        loose += self._text(holder.text, ())
        for child in holder:
            if child.tag in _INLINE:
                loose += self._runs(child, ())
            else:
                end_paragraph()
                found += self._block(child, depth)
            loose += self._text(child.tail, ())
        end_paragraph()
        return found

    def _block(self, element: Element, depth: int) -> list[Node]:
        match element.tag:
            case "p":
                runs = _tidy(list(self._inside(element, ())))
                return [{"kind": "p", "runs": runs}] if runs else []
            case "h1" | "h2" | "h3" | "h4" | "h5" | "h6":
                if not _is_seen("".join(element.itertext())):
                    return []
                runs = _tidy(list(self._inside(element, ())))
                if depth:  # a heading inside a list or a quotation would break the outline
                    return [{"kind": "p", "runs": _strong(runs)}]
                return [{"kind": "heading", "level": int(element.tag[1]), "runs": runs}]
            case "ul" | "ol":
                return [self._list(element, depth)]
            case "blockquote":
                inside = self.blocks(element, depth + 1)
                return [{"kind": "quote", "blocks": inside}] if depth < MAX_DEPTH else inside
            case "table":
                return [self._table(element)]
            case "hr":
                return [{"kind": "rule"}]
        raise LayoutError(f"<{element.tag}> has no layout")

    def _list(self, element: Element, depth: int) -> Node:
        items: list[list[Node]] = []
        for child in element:
            if child.tag != "li":
                raise LayoutError(f"<{child.tag}> in <{element.tag}> has no layout")
            inside = self.blocks(child, depth + 1)
            if depth + 1 < MAX_DEPTH:
                items.append(inside)
                continue
            # No room for a deeper list: its items follow as items of this one.
            items.append([block for block in inside if block["kind"] != "list"])
            for block in inside:
                if block["kind"] == "list":
                    items += block["items"]
        node: Node = {"kind": "list", "items": items}
        if element.tag == "ol":
            node["start"] = int(element.get("start", "1"))
        return node

    def _table(self, element: Element) -> Node:
        rows = {"thead": list[Element](), "tbody": list[Element]()}
        for part in element:
            if part.tag not in rows:
                raise LayoutError(f"<{part.tag}> in <table> has no layout")
            rows[part.tag] += part
        width = max(len(row) for row in (*rows["thead"], *rows["tbody"]))
        is_wide = width > MAX_COLUMNS
        layout = self if is_wide else _Layout(self._lead, 2 * _LONGEST_WORD // (width + 1))
        head, body = ([layout.row(row, width) for row in rows[part]] for part in ("thead", "tbody"))
        if is_wide:
            names = head[0] if head else [[]] * width
            records = [[list(pair) for pair in zip(names, row, strict=True)] for row in body]
            return {"kind": "records", "records": records}
        first = next(iter((*rows["thead"], *rows["tbody"])))
        align = [cell.get("align", "left") for cell in first]
        return {"kind": "table", "align": align, "head": head, "body": body}

    def row(self, row: Element, width: int) -> list[list[Node]]:
        """Return the runs of a row's cells, filled up to the table's width."""
        cells = []
        for cell in row:
            if cell.tag not in ("td", "th"):
                raise LayoutError(f"<{cell.tag}> in <tr> has no layout")
            cells.append(_tidy(list(self._inside(cell, ()))))
        return cells + [[] for _ in range(width - len(cells))]

    def _inside(self, element: Element, styles: tuple[str, ...]) -> Iterator[Node]:
        """Yield the runs of what stands in an element."""
        yield from self._text(element.text, styles)
        for child in element:
            if child.tag not in _INLINE:
                raise LayoutError(f"<{child.tag}> in <{element.tag}> has no layout")
            yield from self._runs(child, styles)
            yield from self._text(child.tail, styles)

    def _runs(self, element: Element, styles: tuple[str, ...]) -> Iterator[Node]:
        """Yield the runs of an inline element; nesting becomes a set of styles on each run."""
        css = element.get("class", "").split()
        if element.tag == "br":
            yield {"br": True}
        elif element.tag == "small" and "gone" in css:
            # The copy's address stands with the others after the answer.
            yield from self._text(" (borte ved siste sjekk)", (*styles, "small"))
        elif element.tag == "a" and "term" not in css:
            if runs := _merged(self._inside(element, styles)):
                words = "".join(element.itertext())
                yield {"link": runs, **self._lead(element.get("href", ""), words)}
        else:
            style = _STYLES.get(element.tag)
            more = (style,) if style and style not in styles else ()
            yield from self._inside(element, (*styles, *more))

    def _text(self, text: str | None, styles: tuple[str, ...]) -> Iterator[Node]:
        words = _LONG_WORD.split(text or "")
        for place, part in enumerate(words):
            if part:
                long = ("long",) if place % 2 and "code" not in styles else ()
                flags = dict.fromkeys((*styles, *long), True)
                yield {"text": breakable(part, self._longest), **flags}


def _is_seen(text: str) -> bool:
    """Tell whether a text has more than blanks and unseen characters."""
    return any(unicodedata.category(character)[0] not in "CZ" for character in text)


def _strong(runs: list[Node]) -> list[Node]:
    return [
        {**run, "link": _strong(run["link"])} if "link" in run else {**run, "strong": True}
        for run in runs
    ]


def _merged(runs: Iterator[Node]) -> list[Node]:
    """Return the runs without empty ones, neighbours of one style as one."""
    found: list[Node] = []
    for run in runs:
        last = found[-1] if found else {}
        if "text" in run and "text" in last and {**run, "text": ""} == {**last, "text": ""}:
            found[-1] = {**last, "text": last["text"] + run["text"]}
        elif run.get("text") != "":
            found.append(run)
    return found


def _tidy(runs: list[Node]) -> list[Node]:
    """Return a paragraph's runs with single blanks, and none at its ends or at a line's."""
    found: list[Node] = []
    at_start = True
    for run in _merged(iter(runs)):
        if "text" in run:
            text = run["text"].lstrip(" ") if at_start else run["text"]
            if not text:
                continue
            at_start = text.endswith(" ")
            found.append({**run, "text": text})
        else:
            if "br" in run:
                _trim(found)
            at_start = "br" in run
            found.append(run)
    while found and "br" in found[-1]:
        found.pop()
    _trim(found)
    return found


def _trim(runs: list[Node]) -> None:
    """Take the blank off the end."""
    if runs and "text" in runs[-1]:
        text = runs[-1]["text"].rstrip(" ")
        runs[-1:] = [{**runs[-1], "text": text}] if text else []


def length(value: Any) -> int:
    """Return about how many characters of a node are printed."""
    match value:
        case dict():
            return sum(length(x) for key, x in value.items() if key not in _UNSEEN)
        case list():
            return sum(length(x) for x in value)
        case str():
            return len(value)
    return 0


def _with_keeps(found: list[Node]) -> list[Node]:
    """Mark the blocks that must not be the last on a page while the next begins another one."""
    for place, block in enumerate(found):
        following = found[place + 1]["kind"] if block is not found[-1] else None
        if (
            (block["kind"] == "p" and following in ("list", "table", "records"))
            or (place == 0 and following and length(block) <= _SHORT)
            or (following is None and length(block) <= _SHORT_END)
        ):
            block["keep"] = True
    return found


def _with_levels(found: list[Node]) -> list[Node]:
    """Give an answer's headings levels from 1 without gaps, which a tagged PDF may not have."""
    open_: list[int] = []
    for block in found:
        if block["kind"] == "heading":
            while open_ and open_[-1] >= block["level"]:
                open_.pop()
            open_.append(block["level"])
            block["level"] = len(open_)
    return found
