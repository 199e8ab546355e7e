"""Documents -> PDFs, in threads, and no document twice: what was made is kept between builds.

In: documents, the day they bear, and a folder that is ours alone. Out: bytes by path. A PDF is kept
under a name that stands for all that goes into it, so one that is found there is right.
"""

import os
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from datetime import date
from pathlib import Path

from generator.files import write_whole
from generator.site.paper.pdf import Document, compile_pdf

_BEGINNING, _END = b"%PDF-", b"%%EOF"


def print_all(documents: Sequence[Document], day: date, kept: Path | None) -> dict[str, bytes]:
    """Return the PDF of each document by its path. Raises PaperError.

    `kept` is a folder with those of the last build, from which the ones that no document needs are
    removed; None keeps none. A folder that can't be written only costs time.
    """
    files = (
        {document.path: kept / f"{document.key(day)}.pdf" for document in documents} if kept else {}
    )
    made = {path: pdf for path, file in files.items() if (pdf := _read(file))}
    missing = [document for document in documents if document.path not in made]
    if missing:
        with ThreadPoolExecutor(min(4, os.cpu_count() or 1)) as threads:
            pdfs = threads.map(lambda document: compile_pdf(document, date=day), missing)
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
    """Return a kept PDF; None where there is none, or one that was cut off."""
    try:
        pdf = file.read_bytes()
    except OSError:
        return None
    return pdf if pdf.startswith(_BEGINNING) and pdf.rstrip().endswith(_END) else None
