"""What a file becomes when the form saves it, which `tests/browser` compares with the form."""

from pathlib import Path

import pytest

from generator.editing.admin.config import not_offered
from generator.editing.admin.saved import Resaved, changed_by_saving
from generator.hub.kinds import KINDS, LINKS, QUESTIONS, ROLES, Kind
from tests.site_fixtures import ROOT, hub

OFFERED = [kind for kind in KINDS if kind not in not_offered(hub("own"))]
QUESTION = """\
id: q
question: Hva?
roles:
  - all
answer: |-
  Første avsnitt.

  Andre avsnitt.
"""


@pytest.mark.parametrize("kind", OFFERED, ids=lambda kind: kind.name)
def test_the_form_changes_no_file_of_this_hub(kind: Kind[object]) -> None:
    """Each file is as the form writes it."""
    assert list(changed_by_saving(ROOT, hub("own"), kind)) == []


@pytest.mark.parametrize(
    "text",
    [
        QUESTION.replace("\n  - all", " all"),
        QUESTION.replace("|-", "|"),
        QUESTION + "links: []\n",
        QUESTION + "source:\n  document: Kilde\n  note: null\n",
        QUESTION.replace("Hva?", '"Hva?"'),
        QUESTION.replace("id: q\n", "") + "id: q\n",
    ],
)
def test_a_file_in_another_form_is_named(tmp_path: Path, text: str) -> None:
    """Spaces around texts, empty keys, quotes, order, and a word for a list."""
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
