"""The page with all changes, and its links to answers and feeds."""

from urllib.parse import urlsplit

import pytest
from lxml import etree

from tests.site.export.atom import ATOM, address_exists
from tests.site_fixtures import HUBS, built, hub


def test_the_page_shows_the_whole_log() -> None:
    """Each change is shown with date, note and answers, under the anchor that the feed links to."""
    site = built("kaffe")
    page = site.page("endringer/index.html")
    shown = [
        (x.one("h2").text, x.one("time")["datetime"], [h.text for h in x.all("h3")])
        for x in page.all("section", "change")
    ]
    assert shown == [
        ("Nytt om renhold & kontroll", "2025-03-01", ["Nye svar"]),
        ("Riktig mengde kaffe", "2025-02-10", ["Endrede svar"]),
        ("Kaffehjelpen er åpnet", "2025-01-05", []),
    ]
    feed = etree.fromstring(site.files["feed.xml"])
    anchors = [urlsplit(x.findtext("a:id", None, ATOM)).fragment for x in feed.iter("{*}entry")]
    assert [x["id"] for x in page.all("section", "change")] == anchors


def test_the_page_links_to_the_answer_of_each_role() -> None:
    """A named question links to its own page, and each of its roles to the answer on the role's
    page.
    """
    site = built("kaffe")
    section = site.page("endringer/index.html").all("section", "change")[1]
    links = [(link.text, site.target("endringer/index.html", link["href"])) for link in
             section.one("ul", "index").all("a")]  # fmt: skip
    assert links == [
        ("Hvor mye kaffe går det i en kopp?", ("sporsmal/hvor-mye-kaffe/index.html", "")),
        ("Barista", ("barista/index.html", "hvor-mye-kaffe")),
        ("Butikksjef", ("butikksjef/index.html", "hvor-mye-kaffe")),
        ("Ringevikar", ("ringevikar/index.html", "hvor-mye-kaffe")),
    ]
    assert all(address_exists(site, f"{path}#{id_}") for _, (path, id_) in links[1:])


@pytest.mark.parametrize("name", HUBS)
def test_the_page_links_to_every_feed(name: str) -> None:
    """There are plain links to the feed of all changes and to the feed of each role."""
    site = built(name)
    page = site.page("endringer/index.html")
    links = page.all("a", type="application/atom+xml")
    assert [site.target("endringer/index.html", link["href"]) for link in links] == [
        ("feed.xml", ""), *((f"{role.id}/feed.xml", "") for role in hub(name).roles),
    ]  # fmt: skip
    assert all(link.text.startswith("Endringer for ") for link in links[1:])
