"""`CASES`: every case of the bed, of all kinds."""

from tests.linkcheck.bed.case import Case
from tests.linkcheck.bed.cases import (
    anchors,
    bodies,
    cookies,
    encodings,
    error_pages,
    locations,
    logins,
    packed,
    pdf,
    protocol,
    redirects,
    refreshes,
    robots,
    spelling,
    statuses,
    tls,
    trouble,
    unanswered,
    unsafe,
)

KINDS = (
    redirects,
    locations,
    cookies,
    logins,
    trouble,
    statuses,
    bodies,
    packed,
    protocol,
    error_pages,
    pdf,
    anchors,
    refreshes,
    encodings,
    robots,
    spelling,
    tls,
    unsafe,
    unanswered,
)
CASES: tuple[Case, ...] = tuple(case for kind in KINDS for case in kind.cases())
