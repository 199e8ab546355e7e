"""Personal data: all of it is found, however it is written, and nothing else is."""

import random
from datetime import date, timedelta
from pathlib import Path

import pytest

from generator.check.checks import check
from generator.check.identities import kind_of_number
from generator.check.privacy import findings
from generator.hub.load import read_hub
from generator.problems import Code, Problem
from tests.check.test_cases import CASES, TODAY, read_case, write_hub

SEPARATORS = [" ", "\u00a0", "\u202f", ".", "-", "\u2013", "\u2011", "\u00ad"]
WEIGHTS = (3, 7, 6, 1, 8, 9, 4, 5, 2), (5, 4, 3, 2, 7, 6, 5, 4, 3, 2)


def number(dice: random.Random, day: int = 0, month: int = 0, rest: int = 0) -> str:
    """Return a made-up number; `rest` is what its first check digit leaves."""
    while True:
        born = date(1920, 1, 1) + timedelta(dice.randrange(40_000))
        digits = f"{born.day + day:02}{born.month + month:02}{born:%y}{dice.randrange(1000):03}"
        for weights, over in zip(WEIGHTS, (rest, 0), strict=True):
            total = sum(x * int(digit) for x, digit in zip(weights, digits, strict=False))
            digits += str((over - total) % 11)
        if len(digits) == 11:
            return digits


def written(dice: random.Random, digits: str) -> str:
    """Return digits as somebody may write them."""
    shape = dice.choice([(), (6,), (2, 4, 6), (6, 9), (2, 4, 6, 9), None])
    if shape is None:  # blanks anywhere
        shape = tuple(sorted(dice.sample(range(1, 11), dice.randint(1, 5))))
    parts = [digits[a:b] for a, b in zip((0, *shape), (*shape, 11), strict=True)]
    between = dice.choice(SEPARATORS)
    if between == "." and [*map(len, parts)] == [4, 2, 5]:
        between = " "  # with full stops it is the number of an account
    return between.join(parts)


def found(text: str) -> list[str]:
    """Return the messages about a text."""
    return [one.message for one in findings(text)]


@pytest.mark.parametrize("rest", range(4))
@pytest.mark.parametrize(
    ("day", "month", "kind"),
    [(0, 0, "et fødselsnummer"), (40, 0, "et D-nummer"), (0, 40, "et hjelpenummer (H-nummer)")],
)
def test_every_number_is_found(day: int, month: int, kind: str, rest: int) -> None:
    """By today's rule and by that of 2032, whatever stands between the digits, in its kind."""
    dice = random.Random(f"{day}{month}{rest}")
    for _ in range(500):
        digits = number(dice, day, month, rest)
        text = f"Se § 2 (22 22 22 22) {written(dice, digits)}, 2026."
        messages = found(text)
        assert len(messages) == 1, text
        assert messages[0].startswith(kind)
        assert digits not in messages[0]


def test_the_examples_of_the_tax_administration_are_numbers() -> None:
    """Those of its description of the rule of 2032, for nobody who is born yet or has them."""
    for example in ("02013299997", "02013299903", "02013299806", "30108299920", "30108299939"):
        assert kind_of_number(example) == "et fødselsnummer"
    assert kind_of_number("02013299998") is None


def test_a_shared_help_number_is_found() -> None:
    """It has no date, and begins with 8 or 9."""
    dice = random.Random(8)
    for _ in range(500):
        digits = ""
        while len(digits) != 11:
            digits = f"{dice.choice('89')}{dice.randrange(10**8):08}"
            for weights in WEIGHTS:
                total = sum(x * int(digit) for x, digit in zip(weights, digits, strict=False))
                digits += str(-total % 11)
        assert found(f"Nr. {digits}.")[0].startswith("et felles hjelpenummer")


@pytest.mark.parametrize("month", [65, 80])
@pytest.mark.parametrize("day", [0, 40])
def test_invented_persons_are_allowed(day: int, month: int) -> None:
    """The test persons of the register and of the health network are nobody."""
    dice = random.Random(month)
    assert [x for _ in range(500) if found(x := number(dice, day, month))] == []


def organisation(dice: random.Random) -> str:
    """Return nine digits with the check digit of an organisation."""
    while True:
        digits = f"{dice.choice('89')}{dice.randrange(10**7):07}"
        total = sum(x * int(y) for x, y in zip((3, 2, 7, 6, 5, 4, 3, 2), digits, strict=True))
        if -total % 11 < 10:
            return f"{digits}{-total % 11}"


