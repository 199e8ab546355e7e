"""Passing an answer on: an address for a role, copied or shared by the device, and paper."""

import io
from collections.abc import Iterator

import pypdf
import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.browser.browsing import WIDE, has_focus, path_of, watched

pytestmark = pytest.mark.browser

QUESTION = "/sporsmal/hva-er-laeringsmal/"
ON_ROLE = "/veileder-kommune/#hva-er-laeringsmal"
ROLES = ["Leder i kommune", "Leder på sykehus", "LIS", "Veileder og supervisør i kommune"]
SHARES = "navigator.share = async (x) => { window.sent = x }"


@pytest.fixture
def sender(browser: Browser, root: str) -> Iterator[Page]:
    """Return a page of a device that can copy and share."""
    options = {**WIDE, "permissions": ["clipboard-read", "clipboard-write"]}
    with watched(browser, root, fresh=True, **options) as opened:
        opened.add_init_script(SHARES)
        yield opened


def disclosure(page: Page) -> Locator:
    """Return the disclosure of the answer that the address names."""
    answer = page.locator("article.answer[id=hva-er-laeringsmal]")
    return answer.locator("details.share")


@pytest.mark.parametrize("address", [QUESTION, ON_ROLE])
def test_an_address_opens_the_answer_in_the_recipients_role(
    sender: Page, root: str, address: str
) -> None:
    """It is copied, a screen reader hears so, and the recipient reads the answer in that role."""
    sender.goto(address)
    share = disclosure(sender)
    share.locator("summary").click()
    expect(share.locator("li > a")).to_have_text(ROLES)
    button = share.get_by_role("button", name="Kopier lenke til LIS")
    button.click()
    expect(
        sender.get_by_role("status").filter(has_text="Lenken til LIS er kopiert.")
    ).to_have_count(1)
    expect(share.get_by_role("button", name="Kopiert til LIS")).to_be_visible()
    copied = sender.evaluate("navigator.clipboard.readText()")
    assert copied == f"{root}lis/#hva-er-laeringsmal"
    expect(button).to_be_visible(timeout=5000)
    sender.goto(copied)
    assert sender.evaluate("document.body.dataset.role") == "lis"
    expect(sender.locator("#hva-er-laeringsmal")).to_be_in_viewport()
    assert sender.evaluate("localStorage.length") == 0


@pytest.mark.parametrize("address", [QUESTION, ON_ROLE])
def test_the_device_can_share_it(sender: Page, root: str, address: str) -> None:
    """The device's own sheet gets the title and the address."""
    sender.goto(address)
    share = disclosure(sender)
    share.locator("summary").click()
    share.get_by_role("button", name="Del til leder på sykehus").click()
    assert sender.evaluate("window.sent") == {
        "title": "Hva er læringsmål?",
        "url": f"{root}leder-sykehus/#hva-er-laeringsmal",
    }


@pytest.mark.parametrize("address", [QUESTION, ON_ROLE])
def test_it_works_by_keyboard(sender: Page, root: str, address: str) -> None:
    """Enter opens and copies, and Escape closes and goes back."""
    sender.goto(address)
    share = disclosure(sender)
    summary = share.locator("summary")
    summary.focus()
    sender.keyboard.press("Enter")
    expect(share.locator("li > a").first).to_be_visible()
    sender.keyboard.press("Tab")
    assert has_focus(share.locator("li > a").first)
    sender.keyboard.press("Tab")
    sender.keyboard.press("Enter")
    expect(share.get_by_role("button", name="Kopiert til leder i kommune")).to_be_visible()
    assert (
        sender.evaluate("navigator.clipboard.readText()")
        == f"{root}leder-kommune/#hva-er-laeringsmal"
    )
    sender.keyboard.press("Escape")
    expect(share.locator("li > a").first).to_be_hidden()
    assert has_focus(summary)


def test_what_a_device_cannot_do_is_not_offered(page: Page) -> None:
    """Without a clipboard or a sheet of its own there are links alone."""
    page.add_init_script("delete Navigator.prototype.clipboard; delete Navigator.prototype.share")
    page.goto(QUESTION)
    share = disclosure(page)
    share.locator("summary").click()
    expect(share.locator("li")).to_have_text(ROLES)
    expect(share.locator("button")).to_have_count(0)


def test_links_remain_without_scripts(bare: Page, root: str) -> None:
    """The disclosure opens, its links lead to the roles, and there are no dead buttons."""
    bare.goto(QUESTION)
    share = disclosure(bare)
    share.locator("summary").click()
    expect(share.locator("li")).to_have_text(ROLES)
    expect(bare.locator("[data-print]")).to_be_hidden()
    share.get_by_role("link", name="LIS").click()
    assert path_of(bare, root) == "lis/#hva-er-laeringsmal"


def printed(page: Page) -> list[str]:
    """Return the text of each page of what a page prints, without blanks."""
    reader = pypdf.PdfReader(io.BytesIO(page.pdf()))
    return ["".join(each.extract_text().split()) for each in reader.pages]


def test_one_answer_of_a_role_is_printed(sender: Page) -> None:
    """Only that answer, and afterwards the page prints whole again."""
    sender.goto(ON_ROLE)
    sender.evaluate("window.print = () => {}")
    disclosure(sender).locator("summary").click()
    disclosure(sender).get_by_role("button", name="Skriv ut svaret").click()
    pages = printed(sender)
    assert len(pages) == 1
    assert "Hvaerlæringsmål?" in pages[0]
    assert "Hvaerfelleskompetansemål" not in pages[0]
    assert "Sendtil" not in pages[0]
    sender.evaluate("dispatchEvent(new Event('afterprint'))")
    assert len(printed(sender)) > 10


def test_the_page_of_a_question_prints_its_answer(sender: Page) -> None:
    """Without what is beside it to press."""
    sender.goto(QUESTION)
    sender.evaluate("window.print = () => { window.printing = true }")
    sender.get_by_role("button", name="Skriv ut svaret").click()
    assert sender.evaluate("window.printing")
    text = "".join(printed(sender))
    assert "Hvaerlæringsmål?" in text
    for words in ("Sendtil", "Kopierlenke", "Skrivut", "PDFtilutskrift", "Lesogså"):
        assert words not in text
