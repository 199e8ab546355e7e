"""Slips of spaces, colons, commas and brackets in one line of a YAML file; see `slips`."""

import re
from collections.abc import Iterator

from generator.language import say
from generator.sources.slips import KEY, Broken, Mend, Slip, indentation, shown

_GLUED_DASH = re.compile(r"( *)(?:[-–—•·*]|--+ ?|[–—•·*] +)(?=[^\s-])(.*)")
_GLUED_COLON = re.compile(r"( *(?:- +)*)([A-Za-z_][\w-]*):(?=[^\s/])(.*)")
_NO_COLON = re.compile(r"( *(?:- +)*)([A-Za-z_]+)(?:\s*[;=]|\s*:(?=\u00a0)|\s|$)\s*(.*)")


def _glued_dash(broken: Broken) -> Iterator[Mend]:
    for number, line in broken.near:
        if found := _GLUED_DASH.match(line):
            indent, rest = found.groups()
            new = f"{indent}- {rest}"
            below = list(broken.lines)
            for n in range(number + 1, len(below)):  # lines that are aligned with what was glued
                if below[n].strip() and indentation(below[n]) != len(indent) + 1:
                    break
                below[n] = f" {below[n]}"
            message = say(
                "mellomrom mangler etter bindestreken; skriv «%(mended)s»", mended=shown(new)
            )
            if line.lstrip()[0] != "-":
                message = say(
                    "«%(sign)s» lager ingen liste; skriv «%(mended)s»",
                    sign=line.lstrip()[0], mended=shown(new),
                )  # fmt: skip
            yield broken._replace(lines=below).mended(number, new, message=message)


def _glued_colon(broken: Broken) -> Iterator[Mend]:
    for number, line in broken.near:
        if found := _GLUED_COLON.match(line):
            indent, key, rest = found.groups()
            new = f"{indent}{key}: {rest.strip()}"
            message = say(
                "mellomrom mangler etter «%(key)s:»; skriv «%(mended)s»", key=key, mended=shown(new)
            )
            yield broken.mended(number, new, column=found.end(2) + 1, message=message)


def _missing_colon(broken: Broken) -> Iterator[Mend]:
    for number, line in broken.near:
        found = _NO_COLON.match(line)
        if found and found[2] in broken.words.keys and not KEY.match(line):
            new = f"{found[1]}{found[2]}: {found[3]}".rstrip()
            message = say(
                "kolon mangler etter «%(key)s»; skriv «%(mended)s»", key=found[2], mended=shown(new)
            )
            yield broken.mended(number, new, message=message)


def _two_keys(broken: Broken) -> Iterator[Mend]:
    """Find two keys between which a line break was deleted."""
    number, line = broken.at[0], broken.lines[broken.at[0]]
    for found in re.finditer(r"([a-z_]+):(?=\s|$)", line):
        tails = (found[1][start:] for start in range(len(found[1])))
        key = next((tail for tail in tails if tail in broken.words.keys), None)
        start = found.end(1) - len(key or "")
        if key is None or not line[:start].strip(" -"):
            continue
        indent = " " * (len(line) - len(line.lstrip(" -")))
        message = say(
            "to nøkler på samme linje; sett «%(second)s» på en egen linje",
            second=shown(line[start:]),
        )
        yield broken.mended(
            number, line[:start].rstrip(), indent + line[start:], column=start, message=message
        )


def _list_on_line(broken: Broken) -> Iterator[Mend]:
    """Find items with dashes that follow the key on its line."""
    number, line = broken.at[0], broken.lines[broken.at[0]]
    found = re.match(r"(.*[\w-]+: +)- +(.*)", line)
    if found and found[2].strip():
        items = ", ".join(re.split(r"\s+-\s+", found[2].strip()))
        new = f"{found[1]}[{items}]"
        message = say("listen kan ikke begynne her; skriv «%(mended)s»", mended=shown(new))
        yield broken.mended(number, new, column=broken.at[1], message=message)


_CLOSERS = {"[": "]", "{": "}"}


def _semicolons(broken: Broken) -> Iterator[Mend]:
    for number, line in broken.near:
        start = min((line.find(sign) for sign in "[{" if sign in line), default=-1)
        if start >= 0 and ";" in line[start:]:
            new = line[:start] + re.sub(r"\s*;", ",", line[start:])
            message = say("skill med komma, ikke semikolon; skriv «%(mended)s»", mended=shown(new))
            yield broken.mended(number, new, column=line.index(";", start), message=message)


def _brackets(broken: Broken) -> Iterator[Mend]:
    """Find a bracket that is missing, of the wrong kind, or one too many."""
    number, column = broken.at
    line = broken.lines[number]
    if line[column : column + 1] in ("]", "}"):
        new = line[:column] + line[column + 1 :]
        message = say(
            "en «%(written)s» for mye; skriv «%(mended)s»", written=line[column], mended=shown(new)
        )
        yield broken.mended(number, new, column=column, message=message)
    number, column = broken.since
    line = broken.lines[number].rstrip()
    opened = line[column : column + 1]
    if opened not in _CLOSERS:
        return
    closer = _CLOSERS[opened]
    new = re.sub(r"\s*[)\]}]?,?$", "", line) + closer
    message = say(
        "«%(opened)s» er ikke lukket; skriv «%(mended)s»", opened=opened, mended=shown(new)
    )
    yield broken.mended(number, new, column=column, message=message)


def _trailing_comma(broken: Broken) -> Iterator[Mend]:
    number, column = broken.at
    line = broken.lines[number].rstrip()
    if line[column:].strip() in (",", ";"):
        new = line[:column].rstrip()
        message = say(
            "«%(written)s» til slutt i linjen skal ikke være der; skriv «%(mended)s»",
            written=line[column:].strip(),
            mended=shown(new),
        )
        yield broken.mended(number, new, column=column, message=message)


def _missing_comma(broken: Broken) -> Iterator[Mend]:
    number, column = broken.at
    line = broken.lines[number]
    opened = next((sign for sign in "[{" if sign in line[:column]), None)
    if not opened:
        return
    starts = [column]
    starts += [x.start() for x in re.finditer(r"(?<=\s)[a-z_]+:\s", line)]
    for start in starts:
        new = f"{line[:start].rstrip()}, {line[start:]}"
        message = say("komma mangler mellom leddene; skriv «%(mended)s»", mended=shown(new))
        yield broken.mended(number, new, column=start, message=message)


SLIPS_OF_MARKS: tuple[Slip, ...] = (
    _semicolons,
    _glued_colon,
    _two_keys,
    _missing_colon,
    _glued_dash,
    _list_on_line,
    _trailing_comma,
    _missing_comma,
    _brackets,
)
