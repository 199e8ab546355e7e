"""The look is our own: a light stylesheet, no trace of a theme, no dead rule, readable colours."""

import gzip
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from generator.site.assets import FOR_FORMS, PARTS, static_files
from generator.site.settings import Settings
from tests.site_fixtures import HUBS, ROOT, Node, Site, built, run_build

SHEET = "assets/stylesheets/hub.css"
MOST_KB = 15
"""What the styles of a page may weigh, in kB, packed with gzip."""
HOOKS = {"permalink", "suggest", "othertitle", "tips", "find--on", "entries"}
"""Classes that only scripts and tests look for."""
# The language of a block of code, the kind of a page, and the state of an address: not all differ.
OPEN_ENDED = ("language-", "page--", "state--")
SOURCES = [
    *(ROOT / "overrides").rglob("*.js"),
    *(ROOT / "overrides").rglob("*.html"),
    *(ROOT / "generator/site").rglob("*.j2"),
    *(ROOT / "generator/site").rglob("*.py"),
]
LOWEST = {"text": 4.5, "edge": 3.0}  # WCAG 1.4.3 and 1.4.11
GROUNDS = ("paper", "wash", "tint")
# What lies on what, and whether it is read or only seen.
PAIRS = [
    *((front, ground, "text") for front in ("ink", "muted", "accent", "accent-strong", "warn")
      for ground in GROUNDS),
    ("on-accent", "accent", "text"), ("paper", "ink", "text"), ("ink", "warn-wash", "text"),
    ("accent", "warn-wash", "text"), ("warn", "warn-wash", "text"),
    *(("focus", ground, "edge") for ground in GROUNDS), ("muted", "paper", "edge"),
]  # fmt: skip


@pytest.fixture(scope="module", params=HUBS)
def site(request: pytest.FixtureRequest) -> Site:
    """Return the site of each hub."""
    return built(request.param)


def sheet() -> str:
    """Return the stylesheet without comments."""
    return re.sub(r"/\*.*?\*/", "", static_files(Settings())[SHEET].decode(), flags=re.DOTALL)


def selectors(css: str) -> list[str]:
    """Return what stands before each block of rules, but not the conditions around several."""
    heads = re.findall(r"(?:^|[{};])([^{};]+)(?=\{)", re.sub(r'"[^"]*"', '""', css))
    return [head.strip() for head in heads if not head.strip().startswith("@")]


def styled() -> set[str]:
    """Return the classes that have a rule."""
    return {name for head in selectors(sheet()) for name in re.findall(r"\.([a-z][\w-]*)", head)}


def classes(page: Node) -> Iterator[str]:
    """Yield the classes on a page."""
    for node in page.walk():
        yield from node["class"].split()


def shown() -> set[str]:
    """Return the classes on all pages of both hubs."""
    sites = [built(name) for name in HUBS]
    return {x for site in sites for path in site.page_paths for x in classes(site.page(path))}


def written() -> set[str]:
    """Return the classes that templates, scripts and the code give to elements, shown or not."""
    given = re.compile(r'(?:className\s*[:=]\s*|class=|classList\.(?:add|toggle)\()"([^"]*)"')
    text = "".join(file.read_text("utf-8") for file in SOURCES)
    text = re.sub(r"\{%.*?%\}", "", text)
    return {
        name
        for match in given.findall(re.sub(r"\{\{.*?\}\}", "{}", text))
        for name in match.split()
        if "{" not in name  # completed by a value
    }


# --- no theme


def test_only_our_own_assets_are_published(site: Site) -> None:
    """The theme that MkDocs is given adds no file."""
    published = {path for path in site.files if path.startswith("assets/")}
    ours = {path for path in static_files(Settings()) if not path.startswith(FOR_FORMS)}
    assert {path for path in published if not path.startswith(FOR_FORMS)} == ours
    assert {path for path in PARTS if not path.startswith(FOR_FORMS)} <= published


def test_pages_use_nothing_of_a_theme(site: Site) -> None:
    """Each page loads our stylesheet alone, and no class or variable of the theme is left."""
    for path in site.page_paths:
        page = site.page(path)
        sheets = [x["href"] for x in page.all("link", rel="stylesheet")]
        is_redirect = not page.all("body")[0].all("main")
        assert [site.target(path, x) for x in sheets] == [(SHEET, "")] * (not is_redirect), path
        assert [name for name in classes(page) if name.startswith("md-")] == [], path
    leaks = [path for path, text in site.texts.items() if re.search(r"--md-|md-typeset", text)]
    assert leaks == []


