"""The parts of a page that the HTML parser of the standard library does not handle.

In: the text of a page, an attribute or a script. Out: text that the parser can take, the target of
a refresh, whether a script only counts readers. Pure, and the work grows linearly with the text.
"""

import re

MOST_TAGS = 75_000
"""The most `<` signs that are read; in the rest of a page, only ids are looked for."""
MOST_ATTRIBUTES = 1000
"""The most attributes that are read of one tag."""
UNSEEN = frozenset(("script", "style", "template", "title", "textarea", "noscript"))
"""Elements whose text is not shown as part of the page."""
_LONGEST_DELAY = 10  # seconds; a later refresh only reloads a page

# Scripts that count readers or ask for consent, by their source or, in a short one, their text.
# Pages of all kinds have them, and they add no ids.
_MEASURING = re.compile(
    r"googletagmanager|google-?analytics|\bgtag\b|\bgtm\.|datalayer|\b_gaq\b|\b_paq\b|\b_mtm\b|matomo|piwik"
    r"|plausible|siteimprove|hotjar|_hjsettings|clarity\.ms|fbevents|\bfbq\(|cookie-?(?:bot|consent|law)"
    r"|onetrust|(?:^|[/.])analytics[./]",
    re.IGNORECASE,
)
_LONGEST_SNIPPET = 2000  # characters


def only_measures(source: str, text: str) -> bool:
    """Whether a script adds nothing to a page, by the address of its source or by its text."""
    return len(text) <= _LONGEST_SNIPPET and _MEASURING.search(source or text) is not None


# Possessive quantifiers (`*+`): a run of spaces is passed once, and never again in another way.
_REFRESH = re.compile(
    r"\s*+(?P<delay>\d{0,6}+)(?:\.[\d.]*+)?+(?:\s*+[;,]\s*+|\s++)(?:url\s*+=\s*+)?+(?P<rest>\S.*+)",
    re.IGNORECASE | re.DOTALL,
)
# A `<` that begins no tag; a page may be full of them.
_STRAY = re.compile(r"<(?![A-Za-z/!?])")
# A tag up to the last attribute that is read. A million of them cost the parser half a gigabyte.
_CROWDED = re.compile(
    r"[A-Za-z][^\s/>]*+(?:[\s/]*+[^\s/>][^\s/=>]*+"
    rf"(?:\s*+=++\s*+(?:'[^']*+'|\"[^\"]*+\"|(?!['\"])[^>\s]*+))?+){{{MOST_ATTRIBUTES}}}"
)
_LONG_CHARREF = re.compile(r"&#0*[0-9]{9,}")  # int() raises ValueError for very long ones


def refresh_target(content: str) -> str | None:
    """Return the address in the `content` of a refresh, as it is written.

    None where it has no address, or the delay is longer than ten seconds. `content` is that of
    `<meta http-equiv=refresh>`, or the HTTP header `Refresh`.
    """
    found = _REFRESH.match(content[:4096])
    if not found or int(found["delay"] or 0) > _LONGEST_DELAY:
        return None
    rest = found["rest"]
    quote = rest[0] if rest[0] in "\"'" else None
    return (rest[1:].split(quote)[0] if quote else rest).strip() or None


# https://html.spec.whatwg.org/multipage/parsing.html#comment-start-state and the states after it
_COMMENT_END = re.compile(r"--!?>")


def comment_end(text: str, start: int) -> int:
    """Return where a comment that begins at `start` (`<!--`) ends; -1 if it does not end.

    As browsers read them: `<!-->` and `<!--->` are whole comments, `--!>` ends one, and `-- >` does
    not.
    """
    for empty in ("<!-->", "<!--->"):
        if text.startswith(empty, start):
            return start + len(empty)
    found = _COMMENT_END.search(text, start + 4)
    return found.end() if found else -1


DOUBT = re.compile(
    r"\b[45]0[0-9]\b|finn?e?s ikkj?e|finst ikkj?e|finn?er ikkj?e|fant ikke|fann ikkje"
    r"|ikkj?e (?:bli )?(?:funn|finn|tilgjengelig)|slett[ea]t|flytt[ea]t"
    r"|fjern[ea]t|beklager|prøv (?:å )?søk"
    r"|not (?:be )?found|no longer|doesn.t exist|does not exist|sorry|went wrong|moved"
    r"|hittas? inte|finns inte|tyvärr|findes ikke|ikke fundet|desværre|gávdn|gávnn|gaavn"
    r"|nicht (?:gefunden|vorhanden|mehr)|existiert nicht|leider|introuvable|n.existe (?:pas|plus)"
    r"|non trouvée?|désolée?",
    re.IGNORECASE,
)
"""Words of error messages in the languages that we meet. They prove nothing in running text."""

ANY_ID = re.compile(
    r"""\b(?:id|name)\s*=\s*(?:"([^"]{1,500})"|'([^']{1,500})'|([^\s>"']{1,500}))""", re.IGNORECASE
)
"""An `id` or `name` in any tag. It may find too many, and that does no harm."""


def defused(text: str) -> tuple[str, str]:
    """Return the text of a page without what makes the parser fail or slow, and the rest of it.

    The rest is the text after the last tag that is read.
    """
    text = _STRAY.sub(" ", text)
    text = _LONG_CHARREF.sub("&#65533", text)
    text = text.replace("<![", "<!")  # a comment in HTML; the parser may raise for it
    pieces = text.split("<", MOST_TAGS)
    return "<".join(map(_uncrowded, pieces[:MOST_TAGS])), "".join(pieces[MOST_TAGS:])


def _uncrowded(piece: str) -> str:
    """Return the text after a `<`, without the attributes after the first MOST_ATTRIBUTES."""
    found = _CROWDED.match(piece) if len(piece) > 2 * MOST_ATTRIBUTES else None
    if not found:
        return piece
    end = piece.find(">", found.end())
    return found[0] + piece[end if end >= 0 else len(piece) :]
