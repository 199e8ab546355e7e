"""Lines that start with the sign of a list or a table which Markdown does not know.

In: a text, and where lines of neighbouring blocks start. Out: findings, with the signs that are
certain to be meant as «- ».
"""

import re
from collections.abc import Iterator, Sequence

from generator.check.finding import Finding, Mend
from generator.check.positions import line_at, line_start
from generator.language import msgid, say
from generator.problems import Code

_ANY_SIGN = re.compile(r"[^\w\s«(]|o |\(?\w{1,5}(?:\.\d+)* ?[.):/–—-]")
"""The start of all signs, of those in `lines` too; most lines have none, and need no more tests."""
_BULLET = re.compile(r"([•◦▪▫‣⁃∙●○■□◆➢►\ue000-\uf8ff])[\s\u200b]*(?=\S)")
_SIGN = re.compile(r"([^\w\s]{1,3}|o)[ \u00a0\t]+(?=\S)")
_NO_SIGNS = frozenset("*_`|#\\\"'«“”„(…&%@.,;!?[]{}<")
_SECTION = re.compile(r"§\s+\d")
_GLUED = re.compile(r"[-–—](?=[^\s\-–—|>:=])|\+(?=[^\s\d+-])")
_NUMBER_WITHOUT_SPACE = re.compile(r"\d{1,2}[.)](?=[^\W\d_]{2})")
_DASH = re.compile(r"[-+](?=[^\W\d_])")
_TABLE_RULE = re.compile(r"(?=.*\|)(?=.*-)[|:\- ]+$")
_DASHES = frozenset("-–—•·▪*+")


def may_have_signs(text: str, starts: Sequence[int]) -> bool:
    """Whether one of the lines that start here may start with a sign."""
    for start in starts:  # noqa: SIM110 - a generator takes twice as long
        if _ANY_SIGN.match(text, start):
            return True
    return False


def list_signs(text: str, blocks: list[list[int]]) -> Iterator[Finding]:
    """Yield the lines of neighbouring blocks that start with the sign of a list or a table.

    `blocks` has the starts of the lines of each block. A sign that can also start a line of prose
    is reported only if two lines of a block, or two blocks, start with it.
    """
    if not may_have_signs(text, [start for starts in blocks for start in starts]):
        return
    mends: dict[str, tuple[Mend, ...]] | None = None
    above: dict[str, int] = {}  # the sign at the start of the block above
    reported_above: set[str] = set()
    for starts in blocks:
        seen: dict[str, int] = {}
        reported: set[str] = set()
        for start in starts:
            name, message, is_certain = _sign(text, start)
            if not name:
                continue
            earlier = seen.get(name, above.get(name) if start == starts[0] else None)
            seen.setdefault(name, start)
            offset = start if is_certain else earlier
            if offset is not None and name not in reported:
                reported.add(name)
                if name not in reported_above:
                    mends = _mends(text, blocks) if mends is None else mends
                    yield Finding(offset, Code.MARKDOWN, message, mends=mends.get(name, ()))
        above = {name: start for name, start in seen.items() if start == starts[0]}
        reported_above = reported


def _mends(text: str, blocks: list[list[int]]) -> dict[str, tuple[Mend, ...]]:
    """Return the signs of lists that Word writes, by the sign, each with «- » in its place."""
    found: dict[str, list[Mend]] = {}
    for start in (start for starts in blocks for start in starts):
        name, _, is_certain = _sign(text, start)
        line = line_at(text, start)
        if match := (_GLUED if name in _DASHES and not _SIGN.match(line) else _SIGN).match(line):
            is_bullet = is_certain and _BULLET.match(line)
            if name and (is_bullet or name in _DASHES or name == "o"):
                found.setdefault(name, []).append(Mend(start, match.group(), "- "))
    return {name: tuple(mends) for name, mends in found.items()}


def _sign(text: str, start: int) -> tuple[str, str, bool]:
    """Return the sign that a line starts with, its message, and whether prose never has it."""
    if text.startswith("\\", start - 1) or not _ANY_SIGN.match(text, start):
        return "", "", False
    line = line_at(text, start)
    for name, pattern, message in _SIGNS:
        found = pattern.match(line)
        if found and not (name == "-" and _goes_on(text, start)):
            sign = found.group().strip()
            return name or sign, say(message, sign=sign), True
    return *_uncertain(line), False


def _goes_on(text: str, start: int) -> bool:
    """Whether a line that starts with a dash continues the one above («barne- og / -ungdom»)."""
    line = line_start(text, start)
    above = text[:line].rpartition("\n")[0].rpartition("\n")[2].rstrip()
    return bool(above) and (above[-1].isalnum() or above[-1] == ",") and text[start + 1].islower()


def _uncertain(line: str) -> tuple[str, str]:
    """Return the sign and the message of a line that is wrong if another line starts like it."""
    if found := _GLUED.match(line):
        sign = found.group()
        return sign, say(
            "mellomrom mangler etter «%(sign)s»; skriv «- » foran hvert punkt", sign=sign
        )
    if _NUMBER_WITHOUT_SPACE.match(line):
        return "1.", say("mellomrom mangler etter tallet; skriv «1. » foran hvert punkt")
    found = _SIGN.match(line)
    if found and not _NO_SIGNS & set(found.group(1)) and not _SECTION.match(line):
        sign = found.group(1)
        return sign, say("«%(sign)s» lager ingen liste; skriv «- » foran hvert punkt", sign=sign)
    return "", ""


_SIGNS = (
    (
        "",
        _BULLET,
        msgid(
            "«%(sign)s» lager ingen liste, så punktene ville flytt sammen; "
            "skriv «- » foran hvert punkt"
        ),
    ),
    ("-", _DASH, msgid("mellomrom mangler etter «%(sign)s»; skriv «- » foran hvert punkt")),
    (
        "definition",
        re.compile(r": +(?=\S)"),
        msgid("«:» lager ingen ordliste; skriv «- **ord:** forklaring» på én linje"),
    ),
    (
        "box",
        re.compile(r"([!?:])\1\1\+? ?[a-zæøå]\w*"),
        msgid("«%(sign)s» kan ikke brukes, og ville stått slik på siden; fjern linjen"),
    ),
    (
        "wiki",
        re.compile(r"(={2,}) [^=]+ \1$"),
        msgid("«=» lager ingen overskrift; begynn linjen med «#### » i stedet"),
    ),
    (
        "rule",
        re.compile(r"={3,} *$"),
        msgid("«%(sign)s» lager ingen strek; skriv «---» på egen linje"),
    ),
    (
        "table",
        re.compile(r"\|(?=.*\|)"),
        msgid(
            "tabellen ville stått som vanlig tekst; under overskriftene skal det stå en linje med "
            "«---» for hver kolonne"
        ),
    ),
    (
        "table",
        _TABLE_RULE,
        msgid(
            "tabellen ville stått som vanlig tekst; over streken skal det stå en linje med en "
            "overskrift for hver kolonne"
        ),
    ),
)
