"""What opens when a hit is chosen, and that the back button shows the hits again."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.browsing import field, has_focus, hits, is_lit, open_window, path_of, search
from tests.browser.search_hits import OWN_LIS

pytestmark = pytest.mark.browser


def test_a_hit_opens_the_answer_on_the_roles_page(lis: Page, root: str) -> None:
    """The answer is at its anchor, visible, highlighted and focused."""
    lis.goto("/")
    search(lis, "læringsmål").filter(has_text="Hva er læringsmål?").click()
    lis.wait_for_url(f"{root}{OWN_LIS}")
    answer = lis.locator("#hva-er-laeringsmal")
    expect(answer.locator("h3")).to_be_in_viewport()
    assert is_lit(answer)
    assert not is_lit(lis.locator("article.answer").first)
    assert has_focus(answer)


def test_a_hit_on_the_same_page_closes_the_window(lis: Page, root: str) -> None:
    """The dialog closes, and the answer is visible and focused, also the second time."""
    for _ in range(2):
        open_window(lis)
        search(lis, "læringsmål").filter(has_text="Hva er læringsmål?").click()
        expect(lis.locator("dialog.search")).to_be_hidden()
        assert path_of(lis, root) == OWN_LIS
        expect(lis.locator("#hva-er-laeringsmal h3")).to_be_in_viewport()
        expect(lis.locator("#hva-er-laeringsmal")).to_be_focused()


def test_a_question_without_the_role_opens_its_own_page(lis: Page, root: str) -> None:
    """The answer for other roles is shown, with a note that the reader's role lacks it."""
    lis.goto("/")
    hits = search(lis, "supervisjon og veiledning")
    lis.get_by_role("button", name="Vis alle").click()
    hits.filter(has_text="Hva er supervisjon og veiledning?").first.click()
    lis.wait_for_url(f"{root}sporsmal/hva-er-supervisjon-og-veiledning/")
    expect(lis.locator(".notfor:visible")).to_contain_text("LIS har ikke dette spørsmålet")


def test_links_and_terms_open_their_row(lis: Page, root: str) -> None:
    """A link opens the role's list, a term the glossary, with the row highlighted and focused."""
    for words, kind, path in (
        ("spesialistforskriften", "Lenke", "lis/lenker/#"),
        ("utdanningsplan", "Ordliste", "ordliste/#"),
    ):
        lis.goto("/")
        search(lis, words).filter(has=lis.locator(".hit__about", has_text=kind)).first.click()
        lis.wait_for_url(f"{root}{path}*")
        row = lis.locator("main :target")
        expect(row).to_be_in_viewport()
        assert is_lit(row)
        assert has_focus(row)


def test_a_hand_written_page_is_found(page: Page, root: str) -> None:
    """The pages in the footer are found by their titles."""
    page.goto("/")
    search(page, "personvern").filter(has_text="Side").first.click()
    page.wait_for_url(f"{root}personvern/")


# --- the back button


@pytest.mark.parametrize("start", ["", "sporsmal/", "ordliste/"])
def test_back_from_a_hit_shows_the_hits_again(page: Page, root: str, start: str) -> None:
    """The page's field or the dialog is restored as it was; after a reload it is not."""
    page.goto(f"/{start}")
    if start == "ordliste/":
        open_window(page)
    search(page, "læringsmål").first.click()
    page.wait_for_url(f"{root}sporsmal/*/")
    page.go_back()
    expect(hits(page).first).to_be_visible()
    expect(field(page)).to_have_value("læringsmål")
    assert has_focus(field(page))
    page.reload()
    expect(page.locator("h1")).to_be_visible()
    expect(page.locator("dialog[open]")).to_have_count(0)
    expect(hits(page)).to_have_count(0)


def test_back_on_the_same_page_shows_the_hits_again(lis: Page, root: str) -> None:
    """This also works for a hit on the current page."""
    open_window(lis)
    search(lis, "læringsmål").filter(has_text="Hva er læringsmål?").click()
    lis.wait_for_url(f"{root}{OWN_LIS}")
    lis.go_back()
    expect(lis.locator("dialog[open]")).to_be_visible()
    expect(field(lis)).to_have_value("læringsmål")
    assert hits(lis).count() > 0
