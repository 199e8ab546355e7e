"""The change log: its feeds are valid Atom, its page shows it, and what is wrong in it is told."""

import re
import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from lxml import etree

from generator.check.checks import check
from generator.hub.changes import change_log
from generator.hub.load import read_hub
from generator.hub.model import Hub
from generator.site.export.files import files
from generator.site.pages.render import Renderer, Settings
from tests.site_fixtures import (
    HUBS,
    Site,
    a_hub,
    a_question,
    a_role,
    built,
    hub,
    parse,
    parse_strictly,
)

ATOM = {"a": "http://www.w3.org/2005/Atom"}
GRAMMAR = etree.RelaxNG(etree.parse(Path(__file__).with_name("atom.rng")))
BASE = "https://kaffe.example.org/hjelp/"
# RFC 4287, 3.3: a date of RFC 3339 with capital letters.
MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)")
# RFC 3987: a scheme, something after it, and no character that an IRI may not have.
IRI = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[^\s<>\"{}|\\^`]+")


def faults(text: bytes) -> list[str]:
    """Return what RFC 4287 has against a feed, and what a good feed would not do."""
    feed = etree.fromstring(text)
    if not GRAMMAR.validate(feed):
        return [f"grammar: {error.message}" for error in GRAMMAR.error_log]
    return [*_faults_of_feed(feed), *_faults_of_values(feed)]


def _faults_of_feed(feed: Any) -> Iterator[str]:
    entries = feed.findall("a:entry", ATOM)
    if feed.find("a:author", ATOM) is None and any(
        entry.find("a:author", ATOM) is None for entry in entries
    ):
        yield "nobody has written an entry (4.1.1)"
    ids = [element.text for element in feed.iterfind(".//a:id", ATOM)]
    if len(set(ids)) < len(ids):
        yield "two things have one id (4.1.1)"
    moments = [entry.findtext("a:updated", None, ATOM) for entry in entries]
    if moments != sorted(moments, reverse=True):
        yield "the newest entry does not stand first"
    if moments and feed.findtext("a:updated", None, ATOM) != moments[0]:
        yield "the feed is not as new as its newest entry"
    for holder in (feed, *entries):
        links = [
            (x.get("rel", "alternate"), x.get("type"), x.get("hreflang"))
            for x in holder.findall("a:link", ATOM)
        ]
        alternates = [link for link in links if link[0] == "alternate"]
        if len(set(alternates)) < len(alternates):
            yield "two alternate links are of one type and language (4.1.1, 4.1.2)"
        if holder is not feed and not alternates and holder.find("a:content", ATOM) is None:
            yield "an entry has neither content nor an alternate link (4.1.2)"
        if [rel for rel, *_ in links].count("self") > (holder is feed):
            yield "there is more than one self link"


def _faults_of_values(feed: Any) -> Iterator[str]:
    for element in feed.iter(f"{{{ATOM['a']}}}*"):
        name = etree.QName(element).localname
        addresses = [element.get(key) for key in ("href", "src", "uri", "scheme")]
        addresses += [element.text] if name in ("id", "icon", "logo", "uri") else []
        for address in addresses:
            if address is not None and not IRI.fullmatch(address):
                yield f"{name}: «{address}» is not an absolute IRI"
        if name in ("updated", "published") and not MOMENT.fullmatch(element.text):
            yield f"{name}: «{element.text}» is not a date (3.3)"
        if name in ("title", "name", "id") and not (element.text or "").strip():
            yield f"{name} is empty"
        if name == "category" and not re.fullmatch(r"\S+", element.get("term")):
            yield "a category's term is not one word"
        if element.get("type") == "html":
            yield from _faults_of_html(element.text)


def _faults_of_html(html: str) -> Iterator[str]:
    tree, misfits = parse_strictly(html)
    yield from misfits
    if unsafe := {x.tag for x in tree.walk()} - {"#root", "p", "ul", "li", "a"}:
        yield f"content holds {unsafe}"
    for link in tree.all("a"):
        if not IRI.fullmatch(link["href"]):
            yield f"content: «{link['href']}» is not an absolute IRI"


def feeds_of(data: Hub, site_url: str = "https://x.no/", name: str = "Hjelp") -> dict[str, bytes]:
    """Return path -> text of the feeds that a hub gives."""
    renderer = Renderer(data, Settings(site_name=name, site_url=site_url))
    return {path: text.encode() for path, text in files(renderer, []) if path.endswith("feed.xml")}


def with_changes(*changes: dict[str, Any], **more: Any) -> Hub:
    """Return a hub with changes; each has a date, a title and a note unless it says otherwise."""
    plain = {"date": "2025-01-05", "title": "Tittel", "note": "Merknad."}
    more.setdefault("roles", [a_role("gjest"), a_role("vert")])
    questions = (a_question("a", "gjest"), a_question("b", "vert"), a_question("c", "gjest"))
    return a_hub(*questions, changes=[plain | change for change in changes], **more)


