"""The page of a plan says what is covered, by what, and what hangs on one arena."""

import pytest

from generator.site.settings import Settings
from tests.site.pages.rendered import page_of, pages_of
from tests.site.plan_fixtures import arena, hub_with, plan
from tests.site_fixtures import Node

ADDRESS = "planer/fjell/"


def rows_of(page: Node, section: str) -> list[list[str]]:
    """Return the texts of the cells of all tables in a section, without their heads."""
    named = page.one("section", **{"aria-labelledby": section})
    return [
        [cell.text for cell in row.walk() if cell.tag in {"th", "td"}]
        for body in named.all("tbody")
        for row in body.all("tr")
    ]


def test_the_table_has_a_head_for_each_row_and_column() -> None:
    """Goals are rows, arenas columns, and each cell says its extent in words."""
    table = page_of(hub_with(plan()), ADDRESS).one("table", "matrix")
    columns = [cell.text for cell in table.one("thead").all("th", scope="col")]
    assert columns == ["Mål", "1 Arena a", "2 Arena b"]
    rows = {
        row.one("th", scope="row").text: [cell.one("span", "hidden").text for cell in row.all("td")]
        for row in table.one("tbody").all("tr")
    }
    assert rows == {
        "ALM-001": ["helt", "nei"],
        "ALM-002": ["delvis", "delvis"],
        "ALM-003": ["nei", "delvis"],
        "ALM-004": ["nei", "nei"],
        "ALM-005": ["nei", "nei"],
        "ALM-006": ["nei", "nei"],
    }
    holes = [row.one("th").text for row in table.all("tr", "hole")]
    assert holes == ["ALM-001", "ALM-003", "ALM-004", "ALM-005", "ALM-006"]


def test_the_page_says_what_hangs_on_one_arena() -> None:
    """In short, for each arena, and for the smallest cover."""
    page = page_of(hub_with(plan()), ADDRESS)
    text = page.text
    assert "3 av 6 læringsmål kan nås på minst én arena." in text
    assert "3 mål er ikke på noen arena: ALM 004-006." in text
    assert "2 mål er på bare én arena: ALM 001, 003." in text
    assert rows_of(page, "plan_bortfall") == [
        ["Arena a", "ALM 001 (1)"],
        ["Arena b", "ALM 003 (1)"],
    ]
    assert "Arena a og Arena b" in text
    assert page.one("span", id="tekst_b_alm").text == "ALM 002-003"


def test_an_unsettled_part_gives_both_results() -> None:
    """With a notice, and two texts for the form; a goal that depends on it is marked."""
    cell = {"goals": "1,-3", "reading": {"1,-3": "unsettled"}}
    page = page_of(hub_with(plan(arenas=[arena("a", cell)])), ADDRESS)
    assert "«1,-3» kan være to mål" in page.one("section", "notice").text
    assert page.one("span", id="tekst_a_alm_1").text == "ALM 001, 003"
    assert page.one("span", id="tekst_a_alm_2").text == "ALM 001-003"
    assert "2 mål er på bare én arena" in page.text
    assert "3 mål er på bare én arena" in page.text
    marked = [
        row.one("th").text for row in page.one("table", "matrix").all("tr") if "uklart" in row.text
    ]
    assert marked == ["ALM-002 uklart"]


def test_an_old_list_names_what_became_of_each_goal() -> None:
    """Kept, gone or unknown; none is left out."""
    page = page_of(hub_with(plan()), ADDRESS)
    section = page.one("section", "coverage")
    assert "Hva som ble av hvert mål" in [heading.text for heading in section.all("h3")]
    fates = [item.text for item in section.one("ul").all("li")]
    assert fates == ["Beholdt: ALM 001", "Tatt ut: ALM 002", "Ukjent: ALM 003-006"]


def test_gaps_and_candidates_are_shown() -> None:
    """A hole with a reason says who follows it up; the fewest further arenas are named."""
    gap = {"set": "alm", "goals": "4-6", "reason": "Ingen avtale ennå", "owner": "Kommuneoverlege",
           "date": "2026-01-02"}  # fmt: skip
    found = plan(gaps=[gap], candidates=[arena("c", "1"), arena("d", "3"), arena("e", "1, 3")])
    page = page_of(hub_with(found), ADDRESS)
    assert "Følges opp av kommuneoverlege. Vurdert 2. januar 2026." in page.text
    assert "Arena e" in page.text
    assert "Arena c" not in page.text
    assert "begrunnet" in page.one("table", "matrix").text


def test_service_is_held_against_the_requirements() -> None:
    """With the arena that can give it, and the time in part-time positions."""
    rule, part_time = rows_of(page_of(hub_with(plan()), ADDRESS), "plan_tid")
    assert rule == ["Institusjon", "minst 6 måneder", "Arena b", "Anbefaling Planen"]
    assert part_time == [
        "Institusjon", "6 måneder", "7,5 måneder", "10 måneder", "1 år", "1 år og 3 måneder",
    ]  # fmt: skip


def test_two_plans_are_compared() -> None:
    """Each pair has a page, which both plans and the list lead to."""
    other = plan("dal", arenas=[arena("x", "3-4")])
    pages = pages_of(hub_with(plan(), other))
    assert "planer/fjell/dal/" in pages
    page = page_of(hub_with(plan(), other), "planer/fjell/dal/")
    rows = {row.one("dt").text: row.one("dd").text for row in page.one("dl", "facts").all("div")}
    assert rows == {
        "Bare i Fjell kommune": "ALM 001-002",
        "Bare i Dal kommune": "ALM 004",
        "I ingen av dem": "ALM 005-006",
    }


def test_a_draft_and_another_role_s_plan_are_not_shown() -> None:
    """A draft has no page; the role's page names its own plans."""
    pages = pages_of(hub_with(plan("utkast", status="draft")))
    assert [address for address in pages if address.startswith("planer")] == []
    assert "Plan for fjell" in page_of(hub_with(plan()), "lis/").text
    assert "Plan for fjell" not in page_of(hub_with(plan(roles=["andre"])), "lis/").text


@pytest.mark.parametrize("language", ["nn", "en"])
def test_the_page_speaks_the_language_of_the_site(language: str) -> None:
    """No word of the page itself is bokmål."""
    text = page_of(hub_with(plan()), ADDRESS, Settings(language=language)).text
    for word in ("Læringsarenaer som", "Hvis en arena", "mangler", "Færrest mulige", "måneder"):
        assert word not in text
