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
        "mapping values are not allowed",
        f"kolon på et sted der YAML ikke venter det; {_QUOTE}, eller rett innrykket",
    ),
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
_UNKNOWN = "linjen kan ikke leses som YAML; sammenlign med en fil som virker"
_BRACKET_FIRST = re.compile(r"(?:^|:|-)\s+([\[{])")


def explain(said: str, text: str, at: Position, since: Position | None) -> tuple[str, Position]:
    """Return a message and its place.

    `said` is the parser's wording, `at` where it gave up, `since` where the construct began that it
    was reading. The place always lies inside the text.
    """
    lines = text.rstrip("\n").split("\n")
    line, column = at
    if "<block end>" in said and line < len(lines):
        before = lines[line][:column]
        if lines[line][column : column + 1] in ("]", "}"):
            return f"en «{lines[line][column]}» for mye; fjern den", at
        if before.rstrip().endswith(('"', "'")):
            return "tekst etter hermetegnet; sett hele teksten i hermetegn, eller fjern dem", at
        opened = _BRACKET_FIRST.search(before)
        if opened:
            message = f"teksten begynner med «{opened.group(1)}»; sett hele teksten i hermetegn"
            return f'{message} («"…"»)', (line, opened.start(1))
    message = next((ours for theirs, ours in _MESSAGES if theirs in said), _UNKNOWN)
    if since and any(part in said for part in _TOLD_WHERE_IT_BEGAN):
        line, column = since
    if line >= len(lines):  # a parser may stop behind the last line
        line, column = len(lines) - 1, len(lines[-1])
    return message, (line, column)
