"""The settings file of a hub -> its settings, and what is wrong in the file.

In: the folder of the hub. `mkdocs.yml` has the settings if it uses our plugin, otherwise
`rollehub.yaml`. Without either, every setting has its default. Keys of `mkdocs.yml` that are
MkDocs' own are ignored.
"""

import os
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from generator.hub.folder import bytes_of
from generator.hub.kinds import OPTIONS_FILE
from generator.hub.options import InMkDocs, Options
from generator.hub.traps import trap_problems
from generator.hub.validation import about, shape_problems
from generator.language import LANGUAGES, SOURCE, say
from generator.problems import Code, Place, Problem
from generator.sources.core_schema import plain_value
from generator.sources.document import Document, Location, Mark
from generator.sources.reader import read

PLUGIN = "rollehub"
"""The name of our plugin in `mkdocs.yml`."""
MKDOCS_FILES = ("mkdocs.yml", "mkdocs.yaml")
"""The names that MkDocs gives its own file, the first that exists."""
_DEFAULT_NAME = "Rollehub"
_OF_MKDOCS = {"enabled"}  # MkDocs' own option of every plugin
_ENV = "!ENV"


def read_options(
    root: Path, name: str | None = None, variables: Mapping[str, str] = os.environ
) -> tuple[Options | None, list[Problem]]:
    """Return the settings of the hub in folder `root`, and all problems of its settings file.

    The settings are None if there are errors. `name` is that of the file, if it is known to be
    MkDocs'; `variables` is the environment. Never raises for what is wrong in the file. If the hub
    is in a newer format, that is the only problem.
    """
    options, problems = _read(root, name, variables)
    newer = newer_format(problems)
    return (None, [newer]) if newer else (options, problems)


def _read(
    root: Path, name: str | None, variables: Mapping[str, str]
) -> tuple[Options | None, list[Problem]]:
    problems: list[Problem] = []
    if name is None:
        name, problems = _found(root)
    if name is None:
        return _validated(Document("", "", {"site_name": _DEFAULT_NAME}, {}), variables)
    document, found = _document(root, name)
    problems += found
    if document is None:
        return None, problems
    if name != OPTIONS_FILE:
        document, found = _of_mkdocs(document, variables)
        if document is None:
            return None, [*problems, *found]
        options, more = _validated(document, {})
        return (None if found else options), [*problems, *found, *more]
    options, found = _validated(document, variables)
    return options, [*problems, *found]


def language_of_hub(
    root: Path, name: str | None = None, variables: Mapping[str, str] = os.environ
) -> str:
    """Return the language of the hub in folder `root`, whatever else is wrong in its settings.

    It is bokmål if the settings name none that we have. The arguments are those of `read_options`.
    """
    name = name or _found(root)[0]
    document = _document(root, name)[0] if name else None
    value: Any = document.data if document else None
    for key in ("language",) if name == OPTIONS_FILE else _mkdocs_keys("language"):
        value = value.get(key) if isinstance(value, dict) else None
    value = variables.get("ROLLEHUB_LANGUAGE") or value
    return value if value in LANGUAGES else SOURCE


def newer_format(problems: Iterable[Problem]) -> Problem | None:
    """Return the problem that says that the sources are in a newer format than we can read.

    Whatever else seems wrong in them may be right in that format.
    """
    return next((x for x in problems if x.code is Code.NEWER_FORMAT), None)


def options_name(root: Path) -> str:
    """Return the name of the settings file of a hub, whether or not it has one."""
    return _found(root)[0] or OPTIONS_FILE


def _found(root: Path) -> tuple[str | None, list[Problem]]:
    """Return the name of the settings file, and a problem if there is a second one."""
    has_own = os.path.lexists(root / OPTIONS_FILE)
    theirs = next((name for name in MKDOCS_FILES if os.path.lexists(root / name)), None)
    if theirs is None:
        return (OPTIONS_FILE if has_own else None), []
    if not has_own:
        return theirs, []
    document, _ = _document(root, theirs)
    if document and plugin_at(document) is None:
        return OPTIONS_FILE, []
    message = say(
        "filen blir ikke lest, for innstillingene er i «%(theirs)s»; behold én av dem",
        theirs=theirs,
    )
    return theirs, [Problem(Place(OPTIONS_FILE), Code.UNEXPECTED_FILE, message)]


def _document(root: Path, name: str) -> tuple[Document | None, list[Problem]]:
    raw, problem = bytes_of(root / name, name)
    if problem:
        return None, [problem]
    return read(name, raw, foreign=name != OPTIONS_FILE)


def _validated(
    document: Document, variables: Mapping[str, str]
) -> tuple[Options | None, list[Problem]]:
    """Return the settings in a document; `variables` are used before what is written there."""
    named = {name: f"ROLLEHUB_{name.upper()}" for name in Options.model_fields}
    given = {name: variables[named[name]] for name in named if variables.get(named[name])}
    data = {**document.data, **given} if isinstance(document.data, dict) else document.data
    problems = list(trap_problems(document, Options))
    try:
        return Options.model_validate(data), problems
    except ValidationError as error:
        found = shape_problems(document, (), Options, error)
    for name in given:
        start, instead = about(name), say("miljøvariabelen %(named)s: ", named=named[name])
        found = [
            replace(each, place=document.place(), message=instead + each.message[len(start) :])
            if each.message.startswith(start)
            else each
            for each in found
        ]
    return None, [*problems, *found]


