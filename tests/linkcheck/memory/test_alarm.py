"""When an alarm is given, and when it ends."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.linkcheck.judge.classify import classify
from generator.linkcheck.judge.judgement import Judgement
from generator.linkcheck.memory.alarm import Alarm, Decision, Policy, Tonight, verdict_of, weigh
from generator.linkcheck.memory.history import MOST_SIGHTINGS, Record, Sighting, remember
from generator.linkcheck.observations import (
    Address,
    Answered,
    Failure,
    Hop,
    Observation,
    Unreachable,
)
from generator.linkcheck.results import Verdict

URL = "https://a.no/side"
START = datetime(2026, 11, 1, 2, tzinfo=UTC)
NEW = "https://b.no/ny"


# One letter per kind of night, so that a row of nights is a word.
NIGHTS: dict[str, tuple[Observation, Judgement]] = {
    letter: (seen, Judgement(verdict, "Sett.", None, target))
    for letter, seen, verdict, target in [
        ("o", Answered((Hop(URL, 200),)), Verdict.OK, None),
        ("m", Answered((Hop(URL, 301, NEW), Hop(NEW, 200))), Verdict.MOVED, NEW),
        ("d", Answered((Hop(URL, 404),)), Verdict.DEAD, None),
        ("D", Unreachable(Failure.NO_HOST, url=URL), Verdict.DEAD, None),
        ("t", Unreachable(Failure.TIMEOUT, url=URL), Verdict.TRANSIENT, None),
        ("b", Answered((Hop(URL, 403),)), Verdict.BLOCKED, None),
        ("w", Answered((Hop(URL, 200),)), Verdict.BLOCKED, None),
        ("s", Answered((Hop(URL, 200),)), Verdict.SUSPICIOUS, None),
        ("u", Unreachable(Failure.UNSAFE, url=URL), Verdict.UNSAFE, None),
        ("-", Unreachable(Failure.RUN_ENDED, url=URL), Verdict.SKIPPED, None),
    ]
}


def _alarms(
    nights: str,
    policy: Policy | None = None,
    decision: Decision | None = None,
    *,
    hours: float = 24,
    cross_checked: bool = False,
) -> list[Alarm]:
    """Return the alarm of each night, one after the other.

    On a night with the letter A, the host is missing, and nothing else answers either.
    """
    record, alarms, policy = None, [], policy or Policy()
    for number, letter in enumerate(nights):
        seen, judgement = NIGHTS[letter.replace("A", "D")]
        now = (START + timedelta(hours=number * hours)).isoformat()
        tonight = Tonight(missing=letter in "DA", alone=letter == "A", cross_checked=cross_checked)
        alarm = weigh(judgement, record, now, policy, decision, tonight=tonight)
        record = remember(
            record,
            seen,
            now,
            judgement,
            confirmed=alarm.confirmed,
            alone=tonight.alone,
            gap=policy.min_gap_hours,
        )
        alarms.append(alarm)
    return alarms


@pytest.mark.parametrize(
    ("nights", "confirmed", "look", "count"),
    [
        ("o", False, False, 0),
        ("m", False, False, 1),
        ("mm", False, False, 2),
        ("mmm", False, True, 3),
        ("mommm", False, True, 3),
        ("mmom", False, False, 1),
        ("d", False, False, 1),
        ("dd", True, True, 2),
        # A missing host needs a week: it may be back after Easter.
        ("dD", False, False, 2),
        ("D" * 6, False, False, 6),
        ("D" * 7, True, True, 7),
        ("DtDDtDDDD", True, True, 7),
        ("d" + "D" * 6, True, True, 7),
        ("DDDoDDD", False, False, 3),
        # That a server says so is worth more than that none is there.
        ("Dd", False, False, 2),
        ("Ddd", True, True, 3),
        # Nights on which nothing answered at all need two weeks, and count for nothing else.
        ("A" * 13, False, False, 13),
        ("A" * 14, True, True, 14),
        ("A" * 8 + "D", False, False, 9),
        ("A" * 8 + "D" * 6, False, False, 14),
        ("A" * 8 + "D" * 7, True, True, 15),
        ("A" * 13 + "oA", False, False, 1),
        ("od", False, False, 1),
        ("dod", False, False, 1),
        ("dmd", False, False, 1),
        # Nights that prove nothing neither count nor end the row.
        ("dtd", True, True, 2),
        ("d-d", True, True, 2),
        ("dbsd", True, True, 2),
        # So somebody still has to look, until the page is back.
        ("ddt", False, True, 1),
        ("ddtbs", False, True, 1),
        ("ddot", False, False, 1),
        ("ddtd", True, True, 3),
        ("t", False, False, 1),
        ("tttttt", False, False, 6),
        ("ttttttt", False, True, 7),
        ("tttottt", False, False, 3),
        ("b" * 13, False, False, 13),
        ("b" * 14, False, True, 14),
        ("bw" * 7, False, True, 11),  # ten sightings are kept, but all failures are counted
        ("bt" * 3 + "b" * 8, False, True, 11),
        ("bt" * 3 + "t", False, True, 4),
        ("ttobtbtbt", False, False, 3),
        ("ss", False, False, 2),
        ("sss", False, True, 3),
        ("u", False, True, 1),
        ("-", False, False, 0),
        ("d-", False, False, 0),
        # Nothing was seen: only a page that is there ends an alarm.
        ("dd-", False, True, 0),
        ("dd---tb-", False, True, 0),
        ("ddo-", False, False, 0),
    ],
)
def test_what_a_row_of_nights_is_worth(
    nights: str, confirmed: object, look: object, count: int
) -> None:
    """The alarm of the last night follows from all nights, under the default policy."""
    alarm = _alarms(nights)[-1]
    assert (alarm.confirmed, alarm.look, alarm.nights) == (confirmed, look, count)


@pytest.mark.parametrize(
    ("nights", "recovered"),
    [
        ("ddo", 1), ("ddm", 1), ("ddoo", 1), ("do", 0), ("o", 0), ("tttttttto", 0),
        ("ddtto", 1), ("dd-o", 1), ("ddoddo", 2), ("ddodo", 1), ("dds", 0), ("u" * 5 + "o", 0),
    ],
)  # fmt: skip
def test_recovery_is_told_once(nights: str, recovered: int) -> None:
    """Recovery is reported for a confirmed death only, and on the first good night after it."""
    alarms = _alarms(nights)
    assert sum(alarm.recovered for alarm in alarms) == recovered


def test_since_is_the_first_night_of_the_run_of_failures() -> None:
    """It is the first night that was not good, whatever was wrong."""
    assert [alarm.since for alarm in _alarms("odtdod")] == [
        None, "2026-11-02", "2026-11-02", "2026-11-02", None, "2026-11-06",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("nights", "gap", "hours", "confirmed"),
    [
        ("dd", 0.0, 0, True),
        ("dd", 20.0, 24, True),
        ("dd", 20.0, 19, False),
        ("dd", 20.0, 20, True),
        ("ddd", 20.0, 9.5, False),
        ("ddd", 20.0, 10, True),
        ("dod", 20.0, 20, False),
    ],
)
def test_the_gap_is_kept(nights: str, gap: float, hours: float, confirmed: object) -> None:
    """Two runs confirm nothing if the policy asks for more hours between them."""
    policy = Policy(min_gap_hours=gap)
    assert _alarms(nights, policy, hours=hours)[-1].confirmed is confirmed


@pytest.mark.parametrize(
    ("nights", "hours", "count"),
    [
        ("dd", 0.1, 1), ("dddd", 2.0, 2), ("dtd", 0.1, 1), ("DDDDDDDD", 1.0, 2),
        ("mmm", 0.1, 1), ("mmm", 6.0, 3), ("tttt", 3.0, 2), ("ssss", 0.1, 1),
    ],
)  # fmt: skip
def test_runs_that_lie_close_together_are_one_night(nights: str, hours: float, count: int) -> None:
    """By default, runs less than six hours apart are one night, whatever they find."""
    alarm = _alarms(nights, hours=hours)[-1]
    assert alarm.nights == count
    assert alarm.confirmed is (nights[-1] == "d" and count > 1)
    assert alarm.look is alarm.confirmed or count == 3


def test_many_runs_of_one_night_do_not_make_a_failure_last_longer() -> None:
    """A failure is worth a look after as many nights, however often the check runs."""
    assert not any(alarm.look for alarm in _alarms("tb" * 30, hours=0.5))
    assert _alarms("tb" * 30, hours=6)[-1].look


def test_a_night_that_saw_nothing_neither_confirms_nor_asks_for_a_look() -> None:
    """Our own network was out: whatever was seen, only an earlier alarm stands."""
    dead, well = Record(was_confirmed=True, first_bad=START.isoformat()), Record()
    late = START + timedelta(days=30)
    for letter, (_, judgement) in NIGHTS.items():
        tonight = Tonight(void=True, cross_checked=True)
        for record in (dead, well):
            alarm = weigh(judgement, record, late.isoformat(), Policy(), tonight=tonight)
            assert not alarm.confirmed, letter
            assert not alarm.recovered, letter
            assert alarm.look is record.was_confirmed, letter


def test_another_program_may_bear_out_a_death_on_the_first_night() -> None:
    """A second program can confirm what a server says, and neither a missing host nor a doubt."""
    for letter in (*NIGHTS, "A"):
        (alarm,) = _alarms(letter, cross_checked=True)
        assert alarm.confirmed is (letter == "d")


def test_more_nights_may_be_asked_for() -> None:
    """Each number of the policy has an effect."""
    policy = Policy(
        dead_nights=3, missing_nights=4, alone_nights=5, transient_nights=2, blocked_nights=1,
        suspicious_nights=1, moved_nights=1,
    )  # fmt: skip
    assert [alarm.confirmed for alarm in _alarms("ddd", policy)] == [False, False, True]
    assert [alarm.confirmed for alarm in _alarms("DDDD", policy)] == [False, False, False, True]
    assert [alarm.confirmed for alarm in _alarms("AAAAA", policy)] == [False] * 4 + [True]
    assert [alarm.look for alarm in _alarms("ttbsm", policy)] == [False, True, True, True, True]


@pytest.mark.parametrize(
    "numbers",
    [
        {"dead_nights": 1}, {"missing_nights": 1}, {"alone_nights": 1}, {"transient_nights": 0},
        {"blocked_nights": 0}, {"moved_nights": 0},
        {"suspicious_nights": 0}, {"min_gap_hours": -1.0}, {"min_gap_hours": float("nan")},
        {"min_gap_hours": float("inf")},
    ],
)  # fmt: skip
def test_a_policy_without_confirmation_is_refused(numbers: dict[str, float]) -> None:
    """One bad night is never enough for an alarm."""
    with pytest.raises(ValueError, match="bekreftes av minst to netter"):
        Policy(**numbers)


@pytest.mark.parametrize(
    ("nights", "decision", "look"),
    [
        ("ddd", Decision(verified_until=date(2026, 11, 3)), [False, False, False]),
        ("ddd", Decision(verified_until=date(2026, 11, 2)), [False, False, True]),
        ("ssss", Decision(verified_until=date(2026, 11, 3)), [False, False, False, True]),
        ("mmmm", Decision(verified_until=date(2026, 11, 3)), [False, False, False, True]),
        ("b" * 15, Decision(known_blocked_until=date(2026, 11, 14)), [False] * 14 + [True]),
        ("dd", Decision(known_blocked_until=date(2027, 1, 1)), [False, True]),
        ("u", Decision(verified_until=date(2027, 1, 1)), [True]),
        ("dd", Decision(), [False, True]),
    ],
)
def test_a_human_decision_holds_until_it_expires(
    nights: str, decision: Decision, look: list[bool]
) -> None:
    """It lasts to the end of its day; meanwhile nights count, so an alarm may follow at once."""
    alarms = _alarms(nights, decision=decision)
    assert [alarm.look for alarm in alarms] == look
    assert [alarm.confirmed for alarm in alarms] == [
        shown and letter == "d" for shown, letter in zip(look, nights, strict=True)
    ]


def test_a_decision_outweighs_another_program() -> None:
    """A page that a human has just opened is not confirmed dead by a program."""
    decision = Decision(verified_until=date(2026, 11, 1))
    assert not _alarms("d", decision=decision, cross_checked=True)[0].confirmed


@pytest.mark.parametrize("failure", Failure)
def test_failures_are_judged_as_tonight(failure: Failure) -> None:
    """The record of a failure gives the same verdict as the failure itself."""
    seen = Sighting(at="", until="", failure=failure)
    assert verdict_of(seen) is classify(Unreachable(failure, url=URL), Address(URL)).verdict


@pytest.mark.parametrize("status", [*range(300, 600), 999])
def test_statuses_are_judged_as_tonight(status: int) -> None:
    """The record of a bad status gives the same verdict as the answer itself."""
    answer = Answered((Hop(URL, status),))
    judgement = classify(answer, Address(URL))
    record = remember(None, answer, START.isoformat(), judgement, confirmed=False)
    assert record
    assert verdict_of(record.recent[0]) is judgement.verdict


_TIMES = st.datetimes(timezones=st.just(UTC)).map(datetime.isoformat)
_SIGHTINGS = st.builds(
    Sighting,
    at=_TIMES,
    until=_TIMES,
    times=st.integers(1, 50),
    status=st.none() | st.integers(-1, 1000),
    failure=st.none() | st.sampled_from(Failure),
    permanent=st.none() | st.text(max_size=9),
    suspect=st.none() | st.text(max_size=9),
)
_RECORDS = st.builds(
    Record,
    first_bad=st.none() | _TIMES,
    failures=st.integers(0, 20),
    recent=st.lists(_SIGHTINGS, max_size=MOST_SIGHTINGS).map(tuple),
    was_confirmed=st.booleans(),
)
_POLICIES = st.builds(
    Policy,
    dead_nights=st.integers(2, 9),
    missing_nights=st.integers(2, 9),
    alone_nights=st.integers(2, 9),
    min_gap_hours=st.floats(0, 100),
    transient_nights=st.integers(1, 9),
    blocked_nights=st.integers(1, 9),
    suspicious_nights=st.integers(1, 9),
    moved_nights=st.integers(1, 9),
)
_DECISIONS = st.none() | st.builds(
    Decision,
    verified_until=st.none() | st.dates(date(2026, 10, 25), date(2026, 11, 20)),
    known_blocked_until=st.none() | st.dates(date(2026, 10, 25), date(2026, 11, 20)),
)


@given(
    st.builds(
        Judgement, st.sampled_from(Verdict), st.just("Sett."), st.none(), st.none() | st.text()
    ),
    st.none() | _RECORDS,
    _TIMES,
    _POLICIES,
    _DECISIONS,
)
def test_it_never_raises(
    judgement: Judgement,
    record: Record | None,
    now: str,
    policy: Policy,
    decision: Decision | None,
) -> None:
    """Any record can be weighed, and only a dead address can give an alarm."""
    alarm = weigh(judgement, record, now, policy, decision)
    assert not alarm.confirmed or judgement.verdict is Verdict.DEAD
    assert not alarm.confirmed or (record is not None and alarm.look)
    assert not alarm.recovered or judgement.verdict in (Verdict.OK, Verdict.MOVED)


@dataclass(frozen=True, slots=True)
class _Night:
    letter: str
    alarm: Alarm


@given(
    st.text(st.sampled_from(sorted([*NIGHTS, "A"])), max_size=25),
    _POLICIES,
    _DECISIONS,
    st.floats(0, 48),
)
def test_alarm_and_recovery_belong_together(
    letters: str, policy: Policy, decision: Decision | None, hours: float
) -> None:
    """No alarm on the first bad night or before the gap, and one recovery for each alarm."""
    alarms = _alarms(letters, policy, decision, hours=hours)
    dead, first, alarmed = 0, 0.0, False
    for number, night in enumerate(map(_Night, letters, alarms)):
        at = number * hours
        assert night.alarm.recovered is (night.letter in "om" and alarmed)
        if night.letter in "om":
            dead, alarmed = 0, False
        elif night.letter in "dDA":
            dead += 1
            first = at if dead == 1 else first
            if night.alarm.confirmed:
                assert dead >= policy.dead_nights
                assert at - first >= policy.min_gap_hours - 0.001
                alarmed = True
