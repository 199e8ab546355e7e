"""The search by keyboard and for screen readers: keys, focus, combobox, announcements."""

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.browsing import field, has_focus, hits, open_window, path_of, search, status

pytestmark = pytest.mark.browser


def window_of(page: Page) -> Locator:
    """Return the search dialog."""
    return page.locator("dialog.search")


def selected(page: Page) -> int:
    """Return the index of the selected hit, or -1; all attributes must agree."""
    found = page.evaluate(
        """() => {
          const options = [...document.querySelectorAll("[role=option]")]
          const chosen = options.filter((x) => x.getAttribute("aria-selected") === "true")
          const input = document.querySelector("[role=combobox]")
          const active = input.getAttribute("aria-activedescendant")
          return [options.indexOf(chosen[0]), chosen.length, active === (chosen[0]?.id ?? null)]
        }"""
    )
    assert found[1] <= 1
    assert found[2]
    return int(found[0])


# --- opening and closing


@pytest.mark.parametrize("keys", ["/", "Control+k", "Meta+k"])
def test_a_key_opens_the_window_and_escape_gives_the_focus_back(page: Page, keys: str) -> None:
    """Escape first clears the field, then closes the dialog and restores the focus."""
    page.goto("/ordliste/")
    link = page.locator("main a").nth(2)
    link.focus()
    page.keyboard.press(keys)
    assert has_focus(window_of(page).locator("input[type=search]"))
    search(page, "plan")
    page.keyboard.press("Escape")
    expect(field(page)).to_have_value("")
    expect(hits(page)).to_have_count(0)
    expect(window_of(page)).to_be_visible()
    page.keyboard.press("Escape")
    expect(window_of(page)).to_be_hidden()
    assert has_focus(link)


def test_the_buttons_that_open_and_close_restore_the_focus(page: Page) -> None:
    """The button works with Enter and Space; «Lukk» and a click outside close the dialog."""
    page.goto("/ordliste/")
    button = page.get_by_role("button", name="Søk", exact=True)
    for key in ("Enter", "Space"):
        button.focus()
        page.keyboard.press(key)
        expect(window_of(page)).to_be_visible()
        window_of(page).get_by_role("button", name="Lukk").press("Enter")
        expect(window_of(page)).to_be_hidden()
        assert has_focus(button)
    page.keyboard.press("Enter")
    page.mouse.click(5, 700)
    expect(window_of(page)).to_be_hidden()
    assert has_focus(button)


def test_the_window_opens_over_the_role_menu(page: Page) -> None:
    """The menu closes, and its button gets the focus afterwards."""
    page.goto("/ordliste/")
    menu = page.locator("details.roles")
    menu.locator("summary").press("Enter")
    menu.locator("a").nth(1).focus()
    page.keyboard.press("Control+k")
    expect(menu.locator("a").first).to_be_hidden()
    page.keyboard.press("Escape")
    assert has_focus(menu.locator("summary"))


def test_a_page_with_a_field_needs_no_window(page: Page) -> None:
    """On such a page the keys and the button focus the field, and Escape clears it."""
    page.goto("/")
    for way in ("/", "Control+k", "button"):
        page.locator(".card a").last.focus()
        if way == "button":
            page.get_by_role("button", name="Søk", exact=True).first.click()
        else:
            page.keyboard.press(way)
        assert has_focus(field(page))
        expect(field(page)).to_be_in_viewport(ratio=1)
    expect(window_of(page)).to_have_count(0)
    search(page, "plan")
    page.keyboard.press("Escape")
    expect(field(page)).to_have_value("")
    expect(page.locator(".found")).to_be_hidden()


def test_a_slash_is_a_letter_in_a_field(page: Page) -> None:
    """In a field `/` is typed, and other keys keep their browser function."""
    page.goto("/")
    field(page).focus()
    page.keyboard.type("del 1/2")
    expect(field(page)).to_have_value("del 1/2")
    page.goto("/ordliste/")
    open_window(page)
    page.keyboard.type("a/b")
    expect(field(page)).to_have_value("a/b")
    page.keyboard.press("Control+k")
    expect(field(page)).to_have_value("a/b")


