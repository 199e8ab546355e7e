"""Documents -> PDFs, made in threads and cached between builds.

In: documents, the date printed on them, and a folder that only this module uses. Out: bytes by
path. The name of a cached PDF is a hash of everything that it is made from.
"""

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from datetime import date
from pathlib import Path

from generator.files import write_whole
from generator.site.paper.pdf import Document, compile_pdf

_BEGINNING, _END = b"%PDF-", b"%%EOF"


def print_all(
    documents: Sequence[Document], day: date, kept: Path | None, *, jobs: int = 1
) -> dict[str, bytes]:
    """Return the PDF of each document by its path, made in up to `jobs` threads. Raises PaperError.

    `kept` is the folder of the cache, None for no cache. PDFs there that no document needs any more
    are removed. A folder that cannot be written only costs time.
    """
    files = (
        {document.path: kept / f"{document.key(day)}.pdf" for document in documents} if kept else {}
    )
    made = {path: pdf for path, file in files.items() if (pdf := _read(file))}
    missing = [document for document in documents if document.path not in made]
    if missing:
        with ThreadPoolExecutor(jobs) as threads:
            pdfs = threads.map(lambda document: compile_pdf(document, day=day), missing)
            for document, pdf in zip(missing, pdfs, strict=True):
                made[document.path] = pdf
                if file := files.get(document.path):
                    with suppress(OSError):
                        write_whole(file, pdf)
    if kept:
        with suppress(OSError):
            for old in set(kept.glob("*.pdf")) - set(files.values()):
                old.unlink()
    return {document.path: made[document.path] for document in documents}


def _read(file: Path) -> bytes | None:
    """Return a cached PDF; None if it is missing or incomplete."""
    try:
        pdf = file.read_bytes()
    except OSError:
        return None
    return pdf if pdf.startswith(_BEGINNING) and pdf.rstrip().endswith(_END) else None
