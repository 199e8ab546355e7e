"""What anybody may write in a form becomes data of one question, or is refused with a reason."""

import json
import shutil
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from generator.cli.main import main
from generator.editing.drafts import Draft
from generator.editing.suggestion import CHANGE, NEW, UnusableError, suggest
from generator.hub.load import read_hub
from tests.tree_fixtures import files_of

ROOT = Path(__file__).parents[2]
KAFFE = ROOT / "tests/hubs/kaffe"
FORMS = ROOT / ".github/ISSUE_TEMPLATE"


@pytest.fixture(scope="module")
def hub(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a hub that no test writes to."""
    return Path(shutil.copytree(KAFFE, tmp_path_factory.mktemp("hub") / "kaffe"))


def body(fields: dict[str, str], **written: str) -> str:
    """Return the text that GitHub makes of a form."""
    parts = [f"### {fields[x]}\n\n{written.get(x) or '_No response_'}\n" for x in fields]
    return "\n".join(parts)


def new(**written: str) -> str:
    """Return the text of the form for a new question."""
    return body(NEW, **{"title": "Hva er nytt?", "topic": "Kasse og vakter", **written})


@pytest.mark.parametrize(("name", "fields"), [("nytt-sporsmal", NEW), ("endring", CHANGE)])
def test_the_forms_have_the_fields_that_are_read(name: str, fields: dict[str, str]) -> None:
    """With the same headings, in the same order."""
    form = yaml.safe_load((FORMS / f"{name}.yml").read_text("utf-8"))
    shown = [x["attributes"]["label"] for x in form["body"] if x["type"] != "markdown"]
    assert shown == list(fields.values())
    assert form["labels"] == ["forslag"]


def test_a_new_question(hub: Path) -> None:
    """Roles and topics are named as readers see them; without an answer it is a draft."""
    draft = Draft(hub)
    found = suggest(draft, new(roles="barista, Butikksjef", answer="Ett.\r\n\r\n- To\r\n"), 7)
    assert found is not None
    assert (found.id, found.is_new) == ("hva-er-nytt", True)
    assert draft.text("content/questions/hva-er-nytt.yaml") == (
        "id: hva-er-nytt\nquestion: Hva er nytt?\nroles:\n  - barista\n  - butikksjef\n"
        "answer: |\n  Ett.\n\n  - To\neditorial_note: Foreslått i sak 7.\n"
    )
    other = Draft(hub)
    suggest(other, new(), 8)
    text = other.text("content/questions/hva-er-nytt.yaml")
    assert "roles: all\n" in text
    assert "status: draft\n" in text


def test_a_change(hub: Path) -> None:
    """The question is named by its address; what is replaced is there once."""
    question = read_hub(hub)[0].question_by_id["stenge-kassen"]
    sentence = question.answer.split(".")[0]
    draft = Draft(hub)
    text = body(
        CHANGE, question="https://example.org/sporsmal/stenge-kassen/?x#y",
        before=f"{sentence}.", after="Nytt: svar # her.", why="Fordi.",
    )  # fmt: skip
    found = suggest(draft, text, 7)
    assert found is not None
    assert (found.id, found.is_new) == ("stenge-kassen", False)
    (change,) = draft.changes()
    assert yaml.safe_load(change.new)["answer"] == (
        question.answer.replace(f"{sentence}.", "Nytt: svar # her.")
    )
    twice = text.replace(f"{sentence}.", "e", 1)
    with pytest.raises(UnusableError, match="flere steder"):
        suggest(Draft(hub), twice, 7)


def test_other_issues_are_left_alone(hub: Path) -> None:
    """An issue that was not written in a form changes nothing."""
    draft = Draft(hub)
    assert suggest(draft, "Hei!\n\n### Spørsmål\n\nHva?", 7) is None
    assert draft.changes() == []


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        (new(topic="../../../etc/passwd"), "ukjent emne «../../../etc/passwd»"),
        (new(topic="Kase og vakter"), "ukjent emne «Kase og vakter»; mente du «Kasse og vakter»?"),
        (new(roles="Barista, $(id)"), "ukjent rolle «$(id)»"),
        (new(title="Hva\nroles: all"), "«Spørsmålet» er én linje"),
        (new(title="x" * 301), "«Spørsmålet» er én linje"),
        (new(title="Hva\x1b[31m?"), "har et tegn som ikke synes"),
        (new(title="Hva \u202eer?"), "har et tegn som ikke synes"),
        (new(title="🙂"), "gir ingen id"),
        (new(title="con"), "er ikke en gyldig id"),
        (new(title="Stenge kassen"), "finnes fra før"),
        (new(answer="### Emnet\n\nKasse"), "overskriftene i skjemaet er endret"),
        (new().replace("### Emnet", "### Emne"), "overskriftene i skjemaet er endret"),
        (new(answer="x" * 70_000), "teksten er for lang"),
        (body(CHANGE, question="/sporsmal/../../x", before="a", after="b"), "fant ikke spørsmålet"),
        (body(CHANGE, question="http://[::1", before="a", after="b"), "fant ikke spørsmålet"),
        (body(CHANGE, question="stenge-kassen", before="$(rm -rf)", after="b"), "finnes ikke i"),
        (body(CHANGE, question="stenge-kassen", before="a", after="a"), "den samme før og etter"),
    ],
)  # fmt: skip
def test_what_cannot_be_used_has_a_reason(hub: Path, text: str, reason: str) -> None:
    """And no file changes."""
    draft = Draft(hub)
    with pytest.raises(UnusableError) as error:
        suggest(draft, text, 7)
    assert reason in str(error.value)
    assert draft.changes() == []


ANYTHING = st.text(st.characters(exclude_categories=["Cs"]), max_size=60)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40)
@given(title=ANYTHING, answer=ANYTHING, source=ANYTHING)
def test_no_text_reaches_another_key(hub: Path, title: str, answer: str, source: str) -> None:
    """Whatever is written, the file has the wanted keys, and the answer is what was written."""
    draft = Draft(hub)
    try:
        found = suggest(draft, new(title=title, answer=answer, source=source), 7)
    except UnusableError:
        assert draft.changes() == []
        return
    assert found is not None
    paths = {change.path for change in draft.changes()}
    assert paths == {f"content/questions/{found.id}.yaml", "content/topics.yaml"}
    data = yaml.load(draft.text(f"content/questions/{found.id}.yaml"), yaml.BaseLoader)
    assert set(data) <= {
        "id", "question", "roles", "answer", "source", "status", "editorial_note",
    }  # fmt: skip


HOSTILE = [
    "$(touch x); `touch x` && touch x | tee x > x",
    "::set-output name=x::y\n::error::x\n::add-mask::x",
    "roles: all\nstatus: published\nreviewed: 2026-01-01",
    '"\n- x: !!python/object/apply:os.system [touch x]\n&a *a',
    "${{ github.token }} {{ x }} %0A::error::x",
    "\\u0000 \\x00 |\n  id: x\n---\nid: y",
]


@pytest.mark.parametrize("answer", HOSTILE)
def test_hostile_text_stays_text(tmp_path: Path, answer: str) -> None:
    """It is printed nowhere, reaches one file, and reads back as it was written."""
    hub = Path(shutil.copytree(KAFFE, tmp_path / "kaffe"))
    before = set(files_of(hub))
    event = tmp_path / "event.json"
    event.write_text(json.dumps({"issue": {"number": 7, "body": new(answer=answer)}}), "utf-8")
    run = CliRunner().invoke(
        main, ["suggest", str(event), "--hub", str(hub), "--into", str(tmp_path / "said")]
    )
    said = {x.name: x.read_text("utf-8") for x in (tmp_path / "said").iterdir()}
    if run.exit_code == 3:  # what the check refuses, such as a line of dashes
        assert run.output == "Forslaget kan ikke brukes. Ingenting er endret.\n"
        assert set(files_of(hub)) == before
        (text,) = said.values()
        lines = text.splitlines()
        assert [line for line in lines if line.startswith("    ")] == lines[2:3]
        return
    assert run.exit_code == 0, run.output
    new_file = "content/questions/hva-er-nytt.yaml"
    assert run.output == f"{new_file}\ncontent/topics.yaml\n"
    assert set(files_of(hub)) == before | {new_file}
    question = read_hub(hub)[0].question_by_id["hva-er-nytt"]
    assert question.answer == f"{answer}\n"
    assert question.reviewed is None
    assert answer not in said["body.md"]


@pytest.mark.parametrize(
    "event", ["", "[]", '{"issue": 1}', '{"issue": {"number": "1; x", "body": ""}}']
)
def test_what_is_no_event_is_wrong_usage(tmp_path: Path, event: str) -> None:
    """One sentence."""
    file = tmp_path / "event.json"
    file.write_text(event, "utf-8")
    run = CliRunner().invoke(main, ["suggest", str(file), "--into", str(tmp_path)])
    assert run.exit_code == 2
    assert "er ikke en hendelse om en sak" in run.output
