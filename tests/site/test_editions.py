"""The edition of a site in another language: what it has, what it shares, and what it says."""

import io
import json
from functools import cache
from urllib.parse import urljoin, urlsplit

import pypdf
import pytest

from generator.shells.edition import edition_of
from generator.shells.offline import offline
from generator.site.build import Site, build
from tests.site.greek_hubs import Built
from tests.site.translated_hubs import BEHIND, GOAL, OTHER, SETTINGS, translated_hub
from tests.site_fixtures import Node, hub


@cache
def site() -> Site:
    """Return the site of the translated hub."""
    return build(translated_hub(), SETTINGS)


@cache
def files() -> Built:
    """Return all of its files."""
    return Built(dict(site().all_files()))


def page(address: str) -> Node:
    """Return the tree of a page."""
    return files().page(f"{address}index.html")


def lead_nowhere(made: Built) -> list[tuple[str, str]]:
    """Return (path of a page, address) of each link in the edition that leads to nothing."""
    wrong = []

    @cache
    def ids(path: str) -> set[str]:
        return {x["id"] for x in made.page(path).walk()} if path.endswith(".html") else set()

    for path in (x for x in made.files if x.startswith("nn/") and x.endswith(".html")):
        for node in made.page(path).walk():
            address = node["href"] or node["src"]
            parts = urlsplit(urljoin(f"http://site/{path.removesuffix('index.html')}", address))
            if not address or parts.netloc != "site":
                continue
            to = parts.path[1:] + ("index.html" if parts.path.endswith("/") else "")
            if to not in made.files or (parts.fragment and parts.fragment not in ids(to)):
                wrong.append((path, address))
    return wrong


def test_a_hub_in_one_language_has_no_edition_and_no_choice() -> None:
    """Not a byte is for languages."""
    made = build(hub("own"), SETTINGS.model_copy(update={"pdf": False}))
    assert [path for path in made.files if path.startswith("nn/")] == []
    assert b"data-language" not in made.whole(made.pages[""])
    assert b"hreflang" not in made.whole(made.pages[f"sporsmal/{GOAL}/"])


def test_every_link_of_the_edition_leads_somewhere() -> None:
    """To its own pages, or to those that it shares with the site."""
    assert lead_nowhere(files()) == []
    copy, _ = offline(translated_hub(), SETTINGS, edition_of(translated_hub(), SETTINGS))
    assert lead_nowhere(Built(copy)) == []
    assert "nn/lis/index.html" in copy


def test_it_has_the_pages_for_reading_and_nothing_else() -> None:
    """Roles and questions with their PDFs and cards, scripts with words, and the search."""
    own = {path.removeprefix("nn/") for path in files().files if path.startswith("nn/")}
    assert {path.partition("/")[0] for path in own} == {
        "index.html", "kort.png", "sporsmal", "emner", "search", "assets",
        *(role.id for role in translated_hub().roles),
    }  # fmt: skip
    assert {path for path in own if path.startswith("assets/")} == {
        f"assets/javascripts/{name}.js" for name in ("hub", "search", "find")
    }
    pages = {path for path in files().files if path.endswith(".html")} - {"404.html"}
    assert {path for path in own if path.endswith(".html")} <= pages
    assert page("nn/lis/").one("link", rel="stylesheet")["href"] == (
        "../../assets/stylesheets/hub.css"
    )


def test_a_translated_answer() -> None:
    """The page is in nynorsk, and each language knows the other."""
    found = page(f"nn/sporsmal/{GOAL}/")
    assert found.one("html")["lang"] == "nn"
    assert found.one("h1").text == "Kva er læringsmål?"
    assert found.one("title").text == "Kva er læringsmål? – Nynorskhuben"
    assert found.one("h1")["lang"] == found.all("div", "text")[0]["lang"] == ""
    assert found.one("link", rel="canonical")["href"] == (
        f"https://hub.example.org/nn/sporsmal/{GOAL}/"
    )
    for address in (f"nn/sporsmal/{GOAL}/", f"sporsmal/{GOAL}/"):
        known = page(address).all("link", hreflang="nn") + page(address).all("link", hreflang="nb")
        assert {x["href"] for x in known} == {
            f"https://hub.example.org/sporsmal/{GOAL}/",
            f"https://hub.example.org/nn/sporsmal/{GOAL}/",
        }


def test_an_answer_that_is_not_translated_says_so() -> None:
    """It is marked as bokmål, and search engines know the original only."""
    found = page(f"nn/sporsmal/{OTHER}/")
    assert "Svaret er ikkje omsett. Det står her på bokmål." in found.one("article").text
    assert found.one("h1")["lang"] == found.all("div", "text")[0]["lang"] == "nb"
    original = f"https://hub.example.org/sporsmal/{OTHER}/"
    assert found.one("link", rel="canonical")["href"] == original
    assert found.all("link", hreflang="nn") == []
    sitemap = files().files["sitemap.xml"].decode()
    assert f"/nn/sporsmal/{GOAL}/<" in sitemap
    assert f"/nn/sporsmal/{OTHER}/<" not in sitemap
    (data,) = found.all("script", type="application/ld+json")
    assert json.loads(str(data.children[0]))["inLanguage"] == "nb"


