"""One page of the site, and how it links to the others."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from generator.site.text.targets import Href, Place


@dataclass(frozen=True, slots=True)
class Page:
    """One page: `address` is relative to the site's root and ends in a slash (`""` is the root).

    `html` is the content of its `main` element; links in it are relative to the page.
    """

    address: str
    kind: str
    title: str
    description: str
    role: str | None = None
    switch: Mapping[str, str] = field(default_factory=dict)
    """Role id -> the path that the role menu on this page links to, from the site's root."""
    suggestion: str | None = None
    """The address for proposing a change to the page, if it has its own source file."""
    html: str = ""

    @property
    def path(self) -> str:
        """The path of the page's file, from the site's root."""
        return f"{self.address}index.html"

    @property
    def root(self) -> str:
        """The site's root, seen from the page: `../` for each folder, or an empty string."""
        return root_from(self.address)


@dataclass(frozen=True, slots=True)
class Offer:
    """A PDF that a role's pages offer: its address from the site's root, its size in bytes."""

    title: str
    address: str
    size: int


MakePage = Callable[[], Page]
"""Makes one page when it is asked for. A large site has more pages than fit in memory."""


def root_from(address: str) -> str:
    """Return the relative path from the page at `address` to the site's root."""
    return "../" * address.count("/")


def relative(address: str, path: str) -> str:
    """Return the shortest relative path from the page at `address` to `path`, from the root."""
    if not path.startswith(address[: address.find("/") + 1] or "/"):  # no folder is shared
        return f"{root_from(address)}{path}" or "./"
    path, hash_, fragment = path.partition("#")
    own, wanted = address.split("/")[:-1], path.split("/")
    shared = 0
    while shared < min(len(own), len(wanted) - 1) and own[shared] == wanted[shared]:
        shared += 1
    way = "../" * (len(own) - shared) + "/".join(wanted[shared:])
    return f"{way}{hash_}{fragment}" or "./"


def href_from(address: str, own: Mapping[str, str] | None = None) -> Href:
    """Return how the page at `address` links to a place.

    `own` says where the role of the page reads its questions, as paths from the site's root.
    """
    root, own = root_from(address), own or {}

    def href(place: Place) -> str:
        path = own.get(place.question, place.path) if place.question else place.path
        page, hash_, fragment = path.partition("#")
        return f"#{fragment}" if hash_ and page == address else f"{root}{path}" or "./"

    return href
