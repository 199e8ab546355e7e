"""What MkDocs publishes from a hub, and what is never published."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from generator.hub.kinds import KINDS
from tests.shells.hub_copies import copy_of_kaffe, replace
from tests.site_fixtures import HUBS, INDEX_PAGES, Site, built, hub, run_build

# Addresses that a style sheet makes a browser fetch.
_CSS_ADDRESS = re.compile(r"(?:@import\s+|url\(\s*)[\"']?(?!url\()([^\"')\s;]+)")
_MEDICAL = re.compile(
    r"\b[Ll]ege(?:r|n|ne)?\b|[Ss]pesialis|\bA?LIS\b|[Ss]ykehus|[Hh]else|[Pp]asient"
)


@pytest.mark.content
def test_no_source_is_published(site: Site) -> None:
    """The site contains no YAML, Markdown or template file."""
    kept = [path for path in site.files if Path(path).suffix in (".yaml", ".yml", ".md", ".j2")]
    assert kept == []


def test_no_draft_is_published(name: str, site: Site) -> None:
    """No page, address or file of the site contains a draft's id, question, answer or alias."""
    drafts = [question for question in hub(name).questions if not question.is_published]
    assert drafts or name == "own"
    hidden = {
        text
        for item in drafts
        for text in (item.id, item.question, *item.aliases, *item.answer.strip().split("\n"))
        if text
    }
    found = [(path, text) for path, page in site.texts.items() for text in hidden if text in page]
    assert found == []
    assert [path for path in site.files for item in drafts if item.id in path] == []


def test_no_note_to_editors_is_published(name: str, site: Site) -> None:
    """No file of the site contains editorial notes, notes on sources or reasons for variants."""
    questions = hub(name).questions
    notes = [item.editorial_note for item in questions]
    notes += [source.note for item in questions for source in item.source]
    notes += [variant.why for item in questions for variant in item.variants.values()]
    listed = [kind for kind in KINDS if not kind.is_folder]
    notes += [item.comment for kind in listed for item in kind.of(hub(name))]
    lines = {line.strip() for note in notes if note for line in note.splitlines() if line.strip()}
    assert lines
    texts = {path: _visible(text) for path, text in site.texts.items()}
    wanted = {line: _visible(line) for line in lines}
    found = [(path, line) for path, text in texts.items() for line in lines if wanted[line] in text]
    assert found == []


def _visible(text: str) -> str:
    """Return a text without the characters that HTML or JSON would escape."""
    return re.sub(r"&\w+;|&#\d+;|\W+", " ", text)


@pytest.mark.content
def test_every_promised_address_is_there(name: str, site: Site) -> None:
    """The front page, roles, link lists, questions, indexes and machine-readable files exist."""
    data = hub(name)
    promised = [
        "index.html", "404.html", "data/hub.json", "data/hub.schema.json",
        "feed.xml", "llms.txt", "_headers", "search/index.js",
    ]  # fmt: skip
    promised += ["sitemap.xml"] if name == "kaffe" else []  # the one with an address
    promised += [f"{role.id}/index.html" for role in data.roles]
    promised += [f"{role.id}/lenker/index.html" for role in data.roles]
    promised += [f"sporsmal/{item.id}/index.html" for item in data.questions if item.is_published]
    promised += [f"{page}/index.html" for page in INDEX_PAGES]
    promised += [f"{page.stem}/index.html" for page in (HUBS[name] / "content/pages").glob("*.md")]
    assert [path for path in promised if path not in site.files] == []


def test_a_long_hand_written_page_has_contents(name: str, site: Site) -> None:
    """A page with more than eight sections begins with a list of them; others have none."""
    long = []
    for path in site.page_paths:
        page = site.page(path)
        if not page.all("main", "page--text"):
            continue
        sections = [x for x in page.all("h2") if x["id"] and x["id"] != "side_kart"]
        contents = [
            (x.text, x["href"]) for nav in page.all("nav", "contents") for x in nav.all("a")
        ]
        if len(sections) > 8:
            long.append(path)
            assert contents == [(x.text, f"#{x['id']}") for x in sections]
        else:
            assert contents == []
    assert ("for-redaktorer/index.html" in long) == (name == "own")


def test_an_unknown_address_is_answered_in_norwegian(site: Site) -> None:
    """The 404 page is in Norwegian and links to the front page and all questions."""
    page = site.page("404.html")
    assert page.one("html")["lang"] == "nb"
    assert page.one("h1").text == "Fant ikke siden"
    assert page.one("title").text.startswith("Fant ikke siden – ")
    main = page.one("*", "page")
    assert [link.text for link in main.all("a")] == ["forsiden", "alle spørsmål"]
    assert all(link["href"].startswith(site.mount) for link in main.all("a"))


def test_equal_sources_give_equal_bytes(name: str, site: Site, tmp_path: Path) -> None:
    """A second build with another hash seed gives the same files, byte for byte."""
    for seed in ("1", "2"):
        again = tmp_path / seed
        result = run_build(HUBS[name] / "mkdocs.yml", again, PYTHONHASHSEED=seed)
        assert result.returncode == 0
        other = Site(again, site.mount).files
        assert list(other) == list(site.files)
        assert [path for path, raw in other.items() if raw != site.files[path]] == []


