"""What readers find: hits, filters, «ingen treff», where a hit leads, and the way back."""

from statistics import median

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.browsing import (
    PHONE,
    TOUCH,
    WIDE,
    field,
    has_focus,
    hits,
    is_lit,
    open_window,
    path_of,
    search,
    status,
    watched,
)

pytestmark = pytest.mark.browser

FILES = ["assets/javascripts/find.js", "assets/javascripts/search.js", "search/index.js"]
OWN_LIS = "lis/#hva-er-laeringsmal"


def titles(page: Page) -> list[str]:
    """Return the titles of the hits that are shown."""
    return hits(page).locator(".hit__title").all_inner_texts()


def addresses(page: Page) -> list[str]:
    """Return where the hits that are shown lead, from the root."""
    return [
        x.evaluate("x => new URL(x.href).pathname + new URL(x.href).hash")[1:]
        for x in hits(page).all()
    ]


# --- loading


def test_nothing_is_fetched_before_the_field_has_focus(page: Page, root: str) -> None:
    """The search and its index are asked for with the first focus, each once, from the site."""
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url.removeprefix(root)))
    page.goto("/", wait_until="networkidle")
    page.locator("h1").click()
    assert not set(FILES) & set(asked)
    field(page).focus()
    expect(field(page)).to_have_attribute("role", "combobox")
    page.locator("h1").click()
    field(page).focus()
    search(page, "plan")
    assert sorted(set(FILES) & set(asked)) == FILES
    assert [asked.count(path) for path in FILES] == [1, 1, 1]


def test_the_window_loads_the_search_once_too(page: Page, root: str) -> None:
    """On a page without a field nothing is fetched before the window is opened."""
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url.removeprefix(root)))
    page.goto("/ordliste/", wait_until="networkidle")
    assert not set(FILES) & set(asked)
    for _ in range(2):
        window = open_window(page)
        search(page, "plan")
        window.get_by_role("button", name="Lukk").click()
    assert [asked.count(path) for path in FILES] == [1, 1, 1]


def test_the_first_result_comes_at_once(page: Page) -> None:
    """Less than 100 ms pass from the index's arrival to the first hit, and from a key to its hits.

    Of some tries the best counts, since other programs of the machine may come between.
    """
    firsts, keys = [], []
    for _ in range(3):
        page.goto("/")
        firsts.append(
            page.evaluate(
                """() => new Promise((resolve) => {
                  const input = document.querySelector("form[data-search] input")
                  new MutationObserver((_, observer) => {
                    if (!document.querySelector("[role=option]")) return
                    observer.disconnect()
                    const [index] = performance.getEntriesByName(
                      new URL("search/index.js", location.href).href)
                    resolve(performance.now() - index.responseEnd)
                  }).observe(document.body, { childList: true, subtree: true })
                  input.value = "utdanningsplan"
                  input.focus()
                })"""
            )
        )
        field(page).fill("")
        page.keyboard.type("laeringsmål")
        found = "performance.getEntriesByName('rollehub-search').map((x) => x.duration)"
        keys.append(median(page.evaluate(found)))
    print(f"first hit {min(firsts):.0f} ms after the index; a key {min(keys):.1f} ms")
    assert min(firsts) < 100
    assert min(keys) < 100


# --- hits


def test_hits_change_with_each_letter(page: Page) -> None:
    """There is no need to press anything; an emptied field shows nothing."""
    page.goto("/sporsmal/")
    search(page, "g")
    for letter in "ruppeveiledning":
        page.keyboard.press(letter)
        assert hits(page).count() > 0
    assert "Hvordan fungerer gruppeveiledning?" in titles(page)[0]
    field(page).fill("")
    expect(hits(page)).to_have_count(0)
    expect(page.locator(".found")).to_be_hidden()


@pytest.mark.parametrize("words", ["læringsmål", "laeringsmaal", "LARINGSMAL", "  hva læringsmål "])
def test_norwegian_letters_may_be_typed_without_them(page: Page, words: str) -> None:
    """Æ and å are found as ae, aa and a, in capitals too, and words in any order."""
    page.goto("/sporsmal/")
    search(page, words)
    assert "Hva er læringsmål?" in titles(page)


