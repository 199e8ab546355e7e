"""An observation of an address -> one of the eight verdicts, with a reason. Pure; never raises.

In: what was observed, and the address as its author wrote it. Out: a Judgement. An answer is tried
against `_RULES` in order, and the first rule that finds something decides. Nothing is fetched or
remembered here; whether a verdict is worth an alarm is decided in `memory.alarm`.
"""

from collections.abc import Callable
from typing import assert_never
from urllib.parse import unquote

from generator.hub.links import LinkKind
from generator.language import say
from generator.linkcheck.judge.addresses import (
    host,
    is_front,
    is_same_page,
    path_steps,
    permanent_end,
    resolved,
    with_fragment,
)
from generator.linkcheck.judge.anchors import Place, sought
from generator.linkcheck.judge.documents import shows_a_page
from generator.linkcheck.judge.impostors import judge_sibling
from generator.linkcheck.judge.judgement import Judgement, excerpt
from generator.linkcheck.judge.no_answer import judge_failure, judge_status
from generator.linkcheck.judge.phrases import (
    error_phrase,
    is_login_title,
    is_login_word,
    wall_phrase,
)
from generator.linkcheck.judge.sites import judge_site, site_keeps_address
from generator.linkcheck.observations import Address, Answered, Observation, Unreachable
from generator.linkcheck.results import Verdict

_GONE = frozenset({404, 410})  # a site may put its wall's scripts on its error pages too
_WORDS_OF_A_LOGIN = 40


def classify(observation: Observation, address: Address) -> Judgement:
    """Judge one observation for one of the addresses that share its target."""
    match observation:
        case Answered(hops=()):
            return Judgement(Verdict.TRANSIENT, say("Det kom ikke noe svar."))
        case Answered():
            findings = (rule(observation, address) for rule in _RULES)
            return next((x for x in findings if x), None) or _fine(observation, address)
        case Unreachable():
            return judge_failure(observation, address)
        case _:
            assert_never(observation)


def _destination(answer: Answered) -> str:
    """Return where a reader ends up: the final address, or the one that the page sends them to."""
    refresh = (answer.page.refresh or answer.page.script_target) if answer.page else None
    return (resolved(answer.url, refresh) if refresh else None) or answer.url


# Walls: the page may exist, but the check cannot see it


def _wall(answer: Answered, _address: Address) -> Judgement | None:
    product = answer.wall
    if answer.page and answer.status not in _GONE:
        product = product or answer.page.wall
    if product is None:
        return None
    reason = say(
        "Nettstedet kontrollerer besøkende og slipper ikke lenkesjekken inn (%(product)s).",
        product=product,
    )
    return Judgement(Verdict.BLOCKED, reason, answer.status)


def _bot_wall(answer: Answered, _address: Address) -> Judgement | None:
    is_page = answer.status // 100 == 2 or answer.status == 503  # old checks of browsers say 503
    if is_page and answer.page and (phrase := wall_phrase(answer.page)):
        reason = say("Nettstedet viser en sperre mot roboter («%(phrase)s»).", phrase=phrase)
        return Judgement(Verdict.BLOCKED, reason, answer.status)
    return None


def _login_wall(answer: Answered, address: Address) -> Judgement | None:
    final = _destination(answer)
    redirected = not is_same_page(address.url, final)
    to_login = redirected and _login_words(final) - _login_words(address.url)
    # Many good pages have a password field in their menu. So the field alone proves a login only
    # where a deep address was redirected, or where the page calls itself a login page.
    page = answer.page
    is_asked = False
    if page is not None and not is_front(address.url):
        says_login = any(map(is_login_title, (page.title, *page.headings[:1])))
        has_field = page.password_field or page.name_field or page.words <= _WORDS_OF_A_LOGIN
        is_asked = (page.password_field and redirected) or (says_login and has_field)
    if to_login or (is_asked and not _login_words(address.url)):
        return Judgement(Verdict.BLOCKED, say("Siden ligger bak innlogging."), answer.status)
    return None


def _login_words(url: str) -> frozenset[str]:
    """Return the words in the host and the path of an address that are typical of logins."""
    words = (*path_steps(url), *host(url).split("."))
    return frozenset(word for word in words if is_login_word(word))


# Another page than the one that was asked for


