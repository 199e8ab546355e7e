"""Checks of visitors, told by what they are made of: in any language, and with any status.

Beside each wall stands what an ordinary page of the same sites may have.
"""

from collections.abc import Iterator, Mapping

from tests.linkcheck.bed.case import Case, page_case
from tests.linkcheck.bed.handlers import HTML, TEXT, give, page

_CHALLENGE = "/cdn-cgi/challenge-platform/h/b/orchestrate/chl_page/v1?ray=8f"
_TITLE = "Vent litt"
WALLS: Mapping[str, tuple[str, str, Mapping[str, str]]] = {
    "cloudflare-403": (
        "403 Forbidden",
        (f"<script>(function(){{window._cf_chl_opt={{cType:'managed'}};a.src='{_CHALLENGE}'}})()"
        "</script>"),
        {},
    ),
    "cloudflare-200": ("200 OK", f"<script src='{_CHALLENGE}'></script>", {}),
    "cloudflare-503": ("503 Service Unavailable", "<script>window._cf_chl_opt={}</script>", {}),
    "cloudflare-header": ("200 OK", "", {"cf-mitigated": "challenge"}),
    "cloudflare-429": ("429 Too Many Requests", "", {"cf-mitigated": "challenge"}),
    "aws-202": ("202 Accepted", "", {"x-amzn-waf-action": "challenge"}),
    "aws-405": ("405 Method Not Allowed", "", {"X-Amzn-Waf-Action": "captcha"}),
    "aws-body": (
        "202 Accepted",
        ("<script>window.gokuProps = {'key':'AQ'}</script>"
        "<script src='https://a.token.awswaf.com/a/challenge.js'></script>"),
        {},
    ),
    "anubis": (
        "200 OK",
        ("<script id='anubis_challenge' type='application/json'>{}</script>"
        f"<script src='/.within.website/x/cmd/anubis/static/js/main.mjs'></script><p>{TEXT}</p>"),
        {},
    ),
    "incapsula": (
        "200 OK",
        ("<iframe id='main-iframe' src='/_Incapsula_Resource?SWUDNSAI=31&xinfo=1&incident_id=5'>"
        "</iframe>"),
        {"X-Iinfo": "1-2-3 NNNN CT(0 0 0) RT(1 2) q(0 -1 -1 -1) r(0 -1)"},
    ),
    "incapsula-script": ("200 OK", "<script src='/_Incapsula_Resource?SWJIYLWA=7'></script>", {}),
    "datadome": (
        "403 Forbidden",
        ("<script>var dd={'rt':'c','host':'geo.captcha-delivery.com'}</script>"
        "<script src='https://ct.captcha-delivery.com/c.js'></script>"),
        {"x-datadome": "protected", "x-dd-b": "1"},
    ),
    "perimeterx": (
        "200 OK",
        ("<div id='px-captcha'></div><script>window._pxAppId='PX1'</script>"
        "<script src='//captcha.px-cdn.net/PX1/captcha.js'></script>"),
        {},
    ),
    "akamai": (
        "200 OK",
        ("<div id='sec-if-cpt-container'></div>"
        "<script src='/_sec/cp_challenge/sec-3-4.js'></script>"),
        {},
    ),
    "akamai-interstitial": (
        "200 OK",
        "<script>var i=1;x.open('POST','/_sec/verify?provider=interstitial')</script>",
        {},
    ),
    "sucuri": ("200 OK", "<script>var sucuri_cloudproxy_js='';S='YQ=='</script>", {}),
    "f5": ("200 OK", ("<script>window[\"bobcmn\"] = \"111\"</script><script src='/TSPD/08?type=17'>"
           "</script>"), {}),
    "fastly": ("200 OK", "<script src='/_fs-ch-1T1wmsGaOgGaSxcX/script.js'></script>", {}),
    "azure": ("403 Forbidden", "<script src='/.azwaf/jsc/challenge.1.js'></script>", {}),
    "siteground": (
        "202 Accepted",
        "<meta http-equiv='refresh' content='0;/.well-known/sgcaptcha/?r=%2Fa'>",
        {"SG-Captcha": "challenge"},
    ),
    "vercel": ("429 Too Many Requests", "", {"x-vercel-mitigated": "challenge"}),
    "ddos-guard": ("200 OK", "<script src='/.well-known/ddos-guard/check.js'></script>", {}),
}  # fmt: skip
"""Name -> the status, what the page loads and runs, and headers."""
ORDINARY: Mapping[str, tuple[str, Mapping[str, str]]] = {
    "cloudflare-ray": ("", {"cf-ray": "8f-OSL", "Server": "cloudflare"}),
    "cloudflare-jsd": (
        ("<script>(function(){window['__CF$cv$params']={r:'8f'};"
        "a.src='/cdn-cgi/challenge-platform/scripts/jsd/main.js'})()</script>"),
        {},
    ),
    "cloudflare-words": (("<p>Cloudflare viser «Just a moment» og /cdn-cgi/challenge-platform/.</p>"
                         "<pre>window._cf_chl_opt = {}</pre>"), {}),
    "incapsula-script": ("<script src='/_Incapsula_Resource?SWJIYLWA=7'></script>",
                         {"X-Iinfo": "1-2-3", "X-CDN": "Imperva"}),
    "datadome-tag": ("<script src='https://js.datadome.co/tags.js'></script>",
                     {"x-datadome": "protected"}),
    "perimeterx-tag": ("<script>window._pxAppId='PX1'</script>", {}),
    "aws-script": ("<script src='https://a.edge.sdk.awswaf.com/a/challenge.js'></script>", {}),
    "fastly-embedded": ("<script src='/_fs-ch-1T1wmsGaOgGaSxcX/challenge.js' defer></script>", {}),
    "f5-script": ('<script>window["bobcmn"] = "111"</script>', {}),
    "sucuri-id": ("", {"x-sucuri-id": "1", "Server": "Sucuri/Cloudproxy"}),
}  # fmt: skip
"""Name -> what a good page of a site behind such a product may have, and its headers."""
PARKED = {
    "sedo": "<script src='https://img.sedoparking.com/js/jquery.js'></script>",
    "parkingcrew": "<script src='//d1.parkingcrew.net/assets/a.js'></script>",
    "frame": "<iframe src='https://www.hugedomains.com/domain_profile.cfm?d=a'></iframe>",
}
LOGINS = {
    "email": "<form><label>E-post</label><input type='email' name='loginfmt'></form>",
    "buttons": "<p>Velg hvordan du vil logge inn.</p><a href='/bankid'>BankID</a>",
    "username": "<form><input name='brukernavn'><button>Neste</button></form>" + f"<p>{TEXT}</p>",
}


