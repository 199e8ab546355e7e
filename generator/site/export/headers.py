"""What the site asks of browsers, in each page's head and in the file `_headers` for hosts.

In: the paths of files whose names change with their content. Out: a policy, and the text of the
file, whose form is that of Netlify and Cloudflare Pages; a host that doesn't read it shows it.
"""

from collections.abc import Iterable, Mapping

CONTENT_SECURITY_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "connect-src 'self'; base-uri 'none'; form-action 'self'"
)
"""For the meta element of a page: nothing inline runs, and nothing comes from elsewhere.

The images that are data are those of the theme's stylesheet. What is not named here falls back to
`default-src`, and so to nothing: fonts, frames, media and plug-ins.
"""

_FOR_ALL: Mapping[str, str] = {
    # Who may show a page in a frame can be said in a header only.
    "Content-Security-Policy": f"{CONTENT_SECURITY_POLICY}; frame-ancestors 'none'",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}
_FOR_EVER: Mapping[str, str] = {"Cache-Control": "public, max-age=31536000, immutable"}


def headers_file(immutable: Iterable[str] = ()) -> str:
    """Return the text of `_headers`.

    `immutable` are paths from the site's root that a browser may keep for a year. All other files
    are left to the host, which has them asked for anew: their names stay when they change.
    """
    rules = {
        "/*": _FOR_ALL,
        # The data are for everybody, also for a script on another site.
        "/data/*": {"Access-Control-Allow-Origin": "*"},
        **{f"/{path}": _FOR_EVER for path in immutable},
    }
    return "\n".join(
        "".join([f"{path}\n", *(f"  {name}: {value}\n" for name, value in headers.items())])
        for path, headers in rules.items()
    )
