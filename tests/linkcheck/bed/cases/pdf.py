"""Addresses of PDF files: with a PDF, with a PDF under another type, and with HTML instead."""

from collections.abc import Iterator

from tests.linkcheck.bed.case import Case, page_case
from tests.linkcheck.bed.handlers import PDF_BODY, html, page, pdf, redirect

MIB = 1 << 20


def cases() -> Iterator[Case]:
    """Yield the cases of this module."""
    not_pdf = page("Dokument")
    yield page_case("pdf", "/a.pdf", "ok", pdf())
    yield page_case("pdf-page", "/a.pdf#page=3", "ok", pdf())
    yield page_case("pdf-named", "/a.pdf#kapittel2", "ok", pdf())
    yield page_case("pdf-as-html", "/a.pdf", "ok", pdf("text/html"))
    yield page_case("pdf-as-octets", "/a.pdf", "ok", pdf("application/octet-stream"))
    yield page_case("pdf-as-nothing", "/a.pdf", "ok", pdf(""))
    dirt = b"\xef\xbb\xbf\r\n" + PDF_BODY
    yield page_case(
        "pdf-behind-dirt",
        "/a.pdf",
        "ok",
        pdf(body=dirt),
        "readers look for the mark in the first KiB",
    )
    about = html(body="<p>%PDF-1.7</p>")
    yield page_case("pdf-named-in-html", "/a.pdf", "suspicious", pdf(body=about.encode()))
    yield page_case("pdf-big", "/a.pdf#page=90", "ok", pdf(body=PDF_BODY + b"%" * (3 * MIB)))
    yield page_case("pdf-no-suffix", "/dokument/12#page=2", "ok", pdf())
    yield page_case("pdf-gives-html", "/a.pdf", "suspicious", not_pdf)
    yield page_case("pdf-gives-html-upper", "/A.PDF", "suspicious", not_pdf)
    yield page_case("pdf-gives-html-query", "/a.pdf?v=2", "suspicious", not_pdf)
    yield page_case("pdf-html-lie", "/a.pdf", "suspicious", pdf(body=html().encode()))
    yield page_case("pdf-empty", "/a.pdf", "suspicious", pdf(body=b""))
    for name, path in (
        ("archived", "/web/20240102030405/https://a.test/plan.pdf"),
        ("wiki-file", "/wiki/Fil:Plan.pdf"),
        ("wiki-file-english", "/w/index.php?title=File:Plan.pdf"),
        ("blob", "/eier/kode/blob/main/docs/plan.pdf"),
        ("gitlab", "/gruppe/kode/-/blob/main/plan.pdf"),
        ("gitea", "/eier/kode/src/branch/main/plan.pdf"),
    ):
        yield page_case(f"pdf-page-by-design-{name}", path, "ok", not_pdf)
    yield page_case("pdf-wiki-attachment", "/wiki/plan.pdf", "suspicious", not_pdf)
    yield Case(
        "pdf-redirect-to-html",
        "{me}/a.pdf",
        "suspicious",
        routes={"/a.pdf": redirect(302, "/dokumenter"), "/dokumenter": not_pdf},
    )
    yield Case(
        "pdf-redirect-to-pdf",
        "{me}/a.pdf",
        "moved",
        "{me}/b.pdf",
        routes={"/a.pdf": redirect(301, "/b.pdf"), "/b.pdf": pdf()},
    )
    yield page_case(
        "pdf-path-word",
        "/hva-er.pdf/les",
        "ok",
        page("Hva er PDF"),
        "the path does not end in .pdf",
    )
