"""`rollehub rename` and `retire`: all that names the item follows, and no address is lost."""

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from generator.cli.main import main
from generator.editing import drafts
from generator.hub.confirmation import fingerprint
from generator.hub.kinds import TASKS
from generator.hub.load import read_hub
from generator.shells.reading import read_sources
from generator.site.build import build
from tests.site_fixtures import HUBS
from tests.tree_fixtures import files_of

LAW = "spesialistforskriften"
INSTEAD = r"see_instead:\n(?:  .*\n)+"


@pytest.fixture
def hub(tmp_path: Path) -> Path:
    """Return a copy of the imported hub, with a page that names many items and one confirmed."""
    hub = tmp_path / "hub"
    hub.mkdir()
    shutil.copytree(HUBS["own"] / "content", hub / "content")
    for name in ("roles.yaml", "links.yaml"):
        shutil.copy(HUBS["own"] / name, hub)
    (hub / "rollehub.yaml").write_text("format: 2\nsite_name: Prøve\npdf: false\n", "utf-8")
    (hub / "content/pages/for-redaktorer.md").write_text(
        "---\ntitle: Om alt\n---\n# Om alt\n\n[a](question:hva-er-veiledning), "
        "[b](~/sporsmal/hva-er-veiledning/), [c](~/lis/), [d](~/lis/lenker/), "
        "[e](~/planer/asnes/), [f](link:alis-for-dummies), [g](~/veiledninger/registrering/).\n",
        "utf-8",
    )
    other = hub / "content/questions/hva-er-supervisjon-og-veiledning.yaml"
    instead = "see_instead:\n  lis: hva-er-veiledning\n"
    other.write_text(re.sub(INSTEAD, instead, other.read_text("utf-8")), "utf-8")
    question = read_hub(hub)[0].question_by_id["forskjellen-pa-veiledning-og-supervisjon"]
    file = hub / f"content/questions/{question.id}.yaml"
    bound = f"reviewed: 2026-11-01\nreviewed_text: {fingerprint(question)}\n"
    file.write_text(file.read_text("utf-8") + bound, "utf-8")
    return hub


def run(*arguments: str | Path) -> Result:
    """Run the command line without a terminal."""
    return CliRunner().invoke(main, [*map(str, arguments)])


def addresses(hub: Path) -> set[str]:
    """Return the path of each page and file of the site of a hub."""
    sources = read_sources(hub)
    assert sources.buildable, sources.problems
    site = build(sources.hub, sources.buildable)
    return {*(page.path for page in site.pages.values()), *site.files}


def mentions(hub: Path, id_: str) -> Iterator[tuple[str, str]]:
    """Yield each line of the sources with an id, and its file."""
    for path in files_of(hub):
        for line in (hub / path).read_text("utf-8").splitlines():
            if re.search(rf"(?<![\w-]){id_}(?![\w-])", line):
                yield path, line.strip()


def others(hub: Path, *changed: str) -> dict[str, bytes]:
    """Return the content of each file but these."""
    return {path: (hub / path).read_bytes() for path in files_of(hub) if path not in changed}


@pytest.mark.parametrize(
    ("kind", "old", "new"),
    [
        ("question", "hva-er-veiledning", "hva-er-leide"),
        ("role", "lis", "lege-i-spesialisering"),
        ("topic", "utdanningsvirksomhet", "virksomheten"),
        ("plan", "asnes", "asnes-kommune"),
        ("guide", "registrering", "registrere"),
        ("form", "individuell-utdanningsplan", "utdanningsplanen"),
        ("task", "forste-uke-som-leder", "leder-fra-dag-en"),
        ("link", "alis-for-dummies", "alis-for-alle"),
        ("term", "alis", "alis-legen"),
    ],
)
def test_everything_follows_a_new_id(hub: Path, kind: str, old: str, new: str) -> None:
    """The check is clean, each earlier address is there, and only aliases name the old id."""
    before = addresses(hub)
    result = run("rename", kind, old, new, "--hub", hub, "--yes")
    assert result.exit_code == 0, result.output
    assert result.output.splitlines()[-1] == f"«{old}» heter nå «{new}»."
    assert run("check", hub).output.startswith("Alt i orden: ")
    after = addresses(hub)
    assert before - after == set()
    if kind in ("role", "plan", "guide", "task"):
        prefixes = {"role": "", "plan": "planer/", "guide": "veiledninger/", "task": "oppgaver/"}
        prefix = prefixes[kind]
        assert f"{prefix}{new}/index.html" in after - before
    if kind == "question":  # other ids are also words in texts
        assert [line for _, line in mentions(hub, old)] == [f"- {old}"]
    assert run("rename", kind, new, old, "--hub", hub, "--yes").exit_code == 0
    assert run("check", hub).exit_code == 0


