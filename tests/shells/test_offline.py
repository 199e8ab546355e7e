"""The copy for use without a network: its addresses, what it leaves out, its ZIP, the command."""

import os
import posixpath
import re
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import UTC, date, datetime
from functools import cache
from io import BytesIO
from pathlib import Path
from urllib.parse import unquote, urlsplit
from zipfile import ZipFile

import pytest
from click.testing import CliRunner, Result

from generator.cli.main import main
from generator.shells.archive import as_zip, read_site
from generator.shells.edition import READ_ME, Edition, edition_of
from generator.shells.offline import offline
from generator.site.words import norwegian_size
from tests.site_fixtures import Node, Site, built, hub, parse, parse_strictly

PLAIN = Edition("Hub", None, date(2026, 2, 3))
MOUNTED = Edition("Hub", "https://hub.example.org/hjelp/", date(2026, 2, 3))
# Every attribute of HTML that holds an address, and those of them that the copy looks after.
ADDRESSES = {
    "action", "archive", "background", "cite", "classid", "codebase", "data", "formaction", "href",
    "imagesrcset", "longdesc", "manifest", "ping", "poster", "profile", "src", "srcset", "usemap",
    "xlink:href",
}  # fmt: skip
LOOKED_AFTER = {"action", "href", "poster", "src"}
FOR_THE_NET = {"404.html", "_headers", "llms.txt", "sitemap.xml"}


@pytest.fixture
def copy(name: str) -> dict[str, bytes]:
    """The files of its copy."""
    return _copied(name)


@cache
def _copied(name: str) -> dict[str, bytes]:
    files = built(name).files
    return offline(files, edition_of(files))


def pages(files: Mapping[str, bytes]) -> dict[str, Node]:
    """Return the tree of every page."""
    return {path: parse(raw.decode()) for path, raw in files.items() if path.endswith(".html")}


def addresses(page: Node) -> Iterator[tuple[Node, str]]:
    """Yield every address on a page, with the element that holds it."""
    for node in page.walk():
        yield from ((node, node[key]) for key in LOOKED_AFTER if key in node.attributes)
        if node.tag == "meta" and node["http-equiv"] == "refresh":
            yield node, node["content"].partition("url=")[2]


def is_local(address: str) -> bool:
    """Whether an address names no scheme and no host."""
    parts = urlsplit(address)
    return not parts.scheme and not parts.netloc


# --- the copies of the two hubs


def test_every_address_leads_to_a_file_and_an_anchor_of_the_copy(copy: dict[str, bytes]) -> None:
    """No server helps: a local address names a file by its whole path, and an anchor on it."""
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


def test_no_page_has_an_address_that_the_copy_does_not_look_after(site: Site) -> None:
    """Of the attributes that hold addresses, pages have only those that are led to files."""
    found = {
        (path, key)
        for path in site.page_paths
        for node in site.page(path).walk()
        for key in node.attributes
        if key in ADDRESSES - LOOKED_AFTER or (key == "style" and "url(" in node[key])
    }
    assert found == set()


def test_style_sheets_name_no_other_file(copy: dict[str, bytes]) -> None:
    """A style sheet holds its images itself, so that nothing has to be led anywhere."""
    named = [
        match[1]
        for path, raw in copy.items()
        if path.endswith(".css")
        for match in re.finditer(r"(?:@import\s+|url\(\s*)[\"']?(?!url\()([^\"')\s;]+)", str(raw))
    ]
    assert named
    assert [address for address in named if not address.startswith("data:")] == []


def test_addresses_off_the_site_are_as_they_were(site: Site, copy: dict[str, bytes]) -> None:
    """External links, mails and a page's own anchors are the same, in the same order."""
    for path, tree in pages(copy).items():
        lacking = {f"https://kaffe.example.org/hjelp/{name}" for name in _left_out(site)}
        after = [x for _, x in addresses(_as_on_the_net(tree)) if _stays(x) and x not in lacking]
        assert after == [x for _, x in addresses(_as_copied(site.page(path))) if _stays(x)]


