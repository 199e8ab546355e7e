"""Observation + what is known of sites -> Judgement: the eight verdicts. Pure and total.

In: what was seen behind an address, and the address as its author wrote it. Out: one verdict with
one sentence of reason. The rules for an answer are tried in the order of `_RULES`, the first that
finds something decides. Nothing is fetched or remembered here; `policy` decides who is called.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from typing import assert_never
from urllib.parse import quote, unquote

from generator.hub.links import LinkKind
from generator.linkcheck.judge.sites import (
    Judgement,
    host,
    is_front,
    is_same_page,
    joined,
    judge_site,
    permanent_end,
    plain,
    segments,
    site_keeps_address,
    site_makes_anchor,
    steps,
    with_fragment,
)
from generator.linkcheck.observations import (
    Address,
    Answered,
    Failure,
    Observation,
    PageFacts,
    Unreachable,
)
from generator.linkcheck.results import Verdict

__all__ = ["Judgement", "classify", "is_good"]

_REDIRECTS = frozenset({301, 302, 303, 307, 308})


def is_good(verdict: Verdict) -> bool:
    """Return whether a reader gets what the address promises."""
    return verdict in (Verdict.OK, Verdict.MOVED)


def classify(observation: Observation, address: Address) -> Judgement:
    """Judge one observation for one of the addresses that it answers for. Never raises."""
    match observation:
        case Answered(hops=()):
            return Judgement(Verdict.TRANSIENT, "Det kom ikke noe svar.")
        case Answered():
            findings = (rule(observation, address) for rule in _RULES)
            return next((x for x in findings if x), None) or _fine(observation)
        case Unreachable():
            return _unreachable(observation, address)
        case _:
            assert_never(observation)


def _judged(verdict: Verdict, reason: str, answer: Answered) -> Judgement:
    return Judgement(verdict, reason, answer.status)


# No answer

_FAILURES: Mapping[Failure, tuple[Verdict, str]] = {
    Failure.MALFORMED: (Verdict.DEAD, "Adressen er ikke skrevet slik en nettadresse skal være"),
    Failure.NO_HOST: (Verdict.DEAD, "Nettstedet finnes ikke: vertsnavnet er ukjent"),
    Failure.REFUSED: (Verdict.DEAD, "Nettstedet tar ikke imot forbindelser"),
    Failure.REDIRECT_LOOP: (Verdict.DEAD, "Adressen sender videre i ring"),
    Failure.TOO_MANY_REDIRECTS: (Verdict.DEAD, "Adressen sender videre for mange ganger"),
    Failure.BAD_REDIRECT: (Verdict.DEAD, "Adressen sender videre til noe som ikke er en nettside"),
    Failure.DNS_FAILED: (Verdict.TRANSIENT, "Navnetjeneren svarte ikke"),
    Failure.UNREACHABLE: (Verdict.TRANSIENT, "Nettstedet kan ikke nås nå"),
    Failure.RESET: (Verdict.TRANSIENT, "Forbindelsen ble brutt"),
    Failure.TIMEOUT: (Verdict.TRANSIENT, "Nettstedet svarte ikke i tide"),
    Failure.PROTOCOL: (Verdict.TRANSIENT, "Svaret kan ikke leses som en nettside (HTTP)"),
    Failure.TLS_EXPIRED: (Verdict.SUSPICIOUS, "Sertifikatet er utløpt"),
    Failure.TLS_SELF_SIGNED: (Verdict.SUSPICIOUS, "Sertifikatet er selvsignert"),
    Failure.TLS_WRONG_HOST: (Verdict.SUSPICIOUS, "Sertifikatet gjelder et annet nettsted"),
    Failure.TLS_OTHER: (Verdict.SUSPICIOUS, "Sertifikatet eller krypteringen kan ikke godkjennes"),
    Failure.UNSAFE: (Verdict.UNSAFE, "Adressen fører til et internt nett og ble ikke hentet"),
    Failure.SCHEME: (Verdict.SKIPPED, "Adressen er ikke en nettside og blir ikke sjekket"),
    Failure.ROBOTS: (Verdict.SKIPPED, "Nettstedet ber roboter holde seg unna (robots.txt)"),
    Failure.RUN_ENDED: (Verdict.SKIPPED, "Kjøringen tok slutt før adressen var sjekket"),
}


def _unreachable(observation: Unreachable, address: Address) -> Judgement:
    verdict, reason = _FAILURES[observation.failure]
    elsewhere = _shown(host(observation.url))
    if observation.hops and elsewhere and elsewhere != host(address.url):
        reason += f" (etter videresending til {elsewhere})"
    return Judgement(verdict, f"{reason}.")


# The status

_STATUSES: Mapping[int, tuple[Verdict, str]] = {
    204: (Verdict.SUSPICIOUS, "Siden svarer uten innhold"),
    205: (Verdict.SUSPICIOUS, "Siden svarer uten innhold"),
    304: (Verdict.TRANSIENT, "Serveren svarte at siden er uendret, uten å vise den"),
    401: (Verdict.BLOCKED, "Siden krever innlogging"),
    403: (Verdict.BLOCKED, "Nettstedet slipper ikke lenkesjekken inn"),
    404: (Verdict.DEAD, "Siden finnes ikke"),
    407: (Verdict.BLOCKED, "En mellomtjener krever innlogging"),
    408: (Verdict.TRANSIENT, "Serveren fikk ikke svart i tide"),
    410: (Verdict.DEAD, "Siden er fjernet for godt"),
    425: (Verdict.TRANSIENT, "Serveren ber om at vi prøver igjen senere"),
    429: (Verdict.BLOCKED, "Nettstedet tar ikke imot flere forespørsler fra lenkesjekken"),
    451: (Verdict.BLOCKED, "Siden er sperret av rettslige grunner"),
    999: (Verdict.BLOCKED, "Nettstedet avviser roboter"),
}
_BROKEN_ADDRESS = re.compile(r'%(?![0-9A-Fa-f]{2})|[\s<>"{}|\\^`]')


def _bad_status(answer: Answered, address: Address) -> Judgement | None:
    status = answer.status
    verdict, reason = _STATUSES.get(status) or _status_in_general(answer, address)
    return None if is_good(verdict) else _judged(verdict, f"{reason} ({status}).", answer)


def _status_in_general(answer: Answered, address: Address) -> tuple[Verdict, str]:
    match answer.status // 100:
        case 2:
            return Verdict.OK, ""
        case 3 if answer.status in _REDIRECTS and not answer.hops[-1].location:
            # A reader's browser has nowhere to go either.
            return Verdict.DEAD, "Adressen sender videre, men sier ikke hvor"
        case 3:
            return Verdict.SUSPICIOUS, "Siden svarer med en videresending som ikke kan følges"
        case 4 if answer.status == 400 and _BROKEN_ADDRESS.search(address.url):
            return Verdict.SUSPICIOUS, "Serveren forstår ikke adressen, og den ser feilskrevet ut"
        case 4:
            # 402, 405, 406, 418 and so on judge the client; from a robot's they tell of the robot.
            return Verdict.BLOCKED, "Nettstedet avviser lenkesjekken"
        case 5:
            return Verdict.TRANSIENT, "Serveren har en feil"
        case _:
            return Verdict.TRANSIENT, "Serveren svarte med en ukjent kode"


# Walls: the page may well be there

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


def _bot_wall(answer: Answered, _address: Address) -> Judgement | None:
    if answer.page and (said := _says(answer.page, _is_wall)):
        return _judged(
            Verdict.BLOCKED, f"Nettstedet viser en sperre mot roboter («{said}»).", answer
        )
    return None


def _is_wall(parts: Sequence[str]) -> str | None:
    found = next((part for part in parts if _WALL.fullmatch(plain(part))), None)
    # «Tilgang nektet: hva gjør jeg?» is about a wall.
    return None if any(_explains(plain(part)) for part in parts if part != found) else found


def _login_wall(answer: Answered, address: Address) -> Judgement | None:
    final = _destination(answer)
    went = not is_same_page(address.url, final)
    has_field = answer.page is not None and answer.page.password_field
    to_login = went and _login_words(final) - _login_words(address.url)
    # Many good pages have a field for a password in their menu; so a field alone proves a login
    # only where the reader was sent from a deep page, or where the page calls itself one.
    title = answer.page.title if answer.page else ""
    named = any(_LOGIN_TITLE.fullmatch(plain(x)) for x in segments(title))
    is_asked = has_field and not is_front(address.url) and (went or named)
    if to_login or (is_asked and not _login_words(address.url)):
        return _judged(Verdict.BLOCKED, "Siden ligger bak innlogging.", answer)
    return None


def _login_words(url: str) -> frozenset[str]:
    """Return what in the host or path of an address tells of a login."""
    words = (*steps(url), *host(url).split("."))
    return frozenset(word for word in words if _LOGIN_STEP.fullmatch(word))


# Error pages in disguise

_NO_THING = (
    r"(?:(?:denne|den|forespurte|ønskede) )*(?:siden|sida|sidan|side|nettsiden|nettsida|nettside"
    r"|websiden|artikkelen|dokumentet|innholdet|filen|ressursen|adressen|lenken|det)"
    r"(?: (?:som )?du .{1,60}?)?"
)
_EN_THING = (
    r"(?:(?:the|this|that|your|requested|web) ?)*(?:page|file|document|resource|content|article"
    r"|url|address|site|link|object)(?: (?:that )?(?:you|requested|at|with) ?.{0,60}?)?"
)
_NO_SITE = r"(?:siden|sida|nettsiden|nettsida|nettstedet|tjenesten|vi|systemet)"
_NO_FINDS = r"(?:fant|finner|finn|fann|kan|kunne|klarte|klarer)"
_ERROR = re.compile(
    # Norwegian, bokmål and nynorsk
    rf"{_NO_THING} (?:finnes|fins|finst|eksisterer)(?: dessverre)? ikkj?e"
    rf"(?: (?:lenger|lengre|her|på .{{1,40}}|eller .{{1,40}}))?"
    rf"|{_NO_THING} (?:ble|blei|vart|er|kan|kunne)(?: dessverre)? ikkj?e(?: lenger)?"
    rf" (?:bli )?(?:funnet|funnen?|finnes|finne|å finne|tilgjengelig|vises|visast|her)(?: lenger)?"
    rf"|{_NO_THING} (?:er|ble|har blitt)(?: dessverre)?"
    rf" (?:borte|fjernet|fjerna|slettet|sletta|avpublisert|nedlagt)(?: eller .{{1,40}})?"
    rf"|{_NO_THING} (?:er|har|har blitt)(?: dessverre)? (?:flyttet|flytta|tatt bort)"
    rf"(?: eller .{{1,40}})?"
    rf"|(?:vi |jeg )?{_NO_FINDS}(?: vi)?(?: dessverre)? ikkj?e(?: å)?(?: finne)?"
    rf" (?:{_NO_THING}|noen(?: slik)? side|noe her)"
    rf"|(?:(?:siden?|dokument|fil|artikkel|innhold|ressurs) )?ikkj?e (?:funnet|funnen?)"
    rf"|(?:siden )?finnes ikke|(?:her (?:finnes|er) det )?ingen (?:slik )?side(?: her)?"
    rf"|ugyldig (?:side|adresse|lenke)|her (?:er|var) det (?:ingenting|tomt)"
    rf"|(?:det )?(?:har )?(?:oppsto|oppstod|oppstått|skjedde|skjedd)(?: det)? en"
    rf" .{{0,20}}feil.{{0,40}}"
    rf"|en (?:\w+ )?feil (?:har )?(?:oppsto|oppstod|oppstått)|noe (?:gikk|har gått) (?:galt|feil)"
    rf"|intern (?:tjener|server)feil|serverfeil|domenet?(?: .{{1,60}})? er til salgs"
    rf"|{_NO_SITE} (?:er )?(?:under|nede for|stengt for) (?:\w+ )?vedlikehold"
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


def _error_page(answer: Answered, _address: Address) -> Judgement | None:
    if answer.page and (said := _says(answer.page, _is_error)):
        reason = f"Siden svarer, men er trolig en feilside («{said}»)."
        return _judged(Verdict.SUSPICIOUS, reason, answer)
    return None


def _says(page: PageFacts, finds: Callable[[Sequence[str]], str | None]) -> str | None:
    """Return what a page says of itself, if the title or a heading says what is looked for."""
    title = segments(page.title)
    if said := finds(title):
        return _shown(said)
    for heading in page.headings:
        if said := finds(segments(heading)):
            return _shown(said)
        # Where a heading repeats the title, that is the page's subject: what is below only belongs
        # to it, as «Siden finnes ikke» does on a page about error messages. A title that is the
        # name of the site alone has no subject, unless there is a text.
        is_subject = len(title) > 1 or page.words > 80
        if is_subject and any(plain(heading) == plain(part) for part in title):
            return None
    return None


def _is_error(parts: Sequence[str]) -> str | None:
    """Return the part of a title or heading that confesses to an error."""
    phrases = [plain(part) for part in parts]
    if any(map(_explains, phrases)):
        return None
    found = [part for part, phrase in zip(parts, phrases, strict=True) if _is_error_phrase(phrase)]
    # A code alone is also the beginning of «404: causes and remedies for web editors».
    others = [phrase for phrase in phrases if not _is_bare(phrase)]
    if not found and all(len(phrase.split()) <= 5 for phrase in others):
        found = [part for part in parts if _is_bare(plain(part))]
    return found[0] if found else None


def _explains(phrase: str) -> bool:
    return phrase.endswith("?") or _EXPLAINS.match(phrase) is not None


def _is_error_phrase(phrase: str) -> bool:
    rest = " ".join(_CODE.sub(" ", phrase).split()).strip(" .,!-–")
    rest = rest.removeprefix("http ")
    sorry = _SORRY.match(rest)
    if sorry and len(rest.split()) <= 15 and _SORRY_FOR.search(rest, sorry.end()):
        return True
    return _ERROR.fullmatch(rest) is not None


def _is_bare(phrase: str) -> bool:
    """Return whether a phrase is a code, or a word for an error, and nothing more."""
    return phrase in _BARE or _BARE_CODE.fullmatch(phrase) is not None


# Somewhere else, or something else


def _destination(answer: Answered) -> str:
    """Return where a reader ends: the final address, or where the page itself sends him on."""
    refresh = answer.page.refresh if answer.page else None
    return (joined(answer.url, refresh) if refresh else None) or answer.url


def _front_page(answer: Answered, address: Address) -> Judgement | None:
    final = _destination(answer)
    if is_front(address.url) or not is_front(final):
        return None
    where = "nettstedets forside"
    if host(final).removeprefix("www.") != host(address.url).removeprefix("www."):
        where = f"forsiden til {_shown(host(final))}"
    reason = f"Adressen sender videre til {where}, ikke til siden selv."
    return _judged(Verdict.SUSPICIOUS, reason, answer)


def _broken_off(answer: Answered, _address: Address) -> Judgement | None:
    if answer.broken:
        return _judged(Verdict.TRANSIENT, "Svaret ble brutt av før det var helt.", answer)
    return None


def _not_pdf(answer: Answered, address: Address) -> Judgement | None:
    path = steps(address.url)
    expected = address.kind is LinkKind.PDF or (path and path[-1].endswith(".pdf"))
    if not expected or answer.is_pdf or not answer.length:
        return None
    if answer.page is not None or answer.content_type in ("text/html", "application/xhtml+xml"):
        return _judged(Verdict.SUSPICIOUS, "Adressen skal gi en PDF, men gir en nettside.", answer)
    if answer.content_type == "application/pdf":
        return _judged(Verdict.SUSPICIOUS, "Filen kaller seg PDF, men er det ikke.", answer)
    return None


def _empty(answer: Answered, _address: Address) -> Judgement | None:
    page = answer.page
    says_nothing = page is None or not (
        page.title or page.headings or page.ids or page.words
        or page.scripts or page.refresh or page.password_field or page.pictures
    )  # fmt: skip
    if says_nothing and not answer.truncated and (answer.length == 0 or page is not None):
        return _judged(Verdict.SUSPICIOUS, "Siden er tom.", answer)
    return None


_ADDRESS = "".join(map(chr, range(0x21, 0x7F)))  # what stands in a fragment as it is


def _missing_anchor(answer: Answered, address: Address) -> Judgement | None:
    page = answer.page
    written = address.url.partition("#")[2].partition(":~:")[0]
    if not written or page is None or answer.is_pdf or answer.truncated or page.scripts:
        return None
    fragment = unquote(written)
    is_elsewhere = page.refresh is not None or any("#" in (x.location or "") for x in answer.hops)
    is_none = fragment.casefold() == "top" or fragment.startswith(("!", "/"))
    # A browser looks for the fragment as an address holds it, and then for what it means.
    is_there = not page.ids.isdisjoint((written, quote(written, safe=_ADDRESS), fragment))
    if is_elsewhere or is_none or is_there or site_makes_anchor(answer, address, fragment):
        return None
    reason = f"Siden svarer, men har ikke stedet «#{_shown(fragment)}»."
    return _judged(Verdict.SUSPICIOUS, reason, answer)


def _shown(text: str) -> str:
    """Return a piece of a foreign page so that it can stand in a sentence of ours."""
    return "".join(x for x in " ".join(text.split()) if x.isprintable())[:80]


# Good


def _moved(answer: Answered, address: Address) -> Judgement | None:
    end = permanent_end(answer.hops)
    if end is None or site_keeps_address(address):
        return None
    target = with_fragment(end, address.url)
    if unquote(target) == unquote(address.url):  # sent round once to take a cookie
        return None
    reason = f"Adressen har fått varig ny plass: {target}."
    return Judgement(Verdict.MOVED, reason, answer.status, target)


def _fine(answer: Answered) -> Judgement:
    if not is_same_page(answer.hops[0].url, _destination(answer)):
        return _judged(Verdict.OK, "Siden svarer, for tiden på en annen adresse.", answer)
    return _judged(Verdict.OK, "Siden svarer.", answer)


_RULES: tuple[Callable[[Answered, Address], Judgement | None], ...] = (
    _bad_status,
    judge_site,
    _bot_wall,
    _login_wall,
    _error_page,
    _front_page,
    _broken_off,
    _not_pdf,
    _empty,
    _missing_anchor,
    _moved,
)