def test_a_hub_on_another_subject_contains_no_medical_words() -> None:
    """No text of the coffee site comes from the medical subject of this repository's own hub."""
    found = [
        (path, match.group())
        for path, text in built("kaffe").texts.items()
        for match in _MEDICAL.finditer(text)
    ]
    assert found == []


def test_no_page_fetches_from_another_host(site: Site) -> None:
    """Scripts, styles, images, icons and frames all come from the site itself."""
    elsewhere = [
        (path, address)
        for path in site.page_paths
        for address in _fetched(site, path)
        if site.target(path, address) is None and not address.startswith("data:")
    ]
    assert elsewhere == []


def test_no_style_fetches_from_another_host(site: Site) -> None:
    """No style sheet, and no style inside a page or image, fetches from a foreign address."""
    found = [
        (path, address)
        for path, text in site.texts.items()
        if path.endswith((".css", ".html", ".svg"))
        for address in _CSS_ADDRESS.findall(text)
        if re.match(r"(?:[a-z]+:)?//", address)
    ]
    assert found == []


def _fetched(site: Site, path: str) -> Iterator[str]:
    """Yield every address that a browser fetches on its own when it shows a page."""
    for node in site.page(path).walk():
        yield from (node[name] for name in ("src", "srcset", "poster", "data") if node[name])
        follows = {"canonical", "alternate", "next", "prev"}
        if node.tag == "link" and not follows & set(node["rel"].split()):
            yield node["href"]


def test_no_script_sends_data_and_only_one_stores_data(site: Site) -> None:
    """No script makes a request; one stores the role on the device, one a form. None is inline.

    Those of others are for forms only, whose pages have a policy that lets nothing out.
    """
    scripts = {path: text for path, text in site.texts.items() if path.endswith(".js")}
    index = scripts.pop("search/index.js")
    assert index.startswith("(globalThis.rollehub??={}).index={")
    of_others = [path for path in scripts if not path.startswith("assets/javascripts/")]
    assert [path for path in of_others if not path.startswith("assets/vendor/")] == []
    for path in of_others:
        scripts.pop(path)
    banned = re.compile(r"cookie|sessionStorage|indexedDB|fetch\(|XMLHttp|sendBeacon|WebSocket")
    assert banned.findall("".join(scripts.values())) == []
    stores = [path for path, text in scripts.items() if "localStorage" in text]
    roles = (["assets/javascripts/hub.js"], ["assets/javascripts/role.js"])
    forms = [path for path in scripts if path.endswith("/forms.js")]
    assert stores in [[*forms, *one] for one in roles]
    inline = [
        path
        for path in site.page_paths
        for script in site.page(path).all("script")
        if not script["src"] and script["type"] not in ("application/ld+json", "application/json")
    ]
    assert inline == []


def test_words_of_authors_are_never_markup_around_a_page(tmp_path: Path) -> None:
    """Quotes and tags in names and first sentences are shown as text in titles and descriptions."""
    config = copy_of_kaffe(tmp_path)
    root = config.parent
    replace(config, "site_name: Kaffehjelpen", "site_name: 'Kaffe <b>& te</b>'")
    replace(root / "roles.yaml", "name: Barista", "name: 'Barista <b>\"&\"</b>'")
    replace(root / "roles.yaml", "lager kaffen &", 'lager "<b>kaffe</b>" &')
    file = root / "content/questions/bytte-vakt.yaml"
    replace(file, "question: Ærlig talt,", 'question: \'Ærlig <b>"&"</b> talt,')
    replace(file, "bytte vakt?", "bytte vakt?'")
    replace(file, "  Ja. Finn", '  "Ja" & \\<b>nei\\</b>. Finn')
    addresses = 'href="~/lis/" og href="question:bytte-vakt"'
    replace(file, "Trenger maskinen", f"Kode: `{addresses}`. Trenger maskinen")
    replace(root / "content/pages/om.md", "Kaffehjelpen er", f"Kode: `{addresses}`. Den er")
    replace(root / "content/pages/om.md", "title: Om Kaffe", "title: Om <b>Kaffe")
    result = run_build(config, tmp_path / "site")
    assert result.returncode == 0, result.stderr
    site = Site(tmp_path / "site", "/hjelp/")
    assert [path for path in site.page_paths if site.page(path).all("b")] == []
    role, question = site.page("barista/index.html"), site.page("sporsmal/bytte-vakt/index.html")
    assert role.one("title").text == 'Barista <b>"&"</b> – Kaffe <b>& te</b>'
    assert question.one("title").text.startswith('Ærlig <b>"&"</b> talt')
    assert question.one("meta", name="description")["content"].startswith(
        '"Ja" & <b>nei</b>. Finn en som'
    )
    assert role.one("meta", name="description")["content"] == (
        'For deg som lager "<b>kaffe</b>" & tar imot gjestene.'
    )
    menu = role.one("details", "roles")
    assert menu.one("summary").text == 'Rolle: Barista <b>"&"</b>'
    for page in (role, site.page("om/index.html")):
        assert addresses in [code.text for code in page.all("code")]
