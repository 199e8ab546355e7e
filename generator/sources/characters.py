"""Characters that change the meaning of a text, or show that a letter was lost.

In: the text of a YAML file or a hand-written page, in Unicode normal form C. Out: findings, each
with what to do, in Norwegian. Pure, and independent of YAML and Markdown libraries.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from generator.language import msgid, say
from generator.problems import Code


@dataclass(frozen=True, slots=True, order=True)
class Finding:
    """Something wrong with the characters from `start` to `end`, offsets into the text."""

    start: int
    end: int
    code: Code
    message: str
    cure: str | None = None
    """What to put in their place, if that is certain to be what was meant."""
    mend: str | None = None
    """The same where the text is used as it is, and only `rollehub fix` changes it."""

    @property
    def new(self) -> str | None:
        """What `rollehub fix` writes in their place; None if that is not certain."""
        return self.mend if self.cure is None else self.cure


# All but printable ASCII and what Norwegian texts contain most of: no function below reports a text
# without any. None of `_SURE` is left out, and of what follows a letter in `_GARBLED` only what is
# also in `_AFTER_A_WORD`.
_EXTRAORDINARY = re.compile("[^\t\n\x20-\x7eÆØÅæøåÉÈÒÓÔÖÄÜéèêòóôöäü«»–—…”“‘’•]")


def is_ordinary(text: str) -> bool:
    """Whether a text has only characters with which nothing can be wrong; such a text is NFC."""
    return _EXTRAORDINARY.search(text) is None


def find(text: str, *, is_page: bool = False) -> Iterator[Finding]:
    """Yield what is wrong with the characters of a text, in no particular order.

    `is_page` says that a line can be a heading of the first level, which in YAML is a comment.
    Silent about hard spaces inside a sentence («31. desember»), and about invisible characters
    that emoji and scripts other than Latin, Greek and Cyrillic are written with.
    """
    if is_ordinary(text):
        return
    yield from _hard_spaces(text, is_page=is_page)
    yield from _invisible(text)
    yield from _soft_hyphens(text)
    yield from _garbled(text)
    yield from _lost(text)


def cured(text: str, findings: Iterable[Finding]) -> str:
    """Return the text with the certain cures applied, so that one mistake has no consequences."""
    for finding in sorted(findings, reverse=True):
        if finding.cure is not None:
            text = text[: finding.start] + finding.cure + text[finding.end :]
    return text


# --- hard spaces

# Unicode's spaces except U+0020; YAML and Markdown do not treat them as spaces.
_HARD = "\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000"
_CURE = msgid("skriv et vanlig mellomrom")
_LINE_WITH_HARD = re.compile(f"^.*[{_HARD}].*$", re.MULTILINE)
_MARK = "(?P<mark>[-*+]|#+|[0-9]+[.)])"
# In front of the space: nothing, or marks of quotations and lists and a last mark.
_MISPLACED = re.compile(
    f"(?:[ >]*|(?:[ >]|{_MARK.replace('?P<mark>', '?:')} )*{_MARK})(?P<hard>[{_HARD}][ {_HARD}]*)"
)
_RULE = re.compile(rf"(?=.*\|)(?=.*-)[|:\- ]*(?P<hard>[{_HARD}])[|:\- {_HARD}]*")
_NUMBERED = re.compile(f"[ >]*[0-9]+[.)][ {_HARD}]")
MONTHS = (
    "januar", "februar", "mars", "april", "mai", "juni",
    "juli", "august", "september", "oktober", "november", "desember",
)  # fmt: skip
MONTH = re.compile(f"(?:{'|'.join(name[:3] for name in MONTHS)})", re.IGNORECASE)
"""The start of a month's name, which may be shortened."""


def _hard_spaces(text: str, *, is_page: bool) -> Iterator[Finding]:
    """Yield the hard spaces used as indentation, or where a mark needs a space."""
    for line in _LINE_WITH_HARD.finditer(text):
        match = _MISPLACED.match(line.group())
        where = _where(text, line, match, is_page=is_page) if match else None
        if where is None and (match := _RULE.fullmatch(line.group())):
            where = say("i linjen under overskriftene i tabellen; %(cure)s", cure=say(_CURE))
        if match and where:
            start, end = (line.start() + offset for offset in match.span("hard"))
            number = f"U+{ord(text[start]):04X}"
            message = say("hardt mellomrom (%(number)s) %(where)s", number=number, where=where)
            yield Finding(start, end, Code.INVISIBLE_CHARACTER, message, " " * (end - start))


