"""PDFs between builds: unchanged ones are reused, and damaged ones are made again."""

from datetime import date
from pathlib import Path

import pytest

from generator.site.content import Content
from generator.site.day import source_day
from generator.site.paper import printing as press
from generator.site.paper.pdf import Document, compile_pdf, documents
from generator.site.paper.printing import print_all
from generator.site.settings import Settings
from tests.site_fixtures import a_hub, a_question, built

DAY = date(2026, 11, 21)


@pytest.fixture
def found() -> list[Document]:
    """Return the documents of a hub with two roles."""
    return documents(Content(a_hub(a_question("te", ["gjest", "vert"])), Settings()))


@pytest.fixture
def compiled(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return a list that collects the paths of the documents that are compiled."""
    made: list[str] = []

    def counted(document: Document, *, day: date) -> bytes:
        made.append(document.path)
        return compile_pdf(document, day=day)

    monkeypatch.setattr(press, "compile_pdf", counted)
    return made


def test_a_document_is_made_once(
    found: list[Document], compiled: list[str], tmp_path: Path
) -> None:
    """A second build reuses all PDFs, byte for byte and in the same order."""
    first = print_all(found, DAY, tmp_path / "deep" / "pdf")
    assert sorted(compiled) == sorted(first) == sorted(document.path for document in found)
    assert print_all(found, DAY, tmp_path / "deep" / "pdf") == first
    assert list(first) == [document.path for document in found]
    assert len(compiled) == len(found) == 2


def test_changed_documents_replace_their_old_files(
    found: list[Document], compiled: list[str], tmp_path: Path
) -> None:
    """A new date or text gives a new PDF, and PDFs that are no longer needed are deleted."""
    print_all(found, DAY, tmp_path)
    (tmp_path / "note.txt").write_text("not ours")
    compiled.clear()
    print_all(found[:1], date(2026, 11, 22), tmp_path)
    assert compiled == [found[0].path]
    assert sorted(path.suffix for path in tmp_path.iterdir()) == [".pdf", ".txt"]


def test_a_truncated_file_is_replaced(
    found: list[Document], compiled: list[str], tmp_path: Path
) -> None:
    """A truncated PDF is made again and replaced."""
    whole = print_all(found, DAY, tmp_path)
    for file in tmp_path.iterdir():
        file.write_bytes(file.read_bytes()[:500])
    compiled.clear()
    assert print_all(found, DAY, tmp_path) == whole
    assert len(compiled) == 2
    assert sorted(file.read_bytes() for file in tmp_path.iterdir()) == sorted(whole.values())


def test_a_folder_that_cannot_be_written_is_ignored(found: list[Document], tmp_path: Path) -> None:
    """The PDFs are made even if a file is in the place of the folder."""
    (tmp_path / "pdf").write_text("in the way")
    assert len(print_all(found, DAY, tmp_path / "pdf")) == 2


def test_the_pages_of_a_role_offer_its_pdfs_with_their_size() -> None:
    """Both pages of a role link to both PDFs and show their sizes."""
    site = built("own")
    for path in ("lis/index.html", "lis/lenker/index.html"):
        (files,) = site.page(path).all("p", "files")
        addresses = [site.target(path, link["href"]) for link in files.all("a")]
        assert addresses == [("lis/lis-sporsmal.pdf", ""), ("lis/lis-lenker.pdf", "")]
        sizes = [round(len(site.files[address]) / 1000) for address, _ in filter(None, addresses)]
        assert [span.text for span in files.all("span", "about")] == [
            f"PDF, {size} kB" for size in sizes
        ]


def test_the_day_is_that_of_the_sources() -> None:
    """SOURCE_DATE_EPOCH is read as UTC, and a value that is not a number is an error."""
    assert source_day("") is None
    assert source_day("1795305599") == date(2026, 11, 21)
    with pytest.raises(ValueError, match="sekunder siden 1970"):
        source_day("i går")