def _stays(address: str) -> bool:
    return not is_local(address) or not urlsplit(address).path


def test_nothing_else_on_a_page_is_changed(site: Site, copy: dict[str, bytes]) -> None:
    """Elements, text and attributes are those of the site, but for addresses and the notice."""
    for path, tree in pages(copy).items():
        assert _shape(_as_on_the_net(tree)) == _shape(_as_copied(site.page(path)))


def _shape(tree: Node) -> list[object]:
    """Return what stands on a page, without addresses, and without the head's links."""
    shape: list[object] = [tree.text]
    for node in tree.walk():
        is_policy = node["http-equiv"].lower() in ("content-security-policy", "refresh")
        left = LOOKED_AFTER | {"type", "rel"} | ({"content"} if is_policy else set())
        kept = {key: value for key, value in node.attributes.items() if key not in left}
        if node.tag != "link":
            # A link that leads nowhere has become text.
            shape.append(("span" if node.tag == "a" else node.tag, kept))
    return shape


def _as_copied(tree: Node) -> Node:
    """Return a page of a site without the warning that a copy can't give."""
    return _without(tree, lambda node: "data-stale" in node.attributes)


def _as_on_the_net(tree: Node) -> Node:
    """Return a page of a copy without what it says of itself."""
    notices = [_first_element(part) for part in tree.all("main")]
    assert all(node["class"] == "notice" for node in notices)
    return _without(tree, lambda node: node in notices or node.text == "(bare på nettet)")


def _first_element(node: Node) -> Node:
    return next(child for child in node.children if isinstance(child, Node))


def _without(tree: Node, is_unwanted: Callable[[Node], bool]) -> Node:
    children = [
        child if isinstance(child, str) else _without(child, is_unwanted)
        for child in tree.children
        if isinstance(child, str) or not is_unwanted(child)
    ]
    return Node(tree.tag, tree.attributes, children)


def test_pages_are_well_formed(copy: dict[str, bytes]) -> None:
    """Each tag is closed where it should be."""
    for path, raw in copy.items():
        if path.endswith(".html"):
            assert parse_strictly(raw.decode())[1] == [], path


def _left_out(site: Site) -> set[str]:
    return {path for path in site.files if path in FOR_THE_NET or path.endswith("feed.xml")}


def test_what_only_the_net_has_use_for_is_left_out(site: Site, copy: dict[str, bytes]) -> None:
    """The copy has all files but those for servers, robots and feed readers, and one of its own."""
    assert len(_left_out(site)) > len(FOR_THE_NET) + 1
    assert set(site.files) - set(copy) == _left_out(site)
    assert set(copy) - set(site.files) == {READ_ME}
    assert {"data/hub.json", "search/index.js", "assets/javascripts/hub.js"} < set(copy)


def test_only_pages_are_changed(site: Site, copy: dict[str, bytes]) -> None:
    """Data, scripts, style sheets and documents are the site's, byte for byte."""
    others = [path for path in copy if path != READ_ME and not path.endswith(".html")]
    assert others
    assert [path for path in others if copy[path] != site.files[path]] == []


def test_what_is_left_out_is_on_the_net_or_said_to_be(name: str, site: Site) -> None:
    """A link to a feed leads to the net where the site's address is known; else the page says so.

    The head names none.
    """
    edition = edition_of(site.files)
    for url in (edition.url, None):
        trees = pages(offline(site.files, replace(edition, url=url)))
        assert [tree for tree in trees.values() if tree.all("link", rel="alternate")] == []
        changes = trees["endringer/index.html"]
        links = [node for node in changes.all("a") if node["href"].endswith("feed.xml")]
        said = changes.text.count(" (bare på nettet)")
        feeds = len(hub(name).roles) + 1
        assert (len(links), said) == ((feeds, 0) if url else (0, feeds))
        assert [node for node in links if is_local(node["href"])] == []


