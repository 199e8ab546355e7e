"""The type of a case, and the function that makes a case of one page."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from tests.linkcheck.bed.exchange import Handler


@dataclass(frozen=True, slots=True)
class Case:
    """One address, the verdict that it deserves, and the site behind it.

    Addresses are templates: `{me}` is the base of the case's own site, and `Bed.words` lists the
    other words.
    """

    name: str
    url: str
    verdict: str
    target: str | None = None
    """Where the address has moved for good; a template."""
    note: str = ""
    also: tuple[str, ...] = ()
    """Verdicts that the contract allows as well; any other is wrong."""
    routes: Mapping[str, Handler] = field(default_factory=dict)
    """Handlers by raw path and query; the key `""` answers before a request is read, `"*"` answers
    for all other paths but `/robots.txt`."""
    host: str | None = None
    """A name for the site, to use in place of its address."""
    tls: str | None = None
    """Name of the certificate; None for plain HTTP."""
    scheme: str | None = None
    """Scheme in `{me}` where it differs from what `tls` implies."""
    lan: bool = False
    """Whether a checker without an address guard would send requests beyond this machine."""
    words: tuple[str, ...] = ()
    """The reason must contain one of these."""


def page_case(
    name: str, path: str, verdict: str, handler: Handler, note: str = "", **more: object
) -> Case:
    """Return a case of one page; `path` may have a query and a fragment, `more` is as in `Case`."""
    key = path.split("#", 1)[0]
    return Case(name, "{me}" + path, verdict, note=note, routes={key: handler}, **more)  # type: ignore[arg-type]
