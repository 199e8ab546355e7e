"""Error pages with status 200, and pages about errors that are no error pages."""

from collections.abc import Iterator

from tests.linkcheck.bed.case import Case, page_case
from tests.linkcheck.bed.handlers import page, redirect

ERROR_TITLES = (
    "Siden finnes ikke",
    "Siden finnes ikke – Helsetjenesten",
    "Helsetjenesten | Siden ble ikke funnet",
    "Fant ikke siden",
    "404",
    "404 - Siden finnes ikke",
    "Feil 404",
    "Page not found",
    "Page Not Found | Health Service",
    "404 Not Found",
)
"""Titles that say that there is no page."""
ERROR_HEADINGS = (
    "Siden finnes ikke",
    "Beklager, vi finner ikke siden",
    "Vi finner ikke siden du leter etter",
    "404",
    "Page not found",
)
"""Headings that say that there is no page, where the title does not."""
FRIENDS = (
    ("Error 404 in HTTP explained", None),
    ("Feilmeldinger", None),
    ("Hva gjør jeg når en side ikke finnes?", None),
    ("404 dager i isen", None),
    ("Peugeot 404", None),
    ("Rundskriv I-404/2020", None),
    ("Forskrift om at siden finnes ikke lenger på papir", None),
    ("Veileder", "Slik lager du en god side for «siden finnes ikke»"),
    ("Paragraf ikke funnet skyldig", None),
)
"""Title and heading of pages that only mention errors."""


def cases() -> Iterator[Case]:
    """Yield the cases of this module."""
    for number, title in enumerate(ERROR_TITLES):
        served = page(title, "Helsetjenesten")
        yield page_case(f"soft-title-{number}", "/a", "suspicious", served)
    for number, heading in enumerate(ERROR_HEADINGS):
        served = page("Helsetjenesten", heading)
        yield page_case(f"soft-heading-{number}", "/a", "suspicious", served)
    for name, code, title in (
        ("soft-after-redirect", 302, "Siden finnes ikke"),
        ("soft-after-move", 301, "Page not found"),
    ):
        yield Case(
            name,
            "{me}/gammel",
            "suspicious",
            routes={"/gammel": redirect(code, "/feil"), "/feil": page(title)},
        )
    for number, parts in enumerate(FRIENDS):
        yield page_case(f"friend-{number}", "/a", "ok", page(*parts))
    for name, body in (
        (
            "running-text",
            "<p>Får du feil 404, «siden finnes ikke», må lenken rettes. Page not found.</p>",
        ),
        ("comment", "<!-- <h1>Siden finnes ikke</h1> --><p>Siden finnes ikke</p>"),
        ("template", "<template><h1>Siden finnes ikke</h1></template>"),
        ("svg-title", "<svg><title>404</title></svg>"),
    ):
        yield page_case(f"friend-{name}", "/a", "ok", page(body=body))
