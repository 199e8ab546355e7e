"""The words that all reports share, in the language of the run.

In: a Run or a Result. Out: one line of text. Addresses and reasons may contain what a stranger's
server sent; `clean` makes them safe to print, and each report escapes them for its own format.
"""

from generator.hub.homographs import with_plain_hosts
from generator.language import msgid, say, say_count
from generator.linkcheck import results
from generator.linkcheck.results import WORST_FIRST, Result, Run, Verdict
from generator.problems import Place

HEADINGS = {
    Verdict.UNSAFE: msgid("Utrygge"),
    Verdict.DEAD: msgid("Døde"),
    Verdict.SUSPICIOUS: msgid("Mistenkelige"),
    Verdict.BLOCKED: msgid("Stengt for lenkesjekken"),
    Verdict.TRANSIENT: msgid("Svarer ikke akkurat nå"),
    Verdict.MOVED: msgid("Flyttet"),
    Verdict.OK: msgid("I orden"),
    Verdict.SKIPPED: msgid("Ikke sjekket"),
}
"""Texts that `say` gives in the language of the run."""
INCOMPLETE = msgid("Kjøringen er ufullstendig, så den kan ikke si at alt er i orden.")
NO_ANSWERS = msgid("Ingen svar bygger på siden.")


def number_of(verdict: Verdict, number: int) -> str:
    """Return how many addresses have a verdict, such as `2 døde`."""
    match verdict:
        case Verdict.UNSAFE:
            return say_count("%(num)s utrygg", "%(num)s utrygge", number)
        case Verdict.DEAD:
            return say_count("%(num)s død", "%(num)s døde", number)
        case Verdict.SUSPICIOUS:
            return say_count("%(num)s mistenkelig", "%(num)s mistenkelige", number)
        case Verdict.BLOCKED:
            return say_count("%(num)s stengt", "%(num)s stengt", number)
        case Verdict.TRANSIENT:
            return say_count("%(num)s uten svar", "%(num)s uten svar", number)
        case Verdict.MOVED:
            return say_count("%(num)s flyttet", "%(num)s flyttet", number)
        case Verdict.OK:
            return say_count("%(num)s i orden", "%(num)s i orden", number)
        case Verdict.SKIPPED:
            return say_count("%(num)s ikke sjekket", "%(num)s ikke sjekket", number)


def addresses(number: int) -> str:
    """Return `1 adresse` or `2 adresser`."""
    return say_count("%(num)s adresse", "%(num)s adresser", number)


def clean(text: str) -> str:
    """Return the text on one line, printable, and without hosts that look like other ones."""
    return with_plain_hosts(results.clean(text))


def shown_place(place: Place) -> str:
    """Return a place on one printable line."""
    return results.clean(str(place))


def said_of(run: Run) -> str:
    """Return why a run that is not finished says nothing about the whole."""
    return " ".join(filter(None, (run.outage, say(INCOMPLETE))))


def how_long(result: Result) -> str:
    """Return a sentence that says since when it has been so; nothing on the first night."""
    nights = result.nights
    if result.since and nights > 1:
        return say_count(
            "Slik siden %(since)s (%(num)s natt).",
            "Slik siden %(since)s (%(num)s netter).",
            nights,
            since=clean(result.since),
        )
    if result.since:
        return say("Slik siden %(since)s.", since=clean(result.since))
    if nights > 1:
        return say_count("Sett %(num)s natt.", "Sett %(num)s netter på rad.", nights)
    return ""


def count_line(run: Run) -> str:
    """Return the closing line, such as `12 adresser: 1 død (1 bekreftet), 11 i orden.`."""
    parts = []
    for verdict in WORST_FIRST:
        group = [result for result in run.results if result.verdict is verdict]
        confirmed = sum(result.confirmed for result in group)
        if group:
            sure = say_count("(%(num)s bekreftet)", "(%(num)s bekreftet)", confirmed)
            parts.append(number_of(verdict, len(group)) + (f" {sure}" if confirmed else ""))
    total = addresses(len(run.results))
    return f"{total}: {', '.join(parts)}." if parts else f"{total}."
