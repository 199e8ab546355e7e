"""Slips in the layout of a YAML file: a lost `|`, a wrong indentation, a line outside its text.

As `slips`, but for slips that concern several lines.
"""

import re
from collections.abc import Iterator

from generator.language import say
from generator.sources.slips import KEY, Broken, Mend, Slip, indentation, shown, spaces

_BLOCK = re.compile(r"(?P<indent> *)(?P<dash>(?:- +)*)(?P<key>[\w-]+):\s+[|>][-+0-9]*\s*(?:#.*)?$")
_EMPTY_VALUE = re.compile(
    r"(?P<key> *(?:- +)*[\w-]+:)\s+(?P<value>\{\s*\}|\[\s*\]|null|~|\"\"|'')\s*(?:#.*)?$"
)
_STEP = 2
_MOST = 4  # indentations that are tried


def _above(lines: list[str], number: int) -> int | None:
    """Return the number of the nearest line above that is not blank."""
    return next((n for n in range(number - 1, -1, -1) if lines[n].strip()), None)


def _holder(lines: list[str], number: int, indent: int) -> int | None:
    """Return the nearest line above that is indented less than `indent`, comments aside."""
    for n in range(number - 1, -1, -1):
        line = lines[n]
        if line.strip() and not line.lstrip().startswith("#") and indentation(line) < indent:
            return n
    return None


def _is_key(broken: Broken, line: str) -> bool:
    found = KEY.match(line)
    return bool(found and found["key"] in broken.words.keys)


def _braces_left(broken: Broken) -> Iterator[Mend]:
    """Find lines under a key whose value says that there are none."""
    number = broken.at[0]
    line = broken.lines[number]
    above = _above(broken.lines, number)
    found = _EMPTY_VALUE.match(broken.lines[above]) if above is not None else None
    if above is None or not found:
        return
    key = found["key"].strip(" -:")
    if found["value"][0] not in "[{" and key not in broken.words.holders:
        return
    if indentation(line) > indentation(broken.lines[above]) or line.lstrip().startswith("- "):
        message = say(
            "«%(value)s» betyr ingen, men det står linjer under; skriv «%(mended)s»",
            value=found["value"],
            mended=shown(found["key"]),
        )
        yield broken.mended(above, found["key"], column=found.start("value"), message=message)


def _opener(broken: Broken, number: int) -> tuple[int, re.Match[str]] | None:
    """Return the line above with `|` whose text a line may belong to."""
    for n in range(number - 1, -1, -1):
        line = broken.lines[n]
        if found := _BLOCK.match(line):
            return n, found
        if line.strip() and _is_key(broken, line):
            return None
    return None


def _comment_in_text(broken: Broken) -> Iterator[Mend]:
    """Find a comment or a heading, further left than the text around it, that ends the text."""
    number = broken.at[0]
    above = _above(broken.lines, number)
    while above is not None and (line := broken.lines[above]).lstrip().startswith("#"):
        opener = _opener(broken, above)
        wanted = indentation(broken.lines[number])
        if opener and indentation(line) < wanted:
            if re.match(r" *#{2,6} ", line):
                yield _moved_in(broken, above, opener[1]["key"], wanted)
            message = say(
                "«#» så langt til venstre avslutter teksten under «%(key)s: |»; flytt notatet "
                "til editorial_note, eller til linjen over «%(key)s:»",
                key=opener[1]["key"],
            )
            yield broken.mended(above, "", message=message)
        above = _above(broken.lines, above)


def _moved_in(broken: Broken, number: int, key: str, wanted: int) -> Mend:
    """Return the mend that moves a line into the text under a key."""
    new = " " * wanted + broken.lines[number].lstrip()
    message = say(
        "linjen hører trolig til teksten under «%(key)s: |»; sett %(spaces)s foran den: "
        "«%(mended)s»",
        key=key,
        spaces=spaces(wanted),
        mended=" " * wanted + shown(new),
    )
    return broken.mended(number, new, message=message)


def _deep_first_line(broken: Broken) -> Iterator[Mend]:
    """Find a text whose first line is indented more than the others."""
    for number in dict.fromkeys((broken.since[0], broken.at[0])):
        if not (opener := _opener(broken, number)):
            continue
        first = next(n for n in range(opener[0] + 1, number + 1) if broken.lines[n].strip())
        wanted = indentation(broken.lines[number])
        if first == _above(broken.lines, number) and len(
            opener[1]["indent"]
        ) < wanted < indentation(broken.lines[first]):
            new = " " * wanted + broken.lines[first].lstrip()
            message = say(
                "første linje i teksten er rykket lenger inn enn resten; den skal ha "
                "%(spaces)s foran seg: «%(mended)s»",
                spaces=spaces(wanted),
                mended=" " * wanted + shown(new),
            )
            yield broken.mended(first, new, message=message)


