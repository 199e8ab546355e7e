"""A text -> the stems of its words, by which texts are compared.

The same rules as those of the search: words are folded, words that mean little are left out, and
endings of Norwegian words are removed, as in `overrides/assets/javascripts/search/rules/`.
"""

import re
from functools import cache

from generator.site.export.search_words import fold, words_of

_NORWEGIAN = frozenset({"nb", "nn"})
_WRITTEN = """
    alle at av bare ble bli blir burde bør da de dem den der deres det dette din dine ditt du
    eller en er et fikk finne finnes for fra får fått gi gir gjelder gjør gjøre gå går ha han har
    hos hun hva hvem hver hvilke hvilken hvilket hvis hvor hvordan i ikke inn jeg kan kommer kunne
    man med meg min mine mitt må noe noen nå når og også om opp oss på seg selv si sier sin sine
    sitt skal skje skjer skulle slik som så sånn til trenger ut var ved vi vil ville være vært vår
    våre vårt å alt disse enn her hit ett jo men mens hadde igjen kunna mot sjøl sjølv derfor
    dersom finst fins fleste hvorfor kanskje nok slike trengs virkelig dei dykk eg ei ein eit frå
    gjer gjera gjere hjå ho ikkje kor korleis kva kvar kven kvifor me nokon noko nokre vera vere
    vert dere ditta dom dæ e enno hainn hu ikkj inte itj itte ittj je jæ ka kain kainn kaffor kem
    kim koffer koffor kordan korfor korsn koss kossen kossn kæ kæm mæ nokka nåkka nåkke sku ska
    skainn sæ va vårres æ åssen åsså
"""
_SMALL_WORDS = frozenset(fold(word) for word in _WRITTEN.split())
_ENDING = re.compile(
    r"(?<=..)(?:(?:ering|het)(?:s|a|ar|ane|ens?|er|enes?)?|erer|eres|ernes?|erens?|erets?|ere|ert"
    r"|erte|enes?|ens?|ende|ets?|ers?|es|te|um|a|e|t)$"
)
_REST = re.compile(r"(?<=...)(?:ar|[aet])+$")
_TWO_EQUAL = re.compile(r"(.)\1$")
_SHORTEST = 4


@cache
def stem(word: str) -> str:
    """Return a folded Norwegian word without its ending; a short one, or a number, as it is."""
    if len(word) < _SHORTEST or any(x.isdigit() for x in word):
        return word
    return _TWO_EQUAL.sub(r"\1", _REST.sub("", _ENDING.sub("", word)))


def stems(text: str, language: str) -> tuple[str, ...]:
    """Return the stems of a text's words, in order; in other languages, the folded words."""
    words = (word for word, _ in words_of(text, language))
    if language not in _NORWEGIAN:
        return tuple(words)
    return tuple(stem(word) for word in words if word not in _SMALL_WORDS)
