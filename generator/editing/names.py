"""Names that people write -> names with ids, by the rule of the editor handbook.

In: `Leder i kommune`, or `leder=Leder i kommune` with an id of one's own. Out: `Named`. Raises
ValueError, with a Norwegian sentence, for what cannot be used.
"""

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

from generator.hub.field_types import MAX_ID, is_id
from generator.hub.heading_ids import id_from


@dataclass(frozen=True, slots=True)
class Named:
    """A role or a topic."""

    id: str
    name: str


def named(texts: Iterable[str], what: str) -> tuple[Named, ...]:
    """Return the names in comma-separated texts, in order.

    `what` is the Norwegian word for one of them, for messages. Raises ValueError if there are none,
    or for an empty name, a bad id, or an id that two share.
    """
    found = tuple(_named(part, what) for text in texts for part in text.split(","))
    by_id: dict[str, str] = {}
    for item in found:
        if item.id in by_id:
            raise ValueError(
                f"«{by_id[item.id]}» og «{item.name}» får begge id-en «{item.id}»; "
                f"gi den ene et annet navn, eller skriv id-en foran: en-annen-id={item.name}"
            )
        by_id[item.id] = item.name
    return found


def plain(text: str, what: str) -> str:
    """Return a name in Unicode normal form C, without outer spaces.

    Raises ValueError if it is empty, or has a character that is no letter, sign or space.
    """
    name = unicodedata.normalize("NFC", text).strip()
    if not name:
        raise ValueError(f"{what} er tomt; skriv et navn")
    if any(unicodedata.category(x) in ("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp") for x in name):
        raise ValueError(f"{what} har et tegn som ikke synes; skriv navnet på nytt")
    return name


def _named(text: str, what: str) -> Named:
    id_, equals, name = text.partition("=")
    if not equals:
        name = plain(text, f"navnet på {what}")
        id_ = id_from(name)
        if not id_:
            raise ValueError(
                f"«{name}» gir ingen id, for det har ingen bokstaver fra a til z; "
                f"skriv id-en foran: en-id={name}"
            )
        return Named(id_[:MAX_ID].rstrip("-"), name)
    id_, name = id_.strip(), plain(name, f"navnet på {what}")
    if not is_id(id_):
        raise ValueError(
            f"«{id_}» er ikke en gyldig id; bruk små bokstaver a–z, tall og bindestrek"
        )
    return Named(id_, name)
