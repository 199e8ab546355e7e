"""What a page says about itself in its title and headings: an error, a wall or a login.

In: the facts of a page, or the text of a title. Out: the phrase that was recognized, or None. What
error messages say is in `messages`. The patterns match whole phrases: a page about error messages
is not an error page.
"""

import re
from collections.abc import Callable, Sequence
from functools import lru_cache

from generator.linkcheck.judge.judgement import excerpt
from generator.linkcheck.judge.messages import is_message, is_placeholder
from generator.linkcheck.observations import PageFacts

LONGEST = 300
"""Characters of a title or heading that are read; a longer one is not an error message."""
_SEPARATOR = re.compile(r" [-–—»›] | ?[|:·•] ?")
_AROUND = " .,!…-–—*'\"«»"
_WORDS_OF_AN_ARTICLE = 80
_WORDS_OF_A_PLACEHOLDER = 250

# Walls and logins

_WALL = re.compile(
    r"just a moment|access (?:is )?denied|access to this page has been denied|403(?: -)? forbidden"
    r"|forbidden|attention required|one moment,? please|pardon our interruption|request rejected"
    r"|are you (?:a )?(?:robot|human|bot)\??|(?:please )?verify (?:that )?you are (?:a )?human"
    r"|verifying you are human.*|(?:human|bot|browser) (?:verification|check)|robot check"
    r"|checking (?:if the site connection is secure|your browser.*)|security (?:check|verification)"
    r"|(?:vennligst )?bekreft at du (?:er et menneske|ikke er en robot)"
    r"|verifiserer at du er et menneske|sikkerhetssjekk|ddos-guard"
    r"|er du (?:et menneske|en robot)\??|du har ikke tilgang.{0,40}"
    r"|(?:ingen|ikke) (?:tilgang|adgang)|(?:tilgang|adgang)(?:en)? (?:er )?nektet"
)  # fmt: skip
_LOGIN_STEP = re.compile(
    r"(?:wp-)?log[-_]?in(?:\.\w+)?|logg[-_]?inn|innlogging|sign[-_]?in|servicelogin|authn?"
    r"|authenticate|authorize|oauth2?|openid-connect|sso|saml2?|adfs|idp|id-?porten|feide|accounts"
)
_LOGIN_TITLE = re.compile(
    r"logg (?:deg )?(?:inn|på)(?: (?:med|for å|via) .{1,40})?|innlogging|pålogging"
    r"|(?:velg|vel) (?:innloggingsmetode|innlogging|tilhørighet|påloggingsmetode)"
    r"|(?:du må )?(?:være |vere )?(?:logge inn|innlogget|innlogga|logget inn)(?: først)?"
    r"|(?:please )?(?:log ?in|sign ?in|log ?on)(?: (?:to|with) .{1,40})?|login required"
    r"|authentication"
    r"|log ind(?: .{1,30})?|logga in(?: .{1,30})?|inloggning|anmelden|anmeldung|einloggen"
    r"|(?:se )?connecter|connexion|identification|s'identifier|kirjaudu sisään"
    r"|čálit sisa|sisačáliheapmi"
)

# Error pages

_WORD_FOR_CODE = (
    r"(?:status|error|feil|fejl|fel|fehler|erreur|meattáhus|melding|kode|code|side|page)"
)
_CODE = re.compile(rf"(?:\b(?:http[ -]?)?(?:{_WORD_FOR_CODE}[ -]*)+)?\(?(?<!\d)[45]\d\d(?!\d)\)?")
_BARE_CODE = re.compile(
    r"\(?4(?:04|10)\)?(?:[ -](?:error|feil|fejl|fel|fehler|erreur|side|page))?"
    r"|(?:http[ -]?)?"
    r"(?:(?:status|error|feil|fejl|fel|fehler|erreur|meattáhus|melding|kode|code)[ -]*)+"
    r"\(?[45]\d\d\)?"
)
_BARE = frozenset(
    {"feil", "feilside", "error", "error page", "beklager", "oops", "ops", "whoops", "oisann",
     "fejl", "fejlside", "felsida", "fehler", "erreur", "ups", "oups", "hoppsan"}
)  # fmt: skip
_SORRY = re.compile(
    r"(?:(?:(?:vi |eg |jeg )?beklag(?:er|ar)(?: men)?|sorry|we're sorry|o+ps|whoops|u+ps|oups"
    r"|oi|oi ?sann|huff|hopp ?s?ann?|å nei|oh no|nei men|tyvärr|desværre|leider|désolée?|uh[- ]oh"
    r"|unnskyld|orsak)\W+)+"
)
_SORRY_FOR = re.compile(
    r"sid[ea]|finn|fant|fann|feil|gal[te]|tom|borte|eksister|funn|ingenting|page|found|wrong|exist"
    r"|error|broke|missing|nothing|hitta|saknas|find|fund|fejl|fel\b|seite|gefunden|fehler|erreur"
    r"|trouv|gávd"
)
_EXPLAINS = re.compile(
    r"(?:hva|kva|hvordan|korleis|hvorfor|kvifor|slik|når|om|vad|hur|varför|hvad|was|wie|warum|que"
    r"|comment|pourquoi|what|why|how|when|guide|tips)\b"
)