def test_an_answer_that_is_behind_says_so() -> None:
    """With the way to the original."""
    found = page(f"nn/sporsmal/{BEHIND}/").one("article")
    assert "Svaret på bokmål er endra etter at det vart omsett." in found.text
    (way,) = (x for x in found.all("a") if x.text == "Les det på bokmål")
    assert way["href"] == f"../../../sporsmal/{BEHIND}/"


def test_the_page_of_a_role() -> None:
    """Names are in nynorsk, and each answer says its language."""
    found = page("nn/leder-kommune/")
    assert found.one("h1").text == "Leiar her"
    assert "Emnet" in [x.text for x in found.all("h2")]
    answers = {x["id"]: x for x in found.all("article")}
    assert answers[GOAL].one("h3").text == "Kva er læringsmål?"
    assert answers[GOAL].one("h3")["lang"] == ""
    assert answers[OTHER].one("h3")["lang"] == answers[OTHER].one("div", "text")["lang"] == "nb"
    assert "Svaret er ikkje omsett." in answers[OTHER].text
    assert found.one("div", "tips")["lang"] == "nb"


@pytest.mark.parametrize(
    ("address", "href", "is_same"),
    [
        ("lis/", "../nn/lis/", True),
        ("nn/lis/", "../../lis/", True),
        ("", "nn/", True),
        ("ordliste/", "../nn/", False),
    ],
)
def test_the_header_leads_to_the_other_language(address: str, href: str, is_same: bool) -> None:  # noqa: FBT001
    """To the same page, or to the front page where there is no such page."""
    links = [x for x in page(address).one("header", "top").all("a") if x["data-language"]]
    assert {x["href"] for x in links} == {href}
    assert {x["lang"] for x in links} == {"nb" if address.startswith("nn/") else "nn"}
    assert {"data-same" in x.attributes for x in links} == {is_same}


def test_the_search_finds_the_words_of_the_language() -> None:
    """Its index has nynorsk where there is some, and leads to what the site shares."""
    text = files().files["nn/search/index.js"].decode()
    records = json.loads(text[text.index("{", text.index(".index=")) : text.rindex("}") + 1])
    found = {record["id"]: record for record in records["records"]}
    assert found[GOAL]["t"] == "Kva er læringsmål?"
    assert "Hva er læringsmål?" in found[GOAL]["w"]
    assert found[OTHER]["t"] == "Hva er supervisjon?"
    terms = [record["u"] for record in records["records"] if record["k"] == "term"]
    assert all(address.startswith("../ordliste/#") for address in terms)
    assert "Ingen treff på" in files().files["nn/assets/javascripts/find.js"].decode()


def test_the_pdf_of_a_role() -> None:
    """It is in nynorsk, offered by the page, and says which answers are not."""
    path = "leder-kommune/leder-kommune-sporsmal.pdf"
    reader = pypdf.PdfReader(io.BytesIO(files().files[f"nn/{path}"]))
    text = " ".join(" ".join(x.extract_text() for x in reader.pages).split())
    assert reader.trailer["/Root"]["/Lang"] == "nn-NO"
    assert "Eit læringsmål seier kva LIS skal kunne." in text
    assert "Svaret er ikkje omsett. Det står her på bokmål." in text
    assert "Svaret på bokmål er endra etter at det vart omsett." in text
    offered = [x["href"] for x in page("nn/leder-kommune/").one("p", "files").all("a")]
    assert offered == [f"../{path}", "../leder-kommune/leder-kommune-lenker.pdf"]
    original = pypdf.PdfReader(io.BytesIO(files().files[path]))
    assert original.trailer["/Root"]["/Lang"] == "nb-NO"


def test_the_sheet_of_an_answer_has_its_address() -> None:
    """Also without the address of the site, and no link is said to be in another language."""
    settings = SETTINGS.model_copy(update={"site_url": "", "format": 1})
    made = build(translated_hub(), settings)
    reader = pypdf.PdfReader(io.BytesIO(made.files[f"nn/sporsmal/{GOAL}/{GOAL}.pdf"]))
    assert f"/nn/sporsmal/{GOAL}/" in reader.pages[0].extract_text()
    assert "bokmål" not in made.pages["nn/lis/lenker/"].html


def test_the_data_has_both_languages() -> None:
    """What is not translated is not repeated."""
    data = json.loads(files().files["data/hub.json"])
    questions = {x["id"]: x for x in data["questions"]}
    assert questions[OTHER]["translations"] == {}
    found = questions[GOAL]["translations"]["nn"]
    assert (found["question"], found["is_behind"]) == ("Kva er læringsmål?", False)
    assert found["url"] == f"nn/sporsmal/{GOAL}/"
    assert set(found["answers"]) == set(questions[GOAL]["roles"])
    assert f'href="nn/sporsmal/{OTHER}/"' in found["answers"]["lis"]["html"].replace(
        f"nn/lis/#{OTHER}", f"nn/sporsmal/{OTHER}/"
    )
    assert questions[BEHIND]["translations"]["nn"]["is_behind"] is True
