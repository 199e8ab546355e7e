"""The answers of somebody who starts a hub -> the files of the hub.

In: a name, a language, roles and topics. Out: texts by path, from the templates in `hub/`: `all/`
holds what is the same in each language, such as workflows. A name that begins with `dot_` begins
with a dot in the hub. Equal input gives equal files; nothing is written here.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path, PurePosixPath
from typing import Any

from jinja2 import Environment, StrictUndefined

from generator.editing.names import Named
from generator.editing.tool import FOLDER, Tool
from generator.hub.field_types import MAX_ID
from generator.hub.options import NEWEST_FORMAT
from generator.language import language_of, lower_first
from generator.sources.edit import scalar

_TEMPLATES = Path(__file__).with_name("hub")
_SUFFIX = ".j2"
_DRAFT = "draft.yaml"
_QUESTIONS = "content/questions/"


@dataclass(frozen=True, slots=True, kw_only=True)
class Moves:
    """The words of the pull request with links that have moved; none with a mark of the shell."""

    title: str
    about: str
    look: str
    """Above the moves that need a close look, such as those to another host."""
    every: str
    """Above all the moves."""
    after: str


@dataclass(frozen=True, slots=True)
class Proposals:
    """What is said of changes that somebody proposes."""

    title: str
    """Before the number of the issue that a suggestion came from."""
    told: str
    """Above what a change does to readers."""
    unnoticed: str
    preview: str
    """The words of the link to the preview."""
    exposed: str
    """What GitLab calls the files with both: letters from a to z and spaces."""


@dataclass(frozen=True, slots=True)
class Language:
    """What a new hub is called and asks for in one language, where nobody said anything else."""

    name: str
    roles: tuple[str, ...]
    topics: tuple[str, ...]
    draft: str
    """The beginning of the ids of drafts."""
    issue: str
    """The title of the issue about links."""
    moves: Moves
    proposals: Proposals


LANGUAGES = {
    "nb": Language(
        "bokmål", ("Ansatt", "Leder"), ("Om nettstedet",), "utkast", "Lenker som må ses på",
        Moves(
            title="Følg lenker som er flyttet for godt",
            about="Adressene har ledet til de nye stedene flere netter på rad. "
            "Se over, og slå sammen.",
            look="Se nøye etter her:",
            every="Alle endringene:",
            after="Venter sjekkene på deg, velger du «Approve workflows to run» nederst på siden. "
            "Er det ingen slik knapp, lukker du forespørselen og åpner den igjen. Ikke legg egne "
            "endringer på denne grenen: Den skrives på nytt.",
        ),
        Proposals(
            title="Forslag fra sak",
            told="Dette gjør endringen for leserne:",
            unnoticed="Leserne merker ikke denne endringen.",
            preview="Last ned forhåndsvisningen, pakk den ut og åpne index.html",
            exposed="Endringen for leserne",
        ),
    ),
    "nn": Language(
        "nynorsk", ("Tilsett", "Leiar"), ("Om nettstaden",), "utkast", "Lenkjer nokon må sjå på",
        Moves(
            title="Følg lenkjer som er flytta for godt",
            about="Adressene har leidd til dei nye stadene fleire netter på rad. "
            "Sjå over, og slå saman.",
            look="Sjå nøye etter her:",
            every="Alle endringane:",
            after="Ventar sjekkane på deg, vel du «Approve workflows to run» nedst på sida. Er det "
            "ingen slik knapp, lukkar du førespurnaden og opnar han att. Ikkje legg eigne "
            "endringar på denne greina: Ho blir skriven på nytt.",
        ),
        Proposals(
            title="Framlegg frå sak",
            told="Dette gjer endringa for lesarane:",
            unnoticed="Lesarane merkar ikkje denne endringa.",
            preview="Last ned førehandsvisinga, pakk henne ut og opne index.html",
            exposed="Endringa for lesarane",
        ),
    ),
    "en": Language(
        "engelsk", ("Employee", "Manager"), ("About the site",), "draft", "Links to look at",
        Moves(
            title="Follow links that have moved for good",
            about="The addresses have led to the new places several nights in a row. "
            "Look them over, and merge.",
            look="Look closely here:",
            every="All changes:",
            after="If the checks wait for you, choose **Approve workflows to run** at the bottom "
            "of the page. If there is no such button, close the request and open it again. Add no "
            "changes of your own to this branch: it is rewritten.",
        ),
        Proposals(
            title="Suggestion from issue",
            told="This is what the change does to readers:",
            unnoticed="Readers do not notice this change.",
            preview="Download the preview, unpack it and open index.html",
            exposed="The change for readers",
        ),
    ),
}  # fmt: skip
"""Language tag -> what is special to it. The templates of each are in a folder of that name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NewHub:
    """What somebody wants their hub to be."""

    name: str
    roles: tuple[Named, ...]
    topics: tuple[Named, ...]
    language: str = "nb"
    owner: str = ""
    contact: str = ""
    """An e-mail address for suggestions."""


