"""How the pages of one site name each other: as folders, or as files.

In: paths from the site's root, where a page is named as on a server: `lis/`, `lis/#x`, and nothing
for the front page. Out: values of `href`. A server answers the address of a folder with its index
file. On a disk nothing does, so an offline copy names the file itself. Scripts learn which it is
from `data-index` of `body`.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from urllib.parse import urljoin

from generator.site.text.targets import Href, Place

_UP = "../"
_ASSETS = "assets"
SCRIPTS_WITH_WORDS = tuple(f"javascripts/{name}.js" for name in ("hub", "search", "find"))
"""The scripts, below the assets, whose words are in the language of the pages with them."""
INDEX = "index.html"
"""The file that a server sends for the address of a folder."""
FEED = "feed.xml"
"""The name of every feed."""
_FOR_SERVERS = frozenset(("404.html", "CNAME", "_headers", "llms.txt", "robots.txt", "sitemap.xml"))


def is_for_servers(path: str) -> bool:
    """Whether only servers, robots and feed readers use a file: a copy on a disk leaves it out."""
    name = path.rpartition("/")[2]
    return path in _FOR_SERVERS or name == FEED or path.startswith(".")


def root_from(address: str) -> str:
    """Return the relative path from the page at `address` to the site's root."""
    return "../" * address.count("/")


@dataclass(frozen=True, slots=True)
class Addresses:
    """The form of all addresses of one site.

    The methods take the address of the page with the link, and a path from the site's root.
    """

    as_files: bool = False
    """Whether the address of a page names its file."""
    site_url: str = ""
    """Absolute address of the site, ending in a slash; empty if unknown."""
    only: Collection[str] | None = None
    """For an edition in another language, which has a folder on the site and is written as if that
    were its root: the first folders of what it has itself. The rest it shares with the site."""

    _named: dict[str, str] = field(default_factory=dict, init=False, repr=False, compare=False)
    """What `named` returned: each page is named on many others."""

    @property
    def index(self) -> str:
        """What the address of a folder needs at its end."""
        return INDEX if self.as_files else ""

    def has(self, path: str) -> bool:
        """Whether an edition has a page or file itself; a whole site has everything."""
        if self.only is None:
            return True
        first, slash, rest = path.partition("#")[0].partition("/")
        if first == _ASSETS:
            return rest in SCRIPTS_WITH_WORDS
        return (first in self.only and rest != FEED) or not (first or slash)

    def placed(self, path: str) -> str:
        """Return a path from the root of the site as one from that of the edition."""
        return path if self.has(path) or path.startswith(_UP) else f"{_UP}{path}"

    def named(self, path: str) -> str:
        """Return a path from the site's root in the form of the site."""
        if path not in self._named:
            placed = self.placed(path)
            page, hash_, fragment = placed.partition("#")
            is_folder = not page or page.endswith("/")
            self._named[path] = f"{page}{self.index}{hash_}{fragment}" if is_folder else placed
        return self._named[path]

    def to(self, address: str, path: str) -> str:
        """Return the relative address that first goes up to the root."""
        return f"{root_from(address)}{self.named(path)}" or "./"

    def relative(self, address: str, path: str) -> str:
        """Return the shortest relative address; on the same page, a fragment alone."""
        if path.startswith(f"{address}#"):
            return path.removeprefix(address)
        path = self.named(path)
        if not path.startswith(address[: address.find("/") + 1] or "/"):  # no folder is shared
            return f"{root_from(address)}{path}" or "./"
        path, hash_, fragment = path.partition("#")
        own, wanted = address.split("/")[:-1], path.split("/")
        shared = 0
        while shared < min(len(own), len(wanted) - 1) and own[shared] == wanted[shared]:
            shared += 1
        way = "../" * (len(own) - shared) + "/".join(wanted[shared:])
        return f"{way}{hash_}{fragment}" or "./"

    def on_servers(self, address: str, path: str) -> str | None:
        """Return the address of a file that a copy leaves out; None if a copy does not know it."""
        if not self.as_files:
            return self.to(address, path)
        return urljoin(self.site_url, self.placed(path)) if self.site_url else None

    def href(self, address: str, own: Mapping[str, str] | None = None) -> Href:
        """Return how the page at `address` links to a place.

        `own` says where the role of the page reads its questions, as paths from the site's root.
        """
        own = own or {}

        def href(place: Place) -> str:
            path = own.get(place.question, place.path) if place.question else place.path
            page, hash_, fragment = path.partition("#")
            return f"#{fragment}" if hash_ and page == address else self.to(address, path)

        return href