def cases() -> Iterator[Case]:
    """Yield the cases of this module."""
    for name, (status, text, headers) in WALLS.items():
        yield page_case(f"wall-{name}", "/a", "blocked", _thin(text, status, headers))
    for name, (text, headers) in ORDINARY.items():
        served = give(_html(_TITLE, f"<h1>Læringsmål</h1><p>{TEXT}</p>{text}"),
                      headers={**HTML, **headers})  # fmt: skip
        yield page_case(f"no-wall-{name}", "/a", "ok", served)
    yield page_case(
        "wall-on-404",
        "/a",
        "dead",
        _thin(WALLS["cloudflare-200"][1], "404 Not Found", {}),
        "a site may put such scripts on its error pages",
    )
    for name, text in PARKED.items():
        yield page_case(f"parked-{name}", "/", "suspicious", give(_html("a.no", text)))
    for name, text in LOGINS.items():
        served = give(_html("Logg inn | Kompetanse", f"<h1>Logg inn</h1>{text}"))
        yield page_case(f"login-without-password-{name}", "/kurs/5", "blocked", served)
    newsletter = page(body="<form>Nyhetsbrev <input type='email' name='email'></form>")
    yield page_case("newsletter-no-login", "/kurs/5", "ok", newsletter)


def _thin(text: str, status: str, headers: Mapping[str, str]) -> object:
    return give(_html(_TITLE, text), status, {**HTML, **headers})


def _html(title: str, body: str) -> str:
    return f"<!DOCTYPE html><html><head><title>{title}</title></head><body>{body}</body></html>"
