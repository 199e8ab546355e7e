"""How the same title is recognized in two spellings: in a table of contents and in the body.

In: lines as they stand. Out: titles without marks, and how alike two of them are.
"""

import html
import re

from rapidfuzz import fuzz

LIKE = 0.8
"""How alike two spellings of a title are at least."""
_TAG = re.compile(r"</?[a-zA-Z][^>]*>")
_ADDRESS = re.compile(r"<(?:https?://|mailto:)[^>\s]*>")
_HASHES = re.compile(r"^\s*(#{1,6})\s+(.*?)\s*#*\s*$")
_MARKED = re.compile(r"^\s*(\*\*|__)(.+?)\1:?\s*$")
_NUMBERED = re.compile(
    r"^\s*(?:\d+(?:\.\d+)+\.?|\d{1,2}\.|(?:kapittel|del)\s+\d+[.:])\s+(?=\S)", re.IGNORECASE
)
_LINKED = re.compile(r"\[([^\]]+)\]\([^)]*\)")
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")
_NO_LETTER = re.compile(r"[\W_]+")


def without_tags(text: str) -> str:
    """Return a text without HTML tags and entities; addresses in angle brackets stay."""
    kept = [match.group() for match in _ADDRESS.finditer(text)]
    bare = _ADDRESS.sub("\0", text)
    bare = html.unescape(_TAG.sub("", bare))
    for address in kept:
        bare = bare.replace("\0", address, 1)
    return bare


def heading_level(text: str) -> int:
    """Return the level of a heading of Markdown; 0 for another line."""
    found = _HASHES.match(text)
    return len(found[1]) if found else 0


def is_marked(text: str) -> bool:
    """Whether a whole line is bold or a heading."""
    bare = text.strip()
    return bool(_HASHES.match(bare) or _MARKED.match(bare) or re.match(r"<(b|strong)>", bare))


def title_of(text: str) -> str:
    """Return the words of a heading, without marks, numbers, tags and escapes."""
    title = without_tags(text).strip()
    if found := _HASHES.match(title):
        title = found[2]
    if found := _MARKED.match(title):
        title = found[2]
    title = _LINKED.sub(r"\1", _NUMBERED.sub("", title))
    return re.sub(r"\s+", " ", _ESCAPED.sub(r"\1", title)).strip()


def key(title: str) -> str:
    """Return what two spellings of a title share: its letters and digits."""
    return _NO_LETTER.sub(" ", title.casefold()).strip()


def likeness(one: str, other: str, least: float = LIKE) -> float:
    """Return how alike two keys are, from 0 to 1; 0 if it is less than `least`."""
    if one == other:
        return 1.0
    return fuzz.ratio(one, other, score_cutoff=least * 100) / 100


def shared_start(titles: list[str]) -> str:
    """Return the words with which all titles begin, if they lead up to a name, as "Links for" does.

    They end in a word that takes a name after it, or in a colon; without one, the first words are
    a part of the names.
    """
    if len(set(titles)) < 2:
        return ""
    words = [title.split(" ") for title in titles]
    shared: list[str] = []
    for column in zip(*words, strict=False):
        if len({key(word) for word in column}) > 1:
            break
        shared.append(column[0])
    while shared and not (shared[-1].lower() in _BEFORE_A_NAME or shared[-1].endswith(":")):
        shared.pop()
    return " ".join(shared)


_BEFORE_A_NAME = {"for", "til", "åt", "frå", "fra", "om", "to", "–", "-"}


def upper_first(text: str) -> str:
    """Return a text with a capital letter first."""
    return text[:1].upper() + text[1:]