def test_other_keys_open_nothing(page: Page) -> None:
    """Other letters, alone or with modifier keys, do nothing."""
    page.goto("/ordliste/")
    for keys in ("k", "s", "Shift+K", "Control+Shift+K", "Alt+/", "Control+/"):
        page.keyboard.press(keys)
    expect(window_of(page)).to_have_count(0)


def test_the_slash_can_be_turned_off(own: Page) -> None:
    """The dialog can turn `/` off for good on this device, and on again; Ctrl K still works."""
    own.goto("/ordliste/")
    open_window(own)
    switch = own.get_by_role("checkbox", name="Åpne søket med tasten /")
    expect(switch).to_be_checked()
    switch.uncheck()
    own.keyboard.press("Escape")
    for _ in range(2):
        own.keyboard.press("/")
        expect(own.locator("dialog[open]")).to_have_count(0)
        own.reload()
    own.keyboard.press("Control+k")
    expect(switch).not_to_be_checked()
    switch.check()
    own.keyboard.press("Escape")
    own.reload()
    own.keyboard.press("/")
    expect(window_of(own)).to_be_visible()
    assert own.evaluate("localStorage.length") == 0


# --- hits by keyboard


def test_arrows_go_round_and_enter_opens_the_chosen(page: Page) -> None:
    """Arrow keys wrap around at both ends, and the typed text stays."""
    page.goto("/sporsmal/")
    count = search(page, "kompetanseportalen").count()
    assert count > 2
    assert selected(page) == -1
    for expected in [*range(count), 0]:
        page.keyboard.press("ArrowDown")
        assert selected(page) == expected
    page.keyboard.press("ArrowUp")
    assert selected(page) == count - 1
    page.keyboard.press("ArrowUp")
    assert selected(page) == count - 2
    expect(field(page)).to_have_value("kompetanseportalen")
    assert has_focus(field(page))
    wanted = hits(page).nth(count - 2).evaluate("x => x.href")
    page.keyboard.press("Enter")
    page.wait_for_url(wanted)


def test_enter_without_a_choice_opens_all_results(page: Page, root: str) -> None:
    """As the button «Søk» does; no hit is opened that nobody has chosen."""
    for way in ("Enter", "button"):
        page.goto("/ordliste/")
        page.keyboard.press("/")
        search(page, "gruppeveiledning")
        if way == "Enter":
            page.keyboard.press("Enter")
        else:
            window_of(page).get_by_role("button", name="Søk").click()
        page.wait_for_url(f"{root}sporsmal/?q=gruppeveiledning")


def test_typing_clears_the_selection(page: Page) -> None:
    """A new query clears the selection, and without hits there is nothing to select."""
    page.goto("/sporsmal/")
    search(page, "gruppe")
    page.keyboard.press("ArrowDown")
    assert selected(page) == 0
    page.keyboard.type("v")
    assert selected(page) == -1
    search(page, "gulerøtter")
    page.keyboard.press("ArrowDown")
    assert selected(page) == -1


@pytest.mark.parametrize("sign", [{"isComposing": True}, {"keyCode": 229}])
def test_enter_that_ends_a_composition_opens_nothing(page: Page, sign: dict[str, object]) -> None:
    """Enter that confirms an input method's word opens no hit."""
    page.goto("/sporsmal/")
    field(page).focus()
    expect(field(page)).to_have_attribute("role", "combobox")
    devtools = page.context.new_cdp_session(page)
    kurs = {"text": "kurs", "selectionStart": 4, "selectionEnd": 4}
    devtools.send("Input.imeSetComposition", kurs)
    assert hits(page).count() > 0
    enter = {"key": "Enter", "bubbles": True, "cancelable": True, **sign}
    send = "(x, enter) => x.dispatchEvent(new KeyboardEvent('keydown', enter))"
    assert field(page).evaluate(send, enter), "the field took the key"
    devtools.send("Input.insertText", {"text": "kurset"})
    assert field(page).input_value() == "kurset"
    page.keyboard.press("Enter")
    page.wait_for_url("**/sporsmal/?q=kurset")