def test_a_site_needs_no_theme(tmp_path: Path) -> None:
    """Without mkdocs-material, MkDocs publishes the same bytes."""
    config = HUBS["kaffe"] / "mkdocs.yml"
    own = config.with_name("mkdocs.test.yml")
    text = config.read_text("utf-8")
    assert "  name: material\n" in text
    own.write_text(text.replace("  name: material\n", "  name: null\n"), "utf-8")
    try:
        result = run_build(own, tmp_path)
    finally:
        own.unlink()
    assert result.returncode == 0, result.stderr
    assert Site(tmp_path, "/").files == built("kaffe").files


# --- weight


def test_the_styles_of_a_page_are_light(site: Site) -> None:
    """All stylesheets that a page loads are at most 15 kB with gzip."""
    for path in site.page_paths:
        links = site.page(path).all("link", rel="stylesheet")
        files = [target for x in links if (target := site.target(path, x["href"]))]
        size = sum(len(gzip.compress(site.files[file])) for file, _ in files)
        assert size <= MOST_KB * 1000, (path, size)


# --- no dead rules


def test_every_class_has_a_rule() -> None:
    """Each class on a page, in a template or in a script has a rule, or is a known hook."""
    used = shown() | written()
    bare = {name for name in used - styled() if not name.startswith(OPEN_ENDED)}
    assert bare == HOOKS


def test_every_rule_has_a_use() -> None:
    """Each class in the stylesheet is on a page, in a template or in a script."""
    assert styled() - shown() - written() == set()


def test_the_search_for_dead_rules_would_find_one() -> None:
    """The helpers read selectors in and outside of conditions, and nothing in values or texts."""
    css = '.a, .b > p { width: 0.5em } @media (width > 1em) { .c:not(.d)::after { content: ".x" } }'
    found = [name for head in selectors(css) for name in re.findall(r"\.([a-z][\w-]*)", head)]
    assert found == ["a", "b", "c", "d"]


def test_every_variable_is_set_and_used() -> None:
    """A colour or size that is used has a value, and a value that is set is used."""
    css = sheet()
    scripts = "".join(file.read_text("utf-8") for file in (ROOT / "overrides").rglob("*.js"))
    given = set(re.findall(r"(?<![\w-])(--[a-z][\w-]*)\s*:", css))
    by_scripts = set(re.findall(r'setProperty\("(--[\w-]+)"', scripts))
    assert set(re.findall(r"var\((--[\w-]+)", css)) == given | by_scripts


def test_colours_are_set_in_one_place() -> None:
    """Only the variables have colours as values, so a hub can change all of them."""
    name = "assets/stylesheets/hub/variables.css"
    for part in PARTS[SHEET]:
        text = (ROOT / "overrides" / part).read_text("utf-8")
        colours = re.findall(r"#[0-9a-f]{3,8}\b", text)
        assert (part == name) == bool(colours), part


# --- colours


def palettes() -> dict[str, dict[str, str]]:
    """Return the colours of both schemes: name -> value."""
    text = (ROOT / "overrides/assets/stylesheets/hub/variables.css").read_text("utf-8")
    light, dark = text.split("prefers-color-scheme: dark")
    named = re.compile(r"--([\w-]+): (#[0-9a-f]{3,6});")
    return {"light": dict(named.findall(light)), "dark": dict(named.findall(dark))}


def luminance(colour: str) -> float:
    """Return the relative luminance of `#rgb` or `#rrggbb`, by WCAG 2.2."""
    digits = colour[1:] if len(colour) == 7 else "".join(2 * x for x in colour[1:])
    parts = [int(digits[place : place + 2], 16) / 255 for place in (0, 2, 4)]
    linear = [x / 12.92 if x <= 0.04045 else ((x + 0.055) / 1.055) ** 2.4 for x in parts]
    return sum(x * weight for x, weight in zip(linear, (0.2126, 0.7152, 0.0722), strict=True))


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours, from 1 to 21."""
    low, high = sorted([luminance(one), luminance(other)])
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_colours_can_be_told_apart(scheme: str) -> None:
    """Text has a contrast of 4.5 on every ground it may lie on, edges and focus have 3."""
    colours = palettes()[scheme]
    weak = [
        f"{front} on {ground}: {found:.2f}"
        for front, ground, kind in PAIRS
        if (found := contrast(colours[front], colours[ground])) < LOWEST[kind]
    ]
    assert weak == []
    assert round(contrast("#000", "#ffffff"), 2) == 21


def test_both_schemes_set_the_same_colours() -> None:
    """No colour of the light scheme is left in the dark one."""
    both = palettes()
    assert both["light"].keys() == both["dark"].keys()
