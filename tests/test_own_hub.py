"""This repository's hub as it was imported: nothing of the source is lost, moved or misspelt."""

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from generator.editing.empty_keys import empty_keys
from generator.editing.formatting import formatted
from generator.hub.kinds import KINDS
from generator.hub.load import read_hub
from generator.hub.model import Hub
from tests.site_fixtures import HUBS, ROOT

PLACEMENTS: Any = yaml.safe_load(
    (Path(__file__).parent / "placements.yaml").read_text(encoding="utf-8")
)

# Transcription errors, none of which is a Norwegian word in this field. Ids have «o» for «ø», and
# a note may quote a corrected error.
MISREADINGS = re.compile(
    r"allmennti|allmenntj|allmenntm|allmenntil|samfunnti|arbeidstid|bruerveil|utdanningscent"
    r"|utdanningsss|(?<![«-])supervisor(?:er\w*)?\b|(?<!«)brukervedvirkning|rådggi",
    re.IGNORECASE,
)


@pytest.fixture(scope="module")
def hub() -> Hub:
    """Return the hub, after checking that it has no problems."""
    loaded, _, problems = read_hub(HUBS["own"])
    assert problems == []
    return loaded


def _sources() -> list[Path]:
    root = HUBS["own"]
    paths = {root / kind.path for kind in KINDS} | set((root / "content").rglob("*"))
    return sorted(path for path in paths if path.suffix in (".yaml", ".md") and path.exists())


def _topic_ids(hub: Hub) -> dict[str, str]:
    return {topic.title: topic.id for topic in hub.topics}


def _questions_of(hub: Hub, role: str) -> dict[str, list[str]]:
    """Return the ids of a role's questions under each topic, in its order."""
    questions = hub.question_by_id
    listed = {
        topic.title: [
            id_ for id_ in topic.order.get(role, topic.questions) if role in questions[id_].roles
        ]
        for topic in hub.topics
    }
    return {title: ids for title, ids in listed.items() if ids}


def _links_of(hub: Hub, role: str) -> dict[str, list[str]]:
    """Return the ids of a role's links under each topic, in the author's order."""
    listed = {
        topic.title: [
            link.id
            for link in hub.links
            if role in link.roles and link.topic_for.get(role, link.topic) == topic.id
        ]
        for topic in hub.topics
    }
    return {title: ids for title, ids in listed.items() if ids}


def test_the_fixture_has_all_placements() -> None:
    """The fixture has 157 placements of questions and 72 of links."""
    questions = PLACEMENTS["questions"].values()
    links = PLACEMENTS["links"].values()
    assert sum(len(ids) for topics in questions for ids in topics.values()) == 157
    assert sum(len(ids) for topics in links for ids in topics.values()) == 72


@pytest.mark.parametrize("role", PLACEMENTS["questions"])
def test_a_role_has_the_questions_of_the_source(hub: Hub, role: str) -> None:
    """Every role has its questions under the same topics and in the same order as in the source."""
    wanted = {title: list(ids) for title, ids in PLACEMENTS["questions"][role].items()}
    found = _questions_of(hub, role)
    assert found == wanted
    assert list(found) == list(wanted)


@pytest.mark.parametrize("role", PLACEMENTS["questions"])
def test_a_role_reads_the_titles_of_the_source(hub: Hub, role: str) -> None:
    """Every question has, for every role, the title that the source gave that role."""
    questions = hub.question_by_id
    wanted = {
        id_: title for ids in PLACEMENTS["questions"][role].values() for id_, title in ids.items()
    }
    assert {id_: questions[id_].title_for(role) for id_ in wanted} == wanted


@pytest.mark.parametrize("role", PLACEMENTS["questions"])
def test_a_role_has_the_links_of_the_source(hub: Hub, role: str) -> None:
    """Every role has its links under the same topics and in the same order as in the source."""
    assert _links_of(hub, role) == PLACEMENTS["links"].get(role, {})


def test_every_role_is_in_the_source(hub: Hub) -> None:
    """The hub and the source have the same roles."""
    assert {role.id for role in hub.roles} == set(PLACEMENTS["questions"])


def test_every_topic_is_in_the_source(hub: Hub) -> None:
    """The hub and the source have the same topics."""
    placed = {title for kind in PLACEMENTS.values() for topics in kind.values() for title in topics}
    assert set(_topic_ids(hub)) == placed


def test_no_answer_claims_to_be_reviewed(hub: Hub) -> None:
    """No professional had confirmed the texts that were imported, so no question may say so."""
    assert [question.id for question in hub.questions if question.reviewed is not None] == []


def test_no_misreading_is_left() -> None:
    """The sources contain none of the known transcription errors."""
    found = [
        f"{path.relative_to(HUBS['own']).as_posix()}:{number}: {match.group()}"
        for path in _sources()
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if not line.lstrip(" -").startswith("id:")
        for match in MISREADINGS.finditer(line)
    ]
    assert found == []


def test_the_tool_names_nothing_of_this_hub() -> None:
    """Another hub meets no word of this one; only the rules for known sites name those sites."""
    ours = re.compile(
        r"spesialist(?:forskrift|utdanning)|helsedirektorat|lovdata|legeforening", re.IGNORECASE
    )
    files = [
        path
        for folder in ("generator", "overrides")
        for path in (ROOT / folder).rglob("*")
        if path.is_file()
        and path.suffix not in (".mo", ".pyc", ".po")
        and not path.is_relative_to(ROOT / "generator/linkcheck/judge")
    ]
    assert len(files) > 200
    named = {path.relative_to(ROOT).as_posix() for path in files if ours.search(path.read_text())}
    assert named == set()


def test_no_key_says_nothing() -> None:
    """What is optional and has no value is left out."""
    loaded, origins, _ = read_hub(HUBS["own"])
    assert {path: keys for path, keys in empty_keys(loaded, origins).items() if keys} == {}


def test_every_source_file_has_the_one_form() -> None:
    """It is the form in which the web form writes, so that a change shows only what changed."""
    assert formatted(HUBS["own"]) == ([], [])
