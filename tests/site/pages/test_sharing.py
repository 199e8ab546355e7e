"""What messages and networks are told of each page: https://ogp.me."""

import pytest

from generator.site.build import build
from generator.site.settings import Settings
from tests.site_fixtures import Node, Site, a_hub, a_question, parse


def told(page: Node) -> dict[str, str]:
    """Return what the head of a page says for networks."""
    named = [(x["property"] or x["name"], x["content"]) for x in page.one("head").all("meta")]
    return {key: value for key, value in named if key.startswith(("og:", "twitter:"))}


@pytest.mark.content
def test_every_page_names_itself(site: Site) -> None:
    """Title, description and address are those of the page; a page at any address has none."""
    for path in site.page_paths:
        page = site.page(path)
        if not page.all("main"):  # it leads to another
            continue
        found = told(page)
        if path == "404.html":
            assert found == {}
            continue
        title = page.one("title").text
        whole = f"{found['og:title']} – {found['og:site_name']}"
        assert title == whole or found["og:title"].startswith(title.removesuffix("…"))
        assert found["og:description"] == page.one("meta", name="description")["content"]
        canonical = [link["href"] for link in page.all("link", rel="canonical")]
        assert [found[key] for key in ("og:url",) if key in found] == canonical
        language = page.one("html")["lang"]
        inside = path.removeprefix(f"{language}/")
        assert found["og:type"] == (
            "article" if inside.startswith("sporsmal/") and inside.count("/") == 2 else "website"
        )
        assert found["og:locale"] == f"{language}_NO"


def test_every_card_is_on_the_site(name: str, site: Site) -> None:
    """A page names the card of its question, of its role, or of the site, by its whole address."""
    base = "https://kaffe.example.org/hjelp/"
    for path in site.page_paths:
        page = site.page(path)
        found = told(page)
        if "og:image" not in found:
            assert name == "own" or not found, path  # our own does not know its address
            assert found.get("twitter:card", "summary") == "summary"
            continue
        card = found["og:image"].removeprefix(base)
        assert card != found["og:image"]
        assert card in site.files
        assert found["twitter:card"] == "summary_large_image"
        if page.all("main", "page--question"):
            assert card == path.replace("index.html", "kort.png")
        elif role := page.one("body")["data-role"]:
            assert card == f"{role}/kort.png"
        else:
            assert card == "kort.png"


def test_nothing_relative_is_told_without_an_address() -> None:
    """Networks would not find it."""
    pages = build(a_hub(a_question("te")), Settings(pdf=False))
    found = told(parse(pages.whole(pages.pages["sporsmal/te/"]).decode()))
    assert {"og:url", "og:image"}.isdisjoint(found)
    assert found["og:title"] == "Hva er te?"


def test_questions_of_a_large_hub_share_the_card_of_the_site() -> None:
    """They have none of their own."""
    settings = Settings(pdf=False, site_url="https://hjelpen.example.org/", most_handouts=1)
    pages = build(a_hub(a_question("te"), a_question("kaffe")), settings)
    found = told(parse(pages.whole(pages.pages["sporsmal/te/"]).decode()))
    assert found["og:image"] == "https://hjelpen.example.org/kort.png"
