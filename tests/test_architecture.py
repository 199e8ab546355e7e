"""The shape of the code: who imports what, how long a module is, and that it says what it does."""

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

GENERATOR = Path(__file__).parent.parent / "generator"
FILES = sorted(GENERATOR.rglob("*.py"))
MODULES = {
    ".".join(path.relative_to(GENERATOR).with_suffix("").parts): path
    for path in FILES
    if path.stem != "__init__"
}
MOST_LINES = 450

# What each module may import of ours, from the bottom to the top: only what stands above its line.
BELOW: dict[str, set[str]] = {
    "problems": set(),
    "syntax": set(),
    "decode": {"problems"},
    "source": {"problems", "syntax", "decode"},
    "markup": set(),
    "values": {"problems"},
    "model": {"values"},
    "shape": {"problems", "source", "model"},
    "hub_files": {"problems", "decode", "source", "model"},
    "load": {"problems", "source", "values", "model", "shape", "hub_files"},
    "references": {"problems", "values", "model", "load"},
    "resolve": {"markup", "model"},
    "check_text": {"problems", "source", "markup", "model", "references"},
    "check_links": {"problems", "model", "references", "resolve", "check_text"},
    "check": {
        "problems",
        "values",
        "model",
        "hub_files",
        "load",
        "references",
        "resolve",
        "check_text",
        "check_links",
    },
    "term_marks": {"model"},
    "prose": {"markup", "model", "term_marks"},
    "exits": set(),
    "files": set(),
    "linkcheck.bodies": set(),
    "linkcheck.charset": set(),
    "linkcheck.raw_html": set(),
    "linkcheck.fingerprint": set(),
    "linkcheck.fix": {"source"},
    "linkcheck.main_text": {"linkcheck.fingerprint"},
    "linkcheck.network": set(),
    "linkcheck.guard": {"linkcheck.network"},
    "linkcheck.results": {"problems", "files"},
    "norwegian": {"model", "linkcheck.results"},
    "offline": {"norwegian"},
    "changes": {"model", "resolve"},
    "schema_org": {"model", "prose", "changes"},
    "render": {
        "model",
        "resolve",
        "prose",
        "linkcheck.results",
        "norwegian",
        "changes",
        "schema_org",
    },
    "paper_nodes": set(),
    "paper_content": {
        "markup",
        "model",
        "resolve",
        "prose",
        "norwegian",
        "render",
        "paper_nodes",
    },
    "paper": {"norwegian", "render", "paper_content"},
    "press": {"files", "paper"},
    "days": set(),
    "headers": set(),
    "search_index": {"model", "resolve", "norwegian", "prose", "render"},
    "hub_json": {"values", "model", "resolve", "prose", "render"},
    "feed": {"model", "norwegian", "changes", "render"},
    "export": {"norwegian", "render", "headers", "hub_json", "feed"},
    "linkcheck.targets": {"problems", "markup", "model", "load", "resolve", "check_text", "prose"},
    "linkcheck.sessions": {"linkcheck.network"},
    "option_types": {"linkcheck.network", "linkcheck.sessions"},
    "linkcheck.errors": {"linkcheck.network", "linkcheck.targets"},
    "linkcheck.page": {
        "linkcheck.charset",
        "linkcheck.raw_html",
        "linkcheck.fingerprint",
        "linkcheck.main_text",
        "linkcheck.targets",
    },
    "linkcheck.sites": {"linkcheck.results", "linkcheck.targets"},
    "linkcheck.classify": {"model", "linkcheck.results", "linkcheck.targets", "linkcheck.sites"},
    "linkcheck.history": {
        "files",
        "linkcheck.fingerprint",
        "linkcheck.results",
        "linkcheck.targets",
        "linkcheck.sites",
        "linkcheck.classify",
    },
    "linkcheck.merge": {"linkcheck.results", "linkcheck.history"},
    "linkcheck.policy": {
        "linkcheck.results",
        "linkcheck.targets",
        "linkcheck.classify",
        "linkcheck.history",
    },
    "linkcheck.report": {"problems", "linkcheck.results", "linkcheck.merge"},
    "linkcheck.wire": set(),
    "linkcheck.engine": {
        "linkcheck.raw_html",
        "linkcheck.sessions",
        "linkcheck.bodies",
        "linkcheck.network",
        "linkcheck.targets",
        "linkcheck.errors",
        "linkcheck.page",
        "linkcheck.wire",
    },
    "linkcheck.crosscheck": {"linkcheck.engine", "linkcheck.wire"},
    "linkcheck.run": {
        "linkcheck.sites",
        "linkcheck.crosscheck",
        "linkcheck.fingerprint",
        "linkcheck.results",
        "linkcheck.targets",
        "linkcheck.classify",
        "linkcheck.history",
        "linkcheck.policy",
        "linkcheck.engine",
    },
}
ADAPTERS = {"plugin", "cli", "links_cli"}  # may import everything but each other

