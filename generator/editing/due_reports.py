"""What falls due, for people, for programs, and for the issue of one owner.

In: what falls due. Out: text.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import asdict

from generator.editing.diff.reports import MOST_CHARACTERS, code
from generator.editing.due import Due, Item, Reason, Share
from generator.hub.kinds import QUESTIONS

_NOBODY = "uten eier"
_HOW = (
    "Les hvert svar, rett det som er galt, og bekreft det slik det da er. "
    "Saken blir oppdatert hver måned, og lukket når ingenting gjenstår.\n\n"
)
_FORMAT = 1
_ROOM = 1500  # characters, for what follows the list of an issue


def title_of(share: Share) -> str:
    """Return the title of the issue of one owner; it is always the same."""
    return f"Svar som skal bekreftes: {share.owner or _NOBODY}"


def as_text(found: Due) -> str:
    """Return lines to read: owner by owner, the oldest first."""
    if not found.shares:
        return f"Ingenting skal bekreftes de neste {found.within} dagene.\n"
    return "\n".join("".join(_text_lines(share)) for share in found.shares)


def _text_lines(share: Share) -> Iterator[str]:
    yield f"{share.owner or _NOBODY}: {len(share.items)}\n"
    for item in share.items:
        yield f"  {item.due or '–'!s:<10}  {item.path}: {item.title} ({_why(item)})\n"
    if share.later:
        yield f"  {_later(share)}\n"


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
    who = code(share.owner) if share.owner else _NOBODY
    parts = [
        f"Ansvarlig: {who}{f' ({people})' if people else ''}\n\n",
        _HOW,
    ]
    lines = [_issue_line(item, site_url) for item in share.items]
    room = MOST_CHARACTERS - _ROOM - sum(map(len, parts))
    shown = 0
    while shown < len(lines) and len(lines[shown]) <= room:
        room -= len(lines[shown])
        parts.append(lines[shown])
        shown += 1
    if shown < len(lines):
        parts.append(f"\nOg {len(lines) - shown} til, som ikke får plass her.\n")
    if share.later:
        parts.append(f"\n{_later(share)}\n")
    ids = [x.id for x in share.items[:shown] if x.kind == QUESTIONS.name]
    if ids:
        command = f"rollehub confirm {' '.join(ids)}"
        short = command if len(command) < _ROOM // 2 else "rollehub confirm ID…"
        parts.append(f"\n```sh\n{short}\n```\n")
    return "".join(parts)


def _issue_line(item: Item, site_url: str) -> str:
    read = ""
    if site_url and item.kind == QUESTIONS.name:
        read = f" ([les](<{site_url}sporsmal/{item.id}/>))"
    return f"- [ ] {code(item.title)}{read}: {_why(item)}. {code(item.path)}\n"


def _why(item: Item) -> str:
    match item.reason:
        case Reason.CHANGED:
            return f"endret etter at det ble bekreftet {item.reviewed}"
        case Reason.UNBOUND:
            return f"bekreftelsen fra {item.reviewed} sier ikke hvilken tekst den gjelder"
        case Reason.OVERDUE:
            return f"skulle vært bekreftet innen {item.due}"
        case Reason.DUE:
            return f"skal bekreftes innen {item.due}"
        case Reason.NEVER:
            return "aldri bekreftet"


def _later(share: Share) -> str:
    return f"{share.later} til er aldri bekreftet, og kommer de neste månedene."
