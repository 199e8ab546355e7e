"""The web form saves what an editor changed, and nothing else."""

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Route, expect

from generator.editing.admin.backend import backend_of
from tests.browser.admin_form import (
    AdminForm,
    change,
    changed_lines,
    editing,
    generated,
    offered,
    write_form,
)
from tests.browser.browsing import hosted
from tests.editing.hub_history import data_of
from tests.site_fixtures import ROOT, hub

pytestmark = pytest.mark.browser
STRANGE_PATH = "content/questions/rart.yaml"
STRANGE = """\
id: rart
question: Hva er rart?
roles:
  - lis
  - en-rolle-som-er-borte
answer: |-
  Første avsnitt, med [lenke](link:ukjent).

  > Sitat: «12:30»
links:
  - ukjent
status: arkivert
en_ny_gruppe:
  a: '0123'
  b:
    - 1
    - true
    - x: y
"""


@pytest.fixture(scope="module")
def own_form(browser: Browser) -> Iterator[AdminForm]:
    """Return the form with the files of this hub."""
    files = {**offered(ROOT, hub("own")), STRANGE_PATH: STRANGE}
    with editing(browser, hub("own"), files) as form:
        yield form


@pytest.mark.parametrize("path", offered(ROOT, hub("own")))
def test_a_changed_word_is_one_changed_line(own_form: AdminForm, path: str) -> None:
    """An unchanged file cannot be saved; of a changed one the rest is as it was, to the byte.

    A file that is one text gets the word at its end, and keeps its comments, too.
    """
    old = own_form.files[path]
    [(before, after)] = changed_lines(old, change(own_form, path, "ENDRET"))
    assert after == f"{before} ENDRET"


def test_a_change_taken_back_leaves_the_file_as_it_was(own_form: AdminForm) -> None:
    """The file is then the one from before, to the byte."""
    path = "content/questions/hva-er-kompetansevurdering.yaml"
    old = own_form.files[path]
    own_form.open(path)
    title = own_form.box("question").input_value()
    for text in ("Noe annet?", title):
        own_form.open(path)
        own_form.box("question").fill(text)
        assert (own_form.save(path) == old) is (text == title)


def test_what_the_form_does_not_know_survives(own_form: AdminForm) -> None:
    """Unknown keys and values, roles that are gone, and keys without a field stay as they are."""
    assert changed_lines(STRANGE, change(own_form, STRANGE_PATH, "ENDRET")) == [
        ("question: Hva er rart?", "question: Hva er rart? ENDRET")
    ]
    assert "tooltip: false" in own_form.files["content/glossary.yaml"]


def test_a_review_sets_both_days(own_form: AdminForm) -> None:
    """They stand where `rollehub confirm` writes them, as days without a time."""
    path = "content/questions/hva-er-regut.yaml"
    old = own_form.files[path]
    own_form.open(path)
    days = [
        own_form.page.locator(f'section[data-key-path="{key}"]')
        for key in ("reviewed", "review_by")
    ]
    reviewed, review_by = (day.locator("input[type=date]") for day in days)
    reviewed.click()
    expect(own_form.save_button).to_be_disabled()  # to look at a day changes nothing
    days[0].get_by_role("button", name="I dag").click()
    expect(review_by).not_to_have_value("")
    reviewed.fill("2026-11-02")
    expect(review_by).to_have_value("2027-11-01")
    added = [line for line in own_form.save(path).split("\n") if line not in old.split("\n")]
    assert added == ["reviewed: 2026-11-02", "review_by: 2027-11-01"]
    assert "\nreviewed: 2026-11-02\nreview_by: 2027-11-01\n" in own_form.files[path]
    own_form.open(path)
    review_by.fill("2027-10-01")  # another day can be chosen
    before = own_form.files[path]
    assert changed_lines(before, own_form.save(path)) == [
        ("review_by: 2027-11-01", "review_by: 2027-10-01")
    ]


def test_a_new_review_drops_the_mark_of_the_earlier_text(own_form: AdminForm) -> None:
    """The check of the proposal gives the line with the new one, or the workflow adds it."""
    path = "content/questions/hva-er-supervisjon.yaml"
    own_form.open(path)
    own_form.box("question")
    own_form.box("reviewed_text").fill("kdfg-tzbc-mnrs")
    assert "\nreviewed_text: kdfg-tzbc-mnrs\n" in own_form.save(path)
    own_form.open(path)
    own_form.box("question")
    reviewed = own_form.page.locator('section[data-key-path="reviewed"] input[type=date]')
    reviewed.click()
    reviewed.fill("2026-11-02")
    expect(own_form.box("reviewed_text")).to_have_value("")
    text = own_form.save(path)
    assert "\nreviewed: 2026-11-02\n" in text
    assert "reviewed_text" not in text