def test_a_copy_does_not_say_that_the_link_check_has_stopped(site: Site) -> None:
    """The warning is about the site; it shows when a page has become three days old."""
    path = "lenkestatus/index.html"
    page = site.files[path].replace(b"</main>", b"<p data-stale hidden>Stoppet</p></main>")
    copied = offline({**site.files, path: page}, edition_of(site.files))[path]
    assert b"data-stale" in page
    assert b"Stoppet" not in copied
    assert b"data-stale" not in copied


@pytest.mark.parametrize(
    ("name", "url"), [("own", None), ("kaffe", "https://kaffe.example.org/hjelp/")]
)
def test_every_page_says_that_it_is_a_copy(name: str, url: str | None) -> None:
    """The first in each page's main part is the date, and the way to the page on the net."""
    files = built(name).files
    edition = edition_of(files)
    assert edition.url == url
    seen = 0
    for path, tree in pages(offline(files, edition)).items():
        for main_part in tree.all("main"):
            notice = _first_element(main_part)
            assert notice["class"] == "notice"
            assert notice.text.startswith("Du leser en kopi fra ")
            assert notice.one("time")["datetime"] == str(edition.day)
            links = [link["href"] for link in notice.all("a")]
            assert links == ([url + path.removesuffix("index.html")] if url else [])
            seen += 1
    assert seen > 15


def test_the_policy_lets_a_form_be_sent_on_a_disk_and_nothing_more(
    site: Site, copy: dict[str, bytes]
) -> None:
    """Where a form may lead is the one part of the policy that differs from the site's."""
    for path, tree in pages(copy).items():
        policies = [page.one("meta", **{"http-equiv": "Content-Security-Policy"})["content"]
                    for page in (site.page(path), tree)]  # fmt: skip
        before, after = (
            dict(part.strip().split(" ", 1) for part in x.split(";")) for x in policies
        )
        assert before.pop("form-action") == "'self'"
        assert after.pop("form-action") == "file:"
        assert before == after


def test_the_day_is_that_of_the_newest_change(name: str, site: Site) -> None:
    """Without a day of its own the copy has that of the change log."""
    assert edition_of(site.files).day == max(change.date for change in hub(name).changes)
    assert edition_of(site.files, date(2027, 1, 2)).day == date(2027, 1, 2)


# --- one address at a time

FILES = {
    "index.html": b"", "a/index.html": b"", "a/b/index.html": b"", "a/doc.pdf": b"",
    "a/feed.xml": b"", "feed.xml": b"", "sitemap.xml": b"", "s\u00f8k/x y.pdf": b"",
}  # fmt: skip


