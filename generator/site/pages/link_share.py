"""How many of the links worked at the newest link check, for the front page."""

from dataclasses import dataclass

from generator.linkcheck.results import Verdict
from generator.site.content import Content
from generator.site.words import WELL


@dataclass(frozen=True, slots=True)
class LinkShare:
    """How many links were tried, how many of them gave their page, and when."""

    well: int
    count: int
    moment: str


def link_share(content: Content) -> LinkShare | None:
    """Return the share of links that worked; None without a check that was finished."""
    run = content.run
    if run is None or run.finished is None or not run.results:
        return None
    tried = [result.verdict for result in run.results if result.verdict is not Verdict.SKIPPED]
    return LinkShare(sum(verdict in WELL for verdict in tried), len(tried), run.finished)
