"""Real builds with MkDocs: what is published, what never is, and what stops a build."""

import re
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import pytest

from tests.site_fixtures import HUBS, INDEX_PAGES, ROOT, Site, built, environment, hub, run_build

BAD_ROLE = "content/questions/bytte-vakt.yaml:3:18: feil: ukjent rolle «ringevikr»"
DEADLINE = 20.0  # seconds that a preview may take to answer or to rebuild
# What makes a browser fetch something: everything but plain links.
_CSS_ADDRESS = re.compile(r"(?:@import\s+|url\(\s*)[\"']?(?!url\()([^\"')\s;]+)")
_MEDICAL = re.compile(
    r"\b[Ll]ege(?:r|n|ne)?\b|[Ss]pesialis|\bA?LIS\b|[Ss]ykehus|[Hh]else|[Pp]asient"
)


def copy_of_kaffe(folder: Path) -> Path:
    """Copy the coffee hub to a folder and return its configuration."""
    root = folder / "hub"
    shutil.copytree(HUBS["kaffe"], root)
    config = root / "mkdocs.yml"
    text = config.read_text(encoding="utf-8")
    assert "../../../overrides" in text
    config.write_text(text.replace("../../../overrides", str(ROOT / "overrides")), encoding="utf-8")
    return config


def replace(file: Path, old: str, new: str) -> None:
    """Replace a text that stands once in a file."""
    text = file.read_text(encoding="utf-8")
    assert text.count(old) == 1
    file.write_text(text.replace(old, new), encoding="utf-8")


def break_role(config: Path) -> None:
    """Misspell a role of a question."""
    replace(config.parent / "content/questions/bytte-vakt.yaml", "ringevikar]", "ringevikr]")


# --- what is published


def test_no_source_is_published(site: Site) -> None:
    """The site holds no YAML and no Markdown file."""
    kept = [path for path in site.files if Path(path).suffix in (".yaml", ".yml", ".md", ".j2")]
    assert kept == []


def test_no_draft_is_published(name: str, site: Site) -> None:
    """No page, address or file of the site holds a draft's id, question, answer or alias."""
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
    """Editorial notes, notes on sources and reasons of variants stand in no file of the site."""
    questions = hub(name).questions
    notes = [item.editorial_note for item in questions]
    notes += [item.source.note for item in questions if item.source]
    notes += [variant.why for item in questions for variant in item.variants.values()]
    lines = {line.strip() for note in notes if note for line in note.splitlines() if line.strip()}
    assert lines
    texts = {path: _visible(text) for path, text in site.texts.items()}
    found = [
        (path, line) for path, text in texts.items() for line in lines if _visible(line) in text
    ]
    assert found == []


def _visible(text: str) -> str:
    """Return a text without what HTML or JSON would change in it."""
    return re.sub(r"&\w+;|&#\d+;|\W+", " ", text)


def test_every_promised_address_is_there(name: str, site: Site) -> None:
    """Front page, roles, their links, questions, indexes and machine files have their addresses."""
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
    """A page of more than eight sections begins with a list of them; others have none."""
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
    """The 404 page says in Norwegian what happened and leads to the front page and questions."""
    page = site.page("404.html")
    assert page.one("html")["lang"] == "nb"
    assert page.one("h1").text == "Fant ikke siden"
    assert page.one("title").text.startswith("Fant ikke siden – ")
    main = page.one("*", "page")
    assert [link.text for link in main.all("a")] == ["forsiden", "alle spørsmål"]
    assert all(link["href"].startswith(site.mount) for link in main.all("a"))


def test_equal_sources_give_equal_bytes(name: str, site: Site, tmp_path: Path) -> None:
    """A second build, with another hash seed, gives the same files byte for byte."""
    for seed in ("1", "2"):
        again = tmp_path / seed
        result = run_build(HUBS[name] / "mkdocs.yml", again, PYTHONHASHSEED=seed)
        assert result.returncode == 0
        other = Site(again, site.mount).files
        assert list(other) == list(site.files)
        assert [path for path, raw in other.items() if raw != site.files[path]] == []


