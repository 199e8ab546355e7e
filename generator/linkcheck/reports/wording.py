"""Results -> what people and other programs read: a table, one issue, annotations, JUnit.

In: a Run. Out: text, always the same for the same run. Addresses and reasons may hold what a
stranger's server sent, so every form makes them harmless in its own way.
"""

import re
import textwrap
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from urllib.parse import quote
from xml.etree import ElementTree as ET

from generator.linkcheck.results import WORST_FIRST, Result, Run, Verdict
from generator.problems import Place

MARKER = "<!-- rollehub-links -->"
"""Stands first in the body of the one issue, so that it is found again and never opened twice."""
MOST_CHARACTERS = 65_536  # of an issue's body, by GitHub's rules

_HEADING = {
    Verdict.UNSAFE: "Utrygge",
    Verdict.DEAD: "Døde",
    Verdict.SUSPICIOUS: "Mistenkelige",
    Verdict.BLOCKED: "Stengt for lenkesjekken",
    Verdict.TRANSIENT: "Svarer ikke akkurat nå",
    Verdict.MOVED: "Flyttet",
    Verdict.OK: "I orden",
    Verdict.SKIPPED: "Ikke sjekket",
}
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
_CUT_OFF = "Kjøringen er ufullstendig, så den kan ikke si at alt er i orden."


def clean(text: str) -> str:
    """Return the text on one line, without anything that steers a terminal or is no character."""
    one_line = " ".join(text.split())
    return "".join(letter if letter.isprintable() else "\ufffd" for letter in one_line)


def needs_issue(run: Run) -> bool:
    """Tell whether the issue is to be open. Where not, only a finished run may close it."""
    return any(
        result.confirmed or result.look or (result.changed and result.questions)
        for result in run.results
    )


def _count(number: int, one: str, many: str) -> str:
    return f"{number} {one if number == 1 else many}"


def _since(result: Result) -> str:
    """Return since when it has been so, as a sentence; nothing on the first night."""
    several = result.nights > 1
    if result.since:
        return f"Slik siden {clean(result.since)}{f' ({result.nights} netter)' if several else ''}."
    return f"Sett {result.nights} netter på rad." if several else ""


# --- The terminal


def as_table(run: Run, width: int = 80) -> str:
    """Return the results for a terminal, the worst first; addresses that are well are counted."""
    width = max(width, 20)
    lines = []
    for verdict in WORST_FIRST:
        group = [result for result in run.results if result.verdict is verdict]
        if group and verdict not in (Verdict.OK, Verdict.SKIPPED):
            lines += [f"{_HEADING[verdict]} ({len(group)})", *_rows(group, width), ""]
    again = [result for result in run.results if result.recovered]
    if again:
        lines += [f"Friske igjen ({len(again)})", *(f"  {clean(x.url)}" for x in again), ""]
    fresh = [result for result in run.results if result.changed]
    if fresh:
        lines += [f"Kilden er endret ({len(fresh)})", *_changed_rows(fresh, width), ""]
    if run.finished is None:
        lines.append(_CUT_OFF)
    return "\n".join([*lines, count_line(run)]) + "\n"


def count_line(run: Run) -> str:
    """Return the closing line, such as `12 adresser: 1 død (1 bekreftet), 11 i orden.`."""
    parts = []
    for verdict in WORST_FIRST:
        group = [result for result in run.results if result.verdict is verdict]
        confirmed = sum(result.confirmed for result in group)
        if group:
            more = f" ({_count(confirmed, 'bekreftet', 'bekreftet')})" if confirmed else ""
            parts.append(_count(len(group), *_ONE_AND_MANY[verdict]) + more)
    total = _count(len(run.results), "adresse", "adresser")
    return f"{total}: {', '.join(parts)}." if parts else f"{total}."


def _rows(group: Iterable[Result], width: int) -> Iterator[str]:
    for result in sorted(group, key=lambda x: (not x.confirmed, not x.look)):
        yield f"  {clean(result.url)}"
        mark = "Bekreftet." if result.confirmed else "Bør ses på." if result.look else ""
        yield from _wrapped(" ".join(filter(None, (mark, result.reason, _since(result)))), width)
        yield from (f"    {clean(str(place))}" for place in result.places)


def _changed_rows(group: Iterable[Result], width: int) -> Iterator[str]:
    for result in group:
        yield f"  {clean(result.url)}"
        questions = ", ".join(result.questions)
        yield from _wrapped(f"Se over: {questions}." if questions else _NO_ANSWER, width)


_NO_ANSWER = "Ingen svar bygger på siden."


