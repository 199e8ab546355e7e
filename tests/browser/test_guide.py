"""The registration guide in a browser: how far the reader is, copying, arenas, files and paper."""

import json
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.browsing import PHONE, WIDE, has_focus, watched
from tests.browser.form_page import agree, button, open_file, pdf_text, save, status, text_of

pytestmark = pytest.mark.browser

ADDRESS = "/veiledninger/registrering/"


@pytest.fixture
def guide(browser: Browser, root: str) -> Iterator[Page]:
    """Return the page on a device of its own, which lets it copy."""
    options = {**WIDE, "permissions": ["clipboard-read", "clipboard-write"]}
    with watched(browser, root, fresh=True, **options) as page:
        page.goto(ADDRESS)
        yield page


def state(page: Page, step: str) -> None:
    """Say that a step is done."""
    page.locator(f"[data-key='step:{step}']").select_option(label="Ferdig")


def test_the_first_line_says_what_is_done_and_links_to_the_next(guide: Page) -> None:
    """A step that waits for others is not done, but neither stops those after it."""
    line = guide.locator("[data-progress]")
    expect(line).to_have_text("Du har gjort 0 av 12; neste: Virksomheten")
    state(guide, "virksomheten")
    guide.locator("[data-key='step:oppfolging']").select_option(label="Venter på andre")
    state(guide, "apen-praksis")
    expect(line).to_have_text("Du har gjort 2 av 12; neste: Kontaktpersoner")
    line.get_by_role("link").click()
    assert guide.url.endswith("#steg_kontaktpersoner")
    expect(guide.locator("#steg_kontaktpersoner")).to_be_in_viewport()
    for select in guide.locator("[data-step] select").all():
        select.select_option(label="Ferdig")
    expect(line).to_have_text("Du har gjort alle 12.")


def test_each_step_has_the_four_states_in_words(guide: Page) -> None:
    """A step in which something is written is in progress."""
    words = ["Ikke begynt", "I arbeid", "Venter på andre", "Ferdig"]
    for select in guide.locator("[data-step] select").all():
        assert select.locator("option").all_inner_texts() == words
    guide.locator("#f_kontaktperson").fill("Kari Fjell")
    expect(guide.locator("[data-key='step:kontaktpersoner']")).to_have_value("doing")


def test_the_text_of_a_field_is_copied(guide: Page) -> None:
    """An empty field is not; the reader is told either way."""
    field = guide.locator("[data-field=organisering-ansvar]")
    button_ = field.get_by_role("button", name="Kopier")
    button_.click()
    expect(status(guide)).to_have_text("Feltet er tomt.")
    field.locator("textarea").fill("Linje\nlinje")
    button_.click()
    expect(status(guide)).to_have_text("Teksten er kopiert.")
    assert guide.evaluate("navigator.clipboard.readText()") == "Linje\nlinje"


def test_each_arena_has_its_own_fields(guide: Page) -> None:
    """A copy is empty, has its own labels and states, and comes back from a file."""
    guide.locator("#f_type-arena").fill("Fastlegekontor")
    guide.locator("[data-key=ny-veileder][value=yes]").check()
    button(guide, "Legg til en læringsarena").click()
    title = guide.get_by_role("heading", name="Læringsarena 2")
    assert has_focus(title)
    expect(guide.locator("[data-progress]")).to_contain_text("av 14")
    second = guide.locator("[data-key='type-arena~2']")
    expect(second).to_have_value("")
    expect(guide.locator("[data-key=ny-veileder][value=yes]")).to_be_checked()
    guide.locator("[data-copy-of]").get_by_label("Type arena").fill("Sykehjem")
    expect(second).to_have_value("Sykehjem")
    guide.locator("[data-key='supervisjon-arena~2']").first.check()
    ids = guide.evaluate("[...document.querySelectorAll('[id]')].map((x) => x.id)")
    assert len(ids) == len(set(ids))
    text = text_of(save(guide))
    assert "Sykehjem" in text
    guide.reload()
    expect(second).to_have_count(0)
    open_file(guide, text)
    expect(second).to_have_value("Sykehjem")
    expect(guide.locator("#f_type-arena")).to_have_value("Fastlegekontor")
    agree(guide)
    button(guide, "Slett alt").click()
    expect(second).to_have_count(0)


def test_the_last_arena_can_be_removed(guide: Page) -> None:
    """With a question first if something is written there; the first arena always stays."""
    remove = button(guide, "Fjern den siste")
    expect(remove).to_be_disabled()
    for _ in range(2):
        button(guide, "Legg til en læringsarena").click()
    remove.click()
    expect(guide.locator("[data-copy-of]")).to_have_count(1)
    guide.locator("[data-key='type-arena~2']").fill("Sykehjem")
    guide.once("dialog", lambda dialog: dialog.dismiss())
    remove.click()
    expect(guide.locator("[data-key='type-arena~2']")).to_have_value("Sykehjem")
    agree(guide)
    remove.click()
    expect(guide.locator("[data-copy-of]")).to_have_count(0)
    expect(remove).to_be_disabled()
    assert "Sykehjem" not in text_of(save(guide))


def test_the_states_are_in_the_file(guide: Page) -> None:
    """Shown in words, and as data."""
    state(guide, "virksomheten")
    assert "<dd>Ferdig</dd>" in text_of(save(guide))
    data = json.loads(text_of(save(guide, "Lagre bare data (JSON)")))
    assert data["values"] == {"step:virksomheten": "done"}
    assert (data["kind"], data["form"]) == ("guide", "registrering")


def test_the_guide_is_kept_only_on_request(guide: Page) -> None:
    """As the form is, under a key of its own."""
    guide.locator("#f_kontaktperson").fill("Kari")
    assert guide.evaluate("localStorage.length") == 0
    guide.locator("[data-keep]").check()
    guide.reload()
    expect(guide.locator("#f_kontaktperson")).to_have_value("Kari")
    assert guide.evaluate("Object.keys(localStorage)") == ["rollehub:/:guide:registrering"]


def test_the_guide_prints_filled_in_and_empty(guide: Page) -> None:
    """With what is written, and without."""
    guide.evaluate("window.print = () => {}")
    guide.locator("#f_kontaktperson").fill("Kari Fjell")
    assert "Kari Fjell" in pdf_text(guide)
    button(guide, "Skriv ut tomt").click()
    empty = pdf_text(guide)
    assert "Kari Fjell" not in empty
    assert "Kontaktperson for databehandleravtale" in empty


def test_without_scripts_every_step_can_be_read_and_filled_in(browser: Browser, root: str) -> None:
    """The first line then leads to the first step."""
    with watched(browser, root, fresh=True, java_script_enabled=False, **PHONE) as page:
        page.goto(ADDRESS)
        expect(page.locator("[data-progress]")).to_have_text(
            "Veiledningen har 12 steg. Begynn med: Virksomheten"
        )
        assert page.locator("[data-step]:visible").count() == 12
        assert page.locator("[data-field]:visible").count() == 23
        assert page.get_by_role("button", name="Kopier").count() == 0
        page.locator("#f_kontaktperson").fill("Kari")
        assert page.evaluate("document.documentElement.scrollWidth") == 360
