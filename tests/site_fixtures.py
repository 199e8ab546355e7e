"""Fixtures for the tests of the site: the two hubs, their built sites, and an HTML parser.

`own` is this repository's hub as it was imported (tests/hubs/leger), so that no edit of the hub
that readers see fails a test. `built` builds each hub once per test run, in a temporary folder.
"""

import os
import re
import subprocess
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urljoin, urlsplit

from generator.check.ids import RESERVED_ADDRESSES
from generator.hub.images import TYPES
from generator.hub.links import Link
from generator.hub.load import read_hub
from generator.hub.model import Hub, Role, Topic
from generator.hub.questions import Question
from generator.problems import errors
from generator.shells.reading import read_sources
from generator.site.build import build
from tests import warm

ROOT = Path(__file__).parent.parent
HUBS = {"own": ROOT / "tests/hubs/leger", "kaffe": ROOT / "tests/hubs/kaffe"}
# The path under which each site is published, as configured.
MOUNTS = {"own": "/", "kaffe": "/hjelp/"}
INDEX_PAGES = sorted(
    RESERVED_ADDRESSES & {"endringer", "lenker", "lenkestatus", "ordliste", "regelverk", "sporsmal"}
)

_VOID = frozenset(
    ("area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "wbr")
)
_OWN_SETTINGS = ("ROLLEHUB_SITE_URL", "ROLLEHUB_REPO_URL", "ROLLEHUB_CONTACT")
_GIVEN: set[str] = set()
_KEPT: list[tempfile.TemporaryDirectory[str]] = []


@dataclass
class Node:
    """An element of a page."""

    tag: str
    attributes: dict[str, str] = field(default_factory=dict)
    children: list["Node | str"] = field(default_factory=list)

    def walk(self) -> Iterator["Node"]:
        """Yield this element and all its descendants, in document order."""
        yield self
        for child in self.children:
            if isinstance(child, Node):
                yield from child.walk()

    def all(self, tag: str, class_: str = "", **attributes: str) -> list["Node"]:
        """Return the descendants with a tag (`*` for any), class and attributes."""
        return [
            node
            for node in self.walk()
            if tag in ("*", node.tag)
            and (not class_ or class_ in node["class"].split())
            and all(node[name] == value for name, value in attributes.items())
        ]

    def one(self, tag: str, class_: str = "", **attributes: str) -> "Node":
        """Return the only element that matches; fail if there are none or several."""
        found = self.all(tag, class_, **attributes)
        assert len(found) == 1, f"{len(found)} of <{tag} {class_} {attributes}>"
        return found[0]

    @property
    def text(self) -> str:
        """The text inside, with whitespace collapsed."""
        return re.sub(r"\s+", " ", self._raw()).strip()

    def _raw(self) -> str:
        return "".join(child if isinstance(child, str) else child._raw() for child in self.children)

    def __getitem__(self, name: str) -> str:
        return self.attributes.get(name, "")


class _Reader(HTMLParser):
    """Builds the tree and collects end tags that do not match."""

    def __init__(self) -> None:
        super().__init__()
        self.root = Node("#root")
        self.misfits: list[str] = []
        self._open = [self.root]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        node = Node(tag, {name: value or "" for name, value in attrs})
        self._open[-1].children.append(node)
        if tag not in _VOID:
            self._open.append(node)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._open[-1].children.append(Node(tag, {name: value or "" for name, value in attrs}))

    def handle_endtag(self, tag: str) -> None:
        if len(self._open) > 1 and self._open[-1].tag == tag:
            self._open.pop()
        else:
            self.misfits.append(f"</{tag}> inside <{self._open[-1].tag}>")

    def handle_data(self, data: str) -> None:
        self._open[-1].children.append(data)

    def close(self) -> None:
        super().close()
        self.misfits += [f"<{node.tag}> is not closed" for node in self._open[1:]]


def parse(html: str) -> Node:
    """Return the tree of a page or a fragment."""
    return parse_strictly(html)[0]


def parse_strictly(html: str) -> tuple[Node, list[str]]:
    """Return the tree, and messages about tags that are not closed correctly."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return reader.root, reader.misfits


class Site:
    """A folder of files, published under the path `mount`."""

    def __init__(self, folder: Path, mount: str) -> None:
        self.folder = folder
        self.mount = mount
        self._pages: dict[str, Node] = {}
        self._ids: dict[str, set[str]] = {}
        self.files = {
            path.relative_to(folder).as_posix(): path.read_bytes()
            for path in sorted(folder.rglob("*"))
            if path.is_file()
        }

    @property
    def texts(self) -> dict[str, str]:
        """Path -> text of all text files."""
        return {
            path: raw.decode("utf-8")
            for path, raw in self.files.items()
            if not path.lower().endswith((".pdf", ".xlsx", *TYPES))
        }

    @property
    def page_paths(self) -> list[str]:
        """The paths of all HTML files."""
        return [path for path in self.files if path.endswith(".html")]

    def page(self, path: str) -> Node:
        """Return the tree of the page in a file."""
        if path not in self._pages:
            self._pages[path] = parse(self.files[path].decode("utf-8"))
        return self._pages[path]

    def ids(self, path: str) -> set[str]:
        """Return all ids on a page."""
        if path not in self._ids:
            self._ids[path] = {node["id"] for node in self.page(path).walk() if node["id"]}
        return self._ids[path]

    def target(self, path: str, address: str) -> tuple[str, str] | None:
        """Return (path of the file, fragment) of an address on a page, or None if it is off the
        site.
        """
        parts = urlsplit(urljoin(f"http://site{self.mount}{_without_index(path)}", address))
        if (parts.scheme, parts.netloc) != ("http", "site"):
            return None
        inside = unquote(parts.path).removeprefix(self.mount)
        return (f"{inside}index.html" if inside == "" or inside.endswith("/") else inside,
                unquote(parts.fragment))  # fmt: skip


def _without_index(path: str) -> str:
    return path.removesuffix("index.html") if path.endswith("index.html") else path


@cache
def hub(name: str) -> Hub:
    """Return a hub's data after checking that it loads without problems."""
    loaded, _, problems = read_hub(HUBS[name])
    assert problems == []
    return loaded


def run_build(
    config: Path, site: Path, *options: str, **settings: str
) -> subprocess.CompletedProcess[str]:
    """Run `mkdocs build` and return the finished process; `settings` are environment variables."""
    ran = warm.run(
        "mkdocs", "build", "-f", str(config), "-d", str(site), *options, at=Path.cwd(),
        environment=environment(**settings),
    )  # fmt: skip
    return subprocess.CompletedProcess(
        ran.args, ran.returncode, ran.stdout.decode("utf-8"), ran.stderr.decode("utf-8")
    )


def environment(**settings: str) -> dict[str, str]:
    """Return this environment with `settings`, without variables that configure the site."""
    kept = {name: value for name, value in os.environ.items() if name not in _OWN_SETTINGS}
    return {**kept, "NO_MKDOCS_2_WARNING": "1", **settings}


def use_hub(folder: str) -> None:
    """Add the hub in a folder, under the name of the folder as it was given."""
    HUBS[folder] = Path(folder)
    _GIVEN.add(folder)


def _build_given(root: Path, folder: Path) -> Site:
    """Return the site of a hub that may have warnings, without PDFs, which take long."""
    sources = read_sources(root)
    assert sources.buildable, [str(problem) for problem in errors(sources.problems)]
    settings = sources.buildable.model_copy(update={"pdf": False})
    for path, content in build(sources.hub, settings).all_files():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(content)
    return Site(folder, urlsplit(settings.site_url).path or "/")


@cache
def built(name: str) -> Site:
    """Return the site of a hub, built with `--strict` if it is one of ours."""
    holder = tempfile.TemporaryDirectory(prefix="rollehub-")
    _KEPT.append(holder)
    folder = Path(holder.name) / "site"
    if name in _GIVEN:
        return _build_given(HUBS[name], folder)
    result = run_build(HUBS[name] / "mkdocs.yml", folder, "--strict")
    assert result.returncode == 0, result.stdout + result.stderr
    return Site(folder, MOUNTS[name])


# --- small hubs, made in Python


def a_role(id_: str, **more: Any) -> Role:
    """Return a role."""
    return Role.model_validate({"id": id_, "name": id_.title(), **more})


def a_question(id_: str, roles: str | list[str] = "gjest", **more: Any) -> Question:
    """Return a question; `roles` may be one role."""
    listed = [roles] if isinstance(roles, str) else roles
    return Question.model_validate(
        {
            "id": id_,
            "question": f"Hva er {id_}?",
            "roles": listed,
            "answer": f"Svar om {id_}.",
            **more,
        }
    )


def a_link(id_: str, **more: Any) -> Link:
    """Return a link."""
    wanted: dict[str, Any] = {
        "id": id_, "title": f"Tittel {id_}", "url": f"https://{id_}.example.org/",
        "url_status": "from-source", "publisher": "Utgiver", "kind": "page", "topic": "emne",
    }  # fmt: skip
    return Link.model_validate(wanted | more)


def a_hub(*questions: Question, **more: Any) -> Hub:
    """Return a hub; by default, its topic lists all questions and its roles are those of the
    questions.
    """
    if "topics" not in more:
        ids = [question.id for question in questions]
        more["topics"] = [Topic(id="emne", title="Emne", questions=tuple(ids))]
    if "roles" not in more:
        named = [role for question in questions for role in question.roles] or ["gjest"]
        more["roles"] = [a_role(id_) for id_ in dict.fromkeys(named)]
    return Hub.model_validate({"questions": questions, **more})
