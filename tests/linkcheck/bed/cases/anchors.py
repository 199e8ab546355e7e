"""Addresses with a fragment: anchors that exist, that scripts may make, and that are missing."""

from collections.abc import Iterator

from tests.linkcheck.bed.case import Case, page_case
from tests.linkcheck.bed.handlers import give, page, redirect

MIB = 1 << 20
ANCHOR = '<h2 id="del">Del</h2>'

FOUND = {
    "id": ("#del", ANCHOR),
    "name": ("#del", '<a name="del"></a>'),
    "unquoted": ("#del", "<h2 id=del>Del</h2>"),
    "single-quotes": ("#del", "<h2 ID='del'>Del</h2>"),
    "entity": ("#a&b", '<h2 id="a&amp;b">Del</h2>'),
    "encoded": ("#l%C3%A6ringsm%C3%A5l", '<h2 id="læringsmål">Del</h2>'),
    "raw": ("#læringsmål", '<h2 id="læringsmål">Del</h2>'),
    "encoded-id": ("#l%C3%A6r", '<h2 id="l%C3%A6r">Del</h2>'),
    "paragraph": ("#%C2%A726", '<h2 id="§26">Del</h2>'),
    "broken-html": ("#del", '</i><p><b><h2 class=a id="del" "">Del<p></h3></b>'),
    "top": ("#top", ""),
    "top-upper": ("#TOP", ""),
    "empty": ("#", ""),
    "text": ("#:~:text=forskriften", ""),
    "text-encoded": ("#:~:text=L%C3%A6ringsm%C3%A5l%20er%20kunnskaper", ""),
    "text-case": ("#:~:text=FORSKRIFTEN", ""),
    "text-range": ("#:~:text=L%C3%A6ringsm%C3%A5l,forskriften", ""),
    "text-prefix-suffix": ("#:~:text=hele-,landet,-og", ""),
    "text-second": ("#:~:text=finnes%20ikke%20her&text=forskriften", ""),
    "text-across-tags": ("#:~:text=to%20ord", "<p>to <b>o</b>rd</p>"),
    "text-script": ("#:~:text=laget%20av%20skript", "<script src='/app.js'></script>"),
    "other-directive": ("#:~:selector(type=x)", ""),
    "comment-closed-at-once": ("#del", "<!-->" + ANCHOR + "<!-- -->"),
    "comment-closed-after-dash": ("#del", "<!--->" + ANCHOR + "<!-- -->"),
    "comment-closed-by-bang": ("#del", "<!-- a --!>" + ANCHOR + "<!-- -->"),
    "id-and-text": ("#del:~:text=forskriften", ANCHOR),
    "route": ("#/emne/3", ""),
    "bang-route": ("#!/emne/3", ""),
    "script": ("#laget-av-skript", "<script src='/app.js'></script>"),
    "inline-script": ("#laget-av-skript", "<script>lag()</script>"),
    "module": ("#laget-av-skript", "<script type=module>lag()</script>"),
    "id-written-encoded": ("#lær", '<h2 id="l%C3%A6r">Del</h2>'),
}
"""Name -> a fragment, and HTML in which it is not missing."""
MISSING = {
    "missing": ("#borte", ANCHOR),
    "case": ("#Del", ANCHOR),
    "text-gone": ("#:~:text=dette%20st%C3%A5r%20ikke%20her", ANCHOR),
    "text-out-of-order": ("#:~:text=forskriften,Læringsmål er kunnskaper", ANCHOR),
    "text-in-script-only": ("#:~:text=hemmelig", "<script type='text/json'>hemmelig</script>"),
    "id-without-text": ("#del:~:text=dette%20st%C3%A5r%20ikke%20her", ANCHOR),
    "comment-not-closed-by-space": ("#del", "<!-- a -- >" + ANCHOR + "-->"),
    "commented": ("#del", '<!-- <h2 id="del">Del</h2> -->'),
    "json-script": ("#del", '<script type="application/ld+json">{"id": "del"}</script>'),
    "in-text": ("#del", "<p>id=&quot;del&quot;</p>"),
    "beside-counter": ("#del", "<script>window.dataLayer = []; gtag('js')</script>"),
}
"""Name -> a fragment, and HTML that has no such anchor."""


def cases() -> Iterator[Case]:
    """Yield the cases of this module."""
    for anchors, verdict in ((FOUND, "ok"), (MISSING, "suspicious")):
        for name, (fragment, text) in anchors.items():
            yield page_case(f"anchor-{name}", "/a" + fragment, verdict, page(body=text))
    for name, code, text, verdict in (
        ("after-redirect", 302, ANCHOR, "ok"),
        ("lost-in-redirect", 301, "", "suspicious"),
    ):
        yield Case(
            f"anchor-{name}",
            "{me}/gammel#del",
            verdict,
            routes={"/gammel": redirect(code, "/ny"), "/ny": page(body=text)},
        )
    text_file = give("linje\n" * 40, headers={"Content-Type": "text/plain"})
    yield page_case("anchor-text-file", "/a.txt#L10", "ok", text_file)
    yield from _in_long_pages()


def _in_long_pages() -> Iterator[Case]:
    filler = "<p>mer tekst her</p>\n" * (3 * MIB // 21)
    half = filler[: MIB + MIB // 2]
    for name, body, verdict in (
        ("3mib-start", ANCHOR + filler, "ok"),
        ("3mib-end", filler + ANCHOR, "ok"),
        ("1.5mib-end", half + ANCHOR, "ok"),
        ("1.5mib-missing", half, "suspicious"),
    ):
        yield page_case(f"anchor-{name}", "/a#del", verdict, page(body=body))