@pytest.mark.parametrize(
    ("words", "title"),
    [
        ("rettleiarane i Kompetanseportalen", "Hva er veiledere og supervisørers ansvar"),
        ("kva er rettleiing", "Hva er veiledning?"),
        ("grupperettleiing", "Hvordan fungerer gruppeveiledning?"),
        ("tilskot til kommunar", "Finnes det tilskudd"),
        ("par. 37", "Hvordan fungerer konvertering"),
        ("6-8 leger", "Hvordan fungerer gruppeveiledning?"),
        ("Dossier", "Hva er kompetanseportalen?"),
        ("kursbygger.ihelse.net", "E-læringskurs på kursbygger.ihelse.net"),
    ],
)
def test_words_may_be_written_in_other_ways(page: Page, words: str, title: str) -> None:
    """Nynorsk, a shortened «paragraf», a plain hyphen, the glossary's other name, a host's name."""
    page.goto("/sporsmal/")
    search(page, words)
    assert titles(page)[0].startswith(title)


@pytest.mark.parametrize("word", ["læringsmål", "læringsmålet", "veiledning", "kompetanseportalen"])
def test_a_word_alone_finds_what_it_means(page: Page, word: str) -> None:
    """Of questions with the word in their title, the one that asks for nothing else is first."""
    page.goto("/sporsmal/")
    search(page, word)
    assert titles(page)[0] == f"Hva er {word.removesuffix('et')}?"


def test_a_search_word_that_is_not_shown_finds(page: Page) -> None:
    """The words that editors give a question find it; an address may hold the query."""
    page.goto("/sporsmal/?q=kompetansekrav")
    expect(field(page)).to_have_value("kompetansekrav")
    expect(hits(page).filter(has_text="Hva er læringsmål?")).to_have_count(1)
    expect(status(page)).to_contain_text("treff")


def test_each_question_is_found_once(page: Page) -> None:
    """However many roles have a question, it is one hit; all are shown on demand."""
    page.goto("/sporsmal/")
    for words in ("utdanning", "veileder", "lis"):
        search(page, words)
        more = page.get_by_role("button", name="Vis alle")
        count = int(status_text(page).split(" treff")[0])
        if count > 8:
            assert hits(page).count() == 8
            more.click()
            assert has_focus(field(page))
        found = addresses(page)
        assert len(found) == len(set(found)) == count > 1
        expect(more).to_be_hidden()


def status_text(page: Page) -> str:
    """Return what the status says of the hits that are shown now."""
    page.wait_for_timeout(300)
    return status(page).inner_text()


def test_the_words_are_marked_in_title_and_text(page: Page) -> None:
    """<mark> holds what was found, whole words, in the title and in a piece of the answer."""
    page.goto("/sporsmal/")
    hit = search(page, "supervisjon").first
    for part in (".hit__title", ".hit__text"):
        marked = [x.lower() for x in hit.locator(f"{part} mark").all_inner_texts()]
        assert marked
        assert all(x.startswith("super") for x in marked)
    assert len(hit.locator(".hit__text").inner_text()) < 200


def test_a_slip_is_mended_and_said(page: Page) -> None:
    """One wrong letter in a long word finds what was meant, and the status says what is shown."""
    page.goto("/sporsmal/")
    search(page, "kompetanseportqlen")
    assert titles(page)[0] == "Hva er kompetanseportalen?"
    expect(status(page)).to_contain_text("Viser treff for «kompetanseportalen»")


def test_a_hit_tells_what_it_is(page: Page) -> None:
    """Question, link, glossary and page are told apart, with the topic where there is one."""
    page.goto("/sporsmal/")
    seen = set()
    for words in ("utdanningsplan", "personvern", "kurs"):
        search(page, words)
        seen |= {x.split(" · ")[0] for x in hits(page).locator(".hit__about").all_inner_texts()}
    assert seen == {"Spørsmål", "Lenke", "Ordliste", "Side"}


# --- the reader's role


def test_the_own_role_comes_first(lis: Page) -> None:
    """Hits of the role stand first, under its name; the others lead to the question's own page."""
    open_window(lis)
    search(lis, "supervisjon")
    groups = lis.locator(".hits__group")
    assert groups.all_inner_texts() == ["For LIS"]
    lis.get_by_role("button", name="Vis alle").click()
    assert groups.all_inner_texts() == ["For LIS", "For andre roller"]
    first, others = lis.locator("[role=group]").all()
    assert first.get_attribute("aria-labelledby") == groups.first.get_attribute("id")
    for part, start in ((first, "/lis/"), (others, "/sporsmal/")):
        questions = part.locator(".hit", has=lis.locator(".hit__about", has_text="Spørsmål"))
        for hit in questions.all():
            assert hit.evaluate("x => new URL(x.href).pathname").startswith(start)
    expect(status(lis)).to_contain_text("for LIS")
    search(lis, "veilederkompetanse")
    assert groups.all_inner_texts() == ["For andre roller"]
    expect(status(lis)).to_have_text("1 treff, ingen for LIS")


def test_the_switch_leaves_other_roles_out_and_takes_them_back(lis: Page) -> None:
    """«Bare LIS» shows the role's hits alone; «Alle roller» shows all again; focus stays."""
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


