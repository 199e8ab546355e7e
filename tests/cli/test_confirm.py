"""`rollehub confirm`: what it shows, what it writes, and when answers are due again."""

import shutil
from collections import Counter
from datetime import date, timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from generator.cli.main import main
from generator.editing.confirm import spread
from tests.site_fixtures import a_hub, a_question
from tests.tree_fixtures import files_of

KAFFE = Path(__file__).parents[1] / "hubs/kaffe"
FILE = "content/questions/bytte-vakt.yaml"
DAY = date(2026, 3, 2)


@pytest.fixture
def hub(tmp_path: Path) -> Path:
    """Return a copy of a hub."""
    return Path(shutil.copytree(KAFFE, tmp_path / "kaffe"))


def run(*arguments: str | Path) -> Result:
    """Run the command line."""
    return CliRunner().invoke(main, [*map(str, arguments)])


def confirmed(hub: Path, *more: str) -> Result:
    """Confirm one answer, on a day."""
    return run("confirm", "bytte-vakt", "--hub", hub, "--date", str(DAY), *more)


def test_without_yes_it_only_shows(hub: Path) -> None:
    """What is confirmed, and the diff; nothing is written."""
    before = {path: (hub / path).read_bytes() for path in files_of(hub)}
    shown = confirmed(hub)
    assert shown.exit_code == 0
    assert {path: (hub / path).read_bytes() for path in files_of(hub)} == before
    assert shown.output.startswith("content/questions/bytte-vakt.yaml\n\nquestion: ")
    assert f"+++ b/{FILE}\n" in shown.output
    assert "+reviewed: 2026-03-02\n" in shown.output
    assert shown.output.endswith("Ingenting er skrevet. Legg til --yes for å skrive.\n")


def test_it_writes_the_three_keys_and_nothing_else(hub: Path) -> None:
    """They stand in the order of the handbook, every other line is as before, and it is clean."""
    before = (hub / FILE).read_text("utf-8").splitlines()
    assert confirmed(hub, "--yes", "--until", "2027-01-04").exit_code == 0
    after = (hub / FILE).read_text("utf-8").splitlines()
    at = after.index("reviewed: 2026-03-02")
    assert after[at + 1].startswith("reviewed_text: ")
    assert after[at + 2] == "review_by: 2027-01-04"
    assert after[:at] + after[at + 3 :] == [x for x in before if not x.startswith("review")]
    assert FILE not in run("check", hub).output


def test_an_edit_voids_it_and_confirming_again_mends_that(hub: Path) -> None:
    """The check names the day and the command; undoing the edit is enough, too."""
    confirmed(hub, "--yes")
    whole = (hub / FILE).read_text("utf-8")
    (hub / FILE).write_text(whole.replace("question: ", "question: Nå, ", 1), "utf-8")
    told = run("check", hub)
    assert "svaret er endret etter at det ble bekreftet 2026-03-02" in told.output
    assert "rollehub confirm bytte-vakt" in told.output
    (hub / FILE).write_text(whole, "utf-8")
    assert FILE not in run("check", hub).output
    (hub / FILE).write_text(whole.replace("question: ", "question: Nå, ", 1), "utf-8")
    assert confirmed(hub, "--yes").exit_code == 0
    assert FILE not in run("check", hub).output


def test_the_line_that_the_check_gives_is_the_cure(hub: Path) -> None:
    """Pasted below a date without a fingerprint, it binds the confirmation; so does `--bind`."""
    path = hub / FILE
    confirmed(hub, "--yes")
    lines = path.read_text("utf-8").splitlines(keepends=True)
    plain = "".join(x for x in lines if not x.startswith("reviewed_text"))
    path.write_text(plain, "utf-8")
    told = run("check", hub).output
    assert "confirmed-without-text" in told
    cure = told.partition("skriv «")[2].partition("»")[0]
    path.write_text(plain.replace("reviewed: 2026-03-02\n", f"reviewed: 2026-03-02\n{cure}\n"))
    assert "confirmed-without-text" not in run("check", hub).output
    path.write_text(plain, "utf-8")
    assert run("confirm", "--bind", "--hub", hub, "--yes").exit_code == 0
    assert path.read_text("utf-8").splitlines(keepends=True) == lines
    assert run("confirm", "--bind", "--hub", hub).output == "Ingenting å skrive.\n"


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["bytte-vkat"], "ingenting har id-en «bytte-vkat»; mente du «bytte-vakt»?"),
        ([], "si hva som er bekreftet"),
        (["bytte-vakt", "--date", "2.3.2026"], "er ikke en dato; skriv for eksempel 2026-11-21"),
        (["bytte-vakt", "--date", "2999-01-01"], "er i fremtiden"),
        (["bytte-vakt", "--until", "2020-01-01"], "velg en senere dag"),
        (["--bind", "--until", "2030-01-01"], "--bind beholder datoene"),
        (["--bind", "bytte-vakt"], "har ingen dato"),
        (["--since", "main"], "--since hører til --bind"),
        (["--bind", "--since", "main", "bytte-vakt"], "--since hører til --bind"),
        (["--bind", "--since", "finnes-ikke"], "verken en mappe eller en revisjon"),
    ],
)
def test_wrong_usage_is_told_in_a_sentence(hub: Path, arguments: list[str], told: str) -> None:
    """Nothing is written, and the exit code is that of wrong usage."""
    before = (hub / FILE).read_bytes()
    result = run("confirm", *arguments, "--hub", hub, "--yes")
    assert (result.exit_code, told in result.output) == (2, True), result.output
    assert (hub / FILE).read_bytes() == before


def test_a_broken_hub_is_refused(hub: Path) -> None:
    """The first error is named."""
    (hub / FILE).write_text("id: [", "utf-8")
    result = confirmed(hub, "--yes")
    assert (result.exit_code, f"{FILE}:" in result.output) == (2, True)


@pytest.mark.parametrize("count", [1, 46, 500])
def test_answers_confirmed_on_one_day_are_not_due_on_one_day(count: int) -> None:
    """They are spread evenly over working days, and none is due later than in a year."""
    questions = [a_question(f"q{number}") for number in range(count)]
    days = list(spread(a_hub(*questions), questions, DAY))
    assert all(day.weekday() < 5 for day in days)
    assert max(days) <= DAY + timedelta(days=365)
    assert min(days) >= DAY + timedelta(days=274)
    loads = Counter(days)
    assert max(loads.values()) - (min(loads.values()) if count >= 66 else 0) <= 1


def test_days_that_are_taken_are_left_alone() -> None:
    """What is due already counts; what is confirmed again does not."""
    first = next(spread(a_hub(), [a_question("ny")], DAY))
    taken = a_question("gammel", review_by=first)
    assert next(spread(a_hub(taken), [a_question("ny")], DAY)) != first
    assert next(spread(a_hub(taken), [taken], DAY)) == first
