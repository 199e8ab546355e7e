"""Eleven digits -> whose number they are: a person's, or nobody's.

The rules of the National Population Register, today's and those of 2032, when a number may leave
the remainders 0 to 3 at its first check digit, and no longer tells the century:
https://skatteetaten.github.io/folkeregisteret-api-dokumentasjon/nytt-fodselsnummer-fra-2032/
Numbers of the health services (HIS 1001, Identifikatorer for personer): an H-number has the month
plus 40, a shared one (FH) begins with 8 or 9.
Invented persons have the month plus 80 (the register's test persons) or plus 65 (those of Norsk
helsenett): these numbers will never be anybody's. The invented ones that have the month plus 40
cannot be told from H-numbers, so they count as these.
"""

from datetime import date

from generator.language import msgid

LENGTH = 11
_FIRST = (3, 7, 6, 1, 8, 9, 4, 5, 2, 1)
_SECOND = (5, 4, 3, 2, 7, 6, 5, 4, 3, 2, 1)
_MODULUS = 11
_TODAY = frozenset({0})
_FROM_2032 = frozenset({0, 1, 2, 3})
_D = 40
"""What is added to the day in a D-number."""
_H = 40
"""What is added to the month in an H-number."""
_MONTHS = 12
_SHARED = "89"
_LEAP_YEAR = 2000


def kind_of_number(digits: str) -> str | None:
    """Return what eleven digits are, as an id of the catalogue; None if they are no person's."""
    if digits[0] in _SHARED:
        return msgid("et felles hjelpenummer") if _is_checked(digits, _TODAY) else None
    if not _is_checked(digits, _FROM_2032):
        return None
    day, month = int(digits[:2]), int(digits[2:4])
    is_help = _H < month <= _H + _MONTHS
    if not _is_day(day - _D if day > _D else day, month - _H if is_help else month):
        return None
    if is_help:
        return msgid("et hjelpenummer (H-nummer)")
    return msgid("et D-nummer") if day > _D else msgid("et fødselsnummer")


def _is_checked(digits: str, remainders: frozenset[int]) -> bool:
    """Whether both check digits fit."""
    first, second = (
        sum(weight * int(digit) for weight, digit in zip(weights, digits, strict=False))
        for weights in (_FIRST, _SECOND)
    )
    return second % _MODULUS == 0 and first % _MODULUS in remainders


def _is_day(day: int, month: int) -> bool:
    """Whether a year has this day; which one does not matter."""
    try:
        return bool(date(_LEAP_YEAR, month, day))
    except ValueError:
        return False
