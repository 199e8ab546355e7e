"""A YAML parser's error message -> the message for an editor, and its place.

For errors that no slip of `diagnosis` explains. In: PyYAML's wording, the text and two positions.
Out: a Norwegian sentence and a position. Pure, and independent of PyYAML's types: positions are
(line, column), counted from 0.
"""

import re

from generator.language import msgid, say

Position = tuple[int, int]

_QUOTE = msgid('sett teksten i hermetegn («"…"»)')

# What PyYAML says, and the message for it. The first match wins.
_MESSAGES = (
    (
        "could not find expected ':'",
        msgid("linjen mangler kolon etter nøkkelen; skriv «nøkkel: verdi», eller rett innrykket"),
    ),
    (
        "expected <block end>, but found",
        msgid("linjen passer ikke inn her; sjekk at innrykket er det samme som på linjene over"),
    ),
    (
        "found unexpected end of stream",
        msgid("hermetegnet er ikke lukket; sett inn det som mangler"),
    ),
    ("found unexpected document", msgid("hermetegnet er ikke lukket; sett inn det som mangler")),
    (
        "expected ',' or ']'",
        msgid("listen med «[» er ikke lukket; sett inn «]», eller komma mellom leddene"),
    ),
    (
        "expected ',' or '}'",
        msgid("gruppen med «{» er ikke lukket; sett inn «}», eller komma mellom leddene"),
    ),
    ("cannot start any token", msgid("tegnet kan ikke stå først i en verdi; %(quote)s")),
    (
        "unknown escape character",
        msgid(
            "skråstreken «\\» betyr noe eget mellom doble hermetegn; bruk enkle hermetegn («'…'»)"
        ),
    ),
    (
        "sequence entries are not allowed",
        msgid("listen kan ikke begynne her; sett hvert «- » på egen linje under nøkkelen"),
    ),
    (
        "did not find expected <document start>",
        msgid("teksten hører ikke hjemme her; sjekk innrykket"),
    ),
    (
        "expected alphabetic or numeric character",
        msgid("«*» og «&» kan ikke stå først i en verdi; %(quote)s"),
    ),
    (
        "expected the node content",
        msgid("verdien mangler eller står feil; skriv en verdi etter kolon"),
    ),
    (
        "expected chomping or indentation",
        msgid("etter «|» eller «>» skal linjen være slutt; flytt teksten til neste linje"),
    ),
    (
        "expected a comment or a line break",
        msgid("etter «|» eller «>» skal linjen være slutt; flytt teksten til neste linje"),
    ),
)
# Errors whose cause lies where the construct began, not where the parser gave up.
_REPORTED_AT_START = (
    "could not find expected ':'",
    "found unexpected end of stream",
    "found unexpected document",
    "expected ',' or",
)
# A list or group that a comment leaves open.
_HIDDEN_BRACKET = re.compile(r" (#).*[\]}]")
_HARD_SPACE_AFTER_COLON = re.compile("[^\\s:]:([\u00a0\u2000-\u200a\u202f])")
_KEY = re.compile(r" *([\w-]+):(?=\s|$)")
_UNKNOWN = msgid("linjen kan ikke leses som YAML; sammenlign med en fil som virker")
_BRACKET_FIRST = re.compile(r"(?:^|:|-)\s+([\[{])")


def explain(said: str, text: str, at: Position, since: Position | None) -> tuple[str, Position]:
    """Return a message and its place.

    `said` is the parser's wording, `at` where it gave up, `since` the start of the construct that
    it was reading. The place always lies inside the text.
    """
    lines = text.rstrip("\n").split("\n")
    line, column = at
    if found := _in_line(said, lines, at, since) or _hard_space(lines, at, since):
        return found
    ours = next((ours for theirs, ours in _MESSAGES if theirs in said), _UNKNOWN)
    message = say(ours, quote=say(_QUOTE))
    if since and any(part in said for part in _REPORTED_AT_START):
        line, column = since
    if line >= len(lines):  # a parser may stop after the last line
        line, column = len(lines) - 1, len(lines[-1])
    return message, (line, column)


def _in_line(
    said: str, lines: list[str], at: Position, since: Position | None
) -> tuple[str, Position] | None:
    """Return the cause if the line where the parser gave up, or where it began, shows it."""
    line, column = at
    if "expected ',' or" in said and since:
        hidden = _HIDDEN_BRACKET.search(lines[since[0]], since[1])
        message = say("« #» gjør resten av linjen til en kommentar; %(quote)s", quote=say(_QUOTE))
        return (message, (since[0], hidden.start(1))) if hidden else None
    if line >= len(lines):
        return None
    if "<block end>" in said:
        return _after_value(lines[line], at)
    if "mapping values" in said:
        key = _KEY.match(lines[line])
        if not key or key.end() != column + 1:  # not the first colon of the line
            return say("kolon midt i en tekst; %(quote)s", quote=say(_QUOTE)), at
        return say("innrykket passer ikke med linjen over; rett det"), (line, key.start(1))
    return None


def _after_value(written: str, at: Position) -> tuple[str, Position] | None:
    """Return why something follows a value that was complete."""
    line, column = at
    before = written[:column]
    if written[column : column + 1] in ("]", "}"):
        return say("en «%(written)s» for mye; fjern den", written=written[column]), at
    if before.rstrip().endswith(('"', "'")):
        return say("tekst etter hermetegnet; sett hele teksten i hermetegn, eller fjern dem"), at
    if opened := _BRACKET_FIRST.search(before):
        message = say(
            "teksten begynner med «%(opened)s»; sett hele teksten i hermetegn",
            opened=opened.group(1),
        )
        return f'{message} («"…"»)', (line, opened.start(1))
    return None


def _hard_space(
    lines: list[str], at: Position, since: Position | None
) -> tuple[str, Position] | None:
    """Return where a hard space has the place of one that YAML needs."""
    for line in sorted({at[0], since[0] if since else at[0]}):
        written = lines[line] if line < len(lines) else ""
        if hard := _HARD_SPACE_AFTER_COLON.search(written):
            message = say("hardt mellomrom, som YAML ikke regner som mellomrom; skriv et vanlig")
            return message, (line, hard.start(1))
    return None
