"""A language of the site: its texts, and how it writes dates, numbers, sizes and enumerations.

In: the BCP 47 tag of a language that has a catalogue in `generator/locale/`. Out: words that a
reader sees. The texts in code and templates are bokmål, and are also the ids of the catalogues
(gettext, https://docs.python.org/3/library/gettext.html). Babel, which is used here only, writes
dates, numbers and enumerations as CLDR says.
"""

import gettext
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from babel import Locale
from babel.dates import format_date
from babel.lists import format_list
from babel.numbers import format_decimal

LOCALE = Path(__file__).with_name("locale")
"""The folder of the catalogues."""
DOMAIN = "rollehub"
"""The name of the catalogues of our own texts; those of click are beside them."""
SOURCE = "nb"
"""The language of the texts in code and templates."""
LANGUAGES = (SOURCE, *sorted(
    path.name for path in LOCALE.iterdir()
    if path.name != SOURCE and (path / f"LC_MESSAGES/{DOMAIN}.mo").is_file()
))  # fmt: skip
"""The tags of the languages that a site can have."""

_ALL_FORMS = 200  # of the numbers below this, each form of every language has one
_NORWEGIAN_NAMES = {
    "norsk": "nb", "bokmål": "nb", "nynorsk": "nn", "samisk": "se", "norwegian": "nb", "no": "nb",
}  # fmt: skip
_NORWEGIAN = frozenset({"nb", "nn"})
_NORWEGIAN_ORDER = str.maketrans({"æ": "{", "ä": "{", "ø": "|", "ö": "|", "å": "}", "é": "e"})


class UnknownLanguageError(ValueError):
    """There is no catalogue for a language; the message names the choices."""


def msgid(text: str) -> str:
    """Return the text as it is. It marks a text in a table, to be translated where used."""
    return text


@dataclass(frozen=True, slots=True)
class Language:
    """One language, made by `language_of`."""

    tag: str = SOURCE
    """BCP 47 tag, such as `nb`."""

    @property
    def territory(self) -> str:
        """The country whose customs the language follows, such as `NO`."""
        return str(_locale(self.tag).territory)

    def gettext(self, text: str, /, **values: Any) -> str:
        """Return a text in this language; `%(name)s` in it becomes the value of that name."""
        # The text of the id "" is the head of the catalogue.
        return _filled(_catalogue(self.tag).gettext(text), values) if text else ""

    def pgettext(self, context: str, text: str, /, **values: Any) -> str:
        """Return a text that means something else in other contexts."""
        return _filled(_catalogue(self.tag).pgettext(context, text), values)

    def ngettext(self, one: str, many: str, number: int, /, **values: Any) -> str:
        """Return the form of a text for a number, which is `%(num)s` in it."""
        text = _catalogue(self.tag).ngettext(one, many, number)
        return _filled(text, {"num": self.number(number), **values})

    def forms(self, one: str, many: str) -> tuple[str, ...]:
        """Return all forms of a text that counts; `plural_rule` gives the place of one."""
        place = gettext.c2py(self.plural_rule)
        texts = {place(n): _catalogue(self.tag).ngettext(one, many, n) for n in range(_ALL_FORMS)}
        return tuple(texts[key] for key in sorted(texts))

    @property
    def plural_rule(self) -> str:
        """An expression in C that gives the place of the form of a text for the number `n`."""
        return _catalogue(self.tag).info()["plural-forms"].partition("plural=")[2].rstrip("; ")

    def date(self, day: date) -> str:
        """Return a date such as `21. november 2026`."""
        return _written_date(day, self.tag)

    def day(self, moment: str) -> str:
        """Return the date in an ISO 8601 date, or date and time, as `date` does."""
        return self.date(datetime.fromisoformat(moment).date())

    def number(self, number: float, form: str | None = None) -> str:
        """Return a number such as `1 200` or `0,5`; `form` is a pattern of CLDR."""
        return format_decimal(number, form, locale=_locale(self.tag))

    def size(self, size: int) -> str:
        """Return a size in bytes as `87 kB` or `1,2 MB`."""
        if size < 999_500:
            return f"{max(1, round(size / 1000))} kB"
        return f"{self.number(size / 1_000_000, '0.0')} MB"

    def enumerated(self, words: Iterable[str]) -> str:
        """Return `a`, `a og b` or `a, b og c`; an empty string for no words."""
        return _enumerated(tuple(words), self.tag)

    def name_of(self, tag: str) -> str:
        """Return what the language with a tag is called, such as `engelsk`; else the tag itself."""
        own = {"nb": self.gettext("bokmål"), "nn": self.gettext("nynorsk")}
        return own.get(tag) or _locale(self.tag).languages.get(tag.replace("-", "_"), tag)

    def sort_key(self, text: str) -> str:
        """Return a key that sorts a text by the language's alphabet, without outer quotation marks.

        Without rules of its own, a language sorts letters with marks as those without.
        """
        plain = text.casefold().strip('«»"“”‘’ ')
        if self.tag in _NORWEGIAN:
            return plain.translate(_NORWEGIAN_ORDER)
        letters = unicodedata.normalize("NFKD", plain)
        return "".join(x for x in letters if not unicodedata.combining(x))


