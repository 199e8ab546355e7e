"""Files and revisions of the individual education plan: saved, opened again, and compared."""

import json
import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Dialog, Page, expect

from tests.browser.form_page import SAVED, button, open_file, pdf_text, save, status, text_of

pytestmark = pytest.mark.browser


def test_a_saved_file_opens_again(form: Page) -> None:
    """Every kind of field comes back from the file."""
    values = {
        "tidsrom_from": "1.3.26", "kommune": "Fjell", "neste-kurs": "Linje\nlinje",
        "apen-praksis_done": "6 mnd", "underskrift-alis": "Kari", "neste-mote": "mars 2027",
    }  # fmt: skip
    for id_, text in values.items():
        form.locator(f"#f_{id_}").fill(text)
    form.get_by_role("radio", name="Nei", exact=True).check()
    for name in ("Lagre som fil", "Lagre bare data (JSON)"):
        download = save(form, name)
        assert re.fullmatch(r"individuell-utdanningsplan-\d{4}-\d\d-\d\d\.(html|json)",
                            download.suggested_filename)  # fmt: skip
        text = text_of(download)
        form.reload()
        expect(form.locator("#f_kommune")).to_have_value("")
        open_file(form, text)
        expect(status(form)).to_have_text("Revisjon 1 er åpnet.")
        for id_, value in values.items():
            expect(form.locator(f"#f_{id_}")).to_have_value(value)
        expect(form.get_by_role("radio", name="Nei", exact=True)).to_be_checked()


def test_the_saved_file_is_a_page_that_prints(form: Page, browser: Browser) -> None:
    """It opens by itself, shows what is written, and has no findings of its own policy."""
    form.locator("#f_kommune").fill("Fjell <kommune>")
    path = save(form).path()
    saved = browser.new_page()
    said: list[str] = []
    saved.on("console", lambda message: said.append(message.text))
    saved.set_content(Path(path).read_text("utf-8"))
    expect(saved.locator("main")).to_contain_text("Fjell <kommune>")
    assert "Fjell <kommune>" in pdf_text(saved)
    assert said == []
    saved.close()


@pytest.mark.parametrize("path", sorted(SAVED.iterdir()), ids=lambda path: path.name)
def test_files_of_every_format_open_on_the_page(form: Page, path: Path) -> None:
    """Their changes since the revision before are shown too."""
    open_file(form, path.read_text("utf-8"))
    expect(status(form)).to_contain_text("Revisjon 2 er åpnet.")
    expect(form.locator("#f_kommune")).to_have_value("Fjell kommune")
    expect(form.locator("[data-changes]")).to_contain_text("Fjell kommune")


def test_the_next_revision_shows_what_changed(form: Page) -> None:
    """It starts from what is there; each change names the field, before and after."""
    form.locator("#f_kommune").fill("Fjell")
    form.locator("#f_legevakter_done").fill("25")
    button(form, "Begynn neste revisjon").click()
    expect(form.locator("[data-changes]")).to_contain_text("Ingenting er endret.")
    form.locator("#f_legevakter_done").fill("30")
    changes = form.locator("[data-changes] dl")
    expect(changes.locator("dt")).to_have_text(["Legevakter – Gjennomført"])
    expect(changes.locator("del")).to_have_text(["25"])
    expect(changes.locator("ins")).to_have_text(["30"])
    data = json.loads(text_of(save(form, "Lagre bare data (JSON)")))
    assert data["revision"] == 2
    assert data["previous"]["values"]["legevakter.done"] == "25"


def test_unknown_keys_are_shown_and_kept(form: Page) -> None:
    """An answer to a field that is gone is not lost."""
    data = json.loads((SAVED / "format-1.json").read_text("utf-8"))
    data["values"]["gammelt-felt"] = "gammelt svar"
    data["senere"] = {"a": 1}
    open_file(form, json.dumps(data))
    unknown = form.locator("[data-unknown]")
    expect(unknown).to_contain_text("gammelt svar")
    expect(unknown).to_contain_text('{"a":1}')
    form.locator("#f_kommune").fill("Ny")
    again = json.loads(text_of(save(form, "Lagre bare data (JSON)")))
    assert again["values"]["gammelt-felt"] == "gammelt svar"
    assert again["senere"] == {"a": 1}
    assert again["values"]["kommune"] == "Ny"


@pytest.mark.parametrize("text", ["", "{", '{"format": 1}', "<p>Hei"])
def test_a_damaged_file_changes_nothing(form: Page, text: str) -> None:
    """The reader is told, and what was written stays."""
    form.locator("#f_kommune").fill("Fjell")
    open_file(form, text)
    expect(status(form)).to_contain_text("Filen er")
    expect(form.locator("#f_kommune")).to_have_value("Fjell")


def test_a_file_replaces_what_is_written_only_if_the_reader_says_so(form: Page) -> None:
    """Unsaved text is not overwritten by a slip."""
    form.locator("#f_kommune").fill("Uendret")
    asked: list[str] = []

    def refuse(dialog: Dialog) -> None:
        asked.append(dialog.message)
        dialog.dismiss()

    form.once("dialog", refuse)
    open_file(form, (SAVED / "format-1.json").read_text("utf-8"))
    form.wait_for_function("() => document.querySelector('[data-open]').value === ''")
    expect(form.locator("#f_kommune")).to_have_value("Uendret")
    assert len(asked) == 1
