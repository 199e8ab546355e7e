"""What is known of single sites: a short, named list, each entry with its reason.

In: an answer with a good status, and the address. Out: what the general rules of `classify` could
not know. Judgement, and the readings of addresses and titles that both modules need, stand here
too, since `classify` imports this module. No I/O.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import SplitResult, parse_qsl, quote, unquote, urljoin, urlsplit

from generator.linkcheck.observations import Address, Answered, Hop
from generator.linkcheck.results import Verdict

_LONGEST = 300  # characters of a title that are read; a longer one is no error message
_SEPARATOR = re.compile(r" [-–—»›] | ?[|:·•] ?")
_AROUND = " .,!…-–—*'\"«»"


@dataclass(frozen=True, slots=True)
class Judgement:
    """What one address is worth tonight, and why."""

    verdict: Verdict
    reason: str
    """A Norwegian sentence: what was seen."""
    status: int | None = None
    """The final HTTP status, where there was an answer."""
    target: str | None = None
    """For `moved`: the absolute address where the leading permanent redirects end."""


def _no_anchor(_fragment: str) -> bool:
    return False


def _no_address(_url: str) -> bool:
    return False


@dataclass(frozen=True, slots=True)
class SiteRule:
    """One site's habits; the reason for each stands with the function that knows it."""

    name: str
    domains: tuple[str, ...]
    """What lies on one of these or below it is the site's."""
    judge: Callable[[Answered, Address], Judgement | None]
    """A finding that comes before the general rules, or None."""
    makes_anchor: Callable[[str], bool] = _no_anchor
    """Whether the site finds a (decoded) fragment although no id in the HTML is called so."""
    keeps_address: Callable[[str], bool] = _no_address
    """Whether the site asks others to link to this address, though it redirects it."""


def judge_site(answer: Answered, address: Address) -> Judgement | None:
    """Return the first finding of the rules for the address or for where it ended."""
    judgements = (rule.judge(answer, address) for rule in _rules_for(answer, address))
    return next((judgement for judgement in judgements if judgement), None)


def site_makes_anchor(answer: Answered, address: Address, fragment: str) -> bool:
    """Return whether a site is known to find the fragment without an id of that name."""
    return any(rule.makes_anchor(fragment) for rule in _rules_for(answer, address))


def site_keeps_address(address: Address) -> bool:
    """Return whether a permanent redirect from the address is no reason to change it."""
    url = address.url
    return any(rule.keeps_address(url) for rule in SITES if is_on(url, *rule.domains))


def _rules_for(answer: Answered, address: Address) -> tuple[SiteRule, ...]:
    urls = dict.fromkeys((address.url, answer.url))
    return tuple(rule for rule in SITES if any(is_on(url, *rule.domains) for url in urls))


# Addresses and titles


def split(url: str) -> SplitResult:
    """Return the parts of an address; a malformed one has none."""
    try:
        return urlsplit(url)
    except ValueError:
        return SplitResult("", "", "", "", "")


@lru_cache(maxsize=64)  # the rules ask for one address many times in a row
def host(url: str) -> str:
    """Return the host of an address in lower case, "" where it has none."""
    return (split(url).hostname or "").rstrip(".")


@lru_cache(maxsize=64)
def steps(url: str) -> tuple[str, ...]:
    """Return the segments of the path, decoded and in lower case, without empty ones."""
    return tuple(unquote(step).casefold() for step in split(url).path.split("/") if step)


def is_on(url: str, *domains: str) -> bool:
    """Return whether an address lies on one of the domains or below it."""
    return f".{host(url)}".endswith(tuple(f".{domain}" for domain in domains))


def segments(text: str) -> tuple[str, ...]:
    """Split a title or heading where sites join the page's name and their own."""
    found = _SEPARATOR.split(" ".join(text[:_LONGEST].split()))
    return tuple(segment for segment in (part.strip(_AROUND) for part in found) if segment)


def plain(segment: str) -> str:
    """Return a segment as phrases are compared: lower case, straight apostrophes."""
    return segment.casefold().replace("’", "'").replace("`", "'").strip(_AROUND)


