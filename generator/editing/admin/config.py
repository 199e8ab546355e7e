"""The settings of a web form, `config.yml`, from a hub.

In: the hub, and its code host. Out: what Sveltia CMS and Decap CMS read: a collection for each
folder of sources, one for the files with lists, and one for the pages. A kind with values that no
field leaves as they are is not offered.
"""

import json
from collections.abc import Mapping
from typing import Any

from generator.editing.admin.fields import Field, Ids, NoFieldError, fields_of, title_key
from generator.hub.keys import words_of
from generator.hub.kinds import CONTENT, KINDS, LINKS, Kind, file_model
from generator.hub.model import Hub
from generator.hub.pages import PAGES
from generator.sources.canonical import canonical

LISTS = "lists"
"""The collection of the files with a list each."""


def config_text(hub: Hub, backend: Mapping[str, Any], *, proposals: bool = True) -> str:
    """Return the text of `config.yml` for a hub."""
    text = json.dumps(config(hub, backend, proposals=proposals), ensure_ascii=False)
    return f"# Laget av «rollehub admin» av modellen. Endringer her går tapt.\n{canonical(text)}"


def config(hub: Hub, backend: Mapping[str, Any], *, proposals: bool = True) -> dict[str, Any]:
    """Return the settings of the form for a hub.

    With `proposals`, each changed file becomes a proposal of its own. Otherwise changes are saved
    in the branch, and a new question together with its place in a topic.
    """
    offered = {kind: fields for kind in KINDS if (fields := _fields(kind, hub)) is not None}
    lists = [_file(kind, fields) for kind, fields in offered.items() if not kind.is_folder]
    return {
        "backend": dict(backend),
        "publish_mode": "editorial_workflow" if proposals else "simple",
        "media_folder": f"{CONTENT}/images",
        # What says nothing is left out, as `rollehub fix` does.
        "output": {"omit_empty_optional_fields": True},
        "editor": {"preview": False},
        "slug": {"encoding": "ascii", "clean_accents": True},
        "collections": [
            *(_folder(kind, fields) for kind, fields in offered.items() if kind.is_folder),
            {"name": LISTS, "label": "Lister", "files": lists},
            *([_pages()] if hub.pages else []),
        ],
    }


def not_offered(hub: Hub) -> list[Kind[Any]]:
    """Return the kinds that the hub has, and that the form must leave alone."""
    return [kind for kind in KINDS if kind.of(hub) and _fields(kind, hub) is None]


def _ids(hub: Hub) -> dict[str, Ids]:
    """Return what values can refer to, and where the form finds the ids."""
    found = {kind.name: _ids_of(kind, hub) for kind in KINDS if kind.has_ids}
    return {**found, "laws": found[LINKS.name]}


def _ids_of(kind: Kind[Any], hub: Hub) -> Ids:
    title = title_key(kind.model)
    titles = {item.id: getattr(item, title) for item in kind.of(hub)}
    if kind.is_folder:
        return Ids(collection=kind.name, id_path="id", title_path=title, titles=titles)
    before = f"{kind.name}.*"
    return Ids(
        collection=LISTS, file=kind.name, id_path=f"{before}.id", title_path=f"{before}.{title}",
        titles=titles,
    )  # fmt: skip


def _fields(kind: Kind[Any], hub: Hub) -> list[Field] | None:
    """Return the fields of a file of a kind; None if the hub has none, or the form may not."""
    if not kind.of(hub):
        return None
    try:
        return fields_of(file_model(kind), _ids(hub))
    except NoFieldError:
        return None


def _folder(kind: Kind[Any], fields: list[Field]) -> dict[str, Any]:
    title = title_key(kind.model)
    one, all_ = kind.words
    return {
        "name": kind.name,
        "label": all_.capitalize(),
        "label_singular": one.partition(" ")[2],
        "folder": kind.path,
        "extension": "yaml",
        "format": "yaml",
        "create": True,
        # Files are named after the id, which a changed title leaves alone.
        "slug": "{{fields.id}}",
        "identifier_field": title,
        "summary": f"{{{{{title}}}}}",
        "fields": fields,
    }


def _file(kind: Kind[Any], fields: list[Field]) -> dict[str, Any]:
    label = words_of(file_model(kind), kind.name).title
    return {"name": kind.name, "label": label, "file": kind.path, "fields": fields}


def _pages() -> dict[str, Any]:
    fields = [
        _page_field("title", "Tittel", "string", "Navnet på siden i nettleseren og i søk."),
        _page_field("description", "Beskrivelse", "text", "Hva siden handler om, i én setning."),
        _page_field("body", "Tekst", "text", "Markdown, med henvisninger som i svar."),
    ]
    return {
        "name": "pages",
        "label": "Sidene",
        "folder": PAGES,
        "extension": "md",
        "format": "yaml-frontmatter",
        "create": False,
        "identifier_field": "title",
        "fields": fields,
    }


def _page_field(name: str, label: str, widget: str, hint: str) -> Field:
    required = name == "body"
    return {"name": name, "label": label, "widget": widget, "required": required, "hint": hint}
