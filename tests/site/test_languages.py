"""A hub in each language: the site's own words are in it on every page, in every file and PDF."""

import io
import json
import re
from collections.abc import Iterator
from datetime import date
from functools import cache
from html import unescape
from itertools import product
from urllib.parse import parse_qsl, urlsplit

import pypdf
import pytest

from generator.hub.links import LinkKind
from generator.language import LANGUAGES, SOURCE, Language
from generator.shells.edition import edition_of
from generator.shells.offline import offline
from generator.shells.reading import read_sources
from generator.site.build import build
from tests.site.greek_hubs import EMPTY, FULL, SPLIT, Built, greek_site, greek_sources
from tests.site_fixtures import HUBS, Node, parse
from tests.test_catalogues import extracted, forms, key, messages

OTHERS = [tag for tag in LANGUAGES if tag != SOURCE]
SHOWN = ("alt", "aria-label", "data-mine", "placeholder", "title")
LATIN = re.compile(r"[a-zA-ZæøåÆØÅÀ-ÖØ-öø-ÿ’]{2,}")
# Addresses, names of files, and the hash of a document.
ADDRESS = re.compile(
    r"\S*[/@#]\S*|\S+\.\S*[a-z]\S*|urn:\S+|\b[0-9a-f]{8}\b"
    r"|\b[b-z]{4}(?:-[b-z]{4}){2}\b"
)
NAMES = {"Rollehub", "JSON", "PDF", "ZIP", "Windows", "HTML", "Markdown", "Schema", "Optional",
         "Atom", "kB", "MB", "og", "and", "index", "zip", "CSV", "XLSX", "Alle"}  # fmt: skip
"""What is the same in every language, and the words by which Babel joins. «Alle» is for a form that
exists in Norwegian only."""


@cache
def kaffe(tag: str) -> Built:
    """Return the hub of the tests, whose content is bokmål, as a site in a language."""
    sources = read_sources(HUBS["kaffe"])
    assert sources.settings
    settings = sources.settings.model_copy(update={"language": tag, "root": None})
    site = build(sources.hub, settings)
    return Built(dict(site.all_files()))


def shown(node: Node) -> Iterator[str]:
    """Yield the texts that a page shows or says."""
    for each in node.walk():
        if each.tag in ("script", "code"):
            continue
        yield from (each[name] for name in SHOWN if each[name])
        if each["name"] == "description":
            yield each["content"]
        letters = (urlsplit(each[x]) for x in ("href", "data-suggest") if "mailto:" in each[x])
        yield from (value for letter in letters for _, value in parse_qsl(letter.query))
        yield from (child for child in each.children if isinstance(child, str))


def texts(site: Built, path: str) -> list[str]:
    """Return the texts of a page or of another file, each on one line."""
    if path.endswith(".html"):
        found: Iterator[str] = shown(site.page(path))
    elif path.endswith(".pdf"):
        reader = pypdf.PdfReader(io.BytesIO(site.files[path]))
        # Words that are cut at the end of a line are joined.
        found = (re.sub("[-\u00ad]\n", "", page.extract_text()) for page in reader.pages)
    elif path.endswith(".xml"):
        found = map(unescape, re.findall(r">([^<>]+)<", site.files[path].decode()))
    elif path.endswith(".js"):
        found = iter(re.findall(r'"((?:[^"\\]|\\.)*)"', site.files[path].decode()))
    else:
        found = iter(site.files[path].decode().splitlines())
    return [" ".join(text.split()) for text in found]


def is_for_people(path: str) -> bool:
    """Whether people read a file; programs read the others."""
    return path.endswith((".html", ".pdf", "feed.xml")) or path == "llms.txt"