_LANGUAGE = re.compile(r"(?:no|nb|nn|en|se|sma|smj|da|sv)(?:[-_](?:no|us|gb|nb|nn))?")
_FRONT = re.compile(r"(?:index|default|home)(?:\.\w{3,5})?|hjem|forsiden?|start|startside")
_BESIDE_THE_POINT = re.compile(
    r"utm.*|fbclid|gclid|lang|language|locale|sprak|språk|hl"
    # how the reader came there
    r"|ref|referr?er|from|fra|src|source|return[-_]?url|redirect(?:ed)?(?:[-_]?(?:from|url))?"
    r"|aspxerrorpath|404|not[-_]?found|error(?:[-_]?(?:code|page))?|feil"
)


def joined(base: str, location: str) -> str | None:
    """Return an absolute web address without characters that no address may hold, or None."""
    try:
        url = urljoin(base, location.strip())
    except ValueError:
        return None
    return escaped(url) if split(url).scheme in ("http", "https") and host(url) else None


def escaped(url: str) -> str:
    """Percent-encode what would end or break an address in running text; keep the rest."""
    return "".join(
        character
        if character.isprintable() and character not in ' <>"\\^`{|}'
        else quote(character, safe="", errors="replace")
        for character in url
    )


_PERMANENT = frozenset({301, 308})


def permanent_end(hops: Sequence[Hop]) -> str | None:
    """Return where the leading permanent redirects end, or None where there are none.

    A fragment goes along, as in a browser.
    """
    end, fragment = None, ""
    for hop in hops:
        if hop.status not in _PERMANENT or not hop.location:
            break
        following = joined(hop.url, hop.location)
        if following is None:
            break
        end, _, own = following.partition("#")
        fragment = own or fragment
    return f"{end}#{fragment}" if end and fragment else end


def with_fragment(target: str, url: str) -> str:
    """Return a target with the fragment of the address that led there, unless it has its own."""
    fragment = url.partition("#")[2]
    return target if "#" in target or not fragment else f"{target}#{escaped(fragment)}"


def is_front(url: str) -> bool:
    """Return whether an address is a site's front page, in whatever language."""
    path = steps(url)
    if path and _LANGUAGE.fullmatch(path[0]):
        path = path[1:]
    is_root = not path or (len(path) == 1 and _FRONT.fullmatch(path[0]) is not None)
    return is_root and not _meaningful_query(url)


def _meaningful_query(url: str) -> frozenset[tuple[str, str]]:
    try:
        pairs = parse_qsl(split(url).query, keep_blank_values=True)
    except ValueError:
        return frozenset({("", split(url).query)})
    return frozenset(x for x in pairs if not _BESIDE_THE_POINT.fullmatch(x[0].casefold()))


def is_same_page(one: str, other: str) -> bool:
    """Return whether two addresses differ only in http or https, www, case and a last slash."""
    return (
        host(one).removeprefix("www.") == host(other).removeprefix("www.")
        and steps(one) == steps(other)
        and _meaningful_query(one) == _meaningful_query(other)
    )


def _said(answer: Answered) -> tuple[str, ...]:
    """Return every segment of the title, and every heading whole, ready to be compared."""
    if answer.page is None:
        return ()
    headings = (" ".join(heading[:_LONGEST].split()) for heading in answer.page.headings)
    return tuple(plain(x) for x in (*segments(answer.page.title), *headings))


# lovdata.no

_REPEALED_TITLE = re.compile(r"[(\[]\s*opphevet\b", re.IGNORECASE)
_REPEALED_PART = re.compile(r"^/dokument/(?:NLO|SFO)(?:/|$)", re.IGNORECASE)
_SECTION = re.compile(r"§\s*(\d+(?:-\d+)?(?:\s?[a-z]\b)?)", re.IGNORECASE)
_LAW_ANCHOR = re.compile(r"§|(?:kapittel|paragraf|del|artikkel|vedlegg|ledd)[_-]?\d", re.IGNORECASE)


def _judge_lovdata(answer: Answered, address: Address) -> Judgement | None:
    """Find repealed rules.

    A repealed rule stays up and answers 200, so its status says nothing. It says «Opphevet» in its
    title or as a heading, or the address is redirected to the collection of repealed statutes
    (NLO) or regulations (SFO). «(Opphevet)» in the heading of a section tells only of that section.
    An author who links into those collections knows what is there.
    """
    if _REPEALED_PART.search(split(address.url).path):
        return None
    if _REPEALED_PART.search(split(answer.url).path) or _is_repealed(answer, address):
        return Judgement(Verdict.SUSPICIOUS, "Regelen er opphevet.", answer.status)
    return None


