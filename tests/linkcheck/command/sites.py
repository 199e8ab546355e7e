"""Sites of the bed that only the tests of the command use."""

from tests.linkcheck.bed.case import Case
from tests.linkcheck.bed.handlers import delayed, give, hang, html, page
from tests.linkcheck.bed.server import Bed

PATHS = 12
POLITE = Case(
    "polite",
    "{me}/good",
    "ok",
    routes={f"/{number}": delayed(0.15, page()) for number in range(PATHS)},
)
"""A site with twelve pages that each take 0.15 seconds."""
ANCHORS = Case(
    "anchors",
    "{me}/a",
    "ok",
    routes={
        "/a": page(body="".join(f'<h2 id="del{number}">Del {number}</h2>' for number in range(10)))
    },
)
"""A page with ten anchors."""
STUCK = Case("stuck", "{me}/a", "ok", routes={f"/{number}": hang for number in range(8)})
"""A site that never answers."""
MANY = Case(
    "many",
    "{me}/a",
    "ok",
    routes={f"/{number}": give(html(body="<p>mer</p>" * 99)) for number in range(200)},
)
"""A site with two hundred pages."""


def polite_urls(bed: Bed) -> list[str]:
    """Return the addresses of all pages of `POLITE`."""
    base = bed.words("polite")["me"]
    return [f"{base}/{number}" for number in range(PATHS)]
