"""The JSON Schemas: they accept what the models accept, and an editor program works with them."""

import copy
import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from jsonschema import Draft7Validator
from pydantic import ValidationError

from generator.cli.main import main
from generator.editing.formatting import formattable
from generator.editing.schema import SCHEMAS, files_of, schemas
from generator.hub.key_order import model_of
from generator.hub.kinds import GOAL_SETS, KINDS, ROLES
from generator.hub.load import read_hub
from generator.sources.edit import parse
from tests.editing.language_server import LanguageServer

ROOT = Path(__file__).parents[2]
KAFFE = ROOT / "tests/hubs/kaffe"
GONE: Any = object()
SLIPS = (GONE, None, [], {}, "", "Å x", 7, True, ["x"], {"x": "y"})
HEAD = "id: a\nquestion: x\nanswer: y\n"


def _kind(path: str) -> str:
    return next((kind.name for kind in KINDS if kind.has(path)), "settings")


def _locations(data: Any, at: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    yield at
    keyed = (
        data.items()
        if isinstance(data, dict)
        else enumerate(data if isinstance(data, list) else ())
    )
    for key, value in keyed:
        yield from _locations(value, (*at, key))


def _with(data: Any, at: tuple[Any, ...], value: Any) -> Any:
    if not at:
        return value
    changed = copy.copy(data)
    if len(at) == 1 and value is GONE:
        del changed[at[0]]
    else:
        changed[at[0]] = _with(data[at[0]], at[1:], value)
    return changed


def _fits(path: str, data: Any) -> bool:
    model = model_of(path)
    assert model is not None
    try:
        model.model_validate(data)
    except ValidationError:
        return False
    return True


@pytest.fixture(scope="module", params=["own", "kaffe"])
def hub(request: pytest.FixtureRequest) -> tuple[Path, dict[str, Draft7Validator]]:
    """Return the folder of a hub, and its schemas by kind."""
    root = {"own": ROOT, "kaffe": KAFFE}[request.param]
    made = {name: json.loads(text) for name, text in schemas(root).items()}
    return root, {name.partition(".")[0]: Draft7Validator(x) for name, x in made.items()}


def test_the_schemas_are_of_draft_07(hub: tuple[Path, dict[str, Draft7Validator]]) -> None:
    """By name, exactly, and by what is in them."""
    for validator in hub[1].values():
        assert validator.schema["$schema"] == "http://json-schema.org/draft-07/schema#"
        Draft7Validator.check_schema(validator.schema)
        text = json.dumps(validator.schema)
        assert not any(f'"{word}"' in text for word in ("$defs", "prefixItems", "x-refers"))


def test_every_file_of_a_hub_is_valid(hub: tuple[Path, dict[str, Draft7Validator]]) -> None:
    """A hub without problems has none in the schema's eyes either."""
    root, validators = hub
    for path in formattable(root):
        document = parse((root / path).read_text(encoding="utf-8"))
        assert document is not None
        assert [x.message for x in validators[_kind(path)].iter_errors(document.data)] == [], path


def test_schema_and_model_refuse_the_same(hub: tuple[Path, dict[str, Draft7Validator]]) -> None:
    """Every value of a file is replaced by ten others.

    The schema also refuses ids that the hub does not have, and `true` for a number.
    """
    root, validators = hub
    seen: set[tuple[str, ...]] = set()
    for path in formattable(root):
        document = parse((root / path).read_text(encoding="utf-8"))
        assert document is not None
        for at in _locations(document.data):
            place = (_kind(path), *("*" if isinstance(x, int) else x for x in at))
            if place in seen:
                continue
            seen.add(place)
            for slip in SLIPS if at else SLIPS[1:]:
                data = _with(document.data, at, slip)
                is_valid, fits = validators[place[0]].is_valid(data), _fits(path, data)
                assert fits or not is_valid, (path, at, slip)
                may_be_id = slip in ("", "Å x", True, ["x"], {"x": "y"}) and slip is not GONE
                assert is_valid or not fits or may_be_id, (path, at, slip)
    assert len(seen) > 60


def test_every_key_is_described() -> None:
    """In each schema, at each depth; a key that is an id has the title of what it is the id of."""
    hub = read_hub(KAFFE)[0]
    ids = {each.id for kind in (ROLES, GOAL_SETS) for each in kind.of(hub)}

    def described(schema: Any) -> None:
        for value in schema.values() if isinstance(schema, dict) else schema:
            if isinstance(value, dict | list):
                described(value)
        keys = schema.get("properties", {}) if isinstance(schema, dict) else {}
        for key, about in keys.items():
            assert about.get("title") is not None, key
            assert "description" in about or key in ids, key

    for text in schemas(KAFFE).values():
        described(json.loads(text))


def test_vs_code_knows_which_schema_is_for_which_file() -> None:
    """The settings in the repository name every schema, where the command writes it."""
    settings = json.loads((ROOT / ".vscode/settings.json").read_text(encoding="utf-8"))
    wanted = {f"{SCHEMAS.as_posix()}/{name}": pattern for name, pattern in files_of().items()}
    assert settings["yaml.schemas"] == wanted


def test_the_command_writes_them(tmp_path: Path) -> None:
    """Into the folder that is asked for, or where VS Code looks."""
    hub = Path(shutil.copytree(KAFFE, tmp_path / "hub"))
    result = CliRunner().invoke(main, ["schema", str(hub)])
    assert result.output == f"14 filer er skrevet i {hub / SCHEMAS}.\n"
    assert {path.name for path in (hub / SCHEMAS).iterdir()} == set(files_of())
    CliRunner().invoke(main, ["schema", str(hub), "--into", str(tmp_path / "s")])
    assert (tmp_path / "s/roles.json").read_bytes() == (hub / SCHEMAS / "roles.json").read_bytes()


# --- an editor program


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LanguageServer]:
    """Return the language server of VS Code's YAML extension, at work on a hub."""
    root = tmp_path_factory.mktemp("server") / "hub"
    shutil.copytree(KAFFE, root)
    shutil.copytree(ROOT / ".vscode", root / ".vscode")
    CliRunner().invoke(main, ["schema", str(root)])
    server = LanguageServer(root)
    yield server
    server.close()