# Where each package from outside may be imported; all others are the standard library's.
OUTSIDE = {
    "mkdocs": {"plugin"},
    "click": {"cli", "links_cli", "option_types"},
    "aiohttp": {
        "linkcheck.engine",
        "linkcheck.bodies",
        "linkcheck.errors",
        "linkcheck.sessions",
    },
    "yarl": {"linkcheck.engine", "linkcheck.wire"},
    "idna": {"linkcheck.wire"},
    "protego": {"linkcheck.engine"},
    "certifi": {"linkcheck.crosscheck"},
    "typst": {"paper"},
    "urllib3": {"linkcheck.guard"},
    "yaml": {"source"},
    "jinja2": {"render", "export"},
    "markdown": {"prose", "term_marks"},
    "pydantic": {"values", "model", "shape", "load", "hub_json"},
    "pydantic_core": {"values", "hub_json"},
}


def imports(path: Path) -> set[str]:
    """Return the dotted name of every module that a file imports, anywhere in it."""
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path.name}: imports are absolute"
            names |= {str(node.module)}
            if node.module in ("generator", "generator.linkcheck"):
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


def test_every_module_has_its_place() -> None:
    """A new module needs a line in the table before it may exist."""
    assert set(MODULES) == set(BELOW) | ADAPTERS


@pytest.mark.parametrize("name", MODULES)
def test_a_module_imports_only_what_lies_below(name: str) -> None:
    """The arrows go only downwards: problems, source and markup, model, load, …, plugin and cli."""
    allowed = BELOW.get(name, set(BELOW))
    assert ours(MODULES[name]) - allowed == set()


def test_the_table_goes_only_downwards() -> None:
    """A line of the table names only modules whose own lines stand above it."""
    above: set[str] = set()
    for name, allowed in BELOW.items():
        assert allowed <= above, name
        above.add(name)


@pytest.mark.parametrize("name", MODULES)
def test_a_package_from_outside_is_used_in_its_place_only(name: str) -> None:
    """mkdocs lives in plugin, click in cli, yaml in source, and so on; nothing else is imported."""
    foreign = {
        package for package in outside(MODULES[name]) if name not in OUTSIDE.get(package, set())
    }
    assert foreign == set()


@pytest.mark.parametrize("name", MODULES)
def test_a_module_is_short(name: str) -> None:
    """None is so long that it should be two."""
    assert len(MODULES[name].read_text(encoding="utf-8").splitlines()) <= MOST_LINES


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}.{path.stem}")
def test_everything_public_says_what_it_is(path: Path) -> None:
    """Each module, and each public class, function and method, has a docstring."""
    assert list(without_docstring(path)) == []


def test_templates_do_not_ask_for_roles() -> None:
    """Audience is decided in `resolve`: no template compares a role or asks for a variant."""
    asking = [
        path.name
        for path in (GENERATOR / "templates").glob("*.j2")
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
