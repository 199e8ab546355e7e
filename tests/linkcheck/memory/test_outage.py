"""Our own network is out: whatever fails alike everywhere proves nothing about any page."""

import pytest

from generator.linkcheck.judge.classify import classify
from generator.linkcheck.judge.hosts import Sight
from generator.linkcheck.memory.outage import Reach, reach
from generator.linkcheck.observations import Address, Failure, Observation
from generator.linkcheck.reports.issue import needs_issue
from generator.linkcheck.results import Verdict
from tests.linkcheck.outages import BY_MEMORY, OUTAGES
from tests.linkcheck.virtual import (
    alarms,
    answer,
    lost,
    nights_over,
    result_of,
)

HOSTS = [f"vert{number}.no" for number in range(8)]
URLS = [f"https://{host}/side/{number}" for host in HOSTS for number in range(3)]


def _everywhere(name: str) -> dict[str, Observation]:
    return {url: OUTAGES[name](url) for url in URLS}


@pytest.mark.parametrize("cross_check", [False, True])
@pytest.mark.parametrize("name", OUTAGES)
def test_a_network_that_is_out_confirms_and_remembers_nothing(
    name: str, cross_check: object
) -> None:
    """For a month no page is called dead, nothing is opened, and the memory stays as it was."""
    nights = nights_over(*URLS, cross_check=bool(cross_check))
    nights.run({})
    before = nights.history
    for _ in range(30):
        outcome = nights.run(_everywhere(name), dead_too=URLS)
        assert alarms(outcome) == set()
        assert not needs_issue(outcome.run)
        assert outcome.run.finished is None
        assert outcome.run.outage
        assert nights.asked == set()
        assert {result.verdict for result in outcome.results} == {Verdict.SKIPPED}
        assert nights.history == before
    again = nights.run({})
    assert again.run.finished
    assert {result.verdict for result in again.results} == {Verdict.OK}
    assert not any(x.changed or x.recovered or x.look for x in again.results)


@pytest.mark.parametrize("name", sorted(set(OUTAGES) - BY_MEMORY))
def test_the_first_night_of_all_may_be_one_too(name: str) -> None:
    """Without a memory, many hosts that all fail alike show it as well."""
    nights = nights_over(*URLS)
    for _ in range(10):
        outcome = nights.run(_everywhere(name))
        assert outcome.run.outage
        assert nights.history == {}


def test_a_real_death_among_good_answers_is_confirmed_on_the_second_night() -> None:
    """Outages before, between and after cost no page its night, and give it none."""
    nights = nights_over(*URLS)
    nights.run({})
    dead = {URLS[4]: answer(URLS[4], 404)}
    assert alarms(nights.run(dead)) == set()
    for name in OUTAGES:
        assert alarms(nights.run(_everywhere(name))) == set()
    assert alarms(nights.run(dead)) == {URLS[4]}
    outcome = nights.run(_everywhere("refused"))
    assert (alarms(outcome), needs_issue(outcome.run)) == (set(), True)  # it stays open
    assert alarms(nights.run(dead)) == {URLS[4]}


def test_a_host_that_is_away_among_others_is_confirmed_after_a_week() -> None:
    """Its links are one finding with one name; the other hosts show that our network works."""
    nights = nights_over(*URLS)
    nights.run({})
    away = {url: lost(url, Failure.REFUSED) for url in URLS[:3]}
    for night in range(1, 9):
        outcome = nights.run(away)
        assert outcome.run.finished
        assert alarms(outcome) == (set(URLS[:3]) if night >= 7 else set())
        assert {x.away for x in outcome.results} == {None, "vert0.no"}


