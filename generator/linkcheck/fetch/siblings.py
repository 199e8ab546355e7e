"""An address beside another one that cannot exist, to learn what a host shows for such an address.

In: the address of a page. Out: the sibling. A host that answers 200 with the same page for both has
not shown a page, but an error message in disguise. What could choose a page is replaced: the last
step of the path, every step and value of the query with a digit. So a host that finds an article by
its number, and ignores the words after it, has nothing to find either.
"""

import re
import secrets

from yarl import URL

_QUERY_VALUE = re.compile(r"=[^&;]*+")


def sibling_of(url: URL) -> URL | None:
    """Return a URL of the same host that nobody has thought of; None for a front page."""
    path, query = url.raw_path, url.raw_query_string
    steps = path.rstrip("/").split("/")
    if len(steps) < 2 and not query:
        return None
    word = f"rollehub-{secrets.token_hex(6)}"
    named = [word if any(map(str.isdigit, step)) else step for step in steps[:-1]]
    _, dot, ending = steps[-1].rpartition(".")
    ending = f".{ending}" if dot and ending.isalnum() and len(ending) <= 5 else ""
    last = f"{word}{ending}" if len(steps) > 1 else ""
    keeps_page = bool(query and ending)  # `/side.aspx?id=5`: the query chooses
    changed = "/".join([*named, steps[-1] if keeps_page else last])
    return URL.build(
        scheme=url.scheme,
        authority=url.raw_authority,
        path=(changed or "/") + ("/" if path.endswith("/") and changed else ""),
        query_string=_QUERY_VALUE.sub(f"={word}", query),
        encoded=True,
    )
