"""What `rollehub fix` makes of texts that were pasted from Word, or saved in a wrong encoding."""

from pathlib import Path

import pytest

from generator.editing.mending import mended
from tests.check.test_cases import CASES, TODAY, read_case, write_hub

HEAD = "id: hva-er-veiledning\nquestion: Hva er veiledning?\nroles: all\nanswer: |\n"


def fixed(tmp_path: Path, answer: str) -> str:
    """Return an answer as it is after `rollehub fix`."""
    base = read_case(CASES / "check/clean.yaml")
    write_hub(base, tmp_path)
    lines = "".join(f"  {line}\n" if line else "\n" for line in answer.split("\n"))
    path = "content/questions/hva-er-veiledning.yaml"
    (tmp_path / path).write_text(HEAD + lines, encoding="utf-8")
    changes, left = mended(tmp_path, TODAY)
    assert left == []
    (after,) = (change.new for change in changes if change.path == path)
    return after.removeprefix(HEAD).replace("\n  ", "\n").removeprefix("  ").removesuffix("\n")


@pytest.mark.parametrize("gap", ["\n", "\n\n"])
@pytest.mark.parametrize("sign", ["• ", "•\t", "•  ", "o ", "o\t", "– ", "—\t", "\uf0b7 ", "-"])
def test_lists_of_word_become_lists(sign: str, gap: str, tmp_path: Path) -> None:
    """Whatever sign Word wrote, and with or without blank lines between the items."""
    answer = f"Slik møtes de:\n\n{sign}fysisk{gap}{sign}på telefon{gap}{sign}digitalt\n\nHver uke."
    wanted = f"Slik møtes de:\n\n- fysisk{gap}- på telefon{gap}- digitalt\n\nHver uke."
    assert fixed(tmp_path, answer) == wanted


def test_numbers_with_tabs_stay_numbers(tmp_path: Path) -> None:
    """The order is a part of the text."""
    assert fixed(tmp_path, "Slik:\n\n1.\tmøtes\n2)\tsnakker") == "Slik:\n\n1. møtes\n2. snakker"


def test_tables_of_word_become_tables(tmp_path: Path) -> None:
    """A row with fewer cells gets empty ones, and a bar inside a cell stays one."""
    answer = "Del\tVarighet\tHvor\nFørste\tett år\nAndre\ta | b\tBergen"
    assert fixed(tmp_path, answer) == (
        "| Del | Varighet | Hvor |\n| --- | --- | --- |\n| Første | ett år |  |\n"
        "| Andre | a \\| b | Bergen |"
    )


def test_a_garbled_file_is_mended_as_a_whole(tmp_path: Path) -> None:
    """All words of one message, on every line."""
    whole = "Veilederen følger LIS på veien.\n\nDen lærer, gjør feil og får råd."
    garbled = whole.encode().decode("cp1252")
    assert fixed(tmp_path, garbled) == whole