def changed(html: str, edition: Edition = PLAIN, path: str = "a/b/index.html") -> str:
    """Return what a page of the small site becomes."""
    return offline({**FILES, path: html.encode()}, edition)[path].decode()


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("../", "../index.html"),
        ("..", "../index.html"),
        ("../..", "../../index.html"),
        (".", "index.html"),
        ("./", "index.html"),
        ("./#her", "index.html#her"),
        ("../../", "../../index.html"),
        ("../../a/", "../index.html"),
        ("../../a/b/?q=1&amp;r=2#x", "index.html?q=1&amp;r=2#x"),
        ("../#%C3%A5", "../index.html#%C3%A5"),
        ("../../a", "../index.html"),
        ("../index.html", "../index.html"),
        ("../doc.pdf", "../doc.pdf"),
        ("/a/", "../index.html"),
        ("/", "../../index.html"),
        ("../../s%C3%B8k/x%20y.pdf", "../../s%C3%B8k/x%20y.pdf"),
        ("#her", "#her"),
        ("?q=1", "?q=1"),
        ("", ""),
        ("https://example.org/a/", "https://example.org/a/"),
        ("//example.org/a/", "//example.org/a/"),
        ("mailto:a@example.org", "mailto:a@example.org"),
        ("data:,", "data:,"),
    ],
)
def test_an_address_of_a_folder_names_its_index(address: str, expected: str) -> None:
    """A folder becomes its `index.html`; query and anchor stay; all else is as it was."""
    for before, after in (('<a href="', '">'), ('<form action="', '">'), ('<img src="', '">')):
        made = changed(f"{before}{address}{after}")
        assert made == f"{before}{expected}{after}"


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("/hjelp/a/", "../index.html"),
        ("/hjelp/", "../../index.html"),
        ("../../", "../../index.html"),
        ("/annet/", "https://hub.example.org/annet/"),
        ("../../../annet/", "https://hub.example.org/annet/"),
        ("../feed.xml", "https://hub.example.org/hjelp/a/feed.xml"),
        ("/hjelp/sitemap.xml", "https://hub.example.org/hjelp/sitemap.xml"),
        ("https://hub.example.org/hjelp/a/", "https://hub.example.org/hjelp/a/"),
    ],
)
def test_below_a_path_what_the_copy_lacks_is_found_on_the_net(address: str, expected: str) -> None:
    """Where the site's address is known, a link to what is left out leads there."""
    assert changed(f'<a href="{address}">x</a>', MOUNTED) == f'<a href="{expected}">x</a>'


def test_without_an_address_what_the_copy_lacks_is_text() -> None:
    """A link to what is left out loses what makes it a link, keeps its anchor, and says why."""
    feed = '<a id="x" class="y" href="../feed.xml" type="application/atom+xml">Alt</a>'
    lacks = '<span id="x" class="y">Alt</span> <span class="about">(bare på nettet)</span>'
    assert changed(f'{feed}, <a href="../">b</a>') == f'{lacks}, <a href="../index.html">b</a>'
    inside = feed.replace("Alt", '<input type="x">')
    assert changed(inside) == lacks.replace("Alt", '<input type="x">')


@pytest.mark.parametrize("edition", [PLAIN, MOUNTED])
def test_a_link_of_the_head_to_what_the_copy_lacks_goes(edition: Edition) -> None:
    """A browser can do nothing with a feed that is not there."""
    html = '<head><link rel="alternate" href="../feed.xml"><link rel="icon" href="../doc.pdf">'
    made = changed(html, edition)
    assert made == '<head><link rel="icon" href="../doc.pdf">'


def test_a_redirect_leads_to_a_file() -> None:
    """The page of an earlier address has no server either."""
    made = changed('<meta http-equiv="refresh" content="0; url=../">')
    assert made == '<meta http-equiv="refresh" content="0; url=../index.html">'
    kept = '<meta http-equiv="refresh" content="5"><meta name="x" content="0; url=../">'
    assert changed(kept) == kept


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<a href='../'>", '<a href="../index.html">'),
        ("<a href=../>", '<a href="../index.html">'),
        ('<A CLASS="x" HREF = "../">', '<A CLASS="x" HREF = "../index.html">'),
        ('<a\n title="1 > 0"\n href="../">', '<a\n title="1 > 0"\n href="../index.html">'),
        ('<a title=\' href="../"\' download href="../">',
         '<a title=\' href="../"\' download href="../index.html">'),
        ('<img alt="æøå" src="../"/>', '<img alt="æøå" src="../index.html"/>'),
        ('å\r\nø\n<a href="../">æ</a>\n', 'å\r\nø\n<a href="../index.html">æ</a>\n'),
    ],
)  # fmt: skip
def test_an_address_is_found_however_it_is_written(html: str, expected: str) -> None:
    """Quotes, blanks, line ends, capitals and other attributes' values do no harm."""
    assert changed(html) == expected


