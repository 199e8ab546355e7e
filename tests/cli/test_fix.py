"""`rollehub fix`: it shows what it mends, asks, and leaves what needs a decision."""

import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from generator.cli.main import main
from generator.hub.load import read_hub
from tests.tree_fixtures import files_of

KAFFE = Path(__file__).parents[1] / "hubs/kaffe"
QUESTION = "content/questions/bytte-vakt.yaml"
SLIPS = """
variants: {}
links: []
terms:
  - vakt\u00adbytte\u00adliste
  - s\u00c3\u00b8k
\t- a\u030ara\u200bpent
"""
MENDED = """
terms:
  - vaktbytteliste
  - søk
  - årapent
"""


@pytest.fixture
def hub(tmp_path: Path) -> Path:
    """Return a copy of a hub with slips in a question, and nothing to mend elsewhere."""
    copy = Path(shutil.copytree(KAFFE, tmp_path / "kaffe"))
    links = (copy / "links.yaml").read_bytes()
    (copy / "links.yaml").write_bytes(links.replace(b"    url: null\n", b""))
    with (copy / QUESTION).open("a", encoding="utf-8") as file:
        file.write(f"\n{SLIPS}")
    return copy


def run(*arguments: str | Path) -> Result:
    """Run the command line."""
    return CliRunner().invoke(main, [*map(str, arguments)])


def test_the_diff_comes_first_and_nothing_is_written_unasked(hub: Path) -> None:
    """Without a terminal there is nobody to ask."""
    before = {path: (hub / path).read_bytes() for path in files_of(hub)}
    for options in ((), ("--dry-run",), ("--dry-run", "--yes")):
        shown = run("fix", hub, *options)
        assert shown.exit_code == 0
        assert "-\t- a\u030ara\u200bpent\n" in shown.output
        assert "+  - årapent\n" in shown.output
        assert shown.output.splitlines()[-1] == (
            "Ingenting er skrevet. Legg til --yes for å skrive."
        )
        assert {path: (hub / path).read_bytes() for path in files_of(hub)} == before


def test_slips_that_hide_each_other_are_all_mended(hub: Path) -> None:
    """The tab is found only when the letters are right, and the empty keys only without it."""
    assert run("check", hub).output.endswith("\n4 kan rettes med «rollehub fix».\n")
    written = run("fix", hub, "--yes")
    assert written.output.splitlines()[-1] == "1 fil er rettet."
    original = (KAFFE / QUESTION).read_text(encoding="utf-8")
    assert (hub / QUESTION).read_text(encoding="utf-8") == f"{original}\n{MENDED}"
    assert run("check", hub).exit_code == 0
    assert run("fix", hub).output == "Ingenting å rette.\n"


def test_what_needs_a_decision_is_left(hub: Path) -> None:
    """It says how much that is."""
    with (hub / QUESTION).open("a", encoding="utf-8") as file:
        file.write("status: utkast\n")
    written = run("fix", hub, "--yes")
    assert written.output.endswith(
        "1 fil er rettet.\nResten må du rette selv: 1 feil og 0 advarsler. Kjør «rollehub check».\n"
    )


def test_a_page_and_line_ends_are_mended_too(hub: Path) -> None:
    """The hub stays the same for its readers."""
    before = read_hub(KAFFE)[0]
    page = next((hub / "content/pages").glob("*.md"))
    text = page.read_text(encoding="utf-8")
    page.write_bytes(b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode())
    roles = (hub / "roles.yaml").read_bytes()
    (hub / "roles.yaml").write_bytes(roles.replace(b"\n", b"\r\n"))
    shutil.copy(KAFFE / QUESTION, hub / QUESTION)
    assert run("fix", hub, "--yes").output.endswith("2 filer er rettet.\n")
    assert page.read_text(encoding="utf-8") == text
    assert (hub / "roles.yaml").read_bytes() == roles
    assert read_hub(hub)[0] == before


def test_a_folder_that_is_no_hub_has_nothing_to_mend(tmp_path: Path) -> None:
    """What is missing is for the editor to write."""
    shown = run("fix", tmp_path)
    assert shown.exit_code == 0
    assert shown.output.startswith("Ingenting å rette.\nResten må du rette selv: ")