def test_there_and_back_is_no_change(hub: Path) -> None:
    """Every comment and every line that does not name the item stays, byte for byte."""
    before = others(hub)
    run("rename", "question", "hva-er-veiledning", "hva-er-leide", "--hub", hub, "--yes")
    assert "aliases:\n  - hva-er-veiledning\n" in (
        (hub / "content/questions/hva-er-leide.yaml").read_text("utf-8")
    )
    confirmed = read_hub(hub)[0].question_by_id["forskjellen-pa-veiledning-og-supervisjon"]
    assert confirmed.reviewed_text == fingerprint(confirmed)
    page = (hub / "content/pages/for-redaktorer.md").read_text("utf-8")
    assert "[a](question:hva-er-leide), [b](~/sporsmal/hva-er-leide/), " in page
    run("rename", "question", "hva-er-leide", "hva-er-veiledning", "--hub", hub, "--yes")
    after = others(hub)
    again = "content/questions/hva-er-veiledning.yaml"
    assert after.pop(again) == before.pop(again).replace(
        b"source:\n", b"aliases:\n  - hva-er-leide\nsource:\n", 1
    )
    assert after == before


def test_the_diff_comes_first_and_writes_nothing(hub: Path) -> None:
    """A file with another name is shown as git shows it."""
    before = others(hub)
    shown = run("rename", "question", "hva-er-veiledning", "leide", "--hub", hub)
    assert shown.output.startswith(
        "diff --git a/content/questions/hva-er-veiledning.yaml b/content/questions/leide.yaml\n"
        "rename from content/questions/hva-er-veiledning.yaml\n"
        "rename to content/questions/leide.yaml\n"
        "--- a/content/questions/hva-er-veiledning.yaml\n+++ b/content/questions/leide.yaml\n"
    )
    assert shown.output.endswith("Ingenting er skrevet. Legg til --yes for å skrive.\n")
    assert others(hub) == before


@pytest.mark.parametrize(
    ("kind", "old", "into"),
    [
        ("question", "hva-er-veiledning", "hva-er-supervisjon"),
        ("question", "hva-er-veiledning", "hva-er-et-alis-kontor"),  # of another topic
        ("topic", "utdanningsvirksomhet", "ansvar-roller-regelverk"),
        ("plan", "asnes", ""),
        ("guide", "registrering", ""),
        ("form", "individuell-utdanningsplan", ""),
        ("role", "lis", ""),
        ("role", "lis", "veileder-kommune"),
        ("role", "veileder-kommune", "veileder-sykehus"),  # which has an order of its own
        ("role", "veileder-sykehus", "leder-sykehus"),  # has one, and variants
        ("link", "spesialistforskriften", ""),  # a law that answers cite
        ("link", "alis-for-dummies", "om-lis-utdanning"),
        ("link", "faglige-rad-om-veiledning", ""),
        ("term", "alis", ""),
    ],
)
def test_what_is_retired_leaves_nothing_behind(hub: Path, kind: str, old: str, into: str) -> None:
    """With something that takes over, no address is lost; without, sentences are named."""
    (hub / "content/pages/for-redaktorer.md").write_text("# Om\n", "utf-8")
    before = addresses(hub)
    result = run("retire", kind, old, *(["--into", into] if into else []), "--hub", hub, "--yes")
    assert result.exit_code == 0, result.output
    checked = run("check", hub)
    assert checked.exit_code == 0, checked.output
    if into:
        assert before - addresses(hub) == set()
    known = read_hub(hub)[1].known
    assert old not in known[f"{kind}s"]
    if kind in ("question", "link") and old != LAW:  # other ids are also words in texts
        aliases = [f"- {old}"] if kind == "question" else []
        assert [line for _, line in mentions(hub, old)] == aliases


