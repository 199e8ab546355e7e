"""One page of the site, and how it links to the others."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from generator.site.addresses import INDEX


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
    policy: str | None = None
    """The Content-Security-Policy, if the page has a stricter one than the others."""
    folder: str = ""
    """The folder of the page's edition, if that is in another language than the whole site."""

    @property
    def path(self) -> str:
        """The path of the page's file, from the site's root."""
        return f"{self.folder}{self.address}{INDEX}"


@dataclass(frozen=True, slots=True)
class Offer:
    """A PDF that a page offers: its address from the site's root, its size in bytes."""

    title: str
    address: str
    size: int


Offers = Mapping[str, Sequence[Offer]]
"""Folder -> the PDFs that the pages in it offer, such as `lis` or `planer/asnes`."""
MakePage = Callable[[], Page]
"""Makes one page when it is asked for. A large site has more pages than fit in memory."""
