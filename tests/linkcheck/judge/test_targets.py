"""Where an address has moved for good."""

import pytest

from generator.linkcheck.judge.classify import classify
from generator.linkcheck.observations import Address, PageFacts
from tests.linkcheck.judge.observations import DEEP, answer, via

A, B, C = "https://a.no/a", "https://a.no/b", "https://b.no/c"


@pytest.mark.parametrize(
    ("hops", "verdict", "target"),
    [
        ([(301, A)], "moved", A),
        ([(308, A)], "moved", A),
        ([(302, A)], "ok", None),
        ([(303, A)], "ok", None),
        ([(200, A)], "ok", None),  # a refresh that was followed
        ([(200, "https://a.no/")], "suspicious", None),
        ([(307, A)], "ok", None),
        ([(301, A), (308, C)], "moved", C),
        ([(301, A), (302, C)], "moved", A),
        ([(301, A), (302, B), (301, C)], "moved", A),
        ([(302, A), (301, C)], "ok", None),
        ([(301, A), (301, B), (307, C)], "moved", B),
        ([(301, A), (302, "https://a.no/")], "suspicious", None),
        ([(301, A), (302, "https://a.no/login")], "blocked", None),
        ([(301, "https://www.a.no/kurs/5")], "moved", "https://www.a.no/kurs/5"),
        ([(301, "https://a.no/kurs/5/")], "moved", "https://a.no/kurs/5/"),
        ([(301, "https://a.no/ny side")], "moved", "https://a.no/ny%20side"),
        ([(301, "https://a.no/måltid")], "moved", "https://a.no/måltid"),
        ([(301, DEEP)], "ok", None),
        ([(301, A), (301, DEEP)], "ok", None),
    ],
)
def test_the_leading_permanent_redirects_make_the_target(
    hops: list[tuple[int, str]], verdict: str, target: str | None
) -> None:
    """Permanent redirects count up to the first temporary one; a bad last page outweighs them."""
    judgement = classify(via(*hops), Address(DEEP))
    assert (judgement.verdict.value, judgement.target) == (verdict, target)


@pytest.mark.parametrize(
    ("location", "target"),
    [
        ("/ny", "https://a.no/ny"), ("6", "https://a.no/kurs/6"), ("../x", "https://a.no/x"),
        ("//b.no/x", "https://b.no/x"), ("?id=2", "https://a.no/kurs/5?id=2"),
        ("http://a.no/kurs/5", "http://a.no/kurs/5"), ("mailto:a@b.no", None),
        ("http://[", None), ("file:///etc", None),
    ],
)  # fmt: skip
def test_a_location_is_resolved_against_its_hop(location: str, target: str | None) -> None:
    """A target is an absolute address, or there is none."""
    seen = answer((DEEP, 301, location), ("https://a.no/slutt", 200, None))
    assert classify(seen, Address(DEEP)).target == target


@pytest.mark.parametrize(
    ("hops", "target"),
    [
        ([(301, A)], f"{A}#a"),
        ([(301, f"{A}#kapittel-2")], f"{A}#kapittel-2"),
        ([(301, f"{A}#kapittel-2"), (301, B)], f"{B}#kapittel-2"),
    ],
)
def test_a_target_keeps_the_fragment(hops: list[tuple[int, str]], target: str) -> None:
    """As in a browser: the fragment of the `Location`, or else the one before it."""
    page = PageFacts(title="A", ids=frozenset({"a", "kapittel-2"}), words=9)
    assert classify(via(*hops, page=page), Address(f"{DEEP}#a")).target == target