def _left_block(broken: Broken) -> Iterator[Mend]:
    """Find a line of a text that is not indented as the text."""
    for number in sorted({broken.since[0], broken.at[0]}):
        if not (opener := _opener(broken, number)):
            continue
        line = broken.lines[number]
        outer = len(opener[1]["indent"]) + len(opener[1]["dash"])
        first = next(n for n in range(opener[0] + 1, number + 1) if broken.lines[n].strip())
        wanted = indentation(broken.lines[first]) if first < number else outer + _STEP
        if indentation(line) >= wanted or _is_key(broken, line):
            continue
        lines = list(broken.lines)
        for n in range(number, len(lines)):
            if _is_key(broken, lines[n]) and indentation(lines[n]) <= outer:
                break
            if lines[n].strip() and indentation(lines[n]) < wanted:
                lines[n] = " " * (wanted - indentation(line)) + lines[n]
        mend = _moved_in(broken, number, opener[1]["key"], wanted)
        yield mend._replace(lines=lines)


def _lost_pipe(broken: Broken) -> Iterator[Mend]:
    """Find a text of several lines that is not written after `|`."""
    for number in dict.fromkeys((broken.at[0], broken.since[0])):
        indent = indentation(broken.lines[number])
        for _ in range(_MOST):
            holder = _holder(broken.lines, number, indent)
            if holder is None:
                break
            found = KEY.match(broken.lines[holder])
            indent = indentation(broken.lines[holder])
            if not found or found["key"] not in broken.words.texts:
                continue
            value = (found["value"] or "").strip()
            if value[:1] in ("|", ">", '"', "'"):
                break
            key = broken.lines[holder][: found.end("key")] + ":"
            inner = indentation(broken.lines[holder + 1])
            below = [" " * max(inner, indent + _STEP) + value] if value else []
            hidden = next(
                (
                    x
                    for line in broken.lines[holder : number + 1]
                    for x in re.findall(r"\s(#.*)", line)
                ),
                None,
            )
            lost = (
                say(" Uten den blir også «%(hidden)s» borte.", hidden=shown(hidden))
                if hidden
                else ""
            )
            message = say(
                "teksten under «%(key)s:» mangler «|»; skriv «%(key)s: |» i linje %(line)s, og "
                "teksten under%(lost)s",
                key=found["key"],
                line=holder + 1,
                lost=f".{lost}" if lost else "",
            )
            yield broken.mended(
                holder, f"{key} |", *below, column=found.start("key"), message=message
            )
            break


def _missing_dash(broken: Broken) -> Iterator[Mend]:
    """Find an item without its dash: its first key is that of the items above."""
    number = broken.at[0]
    found = KEY.match(broken.lines[number])
    if not found or found["dash"]:
        return
    for n in range(number - 1, -1, -1):
        item = KEY.match(broken.lines[n])
        if item and item["dash"] and item["key"] == found["key"]:
            new = f"{item['indent']}- {broken.lines[number].lstrip()}"
            message = say(
                "«- » mangler foran «%(key)s»; skriv «%(mended)s»",
                key=found["key"],
                mended=shown(new),
            )
            yield broken.mended(number, new, message=message)
            return


def _indent(broken: Broken) -> Iterator[Mend]:
    """Find a line that is indented otherwise than its siblings."""
    for number in dict.fromkeys((broken.at[0], broken.since[0])):
        line = broken.lines[number]
        own = indentation(line)
        is_item = line.lstrip().startswith("- ")
        wanted: list[int] = []
        for n in range(number - 1, -1, -1):
            above = broken.lines[n]
            if not above.strip() or above.lstrip().startswith("#"):
                continue
            for indent in (indentation(above), len(above) - len(above.lstrip(" -"))):
                fits = is_item == above.lstrip().startswith("- ") or indent != indentation(above)
                if indent != own and fits and indent not in wanted:
                    wanted.append(indent)
            if len(wanted) >= _MOST or indentation(above) == 0:
                break
        for indent in wanted:
            yield _shifted(broken, number, indent)


def _shifted(broken: Broken, number: int, wanted: int) -> Mend:
    """Return the mend that moves a line, and those that belong to it, to another indentation."""
    lines = list(broken.lines)
    own = indentation(lines[number])
    for n in range(number, len(lines)):
        if n > number and lines[n].strip() and indentation(lines[n]) <= own:
            break
        if not lines[n].strip():
            continue
        lines[n] = lines[n][min(own, indentation(lines[n])) :]
        lines[n] = " " * wanted + lines[n]
    mended = lines[number].rstrip()
    message = (
        say(
            "linjen skal ha %(spaces)s foran seg, som linjene den hører sammen med: «%(mended)s»",
            spaces=spaces(wanted),
            mended=" " * wanted + shown(mended),
        )
        if wanted
        else say("linjen skal stå helt til venstre: «%(mended)s»", mended=shown(mended))
    )
    return Mend((number, own), message, lines)


SLIPS_OF_LAYOUT: tuple[Slip, ...] = (
    _braces_left,
    _comment_in_text,
    _deep_first_line,
    _left_block,
    _lost_pipe,
    _missing_dash,
)
LAST_SLIPS: tuple[Slip, ...] = (_indent,)
