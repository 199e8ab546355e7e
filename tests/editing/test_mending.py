"""What `rollehub fix` makes of slips in YAML: the mended line, if no word can change by it."""

import shutil
from datetime import date
from pathlib import Path

import pytest

from generator.editing.mending import mended

KAFFE = Path(__file__).parents[1] / "hubs/kaffe"
PATH = "content/questions/ny.yaml"
HEAD = "id: ny\nquestion: Hva er nytt?\nroles: all\n"
ANSWER = "answer: Ingenting.\n"


def _mended(tmp_path: Path, written: str) -> str:
    """Return what becomes of a question with this text."""
    hub = Path(shutil.copytree(KAFFE, tmp_path / "kaffe"))
    topics = (hub / "content/topics.yaml").read_text(encoding="utf-8")
    listed = topics.replace("questions:\n", "questions:\n      - ny\n", 1)
    (hub / "content/topics.yaml").write_text(listed, encoding="utf-8")
    (hub / PATH).write_text(written, encoding="utf-8")
    made, _ = mended(hub, date(2026, 11, 30))
    return next((change.new for change in made if change.path == PATH), written)


@pytest.mark.parametrize(
    ("written", "wanted"),
    [
        (
            f"{HEAD}{ANSWER}terms:\n  - nytt\n  -nyheter\n",
            f"{HEAD}{ANSWER}terms:\n  - nytt\n  - nyheter\n",
        ),
        (f"{HEAD}{ANSWER}status:published\n", f"{HEAD}{ANSWER}status: published\n"),
        (f"{HEAD}{ANSWER}terms:[a, b]\n", f"{HEAD}{ANSWER}terms: [a, b]\n"),
        (
            f"{HEAD}{ANSWER}variants: {{}}\n  barista:\n    append: Mer.\n    why: Kaffe.\n",
            f"{HEAD}{ANSWER}variants:\n  barista:\n    append: Mer.\n    why: Kaffe.\n",
        ),
        (f"{HEAD}answer:\n  Se: her.\n  Mer.\n", f"{HEAD}answer: |\n  Se: her.\n  Mer.\n"),
        (f"{HEAD}answer: |\n  En.\nTo.\n", f"{HEAD}answer: |\n  En.\n  To.\n"),
        (f"{HEAD}answer: |\n  •\tEn.\n  •\tTo.\n", f"{HEAD}answer: |\n  - En.\n  - To.\n"),
        (
            f"id: ny\nquestion: “Hva er nytt?”\nroles: all\n{ANSWER}terms:\n  - ”nytt”\n",
            f"{HEAD}{ANSWER}terms:\n  - nytt\n",
        ),
        (
            f"id: ny\nquestion: Hva?\nroles:\n  - all\n{ANSWER}links: []\n",
            f"id: ny\nquestion: Hva?\nroles:\n  - all\n{ANSWER}",
        ),
        (f"{HEAD}{ANSWER}variants: {{}}\nlinks: []\nsource: null\n", f"{HEAD}{ANSWER}"),
        (
            "id: ny\nquestion: Hva er nytt: svar\nroles: all\nanswer: |\n  -\u00a0Vei\u00adled.\n",
            'id: ny\nquestion: "Hva er nytt: svar"\nroles: all\nanswer: |\n  - Veiled.\n',
        ),
    ],
)
def test_a_slip_is_mended(tmp_path: Path, written: str, wanted: str) -> None:
    """One slip each, and some in one file."""
    assert _mended(tmp_path, written) == wanted


@pytest.mark.parametrize(
    "written",
    [
        f"{HEAD}{ANSWER}status: utkast av meg\n",
        f'{HEAD}answer: "Veiledning" er samtaler.\n',
        f"id: ny\nquestion: “- hva er nytt?”\nroles: all\n{ANSWER}",
        f'id: ny\nquestion: "Hva er nytt?\nroles: all\n{ANSWER}',
        f"{HEAD}answer: |\n  En\ufffd.\n",
    ],
)
def test_what_may_mean_several_things_stays(tmp_path: Path, written: str) -> None:
    """The check says what to do, and the editor does it."""
    assert _mended(tmp_path, written) == written


def test_comments_about_keys_without_a_value_stay(tmp_path: Path) -> None:
    """With the key, since somebody wrote something about it."""
    written = f"{HEAD}{ANSWER}# Fyll ut senere.\nlinks: []\nterms: []  # og denne\n"
    assert _mended(tmp_path, written) == written
