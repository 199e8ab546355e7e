"""The hub -> a JSON Schema for each kind of source file, which programs complete keys from.

In: the folder of a hub. Out: the texts of the schemas, which offer the ids of this hub.
"""

import json
from collections.abc import Iterable
from pathlib import Path

from generator.hub.field_types import Model
from generator.hub.json_schema import Ids, json_schema
from generator.hub.kinds import KINDS, OPTIONS_FILE, file_model
from generator.hub.links import LinkKind
from generator.hub.load import read_hub
from generator.hub.options import Options

SCHEMAS = Path(".rollehub/schema")
"""Where the schemas are, relative to the hub; `.vscode/settings.json` names them there."""


def schemas(root: Path) -> dict[str, str]:
    """Return the name of each schema and its text.

    Never raises for what is wrong in the files: an item that cannot be read has no title.
    """
    ids = _ids(root)
    models: list[tuple[str, str, type[Model]]] = [
        (kind.name, kind.path, file_model(kind)) for kind in KINDS
    ]
    models.append(("settings", OPTIONS_FILE, Options))
    made = {f"{name}.json": json_schema(model, path, ids) for name, path, model in models}
    return {
        name: f"{json.dumps(schema, ensure_ascii=False, indent=2)}\n"
        for name, schema in made.items()
    }


def files_of() -> dict[str, str]:
    """Return the name of each schema and the pattern of the files that it is for."""
    patterns = {
        f"{kind.name}.json": f"{kind.path}/*.yaml" if kind.is_folder else kind.path
        for kind in KINDS
    }
    return {**patterns, "settings.json": OPTIONS_FILE}


def _ids(root: Path) -> Ids:
    hub, origins, _ = read_hub(root)
    titles = {
        "roles": {role.id: role.name for role in hub.roles},
        "topics": {topic.id: topic.title for topic in hub.topics},
        "links": {link.id: link.title for link in hub.links},
        "questions": {question.id: question.question for question in hub.questions},
        "goal_sets": {each.id: each.name for each in getattr(hub, "goal_sets", ())},
        "requirements": {each.id: each.title for each in getattr(hub, "requirements", ())},
    }
    found = {name: _with_unread(known, origins.known[name]) for name, known in titles.items()}
    laws = {link.id: link.title for link in hub.links if link.kind is LinkKind.LAW}
    return {**found, "laws": laws}


def _with_unread(titles: dict[str, str], known: Iterable[str]) -> dict[str, str]:
    """Return the titles, with an empty one for what is there and could not be read."""
    return {**titles, **{id_: "" for id_ in sorted(known) if id_ not in titles}}
