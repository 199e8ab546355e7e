"""The earlier addresses of a page or file, from the aliases of what its address names.

In: a hub, and the path of a page or file from the site's root. Out: the paths that it had. Those of
questions are not here: their own pages alone have earlier addresses.
"""

from collections.abc import Iterator, Mapping
from itertools import product

from generator.hub.kinds import FORMS, GUIDES, PLANS, TASKS
from generator.hub.model import Hub

Names = Mapping[str, tuple[str, ...]]
"""A part of an address -> what it was called before."""


class Earlier:
    """What each part of an address was called before."""

    def __init__(self, hub: Hub) -> None:
        self._roles: Names = {role.id: role.aliases for role in hub.roles}
        self._topics: Names = {topic.id: topic.aliases for topic in hub.topics}
        self._guides: Names = {guide.id: guide.aliases for guide in GUIDES.of(hub)}
        self._tasks: Names = {task.id: task.aliases for task in TASKS.of(hub)}
        self._plans: Names = {plan.id: plan.aliases for plan in PLANS.of(hub)} | {
            form.address or form.id: form.aliases for form in FORMS.of(hub)
        }

    def paths(self, path: str) -> Iterator[str]:
        """Yield the earlier paths of a page or file."""
        first, *rest = path.split("/")
        if first in self._roles:
            for role in (first, *self._roles[first]):
                for below in _all(rest, self._topics, 1):
                    # The PDFs of a role are named after it.
                    names = [name.replace(f"{first}-", f"{role}-", 1) for name in below]
                    named = names if rest and rest[-1].endswith(".pdf") else below
                    if (role, named) != (first, rest):
                        yield "/".join((role, *named))
        names_of = {
            "emner": self._topics, "lenker": self._topics, "planer": self._plans,
            "veiledninger": self._guides, "oppgaver": self._tasks,
        }.get(first)  # fmt: skip
        is_named_after_folder = rest[1:] == [f"{x}.pdf" for x in rest[:1]]
        for below in _all(rest, names_of, 2) if names_of else ():
            if below != rest:
                name = [f"{below[0]}.pdf"] if is_named_after_folder else below[1:]
                yield "/".join((first, below[0], *name))


def _all(parts: list[str], names: Names, depth: int) -> Iterator[list[str]]:
    """Yield the rest of a path with each name that its first `depth` parts have or had."""
    choices = [
        (part, *(names.get(part, ()) if number < depth else ()))
        for number, part in enumerate(parts)
    ]
    for chosen in product(*choices):
        yield list(chosen)