def hub_files(hub: NewHub, tool: Tool, day: date) -> dict[str, bytes]:
    """Return path -> content of all files of a new hub; its first change is of this day.

    Raises OSError if the package of the tool cannot be read.
    """
    environment = Environment(
        variable_start_string="[[", variable_end_string="]]",
        block_start_string="[%", block_end_string="%]",
        comment_start_string="[#", comment_end_string="#]",
        undefined=StrictUndefined, keep_trailing_newline=True,
        autoescape=False,  # noqa: S701 - YAML and Markdown, not HTML
    )  # fmt: skip
    environment.filters |= {
        "yaml": scalar, "markdown": _as_markdown,
        "lower_first": lower_first, "enumerated": language_of(hub.language).enumerated,
    }  # fmt: skip
    texts = dict(_templates("all")) | dict(_templates(hub.language))
    draft = texts.pop(_DRAFT)
    examples = [PurePosixPath(path).stem for path in texts if path.startswith(_QUESTIONS)]
    questions = _placed(examples, hub)
    variables: dict[str, Any] = {
        "format": NEWEST_FORMAT, "name": hub.name, "roles": hub.roles, "topics": hub.topics,
        "owner": hub.owner, "contact": hub.contact, "questions": questions, "day": day,
        "version": tool.version, "requirement": tool.requirement, "is_wheel": bool(tool.wheel),
        "issue_title": LANGUAGES[hub.language].issue, "moves": LANGUAGES[hub.language].moves,
        "proposals": LANGUAGES[hub.language].proposals,
    }  # fmt: skip
    made = {path: environment.from_string(text).render(variables) for path, text in texts.items()}
    for topic in hub.topics:
        for id_ in questions[topic.id]:
            if id_ not in examples:
                made[f"{_QUESTIONS}{id_}.yaml"] = environment.from_string(draft).render(
                    draft={"id": id_, "topic": lower_first(topic.name)}
                )
    files = {path: text.encode() for path, text in made.items()}
    if tool.wheel:
        files[f"{FOLDER}/{tool.wheel.name}"] = tool.wheel.read_bytes()
    return dict(sorted(files.items()))


def _templates(folder: str) -> Iterator[tuple[str, str]]:
    """Yield the path in the hub and the text of each template."""
    for file in sorted((_TEMPLATES / folder).rglob(f"*{_SUFFIX}")):
        path = file.relative_to(_TEMPLATES / folder).as_posix().removesuffix(_SUFFIX)
        yield "/".join(_name(part) for part in path.split("/")), file.read_text("utf-8")


def _name(part: str) -> str:
    return f".{part.removeprefix('dot_')}" if part.startswith("dot_") else part


def _placed(examples: list[str], hub: NewHub) -> dict[str, list[str]]:
    """Return topic id -> its questions: the examples in the first topics, else a draft."""
    prefix = LANGUAGES[hub.language].draft
    placed = {topic.id: [f"{prefix}-{topic.id}"[:MAX_ID].rstrip("-")] for topic in hub.topics}
    first = list(placed)[: len(examples)]
    for number, id_ in enumerate(first):
        is_last = number == len(first) - 1
        placed[id_] = examples[number:] if is_last else examples[number : number + 1]
    return placed


def _as_markdown(text: str) -> str:
    """Return plain text as Markdown that shows it."""
    return "".join(f"\\{x}" if x in "\\`*_[]<>~" else x for x in text)
