"""Several runs over parts of one list -> one run.

In: the runs and the histories of the shards, in the order of the shards. Out: one run and one
history, with each address once. Nothing is judged again: of two results for one address the worse
one counts.
"""

from collections.abc import Sequence
from dataclasses import replace

from generator.linkcheck.memory.history import History, Record
from generator.linkcheck.results import WORST_FIRST, Result, Run

_RANK = {verdict: rank for rank, verdict in enumerate(WORST_FIRST)}


def merge(runs: Sequence[Run]) -> Run:
    """Merge runs: addresses in the order of their first appearance, each with all its places.

    The merged run is finished if every part is; its time is that of the latest.
    """
    found: dict[str, Result] = {}
    for run in runs:
        for result in run.results:
            known = found.get(result.url)
            found[result.url] = _worse(known, result) if known else result
    ends = [run.finished for run in runs if run.finished]
    finished = max(ends) if ends and len(ends) == len(runs) else None
    return Run(finished, tuple(found.values()))


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


def merge_histories(histories: Sequence[History]) -> History:
    """Merge the histories of shards that began with the same history: the newest record counts."""
    found: dict[str, Record] = {}
    for history in histories:
        for url, record in history.items():
            if url not in found or _age(record) > _age(found[url]):
                found[url] = record
    return found


def _age(record: Record) -> tuple[str, int]:
    """Return a value that is higher for a newer record, even of two runs in the same second."""
    last = record.recent[-1].until if record.recent else ""
    return last, sum(seen.times for seen in record.recent)
