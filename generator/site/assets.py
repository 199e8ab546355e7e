"""The scripts and the stylesheet of the site, each joined from its parts.

In: the texts of the parts, which are files in `overrides/assets/`. Out: the texts to publish.

The sources are small files by subject, but a browser should fetch few files: each is one more
request on a first visit. ES modules are ruled out by the offline copy: browsers refuse to load them
from `file:` addresses. So the parts are classic scripts without imports, joined when the site is
built. The parts of one published script share their names, and nothing outside sees them. Comments
are removed, so that they cost readers no bytes.
"""

import re
from collections.abc import Mapping

PARTS: Mapping[str, tuple[str, ...]] = {
    "assets/javascripts/hub.js": (
        "assets/javascripts/hub/places.js",
        "assets/javascripts/hub/storage.js",
        "assets/javascripts/hub/role.js",
        "assets/javascripts/hub/terms.js",
        "assets/javascripts/hub/page.js",
        "assets/javascripts/search/open.js",
        "assets/javascripts/hub/start.js",
    ),
    "assets/javascripts/search.js": (
        "assets/javascripts/search/words.js",
        "assets/javascripts/search/spelling.js",
        "assets/javascripts/search/query.js",
        "assets/javascripts/search/score.js",
        "assets/javascripts/search/excerpt.js",
        "assets/javascripts/search/engine.js",
    ),
    "assets/javascripts/find.js": (
        "assets/javascripts/search/elements.js",
        "assets/javascripts/search/filters.js",
        "assets/javascripts/search/field.js",
    ),
    "assets/stylesheets/hub.css": (
        "assets/stylesheets/hub/base.css",
        "assets/stylesheets/hub/text.css",
        "assets/stylesheets/hub/frame.css",
        "assets/stylesheets/hub/front.css",
        "assets/stylesheets/hub/search.css",
        "assets/stylesheets/hub/lists.css",
        "assets/stylesheets/hub/answers.css",
        "assets/stylesheets/hub/screens.css",
        "assets/stylesheets/hub/print.css",
    ),
}
"""Path of a published file -> the paths of its parts in order, all from the site's root.

Top-level code of a script may use what earlier parts define; functions may use all parts.
In the stylesheet, later rules win over equally specific earlier ones.
"""

PART_PATHS = frozenset(part for parts in PARTS.values() for part in parts)
"""The paths of all parts; they are not published themselves."""

# A text over several lines, such as a JavaScript template, must not contain a line of this form.
_COMMENT_OR_BLANK = re.compile(
    r"^[ \t]*(?://[^\n]*|/\*(?:(?!\*/).)*\*/[ \t]*)?\n", re.MULTILINE | re.DOTALL
)


class MissingPartError(Exception):
    """A part that a published file needs is missing."""


def join_assets(texts: Mapping[str, str]) -> dict[str, str]:
    """Return the path and the text of each file to publish.

    `texts` are the parts, path -> text. Each script becomes one function in strict mode that is
    called at once. Comments that fill whole lines, and blank lines, are removed. Raises
    `MissingPartError`.
    """
    return {path: _joined(path, texts) for path in PARTS}


def _joined(path: str, texts: Mapping[str, str]) -> str:
    missing = [part for part in PARTS[path] if part not in texts]
    if missing:
        raise MissingPartError(f"{path} mangler {', '.join(missing)}")
    code = _COMMENT_OR_BLANK.sub("", "".join(f"{texts[part]}\n" for part in PARTS[path]))
    return f'(() => {{\n"use strict"\n{code}}})()\n' if path.endswith(".js") else code
