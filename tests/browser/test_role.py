"""The reader's role: stored on the device only, shown on each page, changed in place."""

import re

import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect

from tests.browser.browsing import (
    KINDS,
    WIDE,
    choose,
    has_focus,
    path_of,
    remembering,
    watched,
)
from tests.site_fixtures import hub

pytestmark = pytest.mark.browser

ROLES = {role.id: role.name for role in hub("own").roles}
KEPT = "localStorage.getItem('rollehub:/:role')"
QUESTION = "hva-er-laeringsmal"  # a question that «veileder-sykehus» lacks
LONG = "lis/"


def button(page: Page) -> Locator:
    """Return the button of the role menu."""
    return page.locator("details.roles summary")


def entry(page: Page, role: str) -> Locator:
    """Return the entry of a role in the open menu."""
    if not page.locator("details.roles").evaluate("x => x.open"):
        button(page).click()
    return page.locator(f"details.roles a[data-role={role}]")


def another_page(context: BrowserContext, address: str) -> Page:
    """Open a second tab of the same reader."""
    tab = context.new_page()
    tab.goto(address)
    return tab


# --- stored, shown, forgotten


def test_a_role_is_stored_on_the_device(own: Page) -> None:
    """A card chooses the role, the front page says where it is stored, and it is stored once."""
    own.goto("/")
    kept = own.locator("p.kept")
    expect(kept).to_have_text("Rollen du velger, blir lagret bare på denne enheten.")
    expect(button(own)).to_have_text("Velg rolle")
    choose(own, "leder-kommune")
    assert own.evaluate(KEPT) == "leder-kommune"
    assert own.evaluate("Object.keys(localStorage)") == ["rollehub:/:role"]
    own.goto("/")
    expect(kept).to_contain_text("Rollen din er leder i kommune. Den er lagret bare på denne")
    assert own.locator(".card--mine a").get_attribute("data-role") == "leder-kommune"


def test_a_stored_role_is_shown_everywhere_and_never_sent(browser: Browser, root: str) -> None:
    """Each kind of page shows the role in its header, and no request contains it."""
    kept = remembering(root, "leder-kommune")
    sent: list[str] = []
    with watched(browser, root, fresh=True, **kept, **WIDE) as page:
        page.on("request", lambda request: sent.append(request.url + str(request.headers)))
        for address in KINDS:
            page.goto(f"/{address}")
            expect(button(page)).to_have_text("Rolle: Leder i kommune")
            current = page.locator("details.roles a[data-role][aria-current]")
            assert current.all_text_contents() == ["Leder i kommune"], address
        assert page.context.cookies() == []
    assert sent
    assert [text for text in sent if "leder-kommune" in text] == []


def test_one_click_forgets_the_role(own: Page) -> None:
    """One click on the front page or in any menu deletes the stored role."""
    for address, place in (("", "p.kept"), ("ordliste/", "p.roles__kept")):
        choose(own, "lis")
        own.goto(f"/{address}")
        if address:
            entry(own, "lis")
        own.locator(place).get_by_role("button", name="Glem rollen").click()
        expect(own.locator(place)).to_have_text(
            "Rollen er glemt. Rollen du velger, blir lagret bare på denne enheten."
        )
        assert has_focus(own.locator(place))
        assert own.evaluate("localStorage.length") == 0
        expect(button(own)).to_have_text("Velg rolle")
        expect(own.locator(".card--mine")).to_have_count(0)
        own.reload()
        expect(button(own)).to_have_text("Velg rolle")


def test_only_a_choice_is_stored(own: Page) -> None:
    """Reading a role's page, following a badge or opening a hit stores no role."""
    own.goto(f"/lis/#{QUESTION}")
    expect(button(own)).to_have_text("Rolle: LIS")
    own.locator(f"#{QUESTION} .tags a", has_text="Leder på sykehus").click()
    own.wait_for_url(f"**/leder-sykehus/#{QUESTION}")
    expect(own.locator(f"#{QUESTION}")).to_be_focused()
    assert own.evaluate("localStorage.length") == 0