def plugin_at(document: Document) -> Location | None:
    """Return the location of our plugin's options in `mkdocs.yml`; None if it is not used."""
    data = document.data
    plugins = data.get("plugins") if isinstance(data, dict) else None
    if isinstance(plugins, dict):
        return ("plugins", PLUGIN) if PLUGIN in plugins else None
    for number, plugin in enumerate(plugins if isinstance(plugins, list) else ()):
        if plugin == PLUGIN:
            return ("plugins", number)
        if isinstance(plugin, dict) and PLUGIN in plugin:
            return ("plugins", number, PLUGIN)
    return None


def settings_in(document: Document) -> dict[str, Location]:
    """Return setting -> its location in `mkdocs.yml`, in the order of the model."""
    plugin = plugin_at(document)
    return {} if plugin is None else _locations(document, plugin)


def _of_mkdocs(
    document: Document, variables: Mapping[str, str]
) -> tuple[Document | None, list[Problem]]:
    """Return a document with only our settings, as `rollehub.yaml` would have them.

    Every value keeps its place in `mkdocs.yml`. The document is None if our plugin is not used.
    """
    plugin = plugin_at(document)
    if not isinstance(document.data, dict):
        return document, []
    if plugin is None:
        message = say(
            "filen bruker ikke Rollehub; skriv «- %(plugin)s» under «plugins»", plugin=PLUGIN
        )
        return None, [Problem(document.place(("plugins",)), Code.MISSING_KEY, message)]
    problems = list(_misplaced(document, plugin))
    data: dict[str, Any] = {}
    marks: dict[Location, Mark] = {(): document.marks[()]}
    for name, location in _locations(document, plugin).items():
        value, found = _value(document, location, variables)
        problems += found
        is_default = value is None and name != "site_name"
        if found or is_default:
            continue
        data[name] = value
        marks[name,] = document.marks[location]
        if location not in document.tags:  # the value is as it is written
            size = len(location)
            marks |= {
                (name, *at[size:]): mark
                for at, mark in document.marks.items()
                if at[:size] == location
            }
    return replace(document, data=data, marks=marks, tags={}), problems


def _mkdocs_keys(name: str) -> tuple[str, ...]:
    """Return the keys of a setting that MkDocs has a place for; an empty tuple for the others."""
    field = Options.model_fields[name]
    return next((x.keys for x in field.metadata if isinstance(x, InMkDocs)), ())


def _locations(document: Document, plugin: Location) -> dict[str, Location]:
    """Return setting -> its location in `mkdocs.yml`, with unknown options of our plugin."""
    wanted: dict[str, Location] = {
        name: _mkdocs_keys(name) or (*plugin, name) for name in Options.model_fields
    }
    options = _at(document.data, plugin)
    for name in options if isinstance(options, dict) else ():
        if name not in wanted and name not in _OF_MKDOCS:
            wanted[name] = (*plugin, name)
    return {name: at for name, at in wanted.items() if at in document.marks}


def _misplaced(document: Document, plugin: Location) -> Iterator[Problem]:
    """Yield a problem for each setting that is written where nothing reads it."""
    if "INHERIT" in document.data:
        message = say("«INHERIT» kan ikke brukes her; skriv innstillingene i denne filen")
        yield Problem(document.place(("INHERIT",), key=True), Code.UNKNOWN_KEY, message)
    for name in Options.model_fields:
        keys = _mkdocs_keys(name)
        inside, outside = (*plugin, name), (name,)
        if keys and inside in document.marks:
            where = f"«{' → '.join(keys)}»" if len(keys) > 1 else say("øverste nivå")
            message = say(
                "«%(name)s» blir ikke lest her; skriv den på %(where)s", name=name, where=where
            )
            yield Problem(document.place(inside, key=True), Code.UNKNOWN_KEY, message)
        if not keys and outside in document.marks:
            message = say(
                "«%(name)s» blir ikke lest her; skriv den under «%(plugin)s» i «plugins»",
                name=name,
                plugin=PLUGIN,
            )
            yield Problem(document.place(outside, key=True), Code.UNKNOWN_KEY, message)
    options = _at(document.data, plugin)
    if plugin[-1] == PLUGIN and options is not None and not isinstance(options, dict):
        message = say(
            "«%(plugin)s»: her skal det stå innstillinger (skriv «nøkkel: verdi»)", plugin=PLUGIN
        )
        yield Problem(document.place(plugin), Code.WRONG_TYPE, message)


def _value(
    document: Document, location: Location, variables: Mapping[str, str]
) -> tuple[Any, list[Problem]]:
    """Return a value of `mkdocs.yml`, with `!ENV` replaced as MkDocs does.

    https://www.mkdocs.org/user-guide/configuration/#environment-variables
    """
    value = _at(document.data, location)
    tag = document.tags.get(location)
    if tag is None:
        return value, []
    names = value if isinstance(value, list) else [value]
    if tag != _ENV or not all(isinstance(name, str) for name in names[:1] + names[:-1]):
        message = say(
            "«%(tag)s» kan ikke brukes her; skriv verdien, eller !ENV [NAVN, verdi]", tag=tag
        )
        return None, [Problem(document.place(location), Code.TAG, message)]
    *names, default = names if len(names) > 1 else [*names, None]
    found = next((variables[name] for name in names if name in variables), None)
    return (default if found is None else plain_value(found)), []


def _at(data: Any, location: Location) -> Any:
    """Return the value at a location; None if there is none."""
    for step in location:
        try:
            data = data[step]
        except (LookupError, TypeError):
            return None
    return data
