"""Measure precision and recall of `rollehub similar` on copies of one text for several roles.

A source document has each question once for every role, damaged in its own way; the record of the
import (tests/placements.yaml) says which copies are one question. Every two copies are a pair, and
those of one question should be found. Prints also what it finds on this hub, and how long a
generated hub takes.

Usage: python -m tests.benchmarks.similar DOCUMENT [--sizes N ...]
"""

import argparse
import tempfile
import time
from collections.abc import Iterator
from itertools import combinations
from pathlib import Path

import yaml
from rapidfuzz import fuzz, process

from generator.editing.importing.lines import Account, Findings
from generator.editing.importing.read import read_lines
from generator.editing.importing.sections import Placement, placed
from generator.editing.similar.pairs import Thing, What, likenesses, of_question, similar
from generator.hub.load import read_hub
from tests.benchmarks import generated
from tests.site_fixtures import ROOT, a_question

RECORD = ROOT / "tests/placements.yaml"


def copies(document: Path) -> list[Placement]:
    """Return the questions of a document, once for each role."""
    findings = Findings()
    lines = read_lines(document, findings)
    return list(placed(lines, Account(lines), findings).questions)


def with_ids(found: list[Placement]) -> Iterator[tuple[str, Thing]]:
    """Yield the id that the record has for each copy, and the copy as it is compared."""
    record = yaml.safe_load(RECORD.read_text("utf-8"))["questions"]
    titles: dict[str, str] = {
        title: id_
        for topics in record.values()
        for rows in topics.values()
        for id_, title in rows.items()
    }
    for number, copy in enumerate(found):
        title, _, _ = process.extractOne(copy.title, list(titles), scorer=fuzz.ratio)
        text = "\n".join(line.text for line in copy.lines) or "-"
        question = a_question(f"c{number}", question=copy.title, answer=text)
        yield titles[title], of_question(question, "nb")


def measure(document: Path) -> None:
    """Print the figures of a document."""
    things = list(with_ids(copies(document)))
    found = {what: [0, 0] for what in (*What, None)}  # right, wrong
    wanted, missed, wrong = 0, set(), set()
    for (id_, one), (other_id, other) in combinations(things, 2):
        is_one = id_ == other_id
        wanted += is_one
        what = {x.what for x in likenesses(one, other)}
        for each in (*what, *([None] if what else [])):
            found[each][not is_one] += 1
        if is_one and not what:
            missed.add(id_)
        if what and not is_one:
            wrong.add(tuple(sorted((id_, other_id))))
    print(f"{len(things)} copies, {wanted} pairs of one question")
    for what, (right, false) in found.items():
        if right + false:
            print(
                f"{what or 'any':8} precision {100 * right / (right + false):5.1f} %"
                f"  recall {100 * right / wanted:5.1f} %"
            )
    print("missed:", ", ".join(sorted(missed)) or "none")
    print("wrong:", ", ".join(" = ".join(pair) for pair in sorted(wrong)) or "none")


def main() -> None:
    """Measure the document, this hub, and generated hubs."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("document", type=Path)
    parser.add_argument("--sizes", nargs="*", type=int, default=[1000])
    options = parser.parse_args()
    measure(options.document)
    pairs = similar(read_hub(ROOT)[0], "nb")
    print("this hub:", ", ".join(f"{x.one.id} = {x.other.id}" for x in pairs) or "none")
    for size in options.sizes:
        with tempfile.TemporaryDirectory() as folder:
            generated.write_hub(Path(folder), size, ROOT / "overrides")
            hub = read_hub(Path(folder))[0]
        start = time.perf_counter()
        pairs = similar(hub, "nb")
        print(f"{size} questions: {time.perf_counter() - start:.1f} s, {len(pairs)} pairs")


if __name__ == "__main__":
    main()