def test_another_role_can_be_looked_into(lis: Page) -> None:
    """A chip narrows to another role, whose page the hits then lead to; the choice is named."""
    open_window(lis)
    search(lis, "supervisjon")
    lis.locator(".narrow summary").click()
    lis.get_by_role("radio", name="Veileder og supervisør på sykehus").check()
    expect(lis.locator(".narrow summary")).to_have_text(
        "Avgrenset til: Veileder og supervisør på sykehus"
    )
    assert titles(lis)[0] == "Hva er supervisjon og veiledning?"
    assert addresses(lis)[0] == "veileder-sykehus/#hva-er-supervisjon-og-veiledning"


def test_a_topic_narrows(page: Page) -> None:
    """A topic's chip leaves the hits of that topic, for a reader without a role too."""
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
    """Who has chosen no role searches for the role of the page, and keeps having none."""
    page.goto("/veileder-sykehus/")
    open_window(page)
    expect(page.locator("form.find--on")).to_be_visible()
    assert "veileder-sykehus/#" in " ".join(search(page, "supervisjon") and addresses(page))


# --- no hits


def test_no_hits_offers_a_spelling(page: Page) -> None:
    """Words that are like known ones are offered, and searched for with a click."""
    page.goto("/sporsmal/")
    search(page, "kompetnseportelan")
    expect(status(page)).to_have_text("Ingen treff på «kompetnseportelan».")
    expect(hits(page)).to_have_count(0)
    page.get_by_role("button", name="Mente du «kompetanseportalen»?").click()
    expect(field(page)).to_have_value("kompetanseportalen")
    assert has_focus(field(page))
    assert hits(page).count() > 0


def test_no_hits_offers_the_other_roles(lis: Page) -> None:
    """What only another role has is counted, and shown with a click."""
    open_window(lis)
    search(lis, "veilederkompetanse")
    lis.get_by_role("radio", name="Bare LIS").check()
    lis.locator(".narrow summary").click()
    lis.get_by_role("radio", name="Avtaler og tilskudd").check()
    expect(status(lis)).to_contain_text("Ingen treff")
    way = lis.get_by_role("button", name="treff i alle roller og emner")
    count = int(way.inner_text().split()[1])
    way.click()
    assert has_focus(field(lis))
    assert hits(lis).count() == min(count, 8) > 0
    expect(lis.get_by_role("radio", name="Alle roller")).to_be_checked()


def test_no_hits_offers_all_questions_and_a_suggestion(browser: Browser, coffee: str) -> None:
    """The list is one click away; so is a new question, where the hub takes suggestions."""
    with watched(browser, coffee, **WIDE) as page:
        page.goto("/ordliste/")
        open_window(page)
        search(page, "gulerøtter")
        suggest = page.get_by_role("link", name="Foreslå et nytt spørsmål")
        address = suggest.get_attribute("href") or ""
        assert address.startswith("mailto:kaffehjelpen@example.org?subject=Forslag")
        page.get_by_role("link", name="Se alle spørsmål").click()
        page.wait_for_url("**/sporsmal/")


def test_nobody_to_ask_is_not_offered(page: Page) -> None:
    """A hub with neither a repository nor a mailbox promises nothing."""
    page.goto("/sporsmal/")
    search(page, "gulerøtter")
    expect(page.get_by_role("link", name="Se alle spørsmål")).to_be_visible()
    expect(page.get_by_role("link", name="Foreslå et nytt spørsmål")).to_have_count(0)


# --- where a hit leads


def test_a_hit_opens_the_answer_on_the_own_page(lis: Page, root: str) -> None:
    """At its anchor, in view, highlighted, and with the keyboard on it."""
    lis.goto("/")
    search(lis, "læringsmål").filter(has_text="Hva er læringsmål?").click()
    lis.wait_for_url(f"{root}{OWN_LIS}")
    answer = lis.locator("#hva-er-laeringsmal")
    expect(answer.locator("h3")).to_be_in_viewport()
    assert is_lit(answer)
    assert not is_lit(lis.locator("article.answer").first)
    assert has_focus(answer)


def test_a_hit_on_the_same_page_closes_the_window(lis: Page, root: str) -> None:
    """The window is gone, the answer is in view and has the keyboard; a second time too."""
    for _ in range(2):
        open_window(lis)
        search(lis, "læringsmål").filter(has_text="Hva er læringsmål?").click()
        expect(lis.locator("dialog.search")).to_be_hidden()
        assert path_of(lis, root) == OWN_LIS
        expect(lis.locator("#hva-er-laeringsmal h3")).to_be_in_viewport()
        expect(lis.locator("#hva-er-laeringsmal")).to_be_focused()