@pytest.mark.parametrize("value", ["ugle", "", "__proto__", "<img src=x>", "lis ", "null"])
def test_a_role_that_no_longer_exists_is_ignored(browser: Browser, root: str, value: str) -> None:
    """A stored value that is no role of the site is ignored everywhere."""
    with watched(browser, root, fresh=True, **remembering(root, value), **WIDE) as page:
        page.goto("/")
        expect(button(page)).to_have_text("Velg rolle")
        expect(page.locator(".card--mine")).to_have_count(0)
        page.goto(f"/{LONG}")
        expect(button(page)).to_have_text("Rolle: LIS")
        expect(page.locator(".otherrole")).to_have_count(0)
        entry(page, "lis").click()
        assert page.evaluate(KEPT) == "lis"


@pytest.mark.parametrize("blocked", ["the store", "writing"])
def test_a_browser_without_storage_still_changes_roles(
    browser: Browser, root: str, blocked: str
) -> None:
    """If storing fails, links still work, and the choice lasts as long as the page."""
    get = "get() { throw new DOMException('blocked', 'SecurityError') }"
    script = {
        "the store": f"Object.defineProperty(window, 'localStorage', {{ {get} }})",
        "writing": "Storage.prototype.setItem = () => { throw new DOMException('full') }",
    }[blocked]
    with watched(browser, root, fresh=True, **WIDE) as page:
        page.add_init_script(script)
        page.goto(f"/lis/#{QUESTION}")
        entry(page, "leder-sykehus").click()
        page.wait_for_url(f"**/leder-sykehus/#{QUESTION}")
        expect(button(page)).to_have_text("Rolle: Leder på sykehus")
        entry(page, "leder-sykehus").click()
        page.locator("details.roles").evaluate("x => { x.open = true }")
        expect(page.locator("p.roles__kept")).to_be_visible()
        page.keyboard.press("/")
        expect(page.locator("dialog[open]")).to_be_visible()
        page.get_by_role("checkbox").uncheck()
        page.keyboard.press("Escape")
        page.keyboard.press("/")
        expect(page.locator("dialog[open]")).to_have_count(0)


# --- changing the role


def test_changing_on_a_question_stays_on_it(own: Page, root: str) -> None:
    """On a question's page the menu links to the same question for the other role."""
    own.goto(f"/sporsmal/{QUESTION}/")
    entry(own, "leder-sykehus").click()
    own.wait_for_url(f"{root}leder-sykehus/#{QUESTION}")
    expect(own.locator(f"#{QUESTION}")).to_be_focused()
    expect(own.locator(f"#{QUESTION} h3")).to_be_in_viewport()


def test_changing_on_a_named_answer_stays_on_it(own: Page, root: str) -> None:
    """A role's page opened at one answer links to that answer on the other role's page."""
    own.goto(f"/lis/#{QUESTION}")
    entry(own, "veileder-kommune").click()
    own.wait_for_url(f"{root}veileder-kommune/#{QUESTION}")
    expect(own.locator(f"#{QUESTION}")).to_be_focused()


def test_changing_mid_page_stays_on_the_answer(own: Page, root: str) -> None:
    """After scrolling to an answer, the reader stays on it, even with the menu open."""
    own.goto("/lis/")
    name = "hva-er-laeringsaktiviteter"
    link = entry(own, "leder-kommune")
    own.locator(f"#{name}").evaluate("x => x.scrollIntoView()")
    link.evaluate("x => x.click()")
    own.wait_for_url(f"{root}leder-kommune/#{name}")
    own.goto("/lis/")
    link = entry(own, "leder-kommune")
    link.click()
    own.wait_for_url(f"{root}leder-kommune/")


def test_changing_on_the_last_answer_stays_on_it(own: Page, root: str) -> None:
    """This also works at the end of a page, where an answer cannot scroll to the top."""
    last = own.locator("article.answer").last
    own.goto("/veileder-kommune/")
    name = last.get_attribute("id")
    own.goto(f"/veileder-kommune/#{name}")
    entry(own, "lis").click()
    own.wait_for_url(f"{root}lis/#{name}")