def _where(text: str, line: re.Match[str], match: re.Match[str], *, is_page: bool) -> str | None:
    """Return where a line's first hard space is and what to do; None if it is right there."""
    mark = match["mark"]
    if mark is None:
        is_blank = not line.group().strip()
        return (
            say("på en linje som skulle vært tom; slett det")
            if is_blank
            else say("som innrykk; %(cure)s", cure=say(_CURE))
        )
    if mark == "#" and not is_page:
        return None
    if mark[0].isdigit() and not _is_item(text, line, match.end()):
        return None
    return say("etter «%(mark)s»; %(cure)s", mark=mark, cure=say(_CURE))


def _is_item(text: str, line: re.Match[str], after: int) -> bool:
    """Whether a line that begins with a number is one of several, and not «1. mars» or the like."""
    if MONTH.match(line.group(), after):
        return False
    above = text[: line.start()].rstrip().rpartition("\n")[2]
    below = text[line.end() :].lstrip("\n ").partition("\n")[0]
    return bool(_NUMBERED.match(above) or _NUMBERED.match(below))


# --- invisible characters

# Default_Ignorable_Code_Point (https://www.unicode.org/reports/tr44/) with the marks of
# interlinear annotation, and without U+00AD, U+FEFF, the variation selectors and the marks below.
_INVISIBLE = re.compile(
    "[\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b-\u200f\u2060-\u2065\u206a-\u206f\u3164\uffa0"
    "\ufff0-\ufffb\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e00ff]+"
)
# Embeddings, overrides and isolates: what is read is not in the order in which it is written
# (https://www.unicode.org/reports/tr9/).
_DIRECTION = re.compile("[\u202a-\u202e\u2066-\u2069]+")
_SOFT_HYPHEN = "\u00ad"
_UNSEEN = re.compile(
    f"{_INVISIBLE.pattern}|{_DIRECTION.pattern}|[{_SOFT_HYPHEN}\u0080-\u009f\ufeff]+"
)


def _invisible(text: str) -> Iterator[Finding]:
    for match in _DIRECTION.finditer(text):
        message = say(
            "usynlig tegn U+%(code)s, som snur leseretningen; slett det",
            code=f"{ord(match.group()[0]):04X}",
        )
        yield Finding(*match.span(), Code.INVISIBLE_CHARACTER, message, "")
    for match in _INVISIBLE.finditer(text):
        start, end = match.span()
        if any(map(_needs_joiners, text[max(start - 1, 0) : start] + text[end : end + 1])):
            continue
        word = _seen(text[slice(*_word(text, start, end))])
        where = say(" ved «%(word)s»", word=word) if word else ""
        message = say(
            "usynlig tegn U+%(code)s%(where)s; slett det",
            code=f"{ord(match.group()[0]):04X}",
            where=where,
        )
        yield Finding(start, end, Code.INVISIBLE_CHARACTER, message, "")


def _needs_joiners(character: str) -> bool:
    """Whether it is an emoji, or a letter of a script that is written with invisible characters."""
    category, number = unicodedata.category(character), ord(character)
    is_foreign = category[0] in "LM" and number >= 0x590 and not 0x1E00 <= number < 0x2000
    return is_foreign or category == "So"


def _soft_hyphens(text: str) -> Iterator[Finding]:
    for first, start, end in _words_with(text, re.finditer(_SOFT_HYPHEN, text)):
        word = _seen(text[start:end])
        message = say(
            "myk bindestrek i «%(word)s», som søk ikke finner; skriv ordet på nytt uten den",
            word=word,
        )
        mend = text[first:end].replace(_SOFT_HYPHEN, "")
        yield Finding(first, end, Code.SOFT_HYPHEN, message, mend=mend)