def test_another_trade_sees_no_word_of_ours() -> None:
    """Nothing in the coffee site comes from the trade of this repository's own hub."""
    found = [
        (path, match.group())
        for path, text in built("kaffe").texts.items()
        if not path.startswith("assets/stylesheets/main.")
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
    """No stylesheet, and no style inside a page or image, imports or shows a foreign address."""
    found = [
        (path, address)
        for path, text in site.texts.items()
        if path.endswith((".css", ".html", ".svg"))
        for address in _CSS_ADDRESS.findall(text)
        if re.match(r"(?:[a-z]+:)?//", address)
    ]
    assert found == []


def _fetched(site: Site, path: str) -> Iterator[str]:
    """Yield every address that a browser fetches by itself when it shows a page."""
    for node in site.page(path).walk():
        yield from (node[name] for name in ("src", "srcset", "poster", "data") if node[name])
        follows = {"canonical", "alternate", "next", "prev"}
        if node.tag == "link" and not follows & set(node["rel"].split()):
            yield node["href"]


def test_no_script_sends_anything_and_one_stores(site: Site) -> None:
    """No script names a request; one keeps the role on the device; no page has its own."""
    scripts = {path: text for path, text in site.texts.items() if path.endswith(".js")}
    index = scripts.pop("search/index.js")
    assert index.startswith("(globalThis.rollehub??={}).index={")
    assert all(path.startswith("assets/javascripts/") for path in scripts)
    banned = re.compile(r"cookie|sessionStorage|indexedDB|fetch\(|XMLHttp|sendBeacon|WebSocket")
    assert banned.findall("".join(scripts.values())) == []
    stores = [path for path, text in scripts.items() if "localStorage" in text]
    assert stores in (["assets/javascripts/hub.js"], ["assets/javascripts/role.js"])
    inline = [
        path
        for path in site.page_paths
        for script in site.page(path).all("script")
        if not script["src"] and script["type"] != "application/ld+json"
    ]
    assert inline == []


def test_words_of_authors_are_never_markup_around_a_page(tmp_path: Path) -> None:
    """Quotes and tags in names and first sentences are text in titles, menus and descriptions."""
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


def test_two_sources_never_make_one_address(tmp_path: Path) -> None:
    """A hand-written page whose name is an address of the site's own stops the build."""
    config = copy_of_kaffe(tmp_path)
    (config.parent / "content/pages/lenker.md").write_text("# Mine lenker\n", encoding="utf-8")
    result = run_build(config, tmp_path / "site")
    assert result.returncode == 1
    assert "content/pages/lenker.md:1:1: feil: " in result.stderr


# --- what stops a build


def test_an_error_stops_the_build_and_leaves_the_site(tmp_path: Path) -> None:
    """A wrong hub gives exit 1 and the problem's line; the earlier site stands as it was."""
    config, folder = copy_of_kaffe(tmp_path), tmp_path / "site"
    assert run_build(config, folder).returncode == 0
    before = Site(folder, "/").files
    break_role(config)
    result = run_build(config, folder)
    assert result.returncode == 1
    assert BAD_ROLE in result.stderr
    assert "[unknown-role]" in result.stderr
    assert "1 feil og 0 advarsler." in result.stderr
    assert "Traceback" not in result.stderr
    assert Site(folder, "/").files == before


def test_all_problems_of_a_build_are_told_at_once(tmp_path: Path) -> None:
    """A build names every error of the hub, in the order of the files."""
    config = copy_of_kaffe(tmp_path)
    break_role(config)
    replace(config.parent / "links.yaml", "kind: tool", "kind: verktoy")
    result = run_build(config, tmp_path / "site")
    codes = re.findall(r"\[([a-z-]+)\]", result.stderr)
    assert codes == ["unknown-role", "bad-value"]


def test_a_warning_stops_only_a_strict_build(tmp_path: Path) -> None:
    """A hub with only a warning builds, and fails with `--strict`; both print the line."""
    config = copy_of_kaffe(tmp_path)
    file = config.parent / "content/questions/bytte-vakt.yaml"
    replace(file, "Ja. Finn en", "Ja, i HMS-uken. Finn en")
    relaxed = run_build(config, tmp_path / "site")
    strict = run_build(config, tmp_path / "strict", "--strict")
    for result in (relaxed, strict):
        assert "bytte-vakt.yaml:5:9: advarsel: forkortelsen «HMS»" in result.stderr
    assert (relaxed.returncode, strict.returncode) == (0, 1)


def test_a_long_page_without_a_title_of_its_own_is_built(tmp_path: Path) -> None:
    """Contents stand between a title and the text; where there is no title there are none."""
    config = copy_of_kaffe(tmp_path)
    page = config.parent / "content/pages/lang.md"
    parts = "".join(f"### Del {number}\n\nTekst.\n\n" for number in range(12))
    page.write_text(f"---\ntitle: Lang\n---\n\n## Alt\n\n{parts}", "utf-8")
    result = run_build(config, tmp_path / "site")
    assert result.returncode == 0, result.stderr
    assert "Del 11" in (tmp_path / "site/lang/index.html").read_text("utf-8")


def test_a_hub_that_takes_no_suggestions_is_told_so(tmp_path: Path) -> None:
    """Without a repository and a mailbox; it is a word of advice, and stops no strict build."""
    config, told = copy_of_kaffe(tmp_path), "sett repo_url eller contact i mkdocs.yml"
    assert told not in run_build(config, tmp_path / "site").stderr
    replace(config, "contact: kaffehjelpen@example.org", "contact: ''")
    result = run_build(config, tmp_path / "site", "--strict")
    assert result.returncode == 0
    assert told in result.stderr


def test_make_site_shows_warnings_and_stops_for_none() -> None:
    """`--quiet` hides warnings, even from `--strict`; with that, a review that is due stops all."""
    recipe = (ROOT / "Makefile").read_text(encoding="utf-8").partition("\nsite:")[2]
    [command] = [line for line in recipe.partition("\n\n")[0].split("\n") if "mkdocs" in line]
    assert command.split() == ["$(BIN)/mkdocs", "build"]


def test_a_hub_without_a_required_file_does_not_build(tmp_path: Path) -> None:
    """Where `roles.yaml` is gone, the build says so and makes nothing."""
    config = copy_of_kaffe(tmp_path)
    (config.parent / "roles.yaml").unlink()
    result = run_build(config, tmp_path / "site")
    assert result.returncode == 1
    assert "roles.yaml:1:1: feil: filen mangler" in result.stderr
    assert not (tmp_path / "site").exists()


def test_a_repository_makes_every_page_editable(tmp_path: Path) -> None:
    """With ROLLEHUB_REPO_URL set, each question and written page links to its own source file."""
    host = "https://git.example.org/kommune/hub"
    result = run_build(
        ROOT / "mkdocs.yml", tmp_path, "--strict", ROLLEHUB_REPO_URL=host, ROLLEHUB_CONTACT="a@b.no"
    )
    assert result.returncode == 0, result.stderr
    site = Site(tmp_path, "/")
    found = {
        path: [link["href"] for link in site.page(path).all("a", "suggest")]
        for path in site.page_paths
    }
    wanted = {
        f"sporsmal/{item.id}/index.html": [f"{host}/edit/main/content/questions/{item.id}.yaml"]
        for item in hub("own").questions
        if item.is_published
    } | {
        f"{file.stem}/index.html": [f"{host}/edit/main/content/pages/{file.name}"]
        for file in (ROOT / "content/pages").glob("*.md")
    }
    assert {path: found[path] for path in wanted} == wanted
    everywhere = {address for addresses in found.values() for address in addresses}
    sources = [address.removeprefix(f"{host}/edit/main/") for address in everywhere]
    assert [path for path in sources if not (ROOT / path).is_file()] == []


# --- the preview


class Preview:
    """A running `mkdocs serve`."""

    def __init__(self, address: str, log: Path) -> None:
        self.address = address
        self._log = log

    @property
    def log(self) -> str:
        """All that it has said."""
        return self._log.read_text(encoding="utf-8")

    def page(self, path: str) -> str:
        """Return a page; an answer other than 200 is an error."""
        with urlopen(f"{self.address}{path}", timeout=DEADLINE) as answer:
            assert answer.status == 200
            return str(answer.read().decode("utf-8"))

    def wait(self, done: Callable[[], bool]) -> None:
        """Wait until something is so."""
        end = time.monotonic() + DEADLINE
        while time.monotonic() < end:
            try:
                if done():
                    return
            except URLError:
                pass  # not up yet
            time.sleep(0.05)
        pytest.fail(f"nothing came within {DEADLINE} s; the preview said:\n{self.log}")


@contextmanager
def previewing(config: Path, log: Path) -> Iterator[Preview]:
    """Run `mkdocs serve` on a free port of this machine, until the block ends."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [
        sys.executable,
        "-m",
        "mkdocs",
        "serve",
        "-f",
        str(config),
        "-a",
        f"127.0.0.1:{port}",
    ]
    with log.open("wb") as output:
        process = subprocess.Popen(command, env=environment(), stdout=output, stderr=output)
    try:
        preview = Preview(f"http://127.0.0.1:{port}/hjelp/", log)
        preview.wait(lambda: "Kaffehjelpen" in preview.page(""))
        yield preview
    finally:
        process.terminate()
        process.wait(DEADLINE)


def test_a_preview_outlives_an_error(tmp_path: Path) -> None:
    """While a source is wrong, the last good page and the error are shown; mended, the new text."""
    config = copy_of_kaffe(tmp_path)
    file = config.parent / "content/questions/bytte-vakt.yaml"
    with previewing(config, tmp_path / "log") as preview:
        page = "sporsmal/bytte-vakt/"
        assert "Finn en som vil bytte" in preview.page(page)
        assert 'class="notice"' not in preview.page(page)

        text = file.read_text(encoding="utf-8")
        broken = text.replace("ringevikar]", "ringevikr]").replace("vil bytte", "kan bytte")
        file.write_text(broken, encoding="utf-8")
        preview.wait(lambda: BAD_ROLE in preview.log)
        preview.wait(lambda: "ringevikr" in preview.page(page))
        shown = preview.page(page)
        assert "Finn en som vil bytte" in shown
        assert BAD_ROLE in shown
        assert "siste gode utgave" in shown

        file.write_text(text.replace("vil bytte", "kan bytte"), encoding="utf-8")
        preview.wait(lambda: "Finn en som kan bytte" in preview.page(page))
        assert 'class="notice"' not in preview.page(page)

        replace(config.parent / "roles.yaml", "trår til", "stiller opp")
        preview.wait(lambda: "stiller opp" in preview.page(""))

        written = config.parent / "content/pages/ny.md"
        written.write_bytes("# Ny på siden".encode("latin-1"))
        preview.wait(lambda: "[not-utf8]" in preview.page("om/"))
        written.write_text("# Ny på siden", encoding="utf-8")
        preview.wait(lambda: "Ny på siden" in preview.page("ny/"))


def test_a_preview_shows_the_site_with_a_warning(tmp_path: Path) -> None:
    """A warning stands in the log; the page is shown, and doesn't say that it is an old one."""
    config = copy_of_kaffe(tmp_path)
    file = config.parent / "content/questions/bytte-vakt.yaml"
    replace(file, "Ja. Finn en", "Ja, i HMS-uken. Finn en")
    with previewing(config, tmp_path / "log") as preview:
        shown = preview.page("sporsmal/bytte-vakt/")
        assert "i HMS-uken" in shown
        assert "siste gode utgave" not in shown
        assert "forkortelsen «HMS»" in preview.log


def test_a_preview_of_a_wrong_hub_does_not_start(tmp_path: Path) -> None:
    """With nothing good to show, `mkdocs serve` ends with the problem's line and no traceback."""
    config = copy_of_kaffe(tmp_path)
    break_role(config)
    result = subprocess.run(
        [sys.executable, "-m", "mkdocs", "serve", "-f", str(config), "-a", "127.0.0.1:0"],
        env=environment(), capture_output=True, text=True, encoding="utf-8", check=False,
        timeout=DEADLINE,
    )  # fmt: skip
    assert result.returncode == 1
    assert BAD_ROLE in result.stderr
    assert "Traceback" not in result.stderr
