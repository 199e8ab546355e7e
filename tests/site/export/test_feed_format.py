"""The feeds of changes are valid Atom (RFC 4287)."""

from typing import Any

import pytest
from lxml import etree

from tests.site.export.atom import ATOM, entries, faults, feeds_of, with_changes
from tests.site_fixtures import a_hub, a_question, a_role, built, hub, parse


@pytest.mark.content
def test_every_feed_of_a_site_is_valid(name: str) -> None:
    """There is a feed of all changes and one for each role, all valid by RFC 4287."""
    site = built(name)
    paths = ["feed.xml", *(f"{role.id}/feed.xml" for role in hub(name).roles)]
    assert [path for path in site.files if path.endswith("feed.xml")] == sorted(paths)
    assert {path: faults(site.files[path]) for path in paths} == {path: [] for path in paths}


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        (b"<id>https://x.no/feed.xml</id>", b"", "grammar"),
        (b"<author>\n<name>Hjelp</name>\n</author>", b"", "nobody has written"),
        (b"<name>Hjelp</name>", b"", "grammar"),
        (b"</author>", b"</author><link rel='self' href='https://x.no/'/>", "more than one self"),
        (b'href="https://x.no/feed.xml"', b'href="feed.xml"', "not an absolute IRI"),
        (b"<updated>2025-01-05T00:00:00Z</updated>", b"<updated>5. januar</updated>", "grammar"),
        (b"05T00:00:00Z", b"05T00:00:00", "not a date"),
        (b"<title>Tittel</title>", b"<title><b>Tittel</b></title>", "grammar"),
        (b"<title>Tittel</title>", b"<title>a</title><title>b</title>", "grammar"),
        (b"&lt;/p&gt;", b"", "<p> is not closed"),
        (b"&lt;p&gt;", b"&lt;p&gt;&lt;script&gt;&lt;/script&gt;", "content holds {'script'}"),
        (b'term="gjest"', b'term="en gjest"', "not one word"),
        (b"</feed>", b"<entry/></feed>", "grammar"),
        (b"<content", b"<rights>MIT</rights><rights>MIT</rights><content", "grammar"),
    ],
)
def test_the_check_of_feeds_rejects_each_fault(old: bytes, new: bytes, fault: str) -> None:
    """A feed with one fault is rejected for that fault, so the test above can fail."""
    feed = feeds_of(with_changes({}))["feed.xml"]
    assert faults(feed) == []
    assert old in feed
    found = faults(feed.replace(old, new))
    assert found
    assert any(fault in line for line in found), found


def test_a_duplicate_id_is_rejected() -> None:
    """A feed that contains an entry twice is rejected."""
    feed = feeds_of(with_changes({}))["feed.xml"]
    entry = feed[feed.index(b"<entry>") : feed.index(b"</feed>")]
    assert faults(feed.replace(b"</feed>", entry + b"</feed>")) == [
        "two things have one id (4.1.1)"
    ]


@pytest.mark.parametrize("changes", [[], [{"new": ["a"], "questions": ["b"]}, {"title": "To"}]])
def test_a_feed_without_an_address_is_valid(changes: list[dict[str, Any]]) -> None:
    """If the site's address is not known, ids are URNs and there are no links."""
    made = feeds_of(with_changes(*changes), site_url="")
    for text in made.values():
        assert faults(text) == []
        assert etree.fromstring(text).findall(".//a:link", ATOM) == []
        assert b"href" not in text
        ids = [element.text for element in etree.fromstring(text).iterfind(".//a:id", ATOM)]
        assert all(id_.startswith("urn:uuid:") for id_ in ids)
    if changes:
        assert "Hva er a?" in entries(made["feed.xml"])[0].findtext("a:content", None, ATOM)


def test_two_sites_without_an_address_share_no_id() -> None:
    """The ids of two hubs differ, so that a reader can follow both."""
    ids = [
        {x.text for x in etree.fromstring(text).iterfind(".//a:id", ATOM)}
        for name in ("En", "To")
        for text in [feeds_of(with_changes({}), "", name)["feed.xml"]]
    ]
    assert len(ids[0]) == 2
    assert ids[0].isdisjoint(ids[1])


def test_a_feed_without_changes_is_valid() -> None:
    """Its date is fixed and does not depend on the time of the build."""
    for text in feeds_of(a_hub(a_question("q"))).values():
        assert faults(text) == []
        assert etree.fromstring(text).findtext("a:updated", None, ATOM) == "1970-01-01T00:00:00Z"


def test_words_of_authors_are_words_in_a_feed() -> None:
    """Tags, quotes and ampersands in names, titles and notes are shown as text."""
    nasty = "<b>&\"'</b> ]]> &amp; </content><script>"
    data = a_hub(
        a_question("q", question=nasty),
        roles=[a_role("gjest", name=nasty)],
        changes=[{"date": "2025-01-01", "title": nasty, "note": nasty, "new": ["q"]}],
    )
    for text in feeds_of(data, "https://x.no/a&b/", nasty).values():
        assert faults(text) == []
        (entry,) = entries(text)
        assert entry.findtext("a:title", None, ATOM) == nasty
        assert entry.find("a:category", ATOM).get("label") == nasty
        assert entry.find("a:link[@rel='related']", ATOM).get("title") == nasty
        content = parse(entry.findtext("a:content", None, ATOM))
        assert content.all("p")[0].text == nasty
        assert content.one("a").text == nasty
