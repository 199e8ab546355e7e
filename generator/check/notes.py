"""Notes to colleagues, and placeholders, in texts that readers see.

In: a text. Out: findings. All notes of a text get one finding, and so do all placeholders.
"""

import re
from collections.abc import Iterator, Sequence

from generator.check.finding import Finding
from generator.check.positions import any_of
from generator.language import msgid, say, spoken
from generator.problems import Code
from generator.sources.markdown import Kind, Node

# Most texts have none of these, nor a bracket without a link, and need no further tests.
_SIGNS = any_of(
    (
        "TODO", "FIXME", "TBD", "TBA", "odo:", "orem ipsum", "XX", "xx", "??", "?)", " # ", "{",
        "//", "/*", "((", "(sjekk", "(Sjekk", "(husk", "(Husk", "sjekkes", "(er dette",
        "(Er dette", ".mm.", ".MM.",
    )
)  # fmt: skip
_NOTE = re.compile(
    r"(?<!\w)(?:TODO|FIXME|TBD|TBA|[Tt]odo(?=:)|[Ll]orem ipsum)(?!\w):?"
    # Word writes the initials and the number of a comment: «Kommentert [KN1]:».
    r"|(?<!\w)(?:Kommentert|Kommentar|Commented|Comment|Formatert|Slettet|Deleted)"
    r" \[[^\W\d_]{1,4}\d{1,3}\]:?"
    r"|\[[A-ZÆØÅ][\w.-]{1,20}(?: [A-ZÆØÅ][\w.-]{1,20})?:(?: [^\[\]\n]{0,200})?\]"
    r"|\[[^\[\]\n]{0,200}\?{1,3}\]"
    r"|\[(?:[Ss]ett inn|[Ff]yll inn|[Ll]egg inn|[Ss]kriv inn|[Ss]jekk|[Hh]usk|[Mm]å sjekkes"
    r"|[Kk]ilde mangler|[Ii]nsert)(?!\w)[^\[\]\n]{0,200}\]"
    r"|\((?:[Ss]jekk|[Mm]å sjekkes|[Hh]usk å sjekke|[Ee]r dette riktig)(?!\w)[^()\n]{0,200}\)"
    r"|\([A-ZÆØÅ][a-zæøå]{1,20}: [^()\n]{0,200}\?\)"
    r"|\(\([^()\n]{1,200}\)\)"
    r"|(?<=\S) # +[^\W\d_][^\n]*"
    r"|(?<=\s)//+ +[^\W\d_][^\n]{0,200}|/\*[^*\n]{1,200}\*/"
    r"|\{(?:[Ss]jekk|[Hh]usk|[Ss]ett inn|[Mm]å sjekkes|[A-ZÆØÅ][\w.-]{1,20}:)[^{}\n]{0,200}\}"
)
_PLACEHOLDER = re.compile(
    r"(?<![^\W\d_])(?:X{2,}|x{2,})(?![^\W\d_])(?!\.(?:no|com)\b)|\?{3,}|(?<!\S)\?\?(?!\S)"
    r"|\[(?:[Nn]avn|[Dd]ato|[Tt]all|[Tt]elefon|[Ll]enke|[Aa]ntall|[Ss]ted|[Tt]ekst|NN|\.{3}|…)\]"
    r"|(?<!\w)[Dd]{2}\.[Mm]{2}\.(?:[Åå]{2,4}|[Yy]{2,4})(?!\w)"
)
_NUMBERED = re.compile(r"(?:kapittel|kap\.|del|avsnitt|punkt|bind|vedlegg) $", re.IGNORECASE)
_MOST_QUOTED = 40
_MOST_NAMED = 3
_UNFINISHED = re.compile(
    r"(?:kommer(?: snart| senere)?|under arbeid|under utarbeid(?:els|ing)e?|ikke ferdig|fylles ut"
    r"(?: senere)?|tekst(?:en)? kommer|svar(?:et)? kommer|mangler|coming soon|test|asdf\w*|n/?a)"
    r"[ .!…]*",
    re.IGNORECASE,
)
_WORDS_OF_NOTE = 8
"""A text of so few words that begins with a note has nothing else."""


