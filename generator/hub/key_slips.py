"""Keys that are unknown, missing, or in the wrong group -> what was meant, with the mended line.

In: a document, the model of the whole file, and pydantic's details. Out: problems.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import Any

from generator.hub.field_types import Model
from generator.hub.keys import words_of
from generator.hub.norwegian import key_meant
from generator.hub.types_at import model_at
from generator.language import say
from generator.problems import Code, Problem
from generator.sources.document import Document, Location
from generator.sources.scalars import spelling
from generator.sources.slips import shown, spaces

_LONGEST_EXAMPLE = 40


def moved_out(
    document: Document, model: type[Model], wrong: Sequence[Location]
) -> Iterator[tuple[Problem, list[Location]]]:
    """Yield a problem for keys that are not indented as far as their group, and their locations.

    `wrong` are the locations of what is wrong; that of the empty group comes along.
    """
    found = [(holder, at) for at in wrong if (holder := _holder(document, model, at))]
    for holder, pairs in groupby(found, lambda pair: pair[0]):
        keys = [at for _, at in pairs]
        mark = document.marks[holder]
        indent = mark.key_column + 2
        line = document.text.split("\n")[document.marks[keys[0]].key_line].strip()
        message = say(
            "%(keys)s skal ha %(spaces)s foran seg, under «%(holder)s:»; skriv «%(mended)s»",
            keys=", ".join(f"«{at[-1]}»" for at in keys),
            spaces=spaces(indent),
            holder=holder[-1],
            mended=" " * indent + shown(line),
        )
        place = document.place(keys[0], key=True)
        yield Problem(place, Code.WRONG_TYPE, message), [*keys, holder]


def _holder(document: Document, model: type[Model], at: Location) -> Location | None:
    """Return the empty group, further up at the same indentation, that a key belongs to."""
    if not at or not isinstance(at[-1], str):
        return None
    siblings = _data(document, at[:-1])
    if not isinstance(siblings, dict) or at[-1] not in siblings:
        return None
    keys = list(siblings)
    for key in reversed(keys[: keys.index(at[-1])]):
        group = model_at(model, (*at[:-1], key))
        if siblings[key] is None:
            is_there = group is not None and at[-1] in group.model_fields
            return (*at[:-1], key) if is_there else None
    return None


def _data(document: Document, location: Location) -> Any:
    data = document.data
    try:
        for step in location:
            data = data[step]
    except (KeyError, IndexError, TypeError):
        return None
    return data


def meant_at(document: Document, model: type[Model], location: Location) -> Location | None:
    """Return the location of the key that an unknown key stands for, if it is clear."""
    name, parent = str(location[-1]), location[:-1]
    inner = model_at(model, parent)
    data = _data(document, parent)
    if inner is None or not isinstance(data, dict):
        return None
    glued = re.match(r"([A-Za-z_]+)(?::|\s+[\"'\w])", name)
    meant = (glued and key_meant(glued[1], inner)) or key_meant(name, inner)
    if meant is not None:
        return (*parent, meant)
    for depth in range(len(parent) - 1, -1, -1):  # a key of a group outside, indented too much
        outer, around = model_at(model, parent[:depth]), _data(document, parent[:depth])
        if outer and name in outer.model_fields and name not in around:
            return (*parent[:depth], name)
    return None


def unknown_keys(
    document: Document, model: type[Model], unknown: Sequence[Location], missing: Sequence[Location]
) -> tuple[list[Problem], list[Location]]:
    """Return the problems of unknown keys, and the missing keys that none of them stands for."""
    meant = {at: meant_at(document, model, at) for at in unknown}
    left = [at for at in missing if at not in meant.values()]
    problems = []
    for parent, group in groupby(unknown, lambda at: at[:-1]):
        keys = list(group)
        lost = [at for at in left if at[:-1] == parent]
        if len(keys) == len(lost) == 1 and meant[keys[0]] is None and _is_word(keys[0]):
            meant[keys[0]] = lost[0]
            left.remove(lost[0])
        there = _data(document, parent)
        renamed = [
            (key, at)
            for key in keys
            if (at := meant[key]) and at[:-1] == parent and at[-1] not in there
        ]
        if len(renamed) > 1:
            problems.append(_renamed(document, renamed))
            keys = [key for key in keys if key not in dict(renamed)]
        problems += [unknown_key(document, key, meant[key]) for key in keys]
    return problems, left


def _is_word(location: Location) -> bool:
    return re.fullmatch(r"[a-zæøå_-]+", str(location[-1])) is not None


def _renamed(document: Document, renamed: Sequence[tuple[Location, Location]]) -> Problem:
    """Return the problem of several keys with other names than they should have."""
    lines = document.text.split("\n")
    mended = []
    for key, meant in renamed:
        mark = document.marks[key]
        line = _mended(lines[mark.key_line], mark.key_column, str(key[-1]), str(meant[-1]))
        mended.append(f"«{line}»")
    message = say(
        "ukjente nøkler %(names)s; skriv %(mended)s",
        names=", ".join(f"«{key[-1]}»" for key, _ in renamed),
        mended=", ".join(mended),
    )
    return Problem(document.place(renamed[0][0], key=True), Code.UNKNOWN_KEY, message)


def unknown_key(document: Document, location: Location, meant: Location | None) -> Problem:
    """Return the problem of an unknown key; `meant` is the location that it stands for."""
    name = " ".join(str(location[-1]).split())
    mark = document.marks[location]
    line = document.text.split("\n")[mark.key_line]
    place = document.place(location, key=True)
    if meant and meant[:-1] != location[:-1]:
        indent = document.marks[(*meant[:-1], next(iter(_data(document, meant[:-1]))))].key_column
        where = (
            say("sett %(spaces)s foran linjen", spaces=spaces(indent))
            if indent
            else say("flytt linjen helt til venstre")
        )
        message = say(
            "«%(name)s» hører ikke til under «%(holder)s»; %(where)s: «%(mended)s»",
            name=name,
            holder=next(str(x) for x in reversed(location[:-1]) if isinstance(x, str)),
            where=where,
            mended=" " * indent + shown(line),
        )
        return Problem(place, Code.UNKNOWN_KEY, message)
    if meant and meant[-1] in _data(document, meant[:-1]):
        message = say(
            "ukjent nøkkel «%(name)s», og «%(meant)s» er her alt; fjern den ene",
            name=name,
            meant=meant[-1],
        )
        return Problem(place, Code.UNKNOWN_KEY, message)
    if meant:
        mended = _mended(line, mark.key_column, str(location[-1]), str(meant[-1]))
        message = say("ukjent nøkkel «%(name)s»; skriv «%(mended)s»", name=name, mended=mended)
        return Problem(place, Code.UNKNOWN_KEY, message)
    if above := _text_above(document, location):
        message = say(
            "linjen hører trolig til teksten under «%(key)s: |»; skriv «%(mended)s»",
            key=above[-1],
            mended=" " * (document.marks[above].key_column + 2) + shown(line),
        )
        return Problem(place, Code.UNKNOWN_KEY, message)
    message = say("ukjent nøkkel «%(name)s»; rett stavingen, eller fjern den", name=name)
    return Problem(place, Code.UNKNOWN_KEY, message)


def _mended(line: str, column: int, written: str, meant: str) -> str:
    """Return the line with another key, or only the key if the line has others before it."""
    glued = re.match(r"[A-Za-z_]+(?::(?=\S)|\s+)(.*)", written)
    before, after = line[:column], line[column:]
    if glued and before.strip(" -"):
        return f"{meant}: {glued[1]}".rstrip()
    if before.strip(" -"):
        return f"{meant}: …"
    return shown(f"{before}{meant}{after.lstrip(chr(34) + chr(39))[len(written) :]}")


def _text_above(document: Document, location: Location) -> Location | None:
    """Return the location of the text after `|` right above a key that is no word of a file."""
    parent = location[:-1]
    siblings = list(_data(document, parent))
    place = siblings.index(location[-1])
    above = (*parent, siblings[place - 1]) if place else None
    if above is None or _is_word(location) or document.marks[above].style != "|":
        return None
    return above


def missing_keys(
    document: Document, model: type[Model], locations: Iterable[Location]
) -> Iterator[Problem]:
    """Yield a problem for each group that lacks keys."""
    for parent, group in groupby(sorted(locations, key=repr), lambda at: at[:-1]):
        names = [str(at[-1]) for at in group]
        place = document.place(parent, key=bool(parent) and isinstance(parent[-1], str))
        if "why" in names and "variants" in parent:
            message = say(
                "varianten for «%(role)s» mangler «why»; skriv hvorfor rollen trenger en egen "
                "tekst",
                role=parent[-1],
            )
            yield Problem(place, Code.VARIANT_WITHOUT_WHY, message)
            continue
        if len(names) > 1:
            message = say(
                "nøklene %(names)s mangler; legg dem til",
                names=", ".join(f"«{name}»" for name in names),
            )
        else:
            message = say("nøkkelen «%(name)s» mangler; legg den til", name=names[0])
            if example := _example(model_at(model, parent), names[0]):
                message += say(", for eksempel «%(example)s»", example=example)
        yield Problem(place, Code.MISSING_KEY, message)


def _example(model: type[Model] | None, key: str) -> str:
    """Return a line with a key as it may be; empty if there is no short example."""
    try:
        example = words_of(model, key).example if model else None
    except LookupError:
        return ""
    if not isinstance(example, str) or len(example) > _LONGEST_EXAMPLE or key == "id":
        return ""
    return f"{key}: {spelling(example)}"
