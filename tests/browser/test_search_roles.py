"""Hits and the reader's role: the role's own first, and filters by role and topic."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.browsing import has_focus, hits, open_window, search, status
from tests.browser.search_hits import addresses, status_text, titles

pytestmark = pytest.mark.browser


def test_hits_for_the_readers_role_come_first(lis: Page) -> None:
    """Hits for the reader's role come first, under its name; others open their own page."""
    open_window(lis)
    search(lis, "supervisjon")
    groups = lis.locator(".hits__group")
    assert groups.all_inner_texts() == ["For LIS"]
    lis.get_by_role("button", name="Vis alle").click()
    assert groups.all_inner_texts() == ["For LIS", "For andre roller"]
    first, others = lis.locator("[role=group]:has(.hit)").all()
    assert first.get_attribute("aria-labelledby") == groups.first.get_attribute("id")
    for part, start in ((first, "/lis/"), (others, "/sporsmal/")):
        questions = part.locator(".hit", has=lis.locator(".hit__about", has_text="Spørsmål"))
        for hit in questions.all():
            assert hit.evaluate("x => new URL(x.href).pathname").startswith(start)
    expect(status(lis)).to_contain_text("for LIS")
    search(lis, "veilederkompetanse")
    assert groups.all_inner_texts() == ["For andre roller"]
    expect(status(lis)).to_have_text(re.compile(r"^\d+ treff, ingen for LIS$"))


def test_the_switch_leaves_other_roles_out_and_takes_them_back(lis: Page) -> None:
    """«Bare LIS» shows only hits for the role, «Alle roller» all; the focus stays."""
    open_window(lis)
    search(lis, "supervisjon")
    every, own = (int(part.split()[0]) for part in status_text(lis).split(", "))
    assert 0 < own < every
    switch = lis.get_by_role("radio", name="Bare LIS")
    expect(lis.get_by_role("radio", name="Alle roller")).to_be_checked()
    switch.check()
    expect(switch).to_be_checked()
    assert has_focus(switch)
    expect(lis.locator(".hits__group")).to_have_count(0)
    assert status_text(lis) == f"{own} treff"
    lis.keyboard.press("ArrowLeft")
    assert has_focus(lis.get_by_role("radio", name="Alle roller"))
    assert status_text(lis) == f"{every} treff, {own} for LIS"


def test_another_role_can_be_selected(lis: Page) -> None:
    """A filter narrows to another role and names it, and hits open that role's page."""
    open_window(lis)
    search(lis, "supervisjon")
    lis.locator(".narrow summary").click()
    lis.get_by_role("radio", name="Veileder og supervisør på sykehus").check()
    expect(lis.locator(".narrow summary")).to_have_text(
        "Avgrenset til: Veileder og supervisør på sykehus"
    )
    assert titles(lis)[0] == "Hva er supervisjon og veiledning?"
    assert addresses(lis)[0] == "veileder-sykehus/#hva-er-supervisjon-og-veiledning"


def test_a_topic_filters_the_hits(page: Page) -> None:
    """A topic filter keeps only hits of that topic, also for a reader without a role."""
    page.goto("/sporsmal/")
    search(page, "veiledning")
    expect(page.get_by_role("radio", name="Bare")).to_have_count(0)
    page.locator(".narrow summary").click()
    topic = "Avtaler og tilskudd"
    page.get_by_role("radio", name=topic).check()
    about = hits(page).locator(".hit__about").all_inner_texts()
    assert about
    assert all(text.endswith(topic) for text in about)
    page.get_by_role("radio", name="Alle emner").check()
    assert hits(page).count() > len(about)


def test_a_role_page_searches_for_its_role(page: Page) -> None:
    """Without a chosen role the search uses the role of the page, and stores nothing."""
    page.goto("/veileder-sykehus/")
    open_window(page)
    expect(page.locator("form.find--on")).to_be_visible()
    assert "veileder-sykehus/#" in " ".join(search(page, "supervisjon") and addresses(page))
