"""Slips of quotes, and of signs that need them, in one line of a YAML file; see `slips`."""

import re
from collections.abc import Iterator

from generator.language import say
from generator.sources.slips import KEY, Broken, Mend, Slip, quoted, shown


def _part_in_quotes(broken: Broken) -> Iterator[Mend]:
    """Find a text that begins with a quoted part, or has quotes inside its quotes."""
    number, line = broken.at[0], broken.lines[broken.at[0]]
    found = re.match(r"""( *(?:- +)*(?:[\w-]+:\s+)?)((["']).*\3.*)""", line)
    if not found or not line[: broken.at[1]].rstrip().endswith(found[3]):
        return
    before, text, quote = found.groups()
    text = text.rstrip()
    whole = len(text) > 2 and text.endswith(quote)
    inner = text[1:-1] if whole else text
    key = before.strip(" -:")
    if key in broken.words.texts:
        indent = " " * (len(before) - len(before.lstrip()) + 2)
        message = say(
            "hermetegnet slutter midt i teksten; skriv «%(key)s: |», og teksten på neste "
            "linje, uten hermetegn rundt",
            key=key,
        )
        yield broken.mended(
            number, f"{before}|", indent + inner, column=broken.at[1], message=message
        )
        return
    if outside := re.fullmatch(f"{quote}([^{quote}]*){quote}([.!?,;:])", text):
        new = f"{before}{quote}{outside[1]}{outside[2]}{quote}"
        message = say("hermetegnet skal stå til slutt; skriv «%(mended)s»", mended=shown(new))
        yield broken.mended(number, new, column=broken.at[1], message=message)
        return
    if quote == "'" and whole and '"' not in inner:
        new = f'{before}"{inner}"'
        message = say("hermetegnet slutter midt i teksten; skriv «%(mended)s»", mended=shown(new))
        yield broken.mended(number, new, column=broken.at[1], message=message)
        return
    guillemets = re.sub(f"{quote}([^{quote}]*){quote}", r"«\1»", inner)
    new = before + (f"{quote}{guillemets}{quote}" if whole else guillemets)
    if quote not in guillemets:
        what = (
            say("hermetegnet slutter midt i teksten")
            if whole
            else say("hermetegn rundt bare en del av teksten")
        )
        message = say("%(what)s; skriv «%(mended)s»", what=what, mended=shown(new))
        yield broken.mended(number, new, column=broken.at[1], message=message)


def _backslash(broken: Broken) -> Iterator[Mend]:
    number, line = broken.at[0], broken.lines[broken.at[0]]
    found = re.match(r'(.*?:\s+|\s*- +)"([^"]*\\[^"]*)"\s*$', line)
    if found and "'" not in found[2]:
        new = f"{found[1]}'{found[2]}'"
        message = say(
            "skråstreken «\\» betyr noe eget mellom doble hermetegn; skriv «%(mended)s»",
            mended=shown(new),
        )
        yield broken.mended(number, new, column=broken.at[1], message=message)


_OPEN = re.compile(r"""(?:(?:^|[\s{,])[\w-]+:\s+|^\s*(?:- +)+|[\[{,]\s*)(["'])""")
_MOST_QUOTES = 20


def unclosed_quotes(broken: Broken) -> Iterator[Mend]:
    """Yield a mend for each of the last lines in which a quote is opened and not closed."""
    candidates = []
    for number in range(broken.at[0], -1, -1):
        line = broken.lines[number]
        found = next((x for x in _OPEN.finditer(line) if _is_open(line, x.end(), x[1])), None)
        if found:
            candidates.append((number, found))
        if len(candidates) == _MOST_QUOTES:
            break
    for number, found in reversed(candidates):
        line, quote, start = broken.lines[number].rstrip(), found[1], found.start(1)
        line = re.sub(r"[“”»]$", "", line)
        end = len(line)
        if found[0][0] in "[{," and (closer := re.search(r"[\]},]", line[start:])):
            end = start + closer.start()
        new = f"{line[:end]}{quote}{line[end:]}"
        message = say(
            "hermetegnet i linje %(line)s er aldri lukket; skriv «%(mended)s»",
            line=number + 1,
            mended=shown(new),
        )
        yield broken.mended(number, new, column=start, message=message)


