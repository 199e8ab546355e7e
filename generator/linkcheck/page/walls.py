"""Pages that stand in front of the real one: checks of visitors, and parked host names.

In: what the scripts, frames and ids of a page are. Out: the name of the product, or None. The words
of the page are not read, so its language makes no difference, and a page that only mentions such a
product is not taken for its wall: what counts is what the page loads and runs.

Many products put the same script on ordinary pages, to watch their visitors. Such a mark counts
only on a page with hardly any words that loads nothing else.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

_FEW_WORDS = 25  # on a page where a shared mark counts
_SOME_WORDS = 150  # on one where a mark in the text of a script counts: articles have more


class Source(NamedTuple):
    """Something that a page loads or runs."""

    kind: str
    """`script`, `frame`, `link` or `img` with an address, `code` with the text of a script."""
    text: str


@dataclass(frozen=True, slots=True)
class _Mark:
    name: str
    own: tuple[str, ...] = ()
    """Parts of addresses and scripts that only the wall has."""
    shared: tuple[str, ...] = ()
    """Parts that ordinary pages of the same sites may have as well."""
    ids: frozenset[str] = frozenset()
    """Ids that only the wall has."""


_MARKS = (
    # https://developers.cloudflare.com/cloudflare-challenges/ and the pages in FlareSolverr's
    # tests: every challenge page sets `_cf_chl_opt`, and loads `…/orchestrate/…`. The script
    # `…/jsd/main.js` is on ordinary pages ("JavaScript Detections").
    _Mark(
        "Cloudflare",
        ("_cf_chl_opt", "/orchestrate/chl_page/", "/orchestrate/jsch/", "/orchestrate/managed/",
         "/orchestrate/captcha/", "__cf_chl_f_tk="),
        ("/cdn-cgi/challenge-platform/",),
        frozenset(("challenge-running", "cf-challenge-running", "cf-please-wait")),
    ),
    # https://docs.aws.amazon.com/waf/latest/developerguide/waf-captcha-and-challenge-actions.html;
    # the interstitial defines `gokuProps`. `challenge.js` is also for ordinary pages.
    _Mark("AWS WAF", ("gokuProps",), (".awswaf.com/",)),
    # github.com/TecharoHQ/anubis: web/index.templ, lib/challenge/preact, anubis.go (StaticPath)
    _Mark(
        "Anubis",
        ("/.within.website/x/cmd/anubis/",),
        (),
        frozenset(("anubis_challenge", "preact_info")),
    ),
    # github.com/EnableSecurity/wafw00f: plugins/incapsula.py; docs.imperva.com, error pages. The
    # script is put on ordinary pages too; the wall is a frame.
    _Mark("Imperva", ("_Incapsula_Resource?CWUDNSAI", "_Incapsula_Resource?SWUDNSAI"),
          ("/_Incapsula_Resource",)),
    # docs.datadome.co: blocked requests get a page that loads its captcha from here; the tag of
    # ordinary pages is `js.datadome.co/tags.js`.
    _Mark("DataDome", ("captcha-delivery.com",)),
    # docs.humansecurity.com, block pages; `_pxAppId` alone is on ordinary pages.
    _Mark(
        "HUMAN",
        ("captcha.px-cdn.net", "captcha.px-cloud.net"),
        ("/captcha/captcha.js",),
        frozenset(("px-captcha",)),
    ),
    # github.com/unclecode/crawl4ai: antibot_detector.py; techdocs.akamai.com, Bot Manager, crypto
    # challenge and interstitial
    _Mark(
        "Akamai",
        ("/_sec/cp_challenge/", "/_sec/verify?provider=", "bm-verify="),
        (),
        frozenset(("sec-if-cpt-container", "sec-cpt-if")),
    ),
    # github.com/EnableSecurity/wafw00f: plugins/sucuri.py; docs.sucuri.net, JavaScript challenge
    _Mark("Sucuri", ("sucuri_cloudproxy_js", "sucuri-firewall-block.css", "sucuri_firewall_block")),
    # my.f5.com K000135787, bot defence: a page of scripts only; the same scripts are put into
    # ordinary pages.
    _Mark("F5", (), ('window["bobcmn"]', "/TSPD/", "/TSbd/")),
    # https://www.fastly.com/documentation/guides/security/client-challenges/: an interstitial,
    # or the same script embedded in an ordinary page
    _Mark("Fastly", (), ("/_fs-ch-",)),
    # https://learn.microsoft.com/azure/web-application-firewall/waf-javascript-challenge
    _Mark("Azure WAF", ("/.azwaf/", "afd_azwaf_", "appgw_azwaf_")),
    # github.com/unclecode/crawl4ai: antibot_detector.py
    _Mark("Kasada", (), ("KPSDK.scriptStart",)),
    # SiteGround answers 202 with a refresh to this path; www.siteground.com/kb
    _Mark("SiteGround", ("/.well-known/sgcaptcha/",)),
    # github.com/EnableSecurity/wafw00f: plugins/ddosguard.py; FlareSolverr
    _Mark("DDoS-Guard", ("/.well-known/ddos-guard/",), (), frozenset(("link-ddg",))),
    # vercel.com/docs/vercel-firewall/attack-challenge-mode
    _Mark("Vercel", ("/.well-known/vercel/security/",)),
    # help.aliyun.com, WAF: the script computes this cookie
    _Mark("Alibaba WAF", ("acw_sc__v2",)),
)  # fmt: skip
# Services that show advertisements for host names without a site; each names itself in the
# addresses of its scripts. `data-adblockkey` is what Google's product for them wants on `<html>`.
_PARKING = (
    "sedoparking.com", "parkingcrew.net", "bodis.com", "parklogic.com", "above.com/marketplace",
    "hugedomains.com", "afternic.com/forsale", "dan.com/buy-domain", "cashparking.com",
    "domainparking", "parking-page", "parkingpage", "parked-content", "/_fd?", "/bodis-page",
    "window.park =", "window.park=", "skenzo.com", "ztomy.com", "parked.domeneshop.no",
)  # fmt: skip
ADBLOCK_KEY = "data-adblockkey"
"""An attribute of `html` that only parked pages have."""


def wall_of(sources: Sequence[Source], ids: Collection[str], *, words: int) -> str | None:
    """Return whose check of visitors a page is; None for an ordinary page."""
    for mark in _MARKS:
        own = (x for x in sources if x.kind != "code" or words <= _SOME_WORDS)
        if not mark.ids.isdisjoint(ids) or any(_has(source, mark.own) for source in own):
            return mark.name
        if words <= _FEW_WORDS and mark.shared and _is_all_there_is(sources, mark.shared):
            return mark.name
    return None


def _has(source: Source, parts: Iterable[str]) -> bool:
    return any(part in source.text for part in parts)


def _is_all_there_is(sources: Sequence[Source], parts: tuple[str, ...]) -> bool:
    """Whether a page loads nothing but what has one of these parts."""
    loaded = [source for source in sources if source.kind in ("script", "frame")]
    marked = [x for x in sources if _has(x, parts) and "/jsd/" not in x.text]
    return bool(marked) and all(_has(source, parts) for source in loaded)


def parked_by(sources: Iterable[Source]) -> str | None:
    """Return the mark of the service that has filled the page of an unused host name, or None."""
    return next(_parking_marks(sources), None)


def _parking_marks(sources: Iterable[Source]) -> Iterator[str]:
    for source in sources:
        if source.kind == "attribute" and source.text == ADBLOCK_KEY:
            yield ADBLOCK_KEY
        if source.kind in ("script", "frame", "code"):
            yield from (part for part in _PARKING if part in source.text)
