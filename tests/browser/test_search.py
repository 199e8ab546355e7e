"""What readers find: hits, corrected spelling, and what is offered when there are none."""

import unicodedata

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.browsing import (
    WIDE,
    field,
    has_focus,
    hits,
    open_window,
    search,
    status,
    watched,
)
from tests.browser.search_hits import addresses, status_text, titles
from tests.search_fixtures import find, open_search

pytestmark = pytest.mark.browser


def test_hits_change_with_each_letter(page: Page) -> None:
    """Hits appear without pressing a key such as Enter, and an empty field shows none."""
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
    """Æ and å are found as ae, aa and a, in any case, and words in any order."""
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
        ("kursbygger.ihelse.net", "Side på kursbygger.ihelse.net, uten tittel i kilden"),
    ],
)
def test_words_may_be_written_in_other_ways(page: Page, words: str, title: str) -> None:
    """Nynorsk, an abbreviated «paragraf», a plain hyphen, a synonym or a host's name is found."""
    page.goto("/sporsmal/")
    search(page, words)
    assert titles(page)[0].startswith(title)


@pytest.mark.parametrize("word", ["læringsmål", "læringsmålet", "veiledning", "kompetanseportalen"])
def test_a_single_word_finds_the_question_about_it(page: Page, word: str) -> None:
    """The first hit is the question whose title asks for that word only."""
    page.goto("/sporsmal/")
    search(page, word)
    assert titles(page)[0] == f"Hva er {word.removesuffix('et')}?"


@pytest.mark.parametrize(
    ("words", "title"),
    [
        ("prosedyrlsite", "Hva er en prosedyre/prosedyreliste?"),
        ("kompetanseportalbruker", "Hva er kompetanseportalen?"),
        ("hvor mange timer undervisning", "Hva er internundervisning?"),
        ("sjefens ansvar i kompetanseportalen", "Hva er leders ansvar i kompetanseportalen?"),
        ("bytte spesialitet", "Kan LIS spesialisere seg i flere spesialiteter samtidig?"),
        ("kæm ska gi veiledning te LIS", "Hva er veiledning?"),
    ],
)
def test_readers_write_more_or_other_words(page: Page, words: str, title: str) -> None:
    """Two slips, the beginning of a compound, small and equal words, dialect are understood."""
    page.goto("/sporsmal/")
    search(page, words)
    assert titles(page)[0] == title


@pytest.mark.parametrize(
    ("words", "is_sure"),
    [
        ("hvem kan være veileder", True),
        ("kompetansep", True),
        ("parkering på sykehuset", False),
        ("søke barnehageplass", False),
        ("pasientskadeerstatning", False),
    ],
)
def test_hits_that_say_little_of_the_query_are_no_answer(
    page: Page, words: str, *, is_sure: bool
) -> None:
    """The status says so where no hit has more than half of what the query means."""
    page.goto("/sporsmal/")
    search(page, words)
    assert hits(page).count() > 0
    assert ("Fant trolig ikke noe svar" in status_text(page)) is not is_sure


def test_letters_of_two_characters_are_one(page: Page) -> None:
    """A Mac may type «å» as «a» and a ring: the hits and the suggested spelling are the same."""
    open_search(page)
    for words in ("læringsmål og åpen praksis", "kontor på Åsnes", "utdanningsløp måneder"):
        assert find(page, unicodedata.normalize("NFD", words)) == find(page, words) != []


def test_hidden_search_words_find_their_question(page: Page) -> None:
    """Search words of a question find it."""
    page.goto("/sporsmal/")
    search(page, "kompetansekrav")
    expect(hits(page).filter(has_text="Hva er læringsmål?")).to_have_count(1)
    expect(status(page)).to_contain_text("treff")


def test_each_question_is_found_once(page: Page) -> None:
    """A question with several roles is one hit, and a button shows all hits."""
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


def test_the_words_are_marked_in_title_and_text(page: Page) -> None:
    """<mark> contains the whole words that were found, in the title and in an excerpt."""
    page.goto("/sporsmal/")
    hit = search(page, "supervisjon").first
    for part in (".hit__title", ".hit__text"):
        marked = [x.lower() for x in hit.locator(f"{part} mark").all_inner_texts()]
        assert marked
        assert all(x.startswith("super") for x in marked)
    assert len(hit.locator(".hit__text").inner_text()) < 200


def test_a_typing_error_is_corrected_and_reported(page: Page) -> None:
    """One wrong letter in a long word is corrected, and the status says so."""
    page.goto("/sporsmal/")
    search(page, "kompetanseportqlen")
    assert titles(page)[0] == "Hva er kompetanseportalen?"
    expect(status(page)).to_contain_text("Viser treff for «kompetanseportalen»")


def test_a_hit_says_what_it_is(page: Page) -> None:
    """Each hit says whether it is a question, link, term or page, and names its topic if any."""
    page.goto("/sporsmal/")
    seen = set()
    for words in ("utdanningsplan", "personvern", "kurs"):
        search(page, words)
        seen |= {x.split(" · ")[0] for x in hits(page).locator(".hit__about").all_inner_texts()}
    assert seen == {"Spørsmål", "Lenke", "Ordliste", "Side"}


# --- no hits


def test_no_hits_offers_a_spelling(page: Page) -> None:
    """A button offers a similar known word, and searches for it."""
    page.goto("/sporsmal/")
    search(page, "kompetnseportelan")
    expect(status(page)).to_have_text("Ingen treff på «kompetnseportelan».")
    expect(hits(page)).to_have_count(0)
    page.get_by_role("button", name="Mente du «kompetanseportalen»?").click()
    expect(field(page)).to_have_value("kompetanseportalen")
    assert has_focus(field(page))
    assert hits(page).count() > 0


def test_no_hits_offers_the_other_roles(lis: Page) -> None:
    """A button shows the number of hits for other roles, and opens them."""
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
    """There is a link to all questions, and one to suggest a new one if the hub allows it."""
    with watched(browser, coffee, **WIDE) as page:
        page.goto("/ordliste/")
        open_window(page)
        search(page, "gulerøtter")
        suggest = page.get_by_role("link", name="Foreslå et nytt spørsmål")
        address = suggest.get_attribute("href") or ""
        assert address.startswith("mailto:kaffehjelpen@example.org?subject=Forslag")
        page.get_by_role("link", name="Se alle spørsmål").click()
        page.wait_for_url("**/sporsmal/")


def test_no_suggestion_is_offered_without_a_recipient(page: Page) -> None:
    """A hub without a repository and a mailbox offers no suggestion."""
    page.goto("/sporsmal/")
    search(page, "gulerøtter")
    expect(page.get_by_role("link", name="Se alle spørsmål")).to_be_visible()
    expect(page.get_by_role("link", name="Foreslå et nytt spørsmål")).to_have_count(0)
