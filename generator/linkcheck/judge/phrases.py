"""What a page says about itself in its title and headings: an error, a wall or a login.

In: the facts of a page, or the text of a title. Out: the phrase that was recognized, or None. The
patterns know Norwegian (bokmål and nynorsk) and English, and match whole phrases: a page about
error messages is not an error page.
"""

import re
from collections.abc import Callable, Sequence

from generator.linkcheck.judge.judgement import excerpt
from generator.linkcheck.observations import PageFacts

LONGEST = 300
"""Characters of a title or heading that are read; a longer one is not an error message."""
_SEPARATOR = re.compile(r" [-–—»›] | ?[|:·•] ?")
_AROUND = " .,!…-–—*'\"«»"
_WORDS_OF_AN_ARTICLE = 80

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
_LOGIN_TITLE = re.compile(r"logg (?:deg )?(?:inn|på)|innlogging|pålogging|log ?in|sign ?in")

# Error pages

_NB_THING = (
    r"(?:(?:denne|den|forespurte|ønskede) )*(?:siden|sida|sidan|side|nettsiden|nettsida|nettside"
    r"|websiden|artikkelen|dokumentet|innholdet|filen|ressursen|adressen|lenken|det)"
    r"(?: (?:som )?du .{1,60}?)?"
)
_EN_THING = (
    r"(?:(?:the|this|that|your|requested|web) ?)*(?:page|file|document|resource|content|article"
    r"|url|address|site|link|object)(?: (?:that )?(?:you|requested|at|with) ?.{0,60}?)?"
)
_NB_SITE = r"(?:siden|sida|nettsiden|nettsida|nettstedet|tjenesten|vi|systemet)"
_NB_FINDS = r"(?:fant|finner|finn|fann|kan|kunne|klarte|klarer)"
_ERROR = re.compile(
    # Norwegian, bokmål and nynorsk
    rf"{_NB_THING} (?:finnes|fins|finst|eksisterer)(?: dessverre)? ikkj?e"
    rf"(?: (?:lenger|lengre|her|på .{{1,40}}|eller .{{1,40}}))?"
    rf"|{_NB_THING} (?:ble|blei|vart|er|kan|kunne)(?: dessverre)? ikkj?e(?: lenger)?"
    rf" (?:bli )?(?:funnet|funnen?|finnes|finne|å finne|tilgjengelig|vises|visast|her)(?: lenger)?"
    rf"|{_NB_THING} (?:er|ble|har blitt)(?: dessverre)?"
    rf" (?:borte|fjernet|fjerna|slettet|sletta|avpublisert|nedlagt)(?: eller .{{1,40}})?"
    rf"|{_NB_THING} (?:er|har|har blitt)(?: dessverre)? (?:flyttet|flytta|tatt bort)"
    rf"(?: eller .{{1,40}})?"
    rf"|(?:vi |jeg )?{_NB_FINDS}(?: vi)?(?: dessverre)? ikkj?e(?: å)?(?: finne)?"
    rf" (?:{_NB_THING}|noen(?: slik)? side|noe her)"
    rf"|(?:(?:siden?|dokument|fil|artikkel|innhold|ressurs) )?ikkj?e (?:funnet|funnen?)"
    rf"|(?:siden )?finnes ikke|(?:her (?:finnes|er) det )?ingen (?:slik )?side(?: her)?"
    rf"|ugyldig (?:side|adresse|lenke)|her (?:er|var) det (?:ingenting|tomt)"
    rf"|(?:det )?(?:har )?(?:oppsto|oppstod|oppstått|skjedde|skjedd)(?: det)? en"
    rf" .{{0,20}}feil.{{0,40}}"
    rf"|en (?:\w+ )?feil (?:har )?(?:oppsto|oppstod|oppstått)|noe (?:gikk|har gått) (?:galt|feil)"
    rf"|intern (?:tjener|server)feil|serverfeil|domenet?(?: .{{1,60}})? er til salgs"
    rf"|{_NB_SITE} (?:er )?(?:under|nede for|stengt for) (?:\w+ )?vedlikehold"
    rf"|(?:nede|stengt) for (?:\w+ )?vedlikehold|under vedlikehold"
    # English
    rf"|{_EN_THING} (?:(?:was|is|were) )?(?:not|wasn't|isn't) (?:be )?(?:found|available)"
    rf"(?: on .{{1,40}})?"
    rf"|{_EN_THING} (?:can't|cannot|can not|could not|couldn't) be (?:found|displayed|located)"
    rf"|{_EN_THING} (?:does not|doesn't|no longer) (?:seem to )?exists?(?: any ?more)?"
    rf"|{_EN_THING} (?:is |has been |was )?(?:missing|gone|removed|deleted|unavailable"
    rf"|no longer available)"
    rf"|(?:we(?:'re| are)? )?(?:can't|cannot|can not|could not|couldn't|did not|didn't|unable to)"
    rf" (?:seem to )?(?:find|locate) {_EN_THING}"
    rf"|not found|nothing (?:was )?found|no such page|(?:internal )?server error|bad gateway"
    rf"|service (?:temporarily )?unavailable|gateway time-?out|server error in .{{1,60}}"
    rf"|(?:this |the )?(?:page|document|object) (?:has )?(?:been )?moved(?: permanently)?"
    rf"|error establishing a database connection|account suspended|runtime error"
    rf"|application error|something went wrong"
    rf"|an (?:\w+ )?error (?:has )?occurred"
    rf"|(?:(?:the |this )?domain(?: name)?(?: .{{1,60}})?|.{{1,60}}\.\w{{2,}})"
    rf" (?:is|may be) for sale"
    rf"|(?:this )?domain (?:is )?for sale|(?:the |this |our )?(?:(?:web ?)?site |page )?(?:is )?"
    rf"(?:currently )?(?:down for|under|undergoing) (?:\w+ )?maintenance"
)  # fmt: skip
_CODE = re.compile(
    r"(?:\b(?:http[ -]?)?(?:(?:status|error|feil|melding|kode|code|side|page)[ -]*)+)?"
    r"\(?(?<!\d)[45]\d\d(?!\d)\)?"
)
_BARE_CODE = re.compile(
    r"\(?4(?:04|10)\)?(?:[ -](?:error|feil|side|page))?"
    r"|(?:http[ -]?)?(?:(?:status|error|feil|melding|kode|code)[ -]*)+\(?[45]\d\d\)?"
)
_BARE = frozenset(
    {"feil", "feilside", "error", "error page", "beklager", "oops", "ops", "whoops", "oisann"}
)
_SORRY = re.compile(
    r"(?:(?:(?:vi )?beklager|sorry|we're sorry|o+ps|whoops|oi|oi ?sann|huff|hopp ?s?ann|å nei"
    r"|oh no)\W+)+"
)
_SORRY_FOR = re.compile(
    r"side|finn|fant|feil|galt|tomt|borte|eksister|funnet|page|found|wrong|exist|error|broke|missing"
)
_EXPLAINS = re.compile(r"(?:hva|hvordan|hvorfor|slik|what|why|how|when|guide|tips)\b")


