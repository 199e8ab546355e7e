"""How well the search answers real queries: query sets, written without seeing it."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.search_fixtures import (
    HELD_BACK,
    QUERY_FILES,
    RANK_BAR,
    RECALL_BAR,
    Query,
    faults,
    find,
    is_sure,
    marks,
    open_search,
    rank,
    read_outside,
    read_queries,
)
from tests.site_fixtures import hub

pytestmark = pytest.mark.browser

ELSEWHERE = [
    "pizza", "asdfgh", "bitcoin", "skatteetaten", "fotball", "barnehage", "førerkort", "vaksine",
    "sykepenger", "blåbærsyltetøy", "strikkeoppskrift", "xyzzy", "12345678", "pizza til alle",
    "hytte til leie", "oppskrift på boller", "ledige stillinger", "how to tie a tie", "ferie",
    "foreldrepermisjon", "kantinemeny", "strømpris", "weather tomorrow", "jordmor",
]  # fmt: skip
"""Queries about other subjects. Some have small words of our answers, or letters inside words."""


def test_the_query_sets_are_sound() -> None:
    """There are enough queries of every kind, and all expected answers exist."""
    paths = (*QUERY_FILES, *HELD_BACK)
    sets = [read_queries(path) for path in paths]
    assert [fault for queries in sets for fault in faults(queries, hub("own"))] == []
    queries = [query for one in sets for query in one]
    fewest = [40 if path.stem.startswith("fresh") else 80 for path in paths]
    assert [len(one) >= few for one, few in zip(sets, fewest, strict=True)] == [True] * len(paths)
    wanted = {id_ for query in queries for id_ in query.want}
    assert {x.id for x in hub("own").questions if x.is_published} <= wanted


@pytest.mark.parametrize("path", QUERY_FILES, ids=lambda path: path.stem)
@pytest.mark.parametrize("with_role", [True, False], ids=["with role", "without role"])
def test_readers_find_the_right_answer(page: Page, path: Path, *, with_role: bool) -> None:
    """A right answer is nearly always in the first three hits, and usually the first."""
    open_search(page)
    answers: list[tuple[Query, list[str]]] = [
        (query, find(page, query.query, query.role if with_role else None))
        for query in read_queries(path)
    ]
    found = marks(answers)
    low = [query.query for query, ids in answers if (rank(ids, query.want) or 99) > 3]
    print(f"{path.stem}: recall@3 {found.at_3:.3f}, MRR {found.mrr:.3f}; not in the first 3: {low}")
    assert found.at_3 >= RECALL_BAR
    assert found.mrr >= RANK_BAR


def test_other_subjects_have_no_hits(page: Page) -> None:
    """Other subjects and nonsense have no hits, and readers are offered alternatives."""
    open_search(page)
    assert [query for query in ELSEWHERE if find(page, query)] == []


def test_other_subjects_are_not_answered_with_certainty(page: Page) -> None:
    """Most queries outside the subject have no hits, or hits that are said to be no answer."""
    outside = [query for path in QUERY_FILES for query in read_outside(path)]
    open_search(page)
    answered = [query for query in outside if is_sure(page, query)]
    print(f"{len(outside)} queries outside the subject, answered with certainty: {answered}")
    assert len(outside) >= 10
    assert len(answered) <= len(outside) / 5


def test_answers_are_seldom_doubted(page: Page) -> None:
    """Few queries within the subject are told that there is probably no answer."""
    queries = [row.query for path in QUERY_FILES for row in read_queries(path)]
    open_search(page)
    doubted = [query for query in queries if not is_sure(page, query)]
    print(f"{len(doubted)} of {len(queries)} are doubted: {doubted}")
    assert len(doubted) <= len(queries) / 30


def slips(word: str) -> Iterator[str]:
    """Yield a word with one typing error of each kind, near its start, middle and end."""
    for at in (1, len(word) // 2, len(word) - 2):
        yield word[:at] + word[at + 1 :]
        yield word[:at] + word[at] + word[at:]
        yield word[:at] + word[at + 1] + word[at] + word[at + 2 :]
        yield word[:at] + ("e" if word[at] == "r" else "r") + word[at + 1 :]


def test_a_typing_error_changes_little(page: Page) -> None:
    """A word of six letters or more has nearly always the same hits with one typing error."""
    titles = " ".join(x.question for x in hub("own").questions if x.is_published)
    words = sorted(set(re.findall(r"\w{6,}", titles.lower())))
    queries = [[word, *slips(word)] for word in words]
    open_search(page)
    found = page.evaluate(
        """(queries) => queries.map((words) => words.map((word) =>
          globalThis.rollehub.find(word).hits.slice(0, 3).map(({ kind, id }) => kind + id)))""",
        queries,
    )
    right = [first[0] in ids for first, *others in found if first for ids in others]
    print(f"{len(right)} slips, {sum(right) / len(right):.3f} find what the word finds first")
    assert len(right) > 500
    assert sum(right) / len(right) >= 0.97
