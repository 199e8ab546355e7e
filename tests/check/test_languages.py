"""Messages in the language of the hub: the same mistakes, at the same places, in other words."""

import re
from collections import Counter
from pathlib import Path

import pytest
from click.testing import CliRunner

from generator.check.checks import check
from generator.cli.main import main
from generator.hub.load import read_hub
from generator.hub.options_file import language_of_hub, read_options
from generator.language import LANGUAGES, SOURCE, speak
from generator.problems import Problem
from tests.check.test_cases import TODAY, cases, read_case, write_hub

OTHERS = [tag for tag in LANGUAGES if tag != SOURCE]
QUOTED = re.compile(r"(?<=write )“.*”$|“[^”]*”|«[^»]*»")  # a mended line may have quotations


def problems(root: Path, tag: str) -> list[Problem]:
    """Return the problems of a hub in a language."""
    speak(tag)
    hub, origins, found = read_hub(root)
    _, wrong = read_options(root, variables={})
    return [*found, *wrong, *check(hub, origins, TODAY)]


@pytest.mark.parametrize("path", cases(), ids=lambda path: path.stem)
def test_each_mistake_is_the_same_in_each_language(path: Path, tmp_path: Path) -> None:
    """Place and code do not depend on the language; outside quotations, no Norwegian is left."""
    write_hub(read_case(path), tmp_path)
    wanted = Counter((x.place, x.code) for x in problems(tmp_path, SOURCE))
    for tag in OTHERS:
        found = problems(tmp_path, tag)
        assert Counter((x.place, x.code) for x in found) == wanted
    english = [QUOTED.sub("", x.message) for x in problems(tmp_path, "en")]
    left = r"[«»]|\b(?:og|eller|ikke|skriv|fjern|den|det|til|fra|som|med)\b"
    assert [text for text in english if re.search(left, text)] == []


@pytest.mark.parametrize(
    ("tag", "line", "count"),
    [
        ("nb", "feil: ukjent rolle «liss»; mente du «lis»?", "1 feil og 0 advarsler."),
        ("nn", "feil: ukjend rolle «liss»; meinte du «lis»?", "1 feil og 0 åtvaringar."),
        ("en", "error: unknown role “liss”; did you mean “lis”?", "1 error and 0 warnings."),
    ],
)
def test_the_command_speaks_the_language_of_the_hub(
    tag: str, line: str, count: str, tmp_path: Path
) -> None:
    """The settings decide, also for the problem's kind and for the last line."""
    write_hub(read_case(next(x for x in cases() if x.stem == "clean")), tmp_path)
    settings = f"site_name: Hjelpen\nlanguage: {tag}\nrepo_url: https://a.example.org/\nformat: 2\n"
    (tmp_path / "rollehub.yaml").write_text(settings, "utf-8")
    questions = sorted((tmp_path / "content/questions").iterdir())
    text = questions[0].read_text("utf-8")
    questions[0].write_text(re.sub(r"roles: .*", "roles: [liss]", text), "utf-8")
    found = CliRunner().invoke(main, ["check", str(tmp_path)]).stdout
    assert f": {line} [unknown-role]\n" in found
    assert found.splitlines()[-1] == count


@pytest.mark.parametrize(
    ("files", "tag"),
    [
        ({}, "nb"),
        ({"rollehub.yaml": "language: en\n"}, "en"),
        ({"rollehub.yaml": "language: en\ncontact: feil\nukjent: 1\n"}, "en"),
        ({"rollehub.yaml": "language: de\n"}, "nb"),
        ({"rollehub.yaml": "language: [nn]\n"}, "nb"),
        ({"rollehub.yaml": "- nn\n"}, "nb"),
        ({"rollehub.yaml": "language: {\n"}, "nb"),
        ({"mkdocs.yml": "theme: {language: nn}\nplugins: [rollehub]\n"}, "nn"),
        ({"mkdocs.yml": "theme: nn\nplugins: [rollehub]\n"}, "nb"),
    ],
)
def test_the_language_of_a_hub_is_that_of_its_settings(
    files: dict[str, str], tag: str, tmp_path: Path
) -> None:
    """Whatever else is wrong in the file, its language counts; bokmål where it has none of ours."""
    for name, text in files.items():
        (tmp_path / name).write_text(text, "utf-8")
    assert language_of_hub(tmp_path, variables={}) == tag
    assert language_of_hub(tmp_path, variables={"ROLLEHUB_LANGUAGE": "en"}) == "en"