def _words_with(text: str, matches: Iterable[re.Match[str]]) -> Iterator[tuple[int, int, int]]:
    """Yield the first match in each word with matches, and from where to where the word goes."""
    done = 0
    for match in matches:
        if match.start() >= done:
            start, done = _word(text, *match.span())
            yield match.start(), start, done


def _word(text: str, start: int, end: int) -> tuple[int, int]:
    """Return from where to where the word around some characters goes."""
    while start > 0 and not text[start - 1].isspace():
        start -= 1
    while end < len(text) and not text[end].isspace():
        end += 1
    return start, end


def _seen(word: str) -> str:
    """Return a word as a reader sees it, without marks around it, shortened if it is very long."""
    word = _UNSEEN.sub("", word).strip("\"'.,;:!?()[]{}*_ ")
    return word if len(word) <= 40 else f"{word[:39]}…"


# --- letters that were read in the wrong encoding, or lost

_CP1252 = {
    bytes([byte]).decode("cp1252"): byte
    for byte in range(0x80, 0xA0)
    if byte not in (0x81, 0x8D, 0x8F, 0x90, 0x9D)
}
_NEXT = f"[\u0080-\u00bf{''.join(_CP1252)}]"
# UTF-8 (https://www.rfc-editor.org/rfc/rfc3629) that was read as Windows-1252 or Latin-1. Not
# Hebrew, which would begin with the multiplication sign: «2×½» is right.
_GARBLED = re.compile(
    f"[\u00c2-\u00d6\u00d8-\u00df]{_NEXT}|[\u00e0-\u00ef]{_NEXT}{{2}}|[\u00f0-\u00f4]{_NEXT}{{3}}"
)
# A hard space can be a part of what is garbled.
_WORD = re.compile(rf"(?:{_GARBLED.pattern}|\S)+")
# These begin most of what is garbled and end no Norwegian word, as «Å» does in «A–Å».
_SURE = "ÂÃâð"
_AFTER_A_WORD = "\u00a0\u00ad«»“”„‘’‚´‹›–—…•·°ªº¹²³™®©"


def _garbled(text: str) -> Iterator[Finding]:
    """Yield each word with letters that were read in the wrong encoding, and the mended word."""
    if not _first_garbled(text):
        return
    for word in _WORD.finditer(text):
        if (first := _first_garbled(word.group())) is None:
            continue
        start, end = word.start() + first.start(), word.end()
        mended = _mended_word(word.group())
        if "\ufffd" in mended:
            yield _lost_in(word.group(), start, end)
        else:
            message = say(
                "«%(word)s» har feil tegnkoding; skriv «%(mended)s»",
                word=_seen(word.group()),
                mended=_seen(mended),
            )
            before = unicodedata.normalize("NFC", word.group()[: first.start()])
            mend = mended[len(before) :] if mended.startswith(before) else None
            yield Finding(start, end, Code.MOJIBAKE, message, mend=mend)


def _first_garbled(text: str) -> re.Match[str] | None:
    """Return the first character that was read in the wrong encoding."""
    return next((x for x in _GARBLED.finditer(text) if _mended(x) != x.group()), None)


def _mended(match: re.Match[str]) -> str:
    """Return the character that was meant; what was matched if it may be right as it is."""
    found = match.group()
    if found[0] not in _SURE and all(character in _AFTER_A_WORD for character in found[1:]):
        return found
    try:
        return bytes(_CP1252.get(character, ord(character)) for character in found).decode()
    except UnicodeDecodeError:
        return found


def _mended_word(word: str) -> str:
    """Return a word without wrong encodings; some words were read wrongly more than once."""
    while (mended := _GARBLED.sub(_mended, word)) != word:
        word = mended
    return unicodedata.normalize("NFC", word)


def _lost(text: str) -> Iterator[Finding]:
    for first, start, end in _words_with(text, re.finditer("\ufffd", text)):
        yield _lost_in(text[start:end], first, end)


def _lost_in(word: str, start: int, end: int) -> Finding:
    message = say("et tegn er gått tapt i «%(word)s»; skriv ordet på nytt", word=_seen(word))
    return Finding(start, end, Code.LOST_CHARACTER, message)
