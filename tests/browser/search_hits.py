"""What the hits of a search show and link to."""

from playwright.sync_api import Page, expect

from tests.browser.browsing import hits, status

OWN_LIS = "lis/#hva-er-laeringsmal"


def titles(page: Page) -> list[str]:
    """Return the titles of the hits that are shown."""
    return hits(page).locator(".hit__title").all_inner_texts()


def addresses(page: Page) -> list[str]:
    """Return the addresses that the shown hits link to, relative to the root."""
    return [
        x.evaluate("x => new URL(x.href).pathname + new URL(x.href).hash")[1:]
        for x in hits(page).all()
    ]


def status_text(page: Page) -> str:
    """Return the text of the status about the shown hits."""
    page.wait_for_timeout(300)  # a delay of the status, so that it is not announced at each letter
    expect(status(page)).not_to_be_empty()
    return status(page).inner_text()