def _error_page(answer: Answered, _address: Address) -> Judgement | None:
    if answer.page and (phrase := error_phrase(answer.page)):
        reason = say("Siden svarer, men er trolig en feilside («%(phrase)s»).", phrase=phrase)
        return Judgement(Verdict.SUSPICIOUS, reason, answer.status)
    return None


def _parked(answer: Answered, _address: Address) -> Judgement | None:
    if answer.page and answer.page.parked:
        reason = say("Siden svarer, men vertsnavnet er trolig parkert eller til salgs.")
        return Judgement(Verdict.SUSPICIOUS, reason, answer.status)
    return None


def _front_page(answer: Answered, address: Address) -> Judgement | None:
    final = _destination(answer)
    if is_front(address.url) or not is_front(final):
        return None
    where = say("nettstedets forside")
    if host(final).removeprefix("www.") != host(address.url).removeprefix("www."):
        where = say("forsiden til %(host)s", host=excerpt(host(final)))
    reason = say("Adressen sender videre til %(where)s, ikke til siden selv.", where=where)
    return Judgement(Verdict.SUSPICIOUS, reason, answer.status)


def _broken_off(answer: Answered, _address: Address) -> Judgement | None:
    if answer.broken:
        reason = say("Svaret ble brutt av før det var helt.")
        return Judgement(Verdict.TRANSIENT, reason, answer.status)
    return None


def _unread(answer: Answered, _address: Address) -> Judgement | None:
    if answer.unread and answer.page is None:
        reason = say("Siden svarer, men innholdet kan ikke leses.")
        return Judgement(Verdict.TRANSIENT, reason, answer.status)
    return None


def _not_pdf(answer: Answered, address: Address) -> Judgement | None:
    path = path_steps(address.url)
    expected = address.kind is LinkKind.PDF or (path and path[-1].endswith(".pdf"))
    if not expected or answer.is_pdf or not answer.length or shows_a_page(address.url):
        return None
    if answer.page is not None or answer.content_type in ("text/html", "application/xhtml+xml"):
        reason = say("Adressen skal gi en PDF, men gir en nettside.")
    elif answer.content_type == "application/pdf":
        reason = say("Filen kaller seg PDF, men er det ikke.")
    else:
        return None
    return Judgement(Verdict.SUSPICIOUS, reason, answer.status)


def _empty(answer: Answered, _address: Address) -> Judgement | None:
    page = answer.page
    says_nothing = page is None or not (
        page.title or page.headings or page.ids or page.words
        or page.scripts or page.refresh or page.password_field or page.pictures
    )  # fmt: skip
    if says_nothing and not answer.truncated and (answer.length == 0 or page is not None):
        return Judgement(Verdict.SUSPICIOUS, say("Siden er tom."), answer.status)
    return None


def _missing_anchor(answer: Answered, address: Address) -> Judgement | None:
    found = sought(answer, address)
    if found.place is not Place.MISSING:
        return None
    reason = say("Siden svarer, men har ikke %(name)s.", name=found.name)
    return Judgement(Verdict.SUSPICIOUS, reason, answer.status)


# Good


def _moved(answer: Answered, address: Address) -> Judgement | None:
    end = permanent_end(answer.hops)
    if end is None or site_keeps_address(address):
        return None
    target = with_fragment(end, address.url)
    if unquote(target) == unquote(address.url):  # redirected to itself, to set a cookie
        return None
    reason = say("Adressen har fått varig ny plass: %(target)s.", target=target)
    if sought(answer, address).place is Place.UNCHECKED:
        reason += say(" Stedet er ikke sjekket.")
    return Judgement(Verdict.MOVED, reason, answer.status, target)


def _fine(answer: Answered, address: Address) -> Judgement:
    reason = say("Siden svarer.")
    place = sought(answer, address)
    if place.place is Place.UNCHECKED:
        reason = say("Siden svarer, men stedet er ikke sjekket, fordi %(why)s.", why=place.why)
    elif not is_same_page(answer.hops[0].url, _destination(answer)):
        reason = say("Siden svarer, for tiden på en annen adresse.")
    return Judgement(Verdict.OK, reason, answer.status)


_RULES: tuple[Callable[[Answered, Address], Judgement | None], ...] = (
    _wall,
    _bot_wall,
    judge_status,
    judge_site,
    _login_wall,
    _parked,
    _error_page,
    judge_sibling,
    _front_page,
    _broken_off,
    _unread,
    _not_pdf,
    _empty,
    _missing_anchor,
    _moved,
)
