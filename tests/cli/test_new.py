"""`rollehub new`: what it asks, what it writes, what it refuses; then the hub has no mistakes."""

import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from generator.cli.main import main
from generator.hub.field_types import today
from generator.hub.kinds import TASKS
from generator.hub.load import read_hub
from tests.cli.terminal import typed
from tests.site_fixtures import HUBS
from tests.tree_fixtures import files_of

KAFFE = HUBS["kaffe"]


@pytest.fixture
def hub(tmp_path: Path) -> Path:
    """Return a copy of a small hub."""
    ignored = shutil.ignore_patterns(".rollehub")  # what other tests have left
    return Path(shutil.copytree(KAFFE, tmp_path / "kaffe", ignore=ignored))


def run(*arguments: str | Path) -> Result:
    """Run the command line without a terminal."""
    return CliRunner().invoke(main, [*map(str, arguments)])


def changed(hub: Path) -> dict[str, str]:
    """Return path -> the lines that a hub has and its original has not, of each changed file."""
    found = {}
    for path in files_of(hub):
        old = KAFFE / path
        before = old.read_text("utf-8").splitlines() if old.exists() else []
        after = (hub / path).read_text("utf-8", errors="replace").splitlines()
        rest = iter(after)
        assert not old.exists() or all(
            line in rest for line in before if line != "    questions: []"
        )
        if after != before:
            found[path] = "\n".join(line for line in after if line not in before)
    return found


def is_fine(hub: Path) -> bool:
    """Whether a hub passes the check and can be built."""
    built = run("build", hub, "--site", hub.parent / "site")
    assert built.exit_code == 0, built.output
    return run("check", hub).exit_code == 0


def test_a_question_is_a_draft_until_it_has_an_answer(hub: Path) -> None:
    """It is listed in its topic, also in the own order of a role that has it."""
    made = run("new", "question", hub, "--title", "Når skal kverna få nye kniver, på året?",
               "--roles", "butikksjef", "--topic", "brygging", "--after", "arlig-kontroll",
               "--terms", "kvern, kniv", "--source", "Håndboken", "--yes")  # fmt: skip
    id_ = "nar-skal-kverna-fa-nye-kniver-pa-aret"
    path = f"content/questions/{id_}.yaml"
    assert made.output == (
        f"ny: {hub}/{path}\nendret: {hub}/content/topics.yaml\n"
        f"Skriv svaret i {path}, og slett linjen «status: draft».\n"
    )
    assert (hub / path).read_text("utf-8") == (
        f"id: {id_}\nquestion: Når skal kverna få nye kniver, på året?\nroles:\n  - butikksjef\n"
        "answer: |\n  Svaret er ikke skrevet ennå.\nterms:\n  - kvern\n  - kniv\n"
        "source:\n  - document: Håndboken\nstatus: draft\n"
    )
    assert changed(hub).keys() == {path, "content/topics.yaml"}
    topic = read_hub(hub)[0].topics[0]
    assert topic.questions[-1] == id_
    assert topic.order["butikksjef"][:2] == ("arlig-kontroll", id_)
    assert is_fine(hub)


def test_a_question_with_an_answer_is_published(hub: Path) -> None:
    """The answer is a file, or comes from standard input."""
    answer = hub.parent / "svar.md"
    answer.write_bytes(b"\xef\xbb\xbfTo setninger: her.\r\n\r\n- ett #to\r\n")
    made = run("new", "question", hub, "--title", "Ærlig?", "--roles", "all", "--topic", "kasse",
               "--answer", answer, "--id", "aerlig-talt", "--yes")  # fmt: skip
    assert made.exit_code == 0, made.output
    assert "roles: all\nanswer: |\n  To setninger: her.\n\n  - ett #to\n" in (
        (hub / "content/questions/aerlig-talt.yaml").read_text("utf-8")
    )
    found = read_hub(hub)[0].question_by_id["aerlig-talt"]
    assert found.is_published
    assert found.answer == "To setninger: her.\n\n- ett #to\n"


