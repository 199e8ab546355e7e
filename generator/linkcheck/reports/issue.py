"""The results of a run -> the text of the one GitHub issue that is open while there is work to do.

In: a Run. Out: Markdown, at most `MOST_CHARACTERS` long, and whether the issue is needed. Nothing
that a server sent can become markup, mention anybody or hide the marker.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from urllib.parse import quote

from generator.language import say, say_count, spoken
from generator.linkcheck.reports.findings import Finding, findings
from generator.linkcheck.reports.wording import (
    NO_ANSWERS,
    addresses,
    clean,
    how_long,
    number_of,
    said_of,
)
from generator.linkcheck.results import Result, Run, Verdict
from generator.problems import Place

MARKER = "<!-- rollehub-links -->"
"""First line of the body, by which the issue is found again, so that there is only one."""
MOST_CHARACTERS = 65_536  # GitHub's limit for the body of an issue

_MOST_NAMED = 10  # places or questions of one result
_PLAIN_ADDRESS = re.compile(r"https?://[\w.~:/?#@!$&()*+,;=%-]+", re.ASCII)
_NOTHING = "\N{ZERO WIDTH SPACE}"


@dataclass(frozen=True, slots=True)
class _Section:
    heading: str
    summary: str
    findings: tuple[Finding, ...]
    item: Callable[[Finding, str | None], str]


def needs_issue(run: Run) -> bool:
    """Return whether the issue is to be open. If not, only a finished run may close it."""
    return any(
        result.confirmed or result.look or (result.changed and result.questions)
        for result in run.results
    )


def as_markdown(run: Run, repo_url: str | None = None) -> str:
    """Return the body of the issue, the marker first.

    `repo_url` is the web address of the repository; with it, places link to their lines.
    """
    sections = [section for section in _sections(run) if section.findings]
    summary = ", ".join(section.summary for section in sections) or say("ingen trenger oppfølging")
    total = addresses(len(run.results))
    when = clean(run.finished)[:10] if run.finished else ""
    text = (
        say("Lenkesjekken %(when)s så på %(total)s: %(summary)s.",
            when=when, total=total, summary=summary)
        if when
        else say("Lenkesjekken så på %(total)s: %(summary)s.", total=total, summary=summary)
    )  # fmt: skip
    if run.outage and not sections:
        text = say("Lenkesjekken kunne ikke se på %(total)s.", total=total)
    parts = [MARKER, text]
    if run.finished is None:
        parts.append(_escaped(said_of(run)))
    # Room is reserved for every heading and its closing line, so that no section is lost.
    room = MOST_CHARACTERS - sum(len(part) + 2 for part in parts) - 200 * len(sections)
    for section in sections:
        items: list[str] = []
        for finding in section.findings:
            item = section.item(finding, repo_url)
            room -= len(item) + 1
            if room < 0:
                break
            items.append(item)
        if left_out := len(section.findings) - len(items):
            rest = say_count(
                "… og %(num)s til, som ikke får plass. Alt står i resultatfilen.",
                "… og %(num)s til, som ikke får plass. Alt står i resultatfilen.",
                left_out,
            )
            items.append(f"- {rest}")
        parts.append(f"## {section.heading}\n\n" + "\n".join(items))
    return "\n\n".join(parts) + "\n"


def _sections(run: Run) -> Iterator[_Section]:
    results = run.results
    confirmed = findings(x for x in results if x.confirmed)
    moved = findings(x for x in results if x.verdict is Verdict.MOVED)
    look = findings(
        x for x in results if x.look and not x.confirmed and x.verdict is not Verdict.MOVED
    )
    changed = findings(x for x in results if x.changed)
    recovered = findings(x for x in results if x.recovered)
    summary = say_count("%(num)s bekreftet død", "%(num)s bekreftet døde", len(confirmed))
    yield _Section(say("Bekreftet døde"), summary, confirmed, _item)
    yield _Section(
        say("Bør ses på"),
        say_count("%(num)s bør ses på", "%(num)s bør ses på", len(look)),
        look,
        _item,
    )
    yield _Section(say("Flyttet"), number_of(Verdict.MOVED, len(moved)), moved, _moved_item)
    summary = say_count("%(num)s kilde er endret", "%(num)s kilder er endret", len(changed))
    yield _Section(say("Kilden er endret"), summary, changed, _changed_item)
    summary = say_count("%(num)s frisk igjen", "%(num)s friske igjen", len(recovered))
    yield _Section(say("Friske igjen"), summary, recovered, _recovered_item)


def _item(finding: Finding, repo_url: str | None) -> str:
    if finding.host is None:
        head, where = _address(finding.first.url), _where(finding, repo_url)
    else:
        head, where = f"**{_escaped(finding.host)}**", _where(finding, repo_url)
        where += _addresses([x for x in finding.results if not x.places])
    text = _escaped(finding.detail)
    return f"- {head}" + (f"\n  {text}" if text else "") + where


def _moved_item(finding: Finding, repo_url: str | None) -> str:
    result = finding.first
    to = ""
    if result.target:
        to = "\n  " + say("ny adresse: %(target)s", target=_address(result.target))
    seen = f"\n  {how_long(result)}" if how_long(result) else ""
    return f"- {_address(result.url)}{to}{seen}{_where(finding, repo_url)}"


def _changed_item(finding: Finding, _: str | None) -> str:
    result = finding.first
    shown = ", ".join(_code(question) for question in result.questions[:_MOST_NAMED])
    more = len(result.questions) - _MOST_NAMED
    if more > 0:
        shown = say("%(shown)s og %(more)s til", shown=shown, more=spoken().number(more))
    text = say("Se over: %(questions)s", questions=shown) if shown else say(NO_ANSWERS)
    return f"- {_address(result.url)}\n  {text}"


def _recovered_item(finding: Finding, _: str | None) -> str:
    return f"- {_address(finding.first.url)}"


def _addresses(results: Sequence[Result]) -> str:
    """Return the lines with the addresses of a host that have no place."""
    shown = "".join(f"\n  {_address(result.url)}" for result in results[:_MOST_NAMED])
    more = len(results) - _MOST_NAMED
    rest = say("og %(addresses)s til", addresses=addresses(more))
    return shown + (f"\n  {rest}" if more > 0 else "")


def _where(finding: Finding, repo_url: str | None) -> str:
    places = finding.places
    if not places:
        return ""
    shown = ", ".join(_place(place, repo_url) for place in places[:_MOST_NAMED])
    more = len(places) - _MOST_NAMED
    if more > 0:
        others = say_count("%(num)s sted", "%(num)s steder", more)
        shown = say("%(shown)s og %(more)s til", shown=shown, more=others)
    return "\n  " + say("Står i %(places)s", places=shown)


def _place(place: Place, repo_url: str | None) -> str:
    name = _code(f"{place.path}:{place.line}")
    if repo_url is None:
        return name
    path = quote(place.path.encode("utf-8", "replace"))
    return f"[{name}]({repo_url.rstrip('/')}/blob/HEAD/{path}#L{place.line})"


def _address(url: str) -> str:
    """Return an address to click on; as code if one of its characters could end the link early."""
    short = _shortened(clean(url), 1000)
    return f"<{short}>" if _PLAIN_ADDRESS.fullmatch(short) else _code(short)


def _code(text: str) -> str:
    shown = _shortened(clean(text), 1000).replace("`", "%60")
    return f"`{shown or '–'}`"  # two adjacent backticks would begin a longer code


def _escaped(text: str) -> str:
    """Return a sentence that contains no markup, mentions nobody and cannot close the marker.

    Addresses in it become code; otherwise GitHub would link them, including the backslashes.
    """
    parts = re.split(r"(https?://\S*[^\s.,:;»)])", _shortened(clean(text), 600))
    whole = "".join(
        _code(part) if number % 2 else _without_markup(part) for number, part in enumerate(parts)
    )
    return re.sub(r"^(?=[-+=\d])", _NOTHING, whole)  # no list and no heading begins here


def _without_markup(text: str) -> str:
    text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    text = re.sub(r"([\\`*_\[\]{}|~!])", r"\\\1", text)
    return re.sub("([@#])", rf"\1{_NOTHING}", text)


def _shortened(text: str, most: int) -> str:
    return text if len(text) <= most else text[: most - 1] + "…"
