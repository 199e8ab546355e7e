"""What machines read: hub.json, the sitemap, the feed and the pages of earlier addresses."""

import json
import re
from typing import Any
from urllib.parse import urljoin
from xml.etree import ElementTree as ET

import pytest
from site_fixtures import HUBS, Site, a_hub, a_link, a_question, a_role, built, hub, parse

from generator.export import files, hub_json
from generator.model import Change, Hub
from generator.render import Renderer, Settings

ATOM = "{http://www.w3.org/2005/Atom}"
SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
# A date and time as RFC 3339 wants it, which Atom requires.
TIMESTAMP = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:Z|[+-]\d\d:\d\d)")


@pytest.fixture(params=list(HUBS))
def name(request: pytest.FixtureRequest) -> str:
    """Each of the two hubs in turn."""
    return str(request.param)


@pytest.fixture
def site(name: str) -> Site:
    """Its site, built strictly."""
    return built(name)


def exported(site: Site) -> Any:
    """Return the site's hub.json."""
    return json.loads(site.files["data/hub.json"])


def written(data: Hub, path: str, site_url: str = "") -> str:
    """Return the text of one file that a hub gives."""
    renderer = Renderer(data, Settings(site_url=site_url))
    return dict(files(renderer, [page.address for page in renderer.pages()]))[path]


# --- hub.json


def test_the_json_has_its_promised_keys(site: Site) -> None:
    """Format 1 has exactly these keys; a new one needs a look at who reads the file."""
    data = exported(site)
    assert list(data) == ["format", "roles", "topics", "questions", "links"]
    assert data["format"] == 1
    wanted = {
        "roles": {"id", "name", "description", "group", "url"},
        "topics": {"id", "title"},
        "questions": {
            "id", "question", "topic", "roles", "url", "reviewed", "review_by", "terms",
            "aliases", "links", "cites", "answers",
        },
        "links": {
            "id", "title", "url", "url_status", "publisher", "kind", "language", "topic",
            "topic_for", "roles",
        },
    }  # fmt: skip
    for kind, keys in wanted.items():
        assert data[kind]
        assert {frozenset(row) for row in data[kind]} == {frozenset(keys)}


def test_the_json_holds_everything_in_the_authors_order(name: str, site: Site) -> None:
    """Roles, topics, links and published questions all stand there, in order."""
    data, loaded = exported(site), hub(name)
    for kind in ("roles", "topics", "links"):
        assert [row["id"] for row in data[kind]] == [item.id for item in getattr(loaded, kind)]
    assert [row["id"] for row in data["questions"]] == [
        item.id for item in loaded.questions if item.is_published
    ]
    topics = {id_: topic.id for topic in loaded.topics for id_ in topic.questions}
    assert all(row["topic"] == topics[row["id"]] for row in data["questions"])


def test_the_json_has_an_answer_for_each_role(name: str, site: Site) -> None:
    """`answers` holds every role of the question and no other, with its own title and text."""
    by_id = hub(name).by_id("questions")
    for row in exported(site)["questions"]:
        question = by_id[row["id"]]
        assert set(row["answers"]) == set(row["roles"]) == set(question.roles)
        for role, answer in row["answers"].items():
            assert set(answer) == {"question", "markdown", "html"}
            assert answer["question"] == question.title_for(role)
            assert answer["html"].strip()
            assert answer["markdown"].strip()


def test_the_json_says_what_each_role_reads() -> None:
    """A variant stands in its role's answer alone."""
    row = next(x for x in exported(built("kaffe"))["questions"] if x["id"] == "stenge-kassen")
    assert {role: "Tell pengene" in answer["html"] for role, answer in row["answers"].items()} == {
        "barista": True, "butikksjef": False, "ringevikar": True,
    }  # fmt: skip


def test_dates_and_missing_values_are_plain() -> None:
    """A date is a text as in the source; what is not there is null, never left out."""
    rows = {row["id"]: row for row in exported(built("kaffe"))["questions"]}
    assert rows["hvor-mye-kaffe"]["reviewed"] == "2025-01-05"
    assert rows["hvor-mye-kaffe"]["review_by"] == "2099-01-05"
    assert rows["hvor-mye-kaffe"]["aliases"] == ["kaffemengde"]
    assert rows["bytte-vakt"]["reviewed"] is None
    assert rows["arlig-kontroll"]["cites"] == [{"law": "renholdsloven", "section": "9"}]
    assert rows["stenge-kassen"]["cites"] == [{"law": "kommunens-skjenkeregler", "section": None}]
    links = {row["id"]: row for row in exported(built("kaffe"))["links"]}
    assert links["oppskriftsbok"]["url"] is None
    assert links["oppskriftsbok"]["url_status"] == "missing"