@pytest.mark.parametrize("start", [f"lis/#{QUESTION}", f"sporsmal/{QUESTION}/"])
def test_a_role_without_the_question_gets_an_explanation(own: Page, root: str, start: str) -> None:
    """The question's own page opens, with the explanation visible and focused."""
    own.goto(f"/{start}")
    entry(own, "veileder-sykehus").click()
    own.wait_for_url(f"{root}sporsmal/{QUESTION}/#ikke_for_veileder-sykehus")
    told = own.locator("#ikke_for_veileder-sykehus")
    expect(told).to_be_focused()
    expect(told).to_be_in_viewport(ratio=1)
    expect(told).to_contain_text("Veileder og supervisør på sykehus har ikke dette spørsmålet.")
    expect(own.locator(".notfor:visible")).to_have_count(1)
    told.get_by_role("link").click()
    own.wait_for_url(f"{root}veileder-sykehus/")


def test_changing_on_the_links_stays_on_the_links(own: Page, root: str) -> None:
    """The links of a role link to those of the other, and a general page to the other's page."""
    own.goto("/lis/lenker/")
    entry(own, "leder-kommune").click()
    own.wait_for_url(f"{root}leder-kommune/lenker/")
    own.goto("/ordliste/")
    entry(own, "leder-sykehus").click()
    own.wait_for_url(f"{root}leder-sykehus/")


# --- a stored role


@pytest.mark.parametrize(
    "address", ["leder-kommune/", f"leder-sykehus/#{QUESTION}", f"sporsmal/{QUESTION}/", "lenker/"]
)
def test_a_direct_link_is_never_overridden(lis: Page, root: str, address: str) -> None:
    """A reader with a stored role who follows a link gets exactly what the link names."""
    lis.goto(f"/{address}")
    lis.wait_for_timeout(100)
    assert path_of(lis, root) == address
    assert lis.evaluate(KEPT) == "lis"


def test_another_roles_page_says_so(lis: Page, root: str) -> None:
    """A notice names both roles and links to the reader's page, or to the answer being read."""
    lis.goto("/leder-kommune/")
    notice = lis.locator(".otherrole")
    expect(notice).to_have_text("Du leser siden for leder i kommune. Vis siden for LIS")
    expect(notice).to_be_in_viewport()
    assert lis.evaluate("document.querySelector('main').firstElementChild.className") == "otherrole"
    notice.get_by_role("link").click()
    lis.wait_for_url(f"{root}lis/")
    expect(notice).to_have_count(0)
    lis.goto("/leder-kommune/lenker/")
    notice.get_by_role("link").click()
    lis.wait_for_url(f"{root}lis/lenker/")
    lis.goto("/leder-kommune/")
    lis.locator(f"#{QUESTION}").evaluate("x => x.scrollIntoView()")
    notice.get_by_role("link").evaluate("x => x.click()")
    lis.wait_for_url(f"{root}lis/#{QUESTION}")


def test_an_answer_that_is_the_same_says_nothing_at_the_answer(lis: Page, root: str) -> None:
    """If both roles read the same answer, the notice is about the page, and keeps the question."""
    lis.goto(f"/leder-kommune/#{QUESTION}")
    expect(lis.locator(f"#{QUESTION}")).to_be_focused()
    expect(lis.locator(f"#{QUESTION} .otherrole")).to_have_count(0)
    notice = lis.locator(".otherrole")
    expect(notice).to_have_text("Du leser siden for leder i kommune. Vis siden for LIS")
    notice.get_by_role("link").evaluate("x => x.click()")
    lis.wait_for_url(f"{root}lis/#{QUESTION}")