@pytest.mark.parametrize(("kind", "id_"), [("question", "hva-er-veiledning"), ("role", "lis")])
def test_a_question_that_answers_nothing_any_more_is_let_go(hub: Path, kind: str, id_: str) -> None:
    """Without anything that takes over, the line of `see_instead` goes, and no empty key stays."""
    file = hub / "content/questions/hva-er-supervisjon-og-veiledning.yaml"
    (hub / "content/pages/for-redaktorer.md").write_text("# Om\n", "utf-8")
    result = run("retire", kind, id_, "--hub", hub, "--yes")
    assert result.exit_code == 0, result.output
    assert "see_instead" not in file.read_text("utf-8")


def test_a_role_that_goes_takes_its_parts_of_answers_with_it(hub: Path) -> None:
    """Its variants and its orders; what only it has needs another role first."""
    (hub / "content/pages/for-redaktorer.md").write_text("# Om\n", "utf-8")
    before = read_hub(hub)[0]
    alone = "roles:\n  - veileder-sykehus\n"
    for file in (hub / "content/questions").iterdir():
        text = file.read_text("utf-8")
        text = re.sub(INSTEAD, "", text)  # which names roles without it
        file.write_text(text.replace(alone, f"{alone}  - lis\n"), "utf-8")
    own = {x.id for x in before.questions if "veileder-sykehus" in x.variants}
    assert own
    result = run("retire", "role", "veileder-sykehus", "--hub", hub, "--yes")
    assert result.exit_code == 0, result.output
    after = read_hub(hub)[0]
    assert not any("veileder-sykehus" in x.variants for x in after.questions)
    assert not any("veileder-sykehus" in topic.order for topic in after.topics)


def test_the_order_of_a_role_that_takes_over(hub: Path) -> None:
    """Stays as it was, with the questions that are new to the role after the others."""
    (hub / "content/pages/for-redaktorer.md").write_text("# Om\n", "utf-8")
    before = {topic.id: topic.order for topic in read_hub(hub)[0].topics if topic.order}
    arguments = ("role", "veileder-kommune", "--into", "veileder-sykehus", "--hub", hub, "--yes")
    assert run("retire", *arguments).exit_code == 0
    for topic in read_hub(hub)[0].topics:
        if topic.id in before:
            earlier = before[topic.id]["veileder-sykehus"]
            now = topic.order["veileder-sykehus"]
            assert now[: len(earlier)] == earlier
            assert len(now) > len(earlier)


def test_what_an_answer_rests_on_goes_with_the_law(hub: Path) -> None:
    """A section without its law says nothing; each place is named, for somebody to read."""
    (hub / "content/pages/for-redaktorer.md").write_text("# Om\n", "utf-8")
    cited = [x for x in read_hub(hub)[0].questions for cite in x.cites if cite.law == LAW]
    result = run("retire", "link", LAW, "--hub", hub, "--yes")
    assert result.exit_code == 0, result.output
    for question in cited:
        place = f"content/questions/{question.id}.yaml"
        assert f"{place}:" in result.output
    after = read_hub(hub)[0].questions
    assert not any(cite.law == LAW for x in after for cite in x.cites)


def test_retiring_shows_the_diff_first(hub: Path) -> None:
    """Every file that changes, the ones that go too; nothing is written."""
    (hub / "content/pages/for-redaktorer.md").write_text("# Om\n", "utf-8")
    before = others(hub)
    shown = run("retire", "question", "hva-er-veiledning", "--hub", hub).output
    assert "--- a/content/questions/hva-er-veiledning.yaml\n" in shown
    assert "-      - hva-er-veiledning\n" in shown
    assert shown.endswith("Ingenting er skrevet. Legg til --yes for å skrive.\n")
    assert others(hub) == before


