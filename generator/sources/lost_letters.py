"""Letters that became question marks when a text was saved in a poorer encoding: «gj?r».

In: the text of a file. Out: findings.
"""

import re
from collections.abc import Iterator

from generator.language import say
from generator.problems import Code
from generator.sources.characters import Finding

# Not in addresses, which have «?» in front of a key and «=».
_WORD = re.compile(r"(?<![\w/.=&?%:#@+-])[^\W\d_]+(?:\?[a-zæøå]+)+(?![\w=/&?])")


def question_marks(text: str) -> Iterator[Finding]:
    """Yield each word with a question mark between its letters."""
    for match in _WORD.finditer(text) if "?" in text else ():
        message = say(
            "et tegn er gått tapt i «%(word)s»; skriv ordet på nytt", word=match.group()[:40]
        )
        yield Finding(*match.span(), Code.LOST_CHARACTER, message)