def entries(feed: bytes) -> list[Any]:
    """Return the entries of a feed."""
    return list(etree.fromstring(feed).findall("a:entry", ATOM))


def titles(feed: bytes) -> list[str]:
    """Return the titles of a feed's entries."""
    return [entry.findtext("a:title", None, ATOM) for entry in entries(feed)]


# --- valid


@pytest.mark.parametrize("name", HUBS)
def test_every_feed_of_a_site_is_valid(name: str) -> None:
    """There is a feed of everything and one for each role, and RFC 4287 has nothing against any."""
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
def test_the_check_of_feeds_refuses_what_is_wrong(old: bytes, new: bytes, fault: str) -> None:
    """A feed with one fault is refused for that fault: the test above can fail."""
    feed = feeds_of(with_changes({}))["feed.xml"]
    assert faults(feed) == []
    assert old in feed
    found = faults(feed.replace(old, new))
    assert found
    assert any(fault in line for line in found), found


def test_an_id_that_stands_twice_is_refused() -> None:
    """The check of feeds sees an entry that stands there two times."""
    feed = feeds_of(with_changes({}))["feed.xml"]
    entry = feed[feed.index(b"<entry>") : feed.index(b"</feed>")]
    assert faults(feed.replace(b"</feed>", entry + b"</feed>")) == [
        "two things have one id (4.1.1)"
    ]


@pytest.mark.parametrize("changes", [[], [{"new": ["a"], "questions": ["b"]}, {"title": "To"}]])
def test_a_feed_without_an_address_is_valid(changes: list[dict[str, Any]]) -> None:
    """Where the site's address is not known, ids are names, and there is no link at all."""
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
    """A reader who follows two hubs sees the changes of both."""
    ids = [
        {x.text for x in etree.fromstring(text).iterfind(".//a:id", ATOM)}
        for name in ("En", "To")
        for text in [feeds_of(with_changes({}), "", name)["feed.xml"]]
    ]
    assert len(ids[0]) == 2
    assert ids[0].isdisjoint(ids[1])


def test_a_feed_without_changes_is_valid() -> None:
    """It has a date of its own, never the build's."""
    for text in feeds_of(a_hub(a_question("q"))).values():
        assert faults(text) == []
        assert etree.fromstring(text).findtext("a:updated", None, ATOM) == "1970-01-01T00:00:00Z"


def test_words_of_authors_are_words_in_a_feed() -> None:
    """Tags, quotes and ampersands in names, titles and notes are shown as they are written."""
    nasty = "<b>&\"'</b> ]]> &amp; </content><script>"
    data = a_hub(
        a_question("q", question=nasty),
        roles=[a_role("gjest", name=nasty)],
        changes=[{"date": "2025-01-01", "title": nasty, "note": nasty, "new": ["q"]}],
    )
    for text in feeds_of(data, "https://x.no/?a=1&b=2/", nasty).values():
        assert faults(text) == []
        (entry,) = entries(text)
        assert entry.findtext("a:title", None, ATOM) == nasty
        assert entry.find("a:category", ATOM).get("label") == nasty
        assert entry.find("a:link[@rel='related']", ATOM).get("title") == nasty
        content = parse(entry.findtext("a:content", None, ATOM))
        assert content.all("p")[0].text == nasty
        assert content.one("a").text == nasty


# --- what stands in them


def test_a_feed_says_what_it_is_and_who_it_is_for() -> None:
    """A role's feed has its role in the title; each feed has one address, its own."""
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


def test_the_newest_change_stands_first() -> None:
    """Whatever the order in the file, changes come by date; those of a day as they are written."""
    days = [("2025-01-05", "d"), ("2025-03-01", "b"), ("2025-06-01", "a"), ("2025-03-01", "c")]
    data = with_changes(*({"date": day, "title": title} for day, title in days))
    assert titles(feeds_of(data)["feed.xml"]) == ["a", "b", "c", "d"]


def test_a_role_has_the_changes_that_concern_it() -> None:
    """Those of its own questions and those of none; and of a change only its own questions."""
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
    """In the hub's order, with id and name, the same in every feed."""
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
    """Where a role has another title of a question, its feed has that one."""
    site = built("kaffe")
    related = {
        path: etree.fromstring(site.files[path]).find(".//a:link[@rel='related'][@title]", ATOM)
        for path in ("ringevikar/feed.xml", "barista/feed.xml")
    }
    assert {path: link.get("title") for path, link in related.items()} == {
        "ringevikar/feed.xml": "Hvor mye kaffe tar jeg?",
        "barista/feed.xml": "Hvor mye kaffe går det i en kopp?",
    }


def test_a_draft_is_not_named_and_concerns_nobody() -> None:
    """A change tells of its published questions alone, and goes to their roles alone."""
    made = {path: built("kaffe").texts[path] for path in built("kaffe").files if "feed" in path}
    assert not any("hostoppskrift" in text or "hemmelig" in text for text in made.values())
    assert "Nytt om renhold" in made["butikksjef/feed.xml"]
    assert "Nytt om renhold" not in made["barista/feed.xml"]