def test_addresses_in_the_json_exist(site: Site) -> None:
    """Every address of the site in it is relative to the root and leads to a page and anchor."""
    data = exported(site)
    addresses = [row["url"] for kind in ("roles", "questions") for row in data[kind]]
    for row in data["questions"]:
        for answer in row["answers"].values():
            addresses += [link["href"] for link in parse(answer["html"]).all("a")]
            addresses += re.findall(r"\]\(([^)\s]+)\)", answer["markdown"])
    inside = [url for url in addresses if not re.match(r"https?:|mailto:", url)]
    assert inside
    for address in inside:
        assert not address.startswith(("/", ".", "#", "~")), address
        target = site.target("index.html", address)
        assert target is not None, address
        file, fragment = target
        assert file in site.files, address
        assert not fragment or fragment in site.ids(file), address


def test_a_reference_in_the_json_leads_the_role_to_its_own_page() -> None:
    """To the role's own anchor where it has the question, else to the question's page."""
    row = next(x for x in exported(built("kaffe"))["questions"] if x["id"] == "bytte-vakt")
    for role in ("barista", "ringevikar"):
        for form in ("html", "markdown"):
            assert "sporsmal/arlig-kontroll/" in row["answers"][role][form]
    row = next(x for x in exported(built("kaffe"))["questions"] if x["id"] == "hvor-mye-kaffe")
    assert "barista/#rengjoring-av-maskinen" in row["answers"]["barista"]["html"]
    assert "(barista/#rengjoring-av-maskinen)" in row["answers"]["barista"]["markdown"]
    assert "sporsmal/rengjoring-av-maskinen/" in row["answers"]["ringevikar"]["html"]


def test_the_json_has_no_reference_by_id(site: Site) -> None:
    """Who reads the file needs no knowledge of our schemes or of the glossary's marks."""
    for row in exported(site)["questions"]:
        for answer in row["answers"].values():
            for text in (answer["html"], answer["markdown"]):
                assert not re.search(r"[\"(](?:link|law|question):|\]\(\)|~/", text)
            assert "term_" not in answer["html"]


def test_the_json_has_no_draft_and_no_note_to_editors() -> None:
    """No key, text or order tells of drafts, reasons or editorial notes."""
    question = a_question(
        "q",
        editorial_note="HEMMELIG",
        source={"document": "Åpen", "note": "HEMMELIG"},
        variants={"gjest": {"append": "Mer.", "why": "HEMMELIG"}},
    )
    draft = a_question("utkast", question="HEMMELIG", answer="HEMMELIG", status="draft")
    text = hub_json(Renderer(a_hub(question, draft), Settings()))
    assert "HEMMELIG" not in text
    assert "utkast" not in text
    assert "editorial" not in text


def test_the_json_is_readable_text(site: Site) -> None:
    """Norwegian letters stand as they are, and the file ends with a line end."""
    text = site.texts["data/hub.json"]
    assert "å" in text
    assert "\\u" not in text
    assert text.endswith("}\n")


# --- sitemap


def locations(text: str) -> list[str]:
    """Return the addresses of a sitemap, which must be well-formed."""
    root = ET.fromstring(text)
    assert root.tag == f"{SITEMAP}urlset"
    assert {child.tag for child in root} == {f"{SITEMAP}url"}
    return [str(child.findtext(f"{SITEMAP}loc")) for child in root]


def test_the_sitemap_lists_every_page_once(name: str, site: Site) -> None:
    """All pages but 404 and those of earlier addresses stand there, each once, and all exist."""
    base = {"own": "/", "kaffe": "https://kaffe.example.org/hjelp/"}[name]
    found = locations(site.texts["sitemap.xml"])
    redirects = {
        f"sporsmal/{alias}/index.html" for item in hub(name).questions for alias in item.aliases
    }
    wanted = [path for path in site.page_paths if path != "404.html" and path not in redirects]
    assert sorted(found) == sorted(base + path.removesuffix("index.html") for path in wanted)


# --- feed


def test_the_feed_is_atom(name: str, site: Site) -> None:
    """It has all that RFC 4287 requires of a feed and its entries; no two ids are equal."""
    root = ET.fromstring(site.texts["feed.xml"])
    assert root.tag == f"{ATOM}feed"
    entries = root.findall(f"{ATOM}entry")
    assert len(entries) == len(hub(name).changes) > 0
    ids = []
    for element in (root, *entries):
        assert element.findtext(f"{ATOM}title")
        assert TIMESTAMP.fullmatch(str(element.findtext(f"{ATOM}updated")))
        ids.append(str(element.findtext(f"{ATOM}id")))
        for link in element.findall(f"{ATOM}link"):
            assert urljoin("x:", link.attrib["href"]) != ""
    assert root.findtext(f"{ATOM}author/{ATOM}name")
    assert len(set(ids)) == len(ids)
    assert all(re.match(r"(?:https|urn):", id_) for id_ in ids)
    assert root.findtext(f"{ATOM}updated") == max(
        str(entry.findtext(f"{ATOM}updated")) for entry in entries
    )