@pytest.mark.parametrize("few", [1, 2])
@pytest.mark.parametrize("name", ["no name", "refused", "no time"])
def test_a_hub_of_one_or_two_hosts_waits_for_two_weeks(few: int, name: str) -> None:
    """It cannot tell its network from theirs: it needs more nights, and is not finished."""
    urls = [f"https://{host}/" for host in HOSTS[:few]]
    nights = nights_over(*urls, cross_check=True)
    nights.run({})
    for night in range(1, 17):
        outcome = nights.run({url: OUTAGES[name](url) for url in urls}, dead_too=urls)
        is_certain = night >= 14
        assert alarms(outcome) == (set(urls) if is_certain and name != "no time" else set())
        assert needs_issue(outcome.run) is is_certain
        assert outcome.run.finished is None
        assert outcome.run.outage
    assert all(x.recovered for x in nights.run({}).results) is (name != "no time")


def test_an_outage_of_a_small_hub_makes_no_host_older_that_answers_later() -> None:
    """Nights on which nothing answered say nothing once another host answers."""
    urls = [f"https://{host}/" for host in HOSTS[:2]]
    nights = nights_over(*urls)
    nights.run({})
    for _ in range(13):
        nights.run({url: lost(url, Failure.NO_HOST) for url in urls})
    for night in range(1, 8):
        outcome = nights.run({urls[0]: lost(urls[0], Failure.REFUSED)})
        assert alarms(outcome) == ({urls[0]} if night == 7 else set())
        assert outcome.run.finished


def test_a_small_hub_whose_pages_are_gone_needs_no_more_nights() -> None:
    """A server that says 404 shows that the network works."""
    for few in (1, 2, 3):
        nights = nights_over(*(f"https://{host}/" for host in HOSTS[:few]))
        gone = {f"https://{host}/": answer(f"https://{host}/", 404) for host in HOSTS[:few]}
        assert alarms(nights.run(gone)) == set()
        outcome = nights.run(gone)
        assert len(alarms(outcome)) == few
        assert outcome.run.finished


@pytest.mark.parametrize("failure", [Failure.NO_HOST, Failure.UNREACHABLE, Failure.UNSAFE])
def test_a_part_of_the_net_that_is_out_makes_only_its_own_answers_worthless(
    failure: Failure,
) -> None:
    """IPv6, one name server, or a filter: most hosts are gone at once, and are not remembered."""
    nights = nights_over(*URLS)
    nights.run({})
    dead = {URLS[0]: answer(URLS[0], 404)}
    out = {url: lost(url, failure, detail="10.0.0.1") for url in URLS[9:]}
    for night in range(1, 20):
        outcome = nights.run(dead | out)
        assert alarms(outcome) == ({URLS[0]} if night > 1 else set())
        assert {result_of(outcome, url).verdict for url in out} == {Verdict.SKIPPED}
        assert outcome.run.finished is None
        assert "5 av 8 nettsteder" in outcome.run.outage
    assert all(nights.history[url].recent[-1].good for url in out)


def test_half_of_the_hosts_may_go_away_for_good_one_after_the_other() -> None:
    """Hosts that were away before are no sign of an outage."""
    nights = nights_over(*URLS)
    nights.run({})
    away: dict[str, Observation] = {}
    for start in range(0, 21, 3):
        away |= {url: lost(url, Failure.NO_HOST) for url in URLS[start : start + 3]}
        for _ in range(7):
            outcome = nights.run(away)
            assert outcome.run.finished
        assert alarms(outcome) == set(away)


def test_hosts_of_one_owner_that_go_away_together_are_no_outage() -> None:
    """They count as one, so they are confirmed in the end."""
    urls = [f"https://{name}.eier.no/" for name in "abcd"] + ["https://annen.no/"]
    nights = nights_over(*urls)
    nights.run({})
    away = {url: lost(url, Failure.NO_HOST) for url in urls[:4]}
    for night in range(1, 8):
        assert alarms(nights.run(away)) == (set(away) if night == 7 else set())


def _reach(*seen: tuple[str, Observation]) -> Reach:
    return reach([Sight(Address(u), x, classify(x, Address(u))) for u, x in seen], {})