def test_a_question_the_role_lacks_opens_its_own_page(lis: Page, root: str) -> None:
    """The answer of the others is shown, with a word that the own role does not have it."""
    lis.goto("/")
    search(lis, "supervisjon og veiledning").filter(
        has_text="Hva er supervisjon og veiledning?"
    ).click()
    lis.wait_for_url(f"{root}sporsmal/hva-er-supervisjon-og-veiledning/")
    expect(lis.locator(".notfor:visible")).to_contain_text("LIS har ikke dette spørsmålet")


def test_links_and_terms_lead_to_their_row(lis: Page, root: str) -> None:
    """A link to the role's list, a word to the glossary: the row is highlighted and has focus."""
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
    """The pages of the footer can be searched for by their titles."""
    page.goto("/")
    search(page, "personvern").filter(has_text="Side").first.click()
    page.wait_for_url(f"{root}personvern/")


# --- the way back


@pytest.mark.parametrize("start", ["", "sporsmal/", "ordliste/"])
def test_back_from_a_hit_shows_the_hits_again(page: Page, root: str, start: str) -> None:
    """In the page's field or in the window, as it was left; a reload does not bring them again."""
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
    """A hit on the page that is read is left in the same way."""
    open_window(lis)
    search(lis, "læringsmål").filter(has_text="Hva er læringsmål?").click()
    lis.wait_for_url(f"{root}{OWN_LIS}")
    lis.go_back()
    expect(lis.locator("dialog[open]")).to_be_visible()
    expect(field(lis)).to_have_value("læringsmål")
    assert hits(lis).count() > 0


# --- small screens


def test_the_window_fits_small_screens_and_zoom(page: Page) -> None:
    """At 200 % and 400 % zoom and 320 pixels all is reached without scrolling sideways."""
    page.goto("/lis/")
    window = open_window(page)
    search(page, "utdanning")
    page.locator(".narrow summary").click()
    words_are_on_one_line = """x => {
      const range = document.createRange()
      range.selectNodeContents(x)
      return range.getClientRects().length === 1
    }"""
    for width, height in ((1280, 800), (640, 400), (320, 640), (320, 256)):
        page.set_viewport_size({"width": width, "height": height})
        spill = window.evaluate(
            "x => [x.scrollWidth - x.clientWidth, x.getBoundingClientRect().left]"
        )
        assert spill[0] <= 0
        assert spill[1] >= 0
        outside = window.evaluate(
            """(x, width) => [...x.querySelectorAll("*")]
              .filter((one) => one.checkVisibility() && !one.closest(".hidden, option"))
              .filter((one) => one.getBoundingClientRect().right > width + 1)
              .map((one) => one.outerHTML)""",
            width,
        )
        assert outside == []
        assert window.locator("[data-close]").evaluate(words_are_on_one_line)
        for part in (page.get_by_role("button", name="Vis alle"), field(page)):
            part.scroll_into_view_if_needed()
            expect(part).to_be_in_viewport(ratio=0.9)
        for _ in range(9):
            field(page).press("ArrowDown")
            expect(page.locator("[aria-selected=true] .hit__title")).to_be_in_viewport(ratio=0.9)
    window.get_by_role("button", name="Lukk").click()
    expect(window).to_be_hidden()


def test_a_finger_is_enough(browser: Browser, root: str) -> None:
    """Open, type, look, open a hit, and close: all with taps; the button only shows the hits."""
    with watched(browser, root, fresh=True, **TOUCH) as page:
        page.goto("/ordliste/")
        page.locator("a.seek").tap()
        window = page.locator("dialog.search")
        search(page, "læringsmål")
        window.get_by_role("button", name="Søk").tap()
        assert path_of(page, root) == "ordliste/"
        assert hits(page).count() > 0
        expect(window.locator(".keys")).to_be_hidden()
        window.get_by_role("button", name="Lukk").tap()
        expect(window).to_be_hidden()
        page.locator("a.seek").tap()
        hits(page).filter(has_text="Hva er læringsmål?").tap()
        page.wait_for_url(f"{root}sporsmal/hva-er-laeringsmal/")


def test_the_window_keeps_its_field_in_view(browser: Browser, root: str) -> None:
    """On a phone the field and «Lukk» stay while the hits scroll."""
    with watched(browser, root, **PHONE) as page:
        page.goto("/ordliste/")
        window = open_window(page)
        search(page, "utdanning").last.scroll_into_view_if_needed()
        assert window.evaluate("x => x.scrollTop") > 200
        expect(field(page)).to_be_in_viewport(ratio=1)
        expect(window.get_by_role("button", name="Lukk")).to_be_in_viewport(ratio=1)
