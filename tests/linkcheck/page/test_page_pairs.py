"""How well a changed page is told from noise, on pages that somebody else wrote.

Each file in `page_pairs/` has a page, and changes to it, each with a verdict: must an editor look
at the answers that cite the page? The rules were developed with the half `tuning`. The half
`held_out`, which nobody looked at meanwhile, measures how good they are.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
import yaml

from generator.linkcheck.page.fingerprint import changed
from tests.linkcheck.page.reading import facts_of

FOLDER = Path(__file__).parent / "page_pairs"
FLOORS = {"tuning": 0.99, "held_out": 0.93}
"""The share that must be right. A new pair may be wrong; a new rule must not lower the share."""
HALVES = [half for half in FLOORS if (FOLDER / half).is_dir()]


@dataclass(frozen=True, slots=True)
class Pair:
    """A page on one night and the next."""

    name: str
    before: str
    after: str
    is_change: bool

    @property
    def is_called_changed(self) -> bool:
        """Whether the pages have different fingerprints."""
        one, other = (facts_of(html).fingerprint for html in (self.before, self.after))
        return changed(one, other)


def pairs_of(half: str) -> Iterator[Pair]:
    """Yield the pairs of one half."""
    for path in sorted((FOLDER / half).glob("*.yaml")):
        page = yaml.safe_load(path.read_text(encoding="utf-8"))
        for change in page["changes"]:
            after = page["html"]
            for old, new in change["replace"]:
                assert old in after, f"{path.name}: {change['name']}: not in the page: {old}"
                after = after.replace(old, new)
            name = f"{path.name}: {change['name']}"
            yield Pair(name, page["html"], after, change["changed"])


def test_there_are_pairs() -> None:
    """The half `tuning` exists, and has enough pairs of each verdict."""
    verdicts = [pair.is_change for pair in pairs_of("tuning")]
    assert "tuning" in HALVES
    assert min(verdicts.count(True), verdicts.count(False)) >= 90


@pytest.mark.parametrize("half", HALVES)
def test_how_often_a_change_is_told_from_noise(half: str) -> None:
    """At least the share of `FLOORS` is right; every wrong pair is named."""
    pairs = list(pairs_of(half))
    wrong = [pair for pair in pairs if pair.is_called_changed is not pair.is_change]
    missed = sum(pair.is_change for pair in wrong)
    right = len(pairs) - len(wrong)
    print(f"\n{half}: {len(pairs)} pairs, {right} right,", end=" ")
    print(f"{len(wrong) - missed} false alarms, {missed} missed")
    for pair in wrong:
        print(f"  {'missed' if pair.is_change else 'false alarm'}: {pair.name}")
    assert pairs
    assert right >= FLOORS[half] * len(pairs)
