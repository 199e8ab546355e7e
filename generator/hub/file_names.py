"""The name of a file and the id in it -> the id that counts, and what is wrong with them."""

import re
from collections.abc import Collection

from generator.hub.field_types import is_device, is_id
from generator.hub.heading_ids import id_from
from generator.language import say

_COPY = re.compile(
    r"(?:(?:kopi av|copy of)[ _-]+)?(?P<of>.+?)"
    r"(?:[ _]?[-–]?[ _]?(?:kopi|copy|kopia|backup|gammel|old)(?:[ _-]?\(?\d+\)?)?| ?\(\d+\)| \d+)?",
    re.IGNORECASE,
)


def meant_id(stem: str, written: str | None) -> str:
    """Return the id that references to a file called `stem` mean, with `written` as the id in it.

    The file's name counts: another file may rightly have the id that this one claims.
    """
    if is_id(stem):
        return stem
    return id_from(stem) or (written if written and is_id(written) else stem)


def original(stem: str, written: str | None, stems: Collection[str]) -> str | None:
    """Return the name of the file that a file called `stem` is a forgotten copy of, if it is one.

    `stems` are the names of all files, `written` the id in this one.
    """
    found = _COPY.fullmatch(stem)
    of = found["of"] if found else stem
    return of if of != stem and of in stems and written in (of, stem, None) else None


def name_fault(stem: str, written: str | None, stems: Collection[str]) -> str | None:
    """Return what to do if a file is called `stem` and the id in it is `written`; None if right."""
    if is_device(stem):
        return None  # which the model reports
    if not is_id(stem):
        good = meant_id(stem, written)
        if not is_id(good) or good in stems:
            return say(
                "filnavnet «%(stem)s.yaml» kan ikke brukes; gi filen et annet navn, med små "
                "bokstaver a–z, tall og bindestrek, og skriv det samme i «id»",
                stem=stem,
            )
        also = "" if written == good else say(", og skriv «id: %(good)s»", good=good)
        return say(
            "filnavnet «%(stem)s.yaml» kan ikke brukes (bare a–z, tall og bindestrek); gi filen "
            "navnet «%(good)s.yaml»%(also)s",
            stem=stem,
            good=good,
            also=also,
        )
    if written is None or written == stem:
        return None
    or_rename = say(", eller gi filen nytt navn") if is_id(written) else ""
    return say(
        "id-en «%(written)s» skal være lik filnavnet; skriv «id: %(stem)s»%(or_rename)s",
        written=written,
        stem=stem,
        or_rename=or_rename,
    )
