"""Properties of every valid hub, and of every way to damage our own."""

import re
from collections.abc import Callable
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from generator.check.checks import check
from generator.hub.field_types import today
from generator.hub.kinds import KINDS, QUESTIONS
from generator.hub.links import Link, LinkKind, UrlStatus
from generator.hub.load import load
from generator.hub.model import Change, Hub, Role, Term, Topic
from generator.hub.questions import Citation, Question, Status, Variant
from generator.hub.source_list import Source
from generator.problems import Code, Place, Problem, errors
from generator.sources import reader
from tests.site_fixtures import HUBS

TODAY = today()  # our own files may have been changed on any day until now
Files = dict[str, str]


# --- hubs


@cache
def texts() -> st.SearchStrategy[str]:
    """Build text that an editor could write, with special characters of YAML and Markdown."""
    words = st.sampled_from(
        ["Læringsmål", "no", "null", "12", "ja: nei", "# x", "- x", "'", '"', "«æøå»", "👩‍⚕️", "|",
         "&a", "*b*", "!c", "{d}", "[e]", "%", "@", "a\n\nb", "\n  c", "x ", "1e3",
         "2026-11-21", "~", "\\n"]
    )  # fmt: skip
    return st.lists(words, min_size=1, max_size=4).map(" ".join)


def ids(prefix: str, most: int, least: int = 0) -> st.SearchStrategy[list[str]]:
    """Build different ids, some of which look like numbers or YAML keywords."""
    tails = st.sampled_from(["", "-1", "-a", "-no", "-0x1", "-12"])
    one = st.builds(lambda number, tail: f"{prefix}{number}{tail}", st.integers(0, 9), tails)
    return st.lists(one, min_size=least, max_size=most, unique=True)


def some(items: list[str], least: int = 0) -> st.SearchStrategy[tuple[str, ...]]:
    """Choose some of the items, in any order."""
    if not items:
        return st.just(())
    return st.lists(st.sampled_from(items), min_size=least, unique=True).map(tuple)


@cache
def days() -> st.SearchStrategy[str]:
    """Choose a date, as a string."""
    return st.dates(date(2020, 1, 1), date(2030, 1, 1)).map(str)


@cache
def sources() -> st.SearchStrategy[Source]:
    years = st.none() | st.integers(1800, 2100)
    return st.builds(Source, document=texts(), year=years, note=st.none() | texts())


def variants() -> st.SearchStrategy[Variant]:
    """Build a variant with one of the texts that it may have."""
    fields = st.fixed_dictionaries(
        {"why": texts()}, optional={"question": texts(), "append": texts()}
    )
    return fields.map(Variant.model_validate)


@st.composite
def questions(draw: st.DrawFn, id_: str, roles: list[str], links: list[str]) -> Question:
    """Build a question that refers to given roles and links."""
    mine = draw(some(roles, least=1))
    return Question(
        id=id_,
        question=draw(texts()),
        roles=mine,
        answer=draw(texts()),
        variants={role: draw(variants()) for role in draw(some(list(mine)))},
        links=draw(some(links)),
        cites=tuple(Citation(law=law, section=draw(st.sampled_from(["1", "5a", "4-1", None])))
                    for law in draw(some(links))),
        terms=tuple(draw(st.lists(texts(), max_size=2))),
        aliases=tuple(draw(ids(f"{id_}-alias", 2))),
        source=tuple(draw(st.lists(sources(), max_size=2))),
        reviewed=draw(st.none() | days()),
        reviewed_text=draw(st.none() | st.just("kdfg-tzbc-mnrs")),
        review_by=draw(st.none() | days()),
        status=draw(st.sampled_from(Status)),
        editorial_note=draw(st.none() | texts()),
    )  # fmt: skip


@st.composite
def links(draw: st.DrawFn, id_: str, roles: list[str], topics: list[str]) -> Link:
    """Build a link that refers to given roles and topics."""
    return Link(
        id=id_,
        title=draw(texts()),
        url=draw(st.none() | st.just(f"https://example.no/{id_}")),
        url_status=draw(st.sampled_from(UrlStatus)),
        publisher=draw(texts()),
        kind=draw(st.sampled_from(LinkKind)),
        topic=draw(st.sampled_from(topics)),
        topic_for={role: draw(st.sampled_from(topics)) for role in draw(some(roles))},
        roles=draw(some(roles)),
        language=draw(st.sampled_from(["nb", "no", "en"])),
        law_reference=draw(st.none() | texts()),
        note=draw(st.none() | texts()),
    )


