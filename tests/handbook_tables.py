"""The tables of keys in the editors' handbook, made from the models and `keys.yaml`."""

import re

from generator.hub.field_types import Model
from generator.hub.keys import words_of
from generator.hub.links import Link
from generator.hub.model import Role, Term
from generator.hub.questions import Question

TABLES: dict[str, type[Model]] = {
    "Filen til et spørsmål": Question,
    "Lenker": Link,
    "Legge til en rolle": Role,
    "Ordlisten": Term,
}
"""The section of the handbook -> the model whose keys are in its first table of keys."""
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
    for section, model in TABLES.items():
        before, heading, rest = text.partition(f"\n## {section}\n")
        found = re.search(re.escape(_HEAD) + r"(?:\|.*\n)+", rest)
        assert found, section
        assert "\n## " not in rest[: found.start()], section
        text = f"{before}{heading}{rest[: found.start()]}{table(model)}{rest[found.end() :]}"
    return text
