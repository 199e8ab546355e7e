"""A value of the wrong type -> the slip that made it, with the mended line.

In: the value and its place in the file. Out: a Norwegian sentence, or None if the slip is unknown.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from generator.hub.field_types import Model, Written
from generator.hub.norwegian import EVERY_ROLE, NONE
from generator.hub.spelling import by_title, nearest
from generator.hub.types_at import model_at
from generator.language import say
from generator.sources.document import Document, Location
from generator.sources.scalars import spelling

Names = Mapping[str, Mapping[str, str]]
"""Kind of item -> id -> title, of everything that the files name."""

NO_NAMES: Names = {}
_SEPARATOR = re.compile(r"\s*[,;/+&\n]\s*|\s+(?:og|and|samt|-)\s+")
_LONGEST = 90
_SECTION = re.compile(r"(?P<law>.*?)[\s,]*(?:§+|paragraf|#)\s*(?P<number>\d+\s*[a-zA-Z]?)\b.*|.*")


@dataclass(frozen=True, slots=True)
class Wrong:
    """A value of the wrong type."""

    document: Document
    location: Location
    value: Any
    model: type[Model]
    """The model that the value should have, or that holds it."""
    refers: str | None = None
    """The kind of item whose ids belong there."""
    names: Names = field(default_factory=dict)

    @property
    def key(self) -> str:
        """The key whose value it is."""
        return next((str(x) for x in reversed(self.location) if isinstance(x, str)), "")

    @property
    def is_below_key(self) -> bool:
        """Whether the value begins on a line below its key."""
        mark = self.document.marks.get(self.location)
        return mark is not None and mark.line > mark.key_line

    @property
    def written(self) -> str:
        """The value as it is written, if that is the rest of one line."""
        mark = self.document.marks[self.location]
        line = self.document.text.split("\n")[mark.line]
        return re.sub(r"\s+#.*", "", line[mark.column :]).rstrip()

    def id_meant(self, text: str) -> str | None:
        """Return the id that a text stands for: itself, a title, or a word nearly the same."""
        titles = self.names.get(self.refers or "", {})
        if text in titles:
            return text
        return nearest(text, titles) or by_title(text, titles)


def line(key: str, value: str) -> str:
    """Return a line of a file, shortened if it is long."""
    whole = f"{key}: {value}"
    return whole if len(whole) <= _LONGEST else f"{whole[: _LONGEST - 1]}…"


def inline(items: list[Any]) -> str:
    """Return a list as it is written on one line."""
    return f"[{', '.join(_in_list(item) for item in items)}]"


def _in_list(item: Any) -> str:
    written = spelling(item)
    needs_quotes = isinstance(item, str) and written == item and re.search(r"[,\[\]{}]", item)
    return f'"{written}"' if needs_quotes else written


def list_meant(wrong: Wrong) -> str | None:
    """Return what to write for a list."""
    value = wrong.value
    if isinstance(value, dict):
        return _group_for_list(wrong, value)
    if isinstance(value, bool | int | float):
        return say("skriv «%(mended)s»", mended=line(wrong.key, inline([wrong.written])))
    if not isinstance(value, str):
        return None
    if wrong.refers == "roles" and value.strip(" .").casefold() in EVERY_ROLE:
        return say("alle roller skrives «%(mended)s»", mended=line(wrong.key, "all"))
    if value.strip(" .").casefold() in NONE:
        if wrong.refers is None:
            return say("skriv «%(mended)s»", mended=line(wrong.key, "[]"))
        return say("fjern linjen «%(line)s» når det ikke er noe her", line=line(wrong.key, value))
    return _items_without_dashes(wrong) or _items_without_brackets(wrong, value)


def _items_without_dashes(wrong: Wrong) -> str | None:
    mark = wrong.document.marks[wrong.location]
    if not wrong.is_below_key or mark.end_line == mark.line:
        return None
    lines = wrong.document.text.split("\n")[mark.line : mark.end_line + 1]
    items = ", ".join(f"«- {text.strip().lstrip('-–• ')}»" for text in lines if text.strip())
    return say("«- » mangler foran leddene; skriv %(items)s, hver på sin linje", items=items)


def _items_without_brackets(wrong: Wrong, value: str) -> str:
    parts = [part for part in _SEPARATOR.split(value.strip(" .[](){}")) if part]
    if wrong.refers:
        found = [wrong.id_meant(part) for part in parts]
        if not all(found) and len(words := value.split()) > 1:
            found = [wrong.id_meant(word) for word in words]
        if not all(found):
            example = inline(list(wrong.names.get(wrong.refers, {}))[:2]) or "[…]"
            return say(
                "skriv id-ene i hakeparenteser, for eksempel «%(mended)s»",
                mended=line(wrong.key, example),
            )
        parts = [str(id_) for id_ in found]
    return say("sett hakeparenteser rundt: «%(mended)s»", mended=line(wrong.key, inline(parts)))


def _group_for_list(wrong: Wrong, value: dict[str, Any]) -> str | None:
    if all(inner is None for inner in value.values()):
        return say(
            "bruk hakeparenteser, ikke krøllparenteser: «%(mended)s»",
            mended=line(wrong.key, inline(list(value))),
        )
    first = next(iter(value))
    if first in wrong.model.model_fields:
        return say(
            "«- » mangler foran «%(key)s»; skriv «- %(mended)s»",
            key=first,
            mended=_first_line(first, value[first]),
        )
    return None


def _first_line(key: str, value: Any) -> str:
    return line(key, spelling(value) if isinstance(value, str | int | float) else "…")


def text_meant(wrong: Wrong, written: Written | None) -> str | None:
    """Return what to write for a text."""
    value = wrong.value
    if isinstance(value, dict | list) and written and wrong.is_below_key:
        return say(
            "teksten under «%(key)s:» mangler «|»; skriv «%(key)s: |», og teksten under",
            key=wrong.key,
        )
    if isinstance(value, dict | list) and not wrong.is_below_key and written:
        return say(
            "teksten begynner med «%(opened)s»; skriv «%(mended)s»",
            opened=wrong.written[0],
            mended=line(wrong.key, spelling(wrong.written)),
        )
    if isinstance(value, bool | int | float):
        text = re.match(r"[^\s,\]}]*", wrong.written)
        mended = f'"{text.group() if text else value}"'
        if isinstance(wrong.location[-1], int):
            return _number_in_list(wrong, mended)
        return say("sett verdien i hermetegn: «%(mended)s»", mended=f"{wrong.key}: {mended}")
    return None


def _number_in_list(wrong: Wrong, mended: str) -> str:
    """Return what to write for a number in a list, which a decimal comma may have cut off."""
    *parent, index = wrong.location
    following = wrong.document.data
    try:
        for step in (*parent, int(index) + 1):
            following = following[step]
    except (KeyError, IndexError, TypeError):
        following = None
    between = re.match(r"\d+,\d", wrong.written)
    if between and following is not None:
        whole = f"{wrong.value},{following}"
        return say(
            "komma skiller leddene, så «%(whole)s» er blitt to; sett det i hermetegn: "
            '«"%(whole)s"»',
            whole=whole,
        )
    return say("sett verdien i hermetegn: «%(mended)s»", mended=mended)


def group_meant(wrong: Wrong) -> str | None:
    """Return what to write for a group of keys."""
    value, fields = wrong.value, wrong.model.model_fields
    if isinstance(value, list):
        return _list_for_group(wrong, value)
    if isinstance(value, str) and not wrong.location:
        return say(
            "filen er ren tekst uten nøkler; begynn med «%(first)s: …», og skriv hver nøkkel på "
            "sin linje",
            first=next(iter(fields)),
        )
    if not isinstance(value, str):
        return None
    text = spelling(value).split("\n")[0]
    if {"law", "section"} <= set(fields):
        return _citation_meant(wrong, value)
    if {"append", "why"} <= set(fields):
        return say(
            "skriv «append: …» og «why: …» på hver sin linje under «%(key)s:»", key=wrong.key
        )
    if "id" in fields and isinstance(wrong.location[-1], int):
        return say("skriv «- id: %(text)s», og resten av nøklene under", text=text)
    required = [name for name, field in fields.items() if field.is_required()]
    if len(required) == 1:
        group = f"{{{required[0]}: {_in_list(value)}}}"
        in_list = isinstance(wrong.location[-1], int)
        mended = f"- {group}" if in_list else line(wrong.key, group)
        return say(
            "«%(key)s: » mangler foran teksten; skriv «%(mended)s»", key=required[0], mended=mended
        )
    return None


def _list_for_group(wrong: Wrong, value: list[Any]) -> str | None:
    inner = next((x for x in value if isinstance(x, dict) and x), None)
    if inner is None:
        return None
    first = next(iter(inner))
    if not wrong.location and (key := _key_of_list(wrong.model)):
        return say("«%(key)s:» mangler over listen; skriv «%(key)s:» i første linje", key=key)
    indent = " " * wrong.document.marks[wrong.location].column
    is_short = isinstance(inner[first], str | int | float)
    mended = _first_line(first, inner[first]) if is_short else f"{first}:"
    return say(
        "«- » skal ikke stå foran «%(key)s»; skriv «%(mended)s»", key=first, mended=indent + mended
    )


def _key_of_list(model: type[Model]) -> str | None:
    """Return the key of the list in a file that is one list, if it is such a file."""
    if "id" in model.model_fields:
        return None
    return next((key for key in model.model_fields if model_at(model, (key, 0))), None)


def _citation_meant(wrong: Wrong, text: str) -> str:
    """Return how to write a section of a law that is written as text."""
    found = _SECTION.fullmatch(text)
    laws = wrong.names.get("laws", {})
    named = (found["law"] if found and found["law"] else text).removeprefix("law:")
    law = named if named in laws else nearest(named, laws) or by_title(named, laws)
    number = re.sub(r"\s", "", found["number"] or "").lower() if found else ""
    section = f', section: "{number}"' if number else ""
    shown = law or (f"{next(iter(laws), 'lov')}")
    return say("skriv «- %(mended)s»", mended=f"{{law: {shown}{section}}}")


def number_meant(wrong: Wrong) -> str | None:
    """Return what to write for a whole number."""
    digits = str(wrong.value).strip()
    if not isinstance(wrong.value, str) or not (digits.isascii() and digits.isdigit()):
        return None
    return say("skriv tallet uten hermetegn: «%(mended)s»", mended=line(wrong.key, digits))


def yes_or_no_meant(wrong: Wrong) -> str | None:
    """Return what to write for true or false."""
    word = str(wrong.value).strip(" .").casefold()
    meant = {"ja": "true", "nei": "false", "sant": "true", "usant": "false"}.get(word)
    return say("skriv «%(mended)s»", mended=line(wrong.key, meant)) if meant else None
