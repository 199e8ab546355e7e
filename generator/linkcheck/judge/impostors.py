"""Pages that answer in place of the one that was asked for, told by comparing them with others.

In: what a page says, and what else is known of its host: the page it shows for an address that
cannot exist, or the text and title that it had on earlier nights. Out: a Judgement, or None. Pure.
"""

import re
from collections.abc import Sequence

from generator.language import say
from generator.linkcheck.judge.addresses import is_front
from generator.linkcheck.judge.judgement import Judgement, excerpt, is_good
from generator.linkcheck.observations import Address, Answered, Observation, PageFacts
from generator.linkcheck.page.fingerprint import likeness
from generator.linkcheck.results import Verdict

_ALIKE = 0.8  # of title, headings and text; a message may count or name the day
_LEAST_SAMPLES = 12  # a text with fewer is too short to tell two apart
_WORD = re.compile(r"\w{3,}")
_LONGEST_TITLE = 300
# Words that stand in titles all over the web.
_COMMON = frozenset({"and", "for", "the", "til", "fra", "med", "hjem", "home", "www", "com"})


def judge_sibling(answer: Answered, address: Address) -> Judgement | None:
    """Find an error page that says so in words we do not know.

    The host answers the same for an address that cannot exist.
    """
    page, other = answer.page, answer.sibling
    if page is None or other is None or is_front(address.url):
        return None
    if likeness(page.outline, other.outline) < _ALIKE:
        return None
    reason = say("Siden svarer, men nettstedet viser den samme siden for adresser som ikke finnes.")
    return Judgement(Verdict.SUSPICIOUS, reason, answer.status)


def judge_owner(
    judgement: Judgement, seen: Observation, fingerprint: Sequence[int], title: str | None
) -> Judgement:
    """Return the judgement, or another one if the host seems to have changed hands.

    `fingerprint` and `title` are what the page had when it was last good. A site that is made anew
    keeps its name in its titles; one that shares no word of title and no line of text is another.
    """
    page = seen.page if isinstance(seen, Answered) else None
    if not is_good(judgement.verdict) or page is None or not title or seen_in_part(seen):
        return judgement
    mine, before = _title_words(page.title), _title_words(title)
    if not mine or not before or mine & before or not _is_other_text(fingerprint, page):
        return judgement
    reason = say(
        "Siden svarer, men tekst og tittel er helt andre enn før («%(title)s», før "
        "«%(earlier)s»); nettstedet kan ha fått ny eier.",
        title=excerpt(page.title),
        earlier=excerpt(title),
    )
    return Judgement(Verdict.SUSPICIOUS, reason, judgement.status)


def seen_in_part(seen: Observation) -> bool:
    """Return whether an answer is not the whole page."""
    return isinstance(seen, Answered) and (seen.truncated or seen.unread)


def _is_other_text(before: Sequence[int], page: PageFacts) -> bool:
    """Whether a page has a text, and nothing of the text that it had before."""
    samples = min(len(before), len(page.fingerprint)) - _LEAST_SAMPLES
    return samples >= _LEAST_SAMPLES and likeness(before, page.fingerprint) == 0.0


def _title_words(title: str) -> frozenset[str]:
    return frozenset(_WORD.findall(title[:_LONGEST_TITLE].casefold())) - _COMMON