def test_a_link_has_the_day_on_which_somebody_opened_it(hub: Path) -> None:
    """An address that is there already is refused, and its link is named."""
    made = run("new", "link", hub, "--url", "https://example.org/kvern", "--title", "Om kvern: alt",
               "--publisher", "Kvernlauget", "--topic", "kasse", "--roles", "all",
               "--language", "en", "--yes")  # fmt: skip
    assert made.output.splitlines()[-1] == ("Vis til lenken i et svar: [tekst](link:om-kvern-alt).")
    assert changed(hub).keys() == {"links.yaml"}
    link = read_hub(hub)[0].link_by_id["om-kvern-alt"]
    assert link.checked == today()
    assert link.url_status == "checked"
    assert is_fine(hub)
    again = run("new", "link", hub, "--url", "https://example.org/kvern/", "--title", "Igjen",
                "--publisher", "K", "--topic", "kasse", "--yes")  # fmt: skip
    assert again.exit_code == 2
    assert "som «om-kvern-alt» (Om kvern: alt); bruk den" in again.output


def test_a_word_a_topic_and_a_role(hub: Path) -> None:
    """Each is one item in its file; a role may take over what another has."""
    word = run("new", "term", hub, "--term", "TDS", "--expansion", "oppløst stoff", "--yes")
    assert word.exit_code == 0, word.output
    again = run("new", "term", hub, "--term", "tds", "--expansion", "x", "--yes")
    assert "ordet står i ordlisten fra før, som «tds»; rett det der" in again.output
    topic = run("new", "topic", hub, "--title", "Øvrig", "--after", "brygging", "--yes")
    assert "ingen spørsmål" not in topic.output
    assert topic.output.splitlines()[-1] == (
        "Gi emnet et spørsmål: rollehub new question --topic ovrig"
    )
    before = read_hub(hub)[0]
    role = run("new", "role", hub, "--name", "Lærling", "--like", "butikksjef", "--yes")
    assert role.exit_code == 0, role.output
    after = read_hub(hub)[0]
    assert [x.id for x in after.topics][1] == "ovrig"
    assert [x.id for x in before.questions if "butikksjef" in x.roles] == (
        [x.id for x in after.questions if "laerling" in x.roles]
    )
    assert is_fine(hub)


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """Return a copy of this hub, whose files have the form that `rollehub fmt` gives them."""
    hub = tmp_path / "hub"
    hub.mkdir()
    shutil.copytree(HUBS["own"] / "content", hub / "content")
    for name in ("roles.yaml", "links.yaml"):
        shutil.copy(HUBS["own"] / name, hub)
    (hub / "rollehub.yaml").write_text("format: 2\nsite_name: Prøve\npdf: false\n")
    return hub


def test_files_keep_the_form_that_all_have(own: Path) -> None:
    """`rollehub fmt` has nothing to do after any of the commands."""
    for line in (
        "question --title A? --roles lis,leder-kommune --topic utdanningsvirksomhet --terms a,b",
        "link --url https://example.org/ --title L --publisher P --topic utdanningsvirksomhet",
        "link --url https://example.org/2 --title M --publisher P --topic avtaler-tilskudd",
        "term --term Ord --definition D --forms Ordet",
        "topic --title T",
        "role --name Rolle --description D --group g --like lis",
        "plan --municipality Fjellheim",
    ):
        made = run("new", *line.split(), "--yes", own)
        assert made.exit_code == 0, made.output
    formed = run("fmt", "--check", own)
    assert formed.exit_code == 0, formed.output


def test_a_plan_begins_as_a_draft(own: Path) -> None:
    """With its arenas, and empty cells for the goals; it also builds when it is published."""
    hub = own
    made = run("new", "plan", hub, "--municipality", "Fjellheim kommune",
               "--arenas", "Fjellheim legesenter,Sykehjem", "--yes")  # fmt: skip
    assert made.exit_code == 0, made.output
    file = hub / "content/plans/fjellheim.yaml"
    assert run("check", hub).exit_code == 0
    text = file.read_text("utf-8")
    assert "    goals:\n      alm: null\n      fkm: null\n" in text
    file.write_text(text.replace("status: draft\n", ""), "utf-8")
    assert is_fine(hub)
    assert (own.parent / "site/planer/fjellheim/index.html").is_file()
    wrong = run("new", "plan", hub, "--municipality", "X", "--goal-sets", "alm=2018", "--yes")
    assert "«alm» har ingen versjon «2018» (lov: 2019)" in wrong.output


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ("question", "oppgi --title, for uten terminal kan du ikke bli spurt"),
        ("question --title X --roles barist --topic kasse", "fant ikke rollen «barist»; mente du"),
        ("question --title X --roles all --topic kas", "fant ikke emnet «kas»"),
        ("question --title X --roles all --topic kasse --after hva", "har ikke spørsmålet «hva»"),
        ("question --title ?? --roles all --topic kasse", "gir ingen id"),
        ("question --title X --roles all --topic kasse --id Å", "«Å» er ikke en gyldig id"),
        ("question --title X --roles all --topic kasse --id stenge-kassen", "finnes fra før"),
        ("link --url x --title X --publisher P --topic kasse", "mangler «https://»"),
        ("role --name Om", "rollen kan ikke hete «om»"),
        ("role --name Data", "rollen kan ikke hete «data»"),
    ],
)
def test_what_cannot_be_made_is_refused(hub: Path, arguments: str, message: str) -> None:
    """In one sentence, and nothing is written."""
    kind, *options = arguments.split()
    refused = run("new", kind, hub, *options, *(["--yes"] if options else []))
    assert refused.exit_code == 2
    assert message in refused.output
    assert changed(hub) == {}