@pytest.mark.parametrize("few", [1, 2, 4])
def test_a_portal_that_only_some_hosts_show_is_one_too(few: int) -> None:
    """Secure sites fail, since a portal has no certificate for them; the rest lead to it."""
    nights = nights_over(*URLS)
    nights.run({})
    gone = {URLS[0]: answer(URLS[0], 404)}
    for _ in range(2):
        nights.run(gone)
    before = nights.history
    seen = {url: OUTAGES["a portal's certificate"](url) for url in URLS[3 * few :]}
    seen |= {url: OUTAGES["a portal outside"](url) for url in URLS[: 3 * few]}
    outcome = nights.run(seen)
    assert outcome.reach.blind
    assert nights.history == before
    assert not any(result.recovered for result in outcome.results)
    assert needs_issue(outcome.run)


def test_what_is_no_outage() -> None:
    """A fact of a link is none, nor are sites that moved together or pages that look alike."""
    assert _reach() == Reach()
    own = ("http://10.0.0.1/", "http://127.0.0.1/", "http://localhost/", "http://2130706433/")
    assert _reach(*((url, lost(url, Failure.UNSAFE)) for url in own)) == Reach()
    inside = [(f"http://{x}.lan/", lost("", Failure.UNSAFE, detail=x)) for x in ("10.0.0.1", "::1")]
    assert _reach(*inside) == Reach()
    skipped = [
        ("mailto:a@b.no", lost("", Failure.SCHEME)),
        ("http://", lost("", Failure.MALFORMED)),
    ]
    assert _reach(*skipped) == Reach()
    shut = [(url, lost(url, Failure.ROBOTS)) for url in URLS]
    assert _reach(*shut) == Reach()
    assert _reach((URLS[0], lost(URLS[0], Failure.REFUSED)), *shut[3:]) == Reach()
    moved = [(url, answer(url, to=f"https://ny.no/{number}")) for number, url in enumerate(URLS)]
    assert _reach(*moved) == Reach()
    alike = [(url, answer(url, title="Læringsmål")) for url in URLS]
    assert _reach(*alike) == Reach()
    led = [(url, answer(url, to="https://ny.no/side")) for url in URLS[:6]]
    away = [(url, lost(url, Failure.REFUSED)) for url in URLS[6:9]]
    assert _reach(*led, *away) == Reach()
    gone = [(url, answer(url, 404, title="Borte")) for url in URLS]
    assert _reach(*gone) == Reach()
    one_answers = [(url, lost(url, Failure.TIMEOUT)) for url in URLS[1:]] + [
        (URLS[0], answer(URLS[0]))
    ]
    assert _reach(*one_answers) == Reach()


def test_sites_that_all_block_the_check_are_no_outage() -> None:
    """Each does it in its own words, and so they may stay for years; nobody is called dead."""
    nights = nights_over(*URLS)
    nights.run({})
    for _ in range(14):
        outcome = nights.run({url: answer(url, 403, title=f"Stopp {url}") for url in URLS})
        assert outcome.run.finished
    assert alarms(outcome) == set()
    assert needs_issue(outcome.run)


def test_the_sentence_says_how_many() -> None:
    """One line says what happened, and whose fault it probably is."""
    all_ = _reach(*((url, lost(url, Failure.NO_HOST)) for url in URLS))
    assert all_.message == (
        "Ingen av de 8 nettstedene kunne nås. Feilen er trolig i nettet som lenkesjekken kjører i, "
        "så kjøringen teller ikke."
    )
    assert all_.blind
    one, two = (_reach(*((u, lost(u, Failure.NO_HOST)) for u in URLS[:n])) for n in (3, 4))
    assert str(one.message).startswith("Nettstedet svarte ikke, og ingen andre ble spurt.")
    assert str(two.message).startswith("Ingen av de to nettstedene svarte, og ingen andre ble")
    assert one.alone
    assert not one.blind
