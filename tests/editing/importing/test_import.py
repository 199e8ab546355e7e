"""A made-up document with many irregularities becomes a hub, from text, Markdown and Word."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.check.checks import check
from generator.cli.exits import Exit
from generator.cli.main import main
from generator.editing.create import create
from generator.editing.formatting import formatted
from generator.editing.importing.copies import WHY
from generator.editing.importing.hub_files import imported_files
from generator.editing.importing.importer import Import, import_documents
from generator.editing.importing.lines import Fate, UnusableError
from generator.editing.importing.spelling import words_of
from generator.editing.tool import installed
from generator.hub.field_types import today
from generator.hub.load import read_hub
from generator.hub.model import Hub
from generator.hub.options_file import language_of_hub
from generator.problems import errors
from tests.editing.importing import made_up

MAKERS = {"text": made_up.text, "markdown": made_up.markdown, "word": made_up.word}
SEEDS = Path(__file__).parents[4] / "shared" / "seeds"


@pytest.fixture(scope="module", params=MAKERS)
def folder(request, tmp_path_factory) -> Path:
    """A folder with the document in one format, and the list of links."""
    here = tmp_path_factory.mktemp(request.param)
    MAKERS[request.param](here)
    made_up.links(here)
    return here


@pytest.fixture(scope="module")
def made(folder: Path) -> Import:
    return import_documents(sorted(folder.glob("*.*"), reverse=True))


@pytest.fixture(scope="module")
def hub(made: Import, tmp_path_factory) -> Hub:
    return hub_of(made, tmp_path_factory.mktemp("hub") / "new")


def hub_of(made: Import, folder: Path) -> Hub:
    """Write the hub of an import, and read it again; it has no errors."""
    create(folder, imported_files(made, "Skolehagen", installed(), today()))
    hub, origins, found = read_hub(folder)
    assert errors([*found, *check(hub, origins, today())]) == []
    return hub


def findings(made: Import, kind: str) -> str:
    return "\n".join(x.text for x in made.findings if x.kind == kind)


def test_roles_topics_questions_and_placements_are_found(made, hub) -> None:
    """Each question is there once, with the roles that have it."""
    assert len(made.placements) == made_up.PLACEMENTS
    assert [role.name for role in hub.roles] == list(made_up.ROLES)
    assert [topic.title for topic in hub.topics] == ["Drift og ansvar", "Utstyr og avtaler"]
    roles = {question.question: len(question.roles) for question in hub.questions}
    assert roles == {
        "Hvem har ansvar for skolehagen?": 3,
        "Hva gjør skolehagelaget om sommeren?": 3,
        "Hva koster en dyrkekasse?": 2,
        "Hvilke redskaper trenger en klasse som skal dyrke grønnsaker gjennom hele skoleåret?": 2,
        "Hva er en vanneavtale?": 1,
        "Hva er en vanneavtale, og hvem skriver den?": 1,
        "Hva er en nyttevekst?": 1,
    }


def test_a_true_difference_is_a_draft_with_a_variant(hub) -> None:
    """Another number and a "not" are never merged; damage always is."""
    drafts = {x.question: x for x in hub.questions if not x.is_published}
    assert set(drafts) == {
        "Hvem har ansvar for skolehagen?",  # one point less
        "Hva gjør skolehagelaget om sommeren?",  # a "not"
        "Hva koster en dyrkekasse?",  # another number
    }
    for question in drafts.values():
        assert set(question.variants) == {"frivillige"}
        assert question.variants["frivillige"].why == WHY
        assert "menneske må avgjøre" in (question.editorial_note or "")
    price = drafts["Hva koster en dyrkekasse?"]
    assert "450 kroner" in price.answer_for("laerer-i-barneskolen")
    assert "540 kroner" in price.answer_for("frivillige")


def test_damage_is_mended(hub) -> None:
    """Page breaks, repeated text, bullets, tables, § and letters."""
    by_title = {x.question: x.answer for x in hub.questions}
    assert by_title["Hvem har ansvar for skolehagen?"] == (
        "Rektor har ansvar for skolehagen. Skolehagelaget hjelper rektor med planen, og reglene "
        "står i [vedtektene for skolehagen](link:vedtektene-for-skolehagen), § 4 og paragraf 7.\n\n"
        "#### Hvordan blir planen til?\n\n"
        "Planen blir til på et møte i mars. Den sendes til kommunen, som svarer innen tre uker.\n\n"
        "- Rektor kaller inn til møtet.\n"
        "  - Innkallingen sendes to uker før.\n"
        "- Skolehagelaget skriver planen, og legger den ut på siden til skolen når den er ferdig.\n"
    )
    tools = by_title[next(x for x in by_title if x.startswith("Hvilke redskaper"))]
    assert "Spade* | 6 |" in tools or "| Spade | 6 |" in tools
    assert "hos vaktmesteren på skolen, og skal leveres samme dag." in tools
    assert tools.count("Nøkkelen") == 1
    assert (
        "alle bytter vakter med hverandre der." in by_title["Hva gjør skolehagelaget om sommeren?"]
    )
    assert "før 1. mai" in by_title["Hva koster en dyrkekasse?"]


def test_links_are_there_once_and_lost_ones_are_named(made, hub) -> None:
    """An address is never guessed: the lost ones are missing, and damaged ones are reported."""
    found = {link.id: (link.url, link.url_status.value) for link in hub.links}
    assert found["redskaper"] == (
        "https://hagelaget.example.org/skolehagelaget/redskaper",
        "from-source",
    )
    assert found["lista-over-planter"][0] == "https://planter.example.org/liste.pdf"
    assert found["vedtektene-for-skolehagen"] == (None, "missing")
    assert len(found) == 4
    assert "«vedtektene for skolehagen» har ingen adresse" in findings(made, "lost-address")
    assert "https://hagelaget.example.org/skolehagelget/redskaper" in findings(made, "address")


def test_the_report_names_what_a_person_must_look_at(made) -> None:
    """Suspected errors, likely twins, subheadings, and a question under two topics."""
    spelling = findings(made, "spelling")
    assert "en løs bokstav er tatt bort: K" in spelling
    assert "«skolehagelget»" in spelling
    assert "grønsaker»" in spelling
    assert "«Hva er en vanneavtale?» og «Hva er en vanneavtale, og hvem" in findings(
        made, "similar"
    )
    assert "«Hvordan blir planen til?»" in findings(made, "subheading")
    assert "«Hva koster en dyrkekasse?» står også under" in findings(made, "two-topics")
    assert "på siden til | skolen når" in findings(made, "page-break")


def test_every_line_is_accounted_for(made, folder) -> None:
    """The fates of a file's lines are as many as its lines, and no word of them is lost."""
    files = imported_files(made, "Skolehagen", installed(), today())
    whole = "\n".join(data.decode() for data in files.values())
    known = {word.casefold() for word in words_of(whole.replace("\\", " "))}
    report = json.loads(files["import-report.json"])
    for document in report["documents"]:
        path = folder / document["file"]
        lines = [x for x in made.account.lines if x.file == path.name]
        if path.suffix != ".docx":
            assert len(lines) == len(path.read_text(encoding="utf-8").rstrip("\n").split("\n"))
        assert sum(document["fates"].values()) == document["lines"] == len(lines)
        for line in lines:
            fate = made.account.of(line)
            assert (fate[0] is Fate.BLANK) == (not line.text.strip())
            words = {word.casefold() for word in words_of(line.text.replace("\\", " "))}
            if fate[0] is not Fate.CONTENTS:
                assert {x for x in words - known if x.isalnum()} <= {"table", "tr", "td", "th"}