def test_another_roles_answer_says_so_at_the_answer(lis: Page, root: str) -> None:
    """If the address names an answer with another text, the notice links to the reader's own."""
    lis.goto("/veileder-sykehus/#hva-er-kompetansevurdering")
    answer = lis.locator("#hva-er-kompetansevurdering")
    expect(answer).to_be_focused()
    notice = answer.locator(".otherrole")
    expect(notice).to_be_in_viewport()
    expect(notice).to_have_text(
        "Du leser svaret for veileder og supervisør på sykehus. Vis svaret for LIS"
    )
    notice.get_by_role("link").click()
    lis.wait_for_url(f"{root}lis/#hva-er-kompetansevurdering")
    expect(lis.locator(".otherrole")).to_have_count(0)
    lis.goto("/veileder-sykehus/")
    lis.locator(".contents a[href='#hva-er-supervisjon-og-veiledning']").click()
    notice = lis.locator("#hva-er-supervisjon-og-veiledning .otherrole")
    expect(notice).to_have_text(
        "Du leser svaret for veileder og supervisør på sykehus. "
        "LIS har ikke dette spørsmålet. Vis siden for LIS"
    )
    expect(lis.locator(".otherrole")).to_have_count(1)


def test_a_role_with_the_answer_under_another_question_is_led_there(
    browser: Browser, root: str
) -> None:
    """From the page of another role, and from the page of the question."""
    with watched(browser, root, **remembering(root, "veileder-kommune"), **WIDE) as page:
        page.goto("/veileder-sykehus/#hva-er-supervisjon-og-veiledning")
        expect(page.locator(".otherrole")).to_have_text(
            "Du leser svaret for veileder og supervisør på sykehus. Veileder og supervisør i "
            "kommune har svaret under et annet spørsmål. Vis svaret for veileder og supervisør i "
            "kommune"
        )
        page.locator(".otherrole a").click()
        page.wait_for_url(f"{root}veileder-kommune/#forskjellen-pa-veiledning-og-supervisjon")
        page.goto("/sporsmal/hva-er-supervisjon-og-veiledning/")
        told = page.locator(".notfor:visible")
        expect(told).to_contain_text("har svaret under et annet spørsmål: Hva er forskjellen på")


def test_a_question_of_others_says_so(lis: Page) -> None:
    """A question that the reader's role lacks says so without moving the focus."""
    lis.goto("/sporsmal/hva-er-supervisjon-og-veiledning/")
    told = lis.locator(".notfor:visible")
    expect(told).to_contain_text("LIS har ikke dette spørsmålet.")
    assert not has_focus(told)
    lis.goto(f"/sporsmal/{QUESTION}/")
    expect(told).to_have_count(0)


# --- tabs and the back button


def test_two_tabs_agree(own: Page) -> None:
    """A role that is chosen or forgotten in one tab changes in the other at once."""
    own.goto("/ordliste/")
    other = another_page(own.context, "/lenker/")
    choose(own, "lis")
    expect(button(other)).to_have_text("Rolle: LIS")
    own.goto("/")
    own.get_by_role("button", name="Glem rollen").first.click()
    expect(button(other)).to_have_text("Velg rolle")
    other.close()


def test_the_back_button_shows_the_current_role(own: Page) -> None:
    """A page restored by the back button shows the role that was chosen in the meantime."""
    own.goto("/")
    own.evaluate("localStorage.setItem('rollehub:/:role', 'lis')")
    expect(button(own)).to_have_text("Velg rolle")
    own.evaluate("dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }))")
    expect(button(own)).to_have_text("Rolle: LIS")
    expect(own.locator(".card--mine")).to_have_count(1)
    choose(own, "leder-kommune")
    own.go_back()
    own.wait_for_url(re.compile(r":\d+/$"))
    expect(button(own)).to_have_text("Rolle: Leder i kommune")


def test_sites_on_one_host_do_not_share_a_role(browser: Browser, coffee: str) -> None:
    """A role is stored under the path of its site."""
    with watched(browser, coffee, fresh=True, **WIDE) as page:
        choose(page, "barista")
        page.evaluate("localStorage.setItem('rollehub:/annet/:role', 'butikksjef')")
        page.goto("/")
        expect(button(page)).to_have_text("Rolle: Barista")
        assert page.evaluate("Object.keys(localStorage).length") == 2