def title_parts(text: str) -> tuple[str, ...]:
    """Split a title or heading where sites put a separator between their name and the page's."""
    found = _SEPARATOR.split(" ".join(text[:LONGEST].split()))
    return tuple(part for part in (part.strip(_AROUND) for part in found) if part)


def normalized(phrase: str) -> str:
    """Return a phrase in the form that is compared: lower case, straight apostrophes."""
    return phrase.casefold().replace("’", "'").replace("`", "'").strip(_AROUND)


def wall_phrase(page: PageFacts) -> str | None:
    """Return what a page says if it is a barrier against robots or visitors; None otherwise."""
    return _find(page, _wall)


def error_phrase(page: PageFacts) -> str | None:
    """Return what a page says if it is an error page; None otherwise."""
    return _find(page, _error)


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


def _explains(phrase: str) -> bool:
    """Return whether a phrase is a question, or begins like the title of an explanation."""
    return phrase.endswith("?") or _EXPLAINS.match(phrase) is not None


def _is_error(phrase: str) -> bool:
    rest = " ".join(_CODE.sub(" ", phrase).split()).strip(" .,!-–")
    rest = rest.removeprefix("http ")
    sorry = _SORRY.match(rest)
    if sorry and len(rest.split()) <= 15 and _SORRY_FOR.search(rest, sorry.end()):
        return True
    return _ERROR.fullmatch(rest) is not None


def _is_bare(phrase: str) -> bool:
    """Return whether a phrase is only a status code, or only a word for an error."""
    return phrase in _BARE or _BARE_CODE.fullmatch(phrase) is not None
