"""What a file becomes when the form saves it, which `tests/browser` compares with the form."""

from pathlib import Path

import pytest

from generator.editing.admin.saved import Resaved, changed_by_saving
from generator.hub.kinds import KINDS, LINKS, PLANS, QUESTIONS, ROLES, Kind
from tests.site_fixtures import ROOT, hub

QUESTION = """\
id: q
question: Hva?
roles:
  - all
answer: |-
  Første avsnitt.

  Andre avsnitt.
"""


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_the_form_changes_no_file_of_this_hub(kind: Kind[object]) -> None:
    """Each file is as the form writes it."""
    assert list(changed_by_saving(ROOT, hub("own"), kind)) == []


@pytest.mark.parametrize(
    "text",
    [
        QUESTION.replace("\n  - all", " all"),
        QUESTION.replace("|-", "|"),
        QUESTION + "links: []\n",
        QUESTION + "source:\n  - document: Kilde\n    note: null\n",
        QUESTION + "source:\n  document: Kilde\n",
        QUESTION.replace("Hva?", '"Hva?"'),
        QUESTION.replace("id: q\n", "") + "id: q\n",
    ],
)
def test_a_file_in_another_form_is_named(tmp_path: Path, text: str) -> None:
    """Spaces around texts, empty keys, quotes, order, and a word or one group for a list."""
    (tmp_path / QUESTIONS.path).mkdir(parents=True)
    file = tmp_path / QUESTIONS.path / "q.yaml"
    file.write_text(QUESTION, "utf-8")
    assert list(changed_by_saving(tmp_path, hub("own"), QUESTIONS)) == []
    file.write_text(text, "utf-8")
    found = list(changed_by_saving(tmp_path, hub("own"), QUESTIONS))
    assert found == [Resaved("content/questions/q.yaml", loses_comments=False)]


def test_a_file_with_comments_loses_them(tmp_path: Path) -> None:
    """A comment in an answer is text, and stays."""
    (tmp_path / ROLES.path).write_text("# Rollene\nroles:\n  - id: a\n    name: A\n", "utf-8")
    (tmp_path / LINKS.path).write_text("comment: 'Se #1'\nlinks: []\n", "utf-8")
    assert list(changed_by_saving(tmp_path, hub("own"), ROLES)) == [
        Resaved("roles.yaml", loses_comments=True)
    ]
    assert list(changed_by_saving(tmp_path, hub("own"), LINKS)) == []


def test_a_file_that_is_one_text_keeps_all_but_blank_lines_around_it(tmp_path: Path) -> None:
    """Comments, short forms and quotes are text like the rest."""
    (tmp_path / PLANS.path).mkdir(parents=True)
    file = tmp_path / PLANS.path / "p.yaml"
    file.write_text('# Planen\nid: "p"\ngoal_sets: {alm: "2019"}\n', "utf-8")
    assert list(changed_by_saving(tmp_path, hub("own"), PLANS)) == []
    for text in (b"id: p\n\n", b"\nid: p\n", b"id: p", b"id: p\r\n"):
        file.write_bytes(text)
        assert list(changed_by_saving(tmp_path, hub("own"), PLANS)) == [
            Resaved("content/plans/p.yaml", loses_comments=False)
        ]
