"""A YAML parser's complaint -> what an editor is told, and where.

In: PyYAML's wording, the text and two positions. Out: a Norwegian sentence and a position. Pure,
and independent of PyYAML's types: positions are (line, column), counted from 0.
"""

import re

Position = tuple[int, int]

_QUOTE = 'sett teksten i hermetegn («"…"»)'

# What PyYAML says, and what an editor is told. First match wins.
_MESSAGES = (
    (
        "could not find expected ':'",
        "linjen mangler kolon etter nøkkelen; skriv «nøkkel: verdi», eller rett innrykket",
    ),
    (
        "expected <block end>, but found",
        "linjen passer ikke inn her; sjekk at innrykket er det samme som på linjene over",
    ),
    ("found unexpected end of stream", "hermetegnet er ikke lukket; sett inn det som mangler"),
    ("found unexpected document", "hermetegnet er ikke lukket; sett inn det som mangler"),
    (
        "expected ',' or ']'",
        "listen med «[» er ikke lukket; sett inn «]», eller komma mellom leddene",
    ),
    (
        "expected ',' or '}'",
        "gruppen med «{» er ikke lukket; sett inn «}», eller komma mellom leddene",
    ),
    ("cannot start any token", f"tegnet kan ikke stå først i en verdi; {_QUOTE}"),
    (
        "unknown escape character",
        "skråstreken «\\» betyr noe eget mellom doble hermetegn; bruk enkle hermetegn («'…'»)",
    ),
    (
        "sequence entries are not allowed",
        "listen kan ikke begynne her; sett hvert «- » på egen linje under nøkkelen",
    ),
    (
        "did not find expected <document start>",
        "teksten hører ikke hjemme her; sjekk innrykket",
    ),
    (
        "expected alphabetic or numeric character",
        f"«*» og «&» kan ikke stå først i en verdi; {_QUOTE}",
    ),
    (
        "expected the node content",
        "verdien mangler eller står feil; skriv en verdi etter kolon",
    ),
    (
        "expected chomping or indentation",
        "etter «|» eller «>» skal linjen være slutt; flytt teksten til neste linje",
    ),
    (
        "expected a comment or a line break",
        "etter «|» eller «>» skal linjen være slutt; flytt teksten til neste linje",
    ),
)
# Of these the beginning says more than the line where the parser gave up.
_TOLD_WHERE_IT_BEGAN = (
    "could not find expected ':'",
    "found unexpected end of stream",
    "found unexpected document",
    "expected ',' or",
)
# Blanks that look like one but are none to YAML, where it needs one.
_HARD_BLANK = re.compile(
    "^[ -]*([\u00a0\u2000-\u200b\u202f\u3000])|[^\\s:]:([\u00a0\u2000-\u200b\u202f])"
)
_KEY = re.compile(r" *([\w-]+):(?=\s|$)")
_UNKNOWN = "linjen kan ikke leses som YAML; sammenlign med en fil som virker"
_BRACKET_FIRST = re.compile(r"(?:^|:|-)\s+([\[{])")


def explain(said: str, text: str, at: Position, since: Position | None) -> tuple[str, Position]:
    """Return a message and its place.

    `said` is the parser's wording, `at` where it gave up, `since` where the construct began that it
    was reading. The place always lies inside the text.
    """
    lines = text.rstrip("\n").split("\n")
    line, column = at
    if found := _in_line(said, lines, at) or _hard_blank(lines, at, since):
        return found
    message = next((ours for theirs, ours in _MESSAGES if theirs in said), _UNKNOWN)
    if since and any(part in said for part in _TOLD_WHERE_IT_BEGAN):
        line, column = since
    if line >= len(lines):  # a parser may stop behind the last line
        line, column = len(lines) - 1, len(lines[-1])
    return message, (line, column)


def _in_line(said: str, lines: list[str], at: Position) -> tuple[str, Position] | None:
    """Return what the line where the parser gave up shows to be wrong."""
    line, column = at
    if line >= len(lines):
        return None
    written, before = lines[line], lines[line][:column]
    if "<block end>" in said:
        if written[column : column + 1] in ("]", "}"):
            return f"en «{written[column]}» for mye; fjern den", at
        if before.rstrip().endswith(('"', "'")):
            return "tekst etter hermetegnet; sett hele teksten i hermetegn, eller fjern dem", at
        opened = _BRACKET_FIRST.search(before)
        if opened:
            message = f"teksten begynner med «{opened.group(1)}»; sett hele teksten i hermetegn"
            return f'{message} («"…"»)', (line, opened.start(1))
    if "mapping values" in said:
        key = _KEY.match(written)
        if key and key.end() == column + 1:  # it is the first colon of the line
            return "innrykket passer ikke med linjen over; rett det", (line, key.start(1))
        return f"kolon midt i en tekst; {_QUOTE}", at
    return None


def _hard_blank(
    lines: list[str], at: Position, since: Position | None
) -> tuple[str, Position] | None:
    """Return where a line has a blank that is none to YAML, although it needs one there."""
    for line in sorted({at[0], since[0] if since else at[0]}):
        found = _HARD_BLANK.search(lines[line]) if line < len(lines) else None
        if found:
            place = (line, found.start(found.lastindex or 0))
            return "hardt mellomrom, som YAML ikke regner som mellomrom; skriv et vanlig", place
    return None
