"""What is done with the text of a page before and beside its parser.

In: text of a page, or of one of its attributes. Out: text that no parser chokes on, where a refresh
leads, whether a script only counts readers. Pure, and the work grows with the text's length only.
"""

import re

MOST_TAGS = 75_000  # `<` signs read; behind them only ids are looked for
MOST_ATTRIBUTES = 1000  # of one tag
_LONGEST_DELAY = 10  # seconds; a later refresh renews a page, and leads nowhere

# Scripts that count readers or ask for consent, by their source or, in a short one, their text.
# They are on pages of all kinds, and add no places to link to.
_MEASURING = re.compile(
    r"googletagmanager|google-?analytics|\bgtag\b|\bgtm\.|datalayer|\b_gaq\b|\b_paq\b|\b_mtm\b|matomo|piwik"
    r"|plausible|siteimprove|hotjar|_hjsettings|clarity\.ms|fbevents|\bfbq\(|cookie-?(?:bot|consent|law)"
    r"|onetrust|(?:^|[/.])analytics[./]",
    re.IGNORECASE,
)
_LONGEST_SNIPPET = 2000


def only_measures(source: str, text: str) -> bool:
    """Whether a script, by its source or text, adds nothing to a page."""
    return len(text) <= _LONGEST_SNIPPET and _MEASURING.search(source or text) is not None


_REFRESH = re.compile(
    r"\s*(?P<delay>\d{0,6})(?:\.[\d.]*)?(?:\s*[;,]\s*|\s+)(?:url\s*=\s*)?+(?P<rest>\S.*)",
    re.IGNORECASE | re.DOTALL,
)
# A `<` that begins no tag carries no word, and a page may be full of them.
_STRAY = re.compile(r"<(?![A-Za-z/!?])")
# A tag up to its last attribute that is read; the parser would take half a gigabyte for a million.
_CROWDED = re.compile(
    r"[A-Za-z][^\s/>]*+(?:[\s/]*+[^\s/>][^\s/=>]*+"
    rf"(?:\s*+=++\s*+(?:'[^']*+'|\"[^\"]*+\"|(?!['\"])[^>\s]*+))?+){{{MOST_ATTRIBUTES}}}"
)
_LONG_CHARREF = re.compile(r"&#0*[0-9]{9,}")  # Python refuses to read numbers of any length


def refresh_target(content: str) -> str | None:
    """Return where `<meta http-equiv=refresh content=…>` leads, if soon and somewhere."""
    found = _REFRESH.match(content[:4096])
    if not found or int(found["delay"] or 0) > _LONGEST_DELAY:
        return None
    rest = found["rest"]
    quote = rest[0] if rest[0] in "\"'" else None
    return (rest[1:].split(quote)[0] if quote else rest).strip() or None


# An id or name in whatever tag; a few too many do no harm.
ANY_ID = re.compile(
    r"""\b(?:id|name)\s*=\s*(?:"([^"]{1,500})"|'([^']{1,500})'|([^\s>"']{1,500}))""", re.IGNORECASE
)


def defused(text: str) -> tuple[str, str]:
    """Return the text without what makes the standard library's parser fail or be slow.

    What is behind the last tag that is read comes apart.
    """
    text = _STRAY.sub(" ", text)
    text = _LONG_CHARREF.sub("&#65533", text)
    text = text.replace("<![", "<!")  # a comment in HTML, but half-known mark-up to the parser
    pieces = text.split("<", MOST_TAGS)
    return "<".join(map(_uncrowded, pieces[:MOST_TAGS])), "".join(pieces[MOST_TAGS:])


def _uncrowded(piece: str) -> str:
    """Return what follows a `<`, without attributes beyond any number that somebody would write."""
    found = _CROWDED.match(piece) if len(piece) > 2 * MOST_ATTRIBUTES else None
    if not found:
        return piece
    end = piece.find(">", found.end())
    return found[0] + piece[end if end >= 0 else len(piece) :]
