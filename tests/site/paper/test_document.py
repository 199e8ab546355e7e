"""Every document: PDF/UA tags and metadata, dates, page numbers, fonts, and the contents."""

import re

import pypdf

from tests.site.paper.printed import each_document, papers, squeezed


@each_document
def test_a_document_is_tagged_and_says_what_it_is(name: str, path: str) -> None:
    """Title, language, author and standard are where assistive technology reads them."""
    made = papers(name)[path]
    root = made.reader.trailer["/Root"]
    assert root["/Lang"] == "nb-NO"
    assert root["/MarkInfo"]["/Marked"]
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert root["/StructTreeRoot"]["/K"]
    information = made.reader.metadata
    assert information is not None
    assert information.title == made.document.title == made.data["title"]
    assert information.author == "Hjelpen"
    xmp = made.reader.xmp_metadata
    assert xmp is not None
    assert "<pdfuaid:part>1</pdfuaid:part>" in xmp.stream.get_data().decode()


@each_document
def test_the_only_dates_are_the_given_one(name: str, path: str) -> None:
    """The file contains no other date than the one that it was given."""
    made = papers(name)[path]
    information = made.reader.metadata
    assert information is not None
    assert information["/CreationDate"] == information["/ModDate"] == "D:20261121000000Z"
    assert f"oppdatert 21. november 2026 · utgave {made.document.edition}" in made.pages[0]


@each_document
def test_the_first_page_says_what_the_document_is_and_what_is_in_it(name: str, path: str) -> None:
    """It has the site, the title, for whom it is, and the contents, at least their beginning."""
    made = papers(name)[path]
    front = squeezed(made.pages[0])
    heads = [made.data[key] for key in ("site", "title", "about")]
    assert [text for text in heads if squeezed(text) not in front] == []
    contents = front.partition("Innhold")[2]
    topics = [squeezed(title) for level, title, _ in made.outline if level == 1]
    assert contents.startswith(topics[0])
    if made.data["kind"] == "questions":
        assert sum(title in contents for title in topics) >= min(2, len(topics))


@each_document
def test_every_page_has_its_number_and_its_place(name: str, path: str) -> None:
    """Every page shows its number, the edition, the role and the topic."""
    made = papers(name)[path]
    total = len(made.pages)
    for number, text in enumerate(made.pages, start=1):
        assert f"Side {number} av {total}" in text
        assert f"utgave {made.document.edition}" in text
        assert squeezed(text).startswith(squeezed(made.head(number))) == (number > 1)


@each_document
def test_fonts_are_those_inside_typst_and_embedded(name: str, path: str) -> None:
    """All fonts come with Typst and are embedded, so documents look the same everywhere."""
    made = papers(name)[path]
    embedded = fonts(made.reader)
    families = {re.sub(r"^/[A-Z]{6}\+|-.*$", "", font) for font in embedded}
    assert families <= {"LibertinusSerif", "DejaVuSansMono", "NewCMMath"}
    assert "LibertinusSerif" in families


def fonts(reader: pypdf.PdfReader) -> set[str]:
    """Return the names of all fonts, and check that each is embedded."""
    found = set()
    for page in reader.pages:
        for reference in page["/Resources"]["/Font"].values():
            font = reference.get_object()
            (below,) = font["/DescendantFonts"]
            descriptor = below.get_object()["/FontDescriptor"]
            assert {"/FontFile2", "/FontFile3"} & set(descriptor), font["/BaseFont"]
            found.add(str(font["/BaseFont"]))
    return found


@each_document
def test_contents_give_the_page_of_each_heading(name: str, path: str) -> None:
    """The table of contents gives the right page for each heading."""
    made = papers(name)[path]
    first = min(page for _, _, page in made.outline)
    contents = squeezed("".join(made.pages[:first])).partition("Innhold")[2]
    for _, title, page in made.outline:
        # The next title may begin with a number.
        line = rf"{re.escape(squeezed(title))}\.*{page}(?:(?!\d)|(?=\d+\.))"
        assert re.search(line, contents), title
        assert squeezed(title) in squeezed(made.pages[page - 1])