def test_the_command_says_what_it_made(folder, tmp_path) -> None:
    """It refuses a folder that has something."""
    files = [str(path) for path in sorted(folder.glob("skole*"))]
    run = CliRunner().invoke(main, ["import", *files, "--into", str(tmp_path / "new")])
    assert run.exit_code == 0, run.output
    assert "3 roller, 2 emner, 7 spørsmål, 14 plasseringer" in run.output
    assert "import-report.md" in run.output
    again = CliRunner().invoke(main, ["import", *files, "--into", str(tmp_path / "new")])
    assert again.exit_code == 2
    assert "har alt en hub" in again.output


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("a.pdf", b"%PDF", "filen er ikke .docx, .md eller .txt"),
        ("a.docx", b"PK no zip", "filen er ikke et Word-dokument"),
        ("a.txt", b"En setning.\n", "fant ingen spørsmål og ingen lenkeliste"),
        ("a.txt", b"\0\1\xff\xfe", "filen er ikke ren tekst"),
        ("a.txt", b"", "fant ingen spørsmål"),
    ],
)
def test_a_file_that_cannot_be_used_is_one_sentence(tmp_path, name, content, message) -> None:
    """Nothing is written."""
    (tmp_path / name).write_bytes(content)
    where = ["import", str(tmp_path / name), "--into", str(tmp_path / "new")]
    run = CliRunner().invoke(main, where)
    assert run.exit_code == 2
    assert message in run.output
    assert not (tmp_path / "new").exists()