@pytest.mark.parametrize("refused_after", [0, 1, 3])
def test_a_disk_that_refuses_leaves_all_as_it_was(
    hub: Path, monkeypatch: pytest.MonkeyPatch, refused_after: int
) -> None:
    """However many files were written before it did."""
    (hub / "content/pages/for-redaktorer.md").write_text("# Om\n", "utf-8")
    before = others(hub)
    written: list[Path] = []
    whole = drafts.write_whole

    def write(path: Path, data: bytes) -> None:
        if path.is_relative_to(hub):
            written.append(path)
            if len(written) == refused_after + 1:
                raise OSError(28, "No space left on device", str(path))
        whole(path, data)

    monkeypatch.setattr(drafts, "write_whole", write)
    result = run("retire", "role", "lis", "--hub", hub, "--yes")
    assert result.exit_code == 2
    assert "ingenting er endret" in result.output
    assert others(hub) == before


def test_a_link_in_a_text_becomes_words(hub: Path) -> None:
    """And the sentence is named, for somebody to read."""
    (hub / "content/pages/for-redaktorer.md").write_text("# Om\n", "utf-8")
    result = run("retire", "question", "hva-er-veiledning", "--hub", hub, "--yes")
    path = "content/questions/forskjellen-pa-veiledning-og-supervisjon.yaml"
    lost = [line for line in result.output.splitlines() if "lenken er borte" in line]
    assert [line.partition(".yaml:")[0] + ".yaml" for line in lost] == [path]
    assert lost[0].endswith(": lenken er borte; les setningen på nytt")
    assert result.output.splitlines()[-1] == (
        "«hva-er-veiledning» er borte, og adressen virker ikke lenger."
    )
    text = (hub / path).read_text("utf-8")
    assert "står i Hva er veiledning? og [Hva er supervisjon?](question:hva-er-sup" in text


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (
            "rename question hva-er-veilednin ny",
            "fant ikke spørsmålet «hva-er-veilednin»; mente du",
        ),
        ("rename question hva-er-veiledning hva-er-supervisjon", "finnes fra før; velg en annen"),
        ("rename question hva-er-veiledning hva-er-veiledning", "heter «hva-er-veiledning» fra"),
        ("rename question hva-er-veiledning Hva", "«Hva» er ikke en gyldig id"),
        ("rename role lis lenker", "rollen kan ikke hete «lenker»"),
        ("rename thing a b", "'thing' er ingen av disse"),
        (
            "retire question hva-er-veiledning --into hva-er-sup",
            "fant ikke spørsmålet «hva-er-sup»",
        ),
        ("retire question hva-er-veiledning --into hva-er-veiledning", "gå opp i seg selv"),
        ("retire question hva-er-veiledning", "for-redaktorer.md viser til «hva-er-veiledning»"),
        (
            "retire role leder-kommune",
            " er bare for «leder-kommune»; gi den en rolle til, fjern den, eller bruk --into",
        ),
        ("retire topic utdanningsvirksomhet", "har spørsmål; flytt dem med --into EMNE"),
    ],
)
def test_what_cannot_be_done_is_refused(hub: Path, arguments: str, message: str) -> None:
    """In one sentence, with what was probably meant, and nothing is written."""
    before = others(hub)
    refused = run(*arguments.split(), "--hub", hub, "--yes")
    assert refused.exit_code == 2
    assert message in refused.output
    assert others(hub) == before


def test_a_step_that_loses_its_question_stays(hub: Path) -> None:
    """Its text says what to do all the same; only the line that pointed at the question goes."""
    (hub / "content/pages/for-redaktorer.md").write_text("# Om\n", "utf-8")
    before = TASKS.of(read_hub(hub)[0])[0].steps
    run("retire", "question", "hva-er-veiledning", "--hub", hub, "--yes")
    after = TASKS.of(read_hub(hub)[0])[0].steps
    assert [step.text for step in after] == [step.text for step in before]
    lost = [old.targets for old, new in zip(before, after, strict=True) if old != new]
    assert lost == [(("question", "hva-er-veiledning"),)]
