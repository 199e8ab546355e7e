"""A comparison -> lines for a terminal, Markdown for a comment on a code host, or JSON.

In: a `Comparison`. Out: text; empty, but for JSON, if readers meet nothing new. In Markdown,
everything that comes from the sources is code, in which nothing means anything to a code host.
"""

import json
import re
import textwrap
from collections.abc import Iterator
from typing import Any

from generator.editing.diff.comparison import (
    AnswerChange,
    Change,
    Comparison,
    ItemChange,
    RoleChange,
)
from generator.editing.diff.items import PAGES, SETTINGS
from generator.editing.diff.words import Mark, Piece
from generator.language import Language

MOST_CHARACTERS = 65_536
"""The longest comment that GitHub takes; counted in bytes here, to be safe."""
_ROOM_FOR_REST = 1500  # bytes for the sentence about what was left out
_WIDTH = 100
_AROUND = 12  # words that are shown around a change
_MARKS = {Mark.SAME: "{}", Mark.REMOVED: "[-{}-]", Mark.ADDED: "{{+{}+}}"}
_NAMES = {
    "roles": ("rolle", "roller"),
    "topics": ("emne", "emner"),
    "links": ("lenke", "lenker"),
    "terms": ("ord i ordlisten", "ord i ordlisten"),
    "synonyms": ("gruppe av like ord", "grupper av like ord"),
    "changes": ("melding i endringsloggen", "meldinger i endringsloggen"),
    "goal_sets": ("sett av læringsmål", "sett av læringsmål"),
    "requirements": ("krav", "krav"),
    "plans": ("utdanningsplan", "utdanningsplaner"),
    "guides": ("veiledning", "veiledninger"),
    "tasks": ("oppgave", "oppgaver"),
    "forms": ("skjema", "skjemaer"),
    PAGES: ("side", "sider"),
    SETTINGS: ("innstillingene", "innstillingene"),
}
_BECAME = {Change.NEW: "ny", Change.CHANGED: "endret", Change.REMOVED: "borte"}


def role_line(role: RoleChange) -> str:
    """Return a line such as `LIS: 2 svar endret, 1 nytt`."""
    said = [
        (role.changed, "%d svar endret", "%d endret"),
        (role.new, "%d nytt svar" if role.new == 1 else "%d nye svar", _new(role.new)),
        (role.removed, "%d svar borte", "%d borte"),
        (role.moved, "%d svar flyttet til et annet emne", "%d flyttet til et annet emne"),
    ]
    parts: list[str] = []
    for number, first, later in said:
        if number:
            parts.append((later if parts else first) % number)
    if role.is_reordered:
        parts.append("ny rekkefølge")
    if role.links_new:
        parts.append(f"{role.links_new} {'ny lenke' if role.links_new == 1 else 'nye lenker'}")
    if role.links_removed:
        word = "lenke" if role.links_removed == 1 else "lenker"
        parts.append(f"{role.links_removed} {word} borte")
    return f"{role.name}: {', '.join(parts)}"


def _new(number: int) -> str:
    return "%d nytt" if number == 1 else "%d nye"


def item_line(item: ItemChange) -> str:
    """Return what became of an item, without its name."""
    keys = ", ".join(field.key for field in item.fields)
    return f"{_BECAME[item.change]}{f' ({keys})' if keys else ''}"


def answer_line(answer: AnswerChange) -> str:
    """Return what became of an answer, and for whom."""
    said = {Change.NEW: "nytt", Change.CHANGED: "endret", Change.REMOVED: "borte"}[answer.change]
    return f"{said} for {Language().enumerated(answer.roles)}"


def counts(items: tuple[ItemChange, ...]) -> Iterator[str]:
    """Yield a line for each kind of item, such as `2 lenker: 1 ny, 1 endret`."""
    for kind, (one, many) in _NAMES.items():
        of_kind = [item.change for item in items if item.kind == kind]
        if kind == SETTINGS and of_kind:
            yield "innstillingene er endret"
        elif of_kind:
            parts = [f"{of_kind.count(x)} {_BECAME[x]}" for x in Change if x in of_kind]
            yield f"{len(of_kind)} {one if len(of_kind) == 1 else many}: {', '.join(parts)}"


def as_text(found: Comparison) -> str:
    """Return the whole report as lines; removed words are `[-so-]`, and added ones `{+so+}`."""
    return "".join(f"{line}\n" for each in _text_lines(found) for line in wrapped(each))


def wrapped(line: str) -> list[str]:
    """Return a line as lines that a terminal, or a block of code, has room for."""
    indent = line[: len(line) - len(line.lstrip())]
    return textwrap.wrap(
        line,
        _WIDTH,
        subsequent_indent=indent,
        break_long_words=False,
        break_on_hyphens=False,
    ) or [""]


def _text_lines(found: Comparison) -> Iterator[str]:
    yield from (role_line(role) for role in found.roles)
    yield from counts(found.items)
    yield from (f"advarsel: {x.message} [{x.slip}]" for x in found.warned)
    for answer in found.answers:
        yield ""
        yield f"{answer.id}: {answer_line(answer)}"
        yield from (f"  {line}" for line in _answer_lines(answer))
    if found.items:
        yield ""
    for item in found.items:
        yield f"{item.kind}: {item.id}: {item_line(item)}"
        yield from (f"  {line}" for line in _item_lines(item))
    if found.addresses:
        yield ""
    for address in found.addresses:
        yield f"adresse: {address.old} → {address.new or 'borte'}"