def _wrapped(text: str, width: int) -> list[str]:
    return textwrap.wrap(
        clean(text),
        width,
        initial_indent="    ",
        subsequent_indent="    ",
        break_long_words=False,  # an address is copied whole
        break_on_hyphens=False,
    )


# --- The issue


@dataclass(frozen=True, slots=True)
class _Section:
    heading: str
    summary: str
    results: tuple[Result, ...]
    item: Callable[[Result, str | None], str]


def as_markdown(run: Run, repo_url: str | None = None) -> str:
    """Return the body of the one issue, marker first, short enough for GitHub.

    `repo_url` is the repository's address, for links to the lines in question.
    """
    sections = [section for section in _sections(run) if section.results]
    summary = ", ".join(section.summary for section in sections) or "ingen trenger oppfølging"
    total = _count(len(run.results), "adresse", "adresser")
    when = f" {clean(run.finished)[:10]}" if run.finished else ""
    parts = [MARKER, f"Lenkesjekken{when} så på {total}: {summary}."]
    if run.finished is None:
        parts.append(_CUT_OFF)
    # Room is kept for every heading and its closing line, so that no section is lost.
    room = MOST_CHARACTERS - sum(len(part) + 2 for part in parts) - 200 * len(sections)
    for section in sections:
        items: list[str] = []
        for result in section.results:
            item = section.item(result, repo_url)
            room -= len(item) + 1
            if room < 0:
                break
            items.append(item)
        if left_out := len(section.results) - len(items):
            items.append(f"- … og {left_out} til, som ikke får plass. Alt står i resultatfilen.")
        parts.append(f"## {section.heading}\n\n" + "\n".join(items))
    return "\n\n".join(parts) + "\n"


def _sections(run: Run) -> Iterator[_Section]:
    results = run.results
    confirmed = tuple(x for x in results if x.confirmed)
    moved = tuple(x for x in results if x.verdict is Verdict.MOVED)
    look = tuple(x for x in results if x.look and not x.confirmed)
    look = tuple(x for x in look if x.verdict is not Verdict.MOVED)
    changed = tuple(x for x in results if x.changed)
    again = tuple(x for x in results if x.recovered)
    name = _count(len(confirmed), "bekreftet død", "bekreftet døde")
    yield _Section("Bekreftet døde", name, confirmed, _item)
    yield _Section("Bør ses på", f"{len(look)} bør ses på", look, _item)
    yield _Section("Flyttet", f"{len(moved)} flyttet", moved, _moved_item)
    name = _count(len(changed), "kilde er endret", "kilder er endret")
    yield _Section("Kilden er endret", name, changed, _changed_item)
    name = _count(len(again), "frisk igjen", "friske igjen")
    yield _Section("Friske igjen", name, again, lambda result, _: f"- {_address(result.url)}")


def _item(result: Result, repo_url: str | None) -> str:
    said = " ".join(filter(None, (_escaped(result.reason), _since(result))))
    return f"- {_address(result.url)}\n  {said}{_where(result, repo_url)}"


def _moved_item(result: Result, repo_url: str | None) -> str:
    to = f"\n  ny adresse: {_address(result.target)}" if result.target else ""
    seen = f"\n  {_since(result)}" if _since(result) else ""
    return f"- {_address(result.url)}{to}{seen}{_where(result, repo_url)}"


def _changed_item(result: Result, _: str | None) -> str:
    shown = ", ".join(_code(question) for question in result.questions[:_MOST_NAMED])
    more = len(result.questions) - _MOST_NAMED
    tail = f" og {more} til" if more > 0 else ""
    return f"- {_address(result.url)}\n  " + (f"Se over: {shown}{tail}" if shown else _NO_ANSWER)


_MOST_NAMED = 10


def _where(result: Result, repo_url: str | None) -> str:
    if not result.places:
        return ""
    shown = ", ".join(_place(place, repo_url) for place in result.places[:_MOST_NAMED])
    more = len(result.places) - _MOST_NAMED
    return f"\n  Står i {shown}" + (f" og {_count(more, 'sted', 'steder')} til" if more > 0 else "")


def _place(place: Place, repo_url: str | None) -> str:
    name = _code(f"{place.path}:{place.line}")
    if repo_url is None:
        return name
    path = quote(place.path.encode("utf-8", "replace"))
    return f"[{name}]({repo_url.rstrip('/')}/blob/HEAD/{path}#L{place.line})"


_PLAIN_ADDRESS = re.compile(r"https?://[\w.~:/?#@!$&()*+,;=%-]+", re.ASCII)


