"""What is observed of an address that answers: hops, attempts, body and media type."""

from generator.linkcheck.fetch.bodies import BODY_CAP, SNIFFED
from generator.linkcheck.observations import Answered
from tests.linkcheck.bed.server import Bed
from tests.linkcheck.fetch.observing import observed


def test_hops_tell_the_whole_way(bed: Bed) -> None:
    """Each hop has the address that was asked, its status, and the `Location` as written."""
    seen = observed(bed, "chain-301-301-302", "location-relative-up")
    base = bed.words("chain-301-301-302")["me"]
    chain = seen["chain-301-301-302"]
    assert isinstance(chain, Answered)
    assert [(hop.url, hop.status, hop.location) for hop in chain.hops] == [
        (f"{base}/0", 301, "/1"),
        (f"{base}/1", 301, "/2"),
        (f"{base}/2", 302, "/good"),
        (f"{base}/good", 200, None),
    ]
    up = seen["location-relative-up"]
    assert isinstance(up, Answered)
    assert [hop.location for hop in up.hops] == ["../ny", None]
    assert up.url.endswith("/emne/ny")


def test_attempts_and_waits_are_told(bed: Bed) -> None:
    """The number of attempts and the wait that the server asked for are recorded."""
    seen = observed(bed, "500-once", "502-forever", "429-tomorrow", "status-404")
    facts = {
        name: (one.status, one.attempts, one.retry_after)
        for name, one in seen.items()
        if isinstance(one, Answered)
    }
    assert facts == {
        "500-once": (200, 2, None),
        "502-forever": (502, 3, None),
        "429-tomorrow": (429, 1, 86400.0),
        "status-404": (404, 1, None),
    }


def test_bodies_are_read_to_the_cap_and_no_further(bed: Bed) -> None:
    """The cap counts unpacked bytes; of other files than pages, only the beginning is read."""
    bombs = ("endless", "gzip-bomb", "deflate-bomb", "anchor-3mib-end")
    seen = observed(bed, *bombs, "terabyte", "pdf-big", "gzip", timeout=15.0)
    for name, one in seen.items():
        assert isinstance(one, Answered), name
        if name in bombs:
            assert (one.length, one.truncated) == (BODY_CAP, True), name
            assert one.page and one.page.title == "Læringsmål", name
        elif name in ("terabyte", "pdf-big"):
            assert (one.length, one.truncated) == (SNIFFED, True), name
            assert one.page is None, name
        else:
            assert not one.truncated
            assert one.page and "x" in one.page.ids


def test_media_types_are_told_and_pdfs_known_by_their_beginning(bed: Bed) -> None:
    """The type is recorded without parameters; a PDF is recognised by its first bytes."""
    seen = observed(bed, "pdf", "pdf-as-html", "pdf-gives-html", "latin1-anchor", "no-type")
    facts = {
        name: (one.content_type, one.is_pdf, one.page is not None)
        for name, one in seen.items()
        if isinstance(one, Answered)
    }
    assert facts == {
        "pdf": ("application/pdf", True, False),
        "pdf-as-html": ("text/html", True, False),
        "pdf-gives-html": ("text/html", False, True),
        "latin1-anchor": ("text/html", False, True),
        "no-type": ("", False, True),
    }


def test_a_body_that_breaks_off_is_tried_again(bed: Bed) -> None:
    """The second attempt may be complete; if not, what arrived is kept."""
    seen = observed(bed, "cut-off-once")["cut-off-once"]
    assert isinstance(seen, Answered)
    assert (seen.attempts, seen.truncated) == (2, False)
