"""The addresses of the site, relative to its root, and how hand-written pages link to them.

In: a hub. Out: paths; those of pages end in a slash, those of files in a file name.
"""

import re
from collections.abc import Iterable, Iterator
from itertools import combinations

from generator.hub.kinds import FORMS, GUIDES, PLANS, TASKS
from generator.hub.model import Hub
from generator.hub.tasks import TASK_PAGES
from generator.hub.translations import languages_of

INDEXES = ("sporsmal/", "lenker/", "ordliste/", "regelverk/", "lenkestatus/", "endringer/")
"""The pages that list the whole hub."""
FILES = ("data/hub.json", "data/hub.schema.json", "feed.xml", "llms.txt")
"""The files that programs read, on every site."""

MOST_COMPARED = 12
"""With more plans than this, none are compared: there would be a page for each pair."""

_SCHEME = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]*:|//")


def site_path(written: str) -> str | None:
    """Return the path that a destination on a hand-written page points to, or None.

    `~/` is the site's root, `om.md` another page; a path without a scheme starts at the root. Other
    addresses give None.
    """
    if written.startswith("~/"):
        return written.removeprefix("~/")
    path, hash_, fragment = written.partition("#")
    if not path or path.startswith("/") or _SCHEME.match(path):
        return None
    if path.endswith(".md"):
        path = f"{path.removesuffix('.md')}/"
    return f"{path}{hash_}{fragment}"


def compared(plans: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Yield the pairs of education plans that have a page side by side, by their ids."""
    ids = list(plans)
    if len(ids) <= MOST_COMPARED:
        yield from combinations(ids, 2)


def _for_reading(hub: Hub) -> Iterator[str]:
    """Yield the paths that an edition in another language has too."""
    yield ""
    for role in hub.roles:
        yield from (f"{role.id}/", f"{role.id}/lenker/")
    for question in hub.questions:
        if question.is_published:
            yield from (f"sporsmal/{id_}/" for id_ in (question.id, *question.aliases))


def site_paths(hub: Hub) -> Iterator[str]:
    """Yield the path of every page and file that a hand-written page may link to."""
    yield from _for_reading(hub)
    for tag in languages_of(hub):
        yield from (f"{tag}/{path}" for path in (*_for_reading(hub), "sporsmal/"))
    yield from (f"{role.id}/feed.xml" for role in hub.roles)
    yield from INDEXES
    yield from FILES
    plans = [plan for plan in PLANS.of(hub) if plan.is_published]
    if plans:
        yield "planer/"
    for plan in plans:
        yield from (f"planer/{plan.id}/", f"planer/{plan.id}/coverage.json")
    for one, other in compared(plan.id for plan in plans):
        yield f"planer/{one}/{other}/"
    yield from (guide.path for guide in GUIDES.of(hub) if guide.is_published)
    yield from (form.path for form in FORMS.of(hub) if form.is_published)
    tasks = [task.path for task in TASKS.of(hub) if task.is_published]
    yield from (TASK_PAGES, *tasks) if tasks else ()
    for page in hub.pages:
        yield f"{page.id}/"