def _is_repealed(answer: Answered, address: Address) -> bool:
    if answer.page is None:
        return False
    title, headings = answer.page.title[:_LONGEST], answer.page.headings
    names = {plain(name) for name in segments(title)}
    # A heading that is the title and more is the page's; others are of sections.
    own = [x for x in headings if plain(_REPEALED_TITLE.split(x[:_LONGEST])[0]) in names]
    if "opphevet" in _said(answer) or any(map(_REPEALED_TITLE.search, (title, *own))):
        return True
    cited = _section(_SECTION.search(unquote(address.url)))
    return cited is not None and any(
        _section(_SECTION.match(heading.strip())) == cited
        and _REPEALED_TITLE.search(heading[:_LONGEST])
        for heading in headings
    )


def _section(found: re.Match[str] | None) -> str | None:
    return found and "".join(found[1].split()).casefold()


def _lovdata_makes_anchor(fragment: str) -> bool:
    """Say of `#§26` and `#KAPITTEL_1` that they are found: the server gives them other ids."""
    return _LAW_ANCHOR.match(fragment) is not None


def _lovdata_keeps_address(url: str) -> bool:
    """Say of `/lov/…/§26` that it stays: it is the form to link to, and it leads to the long one.

    Our own addresses of sections are made so, from a pattern in `links.yaml`.
    """
    return any(step.startswith("§") for step in steps(url))


# helsedirektoratet.no

_MOVED_OR_MISSING = re.compile(
    r"(?:beklager\W+)?(?:"
    r"(?:denne )?(?:siden|sida|artikkelen|innholdet) (?:er|har) (?:blitt )?(?:flyttet|flytta)"
    r"|(?:denne )?siden (?:du leter etter )?(?:finnes|fins|eksisterer) ikke"
    r"|vi (?:finner|fant) (?:dessverre )?ikke siden"
    r")\b.{0,60}"
)


def _judge_helsedirektoratet(answer: Answered, address: Address) -> Judgement | None:
    """Find pages that moved away.

    The site has been rebuilt. Some old addresses answer 200 with a page that says only «Siden er
    flyttet» or «Vi finner ikke siden du leter etter»; old addresses under `/tema/` are redirected
    to the front page of a section when the page itself has no successor.
    """
    if any(_MOVED_OR_MISSING.fullmatch(said) for said in _said(answer)):
        reason = "Siden svarer, men sier at innholdet er flyttet eller ikke finnes."
        return Judgement(Verdict.SUSPICIOUS, reason, answer.status)
    is_there = is_on(answer.url, "helsedirektoratet.no")
    if is_there and _is_section_front(steps(address.url), answer.url):
        reason = "Adressen sender videre til forsiden av en temaseksjon, ikke til siden selv."
        return Judgement(Verdict.SUSPICIOUS, reason, answer.status)
    return None


def _is_section_front(old: tuple[str, ...], final: str) -> bool:
    new = steps(final)
    if len(old) < 2 or old[0] != "tema" or not new:
        return False
    is_above = len(new) < len(old) and old[: len(new)] == new
    return is_above or (len(new) == 1 and new[-1] != old[-1])


# YouTube

_REMOVED_VIDEO = re.compile(
    r"video unavailable|private video|this video (?:is|isn't|has been) .{1,60}"
    r"|videoen er (?:ikke tilgjengelig|utilgjengelig|privat|fjernet).{0,60}"
    r"|denne videoen er (?:ikke tilgjengelig|utilgjengelig|privat|fjernet).{0,60}"
    r"|privat video"
)


def _judge_youtube(answer: Answered, _address: Address) -> Judgement | None:
    """Find removed videos and the consent page.

    A removed or private video answers 200; its title is that of any video page, « - YouTube», with
    nothing where the video's own stands. From some networks every video leads to a page that asks
    for consent to cookies and says nothing of the video.
    """
    if is_on(answer.url, "consent.youtube.com", "consent.google.com"):
        reason = "YouTube viser en samtykkeside i stedet for videoen."
        return Judgement(Verdict.BLOCKED, reason, answer.status)
    if answer.page is None:
        return None
    has_no_name = re.fullmatch(r"\s*[-–]\s*youtube\s*", answer.page.title[:_LONGEST].casefold())
    if has_no_name or any(_REMOVED_VIDEO.fullmatch(said) for said in _said(answer)):
        reason = "Videoen er trolig fjernet: siden har ikke noe videonavn."
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
"""The list; a new site is a new entry here, with its reason above and its tests."""
