"""Joining the runs and the histories of shards."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from generator.linkcheck.memory.history import Record, Sighting
from generator.linkcheck.memory.joining import merge_histories
from generator.linkcheck.merge import merge
from generator.linkcheck.results import WORST_FIRST, Result, Run, Verdict
from generator.problems import Place

EARLY, LATE = "2026-11-21T01:00:00+00:00", "2026-11-21T02:00:00+00:00"


def _result(url: str, verdict: Verdict = Verdict.OK, **more: object) -> Result:
    return replace(Result(url=url, verdict=verdict, confirmed=False, reason="Sett."), **more)


def test_addresses_keep_their_order() -> None:
    """The addresses of the first run come first, those of each run in their order."""
    one = Run(EARLY, (_result("https://b.no"), _result("https://a.no")))
    two = Run(LATE, (_result("https://d.no"), _result("https://c.no")))
    joined = merge([one, two])
    assert [x.url[8] for x in joined.results] == ["b", "a", "d", "c"]
    assert joined.finished == LATE


def test_a_part_that_was_cut_off_leaves_the_whole_unfinished() -> None:
    """The whole is finished only if every part is."""
    assert merge([Run(EARLY, ()), Run(None, ())]).finished is None
    assert merge([]) == Run(None, ())
    assert merge([Run(LATE, ()), Run(EARLY, ())]).finished == LATE


def test_the_worse_result_of_one_address_stands_with_all_places() -> None:
    """The worse result is kept, with the places and questions of both."""
    here, there = Place("links.yaml", 3, 5), Place("content/a.yaml", 9, 1)
    fine = _result("https://a.no", places=(here,), questions=("q1",), link="a", changed=True)
    dead = _result(
        "https://a.no", Verdict.DEAD, places=(there, here), questions=("q1", "q2"), status=404
    )
    for runs in (
        [Run(EARLY, (fine,)), Run(LATE, (dead,))],
        [Run(LATE, (dead,)), Run(EARLY, (fine,))],
    ):
        (joined,) = merge(runs).results
        assert (joined.verdict, joined.status, joined.link) == (Verdict.DEAD, 404, "a")
        assert set(joined.places) == {here, there}
        assert set(joined.questions) == {"q1", "q2"}
        assert joined.changed


def test_a_confirmed_result_goes_before_an_unconfirmed_one() -> None:
    """Of two equal verdicts, the confirmed one is kept."""
    first = _result("https://a.no", Verdict.DEAD)
    (joined,) = merge([Run(None, (first,)), Run(None, (replace(first, confirmed=True),))]).results
    assert joined.confirmed


def test_every_verdict_has_a_rank() -> None:
    """`WORST_FIRST` has each verdict once."""
    assert set(WORST_FIRST) == set(Verdict)
    assert len(WORST_FIRST) == len(Verdict)


def test_of_two_histories_the_newer_record_of_an_address_counts() -> None:
    """A shard has new records of its own addresses, and old ones of the others."""

    def seen(at: str, status: int) -> Record:
        return Record(recent=(Sighting(at=at, until=at, status=status),))

    one = {"a": seen(LATE, 404), "b": seen(EARLY, 200), "c": Record()}
    two = {"b": seen(LATE, 503), "a": seen(EARLY, 200), "d": seen(EARLY, 200)}
    joined = {"a": one["a"], "b": two["b"], "c": Record(), "d": two["d"]}
    assert merge_histories([one, two]) == joined
    assert merge_histories([two, one]) == joined
    assert merge_histories([]) == {}


def test_of_two_nights_in_one_second_the_second_counts() -> None:
    """The order of the histories does not matter; otherwise a death would need another night."""
    seen = Sighting(at=EARLY, until=EARLY, status=404)
    old = {"https://a.no": Record(failures=1, recent=(seen,))}
    new = {"https://a.no": Record(failures=2, recent=(replace(seen, times=2),))}
    assert merge_histories([old, new]) == merge_histories([new, old]) == new


_RUNS = st.lists(
    st.builds(
        Run,
        st.sampled_from([None, EARLY, LATE]),
        st.lists(
            st.builds(
                Result,
                url=st.sampled_from(["https://a.no", "https://b.no", "https://c.no"]),
                verdict=st.sampled_from(Verdict),
                confirmed=st.booleans(),
                reason=st.just("Sett."),
            ),
            max_size=5,
        ).map(tuple),
    ),
    max_size=4,
)


@given(_RUNS)
def test_no_address_is_lost_or_doubled(runs: list[Run]) -> None:
    """Each address is there once, with the worst of its verdicts."""
    joined = merge(runs)
    everything = [result for run in runs for result in run.results]
    assert [x.url for x in joined.results] == list(dict.fromkeys(x.url for x in everything))
    for result in joined.results:
        worst = min(WORST_FIRST.index(x.verdict) for x in everything if x.url == result.url)
        assert WORST_FIRST.index(result.verdict) == worst
    assert merge([joined]) == joined
