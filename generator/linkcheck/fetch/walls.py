"""Headers by which a product says that it checks visitors, and that this is not the page.

In: the headers of an answer. Out: the name of the product, or None. Headers that a product adds to
every answer (`cf-ray`, `x-iinfo`, `x-datadome`, `x-sucuri-id`) say nothing. What such a page is
made of is in `page.walls`.
"""

from collections.abc import Mapping

# Header -> the product, and the values that mean a check; none for any value.
_HEADERS: Mapping[str, tuple[str, frozenset[str]]] = {
    # https://developers.cloudflare.com/cloudflare-challenges/challenge-types/challenge-pages/detect-response/
    "cf-mitigated": ("Cloudflare", frozenset()),
    # https://docs.aws.amazon.com/waf/latest/developerguide/waf-captcha-and-challenge-actions.html
    "x-amzn-waf-action": ("AWS WAF", frozenset()),
    # SiteGround answers 202 with it: www.siteground.com/kb, "sgcaptcha"
    "sg-captcha": ("SiteGround", frozenset({"challenge"})),
    # https://vercel.com/docs/vercel-firewall: `challenge` or `deny`
    "x-vercel-mitigated": ("Vercel", frozenset()),
    # docs.datadome.co: set on blocked requests; `x-datadome` itself is on allowed ones too
    "x-dd-b": ("DataDome", frozenset()),
    # github.com/EnableSecurity/wafw00f: plugins/sucuri.py
    "x-sucuri-block": ("Sucuri", frozenset()),
    # github.com/EnableSecurity/wafw00f: plugins/awswaf.py
    "x-blocked-by-waf": ("AWS WAF", frozenset()),
}


def wall_of(headers: Mapping[str, str]) -> str | None:
    """Return the product that says that it checks visitors; `headers` ignores case."""
    for name, (product, values) in _HEADERS.items():
        value = headers.get(name, "").strip().lower()
        if value and (not values or value in values):
            return product
    return None