def test_an_empty_search_opens_all_questions(page: Page, root: str) -> None:
    """Enter in an empty field opens the same page as «Søk» without a script."""
    page.goto("/ordliste/")
    page.keyboard.press("/")
    expect(field(page)).to_have_attribute("role", "combobox")
    page.keyboard.press("Enter")
    page.wait_for_url(f"{root}sporsmal/?q=")


def test_tab_stops_are_in_order(lis: Page) -> None:
    """Tab goes from the field over the button and the filters to the rest, and stays inside."""
    open_window(lis)
    search(lis, "utdanning")
    names = []
    for _ in range(6):
        lis.keyboard.press("Tab")
        names.append(
            lis.evaluate(
                """() => {
                  const x = document.activeElement
                  return (x.labels?.[0] ?? x).innerText.trim() || x.tagName
                }"""
            )
        )
    assert names[:3] == ["Søk", "Alle roller", "Avgrens på rolle og emne"]
    assert names[3].startswith("Vis alle ")
    assert names[4].startswith("Åpne søket med tasten")
    lis.locator("dialog input[type=search]").focus()
    lis.keyboard.press("Shift+Tab")
    assert has_focus(window_of(lis).get_by_role("button", name="Lukk"))


def test_more_hits_go_on_where_the_list_ended(page: Page) -> None:
    """«Vis alle» keeps the focus in the field and selects the first new hit."""
    page.goto("/sporsmal/")
    search(page, "utdanning")
    page.get_by_role("button", name="Vis alle").press("Enter")
    assert has_focus(field(page))
    assert selected(page) == 8


# --- what a screen reader announces


def test_the_field_is_a_combobox(page: Page) -> None:
    """Its listbox has a name, and is expanded only while there are hits."""
    page.goto("/sporsmal/")
    search(page, "gruppe")
    box = page.get_by_role("combobox", name="Søk i spørsmål, lenker og ordliste")
    assert has_focus(box)
    expect(box).to_have_attribute("aria-expanded", "true")
    expect(box).to_have_attribute("aria-autocomplete", "list")
    listbox = page.get_by_role("listbox", name="Treff")
    assert box.get_attribute("aria-controls") == listbox.get_attribute("id")
    options = page.get_by_role("option")
    ids = [x.get_attribute("id") for x in options.all()]
    assert len(ids) == len(set(ids)) == listbox.get_by_role("option").count()
    assert None not in ids
    for words in ("gulerøtter", ""):
        box.fill(words)
        expect(box).to_have_attribute("aria-expanded", "false")
        expect(listbox).to_be_hidden()


def test_the_hits_are_announced_when_typing_pauses(page: Page) -> None:
    """The status does not change while the reader types, and once afterwards."""
    page.goto("/sporsmal/")
    search(page, "plan")
    line = status(page)
    expect(line).to_contain_text("treff")
    page.evaluate(
        """() => {
          window.told = 0
          new MutationObserver((changes) => (window.told += changes.length))
            .observe(document.querySelector(".found > [role=status]"), { childList: true })
          const input = document.querySelector("[role=combobox]")
          for (const letter of "legging") {
            input.value += letter
            input.dispatchEvent(new InputEvent("input", { bubbles: true }))
          }
        }"""
    )
    page.wait_for_function("() => window.told")
    assert page.evaluate("window.told") == 1
    field(page).fill("")
    expect(page.locator(".found > [role=status]")).to_have_text("")


def test_two_fields_do_not_share_an_id(page: Page) -> None:
    """All ids are unique on a page with an open search."""
    page.goto("/")
    search(page, "plan")
    page.locator(".narrow summary").click()
    doubles = page.evaluate(
        """() => {
          const ids = [...document.querySelectorAll("[id]")].map((x) => x.id)
          return ids.filter((id, place) => ids.indexOf(id) !== place)
        }"""
    )
    assert doubles == []


def test_the_address_is_not_changed_by_typing(page: Page, root: str) -> None:
    """Typed text is never added to the address, so no server and no history receives it."""
    page.goto("/ordliste/")
    page.keyboard.press("/")
    search(page, "plan")
    page.keyboard.press("Escape")
    assert path_of(page, root) == "ordliste/"
    assert page.evaluate("history.state") is None
