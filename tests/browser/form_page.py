"""What tests do on the page of the individual education plan."""

import io
from pathlib import Path
from typing import Any

import pypdf
from playwright.sync_api import Page

ADDRESS = "/planer/individuell/"
KEY = "rollehub:/:form:individuell-utdanningsplan"
SAVED = Path(__file__).with_name("saved")
SECRET = "hemmelig-opplysning"


def button(page: Page, name: str) -> Any:
    """Return the button with a name."""
    return page.get_by_role("button", name=name, exact=True)


def status(page: Page) -> Any:
    """Return the line that says what happened."""
    return page.locator("[data-status]")


def echo(page: Page, field: str) -> Any:
    """Return what the page says of a field."""
    return page.locator(f"#e_{field}")


def save(page: Page, name: str = "Lagre som fil") -> Any:
    """Press a button that saves, and return the download."""
    with page.expect_download() as waiting:
        button(page, name).click()
    return waiting.value


def text_of(download: Any) -> str:
    """Return the text of a download."""
    return Path(download.path()).read_text("utf-8")


def open_file(page: Page, text: str, name: str = "plan.html") -> None:
    """Open a file on the page."""
    page.locator("[data-open]").set_input_files(
        {"name": name, "mimeType": "text/html", "buffer": text.encode()}
    )


def agree(page: Page) -> None:
    """Say yes to the next question."""
    page.once("dialog", lambda dialog: dialog.accept())


def pdf_text(page: Page) -> str:
    """Return the text of the page on paper."""
    reader = pypdf.PdfReader(io.BytesIO(page.pdf(format="A4")))
    return " ".join(part.extract_text() for part in reader.pages)
