"""The documentation covers everything that a user can encounter."""

import re
from pathlib import Path

import click
import pytest

from generator.cli.main import main
from generator.hub.field_types import Model
from generator.hub.keys import words_of
from generator.hub.kinds import KINDS, file_model
from generator.hub.links import LinkKind, UrlStatus
from generator.hub.options import Options
from generator.hub.questions import Citation, Question, Status, Variant
from generator.hub.source_list import Source
from generator.problems import WARNINGS, Code
from generator.sources.canonical import canonical
from generator.sources.edit import parse
from tests.handbook_tables import with_tables

ROOT = Path(__file__).parent.parent
HANDBOOK = (ROOT / "content/pages/for-redaktorer.md").read_text(encoding="utf-8")
MODELS: list[type[Model]] = [
    Question, Variant, Citation, Source,
    *(kind.model for kind in KINDS), *(file_model(kind) for kind in KINDS),
]  # fmt: skip


def quoted(text: str) -> set[str]:
    """Return all inline code, without blocks of code."""
    without_blocks = re.sub(r"^```.*?^```", "", text, flags=re.DOTALL | re.MULTILINE)
    return set(re.findall(r"`([^`\n]+)`", without_blocks))


def read(name: str) -> str:
    """Return the text of a file in the repository's root."""
    return (ROOT / name).read_text(encoding="utf-8")


@pytest.mark.parametrize("code", list(Code))
def test_every_code_is_explained_to_editors(code: Code) -> None:
    """Each problem code has a row in the handbook."""
    assert code in quoted(HANDBOOK)


def test_the_handbook_explains_no_removed_code() -> None:
    """Each row of the handbook's list of messages begins with an existing code."""
    messages = HANDBOOK.partition("## Meldingene")[2]
    assert messages
    first = re.findall(r"^\| `([a-z0-9-]+)`", messages, flags=re.MULTILINE)
    assert sorted(first) == sorted(Code)


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_every_key_is_explained_to_editors(model: type[Model]) -> None:
    """The handbook explains every key that an editor can write."""
    assert set(model.model_fields) - quoted(HANDBOOK) == set()


@pytest.mark.parametrize("model", [*MODELS, Options], ids=lambda model: model.__name__)
def test_every_key_has_words_for_programs(model: type[Model]) -> None:
    """Schemas and the form say what each key is for (`generator/hub/keys.yaml`)."""
    for key in model.model_fields:
        assert words_of(model, key).help


def test_the_tables_of_keys_are_those_of_the_models(pytestconfig: pytest.Config) -> None:
    """`make tables` writes them, from the models and `generator/hub/keys.yaml`."""
    right = with_tables(HANDBOOK)
    if pytestconfig.getoption("--update-golden"):
        (ROOT / "content/pages/for-redaktorer.md").write_text(right, encoding="utf-8")
    else:
        assert right == HANDBOOK, "run `make tables`"


def test_the_example_in_the_handbook_is_right() -> None:
    """It has every key of a question, and the form that `rollehub fmt` gives."""
    text = HANDBOOK.partition("## Filen til et spørsmål")[2].split("```")[1].removeprefix("yaml\n")
    document = parse(text)
    assert document is not None
    Question.model_validate(document.data)
    assert list(document.data) == list(Question.model_fields)
    assert canonical(text) == text


@pytest.mark.parametrize("value", [*LinkKind, *UrlStatus, *Status])
def test_every_value_is_explained_to_editors(value: str) -> None:
    """The handbook explains every fixed value that a key can have."""
    assert value in quoted(HANDBOOK)


def test_the_handbook_tells_of_every_file() -> None:
    """Each file that a hub is made of stands in the handbook."""
    paths = {f"{kind.path}/<id>.yaml" if kind.is_folder else kind.path for kind in KINDS}
    assert paths <= quoted(HANDBOOK)


def test_there_are_warnings() -> None:
    """Warnings are among the codes, so the tests above cover them too."""
    assert set(Code) > WARNINGS > set()


def commands(group: click.Group, path: str = "rollehub") -> dict[str, click.Command]:
    """Return every command by its name on the command line."""
    found: dict[str, click.Command] = {}
    context = click.Context(group)
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        assert command is not None
        typed = f"{path} {name}"
        found |= commands(command, typed) if isinstance(command, click.Group) else {typed: command}
    return found


@pytest.mark.parametrize("typed", commands(main))
def test_the_readme_names_every_command_and_option(typed: str) -> None:
    """The README mentions every command and each of its long options."""
    readme = read("README.md")
    assert typed in readme
    options = [
        option
        for parameter in commands(main)[typed].params
        if isinstance(parameter, click.Option)
        for option in parameter.opts
        if option.startswith("--")
    ]
    assert [option for option in options if option not in readme] == []


def test_the_readme_names_every_setting() -> None:
    """The table of settings has a row for each, and no others."""
    table = read("README.md").partition("## Settings")[2].partition("\n## ")[0]
    rows = re.findall(r"^\| `([a-z_]+)`", table, flags=re.MULTILINE)
    assert sorted(rows) == sorted(Options.model_fields)


def test_lazily_imported_commands_are_included() -> None:
    """The lazily imported commands of the link check are included."""
    assert {"rollehub check", "rollehub offline", "rollehub links check"} <= set(commands(main))


def test_the_readme_names_the_two_targets() -> None:
    """The README mentions `make site` and `make test`, and both exist."""
    makefile = read("Makefile")
    for target in ("site", "test"):
        assert f"make {target}" in read("README.md")
        assert re.search(rf"^{target}:", makefile, flags=re.MULTILINE)


def test_the_changelog_has_an_entry() -> None:
    """Every version, and the unreleased section, has at least one line."""
    _, *versions = re.split(r"^## ", read("CHANGELOG.md"), flags=re.MULTILINE)
    assert versions
    for version in versions:
        assert re.match(r"Unreleased|\[?\d+\.\d+", version)
        assert re.search(r"^- \S", version, flags=re.MULTILINE)