def harmless(dice: random.Random) -> list[str]:
    """Return one of each kind of number that is nobody's."""
    phone, org = f"{dice.randrange(2, 10)}{dice.randrange(10**7):07}", organisation(dice)
    pairs = " ".join(phone[at : at + 2] for at in range(0, 8, 2))
    day = date(1990, 1, 1) + timedelta(dice.randrange(20_000))
    later = day + timedelta(dice.randrange(900))
    goal, case = dice.randrange(1, 200), f"{day.year}/{dice.randrange(10**5)}"
    return [
        phone, pairs, f"+47 {phone}", f"+47 {pairs}", f"0047 {pairs}",
        f"{phone[:3]} {phone[3:5]} {phone[5:]}",
        f"Ring {pairs} eller {phone}, {pairs}/{pairs}",
        org, f"{org[:3]} {org[3:6]} {org[6:]}", f"NO {org} MVA",
        f"Org.nr. {org[:3]}\u00a0{org[3:6]}\u00a0{org[6:]}",
        f"ALM-{goal:03}", f"ALM {goal:03}–{goal + 9:03}",
        f"FKM {goal} {goal + 1} {goal + 2}, {goal + 3}",
        f"{day} {later}", f"{day:%d.%m.%Y}–{later:%d.%m.%Y}",
        f"{day.day}.{day.month}.{day.year} - {later:%d.%m.%Y}",
        f"{day:%d.%m.%y}", f"{day:%Y%m%d}", f"kl. 08.00-15.30, {day:%d.%m.%Y} 12:30",
        f"{case}-{dice.randrange(99)}", f"sak {case[2:]}", f"FOR-{day}-{dice.randrange(2000)}",
        f"https://lovdata.no/forskrift/{day}-{dice.randrange(2000)}/§{goal}",
        f"https://a.no/{day.year}/{day.month}/{phone}?id={org}&x={goal}",
        f"{goal} {goal % 12}", f"{dice.randrange(10**6)} kroner", f"1 {goal:03} {goal:03} kroner",
        f"ISBN 978-82-{phone[:3]}-{phone[3:7]}-1", f"{phone[:4]}.{phone[4:6]}.{org[:5]}",
    ]  # fmt: skip


def test_nothing_else_is_taken_for_a_number_of_a_person() -> None:
    """Of 10,000 of each kind: phones, organisations, goals, days, cases, addresses, accounts."""
    dice = random.Random(2026)
    wrong = [x for _ in range(10_000) for x in harmless(dice) if found(x)]
    assert wrong == []


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("HPR-nummer: 1234567", "et HPR-nummer («1…»)"),
        ("HPR nr. 1234567", "et HPR-nummer («1…»)"),
        ("HPR-nummeret er 123456789.", "et HPR-nummer («1…»)"),
        ("1234567 (HPR)", "et HPR-nummer («1…»)"),
        ("skriv til ola.nordmann@kommune.no", "en privat e-postadresse («o…@kommune.no»)"),
        ("skriv til kari42@gmail.com", "en privat e-postadresse («k…@gmail.com»)"),
        ("[post](mailto:kari_nordmann@sykehus.no)", "en privat e-postadresse («k…@sykehus.no»)"),
        ("Mobil: 912 34 567", "et privat telefonnummer («9…»)"),
        ("privat telefon 22 34 56 78", "et privat telefonnummer («2…»)"),
        ("912 34 567 (mobil)", "et privat telefonnummer («9…»)"),
        ("Mobilnummeret er +47 91234567", "et privat telefonnummer («+…»)"),
    ],
)
def test_private_addresses_are_found(text: str, message: str) -> None:
    """And the message says neither the whole number nor the whole address."""
    messages = found(text)
    assert [x.partition(";")[0] for x in messages] == [message]


@pytest.mark.parametrize(
    "text",
    [
        "HPR-nummer (sju siffer)", "Nummeret er 1234567.", "HPR ble innført i 2001.",
        "HPR-registeret har telefon 21 52 97 00", "Ring 912 34 567", "mobilt i 2026",
        "post@kommune.no", "postmottak.hf@sykehus.no", "godkjenning@helsedir.no",
        "service-kontoret@kommune.no", "leger.utdanning@sykehus.no", "ola.nordmann@example.org",
        "fornavn.etternavn@kommune.no", "navn@gmail.com", "kari@kommune.no", "en@to", "@gmail.com",
    ],
)  # fmt: skip
def test_what_is_public_is_left_alone(text: str) -> None:
    """Offices, examples, numbers without HPR beside them, phones that nobody calls private."""
    assert found(text) == []


def test_what_the_settings_list_is_public() -> None:
    """In whatever way it is written there."""
    text = "Mobil: 912 34 567, ola.nordmann@kommune.no"
    assert len(list(findings(text))) == 2
    assert list(findings(text, ["+47 91234567", "Ola.Nordmann@kommune.no"])) == []


def test_it_is_found_everywhere(tmp_path: Path) -> None:
    """In keys and comments of every file of YAML, in notes, and in pages and their keys."""
    dice = random.Random(1)
    write_hub(read_case(CASES / "check/clean.yaml"), tmp_path)
    files = sorted(path for path in tmp_path.rglob("*.yaml") if path.name != "mkdocs.yml")
    for path in files:
        text = path.read_text("utf-8")
        path.write_text(f"# {number(dice)}\n{text}# 010101 {number(dice)}\n", "utf-8")
    page = tmp_path / "content/pages/om.md"
    page.parent.mkdir(exist_ok=True)
    nr, other = number(dice), number(dice)
    page.write_text(f"---\ndescription: Nr. {nr}\n---\n# Om\n\nNr. {other}\n", "utf-8")
    counts = {str(x.relative_to(tmp_path)): 2 for x in (*files, page)}
    seen: dict[str, int] = {}
    for problem in _problems(tmp_path):
        seen[problem.place.path] = seen.get(problem.place.path, 0) + 1
    assert seen == counts


def _problems(root: Path) -> list[Problem]:
    hub, origins, shape = read_hub(root)
    assert shape == []
    return [x for x in check(hub, origins, TODAY) if x.code is Code.PERSONAL_DATA]
