"""The official PDF of the education plan: filled in on the reader's device, and read back."""

import io
from collections.abc import Iterator
from typing import Any

import pypdf
import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.form_page import ADDRESS, SECRET, save, status
from tests.site_fixtures import ROOT
from tests.test_own_sheets import fixture

pytestmark = pytest.mark.browser

LIBRARY = ROOT / "overrides/assets/vendor/pdf-lib.js"
NAMES = [name for names in fixture("form_fields").values() for name in names]
MAKE = """async ({ names }) => {
  const pdf = await PDFLib.PDFDocument.create()
  const form = pdf.getForm()
  let page = null
  names.forEach((name, place) => {
    if (place % 20 === 0) page = pdf.addPage([595, 842])
    const box = { x: 40, y: 800 - (place % 20) * 40, width: 500, height: 32 }
    if (name.startsWith("regutdvirk")) {
      form.createCheckBox(name).addToPage(page, { ...box, width: 20 })
    } else {
      const field = form.createTextField(name)
      if (name.endsWith("fremtid") || name.startsWith("plan_")) field.enableMultiline()
      if (name === "hpr") field.setMaxLength(9)
      field.addToPage(page, box)
    }
  })
  return [...await pdf.save()]
}"""
FLATTEN = """async (bytes) => {
  const pdf = await PDFLib.PDFDocument.load(Uint8Array.from(bytes))
  pdf.getForm().flatten({ updateFieldAppearances: false })
  return [...await pdf.save()]
}"""


@pytest.fixture(scope="module")
def library(browser: Browser) -> Iterator[Page]:
    """Return a page with the library alone, which makes forms and flattens them."""
    page = browser.new_page()
    page.add_script_tag(path=LIBRARY)
    yield page
    page.close()


@pytest.fixture(scope="module")
def official(library: Page) -> bytes:
    """Return a form with the 60 names of the official one, and nothing in it."""
    return bytes(library.evaluate(MAKE, {"names": NAMES}))


def choose(page: Page, action: str, pdf: bytes) -> None:
    """Choose a PDF on the page, to fill it in or to read it."""
    file = {"name": "plan.pdf", "mimeType": "application/pdf", "buffer": pdf}
    page.locator(f"[data-pdf={action}]").set_input_files(file)  # type: ignore[arg-type]


def filled(page: Page, pdf: bytes) -> bytes:
    """Return a PDF filled in with what is on the page."""
    with page.expect_download() as waiting:
        choose(page, "fill", pdf)
    assert waiting.value.suggested_filename == "plan-utfylt.pdf"
    expect(status(page)).to_contain_text("PDF-en er fylt ut")
    with open(waiting.value.path(), "rb") as file:  # noqa: PTH123 - a path or a text
        return file.read()


def values(pdf: bytes) -> dict[str, Any]:
    """Return what another library reads in the fields of a PDF."""
    fields = pypdf.PdfReader(io.BytesIO(pdf)).get_fields() or {}
    return {name: str(field.get("/V", "")) for name, field in fields.items()}


def drawn(library: Page, pdf: bytes) -> str:
    """Return the text that a PDF shows, with that of its fields."""
    flat = bytes(library.evaluate(FLATTEN, list(pdf)))
    return " ".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(flat)).pages)


def test_every_field_of_the_pdf_is_filled_and_read_back(form: Page, official: bytes) -> None:
    """Each of the 60 names gets its own text, which comes back to its own field."""
    controls = form.locator(".sheet :is(input[type=text], textarea)").all()
    written = {}
    for number, control in enumerate(controls):
        key = control.get_attribute("data-key") or ""
        if not key.startswith("tidsrom"):
            written[key] = f"tekst {number}"
            control.fill(written[key])
    form.get_by_role("radio", name="Ja", exact=True).check()
    made = filled(form, official)
    found = values(made)
    assert set(found) == set(NAMES)
    assert [name for name, text in found.items() if not text] == []
    assert (found["regutdvirk_ja"], found["regutdvirk_nei"]) == ("/Yes", "/Off")
    texts = [text for name, text in found.items() if not name.startswith("regutdvirk")]
    assert len(set(texts)) == 58
    form.evaluate("window.onbeforeunload = null")
    form.reload()
    choose(form, "read", made)
    expect(status(form)).to_contain_text("er hentet inn")
    for key, text in written.items():
        expect(form.locator(f"[data-key='{key}']")).to_have_value(text)
    expect(form.get_by_role("radio", name="Ja", exact=True)).to_be_checked()


@pytest.mark.parametrize("name", ["Øyvind Åsæl", "Sámi ŋđč", "Łukasz Дмитрий"])
def test_names_are_drawn_with_all_their_letters(
    form: Page, library: Page, official: bytes, name: str
) -> None:
    """Also those that the standard fonts lack: then a font is embedded."""
    form.locator("#f_navn").fill(name)
    form.locator("#f_neste-kurs").fill("første linje\nandre linje")
    made = filled(form, official)
    assert values(made)["lis_navn"] == name
    text = drawn(library, made)
    assert name in text
    assert "første linje" in text
    assert "andre linje" in text


def test_letters_that_no_font_has_are_named(form: Page, official: bytes) -> None:
    """The value is in the field all the same."""
    form.locator("#f_navn").fill("Kari 山")
    assert values(filled(form, official))["lis_navn"] == "Kari 山"
    expect(status(form)).to_contain_text("kan ikke vises i PDF-en: 山")


def test_fields_that_the_pdf_lacks_are_named(form: Page, library: Page) -> None:
    """The others are filled in."""
    pdf = bytes(library.evaluate(MAKE, {"names": NAMES[:-1]}))
    form.locator("#f_kommune").fill("Fjell")
    assert values(filled(form, pdf))["kommune"] == "Fjell"
    expect(status(form)).to_contain_text("mangler i PDF-en: neste_mote.")


def test_a_text_longer_than_the_pdf_allows_is_whole(form: Page, official: bytes) -> None:
    """A limit of the field is lifted, so that nothing is cut."""
    form.locator("#f_hpr").fill("12345678901234")
    assert values(filled(form, official))["hpr"] == "12345678901234"


def test_another_pdf_changes_nothing(form: Page, library: Page) -> None:
    """A PDF without the fields, and a file that is no PDF, are refused in words."""
    other = bytes(library.evaluate(MAKE, {"names": ["noe"]}))
    form.locator("#f_kommune").fill("Fjell")
    for action in ("fill", "read"):
        for pdf, said in ((other, "ingen av feltene"), (b"%PDF-1.7 hei", "kan ikke brukes")):
            choose(form, action, pdf)
            expect(status(form)).to_contain_text(said)
            expect(form.locator("#f_kommune")).to_have_value("Fjell")


def test_the_library_is_loaded_only_when_a_pdf_is_chosen(form: Page, official: bytes) -> None:
    """And from the site itself; nothing that is written is sent."""
    asked: list[str] = []

    def note(request: Any) -> None:
        asked.append(request.url)

    form.on("request", note)
    form.locator("#f_kommune").fill(SECRET)
    save(form)
    assert [url for url in asked if "vendor" in url] == []
    filled(form, official)
    vendor = [url.rpartition("/")[2] for url in asked if "vendor" in url]
    assert vendor == ["pdf-lib.js"]
    form.locator("#f_navn").fill("ŋ")
    filled(form, official)
    vendor = [url.rpartition("/")[2] for url in asked if "vendor" in url]
    assert sorted(vendor) == ["dejavu-sans.js", "fontkit.js", "pdf-lib.js"]
    assert [url for url in asked if SECRET in url] == []
    assert form.url.endswith(ADDRESS)
