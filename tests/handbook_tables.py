"""The tables of keys in the editors' handbook, made from the models and `keys.yaml`."""

import re

from generator.hub.field_types import Model
from generator.hub.keys import words_of
from generator.hub.links import Link
from generator.hub.model import Role, Term
from generator.hub.questions import Question
from generator.hub.tasks import Task, TaskStep

TABLES: dict[str, tuple[type[Model], ...]] = {
    "Filen til et spørsmål": (Question,),
    "Lenker": (Link,),
    "Legge til en rolle": (Role,),
    "Ordlisten": (Term,),
    "Oppgaver": (Task, TaskStep),
}
"""The section of the handbook -> the models whose keys are in its first tables of keys."""
_HEAD = "| Nøkkel | Må være med | Betydning |\n| --- | --- | --- |\n"


def table(model: type[Model]) -> str:
    """Return the table of the keys of a model, in their order."""
    rows = []
    for key, field in model.model_fields.items():
        words = words_of(model, key)
        needed = "ja" if field.is_required() else "nei"
        rows.append(f"| `{key}` | {needed} | {words.handbook or words.help} |\n")
    return _HEAD + "".join(rows)


def with_tables(text: str) -> str:
    """Return the handbook with each of the tables as it should be. Each must be there."""
    for section, models in TABLES.items():
        before, heading, rest = text.partition(f"\n## {section}\n")
        done = f"{before}{heading}"
        for model in models:
            found = re.search(re.escape(_HEAD) + r"(?:\|.*\n)+", rest)
            assert found, section
            assert "\n## " not in rest[: found.start()], section
            done += rest[: found.start()] + table(model)
            rest = rest[found.end() :]
        text = done + rest
    return text
