"""Norwegian words that editors write for keys and fixed values -> the words that files have.

In: a word, and the model or the allowed values. Out: what was meant, or None. Most words are the
titles in `keys.yaml`; here are the others that people use.
"""

from enum import Enum

from generator.hub.field_types import Model
from generator.hub.heading_ids import id_from
from generator.hub.keys import label_of, words_of
from generator.hub.spelling import nearest

_KEYS = {
    "sporsmal": ("question", "questions"),
    "tittel": ("title", "question", "name", "term"),
    "overskrift": ("title", "question", "heading"),
    "title": ("question", "name", "term"),
    "svar": ("answer",),
    "tekst": ("answer", "note", "replace", "intro"),
    "roller": ("roles",),
    "rolle": ("roles",),
    "malgruppe": ("roles",),
    "malgrupper": ("roles",),
    "lenke": ("links", "url"),
    "lenker": ("links",),
    "link": ("links", "url"),
    "adresse": ("url", "address"),
    "nettadresse": ("url",),
    "utgiver": ("publisher",),
    "type": ("kind",),
    "slag": ("kind", "type"),
    "emne": ("topic", "topics"),
    "tema": ("topic",),
    "emner": ("topics",),
    "kategori": ("topic",),
    "sprak": ("language",),
    "merknad": ("note", "editorial_note"),
    "notat": ("editorial_note", "note"),
    "redaksjonelt-notat": ("editorial_note",),
    "kommentar": ("editorial_note", "note"),
    "kilde": ("source",),
    "kilder": ("source", "cites"),
    "dokument": ("document",),
    "ar": ("year",),
    "arstall": ("year",),
    "aar": ("year",),
    "lov": ("law", "cites"),
    "lover": ("cites",),
    "hjemmel": ("cites",),
    "paragraf": ("section", "cites"),
    "paragrafer": ("cites",),
    "sokeord": ("terms",),
    "stikkord": ("terms",),
    "ord": ("term", "terms"),
    "begrep": ("term", "terms"),
    "forkortelse": ("term",),
    "forklaring": ("definition", "help"),
    "definisjon": ("definition",),
    "betydning": ("expansion",),
    "varianter": ("variants",),
    "variant": ("variants",),
    "tillegg": ("append",),
    "legg-til": ("append",),
    "erstatt": ("replace",),
    "erstatning": ("replace",),
    "hvorfor": ("why",),
    "begrunnelse": ("why",),
    "grunn": ("why", "reason"),
    "bekreftet": ("reviewed",),
    "gjennomgatt": ("reviewed",),
    "gjennomgas": ("review_by",),
    "frist": ("review_by",),
    "tilstand": ("status",),
    "navn": ("name",),
    "beskrivelse": ("description",),
    "gruppe": ("group",),
    "dato": ("date",),
    "nye": ("new",),
    "rekkefolge": ("order",),
    "adressestatus": ("url_status",),
    "url-status": ("url_status",),
    "alias": ("aliases",),
    "eier": ("owner",),
    "ansvarlig": ("owner",),
    "felt": ("fields",),
    "hjelp": ("help",),
    "innledning": ("intro",),
    "ingress": ("intro",),
    "del": ("parts",),
    "steg": ("steps",),
    "ledetekst": ("label",),
    "etikett": ("label",),
    "kontakt": ("contact",),
    "kommune": ("municipality",),
    "alternativer": ("options",),
}
_VALUES = {
    "nettside": "page",
    "side": "page",
    "webside": "page",
    "lov": "law",
    "forskrift": "law",
    "kurs": "course",
    "verktoy": "tool",
    "skjema": "tool",
    "film": "video",
    "utkast": "draft",
    "kladd": "draft",
    "publisert": "published",
    "ferdig": "published",
    "fra-kilden": "from-source",
    "kilde": "from-source",
    "fra-kilde": "from-source",
    "gjenfunnet": "recovered",
    "funnet": "recovered",
    "utledet": "derived",
    "mangler": "missing",
    "borte": "missing",
    "tapt": "missing",
    "sjekket": "checked",
    "kontrollert": "checked",
    "apnet": "checked",
    "tekst": "text",
    "dato": "date",
    "periode": "period",
    "valg": "choice",
    "ja-nei": "yes-no",
    "underskrift": "signature",
    "minst": "least",
    "hoyst": "most",
    "egen": "own",
}
EVERY_ROLE = frozenset({"all", "alle", "samtlige", "alle roller", "alle rollene", "everyone"})
"""What people write for all roles."""
NONE = frozenset({"ingen", "ingenting", "none", "nei", "-", "–", "aldri", "tom"})
"""What people write where there is nothing."""


def key_meant(word: str, model: type[Model]) -> str | None:
    """Return the key of a model that a word stands for, or None."""
    fields = model.model_fields
    folded = id_from(word)
    if not folded:
        return None
    for key in fields:
        try:
            title = words_of(model, key).title
        except LookupError:
            continue
        if folded in (id_from(title), id_from(key)):
            return key
    meant = next((key for key in _KEYS.get(folded, ()) if key in fields), None)
    return meant or nearest(word, fields)


def value_meant(word: str, allowed: list[str], values: type[Enum] | None) -> str | None:
    """Return the allowed value that a word stands for, or None; `values` are the allowed ones."""
    folded = id_from(word)
    for value in values or ():
        if folded in (id_from(label_of(value)), id_from(str(value.value))):
            return str(value.value)
    meant = _VALUES.get(folded)
    return meant if meant in allowed else nearest(word, allowed)
