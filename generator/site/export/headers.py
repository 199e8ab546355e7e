"""Security headers: a policy in each page, and the file `_headers` for hosts.

Out: the policy, and the text of `_headers` in the format of Netlify and Cloudflare Pages. Other
hosts publish it as a plain file.
"""

from collections.abc import Mapping

from generator.site.settings import Settings

CONTENT_SECURITY_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "connect-src 'self'; base-uri 'none'; form-action 'self'"
)
"""For the meta element of a page: no inline script runs, and nothing loads from another site.

The empty icon of a page that only leads to another is a `data:` address. Types that are not listed,
such as fonts, frames and media, fall back to `default-src` and are blocked.
"""

POLICY_OF_FORMS = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "connect-src 'none'; base-uri 'none'; form-action 'none'"
)
"""For pages on which readers write about themselves: no script and no form can send anything."""

_FOR_ALL: Mapping[str, str] = {
    # A meta element cannot set frame-ancestors.
    "Content-Security-Policy": f"{CONTENT_SECURITY_POLICY}; frame-ancestors 'none'",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}


def policy_of(settings: Settings) -> str:
    """Return the policy for the meta element of the pages of a site.

    For forms, unlike everything else, Firefox does not count files on the same disk as 'self'.
    """
    if settings.offline is None:
        return CONTENT_SECURITY_POLICY
    return CONTENT_SECURITY_POLICY.replace("form-action 'self'", "form-action file:")


def headers_file() -> str:
    """Return the text of `_headers`.

    All files keep their names when they change, so their caching is left to the host.
    """
    rules = {
        "/*": _FOR_ALL,
        # Scripts on other sites may read the data.
        "/data/*": {"Access-Control-Allow-Origin": "*"},
    }
    return "\n".join(
        "".join([f"{path}\n", *(f"  {name}: {value}\n" for name, value in headers.items())])
        for path, headers in rules.items()
    )
