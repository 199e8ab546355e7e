"""The Norwegian words that all reports share.

In: a Run or a Result. Out: one line of text. Addresses and reasons may contain what a stranger's
server sent; `clean` makes them safe to print, and each report escapes them for its own format.
"""

from generator.hub.homographs import with_plain_hosts
from generator.linkcheck import results
from generator.linkcheck.results import WORST_FIRST, Result, Run, Verdict
from generator.problems import Place

HEADINGS = {
    Verdict.UNSAFE: "Utrygge",
    Verdict.DEAD: "Døde",
    Verdict.SUSPICIOUS: "Mistenkelige",
    Verdict.BLOCKED: "Stengt for lenkesjekken",
    Verdict.TRANSIENT: "Svarer ikke akkurat nå",
    Verdict.MOVED: "Flyttet",
    Verdict.OK: "I orden",
    Verdict.SKIPPED: "Ikke sjekket",
}
INCOMPLETE = "Kjøringen er ufullstendig, så den kan ikke si at alt er i orden."
NO_ANSWERS = "Ingen svar bygger på siden."
_ONE_AND_MANY = {
    Verdict.UNSAFE: ("utrygg", "utrygge"),
    Verdict.DEAD: ("død", "døde"),
    Verdict.SUSPICIOUS: ("mistenkelig", "mistenkelige"),
    Verdict.BLOCKED: ("stengt", "stengt"),
    Verdict.TRANSIENT: ("uten svar", "uten svar"),
    Verdict.MOVED: ("flyttet", "flyttet"),
    Verdict.OK: ("i orden", "i orden"),
    Verdict.SKIPPED: ("ikke sjekket", "ikke sjekket"),
}


def clean(text: str) -> str:
    """Return the text on one line, printable, and without hosts that look like other ones."""
    return with_plain_hosts(results.clean(text))


def shown_place(place: Place) -> str:
    """Return a place on one printable line."""
    return results.clean(str(place))


def counted(number: int, one: str, many: str) -> str:
    """Return a number with its noun, such as `1 sted` or `2 steder`."""
    return f"{number} {one if number == 1 else many}"


def said_of(run: Run) -> str:
    """Return why a run that is not finished says nothing about the whole."""
    return " ".join(filter(None, (run.outage, INCOMPLETE)))


def how_long(result: Result) -> str:
    """Return a sentence that says since when it has been so; nothing on the first night."""
    several = result.nights > 1
    if result.since:
        return f"Slik siden {clean(result.since)}{f' ({result.nights} netter)' if several else ''}."
    return f"Sett {result.nights} netter på rad." if several else ""


def count_line(run: Run) -> str:
    """Return the closing line, such as `12 adresser: 1 død (1 bekreftet), 11 i orden.`."""
    parts = []
    for verdict in WORST_FIRST:
        group = [result for result in run.results if result.verdict is verdict]
        confirmed = sum(result.confirmed for result in group)
        if group:
            more = f" ({confirmed} bekreftet)" if confirmed else ""
            parts.append(counted(len(group), *_ONE_AND_MANY[verdict]) + more)
    total = counted(len(run.results), "adresse", "adresser")
    return f"{total}: {', '.join(parts)}." if parts else f"{total}."
