"""The printed report: how much each engine finds, what it misses, and what it costs."""

import statistics
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict
from typing import Any

from tests.benchmarks.searching.asking import SLOW, Answer
from tests.benchmarks.searching.costs import PHONE_DELAY, Costs
from tests.benchmarks.searching.engines import ENGINES
from tests.search_fixtures import KINDS, RANK_BAR, RECALL_BAR, marks, rank


def table(head: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """Print rows below their headings: the first column left-aligned, the others right-aligned."""
    texts = [list(head), *([str(x) for x in row] for row in rows)]
    widths = [max(map(len, column)) for column in zip(*texts, strict=True)]
    for row in texts:
        first, *rest = (
            x.ljust(width) if n == 0 else x.rjust(width)
            for n, (x, width) in enumerate(zip(row, widths, strict=True))
        )
        print("  ".join([first, *rest]).rstrip())
    print(flush=True)


def _share(value: float) -> str:
    return f"{value:.3f}"


def _ms(value: float | None) -> str:
    return "-" if value is None else f"{value:.1f}"


def _kb(value: float) -> str:
    return f"{value / 1000:.1f}"


def quality(runs: Mapping[str, Mapping[str, list[Answer]]]) -> list[dict[str, Any]]:
    """Score runs (answers by query set): in total, by set, and by kind of query."""
    rows = []
    for name, sets in runs.items():
        every = [one for found in sets.values() for one in found]
        parts = {
            "all": every,
            **(sets if len(sets) > 1 else {}),
            **{f"kind: {kind}": [x for x in every if x.query.kind == kind] for kind in KINDS},
        }
        for part, found in parts.items():
            if found:
                judged = asdict(marks([(x.query, x.ids) for x in found]))
                listed = statistics.median(x.listed for x in found)
                rows.append({"run": name, "part": part, **judged, "listed": listed})
    return rows


def print_quality(rows: Sequence[Mapping[str, Any]]) -> None:
    """Print how much each run finds."""
    print(f"How much is found (wanted of ours: recall at 3 >= {RECALL_BAR}, MRR >= {RANK_BAR})")
    table(
        ("", "queries", "recall@1", "recall@3", "MRR", "no hits", "hits listed"),
        [
            (
                f"{row['run']}, {row['part']}", row["queries"], _share(row["at_1"]),
                _share(row["at_3"]), _share(row["mrr"]), row["silent"], f"{row['listed']:g}",
            )
            for row in rows
            if not row["part"].startswith("kind")
        ],
    )  # fmt: skip
    runs = list(dict.fromkeys(row["run"] for row in rows))
    cells = {(row["part"], row["run"]): row for row in rows}
    kinds = [kind for kind in KINDS if (f"kind: {kind}", runs[0]) in cells]
    print("Recall at 3 and MRR by kind of query")
    table(
        ("", "queries", *(f"{run}" for run in runs)),
        [
            (
                kind,
                cells[f"kind: {kind}", runs[0]]["queries"],
                *(
                    f"{_share(cell['at_3'])} {_share(cell['mrr'])}"
                    for cell in (cells[f"kind: {kind}", run] for run in runs)
                ),
            )
            for kind in kinds
        ],
    )


def missed(runs: Mapping[str, Mapping[str, list[Answer]]]) -> list[dict[str, Any]]:
    """Return every query whose answer is not among the first three."""
    found = []
    for run, sets in runs.items():
        for answer in (x for answers in sets.values() for x in answers):
            place = rank(answer.ids, answer.query.want)
            if place is None or place > 3:
                row = asdict(answer.query)
                found.append({"run": run, **row, "place": place, "got": answer.ids[:3]})
    return found


def print_misses(rows: Sequence[Mapping[str, Any]]) -> None:
    """Print the queries whose answer is not among the first three."""
    for run in dict.fromkeys(row["run"] for row in rows):
        print(f"Not among the first three: {run}")
        for row in (x for x in rows if x["run"] == run):
            role = f", {row['role']}" if row["role"] else ""
            print(
                f"  {row['query']} ({row['kind']}{role}): wants {', '.join(row['want'])}, "
                f"at {row['place'] or '-'}; got {', '.join(row['got']) or 'nothing'}"
            )
        print()


def print_costs(rows: Sequence[Costs]) -> None:
    """Print bytes and times."""
    print("kB as they are sent (gzip, heads too): a first visit, then one query after the other")
    table(
        ("", "page", "of it search", "1st query", "each further", "most"),
        [
            (x.engine, _kb(x.opening), _kb(x.opening_search), _kb(x.first), _kb(x.further),
             _kb(x.further_most))
            for x in rows
        ],
    )  # fmt: skip
    print("kB on the host: the index on disk and as it would be sent, the program as it is sent")
    table(
        ("", "index", "sent", "program"),
        [(x.engine, _kb(x.index), _kb(x.index_sent), _kb(x.program_sent)) for x in rows],
    )
    print(
        f"Milliseconds, in brackets with the page's own thread {SLOW}x slower (workers can't be "
        "slowed: Material's runs\nat full speed, Pagefind is asked to use none): until the search "
        "is ready, from a query to its first results,\nfrom going to the field to first results "
        f"on a first visit, and the same on a phone ({SLOW}x slower, "
        f"{PHONE_DELAY * 1000:.0f} ms a request)"
    )
    table(
        ("", "ready", "median", "p95", "1st visit", "on a phone"),
        [
            (
                x.engine,
                *(
                    f"{_ms(usual)} ({_ms(slow)})"
                    for usual, slow in (
                        (x.usual.load, x.slow.load),
                        (x.usual.median, x.slow.median),
                        (x.usual.p95, x.slow.p95),
                    )
                ),
                _ms(x.first_visit),
                _ms(x.phone),
            )
            for x in rows
        ],
    )
    for engine in (ENGINES[x.engine] for x in rows):
        if engine.note:
            print(f"{engine.name}: {engine.note}")
    print(flush=True)
