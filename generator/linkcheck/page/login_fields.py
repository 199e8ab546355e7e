"""Fields for the first step of a login: many ask for the name before they ask for the password.

In: the attributes of an `input`. Out: whether it is such a field. Pure.
"""

import re

from generator.linkcheck.page.elements import Attributes, word_of

_TYPES = frozenset(("", "text", "email", "tel", "number"))
# https://html.spec.whatwg.org/multipage/form-control-infrastructure.html#autofill
_AUTOFILL = frozenset(("username", "webauthn"))
_NAME = re.compile(
    r"user|log[-_]?(?:in|on)|brukar?namn|brukernavn|fødselsnummer|fodselsnummer|^upn$|ident(?:ity|ifi\w*)?$"
    r"|^(?:e[-_]?(?:mail|post)|mail|phone|mobil)",
)
_LONGEST = 100


def is_for_a_name(attributes: Attributes) -> bool:
    """Return whether a field asks who the reader is, as the first step of a login does.

    Newsletters ask for an address too, so this alone proves no login.
    """
    if word_of(attributes, "type") not in _TYPES:
        return False
    if not _AUTOFILL.isdisjoint(word_of(attributes, "autocomplete")[:_LONGEST].split()):
        return True
    names = (word_of(attributes, name)[:_LONGEST] for name in ("name", "id"))
    return any(map(_NAME.search, names))