def test_the_changes_are_shown_before_they_are_written(hub: Path) -> None:
    """Without a terminal and `--yes` they are shown alone."""
    shown = run("new", "topic", hub, "--title", "Nytt")
    assert shown.exit_code == 0
    assert "+  - id: nytt\n+    title: Nytt\n+    questions: []\n" in shown.output
    assert shown.output.endswith("Ingenting er skrevet. Legg til --yes for å skrive.\n")
    assert changed(hub) == {}


def test_a_hub_with_mistakes_is_left_alone(hub: Path) -> None:
    """The mistake is named, so that nothing is hidden by a new one."""
    path = hub / "content/questions/stenge-kassen.yaml"
    path.write_text(path.read_text("utf-8") + "links: [ukjent]\n", "utf-8")
    refused = run("new", "topic", hub, "--title", "Nytt", "--yes")
    assert refused.exit_code == 2
    assert "Rett feilene i kildene først" in refused.output
    assert "nytt" not in (hub / "content/topics.yaml").read_text("utf-8")


def test_a_person_is_asked_for_what_is_missing(hub: Path) -> None:
    """Roles and topics have numbers; a wrong answer is asked for again."""
    code, text = typed("Hva nå?\n7\n1, 2\nkase\n2\nja\n", "new", "question", hub)
    assert code == 0, text
    assert "  1  " in text
    assert "«7» er ikke på listen; skriv et nummer" in text
    assert "«kase» er ikke på listen; mente du «kasse»?; skriv et nummer" in text
    assert "ny: " in text
    assert read_hub(hub)[0].question_by_id["hva-na"].roles


def test_a_task_begins_as_a_draft_with_a_step_for_each_question(hub: Path) -> None:
    """In the order that is given; without questions it has one step to write."""
    made = run("new", "task", hub, "--title", "Stenge for kvelden", "--roles", "barista",
               "--questions", "stenge-kassen,rengjoring-av-maskinen", "--yes")  # fmt: skip
    assert made.exit_code == 0, made.output
    assert made.output.splitlines()[-1] == (
        "Skriv stegene i content/tasks/stenge-for-kvelden.yaml, og slett linjen «status: draft»."
    )
    assert is_fine(hub)
    task = next(x for x in TASKS.of(read_hub(hub)[0]) if x.id == "stenge-for-kvelden")
    assert [step.question for step in task.steps] == ["stenge-kassen", "rengjoring-av-maskinen"]
    assert not task.is_published
    assert run("fmt", hub / "content/tasks", "--check").exit_code != 1
    alone = run("new", "task", hub, "--title", "Åpne", "--roles", "all", "--yes")
    assert alone.exit_code == 0, alone.output
    assert is_fine(hub)


def test_a_task_is_refused_with_the_right_advice(hub: Path) -> None:
    """A question that there is not, a role that there is not, and a place among others."""
    for more, said in (
        (["--roles", "barista", "--questions", "stenge-kasse"], "mente du «stenge-kassen»"),
        (["--roles", "baristaa"], "mente du «barista»"),
        (["--roles", "barista", "--after", "forste-vakt"], "rekkefølge etter id"),
    ):
        refused = run("new", "task", hub, "--title", "Ny", *more, "--yes")
        assert refused.exit_code == 2
        assert said in refused.output
    assert changed(hub) == {}