@cache
def vocabulary(tag: str) -> frozenset[str]:
    """Return every word of a language that the site may use, in lower case."""
    own = Language(tag)
    told = [form for x in messages(tag) for form in forms(x)]
    told += [text for _, texts in extracted() for text in texts] if tag == SOURCE else []
    told += [own.date(date(2026, month, 1)) for month in range(1, 13)]
    told += [own.name_of(x) for x in ("nb", "nn", "en", "se", "de")]
    words = {word for text in told for word in LATIN.findall(re.sub(r"%\(\w+\)s", " ", text))}
    return frozenset(word.casefold() for word in words | NAMES)


PATHS = [
    (kind, path)
    for kind in (FULL, SPLIT, EMPTY)
    for path in greek_site(kind, SOURCE, "a@b.no").files
    if is_for_people(path)
]


@pytest.mark.parametrize(
    ("tag", "kind", "path"), [(tag, *x) for tag, x in product(LANGUAGES, PATHS)]
)
def test_each_word_is_one_of_the_language(tag: str, kind: str, path: str) -> None:
    """The editors of this hub write Greek, so a word in Latin letters is the site's own.

    A text that never came into the catalogue is found here, wherever it is written.
    """
    said = texts(greek_site(kind, tag, "a@b.no"), path)
    plain = [ADDRESS.sub(" ", re.sub(r"<[^>]*>|&\w+;", " ", text)) for text in said]
    words = {word for text in plain for word in LATIN.findall(text)}
    assert {word for word in words if word.casefold() not in vocabulary(tag)} == set()


def test_the_full_hub_shows_nearly_every_text() -> None:
    """The test above would find little on a site that uses few of the texts."""
    site = [greek_site(kind, "en") for kind in (FULL, SPLIT, EMPTY)]
    site.append(greek_site(FULL, "en", "a@b.no"))
    shown_texts = " ".join(
        text
        for one in site
        for path in one.files
        if is_for_people(path)
        for text in texts(one, path)
    )
    scripts = " ".join(
        (site[0].files[f"assets/javascripts/{name}.js"]).decode()
        for name in ("hub", "find", "forms")
    )
    readers = extracted("generator/site/", "overrides/")
    unseen = [
        form
        for message in messages("en")
        if key(message) in readers
        for form in forms(message)[-1:]
        if not re.search(as_pattern(form), shown_texts) and form not in scripts
    ]
    # Those of the offline copy, of plans, of long hubs, and of a preview with mistakes.
    assert len(unseen) < len(readers) / 3, "\n".join(unseen)


def as_pattern(text: str) -> str:
    """Return a pattern for a text with any values in it, without its markup."""
    pieces = re.split(r"%\(\w+\)s", re.sub(r"<[^>]*>", "", text))
    return "[^.]{1,90}?".join(map(re.escape, pieces))


@pytest.mark.parametrize("tag", OTHERS)
def test_no_page_shows_a_text_in_bokmal(tag: str) -> None:
    """On a hub written in bokmål, no text of the site is in bokmål where the language has its own.

    Texts that editors write too, such as «Kilde», are left out.
    """
    written = " ".join(
        path.read_text("utf-8")
        for path in HUBS["kaffe"].rglob("*.*")
        if path.suffix in (".yaml", ".yml", ".md")
    ).casefold()
    differ = [
        one
        for message in messages(tag)
        for one in key(message)[1]
        if one not in forms(message) and one.casefold() not in written and _own_letters(one) > 4
    ]
    assert len(differ) > 150
    wrong = re.compile(rf"(?<!\w)(?:{'|'.join(map(as_pattern, differ))})(?!\w)")
    site = kaffe(tag)
    for path in filter(is_for_people, site.files):
        found = [text for text in texts(site, path) if wrong.fullmatch(text)]
        assert (path, [text for text in found if text.casefold() not in written]) == (path, [])


def _own_letters(text: str) -> int:
    """Return how many letters of a text are not those of its values: `%(one)s til %(other)s`."""
    return len(re.sub(r"%\(\w+\)s|\W", "", text))


