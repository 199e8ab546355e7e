"""Personal data in the sources: numbers of persons, and their private addresses.

In: the context of a check. Out: problems, none of which repeats what it found. All of each file is
looked at: texts, notes for editors, comments of YAML, and pages. Names are not looked for. What is
public all the same can be listed in the settings.
"""

import re
from collections.abc import Collection, Iterator

from generator.check.context import Context
from generator.check.finding import Finding
from generator.check.identities import LENGTH, kind_of_number
from generator.check.mailboxes import FOR_PRIVATE_USE, OF_A_ROLE, PLACEHOLDERS, RESERVED
from generator.language import msgid, say
from generator.problems import Code, Place, Problem
from generator.sources.lines import line_and_column

_BLANK = r" \t\u00a0\u2007\u2009\u202f"
_UNSEEN = r"\u00ad\u200b\u2060\ufeff"
_SEPARATOR = rf"[{_BLANK}{_UNSEEN}.\-\u2010-\u2015*_/]"
_BETWEEN = rf"{_SEPARATOR}{{1,3}}"
_RUN = re.compile(rf"(?<![^\W_])[0-9]+(?:{_BETWEEN}[0-9]+)*(?![^\W_])")
# What a text has that has any number below: most have none, and need no more tests.
_ANY_NUMBER = re.compile(
    rf"[0-9](?:[0-9]{{5}}|(?:[{_BLANK}]?[0-9]){{7}}|(?:{_SEPARATOR}{{0,3}}[0-9]){{10}})"
)
_DIGITS = re.compile(r"[0-9]+")
_BROKEN = re.compile(r"(?<![^\W_])([0-9]{6})[ ]*\n[ ]*([0-9]{5})(?![^\W_])")
_ADDRESS = re.compile(r"(?:https?://|www\.)[^\s<>\"'«»)]+")
_WHOLE_PART = re.compile(r"(?<=[/=])[0-9]{11}(?![^/?&#])")
# A day with a year of four digits, a case number or an account is nobody's number.
_OTHER = re.compile(
    rf"""(?<![0-9])(?:
      (?:19|20)[0-9]{{2}}-(?:0[1-9]|1[0-2])-[0-3][0-9]
    | [0-3]?[0-9]\.[{_BLANK}]?[01]?[0-9]\.[{_BLANK}]?(?:19|20)[0-9]{{2}}
    | (?:19|20)[0-9]{{2}}/[0-9]+
    | [0-9]{{4}}\.[0-9]{{2}}\.[0-9]{{5}}
    )(?![0-9])""",
    re.VERBOSE,
)
_HPR = re.compile(
    rf"""(?<![^\W_])HPR(?:[-{_BLANK}]*(?:nummer|nr|number|no)[a-zæøå]*\.?)?(?:[{_BLANK}]+(?:er|is))?
    [{_BLANK}:=(\#«"']{{0,4}}(?P<after>[0-9]{{6,9}})(?![^\W_])
    | (?<![^\W_])(?P<before>[0-9]{{6,9}})[{_BLANK}]?\(?HPR(?![^\W_])""",
    re.VERBOSE | re.IGNORECASE,
)
_PHONE = rf"(?:(?:\+|00)47[{_BLANK}]?)?[2-9](?:[{_BLANK}]?[0-9]){{7}}(?![{_BLANK}]?[0-9])"
_PRIVATE = r"(?:mob(?:il)?|private?|hjemme|heime|personlig|cell)[a-zæøå]{0,12}"
_PRIVATE_PHONE = re.compile(
    rf"""(?<![^\W_]){_PRIVATE}(?:[-{_BLANK}]+(?:telefon|tlf|nummer|nr|phone)[a-zæøå]*)?
    (?:[{_BLANK}]+(?:er|på|is))?[{_BLANK}.:()=,]{{0,4}}(?P<after>{_PHONE})
    | (?<![0-9+])(?P<before>{_PHONE})[{_BLANK}]?\([{_BLANK}]?{_PRIVATE}\)""",
    re.VERBOSE | re.IGNORECASE,
)
_MAIL = re.compile(r"(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,6}")
_NAME_PARTS = re.compile(r"[._-]")
_OF_HEALTH_PERSONNEL = msgid("et HPR-nummer")
_AS_TEST_PERSON = msgid(
    "; skriv et oppdiktet nummer med måned pluss 80 hvis du trenger et eksempel"
)


def check_privacy(context: Context) -> Iterator[Problem]:
    """Yield the personal data in each file."""
    documents = {document.path: document for document, _ in context.origins.places.values()}
    for path, document in documents.items():
        for found in findings(document.text, context.public):
            line, column = line_and_column(document.text, found.offset)
            yield Problem(Place(path, line + 1, column + 1), found.code, found.message)
    for page in context.hub.pages:
        for found in findings(f"{page.title}\n{page.description}", context.public):
            yield Problem(Place(page.path), found.code, found.message)
        for found in findings(page.text, context.public):
            yield Problem(page.place(found.offset), found.code, found.message)


