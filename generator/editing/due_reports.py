"""What falls due, for people, for programs, and for the issue of one owner.

In: what falls due. Out: text.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import asdict

from generator.editing.diff.reports import MOST_CHARACTERS, code
from generator.editing.due import Due, Item, Reason, Share
from generator.hub.kinds import QUESTIONS
from generator.language import msgid, say, say_count

_NOBODY = msgid("uten eier")
_HOW = msgid(
    "Les hvert svar, rett det som er galt, og bekreft det slik det da er. "
    "Saken blir oppdatert hver måned, og lukket når ingenting gjenstår."
)
_UNCERTAIN = msgid("Dette er usikkert, og leserne får vite det:")
_FORMAT = 1
_ROOM = 1500  # characters, for what follows the list of an issue


def title_of(share: Share) -> str:
    """Return the title of the issue of one owner; it is always the same."""
    return say("Svar som skal bekreftes: %(owner)s", owner=share.owner or say(_NOBODY))


def as_text(found: Due) -> str:
    """Return lines to read: owner by owner, the oldest first."""
    if not found.shares:
        said = say_count(
            "Ingenting skal bekreftes innen %(num)s dag.",
            "Ingenting skal bekreftes innen %(num)s dager.",
            found.within,
        )
        return f"{said}\n"
    return "\n".join("".join(_text_lines(share)) for share in found.shares)


def _text_lines(share: Share) -> Iterator[str]:
    yield f"{share.owner or say(_NOBODY)}: {len(share.items)}\n"
    for item in share.items:
        yield f"  {item.due or '–'!s:<10}  {item.path}: {item.title} ({_why(item)})\n"
    if share.later:
        yield f"  {_later(share)}\n"
    if share.uncertain:
        yield f"  {say(_UNCERTAIN)}\n"
    for item in share.uncertain:
        yield f"  {item.since}  {item.path}: {item.title} ({_why(item)})\n"


def as_json(found: Due) -> str:
    """Return data: the days as text, and the reasons by their names."""
    shares = [asdict(share) for share in found.shares]
    data = {"format": _FORMAT, "on": found.on, "within": found.within, "owners": shares}
    return json.dumps(data, ensure_ascii=False, indent=1, default=str) + "\n"


def as_markdown(
    found: Due, site_url: str = "", code_owners: Mapping[str, str] | None = None
) -> str:
    """Return the issues of all owners, below each other."""
    issues = [
        f"## {title_of(share)}\n\n{as_issue(share, site_url, (code_owners or {}).get(share.owner))}"
        for share in found.shares
    ]
    return "\n".join(issues) or as_text(found)


def as_issue(share: Share, site_url: str = "", people: str | None = None) -> str:
    """Return the body of the issue of one owner.

    `people` are its names on the code host, who are told. Titles are code: nothing in them is
    markup or mentions anybody.
    """
    who = (code(share.owner) if share.owner else say(_NOBODY)) + (f" ({people})" if people else "")
    parts = [say("Ansvarlig: %(who)s", who=who) + "\n\n", say(_HOW) + "\n\n"]
    lines = [_issue_line(item, site_url) for item in share.items]
    if share.uncertain:
        lines.append(f"\n{say(_UNCERTAIN)}\n\n")
        lines += [_issue_line(item, site_url) for item in share.uncertain]
    room = MOST_CHARACTERS - _ROOM - sum(map(len, parts))
    shown = 0
    while shown < len(lines) and len(lines[shown]) <= room:
        room -= len(lines[shown])
        parts.append(lines[shown])
        shown += 1
    if shown < len(lines):
        more = say_count(
            "Og %(num)s til, som ikke får plass her.",
            "Og %(num)s til, som ikke får plass her.",
            len(lines) - shown,
        )
        parts.append(f"\n{more}\n")
    if share.later:
        parts.append(f"\n{_later(share)}\n")
    ids = [item.id for item in share.items[:shown]]
    if ids:
        command = f"rollehub confirm {' '.join(ids)}"
        short = command if len(command) < _ROOM // 2 else "rollehub confirm ID…"
        parts.append(f"\n```sh\n{short}\n```\n")
    return "".join(parts)


def _issue_line(item: Item, site_url: str) -> str:
    read = ""
    if site_url and item.kind == QUESTIONS.name:
        word = say("les")
        read = f" ([{word}](<{site_url}sporsmal/{item.id}/>))"
    return f"- [ ] {code(item.title)}{read}: {_why(item)}. {code(item.path)}\n"


def _why(item: Item) -> str:
    match item.reason:
        case Reason.CHANGED:
            return say("endret etter at det ble bekreftet %(day)s", day=item.reviewed)
        case Reason.UNBOUND:
            return say("bekreftet %(day)s, men ikke som hvilken tekst", day=item.reviewed)
        case Reason.OVERDUE:
            return say("skulle vært bekreftet innen %(day)s", day=item.due)
        case Reason.DUE:
            return say("skal bekreftes innen %(day)s", day=item.due)
        case Reason.NEVER:
            return say("aldri bekreftet")
        case Reason.UNCERTAIN:
            return say("spør: %(who)s", who=item.ask)


def _later(share: Share) -> str:
    return say_count(
        "%(num)s til er aldri bekreftet, og kommer de neste månedene.",
        "%(num)s til er aldri bekreftet, og kommer de neste månedene.",
        share.later,
    )
