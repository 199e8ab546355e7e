"""The built site in a Chromium without scripts: all answers and links work."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.browsing import path_of
from tests.site_fixtures import hub

pytestmark = pytest.mark.browser

ROLES = [role.id for role in hub("own").roles]
QUESTIONS = [question for question in hub("own").questions if question.is_published]


def test_cards_and_answers_work(bare: Page, root: str) -> None:
    """The front page links to a role, whose answers are all readable."""
    bare.goto("/")
    bare.locator(".card a").nth(ROLES.index("lis")).click()
    assert path_of(bare, root) == "lis/"
    expect(bare.locator("#hva-er-laeringsmal")).to_contain_text("vedlegg 2")
    hidden = [x for x in bare.locator("article.answer").all() if not x.is_visible()]
    assert hidden == []
    expect(bare.locator("#hva-er-laeringsmal a.permalink")).to_contain_text("Lenke hit")


def test_the_role_menu_stays_on_the_question(bare: Page, root: str) -> None:
    """The menu opens with a click and links to the same question for the other role."""
    bare.goto("/sporsmal/hva-er-laeringsmal/")
    bare.locator("details.roles summary").click()
    bare.locator("details.roles a", has_text="Leder på sykehus").click()
    assert path_of(bare, root) == "leder-sykehus/#hva-er-laeringsmal"


def test_a_role_without_the_question_gets_an_explanation(bare: Page, root: str) -> None:
    """The fragment of the address alone shows the explanation, and only that for the role."""
    bare.goto("/sporsmal/hva-er-laeringsmal/")
    expect(bare.locator(".notfor")).to_be_hidden()
    bare.locator("details.roles summary").click()
    bare.locator("details.roles a", has_text="Veileder og supervisør på sykehus").click()
    assert path_of(bare, root) == "sporsmal/hva-er-laeringsmal/#ikke_for_veileder-sykehus"
    expect(bare.locator(".notfor:visible")).to_contain_text("har ikke dette spørsmålet")


def test_the_contents_work(bare: Page, root: str) -> None:
    """A part of the contents opens with a click and links to the answer."""
    bare.goto("/lis/")
    part = bare.locator(".contents details", has=bare.locator("a[href='#hva-er-laeringsmal']"))
    part.locator("summary").click()
    part.locator("a[href='#hva-er-laeringsmal']").click()
    assert path_of(bare, root) == "lis/#hva-er-laeringsmal"
    expect(bare.locator("#hva-er-laeringsmal h3")).to_be_in_viewport()


def test_search_is_a_link_to_all_questions(bare: Page, root: str) -> None:
    """«Søk» links to the list of all questions, and no search field is shown."""
    bare.goto("/")
    expect(bare.locator("form")).to_be_hidden()
    expect(bare.locator(".kept")).to_be_hidden()
    bare.locator("header a", has_text="Søk").click()
    assert path_of(bare, root) == "sporsmal/"
    expect(bare.locator("form")).to_be_hidden()
    for part in ("#etter_emne", "#a_til_a"):
        links = bare.locator(f"{part} li:visible > a").all()
        paths = {link.evaluate("x => new URL(x.href).pathname") for link in links}
        assert {f"/sporsmal/{question.id}/" for question in QUESTIONS} <= paths


def test_a_term_links_to_the_glossary(bare: Page) -> None:
    """A marked term is a link, and no explanation or empty tooltip is shown."""
    bare.goto("/sporsmal/hva-er-laeringsmal/")
    expect(bare.locator(".tips")).to_be_hidden()
    bare.locator("a.term").first.click()
    expect(bare.locator(".glossary > div:target")).to_be_in_viewport()