def test_a_good_file_has_no_errors(server: LanguageServer) -> None:
    """Each kind of file of the hub."""
    for path in formattable(KAFFE):
        assert server.diagnostics(path, (KAFFE / path).read_text(encoding="utf-8")) == [], path


@pytest.mark.parametrize(
    ("name", "text", "line", "said"),
    [
        ("role", f"{HEAD}roles:\n  - barsta\n", 4, "barista"),
        ("link", f"{HEAD}roles: all\nlinks:\n  - vaktliste\n  - vaktlista\n", 6, "vaktliste"),
        ("status", f"{HEAD}roles: all\nstatus: utkast\n", 4, "draft"),
        ("key", f"{HEAD}roles: all\nlenker: []\n", 4, "lenker"),
        ("missing", "id: a\nquestion: x\nroles: all\n", 0, "answer"),
        ("empty", f"{HEAD}roles: []\n", 3, "1"),
        ("date", f"{HEAD}roles: all\nreviewed: 21.11.2026\n", 4, "2026-11-21"),
        ("variant", f"{HEAD}roles: all\nvariants:\n  barista:\n    append: x\n", 5, "why"),
    ],
)
def test_an_error_is_on_its_line(
    server: LanguageServer, name: str, text: str, line: int, said: str
) -> None:
    """One slip, one message, and the message names what is expected or what is wrong."""
    (found,) = server.diagnostics(f"content/questions/wrong-{name}.yaml", text)
    assert found["range"]["start"]["line"] == line
    assert said in found["message"]


def test_ids_of_this_hub_are_completed(server: LanguageServer) -> None:
    """Roles and links, each with its title; keys that are roles, and the topics of links."""
    text = f"{HEAD}roles:\n  - \n"
    roles = server.completions("content/questions/c-role.yaml", text, 4, 4)
    titles = {"barista": "Barista", "butikksjef": "Butikksjef", "ringevikar": "Ringevikar"}
    assert roles == {**titles, "all": ""}
    text = f"{HEAD}roles: all\nlinks:\n  - \n"
    links = server.completions("content/questions/c-link.yaml", text, 5, 4)
    assert links["vaktliste"] == "Vaktlisten"
    text = f"{HEAD}roles: all\nvariants:\n  \n"
    assert set(server.completions("content/questions/c-variant.yaml", text, 5, 2)) == set(titles)
    text = f"{HEAD}roles: all\ncites:\n  - law: \n"
    assert set(server.completions("content/questions/c-law.yaml", text, 5, 9)) == {
        "renholdsloven", "kommunens-skjenkeregler",
    }  # fmt: skip


def test_keys_and_fixed_values_are_explained(server: LanguageServer) -> None:
    """In Norwegian, both while writing and under the pointer."""
    keys = server.completions("content/questions/c-key.yaml", "id: a\n", 1, 0)
    assert keys["terms"] == "Andre ord og uttrykk som skal føre til svaret i søk."
    text = f"{HEAD}roles: all\nstatus: \n"
    values = server.completions("content/questions/c-status.yaml", text, 4, 8)
    assert values == {"published": "Publisert", "draft": "Utkast"}
    hover = server.hover("content/questions/h.yaml", f"{HEAD}roles: all\n", 1, 3)
    assert "Spørsmålet slik leserne ser det." in hover
    assert "Hva er veiledning?" in hover
