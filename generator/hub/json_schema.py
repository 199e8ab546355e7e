"""The models of the source files -> JSON Schemas (draft-07), with the words for editors in bokmål.

In: a model, and the ids that a text can refer to. Out: a schema as plain data. pydantic writes the
schema of a newer draft, which is brought back to the one that editors know:
https://json-schema.org/draft-07/json-schema-release-notes
"""

from collections.abc import Mapping
from enum import Enum
from typing import Any

from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue
from pydantic_core import core_schema

from generator.hub.field_types import REFERS, SHAPE, Model
from generator.hub.keys import label_of, said_of, words_of

DRAFT = "http://json-schema.org/draft-07/schema#"
Ids = Mapping[str, Mapping[str, str]]
"""What texts refer to (the name of a kind, or `laws`) -> id -> what an editor is told about it."""


def json_schema(model: type[Model], title: str, ids: Ids) -> dict[str, Any]:
    """Return the schema of a source file.

    Where a text is the id of something, the ids of this hub are offered. `title` is the name of the
    file.
    """
    written = model.model_json_schema(
        schema_generator=_Generator, ref_template="#/definitions/{model}"
    )
    definitions = written.pop("$defs", {})
    for definition in definitions.values():  # docstrings are English
        definition.pop("title", None)
        definition.pop("description", None)
    converted: dict[str, Any] = _converted(written, ids)
    if definitions:
        converted["definitions"] = {
            name: _converted(definition, ids) for name, definition in sorted(definitions.items())
        }
    return {"$schema": DRAFT, **converted, "title": title}


class _Generator(GenerateJsonSchema):
    """pydantic's own, with the words for editors."""

    def model_schema(self, schema: core_schema.ModelSchema) -> JsonSchemaValue:
        """Return the schema of a model, with a title, help and an example for each key."""
        written = super().model_schema(schema)
        model = schema["cls"]
        for key, value in written.get("properties", {}).items():
            words = words_of(model, key)
            about: dict[str, Any] = {"title": words.title, "description": words.help}
            if words.example is not None:
                about["examples"] = [words.example]
            value.pop("title", None)
            if "$ref" in value:  # nothing beside a reference counts in draft-07
                value["allOf"] = [{"$ref": value.pop("$ref")}]
            value.update(about)
        return written

    def enum_schema(self, schema: core_schema.EnumSchema) -> JsonSchemaValue:
        """Return the schema of fixed values, with what each is called in a form."""
        values: list[Enum] = schema["members"]
        labels = [label_of(value) for value in values]
        return {
            "type": "string",
            "enum": [value.value for value in values],
            "enumDescriptions": labels,
            "markdownEnumDescriptions": labels,
        }


def _converted(schema: Any, ids: Ids) -> Any:
    """Return a part of a schema in draft-07, with the ids of this hub."""
    if isinstance(schema, list):
        return [_converted(part, ids) for part in schema]
    if not isinstance(schema, dict):
        return schema
    ours = (REFERS, SHAPE)
    made = {key: _converted(value, ids) for key, value in schema.items() if key not in ours}
    if SHAPE in schema:
        made["patternErrorMessage"] = said_of(schema[SHAPE])
    if "examples" in made and (examples := _of_this_hub(schema, ids)) is not None:
        made["examples"] = examples
    if made.get("type") == "array" and "minLength" in made:
        made["minItems"] = made.pop("minLength")
    if made.get("default", ...) in (None, "", [], {}):
        del made["default"]
    known = ids.get(schema.get(REFERS, ""), {})
    if known:
        made |= {"enum": list(known), "enumDescriptions": list(known.values())}
        made["markdownEnumDescriptions"] = list(known.values())
    names = made.get("propertyNames", {}).get("enum")
    if names:  # programs complete keys that have a name each
        said = made.pop("propertyNames")["enumDescriptions"]
        inner = made.pop("additionalProperties", True)
        made["properties"] = {
            name: _titled(inner, title) for name, title in zip(names, said, strict=True)
        }
        made["additionalProperties"] = False
    return made


def _of_this_hub(schema: dict[str, Any], ids: Ids) -> list[Any] | None:
    """Return examples with ids of this hub for what has ids; None for anything else."""
    if REFERS in schema.get("propertyNames", {}):
        return []
    for part in (schema, *schema.get("anyOf", ())):
        if REFERS in part:
            return list(ids.get(part[REFERS], {}))[:1]
        items = part.get("items")
        if isinstance(items, dict) and REFERS in items:
            return [list(ids.get(items[REFERS], {}))[:2]]
    return None


def _titled(schema: Any, title: str) -> Any:
    """Return a schema with a title, which may be a reference."""
    if isinstance(schema, dict) and "$ref" in schema:
        return {"title": title, "allOf": [schema]}
    return {**schema, "title": title} if isinstance(schema, dict) else {"title": title}
