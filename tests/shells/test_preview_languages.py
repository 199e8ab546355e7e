"""A preview of a hub in two languages: pages, files and PDFs of the edition are there too."""

import shutil
from pathlib import Path

from generator.shells.preview import Preview
from generator.shells.reading import read_sources
from tests.site_fixtures import HUBS

FILE = "content/questions/bytte-vakt.yaml"
NYNORSK = "translations:\n  nn:\n    question: Korleis byter eg vakt?\n    answer: {}\n"


def test_an_edition_is_shown_while_it_is_written(tmp_path: Path) -> None:
    """The page follows the file; when the last translation is gone, so is the edition."""
    root = Path(shutil.copytree(HUBS["kaffe"], tmp_path / "hub"))
    text = (root / FILE).read_text("utf-8")
    (root / FILE).write_text(text + NYNORSK.format("Spør sjefen."), "utf-8")
    preview = Preview(root, read_sources(root), "http://127.0.0.1:8000/")
    path = "nn/sporsmal/bytte-vakt/index.html"
    assert b"Sp\xc3\xb8r sjefen." in (preview.snapshot.page(path) or b"")
    assert (preview.pdf("nn/barista/barista-sporsmal.pdf") or b"").startswith(b"%PDF-")
    assert preview.snapshot.file("nn/search/index.js")

    (root / FILE).write_text(text + NYNORSK.format("Sp\u00f8r leiaren."), "utf-8")
    assert b"leiaren" in (preview.update([root / FILE]).page(path) or b"")
    (root / FILE).write_text(text, "utf-8")
    assert preview.update([root / FILE]).page(path) is None