@pytest.mark.parametrize(
    ("path", "key"),
    [("content/questions/hva-er-regut.yaml", "id"), ("content/topics.yaml", "topics.0.id")],
)
def test_an_id_that_is_there_cannot_be_typed_over(own_form: AdminForm, path: str, key: str) -> None:
    """Nor can it be pasted over or emptied; its field has nothing to save."""
    own_form.open(path)
    box = own_form.box(key)
    before = box.input_value()
    for press in ("x", "Backspace", "ControlOrMeta+A", "Delete"):
        box.press(press)
    assert (box.input_value(), before == "") == (before, False)
    expect(own_form.save_button).to_be_disabled()


def test_a_new_question_gets_the_name_of_its_id(own_form: AdminForm) -> None:
    """Its file has the keys that were filled in, and no others."""
    page = own_form.page
    page.evaluate("location.hash = '#/collections/questions/new'")
    own_form.box("id").press_sequentially("hva-er-nyt")
    own_form.box("question").focus()
    for press in ("End", "t"):  # it can be typed until it is saved
        own_form.box("id").press(press)
    own_form.box("question").fill("Hva er «nytt» her?")
    page.get_by_role("checkbox", name="Alle roller").click()
    own_form.box("answer").fill("Første avsnitt.\n\n- et punkt")
    text = own_form.save("content/questions/hva-er-nytt.yaml")
    assert text == (
        "id: hva-er-nytt\nquestion: Hva er «nytt» her?\nroles:\n  - all\n"
        "answer: |-\n  Første avsnitt.\n\n  - et punkt\n"
    )


def test_a_new_question_is_saved_together_with_its_place(own_form: AdminForm) -> None:
    """It is made from the list of its topic; one save writes its file and its line there."""
    topics, page = "content/topics.yaml", own_form.page
    own_form.open(topics)
    own_form.box("topics.0.title")
    section = page.locator('section[data-key-path="topics.0.questions"]')
    section.get_by_role("button", name="Legg til").last.click()
    dialog = page.get_by_role("dialog").last
    for key, text in (("id", "et-nytt"), ("question", "Et nytt?"), ("answer", "Ja.")):
        box = dialog.locator(f'section[data-key-path="{key}"]')
        box.locator("input[type=text], textarea").first.fill(text)
    dialog.get_by_role("checkbox", name="Alle roller").click()
    dialog.get_by_role("button", name="Legg til", exact=True).last.click()
    old = own_form.files[topics]
    new = own_form.save(topics).split("\n")
    new.remove("      - et-nytt")
    assert new == old.split("\n")
    assert own_form.stored()["content/questions/et-nytt.yaml"] == (
        "id: et-nytt\nquestion: Et nytt?\nroles:\n  - all\nanswer: Ja.\n"
    )


def test_signing_in_asks_the_code_host_and_nobody_else(browser: Browser, tmp_path: Path) -> None:
    """The page is refused every other host, whoever asks."""
    write_form(hub("own"), tmp_path / "admin", backend_of("https://github.com/a/b", "edit/main/"))
    asked: set[str] = set()

    def answer(route: Route) -> None:
        asked.add(urlsplit(route.request.url).netloc)
        route.fulfill(status=401, json={"message": "Bad credentials"})

    with (
        hosted(tmp_path) as address,
        browser.new_context(base_url=address, locale="nb-NO") as context,
    ):
        context.route(lambda url: not url.startswith((address, "blob:", "data:")), answer)
        page = context.new_page()
        page.goto("/admin/")
        page.get_by_role("button", name="Logg inn med nøkkel").click()
        page.get_by_role("textbox", name="Personlig nøkkel").fill("en-token")
        page.get_by_role("button", name="Logg inn", exact=True).click()
        expect(page.get_by_role("alert").filter(has_text="token").first).to_be_visible()
        assert asked == {"api.github.com"}
        refused = page.evaluate("fetch('https://example.org/').then(() => '', String)")
        assert "Failed to fetch" in refused
        assert asked == {"api.github.com"}


def test_100_changed_titles_change_no_id_and_no_address(browser: Browser, tmp_path: Path) -> None:
    """Each is one changed line, and no file gets another name; an editor stays in the form."""
    files, data = generated(tmp_path, 100)
    paths = [path for path in files if path.startswith("content/questions/")]
    with editing(browser, data, files, stays=True) as form:
        for path in paths:
            title = data_of(tmp_path / path)["question"]
            form.open(path)
            form.shows("question", title)  # another file may still be there
            form.box("question").fill(f"{title} på en ny måte")
            [(before, after)] = changed_lines(files[path], form.save_and_stay(path))
            assert after == f"{before} på en ny måte"
            assert after.startswith("question: ")
        stored = form.stored()
    assert len(paths) == 100
    assert stored.keys() == files.keys()
    ids = {path: text.partition("\n")[0] for path, text in files.items()}
    assert {path: text.partition("\n")[0] for path, text in stored.items()} == ids
    assert [path for path in files if stored[path] != files[path]] == paths