def language_of(tag: str) -> Language:
    """Return the language with a tag. Raises `UnknownLanguageError`."""
    if tag not in LANGUAGES:
        choices = format_list(LANGUAGES, "or", locale=_locale(spoken().tag))
        message = say("språket «%(tag)s» finnes ikke; velg %(choices)s", tag=tag, choices=choices)
        raise UnknownLanguageError(message)
    return Language(tag)


def is_language(tag: str) -> bool:
    """Whether a BCP 47 tag is that of a language, such as `nb` or `en-GB`."""
    code, _, rest = tag.partition("-")
    names = _locale(SOURCE).languages
    return code in names and all(part.isalnum() for part in (rest.split("-") if rest else ()))


def tag_of(name: str) -> str | None:
    """Return the tag of the language that is called by a name, such as `engelsk`; None if none."""
    wanted = name.casefold()
    if wanted in _NORWEGIAN_NAMES:
        return _NORWEGIAN_NAMES[wanted]
    for locale in (_locale(SOURCE), _locale("en")):
        for tag, known in locale.languages.items():
            if wanted in (known.casefold(), tag.casefold()):
                return str(tag)
    return None


class _Run:
    """What is the same in all threads of a run."""

    language = Language()


def speak(tag: str) -> None:
    """Let the messages of this run be in a language; bokmål, if it has no catalogue."""
    _Run.language = Language(tag if tag in LANGUAGES else SOURCE)


def spoken() -> Language:
    """Return the language that the run speaks."""
    return _Run.language


def say(text: str, /, **values: Any) -> str:
    """Return a message to an editor in the language that the run speaks."""
    return spoken().gettext(text, **values)


def say_count(one: str, many: str, number: int, /, **values: Any) -> str:
    """Return the form of a message for a number, which is `%(num)s` in it."""
    return spoken().ngettext(one, many, number, **values)


def lower_first(text: str) -> str:
    """Return the text as it is written inside a sentence; an abbreviation keeps its capitals."""
    return text if text[1:2].isupper() else text[:1].lower() + text[1:]


def _filled(text: str, values: dict[str, Any]) -> str:
    return text % values if values else text


# Most dates and lists of names of roles are on many pages.
@lru_cache(maxsize=10_000)
def _written_date(day: date, tag: str) -> str:
    return format_date(day, "long", locale=_locale(tag))


@lru_cache(maxsize=10_000)
def _enumerated(words: tuple[str, ...], tag: str) -> str:
    return format_list(words, locale=_locale(tag))


@cache
def _catalogue(tag: str) -> gettext.NullTranslations:
    return gettext.translation(DOMAIN, LOCALE, [tag])


@cache
def _locale(tag: str) -> Locale:
    """Return the locale that the head of the catalogue names, such as `en_GB`."""
    return Locale.parse(_catalogue(tag).info()["language"])