def test_a_change_keeps_its_id() -> None:
    """When others come and go, or its note is mended; a reader's program doesn't show it anew."""

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


def test_links_of_the_feeds_lead_somewhere() -> None:
    """Each page and anchor that a feed names is on the site."""
    site = built("kaffe")
    for path in (x for x in site.files if x.endswith("feed.xml")):
        feed = etree.fromstring(site.files[path])
        addresses = [link.get("href") for link in feed.iter("{*}link")]
        addresses += [id_.text for id_ in feed.iter("{*}id")]
        for content in feed.iter("{*}content"):
            addresses += [link["href"] for link in parse(content.text).all("a")]
        for address in addresses:
            assert address.startswith(BASE)
            assert leads_somewhere(site, address.removeprefix(BASE)), address


def leads_somewhere(site: Site, address: str) -> bool:
    """Return whether an address from the site's root has its file, and its anchor if it has one."""
    target = site.target("index.html", address or ".")
    if target is None or target[0] not in site.files:
        return False
    return not target[1] or target[1] in site.ids(target[0])


# --- the page


def test_the_page_shows_the_whole_log() -> None:
    """Each change with its day, note, and new and changed answers, under the anchor of the feed."""
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


def test_the_page_leads_each_role_to_its_answer() -> None:
    """A named question leads to its page, and each of its roles to the answer on the role's own."""
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
    assert all(leads_somewhere(site, f"{path}#{id_}") for _, (path, id_) in links[1:])


@pytest.mark.parametrize("name", HUBS)
def test_the_page_leads_to_every_feed(name: str) -> None:
    """By plain links: the feed of everything first, then one for each role by its name."""
    site = built(name)
    page = site.page("endringer/index.html")
    links = page.all("a", type="application/atom+xml")
    assert [site.target("endringer/index.html", link["href"]) for link in links] == [
        ("feed.xml", ""), *((f"{role.id}/feed.xml", "") for role in hub(name).roles),
    ]  # fmt: skip
    assert all(link.text.startswith("Endringer for ") for link in links[1:])


# --- what is told to editors


def told(folder: Path, changes: str) -> list[str]:
    """Return what the check says of a coffee hub with these changes, on one day in 2026."""
    root = folder / "hub"
    shutil.copytree(HUBS["kaffe"], root)
    (root / "content/changes.yaml").write_text(changes, encoding="utf-8")
    data, origins, problems = read_hub(root)
    return [str(x) for x in sorted([*problems, *check(data, origins, date(2026, 11, 21))])]


def test_a_log_that_is_right_gets_no_message(tmp_path: Path) -> None:
    """A change may be of today, and two changes of one day or of one title are two changes."""
    row = "\n  - {{date: {}, title: {}, note: N., new: [bytte-vakt], questions: [arlig-kontroll]}}"
    days = [("2026-11-21", "A"), ("2026-11-21", "B"), ("2026-11-20", "A")]
    log = "changes:" + "".join(row.format(*day) for day in days) + "\n"
    assert told(tmp_path, log) == []


def test_what_is_wrong_in_the_log_is_told_at_its_place(tmp_path: Path) -> None:
    """An unknown question, one that stands twice, a day to come, and the same change once more."""
    found = told(tmp_path, """\
changes:
  - {date: 2026-11-22, title: A, note: N., new: [bytte-vatk]}
  - {date: 2026-11-20, title: B, note: N., new: [bytte-vakt], questions: [bytte-vakt]}
  - {date: 2026-11-20, title: B, note: M.}
""")  # fmt: skip
    future = "endringen er datert i fremtiden (2026-11-22); skriv dagen den publiseres"
    again = "endringen står allerede i content/changes.yaml:3:31, med samme dato"
    assert [line.removeprefix("content/changes.yaml:") for line in found] == [
        f"2:12: feil: {future} [future-date]",
        "2:50: feil: ukjent spørsmål «bytte-vatk»; mente du «bytte-vakt»? [unknown-question]",
        "3:75: feil: «bytte-vakt» står to ganger i samme endring; behold én [listed-twice]",
        f"4:31: feil: {again}; gi den et eget navn [listed-twice]",
    ]


def test_a_change_that_fails_hides_none_of_the_others(tmp_path: Path) -> None:
    """What is wrong in the change after it is told at the right line."""
    found = told(tmp_path, """\
changes:
  - {date: i går, title: A, note: N.}
  - {date: 2026-11-20, title: B, note: N., new: [tull]}
""")  # fmt: skip
    assert [line.partition(" feil: ")[0] for line in found] == [
        "content/changes.yaml:2:12:", "content/changes.yaml:3:50:",
    ]  # fmt: skip


def test_no_two_changes_of_a_site_share_an_anchor() -> None:
    """The anchors are made of date and title, both of which may be shared, but not together."""
    data = with_changes({}, {"title": "To"}, {"date": "2025-01-06"})
    assert len({entry.anchor for entry in change_log(data)}) == 3
