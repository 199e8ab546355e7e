"""A comparison -> a page of HTML that needs nothing else.

In: a `Comparison`. Out: HTML, in which every text from the sources is escaped; empty if readers
meet nothing new.
"""

from collections.abc import Iterable
from html import escape

from generator.editing.diff.comparison import AnswerChange, Comparison, ItemChange
from generator.editing.diff.reports import answer_line, counts, item_line, role_line
from generator.editing.diff.words import Mark, Piece

_TAGS = {Mark.SAME: "span", Mark.REMOVED: "del", Mark.ADDED: "ins"}
_HEAD = """\
<!DOCTYPE html>
<html lang="nb">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>Hva endringen gjør for leserne</title>
<style>
body { font: 1rem/1.5 system-ui, sans-serif; max-width: 50rem; margin: 2rem auto; padding: 0 1rem }
article { border-top: 1px solid #767676; margin-top: 1.5rem }
p { white-space: pre-line; overflow-wrap: anywhere }
del { background: #ffdce0; color: #6d1019 }
ins { background: #d3f4dc; color: #0b4a1c }
</style>
</head>
<body>
<h1>Hva endringen gjør for leserne</h1>
"""


def as_html(found: Comparison) -> str:
    """Return the whole report as one page."""
    if found.is_empty:
        return ""
    parts = [
        _HEAD,
        _list([*(role_line(role) for role in found.roles), *counts(found.items)]),
        _group("Se etter om dette var meningen", (x.message for x in found.warned)),
        _group("Adresser", (f"{x.old} → {x.new or 'borte'}" for x in found.addresses)),
        *(_answer(answer) for answer in found.answers),
        *(_item(item) for item in found.items),
        "</body>\n</html>\n",
    ]
    return "".join(parts)


def _list(lines: Iterable[str]) -> str:
    rows = "".join(f"<li>{escape(line)}</li>\n" for line in lines)
    return f"<ul>\n{rows}</ul>\n" if rows else ""


def _group(title: str, lines: Iterable[str]) -> str:
    rows = _list(lines)
    return f"<h2>{escape(title)}</h2>\n{rows}" if rows else ""


def _marked(pieces: tuple[Piece, ...]) -> str:
    return "".join(f"<{_TAGS[x.mark]}>{escape(x.text)}</{_TAGS[x.mark]}>" for x in pieces)


def _answer(answer: AnswerChange) -> str:
    fields = "".join(f"<p>{escape(x.key)}: {_marked(x.pieces)}</p>\n" for x in answer.fields)
    layout = "<p>Utheving, avsnitt eller lenkemål er endret.</p>\n" if answer.is_layout else ""
    return (
        f"<article>\n<h2>{_marked(answer.title)}</h2>\n"
        f"<p>{escape(answer.id)}: {escape(answer_line(answer))}</p>\n"
        f"<p>{_marked(answer.text)}</p>\n{layout}{fields}</article>\n"
    )


def _item(item: ItemChange) -> str:
    fields = "".join(
        f"<p>{escape(x.key)}: {_marked(x.pieces)}</p>\n" for x in item.fields if x.pieces
    )
    return (
        f"<article>\n<h2>{escape(item.name)}</h2>\n"
        f"<p>{escape(item.kind)}: {escape(item.id)}: {escape(item_line(item))}</p>\n"
        f"{fields}</article>\n"
    )
