"""The index of a large hub is in parts: the same words, nearly the same hits, and few bytes."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from generator.hub.load import read_hub
from generator.site.build import build
from generator.site.export import search_index
from generator.site.export.search_words import words_of
from generator.site.settings import Settings
from tests.benchmarks import generated
from tests.search_fixtures import QUERY_FILES, Host, find, hosted, marks, open_search, read_queries
from tests.site_fixtures import ROOT, hub

pytestmark = pytest.mark.browser

NASTY = [
    "§ 26, par. 27 og paragraf 28-2", "trinn 1 og B 2, fase 10", "alis.no og helse-sor.no/side",
    "ÆØÅ æøå aa ae oe Ålesund Aaberge é ü ñ", "1½ og x² ⅓", "2024–2026 2024-2026 1/2/3",
    "e_post a_b", "§§ 3 og 4", "par 5 par", "del 3.2 av 4",
    "O’Neill «sitat» – tankestrek", "İstanbul STRASSE ẞ",
]  # fmt: skip


def written(folder: Path, files: Iterator[tuple[str, bytes]]) -> Path:
    """Write a site to a folder."""
    for path, data in files:
        file = folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(data)
    return folder


@pytest.fixture(scope="module")
def parts(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Host]:
    """The site of this hub with an index in parts."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(search_index, "MOST_IN_ONE", 0)
        files = build(hub("own"), Settings(pdf=False, most_answers=20)).all_files()
        folder = written(tmp_path_factory.mktemp("parts"), files)
    with hosted(folder) as host:
        yield host


@pytest.fixture
def reader(browser: Browser, parts: Host) -> Iterator[Page]:
    context = browser.new_context(base_url=parts.url)
    page = context.new_page()
    open_search(page)
    yield page
    context.close()


def test_python_and_the_browser_find_the_same_words(reader: Page) -> None:
    """In all texts of the hub, and where the rules are many."""
    data = hub("own")
    texts = [*NASTY, *(x.question for x in data.questions), *(x.answer for x in data.questions)]
    found = reader.evaluate(
        """(texts) => texts.map((text) => globalThis.rollehub.wordsOf(text)
          .map(({ word, start, end }) => [word, text.slice(start, end)]))""",
        texts,
    )
    for text, words in zip(texts, found, strict=True):
        own = sorted(
            map(list, words_of(text, "nb")), key=lambda x: [y.encode("utf-16-be") for y in x]
        )
        assert own == sorted(words, key=lambda x: [y.encode("utf-16-be") for y in x]), text


# In a smaller set, one query alone is more than the difference that is allowed.
LARGE = [path for path in QUERY_FILES if len(read_queries(path)) >= 80]


@pytest.mark.parametrize("path", LARGE, ids=lambda path: path.stem)
def test_readers_find_the_right_answer_in_parts(reader: Page, page: Page, path: Path) -> None:
    """As often as in an index that is one file."""
    open_search(page)
    queries = read_queries(path)
    whole, split = (
        marks([(query, find(one, query.query, query.role)) for query in queries])
        for one in (page, reader)
    )
    print(f"{path.stem}: MRR {whole.mrr:.3f} whole, {split.mrr:.3f} in parts")
    assert split.mrr >= whole.mrr - 0.015
    assert split.at_3 >= whole.at_3 - 0.015


def test_a_hit_leads_to_where_the_role_reads_it(reader: Page) -> None:
    """On the page of a topic, if the role has many answers."""
    reader.evaluate("localStorage.setItem(`rollehub:/:role`, 'lis')")
    reader.locator("form[data-search] input[type=search]").fill("hva er læringsmål")
    hit = reader.locator("[role=option]").first
    hit.wait_for()
    assert "/lis/innhold-gjennomforing/#hva-er-laeringsmal" in (hit.get_attribute("href") or "")


def test_a_field_shows_hits_and_all_of_them(reader: Page) -> None:
    """They come when their parts are loaded, and stay while the next are."""
    field = reader.locator("form[data-search] input[type=search]")
    field.fill("veileder")
    reader.locator("[role=option]").nth(7).wait_for()
    reader.locator("form[data-search] button.plain", has_text="Vis alle").click()
    reader.locator("[role=option]").nth(17).wait_for()
    assert all(reader.locator(".hit__title").all_inner_texts())
    field.fill("vurdering av kompetanse")
    reader.locator("[role=option]").first.wait_for()
    field.fill("fotball")
    reader.locator(".nohits li").first.wait_for()


def test_a_part_that_cannot_be_loaded_is_said(reader: Page) -> None:
    """And the next search tries again."""
    reader.route("**/search/records/**", lambda route: route.abort())
    field = reader.locator("form[data-search] input[type=search]")
    field.fill("veileder")
    reader.locator("[role=status]", has_text="Søket kan ikke lastes nå").wait_for()
    reader.unroute("**/search/records/**")
    field.fill("veiledere")
    reader.locator("[role=option]").first.wait_for()


def test_a_first_search_of_a_thousand_questions_is_light(browser: Browser, tmp_path: Path) -> None:
    """At most 150 kB are sent, with the program, for the heaviest of some queries."""
    generated.write_hub(tmp_path / "hub", 1000, ROOT / "overrides")
    made, _, problems = read_hub(tmp_path / "hub")
    assert problems == []
    files = build(made, Settings(pdf=False)).all_files()
    wanted = ((path, data) for path, data in files if not path.endswith("index.html"))
    site = build(made, Settings(pdf=False))
    page_file = ("sporsmal/index.html", site.whole(site.pages["sporsmal/"]))
    folder = written(tmp_path / "site", iter([*wanted, page_file]))
    sent = []
    with hosted(folder) as host:
        for query in ("legen planen", "veilederen godkjenner hver måned", "begrep7", "tjen"):
            context = browser.new_context(base_url=host.url)
            page = context.new_page()
            page.goto("/sporsmal/")
            host.forget()
            open_field = page.locator("form[data-search] input[type=search]")
            open_field.focus()
            page.wait_for_function("() => Boolean(globalThis.rollehub?.find)")
            open_field.fill(query)
            page.locator("[role=option]").first.wait_for()
            host.wait()
            sent.append(sum(size for _, size in host.sent))
            context.close()
    print(f"first search: {[round(size / 1000) for size in sent]} kB")
    assert max(sent) <= 150_000
