"""`rollehub init`: what it asks, what it writes, and what it says."""

import re
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from click.testing import CliRunner, Result

from generator.cli.main import main
from tests.cli.terminal import typed
from tests.tree_fixtures import files_of


def init(*arguments: str | Path) -> Result:
    """Run the command without a terminal."""
    return CliRunner().invoke(main, ["init", *map(str, arguments)])


def test_every_file_is_named(tmp_path: Path) -> None:
    """One line each, and then the ids and what to do next; the hub has no mistakes."""
    hub = tmp_path / "kaffe"
    result = init(hub, "--name", "Kaffehjelpen", "--roles", "Barista,Ærlig sjef",
                  "--topics", "Brygging", "--language", "nb")  # fmt: skip
    assert result.exit_code == 0, result.output
    lines = result.output.splitlines()
    assert {Path(line) for line in lines[:-4]} == {hub / path for path in files_of(hub)}
    assert lines[-4:-1] == [
        "Barista: barista", "Ærlig sjef: aerlig-sjef", "Brygging: brygging",
    ]  # fmt: skip
    assert lines[-1] == (
        f"Huben «Kaffehjelpen» er klar: {len(lines) - 4} filer. "
        f"Se den med «rollehub serve {hub}», og les {hub / 'README.md'}."
    )
    checked = CliRunner().invoke(main, ["check", "--strict", str(hub)])
    assert checked.exit_code == 0, checked.output


@pytest.mark.parametrize(
    ("language", "role"), [("nb", "Ansatt"), ("nn", "Tilsett"), ("en", "Employee")]
)
def test_without_a_terminal_there_are_defaults(tmp_path: Path, language: str, role: str) -> None:
    """The folder gives the name; the language gives roles and topics."""
    result = init(tmp_path / "min-nye_hub", "--language", language)
    assert result.exit_code == 0, result.output
    assert re.search("[«“]Min nye hub[»”]", result.output)
    assert f"  - id: {role.lower()}\n    name: {role}\n" in (
        tmp_path / "min-nye_hub/roles.yaml"
    ).read_text("utf-8")


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("nb", "Huben «A» er klar: 27 filer. Se den med"),
        ("nn", "Huben «A» er klar: 27 filer. Sjå han med"),
        ("en", "The hub “A” is ready: 27 files. See it with"),
    ],
)
def test_it_speaks_the_language_of_the_hub(tmp_path: Path, language: str, words: str) -> None:
    """From the choice of the language on."""
    result = init(tmp_path / "hub", "--name", "A", "--language", language)
    assert result.output.splitlines()[-1].startswith(words)
    wrong = init(tmp_path / "annen", "--language", language, "--roles", "A,")
    assert wrong.exit_code == 2
    said = {"nb": "et navn er tomt", "nn": "eit namn er tomt", "en": "a name is empty"}[language]
    assert said in wrong.output


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--roles", "A,a"], "«A» og «a» får begge id-en «a»"),
        (["--roles", "Lenker"], "rollen kan ikke hete «lenker»"),
        (["--roles", "Om"], "rollen kan ikke hete «om»"),
        (["--topics", "A,"], "et navn er tomt; skriv det inn"),
        (["--name", " "], "et navn er tomt; skriv det inn"),
        (["--language", "de"], "'de' er ingen av disse: 'nb', 'nn', 'en'."),
        (["--contact", "hjelp"], "«hjelp» er verken en e-postadresse"),
    ],
)
def test_what_cannot_be_used_ends_with_2(
    tmp_path: Path, arguments: list[str], message: str
) -> None:
    """One sentence; nothing is written."""
    result = init(tmp_path / "hub", *arguments)
    assert result.exit_code == 2, result.output
    assert message in result.output
    assert list(tmp_path.iterdir()) == []