def _is_open(line: str, start: int, quote: str) -> bool:
    rest = line[start:].replace("''", "") if quote == "'" else re.sub(r"\\.", "", line[start:])
    return quote not in rest


def _text_after_pipe(broken: Broken) -> Iterator[Mend]:
    number, line = broken.at[0], broken.lines[broken.at[0]]
    found = re.match(r"(?P<before>( *)(?:- +)*(?P<key>[\w-]+): +[|>][-+0-9]*)(?P<text>.*)", line)
    if not found or not found["text"].strip():
        return
    if found["key"] not in broken.words.texts:
        start = found.end("key") + 2
        new = line[:start] + quoted(line[start:].strip())
        yield broken.mended(number, new, column=start, message=_sign_first(line[start], new))
    else:
        message = say(
            "etter «|» og «>» skal linjen være slutt; skriv «%(mended)s», og teksten på "
            "neste linje",
            mended=f"{found['key']}: |",
        )
        indent = " " * (len(found[2]) + 2)
        text = indent + found["text"].strip()
        yield broken.mended(
            number, found["before"], text, column=found.start("text"), message=message
        )


def _bracket_first(broken: Broken) -> Iterator[Mend]:
    """Find a text that begins with a bracket and is no list."""
    number, line = broken.at[0], broken.lines[broken.at[0]]
    found = re.match(r"(.*?(?::|-) +)([\[{].*)", line)
    if found and broken.at[1] > found.start(2):
        new = found[1] + quoted(found[2].rstrip())
        message = say(
            "teksten begynner med «%(opened)s»; skriv «%(mended)s»",
            opened=found[2][0],
            mended=shown(new),
        )
        yield broken.mended(number, new, column=found.start(2), message=message)


def _needs_quotes(broken: Broken) -> Iterator[Mend]:
    """Find a text with a colon in it, or that begins with a sign of YAML."""
    number, line = broken.at[0], broken.lines[broken.at[0]]
    found = KEY.match(line) or re.match(r"(?P<indent> *)(?P<key>[^\s:]+):\s+(?P<value>\S.*)", line)
    if not found or not found["value"] or found["value"][0] in "\"'[{|>":
        return
    value = found["value"].rstrip()
    start = found.start("value")
    new = line[:start] + quoted(value)
    if ": " in value or value.endswith(":"):
        message = say("kolon midt i en tekst; skriv «%(mended)s»", mended=shown(new))
        yield broken.mended(number, new, column=broken.at[1], message=message)
    else:
        yield broken.mended(number, new, column=start, message=_sign_first(value[0], new))


def _sign_first(sign: str, new: str) -> str:
    return say(
        "«%(sign)s» kan ikke stå først i en verdi; skriv «%(mended)s»",
        sign=sign,
        mended=shown(new),
    )


def sign_first(line: str, column: int) -> str | None:
    """Return the message about a text that begins with a sign of YAML; None if it is no text."""
    value = re.compile(r"[^\s,\]}].*").match(line, column)
    if not value or re.fullmatch(r"!!.*|&\S+\s*(?:[\[{].*)?", value.group()):
        return None
    in_list = re.search(r"[\[{]", line[:column])
    end = re.compile(r"\s*[,\]}]|\s*$" if in_list else r"\s*$").search(line, column)
    if not end:
        return None
    new = line[:column] + quoted(line[column : end.start()]) + line[end.start() :]
    return _sign_first(line[column], new)


SLIPS_OF_QUOTES: tuple[Slip, ...] = (
    _part_in_quotes,
    _backslash,
)
SIGNS_THAT_NEED_QUOTES: tuple[Slip, ...] = (
    _bracket_first,
    _text_after_pipe,
    _needs_quotes,
)
