"""What a file that comes back is said to bring, and what is written of it."""

import json

from generator.cli.exits import Exit
from generator.editing import drafts
from tests.editing.importing.office_files import add_footnotes
from tests.editing.round_trip.sending import (
    OTHER,
    SOME,
    back,
    contents,
    edit,
    export,
    replace,
    with_answer,
)


def test_what_would_be_wrong_is_said_before_anything_is_written(hub, tmp_path) -> None:
    """With the diff; what was wrong before is not said again."""
    edit(hub, OTHER, lambda x: with_answer(x, "Se <b>her</b>."))
    path = export(hub, tmp_path / "hub.xlsx")
    before = contents(hub)
    replace(path, "mer kunnskap og erfaring", "mer <b>kunnskap</b> og erfaring")
    run = back(hub, path)
    shown, _, after = run.output.partition("Etter endringen:\n")
    assert "+  " in shown
    assert "[raw-html]" in after
    assert OTHER not in after
    assert after.endswith("Ingenting er skrevet. Legg til --yes for å skrive.\n")
    assert contents(hub) == before


def test_the_outcome_as_json(hub, sent) -> None:
    """All that lines say; without --yes nothing is written, and with it the same is said."""
    replace(sent, "mer kunnskap og erfaring", "mer kunnskap og langt mer erfaring")
    before = contents(hub)
    data = json.loads(back(hub, sent, "--format", "json").stdout)
    assert (data["format"], data["written"]) == (1, False)
    (change,) = data["changes"]
    assert change["path"] == SOME
    assert change["old"].encode() == before[SOME]
    assert contents(hub) == before
    told = json.loads(back(hub, sent, "--format", "json", "--yes").stdout)
    assert told == {**data, "written": True}
    assert contents(hub)[SOME] == change["new"].encode()


def test_conflicts_as_json(hub, sent) -> None:
    """All three texts, and exit code 3."""
    replace(sent, "mer kunnskap og erfaring", "mer kunnskap og langt mer erfaring")
    edit(hub, SOME, lambda x: x.replace("mer kunnskap og erfaring", "mer kunnskap"))
    run = back(hub, sent, "--format", "json", "--yes")
    assert run.exit_code == Exit.CONTENT_PROBLEMS
    data = json.loads(run.stdout)
    assert (data["written"], data["changes"]) == (False, [])
    (conflict,) = data["conflicts"]
    assert conflict["key"] == "hva-er-supervisjon/answer"
    assert "mer kunnskap og erfaring" in conflict["sent"]
    assert "langt mer erfaring" in conflict["returned"]
    assert "mer kunnskap " in conflict["here"]


def test_a_file_that_changes_meanwhile_is_not_overwritten(hub, sent, monkeypatch) -> None:
    """Nor is any other: all files are written, or none."""
    replace(sent, "mer kunnskap og erfaring", "mer kunnskap og langt mer erfaring")
    before = contents(hub)
    real = drafts.text_of
    monkeypatch.setattr(drafts, "text_of", lambda file: f"{real(file)}# av en annen\n")
    run = back(hub, sent, "--yes")
    assert run.exit_code == 2
    assert f"{SOME} er endret i mellomtiden; prøv igjen" in run.output
    assert contents(hub) == before


def test_a_list_on_three_levels_is_changed_on_the_last(hub, tmp_path) -> None:
    """By way of Word; one point is one changed line."""
    deep = "- en\n  - to\n    - tre\n    - også tre\n  - to igjen\n- en til"
    edit(hub, SOME, lambda x: with_answer(x, deep))
    path = export(hub, tmp_path / "hub.docx")
    assert back(hub, path, "--yes").output == "Ingenting å skrive.\n"
    replace(path, "også tre", "fortsatt tre")
    old = contents(hub)[SOME].decode()
    assert back(hub, path, "--yes").exit_code == 0
    assert contents(hub)[SOME].decode() == old.replace("også tre", "fortsatt tre")


def test_a_footnote_that_came_back_is_named(hub, tmp_path) -> None:
    """No answer is changed by it, and it is not lost in silence."""
    path = export(hub, tmp_path / "hub.docx")
    add_footnotes(path.read_bytes(), ["Dette må ses på."]).save(str(path))
    assert back(hub, path, "--yes").output == (
        "advarsel: fotnote: Dette må ses på. (står utenfor tekstene, og er ikke lest; skriv det "
        "inn i svaret det hører til)\nIngenting å skrive.\n"
    )


def test_a_damaged_file_is_one_sentence(hub, sent) -> None:
    """And nothing is written."""
    sent.write_bytes(sent.read_bytes()[:4000])
    before = contents(hub)
    run = back(hub, sent, "--yes")
    assert run.exit_code == 2, run.output
    assert "eller er skadet; lagre den på nytt" in run.output
    assert contents(hub) == before
