"""Letters that became question marks when a text was saved in a poorer encoding: «gj?r».

In: the text of a file. Out: findings.
"""

import re
from collections.abc import Iterator
from urllib.parse import unquote

from generator.language import say
from generator.problems import Code
from generator.sources.characters import Finding

# Not in addresses, which have «?» in front of a key and «=».
_WORD = re.compile(r"(?<![\w/.=&?%:#@+-])[^\W\d_]+(?:\?[a-zæøå]+)+(?![\w=/&?])")


_ESCAPED = re.compile(
    r"(?<![\w/.=&?%:#@+\\-])[^\W\d_]*"
    r"(?:(?:%[Cc]3%[89ABab][0-9A-Fa-f]|=C3=[89AB][0-9A-F]|\\u00[c-fC-F][0-9a-fA-F])[^\W\d_]*)+"
    r"(?![/=&?%])"
)


def escaped(text: str) -> Iterator[Finding]:
    """Yield each word in which letters are written as addresses, mail or programs write them."""
    for match in _ESCAPED.finditer(text) if _MAY_BE_ESCAPED.search(text) else ():
        word = match.group()
        letters = _CODE_POINT.sub(lambda found: chr(int(found[1], 16)), word)
        mended = unquote(letters.replace("=C3=", "%C3%"))
        message = say(
            "«%(word)s» har feil tegnkoding; skriv «%(mended)s»", word=word, mended=mended
        )
        yield Finding(*match.span(), Code.MOJIBAKE, message, mend=mended)


_MAY_BE_LOST = re.compile(r"\?[a-zæøå]")
_MAY_BE_ESCAPED = re.compile(r"%[Cc]3%|=C3=|\\u00")
_CODE_POINT = re.compile(r"\\u(00[0-9a-fA-F]{2})")


def question_marks(text: str) -> Iterator[Finding]:
    """Yield each word with a question mark between its letters."""
    for match in _WORD.finditer(text) if _MAY_BE_LOST.search(text) else ():
        message = say(
            "et tegn er gått tapt i «%(word)s»; skriv ordet på nytt", word=match.group()[:40]
        )
        yield Finding(*match.span(), Code.LOST_CHARACTER, message)