@pytest.mark.parametrize(
    "html",
    [
        'Skriv href="../" her',
        '<code>&lt;a href="../"&gt;</code>',
        '<!-- <a href="../"> -->',
        '<script type="application/ld+json">{"x": "<a href=\\"../\\">"}</script>',
        '<style>a::after { content: "<a href=../>" }</style>',
        '<p data-x="href=../" title="src=\'../\'">',
    ],
)
def test_what_is_no_address_is_left_alone(html: str) -> None:
    """Text, comments, scripts and the values of other attributes are no addresses."""
    assert changed(html) == html


def test_what_is_true_on_the_net_only_is_left_out() -> None:
    """Such an element goes with all inside it, and nothing after it."""
    html = (
        '<p>a</p><div data-stale><div><a href="../feed.xml">b</a></div><br/><br>c</div>'
        "<p data-stale hidden>d</p><p>e</p>"
    )
    assert changed(html) == "<p>a</p><p>e</p>"


def test_a_page_that_is_cut_off_is_no_page() -> None:
    """Where an element that is left out has no end, nobody knows what else would go."""
    with pytest.raises(ValueError, match=r"a/b/index\.html: <p> is not closed"):
        changed("<p data-stale>a")


def test_a_page_that_is_not_utf_8_comes_through() -> None:
    """Bytes that are no text stay the same."""
    html = "<p>blåbær</p>".encode("latin-1")
    assert offline({**FILES, "x.html": html}, PLAIN)["x.html"] == html


def test_a_copy_without_a_day_says_so() -> None:
    """Where no date is known, none is made up."""
    made = parse(changed("<main></main>", replace(PLAIN, day=None)))
    assert made.text == "Du leser en kopi uten dato. Innholdet kan være endret."
    assert made.all("time") == []


def test_the_text_file_says_how_to_open_the_copy() -> None:
    """It has what old Windows programs need, and the address where that is known."""
    raw = offline(FILES, MOUNTED)[READ_ME]
    assert raw.startswith(b"\xef\xbb\xbf")
    assert raw.count(b"\n") == raw.count(b"\r\n") > 5
    text = raw.decode("utf-8-sig")
    assert text.startswith("Hub\r\nKopi fra 3. februar 2026, til bruk uten nett\r\n")
    assert "Pakk ut hele ZIP-filen" in text
    assert "index.html" in text
    assert text.endswith("Nyeste utgave: https://hub.example.org/hjelp/\r\n")
    assert "Nyeste" not in offline(FILES, PLAIN)[READ_ME].decode("utf-8-sig")


# --- the edition


@pytest.mark.parametrize(
    ("title", "folder"),
    [
        ("Rollehub for spesialistutdanningen", "rollehub-for-spesialistutdanningen"),
        ("Kjøkken, bær & ÅRE – 2. utgave", "kjokken-baer-are-2-utgave"),
        ("Jiellevárri Ŋ", "jiellevarri-n"),
        ("../../etc/passwd", "etc-passwd"),
        ("con", "rollehub-con"),
        ("COM1", "rollehub-com1"),
        ("日本", "rollehub"),
        ("", "rollehub"),
        ("x" * 80, "x" * 50),
        ("a" * 49 + " b", "a" * 49),
    ],
)
def test_the_folder_has_a_name_that_every_disk_takes(title: str, folder: str) -> None:
    """Small letters, digits and hyphens, not too long, and no device of Windows."""
    assert Edition(title, None, None).folder == folder


SMALL = {"index.html": b"<main></main>", "data/hub.json": b'{"site": {"name": "Hub", "url": null}}'}


def test_a_site_without_changes_has_no_day() -> None:
    """A feed with no entries says 1970, which is no date of anything."""
    empty = b"<feed><updated>1970-01-01T00:00:00Z</updated></feed>"
    assert edition_of({**SMALL, "feed.xml": empty}).day is None
    assert edition_of(SMALL).day is None


@pytest.mark.parametrize("data", [b"", b"{}", b"[]", b'{"site": []}', b'{"site": {"name": "x"}}'])
def test_data_that_say_nothing_of_the_site_are_refused(data: bytes) -> None:
    """A site that an older version built has to be built anew."""
    with pytest.raises(ValueError, match=r"data/hub\.json kan ikke leses"):
        edition_of({**SMALL, "data/hub.json": data})


