"""The texts in a script -> the same script with its texts in another language.

In: JavaScript whose texts are calls of `_`, `pgettext` and `ngettext` with texts in double quotes,
as `texts.js` in `overrides/` defines them. Out: JavaScript. The texts are replaced when
the site is built, so readers fetch one language, and no list of all texts.
"""

import json
import re

from generator.language import Language

_TEXT = r'"(?:[^"\\\n]|\\.)*"'
_CALL = re.compile(
    rf"(?<![\w$.])(?P<start>(?P<name>_|pgettext|ngettext)\(\s*)(?P<first>{_TEXT})"
    rf"(?:(?<=\")(?P<comma>,\s*)(?P<second>{_TEXT}))?"
)


def with_texts(code: str, language: Language) -> str:
    """Return the code of a script with its texts in a language."""

    def put(call: re.Match[str]) -> str:
        first, second = (json.loads(call[x]) if call[x] else "" for x in ("first", "second"))
        if call["name"] == "ngettext":
            texts = list(language.forms(first, second))
        elif call["name"] == "pgettext":
            texts = [first, language.pgettext(first, second)]
        else:
            texts = [language.gettext(first), *([second] if call["second"] else [])]
        written = (json.dumps(text, ensure_ascii=False) for text in texts)
        return call["start"] + (call["comma"] or "").join(written)

    return _CALL.sub(put, code)


def plural_form(language: Language) -> str:
    """Return the definition of `pluralForm`, which says which form a number takes.

    The rule in the head of a catalogue is also one of JavaScript.
    """
    return f"const pluralForm = (n) => Number({language.plural_rule})\n"
