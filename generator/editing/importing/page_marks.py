"""Numbers, headers and footers of pages, which stand in the middle of the text.

In: the lines of a document and its headings. Out: notes in the account; nothing is lost in silence.
"""

import re
from collections import Counter
from collections.abc import Sequence

from generator.editing.importing.lines import Account, Fate, Line
from generator.editing.importing.outline import Heading
from generator.editing.importing.titles import key

_PAGE = re.compile(r"^(?:side|page|s\.)?\s*\d{1,4}(?:\s*(?:av|of|/)\s*\d{1,4})?$", re.IGNORECASE)
_OFTEN = 3
"""A line that stands this often, and cuts a sentence somewhere, is a header or footer."""
_LONGEST_HEADER = 80


def note_page_marks(
    lines: Sequence[Line], first: int, headings: Sequence[Heading], account: Account
) -> None:
    """Note page numbers, and lines that stand on many pages without being headings."""
    taken = {x.index for x in headings}
    titles = {key(x.title) for x in headings}
    texts = {
        n: line.text.strip()
        for n, line in enumerate(lines)
        if n >= first and n not in taken and line.text.strip()
    }
    alone = {n for n in texts if n - 1 not in texts}
    numbers = {n for n in alone if _PAGE.match(texts[n])}
    counts = Counter(texts[n] for n in alone)
    often = {
        n
        for n in alone - numbers
        if counts[texts[n]] >= _OFTEN
        and len(texts[n]) <= _LONGEST_HEADER
        and key(texts[n]) not in titles
    }
    words = {n: text for n, text in texts.items() if n not in numbers | often}
    cutting = {texts[n] for n in often if _cuts_a_sentence(words, n)}
    account.note((lines[n] for n in numbers), Fate.REPORTED, "sidetall")
    headers = (lines[n] for n in often if texts[n] in cutting)
    account.note(headers, Fate.REPORTED, "topptekst eller bunntekst på sidene")


def _cuts_a_sentence(words: dict[int, str], index: int) -> bool:
    """Whether a line stands between two lines that are one sentence."""
    before = max((n for n in words if n < index), default=-1)
    after = min((n for n in words if n > index), default=-1)
    return words.get(before, "")[-1:].isalpha() and words.get(after, "")[:1].islower()
