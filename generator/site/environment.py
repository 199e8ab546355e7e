"""The Jinja environment of all templates. The words in them are ids of the catalogues.

In: a language, and folders with more templates. Out: an environment whose `_`, `ngettext` and
`trans` give texts in the language, and whose filters write dates, numbers and sizes as it does.
"""

from collections.abc import Sequence
from pathlib import Path

from jinja2 import ChoiceLoader, Environment, FileSystemLoader, PackageLoader, StrictUndefined

from generator.language import Language, lower_first


def environment_of(language: Language, folders: Sequence[Path] = ()) -> Environment:
    """Return a new environment; it escapes values, and an unknown name is an error.

    A template is looked for in `folders`, in order, and then in the package.
    """
    environment = Environment(
        loader=ChoiceLoader([FileSystemLoader(folders), PackageLoader("generator.site")]),
        autoescape=True,
        undefined=StrictUndefined,
        extensions=["jinja2.ext.i18n"],
    )
    environment.globals |= {
        "_": language.gettext,
        "gettext": language.gettext,
        "ngettext": language.ngettext,
        "pgettext": language.pgettext,
        "language": language,
    }
    environment.filters |= {
        "date": language.date,
        "day": language.day,
        "size": language.size,
        "number": language.number,
        "enumerated": language.enumerated,
        "lower_first": lower_first,
    }
    return environment