class _Addresses(HTMLParser):
    """The addresses that a page links to or loads, and the ids on it."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.used: set[str] = set()
        self.ids: set[str] = set()
        self.feed(html)

    def handle_starttag(self, tag, attrs):  # noqa: ARG002 - as html.parser has it
        named = dict(attrs)
        self.used |= {named[x] or "" for x in ("href", "src", "action") if x in named}
        self.ids |= {named["id"] or ""} if "id" in named else set()


@pytest.mark.parametrize("language", ["nb", "nn", "en"])
def test_the_hub_builds_at_once_and_no_link_is_dead(tmp_path: Path, language: str) -> None:
    """Without a warning; every address inside the site has a file, and every anchor an element."""
    site = tmp_path / "site"
    init(tmp_path / "hub", "--language", language, "--contact", "hjelp@example.org")
    built = CliRunner().invoke(
        main, ["build", "--strict", str(tmp_path / "hub"), "--site", str(site)]
    )
    assert built.exit_code == 0, built.output
    pages = {file: _Addresses(file.read_text("utf-8")) for file in site.rglob("*.html")}
    assert len(pages) > 12
    dead = set()
    for file, page in pages.items():
        for address in page.used:
            parts = urlsplit(address)
            if parts.scheme or file.name == "404.html":  # the latter starts at the host's root
                continue
            target = (file.parent / parts.path).resolve() if parts.path else file
            target = target / "index.html" if target.is_dir() else target
            is_there = target.is_file() and (
                not parts.fragment or parts.fragment in pages[target].ids
            )
            dead |= set() if is_there else {(file.relative_to(site).as_posix(), address)}
    assert dead == set()


def test_a_hub_is_never_overwritten(tmp_path: Path) -> None:
    """A second time is refused, and changes nothing."""
    init(tmp_path / "hub")
    before = {path: (tmp_path / "hub" / path).read_bytes() for path in files_of(tmp_path / "hub")}
    result = init(tmp_path / "hub", "--name", "En annen")
    assert result.exit_code == 2
    assert "har alt en hub (roles.yaml); velg en annen mappe" in result.output
    assert before == {path: (tmp_path / "hub" / path).read_bytes() for path in before}
    assert files_of(tmp_path / "hub") == set(before)


def test_a_disk_that_refuses_is_one_sentence(tmp_path: Path) -> None:
    """The path, and the reason of the system."""
    (tmp_path / "fil").write_text("x")
    result = init(tmp_path / "fil/hub")
    assert result.exit_code == 2
    assert "kan ikke skrives" in result.output
    assert len(result.output.splitlines()) == 4


def test_in_a_terminal_it_asks(tmp_path: Path) -> None:
    """Empty answers take the defaults, a wrong one is asked again, and the ids are shown."""
    code, screen = typed(
        "fr\nnn\nKaffehjelpen\nBarista,Bårista=x\nBarista, sjef=Butikksjef\n\nx\na@b.no\nja\n",
        "init", "hub", folder=tmp_path,
    )  # fmt: skip
    assert code == 0, screen
    assert "'fr' er ingen av disse: 'nb', 'nn', 'en'" in screen
    assert "Feil: «Bårista» er ikkje ein gyldig id" in screen
    assert (
        "  barista  (Barista)\n  sjef  (Butikksjef)\n  om-nettstaden  (Om nettstaden)\n" in screen
    )
    assert "Feil: «x» er " in screen
    settings = (tmp_path / "hub/rollehub.yaml").read_text("utf-8")
    assert "contact: a@b.no" in settings
    assert "site_name: Kaffehjelpen" in settings


def test_a_no_writes_nothing(tmp_path: Path) -> None:
    """Whoever dislikes the ids can stop."""
    code, screen = typed("\n\n\n\n\nnei\n", "init", "hub", folder=tmp_path)
    assert (code, list(tmp_path.iterdir())) == (1, []), screen
    assert "Avbrutt." in screen


def test_what_is_given_is_not_asked(tmp_path: Path) -> None:
    """With all that it needs there is no question."""
    code, screen = typed("", "init", "hub", "--name", "A", "--language", "en", "--roles", "B",
                         "--topics", "C", folder=tmp_path)  # fmt: skip
    assert code == 0, screen
    assert "?" not in screen
