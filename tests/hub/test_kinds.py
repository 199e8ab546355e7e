"""One more kind of source file is one row in the table of kinds."""

from datetime import date
from pathlib import Path
from typing import Any

from pydantic import Field

from generator.check.checks import check
from generator.hub.field_types import Id, Model, Questions, Text
from generator.hub.kinds import KINDS, Kind
from generator.hub.load import read_hub
from generator.hub.model import Hub

BASE = {
    "roles.yaml": "roles:\n  - {id: lis, name: LIS}\n",
    "links.yaml": "links: []\n",
    "content/topics.yaml": "topics:\n  - {id: a, title: A, questions: [b]}\n",
    "content/questions/b.yaml": "id: b\nquestion: B?\nroles: all\nanswer: B.\n",
    "content/glossary.yaml": "terms:\n  - {id: lis, term: LIS, definition: lege}\n",
}


class Recipe(Model):
    """A made-up kind of source."""

    id: Id
    title: Text
    steps: Questions = ()
    texts: dict[str, dict[str, Text]] = Field(default_factory=dict)


PLAIN = ("title", "texts.*.*")
IN_A_LIST = Kind(
    name="recipes", model=Recipe, path="content/recipes.yaml", plain=PLAIN, required=False
)
IN_A_FOLDER = Kind(
    name="recipes",
    model=Recipe,
    path="content/recipes",
    plain=PLAIN,
    words=("en oppskrift", "oppskriftene"),
)


def read(root: Path, kind: Kind[Any], files: dict[str, str]) -> tuple[Hub, list[str]]:
    """Return the hub with files of one more kind, and the places and codes of its problems."""
    for path, text in {**BASE, **files}.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, encoding="utf-8")
    hub, origins, problems = read_hub(root, (*KINDS, kind))
    problems = sorted([*problems, *check(hub, origins, date(2026, 11, 21))])
    return hub, [f"{problem.place} {problem.code}" for problem in problems]


def test_a_list_of_a_new_kind_is_read_checked_and_in_the_hub(tmp_path: Path) -> None:
    """An unknown key, a double id, a wrong type and Markdown are reported with line and column."""
    text = """\
recipes:
  - id: en
    title: Les **dette**
    steps: [a, b]
  - {id: en, title: To}
  - {id: tre, titel: Tre}
  - {id: fire, title: Fire, steps: 4}
  - {id: fem, title: Fem, texts: {lis: {x: Se link:a}}}
recipe: []
"""
    hub, problems = read(tmp_path, IN_A_LIST, {IN_A_LIST.path: text})
    assert [recipe.title for recipe in IN_A_LIST.of(hub)] == ["Les **dette**", "Fem"]
    assert IN_A_LIST.of(hub)[0].steps == ("a", "b")
    assert problems == [
        "content/recipes.yaml:3:16 markdown-syntax",
        "content/recipes.yaml:5:10 duplicate-id",
        "content/recipes.yaml:6:15 unknown-key",
        "content/recipes.yaml:7:36 wrong-type",
        "content/recipes.yaml:8:47 markdown-syntax",
        "content/recipes.yaml:9:1 unknown-key",
    ]


def test_a_folder_of_a_new_kind_is_read_checked_and_in_the_hub(tmp_path: Path) -> None:
    """Each file is one item, named by its file; what lies beside the files is reported."""
    files = {
        "content/recipes/en.yaml": "id: en\ntitle: Les [dette](link:a)\n",
        "content/recipes/to.yaml": "id: tre\ntitle: To\n",
        "content/recipes/fire.yml": "id: fire\ntitle: Fire\n",
    }
    hub, problems = read(tmp_path, IN_A_FOLDER, files)
    assert [recipe.id for recipe in IN_A_FOLDER.of(hub)] == ["en", "to"]
    assert problems == [
        "content/recipes/en.yaml:2:18 markdown-syntax",
        "content/recipes/fire.yml:1:1 unexpected-file",
        "content/recipes/to.yaml:1:5 id-mismatch",
    ]


def test_a_kind_says_whether_its_files_may_be_missing(tmp_path: Path) -> None:
    """Without its files, a kind has no items; a required one is reported."""
    hub, problems = read(tmp_path, IN_A_LIST, {})
    assert (IN_A_LIST.of(hub), problems) == ((), [])
    hub, problems = read(tmp_path, IN_A_FOLDER, {})
    assert (IN_A_FOLDER.of(hub), problems) == ((), ["content/recipes:1:1 missing-file"])