def _answer_lines(answer: AnswerChange) -> Iterator[str]:
    """Yield the title and the text with their words marked."""
    yield from shown(answer.title)
    if answer.change is Change.REMOVED:
        return
    if answer.change is Change.NEW or answer.has_new_words:
        yield from shown(answer.text)
    if answer.is_layout:
        yield "(Ordene er de samme; utheving, avsnitt eller lenkemål er endret.)"
    for field in answer.fields:
        yield f"{field.key}: {' '.join(shown(field.pieces))}"


def _item_lines(item: ItemChange) -> Iterator[str]:
    for field in item.fields:
        if field.pieces:
            first, *rest = shown(field.pieces)
            yield f"{field.key}: {first}"
            yield from rest


def shown(pieces: tuple[Piece, ...]) -> list[str]:
    """Return the lines of a marked text; of what is the same, only the words around a change.

    A new or removed text is not marked, as all of it is.
    """
    if len(pieces) == 1:
        return (
            pieces[0].text.split("\n")
            if pieces[0].mark is not Mark.SAME
            else [_shortened(pieces[0].text, is_first=True, is_last=True)]
        )
    lines = [""]
    for number, (mark, text) in enumerate(pieces):
        if mark is Mark.SAME:
            is_last = number == len(pieces) - 1
            text = _shortened(text, is_first=number == 0, is_last=is_last)  # noqa: PLW2901
        first, *rest = [_MARKS[mark].format(x) if x else "" for x in text.split("\n")]
        lines[-1] += first
        lines += rest
    return [line for line in lines if line.strip()]


def _shortened(text: str, *, is_first: bool, is_last: bool) -> str:
    """Return a text that is the same in both, without the words far from a change."""
    spans = [found.span() for found in re.finditer(r"\S+", text)]
    most = _AROUND if is_first or is_last else 2 * _AROUND
    if len(spans) <= most:
        return text
    head = "" if is_first else text[: spans[_AROUND - 1][1]] + " "
    tail = "" if is_last and not is_first else " " + text[spans[-_AROUND][0] :]
    return f"{head}…{tail}"


def code(text: str) -> str:
    """Return a text as code in a line of Markdown, whatever is in it."""
    line = " ".join(text.split())
    fence = "`" * (1 + max((len(x) for x in re.findall("`+", line)), default=0))
    return f"{fence} {line} {fence}" if line.startswith("`") or line.endswith("`") else (
        f"{fence}{line}{fence}"
    )  # fmt: skip


def _block(lines: list[str]) -> list[str]:
    """Return lines as a block of code that no line in it can end."""
    text = "\n".join(each for line in lines for each in wrapped(line))
    fence = "`" * max(3, 1 + max((len(x) for x in re.findall("`+", text)), default=0))
    return [f"{fence}diff", *text.split("\n"), fence]


def as_markdown(found: Comparison, most: int = MOST_CHARACTERS) -> str:
    """Return a report that a comment of `most` characters has room for; says what it leaves out."""
    if found.is_empty:
        return ""
    parts = ["### Hva endringen gjør for leserne\n"]
    parts += _listed(code(role_line(role)) for role in found.roles)
    parts += _listed(counts(found.items))
    if found.warned:
        parts.append("\n**Se etter om dette var meningen:**\n")
        parts += _listed(code(x.message) for x in found.warned)
    if found.addresses:
        parts.append("\n**Adresser:**\n")
        parts += _listed(
            f"{code(x.old)} → {code(x.new) if x.new else 'borte'}" for x in found.addresses
        )
    parts += [_section(x.id, answer_line(x), [*_answer_lines(x)]) for x in found.answers]
    parts += [
        _section(x.id, f"{_NAMES[x.kind][0]}, {item_line(x)}", [*_item_lines(x)])
        for x in found.items
    ]
    return _cut(parts, most)


def _listed(lines: Any) -> list[str]:
    return [f"- {line}\n" for line in lines]


def _section(id_: str, about: str, lines: list[str]) -> str:
    head = f"\n{code(id_)}: {code(about)}\n"
    return "\n".join([head, *_block(lines), ""]) if lines else head


def _cut(parts: list[str], most: int) -> str:
    """Return as many of the parts, in order, as there is room for."""
    text, left_out = "", 0
    for part in parts:
        if left_out or len((text + part).encode()) > most - _ROOM_FOR_REST:
            left_out += 1
        else:
            text += part
    if left_out:
        text += (
            f"\n{left_out} deler til har ikke plass her. Se alle med `rollehub diff`, eller i "
            "filen `diff.html` som ligger ved kjøringen.\n"
        )
    return text


def as_json(found: Comparison) -> str:
    """Return the report as JSON; pieces are lists of `{"mark", "text"}`."""
    report = {"format": 1, **_data(found)}
    return json.dumps(report, ensure_ascii=False, indent=2) + "\n"


def _data(value: Any) -> Any:
    if isinstance(value, Piece):
        return {"mark": value.mark, "text": value.text}
    if hasattr(value, "__dataclass_fields__"):
        return {name: _data(getattr(value, name)) for name in value.__dataclass_fields__}
    return [_data(item) for item in value] if isinstance(value, tuple) else value
