"""The offline copies of the two hubs: links, what is left out, and the notice on each page."""

import posixpath
import re
from collections.abc import Callable
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest

from generator.linkcheck.results import Result, Run, Verdict
from generator.shells.edition import READ_ME, edition_of
from generator.shells.folder import MARK
from generator.shells.offline import offline
from generator.shells.reading import read_sources
from generator.site.build import build
from tests.shells.hub_copies import copy_of_kaffe
from tests.shells.offline_copies import (
    LOOKED_AFTER,
    addresses,
    copied,
    first_element,
    is_local,
    pages,
)
from tests.site_fixtures import Node, Site, hub, parse_strictly

# Every HTML attribute that can contain an address. These tests look at those in LOOKED_AFTER.
ADDRESSES = {
    "action", "archive", "background", "cite", "classid", "codebase", "data", "formaction", "href",
    "imagesrcset", "longdesc", "manifest", "ping", "poster", "profile", "src", "srcset", "usemap",
    "xlink:href",
}  # fmt: skip


FOR_THE_NET = {"404.html", "_headers", "llms.txt", "sitemap.xml", ".rollehub-site"}


def test_every_address_has_a_file_and_an_anchor_in_the_copy(copy: dict[str, bytes]) -> None:
    """Every local address is the full path of a file in the copy, and its fragment exists."""
    trees = pages(copy)
    ids = {path: {node["id"] for node in tree.walk()} for path, tree in trees.items()}
    wrong, seen, anchors = [], 0, 0
    for path, tree in trees.items():
        for _, address in addresses(tree):
            if not is_local(address):
                continue
            parts = urlsplit(address)
            inside = unquote(parts.path)
            file = posixpath.normpath(posixpath.join(posixpath.dirname(path), inside))
            file = file if inside else path
            seen += 1
            anchors += bool(parts.fragment)
            found = file in copy and (not parts.fragment or unquote(parts.fragment) in ids[file])
            if inside.startswith("/") or not found:
                wrong.append((path, address))
    assert wrong == []
    assert seen > len(trees) * 20
    assert anchors > len(trees)


def test_no_page_has_an_address_in_another_attribute(site: Site) -> None:
    """Pages use no attribute for addresses other than those that these tests look at."""
    found = {
        (path, key)
        for path in site.page_paths
        for node in site.page(path).walk()
        for key in node.attributes
        if key in ADDRESSES - LOOKED_AFTER or (key == "style" and "url(" in node[key])
    }
    assert found == set()


def _named_in(css: str) -> list[str]:
    """Return the addresses that a stylesheet names."""
    return re.findall(r"(?:@import\s+|url\(\s*)[\"']?(?!url\()([^\"')\s;]+)", css)


def test_style_sheets_name_no_other_file(copy: dict[str, bytes]) -> None:
    """They draw all that they show, so they are the same in a copy."""
    sheets = [raw.decode() for path, raw in copy.items() if path.endswith(".css")]
    assert sheets != []
    assert [name for css in sheets for name in _named_in(css)] == []
    assert _named_in('@import url("a.css"); b { background: url( c.svg ) }') == ["a.css", "c.svg"]


def test_addresses_off_the_site_are_unchanged(site: Site, copy: dict[str, bytes]) -> None:
    """External links, email addresses and fragments are unchanged and in the same order."""
    for path, tree in pages(copy).items():
        lacking = {f"https://kaffe.example.org/hjelp/{name}" for name in _left_out(site)}
        after = [x for _, x in addresses(_as_on_the_net(tree)) if _stays(x) and x not in lacking]
        assert after == [x for _, x in addresses(_as_copied(site.page(path))) if _stays(x)]


def _stays(address: str) -> bool:
    return not is_local(address) or not urlsplit(address).path


def test_nothing_else_on_a_page_is_changed(site: Site, copy: dict[str, bytes]) -> None:
    """Elements, text and attributes are unchanged except for addresses and the notice."""
    for path, tree in pages(copy).items():
        assert _shape(_as_on_the_net(tree)) == _shape(_as_copied(site.page(path)))


def _shape(tree: Node) -> list[object]:
    """Return the content of a page, without addresses and link elements."""
    shape: list[object] = [tree.text.replace("/index.html", "/")]  # in structured data
    for node in tree.walk():
        is_policy = node["http-equiv"].lower() in ("content-security-policy", "refresh")
        left = LOOKED_AFTER | {"type", "rel", "data-index"} | ({"content"} if is_policy else set())
        kept = {key: value for key, value in node.attributes.items() if key not in left}
        if node.tag != "link":
            # A link to a file that is left out has become text.
            shape.append(("span" if node.tag == "a" else node.tag, kept))
    return shape


def _as_copied(tree: Node) -> Node:
    """Return a page of a site without what copies lack or have otherwise: a warning about an old
    link check, what networks show of its address, and the addresses to send.
    """
    return _without(
        tree,
        lambda node: (
            "data-stale" in node.attributes
            or node["property"].startswith("og:")
            or node["name"] == "twitter:card"
            or node["class"] == "share"
        ),
    )


def _as_on_the_net(tree: Node) -> Node:
    """Return a page of a copy without the notices that the copy added."""
    notices = [first_element(part) for part in tree.all("main")]
    assert all(node["class"] == "notice" for node in notices)
    return _without(
        tree,
        lambda node: node in notices or node.text == "(bare på nettet)" or node["class"] == "share",
    )


def _without(tree: Node, is_unwanted: Callable[[Node], bool]) -> Node:
    children = [
        child if isinstance(child, str) else _without(child, is_unwanted)
        for child in tree.children
        if isinstance(child, str) or not is_unwanted(child)
    ]
    return Node(tree.tag, tree.attributes, children)


