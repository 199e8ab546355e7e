"""A hub that leaves MkDocs keeps its settings, their comments, and what the environment says."""

from pathlib import Path

import pytest

from generator.editing.leave_mkdocs import leaving_mkdocs
from generator.editing.migrate import write
from generator.hub.options_file import read_options

OLD = """\
site_name: "Hjelpen: nå"
# Fylles av arbeidsflyten.
# Kan være tom.
site_url: !ENV [ROLLEHUB_SITE_URL, ""]
repo_url: !ENV [CI_URL, OLD_URL, "https://kode.example.org/a"]
docs_dir: content  # bare for MkDocs
theme:
  name: material
  custom_dir: overrides
  language: nn
  # Vårt eget ikon.
  favicon: assets/images/vart.svg
plugins:
  - search
  - rollehub:
      format: 2
      # En felles postkasse.
      contact: hjelp@example.org
      pdf: false
      stylesheets: [assets/stylesheets/a.css, assets/stylesheets/b.css]
"""
NEW = """\
format: 2
site_name: 'Hjelpen: nå'
stylesheets: [assets/stylesheets/a.css, assets/stylesheets/b.css]
# Fylles av arbeidsflyten.
# Kan være tom.
# site_url: Miljøvariabelen ROLLEHUB_SITE_URL går foran det som står her.
# repo_url: Miljøvariabelen ROLLEHUB_REPO_URL, som het CI_URL, OLD_URL, går foran det som står her.
repo_url: https://kode.example.org/a
# En felles postkasse.
contact: hjelp@example.org
language: nn
# Vårt eget ikon.
favicon: assets/images/vart.svg
pdf: false
"""


def test_the_settings_and_their_comments_come_along(tmp_path: Path) -> None:
    """What only MkDocs used, and what is as usual, does not."""
    (tmp_path / "mkdocs.yml").write_text(OLD, "utf-8")
    before, _ = read_options(tmp_path, variables={})
    made = leaving_mkdocs(tmp_path)
    assert [(x.path, x.old, x.new) for x in made] == [
        ("rollehub.yaml", "", NEW),
        ("mkdocs.yml", OLD, ""),
    ]
    write(tmp_path, made)
    assert not (tmp_path / "mkdocs.yml").exists()
    after, problems = read_options(tmp_path, variables={})
    assert problems == []
    assert before == after


@pytest.mark.parametrize(
    ("files", "message"),
    [
        ({}, "ingenting å flytte"),
        ({"mkdocs.yml": "site_name: A\nplugins: [search]\n"}, "ingenting å flytte"),
        ({"mkdocs.yml": "site_name: A\nplugins: [rollehub: {contact: x}]\n"}, "Rett feilene"),
        ({"mkdocs.yml": "site_name: A\nplugins: [rollehub]\n", "rollehub.yaml": "site_name: B\n"},
         "rollehub.yaml"),
    ],
)  # fmt: skip
def test_what_cannot_be_moved_is_one_sentence(
    tmp_path: Path, files: dict[str, str], message: str
) -> None:
    """No settings in `mkdocs.yml`, mistakes in them, or two files with settings."""
    for path, text in files.items():
        (tmp_path / path).write_text(text, "utf-8")
    with pytest.raises(ValueError, match=message):
        leaving_mkdocs(tmp_path)
