"""The scripts and the stylesheet are joined from parts: in order, in full, and without comments."""

from pathlib import Path

import pytest

from generator.site.assets import (
    FOR_FORMS,
    PART_PATHS,
    PARTS,
    is_published,
    join_assets,
    static_files,
)
from generator.site.errors import SiteError
from generator.site.settings import Settings
from tests.site_fixtures import ROOT, built

OVERRIDES = ROOT / "overrides"
CODE = [
    path
    for folder in ("javascripts", "stylesheets")
    for path in sorted((OVERRIDES / "assets" / folder).rglob("*.*"))
]
MOST_LINES = 400
SCRIPT, STYLESHEET = "assets/javascripts/search.js", "assets/stylesheets/hub.css"
FIRST, *REST = PARTS[SCRIPT]


def joined(path: str, **texts: str) -> str:
    """Return a joined file; `texts` are parts by the last name of their path, others are empty."""
    return join_assets({part: texts.get(Path(part).stem, "") for part in PART_PATHS})[path]


def test_a_script_is_one_strict_function() -> None:
    """Its parts share their names, in the order of the table, and no name leaves it."""
    text = joined(SCRIPT, engine="attach()\n", words="function make() {}", query="const x = 1\n")
    assert text == '(() => {\n"use strict"\nfunction make() {}\nconst x = 1\nattach()\n})()\n'


def test_a_stylesheet_keeps_the_order_of_its_rules() -> None:
    """Rules follow each other part by part, with nothing around them."""
    text = joined(STYLESHEET, print="b { x: 1 }\n", base="a { x: 1 }\n\n/* Last */\na { x: 2 }")
    assert text == "a{x: 1}a{x: 2}b{x: 1}"


def test_comments_that_fill_their_lines_are_left_out() -> None:
    """Code on the lines around them and beside other comments stays as it is."""
    kept = [
        "const a = 1 // one",
        "const address = 'https://example.org/' /* two */",
        "  /x/.test(a)",
    ]
    text = "\n".join(
        [
            "// A file.", "", kept[0], "/** Doc of one line. */", kept[1],
            "  /**", "   * Doc / of * several", "", "   * lines **/", kept[2], "  //", "   ",
        ]
    )  # fmt: skip
    assert joined(SCRIPT, engine=text).splitlines()[2:-1] == kept


def test_code_before_and_after_comments_on_one_line_is_kept() -> None:
    """A comment ends where it ends: the rules between two comments are not part of them."""
    rules = ["/* one */ a { x: 1 }", "b { x: 1 } /* two", "three */"]
    kept = "/* one */ a{x: 1}b{x: 1}/* two\nthree */"
    assert joined(STYLESHEET, text="\n".join(rules)).rstrip() == kept


def test_styles_are_sent_without_blanks() -> None:
    """Blanks around marks are left out, but not those of quoted texts, comments and values."""
    rules = """a, b > c {
  content: " , "; margin: 0 auto;
}
@media (x: 1) and (y: 2) { a::after { content: '; {' } } /* don't , say */"""
    sent = """a,b > c{content: " , ";margin: 0 auto;}@media (x: 1) and (y: 2)"""
    sent += """{a::after{content: '; {'}}/* don't , say */"""
    assert joined(STYLESHEET, text=rules).rstrip() == sent


def test_a_missing_part_is_named() -> None:
    """The error names the part, and the file that needs it."""
    texts = dict.fromkeys(PART_PATHS - {FIRST}, "")
    with pytest.raises(SiteError, match=rf"{SCRIPT} trenger {FIRST}$"):
        join_assets(texts)


def test_every_part_is_used() -> None:
    """A file that no row of the table names would be published on its own, and used by no page."""
    found = [path.relative_to(OVERRIDES).as_posix() for path in CODE]
    assert sorted(PART_PATHS) == sorted(found)


@pytest.mark.parametrize("path", [*OVERRIDES.glob("*.html"), *CODE], ids=lambda path: path.name)
def test_a_part_is_short(path: Path) -> None:
    """None is so long that it should be two."""
    assert len(path.read_text("utf-8").splitlines()) <= MOST_LINES


@pytest.mark.parametrize("name", ["own", "kaffe"])
def test_the_site_has_the_joined_files_and_no_parts(name: str) -> None:
    """What a page asks for is there under its known address; the parts are not."""
    texts = {part: (OVERRIDES / part).read_text("utf-8") for part in PART_PATHS}
    site = built(name)
    has_forms = "planer/individuell/index.html" in site.files
    used = [path for path in PARTS if has_forms or not path.startswith(FOR_FORMS)]
    joined = join_assets(texts)
    assert {path: site.texts[path] for path in used} == {path: joined[path] for path in used}
    assert has_forms == any(path.startswith(FOR_FORMS) for path in site.files) == (name == "own")
    assert not PART_PATHS & site.files.keys()


def test_a_hub_brings_files_of_its_own(tmp_path: Path) -> None:
    """Images in its `content/assets` come before its `overrides`, and those before the tool's, file
    by file; what an editor's program leaves behind, and links out of the folder, are not published.
    """
    mine, content = tmp_path / "overrides/assets", tmp_path / "content/assets"
    for folder in (mine, content):
        (folder / "images").mkdir(parents=True)
        (folder / "images/favicon.svg").write_text(folder.parent.name)
        (folder / "images/kopp.gif").write_bytes(b"GIF89a" + folder.parent.name.encode())
        (folder / "images/ut.gif").symlink_to(mine / "images/kopp.gif")
    (mine / "images/logo.svg").write_text("logo")
    (mine / "images/.DS_Store").write_text("no")
    (mine / "images/logo.svg.bak").write_text("no")
    base = "assets/stylesheets/hub/base.css"
    (mine / "stylesheets/hub").mkdir(parents=True)
    (mine.parent / base).write_text("body { color: teal }")
    plain = static_files(Settings())
    files = static_files(Settings(root=tmp_path))
    assert files.keys() - plain.keys() == {"assets/images/logo.svg", "assets/images/kopp.gif"}
    assert files["assets/images/favicon.svg"] == b"overrides"
    assert files["assets/images/kopp.gif"] == b"GIF89acontent"
    assert b"}body{color: teal}" in files[STYLESHEET]
    assert files[SCRIPT] == plain[SCRIPT]


def test_an_unreadable_part_is_named(tmp_path: Path) -> None:
    """The site is not built from half a stylesheet."""
    part = tmp_path / "assets/stylesheets/hub/base.css"
    part.parent.mkdir(parents=True)
    part.write_bytes("/* æ */".encode("latin-1"))
    with pytest.raises(SiteError, match="kan ikke leses"):
        static_files(Settings(root=tmp_path, overrides="."))


@pytest.mark.parametrize("path", ["images/favicon.svg", "fonts/inter.woff2", "javascripts/hub.js"])
def test_files_of_the_overrides_are_published(path: str) -> None:
    """Of every type that a browser asks for."""
    assert is_published(path)


@pytest.mark.parametrize("path", ["main.html", "les-meg.md", "a/.DS_Store", "hub.css~", "x.yaml"])
def test_templates_and_notes_are_not_published(path: str) -> None:
    """They are for those who make the site, not for its readers."""
    assert not is_published(path)