def test_pages_are_well_formed(copy: dict[str, bytes]) -> None:
    """Every tag in the copy is closed where it should be."""
    for path, raw in copy.items():
        if path.endswith(".html"):
            assert parse_strictly(raw.decode())[1] == [], path


def _left_out(site: Site) -> set[str]:
    left = FOR_THE_NET | {MARK}
    return {path for path in site.files if path in left or path.endswith(("feed.xml", "kort.png"))}


def test_files_for_the_web_only_are_left_out(site: Site, copy: dict[str, bytes]) -> None:
    """The copy has all files except those for servers, robots, feed readers and networks."""
    assert len(_left_out(site)) > len(FOR_THE_NET) + 1
    assert set(site.files) - set(copy) == _left_out(site)
    assert set(copy) - set(site.files) == {READ_ME}
    assert {"data/hub.json", "search/index.js", "assets/javascripts/hub.js"} < set(copy)


def test_only_pages_are_changed(site: Site, copy: dict[str, bytes]) -> None:
    """Data, scripts, style sheets and documents are copied byte for byte."""
    others = [path for path in copy if path != READ_ME and not path.endswith(".html")]
    assert others
    assert [path for path in others if copy[path] != site.files[path]] == []


@pytest.mark.parametrize("url", ["https://kaffe.example.org/hjelp/", ""])
def test_links_to_feeds_go_to_the_website_or_become_text(url: str) -> None:
    """Links to feeds go to the website if its address is known; otherwise the page says so.

    The head links to no feed.
    """
    trees = pages(copied("kaffe", site_url=url)[0])
    assert [tree for tree in trees.values() if tree.all("link", rel="alternate")] == []
    changes = trees["endringer/index.html"]
    links = [node for node in changes.all("a") if node["href"].endswith("feed.xml")]
    said = changes.text.count(" (bare på nettet)")
    feeds = len(hub("kaffe").roles) + 1
    assert (len(links), said) == ((feeds, 0) if url else (0, feeds))
    assert [node for node in links if is_local(node["href"])] == []


def test_a_copy_does_not_say_that_the_link_check_has_stopped(tmp_path: Path) -> None:
    """The warning about an old link check would appear after three days."""
    root = copy_of_kaffe(tmp_path).parent
    rows = [Result(url="https://vakt.example.org/", verdict=Verdict.OK, confirmed=False, reason="")]
    sources = read_sources(root)
    assert sources.settings is not None
    run = Run("2026-11-20T03:00:00+00:00", tuple(rows))
    settings = sources.settings.model_copy(update={"pdf": False})
    online = dict(build(sources.hub, settings, run).all_files())
    files, _ = offline(sources.hub, settings, edition_of(sources.hub, settings), run)
    path = "lenkestatus/index.html"
    assert b"data-stale" in online[path]
    assert b"data-stale" not in files[path]
    assert b"data-checked" in files[path]


@pytest.mark.parametrize(
    ("name", "url"), [("own", None), ("kaffe", "https://kaffe.example.org/hjelp/")]
)
def test_every_page_says_that_it_is_a_copy(name: str, url: str | None) -> None:
    """The main part of each page begins with the date and a link to the page on the website."""
    files, edition = copied(name)
    assert edition.url == url
    seen = 0
    for path, tree in pages(files).items():
        for main_part in tree.all("main"):
            notice = first_element(main_part)
            assert notice["class"] == "notice"
            assert notice.text.startswith("Du leser en kopi fra ")
            assert notice.one("time")["datetime"] == str(edition.day)
            links = [link["href"] for link in notice.all("a")]
            assert links == ([url + path.removesuffix("index.html")] if url else [])
            seen += 1
    assert seen > 15


def test_the_policy_differs_only_in_allowing_forms_on_disk(
    site: Site, copy: dict[str, bytes]
) -> None:
    """Only `form-action` differs from that of the site; a page that sends no form keeps it."""
    for path, tree in pages(copy).items():
        policies = [page.one("meta", **{"http-equiv": "Content-Security-Policy"})["content"]
                    for page in (site.page(path), tree)]  # fmt: skip
        before, after = (
            dict(part.strip().split(" ", 1) for part in x.split(";")) for x in policies
        )
        sent = before.pop("form-action"), after.pop("form-action")
        assert sent in {("'self'", "file:"), ("'none'", "'none'")}
        assert before == after


def test_scripts_are_told_of_the_form_of_addresses(site: Site, copy: dict[str, bytes]) -> None:
    """They add the same to the addresses that they make; on a server they add nothing."""
    for path, tree in pages(copy).items():
        for body in tree.all("body"):
            if tree.all("main"):
                assert body["data-index"] == "index.html"
                assert site.page(path).one("body")["data-index"] == ""


def test_structured_data_have_addresses_of_the_copy() -> None:
    """Without the address of the site they are relative, and name files."""
    files, _ = copied("own")
    html = b"".join(raw for path, raw in files.items() if path.endswith(".html"))
    linked = re.findall(rb'href=\\"([^"\\]+)', html)
    local = {address.decode() for address in linked if is_local(address.decode())}
    assert {address for address in local if address.partition("#")[0].endswith("/")} == set()


def test_a_copy_sends_addresses_on_the_net(name: str, copy: dict[str, bytes]) -> None:
    """Nobody else has the files of a copy; without an address there is nothing to send."""
    shares = [share for tree in pages(copy).values() for share in tree.all("details", "share")]
    assert bool(shares) == (name == "kaffe")
    for link in (link for share in shares for link in share.all("a")):
        assert link["href"].startswith("https://kaffe.example.org/hjelp/")