@st.composite
def hubs(draw: st.DrawFn) -> Hub:
    """Build a hub in which every referenced id exists and every question has one place."""
    role_ids = draw(ids("r", 4, least=1))
    topic_ids = draw(ids("t", 3, least=1))
    link_ids = draw(ids("l", 4))
    question_ids = draw(ids("q", 5))
    shelf = {id_: draw(st.sampled_from(topic_ids)) for id_ in question_ids}
    asked = {id_: draw(questions(id_, role_ids, link_ids)) for id_ in question_ids}
    listed = {topic: [id_ for id_ in question_ids if shelf[id_] == topic] for topic in topic_ids}
    return Hub(
        roles=tuple(
            Role(id=id_, name=draw(texts()), description=draw(texts()),
                 group=draw(st.sampled_from([None, "g"])))
            for id_ in role_ids
        ),
        topics=tuple(
            Topic(id=id_, title=draw(texts()), questions=tuple(listed[id_]),
                  order={role: tuple(draw(st.permutations(
                             [q for q in listed[id_] if role in asked[q].roles])))
                         for role in draw(some(role_ids))})
            for id_ in topic_ids
        ),
        questions=tuple(asked[id_] for topic in topic_ids for id_ in listed[topic]),
        links=tuple(draw(links(id_, role_ids, topic_ids)) for id_ in link_ids),
        terms=tuple(
            Term(id=id_, term=draw(texts()), expansion=draw(st.none() | texts()),
                 forms=tuple(draw(st.lists(texts(), max_size=2))), tooltip=draw(st.booleans()),
                 question=draw(st.sampled_from([None, *question_ids])))
            for id_ in draw(ids("w", 3))
        ),
        changes=tuple(
            Change(date=draw(days()), title=draw(texts()), note=draw(texts()),
                   questions=draw(some(question_ids)))
            for _ in range(draw(st.integers(0, 2)))
        ),
        law_section_url=draw(st.sampled_from([None, "https://lov.no/{reference}/{section}"])),
        **{kind.name: () for kind in KINDS if kind.name not in Hub.model_fields},
    )  # fmt: skip


class _Dumper(yaml.SafeDumper):
    """Writes text so that no rule, of YAML 1.1 or 1.2, takes it for anything else."""

    def ignore_aliases(self, _data: Any) -> bool:
        """Write repeated values in full."""
        return True


def _written(dumper: _Dumper, text: str) -> yaml.ScalarNode:
    return dumper.represent_scalar(
        "tag:yaml.org,2002:str", text, style="|" if "\n" in text else '"'
    )


_Dumper.add_representer(str, _written)


def as_files(hub: Hub) -> Files:
    """Write a hub as the files that an editor would have."""
    data = hub.model_dump(mode="json")
    files: dict[str, Any] = {
        kind.path: {kind.name: data[kind.name]} for kind in KINDS if not kind.is_folder
    }
    files["links.yaml"]["law_section_url"] = data["law_section_url"]
    for question in data["questions"]:
        files[f"{QUESTIONS.path}/{question['id']}.yaml"] = question
    return {
        path: yaml.dump(content, Dumper=_Dumper, allow_unicode=True, sort_keys=False)
        for path, content in files.items()
    }


# --- reading hubs


def read_files(files: Files) -> tuple[Hub, list[Problem]]:
    """Read, load and check a hub whose files are given as text."""
    documents, failed, problems = [], [], []
    for path, text in files.items():
        document, found = reader.read(path, text.encode())
        problems += found
        if document is None:
            failed.append(path)
        else:
            documents.append(document)
    hub, origins, shape = load(documents, failed)
    return hub, [*problems, *shape, *check(hub, origins, TODAY)]


def lies_inside(place: Place, files: Files) -> bool:
    """Return whether a place is a character of its file, or the end of a line."""
    lines = files[place.path].replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return 1 <= place.line <= len(lines) and 1 <= place.column <= len(lines[place.line - 1]) + 1


def outside(problems: list[Problem], files: Files) -> list[Problem]:
    """Return the problems whose place is outside the files."""
    return [problem for problem in problems if not lies_inside(problem.place, files)]


@given(hubs())
@settings(max_examples=120, deadline=None)
def test_a_hub_written_as_yaml_loads_back_equal(hub: Hub) -> None:
    """A hub that is written to files and loaded again is equal to the original."""
    files = as_files(hub)
    again, problems = read_files(files)
    assert again == hub
    assert outside(problems, files) == []


