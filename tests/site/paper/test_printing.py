"""PDFs between builds: none is made twice, and what is damaged is made again."""

from datetime import date
from pathlib import Path

import pytest

from generator.site.day import source_day
from generator.site.pages.render import Renderer, Settings
from generator.site.paper import printing as press
from generator.site.paper.pdf import Document, compile_pdf, documents
from generator.site.paper.printing import print_all
from tests.site_fixtures import a_hub, a_question, built

DAY = date(2026, 11, 21)


@pytest.fixture
def found() -> list[Document]:
    """The documents of a hub with two roles."""
    return documents(Renderer(a_hub(a_question("te", ["gjest", "vert"])), Settings()))


@pytest.fixture
def compiled(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The paths of the documents that were really made."""
    made: list[str] = []

    def counted(document: Document, *, date: date) -> bytes:
        made.append(document.path)
        return compile_pdf(document, date=date)

    monkeypatch.setattr(press, "compile_pdf", counted)
    return made


def test_a_document_is_made_once(
    found: list[Document], compiled: list[str], tmp_path: Path
) -> None:
    """The second build takes all PDFs from the folder, byte for byte, in the documents' order."""
    first = print_all(found, DAY, tmp_path / "deep" / "pdf")
    assert sorted(compiled) == sorted(first) == sorted(document.path for document in found)
    assert print_all(found, DAY, tmp_path / "deep" / "pdf") == first
    assert list(first) == [document.path for document in found]
    assert len(compiled) == len(found) == 2


def test_what_has_changed_is_made_anew_and_the_old_goes(
    found: list[Document], compiled: list[str], tmp_path: Path
) -> None:
    """A new day or a new text is a new PDF; what nobody needs any more is removed."""
    print_all(found, DAY, tmp_path)
    (tmp_path / "note.txt").write_text("not ours")
    compiled.clear()
    print_all(found[:1], date(2026, 11, 22), tmp_path)
    assert compiled == [found[0].path]
    assert sorted(path.suffix for path in tmp_path.iterdir()) == [".pdf", ".txt"]


def test_a_file_that_was_cut_off_is_not_believed(
    found: list[Document], compiled: list[str], tmp_path: Path
) -> None:
    """A kept PDF without its end is made again and mended."""
    whole = print_all(found, DAY, tmp_path)
    for file in tmp_path.iterdir():
        file.write_bytes(file.read_bytes()[:500])
    compiled.clear()
    assert print_all(found, DAY, tmp_path) == whole
    assert len(compiled) == 2
    assert sorted(file.read_bytes() for file in tmp_path.iterdir()) == sorted(whole.values())


def test_a_folder_that_cannot_be_written_costs_time_alone(
    found: list[Document], tmp_path: Path
) -> None:
    """Where a file stands in the folder's place, the PDFs are made all the same."""
    (tmp_path / "pdf").write_text("in the way")
    assert len(print_all(found, DAY, tmp_path / "pdf")) == 2


def test_the_pages_of_a_role_offer_its_pdfs_with_their_size() -> None:
    """Both the questions' and the links' page lead to both files, and say how big they are."""
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
    """SOURCE_DATE_EPOCH is read in UTC, and what is no number is refused."""
    assert source_day("") is None
    assert source_day("1795305599") == date(2026, 11, 21)
    with pytest.raises(ValueError, match="sekunder siden 1970"):
        source_day("i går")
