"""The shape of the code: who imports what, how long a module is, and that it says what it does."""

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
GENERATOR = ROOT / "generator"
FILES = sorted(GENERATOR.rglob("*.py"))
MODULES = {
    ".".join(path.relative_to(GENERATOR).with_suffix("").parts): path
    for path in FILES
    if path.stem != "__init__"
}
MOST_LINES = {"generator": 300, "tests": 400, "overrides": 400}
"""Folder -> how long a file of code in it may be."""
MOST_LINES_OF_A_FUNCTION = 60
CODE = {".py", ".js", ".css", ".html"}

ROOMS: dict[str, set[str]] = {
    "sources": set(),
    "hub": {"sources"},
    "plans": {"sources", "hub"},
    "linkcheck": {"sources", "hub"},
    "check": {"sources", "hub", "plans"},
    "site": {"sources", "hub", "plans", "linkcheck.results"},
    "shells": {"sources", "hub", "plans", "linkcheck", "check", "site"},
    "editing": {"sources", "hub", "plans", "linkcheck", "check", "site"},
    "cli": {"sources", "hub", "plans", "linkcheck", "check", "site", "shells", "editing"},
}
"""Package -> what it may import beside itself and the loose modules: what stands left of it."""
LOOSE = {"problems", "files", "language", "processes", "memory"}
"""The modules that all packages may import."""

HOMES: dict[str, set[str]] = {
    "yaml": {"sources"},
    "pydantic": {"hub", "linkcheck.memory", "linkcheck.results", "site.export"},
    "pydantic_core": {"hub", "site.export"},
    "pyromark": {"sources.markdown"},
    "babel": {"language"},
    "jinja2": {"site.environment", "site.pages", "site.export", "editing.new_hub"},
    "typst": {"site.paper"},
    "aiohttp": {"linkcheck.fetch"},
    "yarl": {"linkcheck.fetch"},
    "idna": {"linkcheck.fetch"},
    "protego": {"linkcheck.fetch"},
    "brotli": {"linkcheck.fetch"},
    "backports": {"linkcheck.fetch"},
    "compression": {"linkcheck.fetch"},
    "certifi": {"linkcheck.fetch"},
    "urllib3": {"linkcheck.fetch"},
    "mkdocs": {"shells.mkdocs"},
    "click": {"cli"},
    "docx": {"editing"},
    "openpyxl": {"editing"},
    "rapidfuzz": {"check", "editing"},
    "segno": {"site.paper"},
    "xlsxwriter": {"editing", "site.export"},
}
"""Package from outside -> where it may be imported; all others are the standard library's."""


def imports(path: Path) -> set[str]:
    """Return the dotted name of every module that a file imports, anywhere in it."""
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path.name}: imports are absolute"
            names |= {str(node.module)}
            names |= {f"{node.module}.{alias.name}" for alias in node.names}
    return names


def ours(path: Path) -> set[str]:
    """Return the names of our own modules that a file imports."""
    found = {name.removeprefix("generator.") for name in imports(path)}
    return {name for name in found if name in MODULES}


def outside(path: Path) -> set[str]:
    """Return the packages that a file imports which are neither ours nor Python's."""
    packages = {name.split(".")[0] for name in imports(path)}
    return packages - set(sys.stdlib_module_names) - {"generator"}


def without_docstring(path: Path) -> Iterator[str]:
    """Yield the module, and its public classes, functions and methods, that have no docstring."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    if not ast.get_docstring(tree):
        yield path.stem
    holders: list[tuple[str, ast.Module | ast.ClassDef]] = [(path.stem, tree)]
    for name, holder in holders:
        for node in holder.body:
            if not isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
                continue
            if node.name.startswith("_"):
                continue
            if not ast.get_docstring(node):
                yield f"{name}.{node.name}"
            if isinstance(node, ast.ClassDef):
                holders.append((f"{name}.{node.name}", node))


def is_in(name: str, homes: set[str]) -> bool:
    """Whether a module is one of these modules, or lies in one of these packages."""
    return any(name == home or name.startswith(f"{home}.") for home in homes)


def test_the_rooms_are_those_of_the_plan() -> None:
    """A new package needs a row above; a loose module needs a good reason."""
    assert {name.partition(".")[0] for name in MODULES} == set(ROOMS) | LOOSE


@pytest.mark.parametrize("room", ROOMS)
def test_a_package_imports_only_what_stands_left_of_it(room: str) -> None:
    """One rule a package."""
    allowed = {room, *ROOMS[room], *LOOSE}
    wrong = {
        (name, used)
        for name, path in MODULES.items()
        if is_in(name, {room})
        for used in ours(path)
        if not is_in(used, allowed)
    }
    assert wrong == set()


def test_loose_modules_import_none_of_ours_but_each_other() -> None:
    """They lie left of everything."""
    assert {used for name in LOOSE for used in ours(MODULES[name])} <= LOOSE


def test_no_module_imports_itself_by_way_of_others() -> None:
    """There are no circles, inside a package either: every module can be placed after its own."""
    waiting = {name: ours(path) for name, path in MODULES.items()}
    while ready := {name for name, used in waiting.items() if not used & set(waiting)}:
        waiting = {name: used for name, used in waiting.items() if name not in ready}
    assert waiting == {}


@pytest.mark.parametrize("name", MODULES)
def test_a_package_from_outside_is_used_in_its_place_only(name: str) -> None:
    """mkdocs lives in `shells.mkdocs`, click in `cli`, yaml in `sources`, and so on."""
    assert {x for x in outside(MODULES[name]) if not is_in(name, HOMES.get(x, set()))} == set()


@pytest.mark.parametrize("folder", MOST_LINES)
def test_files_are_short(folder: str) -> None:
    """No file of code is so long that it should be two."""
    lengths = {
        path.relative_to(ROOT).as_posix(): len(path.read_text(encoding="utf-8").splitlines())
        for path in (ROOT / folder).rglob("*")
        if path.suffix in CODE
    }
    assert {path for path, lines in lengths.items() if lines > MOST_LINES[folder]} == set()


@pytest.mark.parametrize("folder", ["generator", "tests"])
def test_functions_are_short(folder: str) -> None:
    """No function is so long that its steps should have names; ruff limits their branches."""
    long = {
        f"{path.relative_to(ROOT).as_posix()}: {node.name}"
        for path in (ROOT / folder).rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef))
        and (node.end_lineno or 0) - node.lineno >= MOST_LINES_OF_A_FUNCTION
    }
    assert long == set()


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}.{path.stem}")
def test_everything_public_says_what_it_is(path: Path) -> None:
    """Each module, and each public class, function and method, has a docstring."""
    assert list(without_docstring(path)) == []


def test_templates_do_not_ask_for_roles() -> None:
    """Audience is decided in `resolve`: no template compares a role or asks for a variant."""
    asking = [
        path.name
        for path in (GENERATOR / "site/templates").glob("*.j2")
        for word in (
            "role.id ==",
            "role.id in",
            "answer_for",
            "title_for",
            "is_published",
            "question.status",
        )
        if word in path.read_text(encoding="utf-8")
    ]
    assert asking == []
