"""`rollehub fmt`: what it writes, what it only shows, and what it leaves alone."""

import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from generator.cli.main import main
from generator.hub.load import read_hub
from generator.sources.edit import parse
from tests.tree_fixtures import files_of

KAFFE = Path(__file__).parents[1] / "hubs/kaffe"
QUESTION = "content/questions/bytte-vakt.yaml"


@pytest.fixture
def hub(tmp_path: Path) -> Path:
    """Return a copy of a hub that nobody has formatted."""
    return Path(shutil.copytree(KAFFE, tmp_path / "kaffe"))


def run(*arguments: str | Path) -> Result:
    """Run the command line."""
    return CliRunner().invoke(main, ["fmt", *map(str, arguments)])


def test_all_files_get_the_form_and_the_hub_stays_the_same(hub: Path) -> None:
    """It says which files it wrote, and has nothing more to do afterwards."""
    before = read_hub(hub)[0]
    written = run(hub)
    assert written.exit_code == 0
    assert QUESTION in written.output.splitlines()
    assert written.output.splitlines()[-1] == "13 filer har fått den faste formen."
    assert read_hub(hub)[0] == before
    assert run(hub).output == "Alle filene har den faste formen.\n"
    assert run(hub, "--check").exit_code == 0


def test_one_source_becomes_a_list_with_its_comments(hub: Path) -> None:
    """The group may be written without its list; the canonical form has the list."""
    path = hub / QUESTION
    sources = "source: # hvorfra\n  # om navnet\n  note: Side 2. # av 4\n  document: Planen\n"
    path.write_text(path.read_text(encoding="utf-8") + sources, encoding="utf-8")
    before = read_hub(hub)[0]
    assert run(hub).exit_code == 0
    assert path.read_text(encoding="utf-8").endswith(
        "source: # hvorfra\n  - document: Planen\n    # om navnet\n    note: Side 2. # av 4\n"
    )
    assert read_hub(hub)[0] == before


def test_check_and_diff_write_nothing(hub: Path) -> None:
    """The one ends with 3, as for everything in the content that must be mended."""
    before = {path: (hub / path).read_bytes() for path in files_of(hub)}
    checked = run(hub, "--check")
    assert checked.exit_code == 3
    assert checked.output.endswith(
        "13 filer har ikke den faste formen. Kjør «rollehub fmt» for å rette.\n"
    )
    shown = run(hub, "--diff", hub / "links.yaml")
    assert shown.exit_code == 0
    assert "+++ b/links.yaml\n" in shown.output
    assert "+++ b/content/changes.yaml\n" not in shown.output
    assert {path: (hub / path).read_bytes() for path in files_of(hub)} == before


def test_a_file_that_cannot_be_read_stays_and_others_are_formatted(hub: Path) -> None:
    """The message is that of the check."""
    (hub / QUESTION).write_text("id: bytte-vakt\nquestion: 'Hva\n", encoding="utf-8")
    result = run(hub)
    assert result.exit_code == 3
    assert f"{QUESTION}:2:11: feil: " in result.output
    assert "[yaml-syntax]" in result.output
    assert (hub / QUESTION).read_text(encoding="utf-8") == "id: bytte-vakt\nquestion: 'Hva\n"
    assert result.output.splitlines()[-1] == (
        "12 filer har fått den faste formen. 1 feil må rettes først."
    )


def test_only_the_named_files_are_formatted(hub: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """They are named from where one stands, and must be files of the hub."""
    assert run(hub, hub / QUESTION).output == f"{QUESTION}\n1 fil har fått den faste formen.\n"
    monkeypatch.chdir(hub / "content")
    wrong = run("..", "pages/om.md")
    assert wrong.exit_code == 2
    assert "«pages/om.md» er ingen kildefil i huben" in wrong.output
    assert run("..", "glossary.yaml").output.startswith("content/glossary.yaml\n")


def test_line_ends_and_a_byte_order_mark_get_the_form_too(hub: Path) -> None:
    """Windows' line ends become those of the others."""
    text = (hub / "roles.yaml").read_bytes()
    assert run(hub, hub / "roles.yaml").exit_code == 0
    formatted = (hub / "roles.yaml").read_bytes()
    (hub / "roles.yaml").write_bytes(b"\xef\xbb\xbf" + text.replace(b"\n", b"\r\n"))
    assert run(hub, hub / "roles.yaml").exit_code == 0
    assert (hub / "roles.yaml").read_bytes() == formatted


def test_roles_that_are_keys_have_the_order_of_the_roles(hub: Path) -> None:
    """The form writes them so."""
    path = hub / QUESTION
    written = path.read_text(encoding="utf-8")
    roles = [role.id for role in read_hub(hub)[0].roles]
    variants = "".join(f"  {role}: {{append: Mer., why: x}}\n" for role in reversed(roles))
    path.write_text(f"{written}\nvariants:\n{variants}", encoding="utf-8")
    run(hub, path)
    document = parse(path.read_text(encoding="utf-8"))
    assert document is not None
    assert list(document.data["variants"]) == roles
