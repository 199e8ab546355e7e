"""The reports of a change: lines, a comment of Markdown, a page, JSON; and editions that fail."""

import json
import re
import shlex
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from generator.cli.main import main
from generator.editing.diff.reports import MOST_CHARACTERS, as_markdown, code, shown
from generator.editing.diff.words import marked
from generator.editing.migrate import changes
from generator.editing.migrate import write as migrate
from generator.sources.markdown import Kind, parse
from tests.editing.hub_history import a_history, change, commit, compared, git, write
from tests.site_fixtures import HUBS, parse_strictly

COFFEE = "content/questions/hvor-mye-kaffe.yaml"
SHIFT = "content/questions/bytte-vakt.yaml"
HOSTILE = (
    "<script>alert(1)</script> @kari #12 ![x](https://a.example/x.png) [y](https://b.example) "
    "``` ````\n  </p><img src=x onerror=alert(1)> www.c.example `@ola` | ---\n  ```\n  @per\n"
)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Return the coffee hub in a repository."""
    return a_history(tmp_path)


def _diff(root: Path, *arguments: str) -> Result:
    return CliRunner().invoke(main, ["diff", *arguments, "--hub", str(root)])


def test_the_lines_of_a_change(root: Path) -> None:
    """Counts first, then what may be a slip, then the words."""
    change(root, SHIFT, "**Begge** skal ha sagt ja.", "Begge må ha sagt ja.")
    change(root, SHIFT, "[barista, ringevikar]", "[barista]")
    result = _diff(root, "HEAD")
    assert result.exit_code == 0
    assert result.output == (
        "Barista: 1 svar endret\n"
        "Ringevikar: 1 svar borte, 1 lenke borte\n"
        "advarsel: «bytte-vakt» er ikke lenger for Ringevikar; var det meningen? [roles-lost]\n"
        "\n"
        "bytte-vakt: endret for Barista\n"
        "  Ærlig talt, kan jeg bytte vakt?\n"
        "  … Finn en som vil bytte, og før det inn i vaktlisten. Begge [-skal-]{+må+} ha sagt ja. "
        "Trenger\n  maskinen vask, se Årlig kontroll.\n"
        "  Et bytte uten …\n"
        "\n"
        "bytte-vakt: borte for Ringevikar\n"
        "  Ærlig talt, kan jeg bytte vakt?\n"
    )


@pytest.mark.parametrize("format_", ["text", "markdown", "html"])
def test_a_change_that_readers_do_not_notice_prints_nothing(root: Path, format_: str) -> None:
    """Not even a heading."""
    change(root, COFFEE, "Mengden må avklares", "Mengden er avklart")
    result = _diff(root, "HEAD", "--format", format_, "--strict")
    assert (result.exit_code, result.output) == (0, "")


def test_strict_ends_with_3_if_something_may_be_a_slip(root: Path) -> None:
    """A change without slips ends with 0."""
    change(root, SHIFT, "Ja. Finn en", "Jo. Finn en")
    assert _diff(root, "HEAD", "--strict").exit_code == 0
    change(root, SHIFT, "[barista, ringevikar]", "[barista]")
    assert _diff(root, "HEAD", "--strict").exit_code == 3
    assert _diff(root, "HEAD").exit_code == 0


def test_json_is_format_1(root: Path) -> None:
    """Everything is in it, with each piece of a text and its mark."""
    assert json.loads(_diff(root, "HEAD", "--format", "json").output) == {
        "format": 1, "base": "HEAD", "head": "", "roles": [], "answers": [], "items": [],
        "addresses": [], "warned": [],
    }  # fmt: skip
    change(root, SHIFT, "Ja. Finn en", "Jo. Finn en")
    change(root, "links.yaml", "    title: Renholdsloven\n", "    title: Lov om renhold\n")
    report = json.loads(_diff(root, "HEAD", "--format", "json").output)
    assert report["roles"][0] == {
        "id": "barista", "name": "Barista", "changed": 1, "new": 0, "removed": 0, "moved": 0,
        "is_reordered": False, "links_new": 0, "links_removed": 0,
    }  # fmt: skip
    (answer,) = report["answers"]
    assert (answer["id"], answer["change"]) == ("bytte-vakt", "changed")
    assert answer["text"][:2] == [
        {"mark": "removed", "text": "Ja"},
        {"mark": "added", "text": "Jo"},
    ]
    (item,) = report["items"]
    assert (item["kind"], item["fields"][0]["key"]) == ("links", "title")


def test_a_comment_is_markdown(root: Path) -> None:
    """What comes from the sources is code; the rest are a heading and lists."""
    change(root, SHIFT, "Ja. Finn en", "Jo. Finn en")
    text = _diff(root, "HEAD", "--format", "markdown").output
    assert text.startswith("### Hva endringen gjør for leserne\n- `Barista: 1 svar endret`\n")
    assert "\n`bytte-vakt`: `endret for Barista og Ringevikar`\n\n```diff\n" in text
    assert "\n[-Ja-]{+Jo+}. Finn en som vil bytte" in text


def _outside_code(markdown: str) -> str:
    """Return the words that a code host reads outside code."""
    return "".join(node.text for node in parse(markdown).walk() if node.kind is Kind.TEXT)


def test_hostile_text_cannot_break_out_of_a_comment(root: Path) -> None:
    """No tag, mention, image, link, number of an issue or fence has any effect."""
    answer = f"id: bytte-vakt\nquestion: '{HOSTILE.splitlines()[0]}'\nroles: all\nanswer: |\n  "
    write(root, SHIFT, f"{answer}{HOSTILE}")
    change(root, "roles.yaml", "name: Barista", "name: '@alle `<b>` ``` Barista'")
    change(root, "links.yaml", "    title: Renholdsloven\n", "    title: '`@alle <i>'\n")
    page = root / "content/pages/om.md"
    page.write_text(page.read_text("utf-8") + f"\n{HOSTILE}\n````\n~~~\n", "utf-8")
    text = as_markdown(compared(root))
    kinds = {node.kind for node in parse(text).walk()}
    assert kinds == {
        Kind.DOCUMENT, Kind.HEADING, Kind.LIST, Kind.ITEM, Kind.PARAGRAPH, Kind.STRONG, Kind.TEXT,
        Kind.CODE, Kind.CODE_BLOCK,
    }  # fmt: skip
    assert not re.search(r"[@<>#`!\[]|www|http|script", _outside_code(text))
    assert "@kari" in text


@pytest.mark.parametrize("text", ["a", "`", "``a", "a`", "a `b` ``` c", " ", "a\nb\r\u2028c", ""])
def test_code_in_a_line_has_no_way_out(text: str) -> None:
    """It is one piece of code with the text, whatever its backticks."""
    nodes = [node for node in parse(f"før {code(text)} etter").walk() if node.kind is Kind.CODE]
    words = " ".join(text.split())
    assert [node.text.strip() for node in nodes] == ([words] if words else [])


def test_a_comment_fits_and_says_what_it_leaves_out(root: Path) -> None:
    """A change of everything is cut between two answers, below the limit of the code host."""
    for number in range(60):
        text = f"Dette er ny tekst nummer {number} med æ, ø og å. " * 40
        question = f"id: ny-{number}\nquestion: Ny {number}?\nroles: all\nanswer: |\n  {text}\n"
        write(root, f"content/questions/ny-{number}.yaml", question)
    listed = "".join(f"      - ny-{number}\n" for number in range(60))
    change(root, "content/topics.yaml", "      - bytte-vakt\n", f"      - bytte-vakt\n{listed}")
    text = as_markdown(compared(root))
    assert 50_000 < len(text.encode()) <= MOST_CHARACTERS
    told = re.search(r"\n(\d+) deler til har ikke plass her\. Se alle med", text)
    assert told
    assert text.count("```diff") + int(told[1]) == 60
    assert text.count("```") % 2 == 0


def test_the_words_around_a_change_are_shown() -> None:
    """The rest of what is the same is left out."""
    words = " ".join(f"o{number}" for number in range(60))
    (line,) = shown(marked(f"{words} ja {words}", f"{words} nei {words}"))
    before, after = "o48 o49 o50 o51 o52 o53 o54 o55 o56 o57 o58 o59", "o0 o1 o2 o3 o4 o5 o6 o7"
    assert line == f"… {before} [-ja-]{{+nei+}} {after} o8 o9 o10 o11 …"


def test_the_page_escapes_what_it_shows(root: Path) -> None:
    """It is well-formed, marks words, and has no element that the sources brought."""
    write(root, SHIFT, f"id: bytte-vakt\nquestion: Hva?\nroles: all\nanswer: |\n  {HOSTILE}")
    html = _diff(root, "HEAD", "--format", "html").output
    tree, misfits = parse_strictly(html)
    assert misfits == []
    assert {node.tag for node in tree.walk()} == {
        "#root", "html", "head", "meta", "title", "style", "body", "h1", "h2", "ul", "li",
        "article", "p", "span", "del", "ins",
    }  # fmt: skip
    assert "onerror=alert(1)" in "".join(node.text for node in tree.all("ins"))


@pytest.mark.parametrize("name", ["finnes-ikke", "-x", "--output=x", "HEAD:content", "main~99"])
def test_what_is_no_edition(root: Path, name: str) -> None:
    """One sentence, and nothing is run or written."""
    result = CliRunner().invoke(main, ["diff", "--hub", str(root), "--", name])
    assert result.exit_code == 2
    assert len(result.output.splitlines()) == 1
    assert "er verken en mappe eller en revisjon i git" in result.output or "ingen hub" in (
        result.output
    )
    assert git(root, "status", "--short") == ""


def test_a_branch_that_only_the_origin_has(root: Path, tmp_path: Path) -> None:
    """It is read there, and a line beside the report says so."""
    git(root, "switch", "--quiet", "--create", "endring")
    change(root, SHIFT, "[barista, ringevikar]", "[barista]")
    commit(root)
    git(tmp_path, "clone", "--quiet", "--branch", "endring", str(root), "klone")
    result = _diff(tmp_path / "klone", "main", "endring", "--format", "json")
    assert result.exit_code == 0
    assert result.stderr == "«main» finnes ikke her; bruker «origin/main»\n"
    assert json.loads(result.stdout)["base"] == "origin/main"
    assert "[roles-lost]" in _diff(tmp_path / "klone", "main").stdout


def test_a_clone_without_earlier_editions(root: Path, tmp_path: Path) -> None:
    """What is missing is fetched by the command that the message ends with."""
    git(root, "switch", "--quiet", "--create", "endring")
    commit(root)
    clone = tmp_path / "klone"
    git(tmp_path, "clone", "--quiet", "--depth=1", f"file://{root}", "klone")
    for name in ("main", "HEAD~1"):
        result = _diff(clone, name)
        assert result.exit_code == 2
        assert result.output.count("\n") == 1
        before, _, command = result.output.strip().partition("; hent dem med git ")
        assert before.endswith(
            f"«{name}» finnes ikke her, for klonen mangler tidligere utgaver og andre grener"
        )
    git(clone, *shlex.split(command))
    for name in ("main", "HEAD~1"):
        assert _diff(clone, name).exit_code == 0


def test_a_folder_that_is_no_hub(root: Path, tmp_path: Path) -> None:
    """A folder without sources is none."""
    (tmp_path / "tom").mkdir()
    result = _diff(root, str(tmp_path / "tom"))
    assert result.exit_code == 2
    assert result.output.endswith("er ingen hub: den har ikke «roles.yaml»\n")


def test_an_edition_with_mistakes_is_refused(root: Path) -> None:
    """What cannot be read would seem to be removed; the place is named."""
    change(root, SHIFT, "roles: [barista, ringevikar]\n", "")
    result = _diff(root, "HEAD")
    assert result.exit_code == 2
    assert "Error" not in result.output
    assert "huben slik den er nå kan ikke leses: content/questions/bytte-vakt.yaml:1:1: feil:" in (
        result.output
    )


@pytest.mark.parametrize("language", ["nb", "en"])
def test_an_older_format_is_read_as_it_was_meant(root: Path, language: str) -> None:
    """To bring a hub forward to the newest format changes nothing for readers."""
    change(root, "mkdocs.yml", "language: nb", f"language: {language}")
    commit(root)
    made = changes(root)
    assert "mkdocs.yml" in {x.path for x in made}
    migrate(root, made)
    assert compared(root).is_empty


def test_a_newer_format_is_one_sentence(root: Path) -> None:
    """A revision that a later version of the program wrote cannot be read."""
    change(root, "mkdocs.yml", "      contact:", "      format: 99\n      contact:")
    commit(root)
    change(root, "mkdocs.yml", "      format: 99\n", "")
    result = _diff(root, "HEAD")
    assert (result.exit_code, result.output.count("\n")) == (2, 1)
    assert "utgaven «HEAD» kan ikke leses: «format»: kildene er i format 99" in result.output


def test_two_folders_need_no_git(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without git, folders can be compared, and a revision is refused in one sentence."""
    monkeypatch.setenv("PATH", str(tmp_path))
    change(root, SHIFT, "Ja. Finn en", "Jo. Finn en")
    assert "Barista: 1 svar endret" in _diff(root, str(HUBS["kaffe"]), str(root)).output
    assert "git er ikke installert; oppgi to mapper i stedet" in _diff(root, "HEAD").output