def test_links_of_the_feed_lead_somewhere() -> None:
    """Its own address and the page that it tells of exist on the site."""
    site = built("kaffe")
    root = ET.fromstring(site.texts["feed.xml"])
    base = "https://kaffe.example.org/hjelp/"
    for link in root.iter(f"{ATOM}link"):
        assert link.attrib["href"].startswith(base)
        target = site.target("index.html", link.attrib["href"].removeprefix(base) or ".")
        assert target is not None
        assert target[0] in site.files


def test_a_feed_without_an_address_has_no_broken_link() -> None:
    """Where the site's address is not known, the feed has no link rather than a relative one."""
    root = ET.fromstring(written(_with_changes("a"), "feed.xml"))
    relative = [
        link.attrib["href"]
        for link in root.iter(f"{ATOM}link")
        if not link.attrib["href"].startswith("https:")
    ]
    assert relative == []


def _with_changes(*titles: str) -> Hub:
    """Return a hub with a change for each title, newest first, all of one day."""
    changes = [Change.model_validate({"date": "2025-01-05", "title": x, "note": x}) for x in titles]
    return a_hub(a_question("q"), changes=changes)


def _feed_ids(data: Hub) -> dict[str, str]:
    """Return title -> id of a feed's entries."""
    root = ET.fromstring(written(data, "feed.xml", "https://x.no/"))
    return {
        str(entry.findtext(f"{ATOM}title")): str(entry.findtext(f"{ATOM}id"))
        for entry in root.findall(f"{ATOM}entry")
    }


def test_a_new_change_leaves_the_others_their_ids() -> None:
    """A reader's program doesn't show old changes anew when one is added on top."""
    before, after = _feed_ids(_with_changes("b", "a")), _feed_ids(_with_changes("c", "b", "a"))
    assert list(after) == ["c", "b", "a"]
    assert {title: after[title] for title in before} == before


def test_a_removed_change_leaves_the_others_their_ids() -> None:
    """Taking an old change away doesn't rename the newer ones."""
    before, after = _feed_ids(_with_changes("c", "b", "a")), _feed_ids(_with_changes("c", "b"))
    assert after == {title: before[title] for title in after}


def test_a_feed_without_changes_is_still_a_feed() -> None:
    """It has a date of its own, never the build's."""
    root = ET.fromstring(written(a_hub(a_question("q")), "feed.xml"))
    assert root.findtext(f"{ATOM}updated") == "1970-01-01T00:00:00Z"


# --- earlier addresses


def test_an_earlier_address_leads_to_the_question() -> None:
    """Its page leads on by itself and by a link, and asks search engines to leave it out."""
    site = built("kaffe")
    path = "sporsmal/kaffemengde/index.html"
    page = site.page(path)
    refresh = page.one("meta", **{"http-equiv": "refresh"})["content"]
    assert refresh == "0; url=../hvor-mye-kaffe/"
    assert site.target(path, "../hvor-mye-kaffe/") == ("sporsmal/hvor-mye-kaffe/index.html", "")
    assert page.one("link", rel="canonical")["href"] == (
        "https://kaffe.example.org/hjelp/sporsmal/hvor-mye-kaffe/"
    )
    assert page.one("meta", name="robots")["content"] == "noindex"
    assert page.one("a").text == "Hvor mye kaffe går det i en kopp?"
    assert page.one("html")["lang"] == "nb"


def test_every_alias_of_a_published_question_has_a_page() -> None:
    """And a draft's has none."""
    data = a_hub(
        a_question("q", aliases=["en", "to"], question='"<b>&?'),
        a_question("utkast", aliases=["tre"], status="draft"),
    )
    renderer = Renderer(data, Settings())
    made = dict(files(renderer, []))
    assert set(made) == {
        "data/hub.json", "sitemap.xml", "feed.xml",
        "sporsmal/en/index.html", "sporsmal/to/index.html",
    }  # fmt: skip
    page = parse(made["sporsmal/en/index.html"])
    assert page.one("a").text == '"<b>&?'
    assert page.all("link", rel="canonical") == []


def test_words_of_authors_are_never_markup_in_files() -> None:
    """Quotes, ampersands and tags in names leave XML and JSON well-formed."""
    nasty = "<b>&\"'</b> ]]>"
    data = a_hub(
        a_question("q", question=nasty),
        roles=[a_role("gjest", name=nasty)],
        links=[a_link("l", title=nasty)],
        changes=[{"date": "2025-01-01", "title": nasty, "note": nasty}],
    )
    renderer = Renderer(data, Settings(site_name=nasty, site_url="https://x.no/?a=1&b=2/"))
    made = dict(files(renderer, [""]))
    feed = ET.fromstring(made["feed.xml"])
    assert feed.findtext(f"{ATOM}entry/{ATOM}title") == nasty
    assert locations(made["sitemap.xml"]) == ["https://x.no/?a=1&b=2/"]
    assert json.loads(made["data/hub.json"])["questions"][0]["question"] == nasty