# --- the ZIP


def test_the_zip_holds_one_folder(site: Site, copy: dict[str, bytes]) -> None:
    """All files stand in one folder, by path, and come out as they went in."""
    edition = edition_of(site.files)
    with ZipFile(BytesIO(as_zip(copy, edition))) as archive:
        assert archive.testzip() is None
        paths = archive.namelist()
        assert paths == sorted(paths)
        assert {path.split("/")[0] for path in paths} == {edition.folder}
        assert {path.partition("/")[2]: archive.read(path) for path in paths} == copy


def test_the_zip_says_nothing_of_the_machine() -> None:
    """Each file has the edition's day, one mode and one origin."""
    with ZipFile(BytesIO(as_zip(SMALL, PLAIN))) as archive:
        for info in archive.infolist():
            assert info.date_time == (2026, 2, 3, 0, 0, 0)
            assert (info.create_system, info.external_attr >> 16) == (3, 0o100644)
            assert (info.extra, info.comment) == (b"", b"")


@pytest.mark.parametrize(
    ("day", "stamp"), [(None, (1980, 1, 1)), (date(2200, 5, 6), (2107, 12, 31))]
)
def test_a_day_that_a_zip_cannot_hold_is_replaced(
    day: date | None, stamp: tuple[int, int, int]
) -> None:
    """The format knows the years from 1980 to 2107."""
    with ZipFile(BytesIO(as_zip(SMALL, replace(PLAIN, day=day)))) as archive:
        assert {info.date_time[:3] for info in archive.infolist()} == {stamp}


def test_the_order_of_the_files_makes_no_difference() -> None:
    """Equal files give equal bytes."""
    backwards = dict(reversed(SMALL.items()))
    assert list(offline(backwards, PLAIN).items()) == list(offline(SMALL, PLAIN).items())
    assert as_zip(backwards, PLAIN) == as_zip(SMALL, PLAIN)


@pytest.mark.parametrize(
    "path",
    [
        "../x",
        "a/../x",
        "/x",
        "a//x",
        "a\\x",
        "c:x",
        "a/x.",
        "a./x",
        "a /x",
        'a"x',
        "a\nx",
        "a?x",
        "",
    ],
)
def test_a_path_that_not_every_machine_takes_is_refused(path: str) -> None:
    """Nothing is ever unpacked outside the folder, or under another name."""
    with pytest.raises(ValueError, match="filnavnet"):
        as_zip({path: b""}, PLAIN)


# --- the command