def test_the_source_documents_of_this_hub(tmp_path) -> None:
    """Where they are beside the repository, all their placements are found, and no line is lost."""
    paths = sorted(SEEDS.glob("00[01]_*.txt"))
    for path in paths:
        made = import_documents([path])
        found = (len(made.roles), len(made.questions), len(made.placements), len(made.listed))
        expected = {"000": (4, 0, 0, 72), "001": (5, 48, 158, 0)}[path.name[:3]]
        assert found == expected
        hub = hub_of(made, tmp_path / path.name)
        assert sum(len(x.roles) for x in hub.questions) in (0, 157)  # one is under two topics
        assert sum(len(x.roles) for x in hub.links) in (0, 72)
        lines = len(path.read_text(encoding="utf-8").split("\n"))
        assert sum(made.account.counts(path.name).values()) in (lines, lines - 1)
        assert len(list(made.account.reported())) == 1


LINES = [line for line in made_up.PAPER.split("\n") if line]


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.sampled_from([*LINES, "", "", "<table>", "\t", "1.", "[x](#)", "# ", "| a |"])),
    st.text(max_size=60),
)
def test_any_text_is_refused_or_accounted_for(tmp_path_factory, lines, more) -> None:
    """Whatever order lines stand in, no line is without a fate."""
    path = tmp_path_factory.mktemp("any") / "any.txt"
    path.write_bytes("\n".join([*lines, more]).encode("utf-8", "replace"))
    try:
        made = import_documents([path])
    except UnusableError:
        return
    assert all(made.account.of(line) for line in made.account.lines)
    imported_files(made, "X", installed(), today())


def test_the_new_hub_has_the_one_form_and_builds(made, tmp_path) -> None:
    """Drafts and all."""
    folder = tmp_path / "new"
    create(folder, imported_files(made, "Skolehagen", installed(), today()))
    assert formatted(folder) == ([], [])
    run = CliRunner().invoke(main, ["build", str(folder), "--jobs", "1"])
    assert run.exit_code == 0, run.output
    assert (folder / "site/sporsmal/hva-er-en-nyttevekst/index.html").exists()


@pytest.mark.parametrize(
    ("language", "note"),
    [
        ("nn", "Svaret manglar i kjelda. Skriv det, eller slett spørsmålet.\n"),
        ("en", "The source has no answer. Write one, or delete the question.\n"),
    ],
)
def test_a_hub_in_another_language(tmp_path, language, note) -> None:
    """Its settings and pages, and what the import itself writes into its files."""
    (tmp_path / "a.md").write_text(made_up.MARKDOWN_WITH_ERRORS, encoding="utf-8")
    where = ["import", str(tmp_path / "a.md"), "--into", str(tmp_path / "new")]
    CliRunner().invoke(main, [*where, "--language", language])
    assert language_of_hub(tmp_path / "new") == language
    notes = [x.editorial_note for x in read_hub(tmp_path / "new")[0].questions]
    assert note in notes


def test_an_error_in_a_document_does_not_stop_the_import(tmp_path) -> None:
    """The hub is there, the errors are counted, and the exit code says so."""
    text = made_up.MARKDOWN_WITH_ERRORS
    (tmp_path / "a.md").write_text(text, encoding="utf-8")
    where = ["import", str(tmp_path / "a.md"), "--into", str(tmp_path / "new")]
    run = CliRunner().invoke(main, where)
    assert run.exit_code == Exit.CONTENT_PROBLEMS
    assert "1 feil og " in run.output
    hub, _, _ = read_hub(tmp_path / "new")
    notes = {x.question: x.editorial_note for x in hub.questions if not x.is_published}
    assert notes == {
        "Hvem svarer?": "Svaret mangler i kilden. Skriv det, eller slett spørsmålet.\n",
        "Hvor er skjemaet?": "(LENKE) er ikke fylt ut i kilden.\n",
    }
