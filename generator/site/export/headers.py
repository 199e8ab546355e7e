"""Security and caching headers: a policy in each page, and the file `_headers` for hosts.

In: the paths of files whose names change with their content. Out: the policy, and the text of
`_headers` in the format of Netlify and Cloudflare Pages. Other hosts publish it as a plain file.
"""

from collections.abc import Iterable, Mapping

CONTENT_SECURITY_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "connect-src 'self'; base-uri 'none'; form-action 'self'"
)
"""For the meta element of a page: no inline script runs, and nothing loads from another site.

The theme's stylesheet has images in `data:` addresses. Types that are not listed, such as fonts,
frames and media, fall back to `default-src` and are blocked.
"""

_FOR_ALL: Mapping[str, str] = {
    # A meta element cannot set frame-ancestors.
    "Content-Security-Policy": f"{CONTENT_SECURITY_POLICY}; frame-ancestors 'none'",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}
_FOR_EVER: Mapping[str, str] = {"Cache-Control": "public, max-age=31536000, immutable"}


def headers_file(immutable: Iterable[str] = ()) -> str:
    """Return the text of `_headers`.

    `immutable` are paths from the site's root that browsers may cache for a year. Other files keep
    their names when they change, so their caching is left to the host.
    """
    rules = {
        "/*": _FOR_ALL,
        # Scripts on other sites may read the data.
        "/data/*": {"Access-Control-Allow-Origin": "*"},
        **{f"/{path}": _FOR_EVER for path in immutable},
    }
    return "\n".join(
        "".join([f"{path}\n", *(f"  {name}: {value}\n" for name, value in headers.items())])
        for path, headers in rules.items()
    )