def run(*arguments: str | Path, epoch: str | None = None) -> Result:
    """Run `rollehub offline`."""
    runner = CliRunner(env={"SOURCE_DATE_EPOCH": epoch})
    return runner.invoke(main, ["offline", *map(str, arguments)])


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a small built site in `site`; it is the current folder."""
    for path, raw in SMALL.items():
        (tmp_path / "site" / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "site" / path).write_bytes(raw)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_the_command_writes_one_zip_and_tells_its_size(folder: Path) -> None:
    """Without arguments the site is in `site`, and the ZIP comes in `build`."""
    result = run(epoch="1700000000")
    assert result.exit_code == 0
    made = folder / "build/rollehub-hub.zip"
    size = norwegian_size(made.stat().st_size)
    assert result.output == (
        f"build/rollehub-hub.zip: 3 filer, {size}, kopi fra 14. november 2023. "
        "Pakk ut og åpne index.html.\n"
    )
    with ZipFile(made) as archive:
        assert len(archive.namelist()) == 3
    assert [path.name for path in made.parent.iterdir()] == ["rollehub-hub.zip"]


def test_the_command_takes_a_site_and_a_file(folder: Path) -> None:
    """Folders on the way to the file are made."""
    (folder / "site").rename(folder / "annet")
    assert run("annet", "her/og/der.zip").exit_code == 0
    assert (folder / "her/og/der.zip").is_file()


def test_a_zip_inside_the_site_is_no_part_of_the_next(folder: Path) -> None:
    """A site can offer its own copy, however often that is made."""
    target = folder / "site/kopi.zip"
    made = []
    for _ in range(2):
        assert run("site", target).exit_code == 0
        made.append(target.read_bytes())
    assert made[0] == made[1]


def test_a_site_that_is_not_there_is_told_in_norwegian(folder: Path) -> None:
    """The message names the folder and says what to do; nothing is written."""
    result = run("borte")
    assert result.exit_code == 2
    assert "mappen borte finnes ikke; kjør «make site» først" in result.output
    (folder / "site/index.html").unlink()
    result = run()
    assert result.exit_code == 2
    assert "er ikke et bygget nettsted: index.html mangler; kjør «make site»" in result.output
    assert sorted(path.name for path in folder.iterdir()) == ["site"]


def test_an_old_site_has_to_be_built_anew(folder: Path) -> None:
    """Data without what the copy needs are told as such."""
    (folder / "site/data/hub.json").write_text("{}", encoding="utf-8")
    result = run()
    assert (result.exit_code, "kan ikke leses; kjør «make site» først" in result.output) == (
        2,
        True,
    )


def test_wrong_seconds_are_wrong_usage(folder: Path) -> None:
    """They are the caller's fault, not the site's."""
    result = run(epoch="i dag")
    assert result.exit_code == 2
    assert "SOURCE_DATE_EPOCH" in result.output
    assert "make site" not in result.output
    assert not (folder / "build").exists()


def test_a_file_name_that_windows_lacks_is_told(folder: Path) -> None:
    """The message names the file, and no ZIP is written."""
    (folder / "site/a:b.txt").write_text("", encoding="utf-8")
    result = run()
    assert result.exit_code == 2
    assert "filnavnet «a:b.txt» passer ikke på alle maskiner" in result.output
    assert not (folder / "build").exists()


def test_a_place_that_cannot_be_written_is_told(folder: Path) -> None:
    """A file where a folder should be, or a folder where the file should be, is wrong usage."""
    (folder / "fil").write_text("", encoding="utf-8")
    result = run("site", "fil/kopi.zip")
    assert result.exit_code == 2
    assert "fil/kopi.zip kan ikke skrives" in result.output
    assert run("site", "site").exit_code == 2


def test_what_a_symbolic_link_leads_to_is_not_packed(folder: Path) -> None:
    """Only what lies in the site is part of it."""
    secret = folder / "hemmelig"
    secret.mkdir()
    (secret / "x.txt").write_text("hemmelig", encoding="utf-8")
    (folder / "site/fil.txt").symlink_to(secret / "x.txt")
    (folder / "site/mappe").symlink_to(secret)
    assert sorted(read_site(folder / "site")) == sorted(SMALL)


def test_the_clock_is_not_read(name: str, site: Site, tmp_path: Path) -> None:
    """Other hash seeds, time zones, folders and times give the same bytes."""
    command = str(Path(sys.executable).with_name("rollehub"))
    made = []
    for number, zone in enumerate(["UTC", "Pacific/Auckland"]):
        here = tmp_path / str(number)
        here.mkdir()
        environment = {**os.environ, "PYTHONHASHSEED": str(number), "TZ": zone}
        environment.pop("SOURCE_DATE_EPOCH", None)
        subprocess.run(
            [command, "offline", str(site.folder), "kopi.zip"],
            cwd=here, env=environment, check=True, capture_output=True,
        )  # fmt: skip
        made.append((here / "kopi.zip").read_bytes())
    edition = edition_of(site.files)
    assert made[0] == made[1] == as_zip(offline(site.files, edition), edition)
    day = max(change.date for change in hub(name).changes)
    assert datetime.now(UTC).date() != day or edition.day == day
