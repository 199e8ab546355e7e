"""The settings of a web form, `config.yml`, from a hub.

In: the hub, and its code host. Out: what Sveltia CMS and Decap CMS read: a collection for each
folder of sources, one for the files with lists, one for the pages, and one for the settings. The
settings, and a kind with values that no field leaves as they are, are offered as whole texts.
"""

import json
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from generator.editing.admin.fields import Field, Ids, NoFieldError, fields_of, title_key
from generator.hub.keys import words_of
from generator.hub.kinds import CONTENT, KINDS, LINKS, Kind, file_model
from generator.hub.model import Hub
from generator.hub.pages import PAGES
from generator.sources.canonical import canonical

LISTS = "lists"
"""The collection of the files with a list each."""
SETTINGS = "settings"
"""The collection of the file with the settings, and that file in it."""
_TEXTS = "yaml-frontmatter"
"""The format of pages, and of files with nothing but the text after a head that is not there."""
_BODY = "body"
_KINDS = {kind.name: kind for kind in KINDS}
_WHOLE = {
    "name": _BODY,
    "label": "Filen",
    "widget": "text",
    "hint": "Hele filen, slik den er lagret. Innrykkene sier hva som hører sammen.",
}
"""The field of a file that is one text."""


def config_text(
    hub: Hub, backend: Mapping[str, Any], *, proposals: bool = True, settings_file: str = ""
) -> str:
    """Return the text of `config.yml` for a hub."""
    found = config(hub, backend, proposals=proposals, settings_file=settings_file)
    text = json.dumps(found, ensure_ascii=False)
    return f"# Laget av «rollehub admin» av modellen. Endringer her går tapt.\n{canonical(text)}"


def config(
    hub: Hub, backend: Mapping[str, Any], *, proposals: bool = True, settings_file: str = ""
) -> dict[str, Any]:
    """Return the settings of the form for a hub.

    With `proposals`, each changed file becomes a proposal of its own. Otherwise changes are saved
    in the branch, and a new question together with its place in a topic.
    """
    there = {kind: _fields(kind, hub) for kind in KINDS if kind.of(hub)}
    lists = [_file(kind, fields) for kind, fields in there.items() if fields and not kind.is_folder]
    return {
        "backend": dict(backend),
        "publish_mode": "editorial_workflow" if proposals else "simple",
        "media_folder": f"{CONTENT}/images",
        # What says nothing is left out, as `rollehub fix` does.
        "output": {"omit_empty_optional_fields": True},
        "editor": {"preview": False},
        "slug": {"encoding": "ascii", "clean_accents": True},
        "collections": [
            *(_folder(kind, fields) for kind, fields in there.items() if fields and kind.is_folder),
            {"name": LISTS, "label": "Lister", "files": lists},
            *(_as_text(kind) for kind, fields in there.items() if not fields),
            *([_pages()] if hub.pages else []),
            *([_settings(settings_file)] if settings_file else []),
        ],
    }


def shown_as_text(hub: Hub) -> list[Kind[Any]]:
    """Return the kinds that the hub has, and whose files have values that no field keeps."""
    return [kind for kind in KINDS if kind.of(hub) and not _fields(kind, hub)]


def _ids(hub: Hub) -> dict[str, Ids]:
    """Return what values can refer to, and where the form finds the ids."""
    found = {kind.name: _ids_of(kind, hub) for kind in KINDS if kind.has_ids}
    found["laws"] = found[LINKS.name]
    return {
        name: replace(ids, is_text=name in _KINDS and not _fits(_KINDS[name], found))
        for name, ids in found.items()
    }


def _fits(kind: Kind[Any], ids: Mapping[str, Ids]) -> bool:
    """Whether each value of a file of a kind fits a field."""
    try:
        fields_of(file_model(kind), ids)
    except NoFieldError:
        return False
    return True


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
    """Return the fields of a file of a kind; None if one of its values fits no field."""
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


def _as_text(kind: Kind[Any]) -> dict[str, Any]:
    """Return the collection of a folder whose files have one field each, with all of the text."""
    return {
        **_texts(kind.name, f"{kind.words[1].capitalize()} (hele filer)", kind.path, "yaml"),
        "identifier_field": _BODY,
        "summary": "{{filename}}",
        "fields": [_WHOLE],
    }


def _settings(path: str) -> dict[str, Any]:
    file = {"name": SETTINGS, "label": path, "file": path, "fields": [_WHOLE]}
    return {"name": SETTINGS, "label": "Innstillinger", "format": _TEXTS, "files": [file]}


def _pages() -> dict[str, Any]:
    fields = [
        _page_field("title", "Tittel", "string", "Navnet på siden i nettleseren og i søk."),
        _page_field("description", "Beskrivelse", "text", "Hva siden handler om, i én setning."),
        _page_field(_BODY, "Tekst", "text", "Markdown, med henvisninger som i svar."),
    ]
    pages = _texts("pages", "Sidene", PAGES, "md")
    return {**pages, "identifier_field": "title", "fields": fields}


def _texts(name: str, label: str, folder: str, extension: str) -> dict[str, Any]:
    """Return what a collection of files that are text begins with."""
    return {
        "name": name,
        "label": label,
        "folder": folder,
        "extension": extension,
        "format": _TEXTS,
        "create": False,
    }


def _page_field(name: str, label: str, widget: str, hint: str) -> Field:
    required = name == _BODY
    return {"name": name, "label": label, "widget": widget, "required": required, "hint": hint}