@given(hubs(), st.data())
@settings(max_examples=60, deadline=None)
def test_a_dangling_reference_is_always_reported(hub: Hub, data: st.DataObject) -> None:
    """If a role is removed, one error tells of all uses, and names the files of a few."""
    assume(len(hub.roles) > 1)  # without roles the file itself is an error
    gone = data.draw(st.sampled_from(hub.roles)).id
    kept = hub.model_copy(update={"roles": tuple(x for x in hub.roles if x.id != gone)})
    _, problems = read_files(as_files(kept))
    uses = [
        f"{QUESTIONS.path}/{x.id}.yaml"
        for x in hub.questions
        for role in (*x.roles, *x.variants)
        if role == gone
    ]
    uses += ["links.yaml" for x in hub.links for role in (*x.roles, *x.topic_for) if role == gone]
    uses += ["content/topics.yaml" for x in hub.topics if gone in x.order]
    told = [problem for problem in problems if problem.code is Code.UNKNOWN_ROLE]
    assert [f"«{gone}»" in problem.message for problem in told] == [True] * bool(uses)
    for problem in told:
        if problem.place.path == "roles.yaml":
            assert f"er brukt {len(uses)} steder (først i {min(uses)}:" in problem.message
        else:
            paths = re.findall(r"[\w/-]+\.yaml(?=:)", str(problem))
            assert sorted(paths) == sorted(uses)


# --- damage


def own_files() -> Files:
    """Return the sources of this repository's hub, as they were imported."""
    root = HUBS["own"]
    paths = [root / kind.path for kind in KINDS if not kind.is_folder]
    paths += sorted((root / QUESTIONS.path).glob("*.yaml"))
    return {
        path.relative_to(root).as_posix(): path.read_text(encoding="utf-8")
        for path in paths
        if path.exists()
    }


OWN = own_files()


def _line_damage(text: str, at: int, other: int, _: str, kind: int) -> str:
    lines = text.split("\n")
    at, other = at % len(lines), other % len(lines)
    match kind % 5:
        case 0:
            del lines[at]
        case 1:
            lines.insert(other, lines[at])
        case 2:
            lines[at], lines[other] = lines[other], lines[at]
        case 3:
            lines[at] = "  " + lines[at]
        case _:
            lines[at] = lines[at].removeprefix("  ")
    return "\n".join(lines)


def _character_damage(text: str, at: int, other: int, new: str, kind: int) -> str:
    at = at % (len(text) + 1)
    match kind % 3:
        case 0:
            return text[:at] + text[at + 1 + other % 3 :]
        case 1:
            return text[:at] + new + text[at:]
        case _:
            return text[:at] + new + text[at + 1 :]


def damages() -> st.SearchStrategy[Callable[[str], str]]:
    """Choose a way to damage a text."""
    new = st.sampled_from(
        [*"'\"[]{}:,#&*!|>-?%@`\\ \n\t\r~\x00é", "\ufeff", "  ", ": ", "- ", "\n\n"]
    )
    number = st.integers(0, 10_000)
    return st.builds(
        lambda how, *numbers: lambda text: how(text, *numbers),
        st.sampled_from([_line_damage, _character_damage]), number, number, new, number,
    )  # fmt: skip


def _spoiled(paths: list[str], hows: list[Callable[[str], str]]) -> Files:
    files = dict(OWN)
    for path, how in zip(paths, hows, strict=False):
        files[path] = how(files[path])
    return files


@given(
    st.lists(st.sampled_from(sorted(OWN)), min_size=1, max_size=4),
    st.lists(damages(), min_size=4, max_size=4),
)
@settings(max_examples=100, deadline=None)
def test_a_damaged_hub_never_crashes_the_check(
    paths: list[str], hows: list[Callable[[str], str]]
) -> None:
    """However our own files are damaged, the check ends normally, with places inside the files."""
    files = _spoiled(paths, hows)
    _, problems = read_files(files)
    assert outside(problems, files) == []


@given(st.sampled_from(sorted(path for path in OWN if path.startswith(QUESTIONS.path))), damages())
@settings(max_examples=100, deadline=None)
def test_a_damaged_question_does_not_affect_others(path: str, how: Callable[[str], str]) -> None:
    """Damage to one question's file causes errors only in that file or about that question."""
    files = _spoiled([path], [how])
    _, problems = read_files(files)
    id_ = Path(path).stem
    strangers = [
        problem
        for problem in errors(problems)
        if problem.place.path != path and id_ not in problem.message
    ]
    assert strangers == []
