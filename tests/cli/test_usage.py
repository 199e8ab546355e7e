"""Messages about wrong usage, and the help, are Norwegian on every machine."""

import os
from collections.abc import Iterable
from pathlib import Path

import click
import pytest
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import read_mo
from babel.messages.pofile import read_po

from generator.language import LOCALE
from tests import warm

WORDS = LOCALE / "nb/LC_MESSAGES/click"
ENGLISH = ("Usage", "Options", "Error", "Try ", "Invalid", "Missing", "No such", "Show", "default:")


def _read(suffix: str) -> dict[tuple[str, ...], tuple[str, ...]]:
    """Return message -> translation; both have a second form if they count something."""
    with WORDS.with_suffix(suffix).open("rb") as file:
        words = read_po(file) if suffix == ".po" else read_mo(file)
    return {_forms(word.id): _forms(word.string) for word in words if word.id}


def _forms(text: str | Iterable[str]) -> tuple[str, ...]:
    return (text,) if isinstance(text, str) else tuple(text)


def test_the_compiled_words_are_those_of_the_source() -> None:
    """A change of the source that was not compiled fails here."""
    assert _read(".po") == _read(".mo")
    assert len(_read(".po")) > 30


def test_each_message_is_one_of_click() -> None:
    """No translation is left over when click changes its words."""
    keywords = {"_": None, "ngettext": (1, 2)}
    found = extract_from_dir(Path(click.__file__).parent, keywords=keywords)
    said = {_forms(message) for _, _, message, *_ in found}
    assert set(_read(".po")) - said == set()


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["chek"], "'chek' finnes ikke. (Mente du en av disse: 'check', 'schema'?)"),
        (["chekk"], "Feil: Kommandoen 'chekk' finnes ikke. Mente du 'check'?"),
        (["check", "--formt"], "Feil: Valget '--formt' finnes ikke. Mente du '--format'?"),
        (["check", "--format", "x"], "'x' er ingen av disse: 'text', 'github', 'json'."),
        (["check", "borte"], "Mappe 'borte' finnes ikke."),
        (["check", "fil"], "'fil' er en fil, ikke en mappe."),
        (["check", ".", "a", "b"], "Feil: Disse argumentene er for mange: a b"),
        (["links", "check", "--per-host", "0"], "0 er utenfor x>=1."),
        (["links", "check", "--delay", "a"], "'a' er ikke et tall som kan brukes her."),
        (["links", "check", "--json"], "Feil: Valget '--json' må ha en verdi."),
        (["links", "check", "--json", "."], "'.' er en mappe, ikke en fil."),
        (["links", "merge", "a"], "Feil: Dette valget mangler: '--json'."),
        (["links", "merge"], "Feil: Dette argumentet mangler: 'FIL...'."),
    ],
)
def test_messages_about_wrong_usage_are_norwegian(
    tmp_path: Path, arguments: list[str], message: str
) -> None:
    """In any language of the machine; the exit code is 2."""
    (tmp_path / "fil").write_text("")
    environment = {**os.environ, "LANG": "en_US.UTF-8", "LANGUAGE": "en_US:en", "LC_ALL": "C.UTF-8"}
    result = warm.run("rollehub", *arguments, at=tmp_path, environment=environment)
    output = result.stderr.decode()
    assert result.returncode == 2
    assert output.splitlines()[-1].endswith(message)
    assert not any(word in output for word in ENGLISH)


@pytest.mark.parametrize(
    "command", ["", "check", "offline", "links", *map("links {}".format, ("check", "report"))]
)
def test_help_is_norwegian(tmp_path: Path, command: str) -> None:
    """The headings, and what click adds to our words."""
    told = warm.run("rollehub", *command.split(), "--help", at=tmp_path, environment=os.environ)
    assert (told.returncode, told.stderr) == (0, b"")
    help_ = told.stdout.decode()
    assert help_.startswith(f"Bruk: rollehub {command}".rstrip())
    assert "Vis denne hjelpen." in help_
    assert not any(word in help_ for word in ENGLISH)
