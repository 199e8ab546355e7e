"""Names that people write -> names with ids, by the rule of the editor handbook.

In: `Leder i kommune`, or `leder=Leder i kommune` with an id of one's own. Out: `Named`. Raises
ValueError, with a sentence for editors, for what cannot be used.
"""

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

from generator.hub.field_types import MAX_ID, is_id
from generator.hub.heading_ids import id_from
from generator.language import say


@dataclass(frozen=True, slots=True)
class Named:
    """A role or a topic."""

    id: str
    name: str


def named(texts: Iterable[str]) -> tuple[Named, ...]:
    """Return the names in comma-separated texts, in order.

    Raises ValueError for an empty name, a bad id, or an id that two share.
    """
    found = tuple(_named(part) for text in texts for part in text.split(","))
    by_id: dict[str, str] = {}
    for item in found:
        if item.id in by_id:
            message = say(
                "«%(first)s» og «%(second)s» får begge id-en «%(id)s»; gi den ene et annet navn, "
                "eller skriv id-en foran: en-annen-id=%(second)s",
                first=by_id[item.id], second=item.name, id=item.id,
            )  # fmt: skip
            raise ValueError(message)
        by_id[item.id] = item.name
    return found


def plain(text: str) -> str:
    """Return a name in Unicode normal form C, without outer spaces.

    Raises ValueError if it is empty, or has a character that is no letter, sign or space.
    """
    name = unicodedata.normalize("NFC", text).strip()
    if not name:
        raise ValueError(say("et navn er tomt; skriv det inn"))
    if any(unicodedata.category(x) in ("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp") for x in name):
        raise ValueError(say("et navn har et tegn som ikke synes; skriv navnet på nytt"))
    return name


def _named(text: str) -> Named:
    id_, equals, name = text.partition("=")
    if not equals:
        name = plain(text)
        id_ = id_from(name)
        if not id_:
            message = say(
                "«%(name)s» gir ingen id, for det har ingen bokstaver fra a til z; skriv id-en "
                "foran: en-id=%(name)s",
                name=name,
            )
            raise ValueError(message)
        return Named(id_[:MAX_ID].rstrip("-"), name)
    id_, name = id_.strip(), plain(name)
    if not is_id(id_):
        message = say(
            "«%(id)s» er ikke en gyldig id; bruk små bokstaver a–z, tall og bindestrek", id=id_
        )
        raise ValueError(message)
    return Named(id_, name)
