"""An older hub becomes the same hub in the newest format, and comments stay."""

import shutil
from pathlib import Path

import pytest

from generator.editing.migrate import Change, changes, write
from generator.hub.load import read_hub
from generator.hub.options import NEWEST_FORMAT
from generator.hub.options_file import read_options
from tests.editing.new_hubs import new_hub, written
from tests.site_fixtures import HUBS

QUESTION = """\
id: q  # id-en
question: Q?
roles: all
answer: |
  variants: {}
variants: {}
links: []
cites: [ ]
# Kilden er tapt.
source:
  document: Boken
  note: null
# Denne sier noe om linjen under.
terms: []
reviewed: null  # spør Kari
review_by: ~
status: published
editorial_note:
"""
MIGRATED = """\
id: q  # id-en
question: Q?
roles: all
answer: |
  variants: {}
# Kilden er tapt.
source:
  document: Boken
# Denne sier noe om linjen under.
terms: []
reviewed: null  # spør Kari
status: published
"""
LINKS = """\
# Lenkene
links:
  - id: a
    title: A
    url: null
    url_status: missing
    publisher: P
    kind: page  # nettside
    topic: t
    roles: []
    note: "null"
  - {id: b, title: B, url: null, url_status: missing, publisher: P, kind: page, topic: t, language: en}
"""  # noqa: E501


def hub_at(root: Path, settings: str, **files: str) -> Path:
    """Write a small hub in format 1; other files by the end of their names."""
    texts = {
        "roles.yaml": "roles:\n  - {id: a, name: A, description: null}\n",
        "links.yaml": files.get("links", "links: []\n"),
        "content/topics.yaml": "topics:\n  - {id: t, title: T, questions: [q]}\n",
        "content/questions/q.yaml": files.get("question", QUESTION),
        "rollehub.yaml": settings,
    }
    for path, text in texts.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_bytes(text.encode())
    return root


def by_path(made: list[Change]) -> dict[str, str]:
    """Return path -> new text."""
    return {change.path: change.new for change in made}


def test_keys_without_a_value_are_left_out_and_comments_stay(tmp_path: Path) -> None:
    """A line with a comment, or with one above it, stays, and so does a text that looks alike."""
    made = by_path(changes(hub_at(tmp_path, "# Mitt\nsite_name: A\n")))
    assert made == {
        "content/questions/q.yaml": MIGRATED,
        "rollehub.yaml": "# Mitt\nformat: 2\nsite_name: A\n",
    }


