"""Permanent moves that the history has seen -> those that may be written into `links.yaml`.

In: the history. Out: moves, each with the reason why it is left to a human, if it is. Pure. A
server decides where its redirects lead, so nothing that it says is written without being weighed:
one slip or one bad owner would send all readers there.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import parse_qsl, unquote, urldefrag

from generator.hub.addresses import bad_address
from generator.hub.homographs import is_homograph
from generator.linkcheck.fetch.network import is_allowed, literal_address
from generator.linkcheck.judge.addresses import host, is_front, is_same_page, path_steps, split_url
from generator.linkcheck.memory.history import History, moves_of

# What sites call the page that they show for all that is missing, as a step of a path.
_ERROR_NAME = (
    r"(?:404|410|500|not[-_ ]?found|page[-_ ]?missing|errors?(?:[-_ ]?page)?|feil(?:side|melding)?"
    r"|oops|ups|oi|gone|missing|removed|deleted|unavailable|expired"
    r"|ikk(?:e|je)[-_ ]?(?:funnet|funne[nt]?|tilgjengelig)"
    r"|fin(?:nes|nast|ns|st|nst)[-_ ]?ikk(?:e|je)"
    r"|saknas|saknad|mangler|borte|slettet|sletta|fjernet|fjerna|utgått)"
)
_ERROR = re.compile(
    r"(?:(?:error|feil|fel|fejl|http|status|side|page|siden|sida)[-_ ]?)*"
    rf"{_ERROR_NAME}(?:[-_ ]?(?:{_ERROR_NAME}|side|page|lenger|lengre|her))*"
)
# Names inside a network, of this machine, or of nobody: RFC 6761, 6762, 8375 and 9476.
_INSIDE = frozenset(
    {"localhost", "local", "internal", "intranet", "lan", "home", "corp", "arpa", "alt"}
    | {"invalid", "test", "onion"}
)


@dataclass(frozen=True, slots=True)
class Move:
    """One permanent move to a page that is there."""

    old: str
    new: str
    """With the fragment of the old one, if it has none of its own."""
    refusal: str | None
    """Why it is left to a human, as a part of a Norwegian sentence; None if it may be written."""

    @property
    def is_to_another_host(self) -> bool:
        """Whether another host than before will answer; `www.` makes no difference."""
        return _site(self.old) != _site(self.new)


def weighed(history: History, nights: int, *, other_hosts: bool = False) -> tuple[Move, ...]:
    """Return the moves that `nights` nights in a row have seen.

    `other_hosts` allows moves to another host than that of the old address.
    """
    ends = tuple(_ends(history))
    moves = []
    for old, new in moves_of(history, nights).items():
        final = history[old].recent[-1].url or new
        refusal = _refusal(old, new, final) or _shared(new, ends)
        move = Move(old, new, refusal)
        if not refusal and move.is_to_another_host and not other_hosts:
            move = Move(
                old, new, "den nye adressen er hos en annen vert; se over, og bruk --other-hosts"
            )
        moves.append(move)
    return tuple(moves)


def _site(url: str) -> str:
    return host(url).removeprefix("www.")


def _refusal(old: str, new: str, final: str) -> str | None:
    """Return why a move is not written, by its addresses alone."""
    if fault := bad_address(new):
        return fault
    if _is_inside(host(new)):
        return "den nye adressen er på et internt nett"
    if is_homograph(host(new)):
        return "verten har tegn som kan forveksles med andre"
    if is_error_address(new) or is_error_address(final):
        return "den nye adressen ser ut til å være en feilside"
    if is_front(new) and not is_front(old):
        return "den nye adressen er en forside"
    return None


def _is_inside(name: str) -> bool:
    literal = literal_address(name)
    if literal is not None:
        return not is_allowed(literal, ())
    return name.rpartition(".")[2] in _INSIDE


def is_error_address(url: str) -> bool:
    """Return whether an address is what sites call their error page, such as `/404`."""
    steps = [step.partition(".")[0] for step in path_steps(url)]
    query = split_url(url).query
    try:
        pairs = parse_qsl(query, keep_blank_values=True, max_num_fields=50)
    except ValueError:
        return True  # no page needs more
    words = (*steps, *(unquote(word).casefold() for pair in pairs for word in pair))
    return any(len(word) < 60 and _ERROR.fullmatch(word) for word in words)


def _ends(history: History) -> Iterator[tuple[str, str]]:
    """Yield each address with where it led when it was last seen, without fragments."""
    for url, record in history.items():
        last = record.recent[-1] if record.recent else None
        if last and last.good:
            for end in {last.permanent, last.url} - {None}:
                yield urldefrag(url).url, _without_fragment(str(end))


def _without_fragment(url: str) -> str:
    return url.partition("#")[0].rstrip("/")


def _shared(new: str, ends: tuple[tuple[str, str], ...]) -> str | None:
    """Return why a target is not written that several pages lead to: it is none of them."""
    target = _without_fragment(new)
    first, *others = [old for old, end in ends if end == target]
    if any(not is_same_page(first, other) for other in others):
        return "flere adresser er flyttet dit"
    return None
