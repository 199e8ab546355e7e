"""The log of changes: errors are reported at their place, and each change has a unique anchor."""

import shutil
from datetime import date
from pathlib import Path

from generator.check.checks import check
from generator.hub.changes import change_log
from generator.hub.load import read_hub
from tests.site.export.atom import with_changes
from tests.site_fixtures import HUBS


def messages(folder: Path, changes: str) -> list[str]:
    """Return the messages about a coffee hub with these changes, checked on a date in 2026."""
    root = folder / "hub"
    shutil.copytree(HUBS["kaffe"], root)
    (root / "content/changes.yaml").write_text(changes, encoding="utf-8")
    data, origins, problems = read_hub(root)
    return [str(x) for x in sorted([*problems, *check(data, origins, date(2026, 11, 21))])]


def test_a_correct_log_has_no_problems(tmp_path: Path) -> None:
    """A change may be of today, and two changes may share a date or a title."""
    row = "\n  - {{date: {}, title: {}, note: N., new: [bytte-vakt], questions: [arlig-kontroll]}}"
    days = [("2026-11-21", "A"), ("2026-11-21", "B"), ("2026-11-20", "A")]
    log = "changes:" + "".join(row.format(*day) for day in days) + "\n"
    assert messages(tmp_path, log) == []


def test_problems_of_the_log_are_reported_at_their_place(tmp_path: Path) -> None:
    """Unknown questions, duplicates, future dates and repeated changes have their place."""
    found = messages(tmp_path, """\
changes:
  - {date: 2026-11-22, title: A, note: N., new: [bytte-vatk]}
  - {date: 2026-11-20, title: B, note: N., new: [bytte-vakt], questions: [bytte-vakt]}
  - {date: 2026-11-20, title: B, note: M.}
""")  # fmt: skip
    future = "endringen er datert i fremtiden (2026-11-22); skriv dagen den publiseres"
    again = "endringen står allerede i content/changes.yaml:3:31, med samme dato"
    assert [line.removeprefix("content/changes.yaml:") for line in found] == [
        f"2:12: feil: {future} [future-date]",
        "2:50: feil: ukjent spørsmål «bytte-vatk»; mente du «bytte-vakt»? [unknown-question]",
        "3:75: feil: «bytte-vakt» står to ganger i samme endring; behold én [listed-twice]",
        f"4:31: feil: {again}; gi den et eget navn [listed-twice]",
    ]


def test_a_broken_change_does_not_hide_other_problems(tmp_path: Path) -> None:
    """Errors in later changes are reported with the right line number."""
    found = messages(tmp_path, """\
changes:
  - {date: i går, title: A, note: N.}
  - {date: 2026-11-20, title: B, note: N., new: [tull]}
""")  # fmt: skip
    assert [line.partition(" feil: ")[0] for line in found] == [
        "content/changes.yaml:2:12:", "content/changes.yaml:3:50:",
    ]  # fmt: skip


def test_no_two_changes_of_a_site_share_an_anchor() -> None:
    """Changes that share a date or a title, but not both, have different anchors."""
    data = with_changes({}, {"title": "To"}, {"date": "2025-01-06"})
    assert len({entry.anchor for entry in change_log(data)}) == 3