@lru_cache(maxsize=64)  # several rules ask about one page in a row
def title_parts(text: str) -> tuple[str, ...]:
    """Split a title or heading where sites put a separator between their name and the page's."""
    found = _SEPARATOR.split(" ".join(text[:LONGEST].split()))
    return tuple(part for part in (part.strip(_AROUND) for part in found) if part)


@lru_cache(maxsize=256)  # the same
def normalized(phrase: str) -> str:
    """Return a phrase in the form that is compared: lower case, straight apostrophes."""
    return phrase.casefold().replace("’", "'").replace("`", "'").strip(_AROUND)


def wall_phrase(page: PageFacts) -> str | None:
    """Return what a page says if it is a barrier against robots or visitors; None otherwise."""
    return _find(page, _wall)


def error_phrase(page: PageFacts) -> str | None:
    """Return what a page says if it is an error page or a placeholder; None otherwise."""
    found = _find(page, _error)
    if found or page.words > _WORDS_OF_A_PLACEHOLDER:
        return found
    return _find(page, _placeholder)


def is_login_title(title: str) -> bool:
    """Return whether a title calls the page a login page."""
    return any(_LOGIN_TITLE.fullmatch(normalized(part)) for part in title_parts(title))


def is_login_word(word: str) -> bool:
    """Return whether a step of a path, or a label of a host, is typical of login pages."""
    return _LOGIN_STEP.fullmatch(word) is not None


def _find(page: PageFacts, find: Callable[[Sequence[str]], str | None]) -> str | None:
    """Return what `find` recognizes in the title or in one of the headings, ready to quote."""
    title = title_parts(page.title)
    if found := find(title):
        return excerpt(found)
    for heading in page.headings:
        if found := find(title_parts(heading)):
            return excerpt(found)
        # A heading that repeats the title names the subject of the page. What follows belongs to
        # that subject, like «Siden finnes ikke» on a page about error messages. A title that is
        # only the name of the site does not name a subject, unless the page has a text.
        names_subject = len(title) > 1 or page.words > _WORDS_OF_AN_ARTICLE
        if names_subject and any(normalized(heading) == normalized(part) for part in title):
            return None
    return None


def _wall(parts: Sequence[str]) -> str | None:
    found = next((part for part in parts if _WALL.fullmatch(normalized(part))), None)
    # «Tilgang nektet: hva gjør jeg?» is an article about such a page.
    return None if any(_explains(normalized(part)) for part in parts if part != found) else found


def _error(parts: Sequence[str]) -> str | None:
    phrases = [normalized(part) for part in parts]
    if any(map(_explains, phrases)):
        return None
    found = [part for part, phrase in zip(parts, phrases, strict=True) if _is_error(phrase)]
    # A status code may also begin an article: «404: causes and remedies for web editors».
    others = [phrase for phrase in phrases if not _is_bare(phrase)]
    if not found and all(len(phrase.split()) <= 5 for phrase in others):
        found = [part for part in parts if _is_bare(normalized(part))]
    return found[0] if found else None


def _placeholder(parts: Sequence[str]) -> str | None:
    return next((part for part in parts if is_placeholder(normalized(part))), None)


def _explains(phrase: str) -> bool:
    """Return whether a phrase is a question, or begins like the title of an explanation."""
    return phrase.endswith("?") or _EXPLAINS.match(phrase) is not None


def _is_error(phrase: str) -> bool:
    rest = " ".join(_CODE.sub(" ", phrase).split()).strip(" .,:;!-–()[]")
    rest = rest.removeprefix("http ")
    sorry = _SORRY.match(rest)
    if not sorry:
        return is_message(rest)
    message = rest[sorry.end() :]
    if len(rest.split()) <= 15 and _SORRY_FOR.search(message):
        return True
    return is_message(message)


def _is_bare(phrase: str) -> bool:
    """Return whether a phrase is only a status code, or only a word for an error."""
    return phrase in _BARE or _BARE_CODE.fullmatch(phrase) is not None
