"""Several runs over parts of one list -> one run.

In: the runs of the shards, in the order of the shards. Out: one run, with each address once.
Nothing is judged again: of two results for one address the worse one counts. Histories are merged
in `memory.joining`.
"""

from collections.abc import Sequence
from dataclasses import replace

from generator.linkcheck.results import WORST_FIRST, Result, Run

_RANK = {verdict: rank for rank, verdict in enumerate(WORST_FIRST)}


def merge(runs: Sequence[Run]) -> Run:
    """Merge runs: addresses in the order of their first appearance, each with all its places.

    The merged run is finished if every part is; its time is that of the latest. If the network of
    one part was out, its message is that of the whole.
    """
    found: dict[str, Result] = {}
    for run in runs:
        for result in run.results:
            known = found.get(result.url)
            found[result.url] = _worse(known, result) if known else result
    ends = [run.finished for run in runs if run.finished]
    finished = max(ends) if ends and len(ends) == len(runs) else None
    outage = next((run.outage for run in runs if run.outage), None)
    return Run(None if outage else finished, tuple(found.values()), outage)


def _worse(one: Result, other: Result) -> Result:
    """Return the worse of two results for one address, with the places and questions of both."""
    worse = min(one, other, key=lambda result: (_RANK[result.verdict], not result.confirmed))
    return replace(
        worse,
        places=tuple(dict.fromkeys((*one.places, *other.places))),
        link=worse.link or one.link or other.link,
        questions=tuple(dict.fromkeys((*one.questions, *other.questions))),
        changed=one.changed or other.changed,
    )