@pytest.mark.parametrize("end", ["\r\n", "\n"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_line_ends_and_a_byte_order_mark_stay(tmp_path: Path, end: str, mark: str) -> None:
    """A file from another system remains one."""
    texts = [mark + text.replace("\n", end) for text in ("site_name: A\n", QUESTION, MIGRATED)]
    made = by_path(changes(hub_at(tmp_path, texts[0], question=texts[1])))
    assert made["content/questions/q.yaml"] == texts[2]
    assert made["rollehub.yaml"] == f"{mark}format: 2{end}site_name: A{end}"
    write(tmp_path, changes(tmp_path))
    assert changes(tmp_path) == []


@pytest.mark.parametrize("language", ["nb", "nn", "en"])
def test_a_link_keeps_its_language(tmp_path: Path, language: str) -> None:
    """Bokmål was meant, and has to be said where the hub has another language."""
    made = by_path(changes(hub_at(tmp_path, f"site_name: A\nlanguage: {language}\n", links=LINKS)))
    wanted = LINKS.replace("    roles: []\n", "").replace("    url: null\n", "")
    if language != "nb":
        wanted = wanted.replace("# nettside\n", "# nettside\n    language: nb\n")
    assert made["links.yaml"] == wanted


def test_a_link_that_has_no_room_is_named(tmp_path: Path) -> None:
    """A link on one line is for the editor to change; nothing is written."""
    links = LINKS.replace(", language: en", "")
    hub_at(tmp_path, "site_name: A\nlanguage: nn\n", links=links)
    with pytest.raises(ValueError, match=r"skriv «language: nb» i lenken «b», og prøv igjen"):
        changes(tmp_path)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("  - rollehub:\n      # E-post\n      contact: a@example.org\n",
         "  - rollehub:\n      format: 2\n      # E-post\n      contact: a@example.org\n"),
        ("  - search\n  - rollehub\n", "  - search\n  - rollehub:\n      format: 2\n"),
        ("  - rollehub:\n", "  - rollehub:\n      format: 2\n"),
        ("  - rollehub:\n      format: 1  # x\n", "  - rollehub:\n      format: 2  # x\n"),
        ("  rollehub:\n    contact: !ENV [A, ''] # x\n",
         "  rollehub:\n    format: 2\n    contact: !ENV [A, ''] # x\n"),
    ],
)  # fmt: skip
def test_the_format_is_an_option_of_the_plugin(tmp_path: Path, before: str, after: str) -> None:
    """In `mkdocs.yml`, tags and comments included."""
    hub_at(tmp_path, "")
    (tmp_path / "rollehub.yaml").unlink()
    (tmp_path / "mkdocs.yml").write_text(f"site_name: A\nplugins:\n{before}")
    assert by_path(changes(tmp_path))["mkdocs.yml"] == f"site_name: A\nplugins:\n{after}"
    write(tmp_path, changes(tmp_path))
    options, problems = read_options(tmp_path)
    assert (problems, options and options.format) == ([], NEWEST_FORMAT)


def test_a_plugin_on_one_line_is_for_the_editor(tmp_path: Path) -> None:
    """The message says what to write and where."""
    hub_at(tmp_path, "")
    (tmp_path / "rollehub.yaml").unlink()
    (tmp_path / "mkdocs.yml").write_text("site_name: A\nplugins: [search, rollehub]\n")
    with pytest.raises(ValueError, match=r"mkdocs.yml: skriv «format: 2» blant innstillingene"):
        changes(tmp_path)


def test_a_hub_without_settings_gets_a_file(tmp_path: Path) -> None:
    """It has the name that the site had."""
    hub_at(tmp_path, "")
    (tmp_path / "rollehub.yaml").unlink()
    write(tmp_path, changes(tmp_path))
    options, problems = read_options(tmp_path)
    assert (problems, options and options.format) == ([], NEWEST_FORMAT)
    assert changes(tmp_path) == []


@pytest.mark.parametrize("name", HUBS)
def test_a_migrated_hub_is_the_same_hub(tmp_path: Path, name: str) -> None:
    """Nothing but the number changes in what is read, and a second run finds nothing."""
    root = tmp_path / "hub"
    root.mkdir()
    for path in ("mkdocs.yml", "roles.yaml", "links.yaml"):
        shutil.copy(HUBS[name] / path, root)
    shutil.copytree(HUBS[name] / "content", root / "content")
    before, options = read_hub(root)[0], read_options(root)[0]
    write(root, changes(root))
    assert read_hub(root)[0] == before
    migrated = read_options(root)[0]
    assert options
    assert migrated == options.model_copy(update={"format": NEWEST_FORMAT})
    assert changes(root) == []


def test_a_new_hub_has_the_newest_format(tmp_path: Path) -> None:
    """There is nothing to bring forward."""
    assert changes(written(tmp_path, new_hub(language="en"))) == []


@pytest.mark.parametrize(
    ("settings", "message"),
    [
        ("site_name: A\nformat: 3\n", r"kildene er i format 3, og denne utgaven .* til og med 2"),
        ("site_nam: A\n", r"rollehub.yaml:1:1: feil: ukjent nøkkel .*Rett feilene i kildene først"),
    ],
)
def test_what_cannot_be_read_is_not_changed(tmp_path: Path, settings: str, message: str) -> None:
    """A newer hub, or one with mistakes."""
    with pytest.raises(ValueError, match=message):
        changes(hub_at(tmp_path, settings))
