"""The types of fields in the sources: an id, a text, a date, a list of roles.

In: a value from YAML. Out: the value, or pydantic's error. An error's type is a `Code`, and then
its message is in Norwegian, or one of pydantic's types, which `validation` writes a message for.
"""

import re
from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum, auto
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, GetJsonSchemaHandler
from pydantic_core import CoreSchema, PydanticCustomError

from generator.hub.addresses import bad_address
from generator.hub.dates import date_meant
from generator.hub.heading_ids import id_from
from generator.language import say
from generator.problems import Code

ALL_ROLES = ("all",)
MAX_ID = 80  # characters; an id is used in file names and addresses
_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*", re.ASCII)
SECTION = re.compile(r"[0-9]+[a-z]?(?:-[0-9]+[a-z]?)?", re.ASCII)
_FINGERPRINT = re.compile(r"[b-z]{4}(?:-[b-z]{4}){2}", re.ASCII)
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", re.ASCII)


# Names of devices, with which no file or folder on Windows may be called, whatever its extension
# (https://learn.microsoft.com/windows/win32/fileio/naming-a-file).
_DEVICES = frozenset(
    {"con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(10))}
)


def today() -> date:
    """Return the local date; dates in the sources are local dates too."""
    return datetime.now().astimezone().date()


def is_id(text: str) -> bool:
    """Whether a text can be an id."""
    return len(text) <= MAX_ID and _ID.fullmatch(text) is not None and not is_device(text)


def is_device(text: str) -> bool:
    """Whether Windows takes a name without extension for a device, and can store no such file."""
    return text.casefold() in _DEVICES


def _check_id(value: Any) -> Any:
    if isinstance(value, str) and len(value) > MAX_ID:
        raise PydanticCustomError(
            Code.BAD_ID,
            say("id-en har {length} tegn; bruk høyst {most}"),
            {"length": len(value), "most": MAX_ID},
        )
    if isinstance(value, str) and not _ID.fullmatch(value):
        raise PydanticCustomError(
            Code.BAD_ID,
            say(
                "«{value}» er ikke en gyldig id (bare små bokstaver a–z, tall og bindestrek); "
                "skriv «{meant}»"
            )
            if id_from(value)
            else say("«{value}» er ikke en gyldig id; bruk små bokstaver a–z, tall og bindestrek"),
            {"value": value, "meant": id_from(value)[:MAX_ID]},
        )
    if isinstance(value, str) and is_device(value):
        raise PydanticCustomError(
            Code.BAD_ID,
            say(
                "«{value}» er navnet på en enhet i Windows, som ikke kan lagre en fil "
                "eller mappe som heter det; velg en annen id"
            ),
            {"value": value},
        )
    return value


def _check_text(value: Any) -> Any:
    if value is None or (isinstance(value, str) and not value.strip()):
        raise PydanticCustomError(Code.EMPTY_TEXT, say("teksten er tom; skriv den inn"))
    return value


_NAMED_SECTION = re.compile(
    r"(?P<from>\d+)(?:\s*(?P<letter>[a-zA-Z])(?![a-zA-Z]))?(?:\s*(?:[–—-]|til)\s*(?P<to>\d+))?"
)
_LONGEST_RANGE = 10


def _sections_meant(text: str) -> str:
    """Return how to write the sections that a text names."""
    meant: list[str] = []
    for found in _NAMED_SECTION.finditer(text):
        first, last = int(found["from"]), int(found["to"] or 0)
        if first < last <= first + _LONGEST_RANGE:
            meant += map(str, range(first, last + 1))
        else:
            meant.append(found["from"] + (found["letter"] or "").lower())
            meant[-1] += f"-{found['to']}" if found["to"] else ""
    if not meant:
        return say('bare nummeret, for eksempel "26"')
    quoted = [f'«section: "{section}"»' for section in meant]
    if len(quoted) == 1:
        return quoted[0]
    return say("én linje for hver: %(lines)s", lines=", ".join(quoted))


def _check_section(value: Any) -> Any:
    if isinstance(value, str) and not SECTION.fullmatch(value):
        raise PydanticCustomError(
            Code.BAD_VALUE,
            say("«{value}» er ikke et paragrafnummer; skriv {meant}"),
            {"value": value, "meant": _sections_meant(value)},
        )
    return value


def _check_fingerprint(value: Any) -> Any:
    if isinstance(value, str) and not _FINGERPRINT.fullmatch(value):
        raise PydanticCustomError(
            Code.BAD_VALUE,
            say(
                "«{value}» er ikke et merke for en bekreftet tekst; fjern linjen, "
                "og bekreft svaret på nytt"
            ),
            {"value": value},
        )
    return value


def _check_section_url(value: Any) -> Any:
    if isinstance(value, str) and not ("{reference}" in value and "{section}" in value):
        raise PydanticCustomError(
            Code.BAD_VALUE, say("adressen må ha både {reference} og {section}; sett dem inn")
        )
    if isinstance(value, str):
        # A law must not decide which host its address leads to.
        host = value.partition("://")[2].partition("/")[0]
        fault = bad_address(value.replace("{reference}", "lov").replace("{section}", "1"))
        if "{" in host:
            fault = say("{reference} og {section} må stå etter vertsnavnet; flytt dem")
        if fault:
            raise PydanticCustomError(Code.BAD_ADDRESS, "{fault}", {"fault": fault})
    return value


def _read_date_or_nothing(value: Any) -> Any:
    return None if value is None else _read_date(value)


def _read_date(value: Any) -> Any:
    if isinstance(value, date):
        return value
    if not isinstance(value, str):
        raise PydanticCustomError("date_type", "no date")  # `validation` has the message
    try:
        if _DATE.fullmatch(value):
            return date.fromisoformat(value)
    except ValueError:
        pass  # 2026-02-30 gets the same message as text that is no date
    raise PydanticCustomError(
        Code.BAD_DATE,
        say("«{value}» er ikke en dato; skriv «{meant}»")
        if (meant := date_meant(value))
        else say("«{value}» er ikke en dato; skriv år-måned-dag, for eksempel 2026-11-21"),
        {"value": value, "meant": str(meant)},
    )


def _read_roles(value: Any) -> Any:
    if value == ALL_ROLES[0]:
        return ALL_ROLES
    if not isinstance(value, list | tuple):
        raise PydanticCustomError("roles_type", "no roles")  # `validation` has the message
    return value


def _read_optional(value: Any) -> Any:
    return "" if value is None else value


REFERS = "x-refers"
"""The key of a JSON Schema under which `Refers` says what a text is the id of."""
SHAPE = "x-shape"
"""The key under which `Shaped` says the name of a form, of which `keys.yaml` has the words."""
Handler = GetJsonSchemaHandler
Schema = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Refers:
    """What a text is the id of: the name of a kind of file, or `laws`."""

    to: str

    def __get_pydantic_json_schema__(self, core: CoreSchema, handler: Handler) -> Schema:
        return {**handler(core), REFERS: self.to}


@dataclass(frozen=True, slots=True)
class Or:
    """What else may be written than the type says: `null`, any `string`, or this one word.

    A form writes the word as a list with nothing else.
    """

    what: str

    def __get_pydantic_json_schema__(self, core: CoreSchema, handler: Handler) -> Schema:
        texts = {"null": {"type": "null"}, "string": {"type": "string", "pattern": r"\S"}}
        if self.what in texts:
            return {"anyOf": [handler(core), texts[self.what]]}
        word = {"const": self.what}
        alone = {"type": "array", "items": word, "minItems": 1, "maxItems": 1}
        return {"anyOf": [handler(core), alone, word]}


@dataclass(frozen=True, slots=True)
class Shaped:
    """The pattern of a text whose form a validator of ours checks, and the name of that form."""

    pattern: str
    name: str

    def __get_pydantic_json_schema__(self, core: CoreSchema, handler: Handler) -> Schema:
        schema = handler(core)
        for part in (schema, *schema.get("anyOf", ())):
            if part.get("type") == "string":
                part |= {"pattern": self.pattern, SHAPE: self.name}
                part.pop("format", None)
        return schema


class Written(Enum):
    """How an editor writes the words of a field; `traps` finds words that YAML misread."""

    AS_TEXT = auto()
    AS_MARKDOWN = auto()


_FILLED = Shaped(r"\S", "text")
_DATED = Shaped(f"^{_DATE.pattern}$", "date")
Id = Annotated[str, BeforeValidator(_check_id), Shaped(f"^{_ID.pattern}$", "id")]
Text = Annotated[str, BeforeValidator(_check_text), Written.AS_TEXT, _FILLED]
Markdown = Annotated[str, BeforeValidator(_check_text), Written.AS_MARKDOWN, _FILLED]
Word = Annotated[str, BeforeValidator(_check_text), _FILLED]
"""Text that is not prose, such as a language tag."""
MaybeEmpty = Annotated[str, BeforeValidator(_read_optional), Written.AS_TEXT, Or("null")]
Day = Annotated[date, BeforeValidator(_read_date), _DATED]
Date = Annotated[date | None, BeforeValidator(_read_date_or_nothing), _DATED]
Section = Annotated[str, BeforeValidator(_check_section), Shaped(f"^{SECTION.pattern}$", "section")]
Fingerprint = Annotated[
    str, BeforeValidator(_check_fingerprint), Shaped(f"^{_FINGERPRINT.pattern}$", "fingerprint")
]
SectionUrl = Annotated[
    str,
    BeforeValidator(_check_section_url),
    Shaped(r"^(?=.*\{reference\})(?=.*\{section\})", "section_url"),
]
RoleId = Annotated[str, Refers("roles")]
TopicId = Annotated[str, Refers("topics")]
LinkId = Annotated[str, Refers("links")]
LawId = Annotated[str, Refers("laws")]
QuestionId = Annotated[str, Refers("questions")]
PlanId = Annotated[str, Refers("plans")]
FormId = Annotated[str, Refers("forms")]
GuideId = Annotated[str, Refers("guides")]
GoalSetId = Annotated[str, Refers("goal_sets")]
RequirementId = Annotated[str, Refers("requirements")]
Roles = Annotated[tuple[RoleId, ...], BeforeValidator(_read_roles), Or(ALL_ROLES[0])]
Questions = tuple[QuestionId, ...]


class Model(BaseModel):
    """A frozen value; keys that are not fields are errors."""

    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True)


class ListHead(Model):
    """The keys of a file with a list, beside the list."""

    comment: Text | None = None
    """For editors, in place of a comment of YAML, which a form would lose; never published."""
