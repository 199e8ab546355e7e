"""Runs parts of the script of forms on their own, without a page."""

from collections.abc import Sequence
from typing import Any

from playwright.sync_api import Browser

from generator.language import Language
from generator.site.script_texts import plural_form
from tests.site_fixtures import ROOT

PARTS = ("dates", "amounts", "definition", "files", "calendar", "standalone", "zip", "word")


def run(browser: Browser, code: str, argument: Any, definition: Any = None) -> Any:
    """Return what `code`, the body of a function of `input`, returns after the script's parts.

    `definition` is that of the form on the page.
    """
    folder = ROOT / "overrides/assets/javascripts"
    files: Sequence[Any] = [folder / "texts.js", *(folder / f"forms/{name}.js" for name in PARTS)]
    parts = "\n".join(file.read_text("utf-8") for file in files)
    page = browser.new_page(locale="nb-NO")
    try:
        return page.evaluate(
            f"""([definition, input]) => {{
              {plural_form(Language("nb"))}
              {parts}
              {code}
            }}""",
            [definition, argument],
        )
    finally:
        page.close()
