"""The settings of the web form follow the models of the sources."""

import json
from collections.abc import Iterator
from typing import Any

import pytest
import yaml
from jsonschema import Draft7Validator

from generator.editing.admin.config import config, config_text, shown_as_text
from generator.editing.admin.packages import installed
from generator.hub.field_types import Model
from generator.hub.kinds import CHANGES, KINDS, file_model
from generator.hub.model import Hub
from generator.hub.questions import Question
from tests.site_fixtures import ROOT, hub

OWN = config(hub("own"), {"name": "test-repo"}, settings_file="mkdocs.yml")
COLLECTIONS = {found["name"]: found for found in OWN["collections"]}
FILES = {found["name"]: found for found in COLLECTIONS["lists"]["files"]}
TEXTS = ("goal_sets", "plans")
"""The collections whose files are one text each."""
# https://decapcms.org/docs/widgets/
OF_DECAP = {
    "boolean", "datetime", "hidden", "list", "number", "object", "relation", "select", "string",
    "text",
}  # fmt: skip


def every_field(fields: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """Yield fields and the fields in them."""
    for field in fields:
        yield field
        inside = [field["field"]] if "field" in field else field.get("fields", [])
        yield from every_field(inside)


ALL = [
    field
    for group in (*COLLECTIONS.values(), *FILES.values())
    for field in every_field(group.get("fields", []))
]


def named(fields: list[dict[str, Any]], *names: str) -> dict[str, Any]:
    """Return the field with a path of names."""
    *before, last = names
    for name in before:
        fields = named(fields, name)["fields"]
    return next(field for field in fields if field["name"] == last)


def test_what_a_relation_refers_to_has_the_fields() -> None:
    """Sveltia refuses all settings if one has not; ids in files that are one text are listed."""
    relations = [field for field in ALL if field["widget"] == "relation"]
    assert relations
    for field in relations:
        collection = COLLECTIONS[field["collection"]]
        if "file" in field:
            collection = FILES[field["file"]]
        value = field["value_field"].removeprefix(f"{field.get('file')}.*.")
        fields = every_field(collection["fields"])
        assert value in {x["name"] for x in fields}, field["name"]
    plan = named(COLLECTIONS["tasks"]["fields"], "steps", "plan")
    assert plan["widget"] == "select"
    assert {x["value"] for x in plan["options"]} == {plan.id for plan in hub("own").plans}


def test_sveltia_knows_each_setting() -> None:
    """Its own schema accepts the settings."""
    path = installed(ROOT / ".rollehub/admin") / "@sveltia/cms/schema/sveltia-cms.json"
    schema = json.loads(path.read_text("utf-8"))
    assert [error.message for error in Draft7Validator(schema).iter_errors(OWN)] == []


def test_decap_has_each_widget_and_each_kind_of_value() -> None:
    """Its options are texts, and each file collection, folder and field has what it demands."""
    assert {field["widget"] for field in ALL} <= OF_DECAP
    options = [option for field in ALL for option in field.get("options", [])]
    assert {type(option["value"]) for option in options} == {str}
    for field in ALL:
        assert {"name", "label"} <= field.keys()
        assert {type(field.get("hint", "")), type(field.get("required", True))} == {str, bool}
    for found in COLLECTIONS.values():
        assert ("files" in found) != ({"folder", "fields"} <= found.keys())


def test_fields_have_the_order_of_the_model() -> None:
    """The form writes keys in the order of its fields, and `rollehub fmt` in that of the models."""

    def same(fields: list[dict[str, Any]], model: type[Model]) -> None:
        assert [field["name"] for field in fields] == list(model.model_fields)

    for kind in KINDS:
        if kind.name in TEXTS:
            assert [x["name"] for x in COLLECTIONS[kind.name]["fields"]] == ["body"]
        elif kind.name in COLLECTIONS:
            same(COLLECTIONS[kind.name]["fields"], kind.model)
        elif kind.name in FILES:
            same(FILES[kind.name]["fields"], file_model(kind))
            same(named(FILES[kind.name]["fields"], kind.name)["fields"], kind.model)
    assert {*COLLECTIONS, *FILES} == {
        "questions", "guides", "forms", "tasks", "lists", "pages", "settings", *TEXTS,
        "roles", "topics", "links", "terms", "synonyms", "changes", "requirements",
    }  # fmt: skip


def test_each_field_has_norwegian_words() -> None:
    """The label is never the key; an item of a list needs none."""
    assert [field for field in ALL if field["label"] == field["name"]] == []
    shown = [field for field in ALL if field["widget"] != "hidden"]
    keys = {*Question.model_fields, *CHANGES.model.model_fields}
    assert [x["name"] for x in shown if x["name"] in keys and not x.get("hint")] == []


@pytest.mark.parametrize(
    ("fields", "collection", "file", "ids"),
    [
        (named(COLLECTIONS["questions"]["fields"], "links"), "lists", "links", "links.*.id"),
        (named(COLLECTIONS["questions"]["fields"], "cites", "law"), "lists", "links", "links.*.id"),
        (named(FILES["links"]["fields"], "links", "topic"), "lists", "topics", "topics.*.id"),
        (named(FILES["topics"]["fields"], "topics", "questions"), "questions", None, "id"),
        (named(FILES["terms"]["fields"], "terms", "question"), "questions", None, "id"),
        (named(FILES["links"]["fields"], "links", "topic_for", "lis"), "lists", "topics",
         "topics.*.id"),
        (named(FILES["topics"]["fields"], "topics", "order", "lis"), "questions", None, "id"),
    ],
)  # fmt: skip
def test_ids_are_chosen_from_those_that_there_are(
    fields: dict[str, Any], collection: str, file: str | None, ids: str
) -> None:
    """A relation names the collection, the file and the place of the ids in it."""
    found = (fields["widget"], fields["collection"], fields.get("file"), fields["value_field"])
    assert found == ("relation", collection, file, ids)


def test_roles_can_be_all_roles() -> None:
    """A relation could not offer that, so the roles are listed when the form is made."""
    roles = named(COLLECTIONS["questions"]["fields"], "roles")
    assert [option["value"] for option in roles["options"]] == [
        "all", *(role.id for role in hub("own").roles)
    ]  # fmt: skip
    assert roles["options"][0]["label"] == "Alle roller"


def test_a_file_is_named_after_the_id_which_has_a_field_of_its_own() -> None:
    """No title decides about a name or an address."""
    folders = [found for found in COLLECTIONS.values() if found.get("create")]
    assert {found["slug"] for found in folders} == {"{{fields.id}}"}
    assert {found["fields"][0]["name"] for found in folders} == {"id"}


def test_what_fields_would_damage_is_one_text() -> None:
    """The keys of some mappings are data, which would become numbers of a list."""
    assert tuple(kind.name for kind in shown_as_text(hub("own"))) == TEXTS
    for found in (*(COLLECTIONS[name] for name in TEXTS), COLLECTIONS["settings"]):
        # Without a head between two lines, all of a file is the body in this format.
        assert found["format"] == "yaml-frontmatter"
    assert [file["file"] for file in COLLECTIONS["settings"]["files"]] == ["mkdocs.yml"]


def test_a_hub_without_plans_or_pages_has_none_in_the_form() -> None:
    """Only what the hub has is offered."""
    few = Hub(roles=hub("own").roles, questions=hub("own").questions)
    found = config(few, {"name": "test-repo"})["collections"]
    assert [group["name"] for group in found] == ["questions", "lists"]
    assert [file["name"] for file in found[1]["files"]] == ["roles"]


def test_the_text_is_these_settings() -> None:
    """`config.yml` is YAML, and says that it was made."""
    text = config_text(hub("own"), {"name": "test-repo"}, settings_file="mkdocs.yml")
    assert yaml.safe_load(text) == OWN
    assert text.startswith("# Laget av «rollehub admin»")
