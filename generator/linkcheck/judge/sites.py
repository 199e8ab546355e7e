"""What is known about single sites: a short list of rules, each with its reason.

In: an answer with a good status, and the address. Out: what the general rules of `classify` cannot
know. No I/O.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import unquote

from generator.language import say
from generator.linkcheck.judge.addresses import host, is_on, path_steps, split_url
from generator.linkcheck.judge.judgement import Judgement
from generator.linkcheck.judge.phrases import LONGEST, normalized, title_parts
from generator.linkcheck.observations import Address, Answered
from generator.linkcheck.results import Verdict


def _no_anchor(_fragment: str) -> bool:
    return False


def _no_address(_url: str) -> bool:
    return False


@dataclass(frozen=True, slots=True)
class SiteRule:
    """The habits of one site. The docstring of each function gives the reason for it."""

    name: str
    domains: tuple[str, ...]
    """The site has these domains and their subdomains."""
    judge: Callable[[Answered, Address], Judgement | None]
    """Returns a finding that takes precedence over the general rules, or None."""
    makes_anchor: Callable[[str], bool] = _no_anchor
    """Whether the site finds a (decoded) fragment although the HTML has no such id."""
    keeps_address: Callable[[str], bool] = _no_address
    """Whether the site asks others to link to this address, although it redirects it."""


def judge_site(answer: Answered, address: Address) -> Judgement | None:
    """Return the first finding of the rules for the address or for the final address."""
    judgements = (rule.judge(answer, address) for rule in _rules_for(answer, address))
    return next((judgement for judgement in judgements if judgement), None)


def site_makes_anchor(answer: Answered, address: Address, fragment: str) -> bool:
    """Return whether the site is known to find the fragment without an id of that name."""
    return any(rule.makes_anchor(fragment) for rule in _rules_for(answer, address))


def site_keeps_address(address: Address) -> bool:
    """Return whether the address should stay as it is, even if it redirects permanently."""
    url = address.url
    return any(rule.keeps_address(url) for rule in SITES if is_on(url, *rule.domains))


def _rules_for(answer: Answered, address: Address) -> tuple[SiteRule, ...]:
    urls = dict.fromkeys((address.url, answer.url))
    return _rules_of(tuple(map(host, urls)))


@lru_cache(maxsize=1024)
def _rules_of(hosts: tuple[str, ...]) -> tuple[SiteRule, ...]:
    return tuple(rule for rule in SITES if any(is_on(f"//{x}", *rule.domains) for x in hosts))


def _said(answer: Answered) -> tuple[str, ...]:
    """Return the parts of the title, and the headings as wholes, ready to compare."""
    if answer.page is None:
        return ()
    headings = (" ".join(heading[:LONGEST].split()) for heading in answer.page.headings)
    return tuple(normalized(x) for x in (*title_parts(answer.page.title), *headings))


# lovdata.no

_REPEALED_TITLE = re.compile(r"[(\[]\s*opphevet\b", re.IGNORECASE)
_REPEALED_PART = re.compile(r"^/dokument/(?:NLO|SFO)(?:/|$)", re.IGNORECASE)
_SECTION = re.compile(r"§\s*(\d+(?:-\d+)?(?:\s?[a-z]\b)?)", re.IGNORECASE)
_LAW_ANCHOR = re.compile(r"§|(?:kapittel|paragraf|del|artikkel|vedlegg|ledd)[_-]?\d", re.IGNORECASE)


def _judge_lovdata(answer: Answered, address: Address) -> Judgement | None:
    """Find repealed rules.

    A repealed rule stays online and answers 200, so its status says nothing. Its title or one of
    its headings says «Opphevet», or the address is redirected to the collection of repealed
    statutes (NLO) or regulations (SFO). «(Opphevet)» in the heading of a section concerns that
    section alone. An author who links into those collections knows what is there.
    """
    if _REPEALED_PART.search(split_url(address.url).path):
        return None
    if _REPEALED_PART.search(split_url(answer.url).path) or _is_repealed(answer, address):
        return Judgement(Verdict.SUSPICIOUS, say("Regelen er opphevet."), answer.status)
    return None


def _is_repealed(answer: Answered, address: Address) -> bool:
    if answer.page is None:
        return False
    title, headings = answer.page.title[:LONGEST], answer.page.headings
    names = {normalized(name) for name in title_parts(title)}
    # A heading that begins with the title is the page's; the others are those of sections.
    own = [x for x in headings if normalized(_REPEALED_TITLE.split(x[:LONGEST])[0]) in names]
    if "opphevet" in _said(answer) or any(map(_REPEALED_TITLE.search, (title, *own))):
        return True
    cited = _section(_SECTION.search(unquote(address.url)))
    return cited is not None and any(
        _section(_SECTION.match(heading.strip())) == cited
        and _REPEALED_TITLE.search(heading[:LONGEST])
        for heading in headings
    )


def _section(found: re.Match[str] | None) -> str | None:
    return found and "".join(found[1].split()).casefold()


def _lovdata_makes_anchor(fragment: str) -> bool:
    """Accept `#§26` and `#KAPITTEL_1`: the server finds them, but its ids are different."""
    return _LAW_ANCHOR.match(fragment) is not None


def _lovdata_keeps_address(url: str) -> bool:
    """Keep `/lov/…/§26`: Lovdata asks for links in this form, and redirects it to the long one.

    Our own addresses of sections have this form; they are made from a pattern in `links.yaml`.
    """
    return any(step.startswith("§") for step in path_steps(url))


# helsedirektoratet.no

_MOVED_OR_MISSING = re.compile(
    r"(?:beklager\W+)?(?:"
    r"(?:denne )?(?:siden|sida|artikkelen|innholdet) (?:er|har) (?:blitt )?(?:flyttet|flytta)"
    r"|(?:denne )?siden (?:du leter etter )?(?:finnes|fins|eksisterer) ikke"
    r"|vi (?:finner|fant) (?:dessverre )?ikke siden"
    r")\b.{0,60}"
)


def _judge_helsedirektoratet(answer: Answered, address: Address) -> Judgement | None:
    """Find pages that have moved away.

    The site has been rebuilt. Some old addresses answer 200 with a page that says only «Siden er
    flyttet» or «Vi finner ikke siden du leter etter». Old addresses under `/tema/` are redirected
    to the front page of a section when the page itself has no successor.
    """
    if any(_MOVED_OR_MISSING.fullmatch(said) for said in _said(answer)):
        reason = say("Siden svarer, men sier at innholdet er flyttet eller ikke finnes.")
        return Judgement(Verdict.SUSPICIOUS, reason, answer.status)
    is_there = is_on(answer.url, "helsedirektoratet.no")
    if is_there and _is_section_front(path_steps(address.url), answer.url):
        reason = say("Adressen sender videre til forsiden av en temaseksjon, ikke til siden selv.")
        return Judgement(Verdict.SUSPICIOUS, reason, answer.status)
    return None


def _is_section_front(old: tuple[str, ...], final: str) -> bool:
    new = path_steps(final)
    if len(old) < 2 or old[0] != "tema" or not new:
        return False
    is_above = len(new) < len(old) and old[: len(new)] == new
    return is_above or (len(new) == 1 and new[-1] != old[-1])


# YouTube

_NO_NAME = re.compile(r"[-–]\s*youtube")
_REMOVED_VIDEO = re.compile(
    r"video unavailable|private video|this video (?:is|isn't|has been) .{1,60}"
    r"|videoen er (?:ikke tilgjengelig|utilgjengelig|privat|fjernet).{0,60}"
    r"|denne videoen er (?:ikke tilgjengelig|utilgjengelig|privat|fjernet).{0,60}"
    r"|privat video"
)


def _judge_youtube(answer: Answered, _address: Address) -> Judgement | None:
    """Find removed videos and the consent page.

    A removed or private video answers 200. Its title is that of any video page, « - YouTube», but
    without the name of a video. From some networks every video is redirected to a page that asks
    for consent to cookies and does not mention the video.
    """
    if is_on(answer.url, "consent.youtube.com", "consent.google.com"):
        reason = say("YouTube viser en samtykkeside i stedet for videoen.")
        return Judgement(Verdict.BLOCKED, reason, answer.status)
    if answer.page is None:
        return None
    has_no_name = _NO_NAME.fullmatch(answer.page.title[:LONGEST].strip().casefold())
    if has_no_name or any(_REMOVED_VIDEO.fullmatch(said) for said in _said(answer)):
        reason = say("Videoen er trolig fjernet: siden har ikke noe videonavn.")
        return Judgement(Verdict.SUSPICIOUS, reason, answer.status)
    return None


SITES = (
    SiteRule(
        "lovdata",
        ("lovdata.no",),
        _judge_lovdata,
        makes_anchor=_lovdata_makes_anchor,
        keeps_address=_lovdata_keeps_address,
    ),
    SiteRule("helsedirektoratet", ("helsedirektoratet.no",), _judge_helsedirektoratet),
    SiteRule(
        "youtube",
        ("youtube.com", "youtu.be", "youtube-nocookie.com", "consent.google.com"),
        _judge_youtube,
    ),
)
"""All rules. A new site is one more entry, with its reason in a docstring and with tests."""