def _address(url: str) -> str:
    """Return an address to click on, or as code where a character could end the link early."""
    short = _shortened(clean(url), 1000)
    return f"<{short}>" if _PLAIN_ADDRESS.fullmatch(short) else _code(short)


def _code(text: str) -> str:
    shown = _shortened(clean(text), 1000).replace("`", "%60")
    return f"`{shown or '–'}`"  # two backticks side by side would begin a longer code


def _escaped(text: str) -> str:
    """Return a sentence that can't be markup, mention anybody or close the marker.

    Addresses in it become code, else GitHub would make links of them, backslashes included.
    """
    parts = re.split(r"(https?://\S*[^\s.,:;»)])", _shortened(clean(text), 600))
    whole = "".join(
        _code(part) if number % 2 else _markup_free(part) for number, part in enumerate(parts)
    )
    return re.sub(r"^(?=[-+=\d])", _NOTHING, whole)  # no list and no heading begins here


_NOTHING = "\N{ZERO WIDTH SPACE}"


def _markup_free(text: str) -> str:
    text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    text = re.sub(r"([\\`*_\[\]{}|~!])", r"\\\1", text)
    return re.sub("([@#])", rf"\1{_NOTHING}", text)


def _shortened(text: str, most: int) -> str:
    return text if len(text) <= most else text[: most - 1] + "…"


# --- Programs


def workflow_command(severity: str, place: Place | None, title: str, message: str) -> str:
    """Return one line that GitHub shows at its place; no text in it can start another command.

    Format: https://docs.github.com/actions/reference/workflow-commands-for-github-actions
    """

    def escape(text: str, more: str = "") -> str:
        for character in "%\r\n" + more:
            text = text.replace(character, f"%{ord(character):02X}")
        return text

    at = ""
    if place:
        path = escape(clean(place.path), ",:")
        at = f"file={path},line={place.line},col={place.column},"
    return f"::{severity} {at}title={escape(clean(title), ',:')}::{escape(clean(message))}\n"


def as_github(run: Run) -> str:
    """Return annotations for all that somebody should see, at every place of the address."""
    return "".join(
        workflow_command(severity, place, title, f"{result.url} – {message}")
        for result in run.results
        for severity, title, message in _findings(result)
        for place in result.places or (None,)
    )


def _findings(result: Result) -> Iterator[tuple[str, str, str]]:
    said = " ".join(filter(None, (result.reason, _since(result))))
    if result.confirmed:
        yield "error", "Lenken er død", said
    elif result.verdict is Verdict.MOVED:
        yield "notice", "Siden er flyttet", said
    elif result.look or result.verdict in (Verdict.DEAD, Verdict.SUSPICIOUS):
        # A first night is no alarm, but whoever has just added the link should know.
        yield "warning", "Lenken bør ses på", said
    if result.changed:
        questions = ", ".join(result.questions)
        rest = f" Se over: {questions}." if questions else f" {_NO_ANSWER}"
        yield "notice", "Kilden er endret", f"Hovedteksten er endret.{rest}"


def as_junit(run: Run) -> str:
    """Return JUnit XML: confirmed addresses fail, all else passes, with what was seen beside."""
    failures = sum(result.confirmed for result in run.results)
    skipped = sum(result.verdict is Verdict.SKIPPED for result in run.results)
    counts = {
        "name": "lenkesjekk",
        "tests": str(len(run.results)),
        "failures": str(failures),
        "errors": "0",
        "skipped": str(skipped),
    }
    suites = ET.Element("testsuites", counts)
    suite = ET.SubElement(suites, "testsuite", counts)
    if run.finished:
        suite.set("timestamp", clean(run.finished)[:19])
    for result in run.results:
        _case(suite, result)
    ET.indent(suites)
    body = ET.tostring(suites, encoding="unicode")
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{body}\n'


def _case(suite: ET.Element, result: Result) -> None:
    case = ET.SubElement(suite, "testcase", name=clean(result.url), classname="lenker")
    if result.places:
        case.set("file", clean(result.places[0].path))
        case.set("line", str(result.places[0].line))
    said = [result.reason, _since(result), *map(str, result.places)]
    text = "\n".join(clean(line) for line in said if line)
    if result.confirmed:
        failure = {"type": result.verdict.value, "message": clean(result.reason)}
        ET.SubElement(case, "failure", failure).text = text
    elif result.verdict is Verdict.SKIPPED:
        ET.SubElement(case, "skipped", message=clean(result.reason))
    elif result.verdict is not Verdict.OK:
        ET.SubElement(case, "system-out").text = f"{_HEADING[result.verdict]}\n{text}"
