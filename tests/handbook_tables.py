"""The tables of keys in the editors' handbook, made from the models and `keys.yaml`."""

import re
from collections.abc import Iterator
from enum import Enum
from types import NoneType, UnionType
from typing import Annotated, Any, Union, get_args, get_origin

from generator.hub.field_types import Model
from generator.hub.forms import Field, Form, Section, Total
from generator.hub.guides import Guide, GuideField, Part, Step
from generator.hub.keys import label_of, words_of
from generator.hub.links import Link
from generator.hub.model import Role, SameWords, Term
from generator.hub.plans import Arena, ArenaGoals, Gap, Plan
from generator.hub.questions import Question, Variant
from generator.hub.tasks import Task, TaskStep

TABLES: dict[str, tuple[type[Model], ...]] = {
    "## Filen til et spørsmål": (Question,),
    "## Egen tekst for en rolle": (Variant,),
    "## Lenker": (Link,),
    "## Legge til en rolle": (Role,),
    "## Ordlisten": (Term,),
    "## Ord som søket regner som like": (SameWords,),
    "### Nøklene i en plan": (Plan, Arena, ArenaGoals, Gap),
    "## Veiledninger til skjemaer": (Guide, Part, Step, GuideField),
    "## Skjemaer": (Form, Section, Total),
    "### Felt i et skjema": (Field,),
    "## Oppgaver": (Task, TaskStep),
}
"""The heading of a section of the handbook -> the models with its tables, in their order."""
EXPLAINED: dict[type[Model], tuple[type[Model], str]] = {
    Plan: (Question, "Som i [et spørsmål](#filen-til-et-sporsmal)."),
    Guide: (Question, "Som i [et spørsmål](#filen-til-et-sporsmal)."),
    Form: (Question, "Som i [et spørsmål](#filen-til-et-sporsmal)."),
    GuideField: (Field, "Som i [et felt i et skjema](#felt-i-et-skjema)."),
}
"""A model -> the one whose table explains keys that mean the same in both, and where that is."""
_HEAD = "| Nøkkel | Må være med | Betydning |\n| --- | --- | --- |\n"


def table(model: type[Model]) -> str:
    """Return the table of the keys of a model, in their order; those explained elsewhere last."""
    other, where = EXPLAINED.get(model, (None, ""))
    same = [key for key in model.model_fields if other and _means_the_same(key, model, other)]
    rows = [_row(model, key) for key in model.model_fields if key not in same]
    if same:
        rows.append(f"| {', '.join(f'`{key}`' for key in same)} | | {where} |\n")
    return _HEAD + "".join(rows)


def _means_the_same(key: str, model: type[Model], other: type[Model]) -> bool:
    return key in other.model_fields and words_of(model, key) == words_of(other, key)


def _row(model: type[Model], key: str) -> str:
    field, words = model.model_fields[key], words_of(model, key)
    needed = "ja" if field.is_required() else "nei"
    said = words.handbook or f"{words.help}{_choices(field.annotation)}"
    return f"| `{key}` | {needed} | {said} |\n"


def _choices(annotation: Any) -> str:
    """Return what a key can be, if that is one of some fixed values."""
    values = [f"`{value.value}` ({label_of(value)})" for x in _enums(annotation) for value in x]
    return f" Verdier: {', '.join(values)}." if values else ""


def _enums(annotation: Any) -> Iterator[type[Enum]]:
    if isinstance(annotation, type) and issubclass(annotation, Enum):
        yield annotation
    elif get_origin(annotation) is Annotated:
        yield from _enums(get_args(annotation)[0])
    elif get_origin(annotation) in (Union, UnionType, tuple):
        for part in get_args(annotation):
            if part not in (NoneType, Ellipsis):
                yield from _enums(part)


def with_tables(text: str) -> str:
    """Return the handbook with all of its tables of keys as they should be. Each must be there."""
    for heading, models in TABLES.items():
        before, found, rest = text.partition(f"\n{heading}\n")
        assert found, heading
        end = re.search(r"^#{2,3} ", rest, flags=re.MULTILINE)
        section, after = (rest[: end.start()], rest[end.start() :]) if end else (rest, "")
        tables = list(re.finditer(re.escape(_HEAD) + r"(?:\|.*\n)+", section))
        assert len(tables) == len(models), heading
        for match, model in reversed([*zip(tables, models, strict=True)]):
            section = f"{section[: match.start()]}{table(model)}{section[match.end() :]}"
        text = f"{before}{found}{section}{after}"
    assert text.count("\n| Nøkkel |") == sum(map(len, TABLES.values()))
    return text