def findings(text: str, public: Collection[str] = ()) -> Iterator[Finding]:
    """Yield the personal data in a text. `public` are addresses and phone numbers that are not."""
    known = {_plain(one) for one in public}
    if _ANY_NUMBER.search(text):
        yield from _in_numbers(text, known)
    if "@" in text:
        for found in _MAIL.finditer(text):
            name, _, host = found[0].rstrip(".").lower().partition("@")
            if f"{name}@{host}" not in known and _is_private_mail(name, host):
                yield _private(
                    found.start(), msgid("en privat e-postadresse"), f"{name[0]}…@{host}"
                )


def _in_numbers(text: str, known: Collection[str]) -> Iterator[Finding]:
    """Yield the numbers of persons in a text, and their private phone numbers."""
    for offset, kind in (*_numbers(text), *_health_personnel(text)):
        shown = f"{text[offset]}…"
        message = say("%(what)s («%(shown)s»); fjern det", what=say(kind), shown=shown)
        is_number = kind != _OF_HEALTH_PERSONNEL
        yield Finding(offset, Code.PERSONAL_DATA, message + say(_AS_TEST_PERSON) * is_number)
    for found in _PRIVATE_PHONE.finditer(text):
        name = "after" if found["after"] else "before"
        if _plain(found[name]) not in known:
            yield _private(
                found.start(name), msgid("et privat telefonnummer"), f"{found[name][:1]}…"
            )


def _private(offset: int, kind: str, shown: str) -> Finding:
    message = say(
        "%(what)s («%(shown)s»); skriv en felles adresse eller nummeret til sentralbordet, eller "
        "før den opp i «public_contacts» i innstillingene",
        what=say(kind), shown=shown,
    )  # fmt: skip
    return Finding(offset, Code.PERSONAL_DATA, message)


def _plain(contact: str) -> str:
    """Return a mailbox or a phone number as it is compared."""
    if "@" in contact:
        return contact.strip().removeprefix("mailto:").lower()
    digits = "".join(_DIGITS.findall(contact))
    return digits.removeprefix("00").removeprefix("47") if len(digits) > len("22222222") else digits


def _is_private_mail(name: str, host: str) -> bool:
    """Whether a mailbox is a person's: of a provider for private use, or named as people are."""
    if host.endswith(RESERVED):
        return False
    parts = set(_NAME_PARTS.split(name))
    if host in FOR_PRIVATE_USE:
        return not parts <= PLACEHOLDERS
    return (
        len(parts) > 1 and not {name, *parts} & (OF_A_ROLE | PLACEHOLDERS) and _is_like_names(parts)
    )


def _is_like_names(parts: set[str]) -> bool:
    return all(part.isalpha() for part in parts)


def _health_personnel(text: str) -> Iterator[tuple[int, str]]:
    for found in _HPR.finditer(text):
        yield found.start("after" if found["after"] else "before"), _OF_HEALTH_PERSONNEL


def _numbers(text: str) -> Iterator[tuple[int, str]]:
    """Yield the offset and the kind of each number of a person."""
    addresses = [found.span() for found in _ADDRESS.finditer(text)]
    for start, end in addresses:
        for found in _WHOLE_PART.finditer(text, start, end):
            if kind := kind_of_number(found[0]):
                yield found.start(), kind
    for found in _BROKEN.finditer(text):
        if kind := kind_of_number(found[1] + found[2]):
            yield found.start(), kind
    last = 0
    for run in _RUN.finditer(text):
        if run.end() - run.start() < LENGTH:
            continue
        while last < len(addresses) and addresses[last][1] <= run.start():
            last += 1
        is_in_address = last < len(addresses) and addresses[last][0] <= run.start()
        if not is_in_address:
            yield from _numbers_in_run(text, run)


def _numbers_in_run(text: str, run: re.Match[str]) -> Iterator[tuple[int, str]]:
    """Yield the numbers among groups of digits; each begins and ends with a group."""
    groups = list(_DIGITS.finditer(text, *run.span()))
    others = [found.span() for found in _OTHER.finditer(text, *run.span())]
    is_abroad = text[max(run.start() - 1, 0) : run.start()] == "+"
    for first in range(int(is_abroad), len(groups)):
        digits = ""
        for group in groups[first : first + LENGTH]:
            digits += group[0]
            if len(digits) >= LENGTH:
                break
        start, end = groups[first].start(), group.end()
        is_other = any(a < end and start < b for a, b in others)
        if len(digits) != LENGTH or is_other or _is_case_number(text[start:end]):
            continue
        if kind := kind_of_number(digits):
            yield start, kind


def _is_case_number(written: str) -> bool:
    """Whether digits have a slash elsewhere than between a day of birth and the rest."""
    return "/" in written and len(written.partition("/")[0]) != len("ddmmyy")