def findings(text: str, tree: Node) -> Iterator[Finding]:
    """Yield the notes and the placeholders of a Markdown text; not those in code."""
    yield from _unfinished(text)
    if _may_have_notes(text):
        parts = [(node.start, node.end) for node in tree.walk() if node.kind is Kind.TEXT]
        yield from _in_parts(text, parts)


def plain_findings(text: str) -> Iterator[Finding]:
    """Yield the notes and the placeholders of a text without Markdown."""
    if _may_have_notes(text):
        yield from _in_parts(text, [(0, len(text))])


def _may_have_notes(text: str) -> bool:
    return text.count("[") > text.count("](") or _SIGNS.search(text) is not None


def _unfinished(text: str) -> Iterator[Finding]:
    """Yield a finding if a whole text only says that it will come."""
    words = text.strip()
    if len(words) <= _MOST_QUOTED and _UNFINISHED.fullmatch(words):
        message = say(_ONLY, text=words)
        yield Finding(0, Code.NOTE_IN_TEXT, message)


def spans(text: str) -> list[range]:
    """Return where a text has notes; what looks like an abbreviation there is none."""
    return [range(*found.span()) for found in _NOTE.finditer(text)] if _may_have_notes(text) else []


def is_note(word: str) -> bool:
    """Whether a word in capitals is a note or a placeholder, and so no abbreviation."""
    return bool(_NOTE.fullmatch(word) or _PLACEHOLDER.fullmatch(word))


def _in_parts(text: str, parts: Sequence[tuple[int, int]]) -> Iterator[Finding]:
    notes = [x for part in parts for x in _NOTE.finditer(text, *part) if _is_written(text, x)]
    holders = [
        x
        for part in parts
        for x in _PLACEHOLDER.finditer(text, *part)
        if not _NUMBERED.search(text, max(0, x.start() - 12), x.start()) and _is_written(text, x)
    ]
    inside = [x for x in holders if not any(n.start() <= x.start() < n.end() for n in notes)]
    if notes:
        yield _note(text, notes)
    if inside:
        message = say(
            "%(found)s er ikke fylt ut, og ville stått slik på siden; skriv det som skal stå der",
            found=_named(inside),
        )
        yield Finding(inside[0].start(), Code.NOTE_IN_TEXT, message)


def _is_written(text: str, match: re.Match[str]) -> bool:
    """Whether something is no link's text, is not behind a backslash and not in «», as a quote."""
    return text[match.start() - 1 : match.start()] not in ("\\", "«", "!") and not text.startswith(
        ("(", "[", "»"), match.end()
    )


def _note(text: str, notes: Sequence[re.Match[str]]) -> Finding:
    first = notes[0]
    whole = text.strip()
    is_all = len(whole.split()) <= _WORDS_OF_NOTE and "](" not in whole
    if is_all and not text[: first.start()].strip():
        message = say(_ONLY, text=whole)
        return Finding(first.start(), Code.NOTE_IN_TEXT, message)
    if first.group().startswith(" #"):
        return Finding(first.start() + 1, Code.NOTE_IN_TEXT, say(_HASH, found=_named(notes)))
    return Finding(first.start(), Code.NOTE_IN_TEXT, say(_MOVE, found=_named(notes)))


_ONLY = msgid("teksten er bare «%(text)s»; skriv den, eller sett «status: draft»")
_MOVE = msgid(
    "%(found)s er et notat, og ville stått på siden; flytt det til «editorial_note», "
    "eller fjern det"
)
_HASH = msgid(
    "%(found)s ville stått på siden, for «#» begynner ingen kommentar i et svar; "
    "flytt det til «editorial_note»"
)


def _named(found: Sequence[re.Match[str]]) -> str:
    """Return the things that were found, each quoted once, without most if they are many."""
    shown = dict.fromkeys(_shortened(match.group().strip()) for match in found)
    return spoken().enumerated([f"«{words}»" for words in shown][:_MOST_NAMED])


def _shortened(words: str) -> str:
    return words if len(words) <= _MOST_QUOTED else f"{words[: _MOST_QUOTED - 1]}…"