@pytest.mark.parametrize("tag", LANGUAGES)
def test_every_file_names_its_language(tag: str) -> None:
    """Pages, feeds, PDFs, JSON and structured data say which language they are in."""
    site = greek_site(FULL, tag)
    pages = [site.page(path) for path in site.files if path.endswith(".html")]
    assert {page.one("html")["lang"] for page in pages} == {tag}
    assert json.loads(site.files["data/hub.json"])["site"]["language"] == tag
    assert f'xml:lang="{tag}"'.encode() in site.files["feed.xml"]
    for path in (x for x in site.files if x.endswith(".pdf")):
        root = pypdf.PdfReader(io.BytesIO(site.files[path])).trailer["/Root"]
        assert root["/Lang"].split("-")[0] == tag
    (data,) = site.page("sporsmal/en/index.html").all("script", type="application/ld+json")
    assert json.loads(str(data.children[0]))["inLanguage"] == tag


@pytest.mark.parametrize(
    ("tag", "words"),
    [
        ("nn", ("Vel rolla di, så ser du det som gjeld deg.", "Kven er du?")),
        ("en", ("Choose your role to see what concerns you.", "Who are you?")),
    ],
)
def test_the_front_page_reads_well(tag: str, words: tuple[str, str]) -> None:
    """A reader meets their language in the first line below the name of the site."""
    page = greek_site(FULL, tag).page("index.html")
    assert (page.one("p", "onward").text, page.one("h2", id="side_roller").text) == words


def test_a_link_in_another_language_than_the_site_says_so() -> None:
    """The language of a link is that of the site unless it is written."""
    for tag, named in (
        ("nb", {"kurs": "nynorsk", "film": "nordsamisk", "tysk": "tysk"}),
        ("nn", {"norsk": "bokmål", "film": "nordsamisk", "tysk": "tysk"}),
        ("en", {"norsk": "Norwegian Bokmål", "kurs": "Norwegian Nynorsk", "film": "Northern Sami"}),
    ):
        page = greek_site(FULL, tag).page("lenker/index.html")
        for id_ in ("side", "kurs", "norsk", "film", "tysk"):
            row = page.one("li", id=id_)
            assert (row.one("a", rel="external")["hreflang"] != "") is (
                id_ in named or id_ == "tysk"
            )
            assert named.get(id_, "") in row.one("span", "about").text
        links = json.loads(greek_site(FULL, tag).files["data/hub.json"])["links"]
        assert next(link["language"] for link in links if link["id"] == "side") == tag


def test_the_search_finds_a_link_by_its_kind_in_the_language_of_the_site() -> None:
    """The index has the word that the page shows."""
    index = greek_site(FULL, "en").files["search/index.js"].decode()
    assert LinkKind.COURSE.value == "course"
    assert '"course"' in index
    assert '"kurs"' in greek_site(FULL, "nb").files["search/index.js"].decode()


@pytest.mark.parametrize("tag", LANGUAGES)
def test_an_offline_copy_is_in_the_language_of_its_site(tag: str) -> None:
    """The read-me file, the notice on each page, and links that need a network are."""
    hub, settings, run = greek_sources(FULL, tag)
    edition = edition_of(hub, settings)
    copy, _ = offline(hub, settings, edition, run)
    (notice,) = parse(copy["om/index.html"].decode()).all("p", "notice")
    read_me = copy[next(path for path in copy if path.endswith(".txt"))].decode("utf-8-sig")
    for text in (notice.text, read_me, edition.title):
        words = {word.casefold() for word in LATIN.findall(ADDRESS.sub(" ", text))}
        assert words - vocabulary(tag) - {"rollehub"} == set()
    assert edition.language == Language(tag)


def test_a_redirect_is_in_the_language_of_the_site() -> None:
    """An earlier address of a question says where the page is now."""
    page = greek_site(FULL, "en").page("sporsmal/gammel/index.html")
    assert page.one("body").text == "The page has a new address: Τι α;"
