"""What a feed contains: the changes for all roles or for one, newest first."""

from typing import Any

from lxml import etree

from tests.site.export.atom import ATOM, address_exists, entries, feeds_of, with_changes
from tests.site_fixtures import built, parse

BASE = "https://kaffe.example.org/hjelp/"


def titles(feed: bytes) -> list[str]:
    """Return the titles of a feed's entries."""
    return [entry.findtext("a:title", None, ATOM) for entry in entries(feed)]


def test_a_feed_says_what_it_is_and_who_it_is_for() -> None:
    """A role's feed has the role in its title, and each feed links to itself."""
    site = built("kaffe")
    wanted = {
        "feed.xml": "Kaffehjelpen: endringer",
        "barista/feed.xml": "Kaffehjelpen: endringer for barista",
    }
    for path, title in wanted.items():
        feed = etree.fromstring(site.files[path])
        assert feed.findtext("a:title", None, ATOM) == title
        assert [x.get("href") for x in feed.findall("a:link[@rel='self']", ATOM)] == [BASE + path]
        assert feed.get("{http://www.w3.org/XML/1998/namespace}lang") == "nb"
        assert feed.find("a:rights", ATOM) is None


def test_the_newest_change_is_first() -> None:
    """Changes are sorted by date, and those of one day keep their order in the file."""
    days = [("2025-01-05", "d"), ("2025-03-01", "b"), ("2025-06-01", "a"), ("2025-03-01", "c")]
    data = with_changes(*({"date": day, "title": title} for day, title in days))
    assert titles(feeds_of(data)["feed.xml"]) == ["a", "b", "c", "d"]


def test_a_role_has_the_changes_that_concern_it() -> None:
    """A role's feed has changes to its own questions and general ones, and lists only its own
    questions.
    """
    data = with_changes(
        {"title": "begge", "new": ["a"], "questions": ["b", "c"]},
        {"title": "gjest", "questions": ["c"]},
        {"title": "vert", "new": ["b"]},
        {"title": "alle"},
    )
    made = feeds_of(data)
    assert titles(made["feed.xml"]) == ["begge", "gjest", "vert", "alle"]
    assert titles(made["gjest/feed.xml"]) == ["begge", "gjest", "alle"]
    assert titles(made["vert/feed.xml"]) == ["begge", "vert", "alle"]
    related = [x.get("href") for x in entries(made["vert/feed.xml"])[0].findall("a:link", ATOM)]
    assert related[1:] == ["https://x.no/vert/#b"]
    content = parse(entries(made["gjest/feed.xml"])[0].findtext("a:content", None, ATOM))
    assert content.text == "Merknad.Nye svar:Hva er a?Endrede svar:Hva er c?"
    assert [link["href"] for link in content.all("a")] == [
        "https://x.no/gjest/#a", "https://x.no/gjest/#c",
    ]  # fmt: skip


def test_a_change_has_its_roles_as_categories() -> None:
    """Categories are in the hub's order, with id and name, and the same in every feed."""
    changes = {"questions": ["b", "a"]}, {"title": "To", "questions": ["b"]}, {"title": "Tre"}
    made = feeds_of(with_changes(*changes))
    found = [
        [(x.get("term"), x.get("label")) for x in entry.findall("a:category", ATOM)]
        for entry in entries(made["feed.xml"])
    ]
    guest, host = ("gjest", "Gjest"), ("vert", "Vert")
    assert found == [[guest, host], [host], [guest, host]]
    schemes = {x.get("scheme") for x in etree.fromstring(made["feed.xml"]).iter("{*}category")}
    assert schemes == {"https://x.no/"}
    first = entries(made["vert/feed.xml"])[0]
    assert [x.get("term") for x in first.findall("a:category", ATOM)] == ["gjest", "vert"]


def test_a_role_reads_its_own_wording() -> None:
    """A role's feed uses the role's own title of a question."""
    site = built("kaffe")
    related = {
        path: etree.fromstring(site.files[path]).find(".//a:link[@rel='related'][@title]", ATOM)
        for path in ("ringevikar/feed.xml", "barista/feed.xml")
    }
    assert {path: link.get("title") for path, link in related.items()} == {
        "ringevikar/feed.xml": "Hvor mye kaffe tar jeg?",
        "barista/feed.xml": "Hvor mye kaffe går det i en kopp?",
    }


def test_a_draft_is_in_no_feed() -> None:
    """A change lists its published questions only, and is only in the feeds of their roles."""
    made = {path: built("kaffe").texts[path] for path in built("kaffe").files if "feed" in path}
    assert not any("hostoppskrift" in text or "hemmelig" in text for text in made.values())
    assert "Nytt om renhold" in made["butikksjef/feed.xml"]
    assert "Nytt om renhold" not in made["barista/feed.xml"]


def test_a_change_keeps_its_id() -> None:
    """The id does not change when the note is edited or other changes are added or removed."""

    def ids(*changes: dict[str, Any]) -> dict[str, str]:
        feed = feeds_of(with_changes(*changes))["feed.xml"]
        return {
            x.findtext("a:title", None, ATOM): x.findtext("a:id", None, ATOM) for x in entries(feed)
        }

    before = ids({"title": "b"}, {"title": "a"})
    assert len(set(before.values())) == 2
    assert ids({"title": "c"}, {"title": "b", "note": "Rettet."}, {"title": "a"}).items() >= (
        before.items()
    )
    assert ids({"title": "b"}).items() <= before.items()


def test_links_of_the_feeds_exist() -> None:
    """Every page and anchor that a feed links to exists on the site."""
    site = built("kaffe")
    for path in (x for x in site.files if x.endswith("feed.xml")):
        feed = etree.fromstring(site.files[path])
        addresses = [link.get("href") for link in feed.iter("{*}link")]
        addresses += [id_.text for id_ in feed.iter("{*}id")]
        for content in feed.iter("{*}content"):
            addresses += [link["href"] for link in parse(content.text).all("a")]
        for address in addresses:
            assert address.startswith(BASE)
            assert address_exists(site, address.removeprefix(BASE)), address
