"""Files for machines besides data and feeds: sitemap, llms.txt, headers, redirects."""

import json
import re
from collections.abc import Iterator
from xml.etree import ElementTree as ET

from generator.hub.kinds import FORMS, GUIDES, PLANS, TASKS
from generator.hub.model import Hub
from generator.site.content import Content
from generator.site.export.files import machine_files
from generator.site.export.headers import CONTENT_SECURITY_POLICY
from generator.site.export.hub_json import hub_json
from generator.site.pages.render import site_pages
from generator.site.pages.templates import Templates
from generator.site.settings import Settings
from tests.site_fixtures import Site, a_hub, a_link, a_question, a_role, built, hub, parse

SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
BASES = {"own": "", "kaffe": "https://kaffe.example.org/hjelp/"}


def written(data: Hub, path: str, site_url: str = "") -> str:
    """Return the text of one of the files of a hub."""
    return dict(machine_files(Content(data, Settings(site_url=site_url)), []))[path]


# --- sitemap


def locations(text: str) -> list[str]:
    """Return the addresses in a sitemap, after checking its structure."""
    root = ET.fromstring(text)
    assert root.tag == f"{SITEMAP}urlset"
    assert {child.tag for child in root} == {f"{SITEMAP}url"}
    return [str(child.findtext(f"{SITEMAP}loc")) for child in root]


def test_the_sitemap_lists_every_page_once() -> None:
    """All pages but 404 and those of earlier addresses are in it, each once, and all exist."""
    site, base = built("kaffe"), BASES["kaffe"]
    found = locations(site.texts["sitemap.xml"])
    redirects = {
        f"sporsmal/{alias}/index.html" for item in hub("kaffe").questions for alias in item.aliases
    }
    wanted = [path for path in site.page_paths if path != "404.html" and path not in redirects]
    assert sorted(found) == sorted(base + path.removesuffix("index.html") for path in wanted)


def test_a_site_without_an_address_has_no_sitemap() -> None:
    """The protocol forbids relative addresses; no page, file or header names the missing file."""
    assert not BASES["own"]
    files = built("own").files
    assert "sitemap.xml" not in files
    linked = re.compile(rb"sitemap\.xml[\"'#?)\n]")
    assert [path for path, raw in files.items() if linked.search(raw)] == []
    assert "sitemap.xml" not in built("own").texts["_headers"] + built("own").texts["llms.txt"]


# --- llms.txt


def parts_of(text: str) -> tuple[str, str, dict[str, list[tuple[str, str]]]]:
    """Return name, summary and sections of links of an llms.txt file (https://llmstxt.org).

    Lines that the format does not allow raise an error.
    """
    top, *sections = re.split(r"^## (.+)\n", text, flags=re.MULTILINE)
    name, summary, about = top.strip().split("\n\n", 2)
    assert name.startswith("# ")
    assert summary.startswith("> ")
    assert not re.search(r"^#|^- ", about, flags=re.MULTILINE)
    links: dict[str, list[tuple[str, str]]] = {}
    for heading, body in zip(sections[::2], sections[1::2], strict=True):
        rows = [
            re.fullmatch(r"- \[((?:[^\[\]\\]|\\.)+)\]\((\S+?)\)(?:: .+)?", line)
            for line in body.strip().splitlines()
        ]
        assert None not in rows, body
        links[heading] = [(row.group(1), row.group(2)) for row in rows if row]
    return name[2:], summary[2:], links


def test_llms_txt_links_to_roles_questions_and_data(name: str, site: Site) -> None:
    """It lists every role, each published question by topic, plan, guide and form, and the data."""
    data = hub(name)
    title, summary, links = parts_of(site.texts["llms.txt"])
    assert title == {"own": "Rollehub for spesialistutdanningen", "kaffe": "Kaffehjelpen"}[name]
    published = {item.id: item.question for item in data.questions if item.is_published}
    assert summary.startswith(f"{len(published)} spørsmål og svar for ")
    base = BASES[name]
    assert links.pop("Roller") == [(role.name, f"{base}{role.id}/") for role in data.roles]
    sitemap = ["sitemap.xml"] if base else []
    assert [url.removeprefix(base) for _, url in links.pop("Data")] == [
        "data/hub.json", "data/hub.schema.json", "feed.xml", *sitemap,
    ]  # fmt: skip
    assert list(links)[-1] == "Optional"
    del links["Optional"]
    wanted = {
        topic.title: [
            (published[id_], f"{base}sporsmal/{id_}/")
            for id_ in topic.questions
            if id_ in published
        ]
        for topic in data.topics
    }
    for kind, heading, folder in (
        (TASKS, "Steg for steg", "oppgaver"),
        (PLANS, "Utdanningsplaner", "planer"),
        (GUIDES, "Veiledninger", "veiledninger"),
        (FORMS, "Skjemaer", "planer"),
    ):
        wanted[heading] = [
            (item.title, f"{base}{folder}/{getattr(item, 'address', None) or item.id}/")
            for item in kind.of(data)
            if item.is_published
        ]
    assert links == {title: rows for title, rows in wanted.items() if rows}


def test_links_of_llms_txt_exist(name: str, site: Site) -> None:
    """Every address in it exists on the site; it is absolute if the site's address is known."""
    *_, links = parts_of(site.texts["llms.txt"])
    for address in (url for rows in links.values() for _, url in rows):
        assert address.startswith(BASES[name])
        target = site.target("index.html", address.removeprefix(BASES[name]))
        assert target is not None
        assert target[0] in site.files


def test_words_of_authors_are_words_in_llms_txt() -> None:
    """Markup and line breaks in names and titles neither break a line nor make a link."""
    nasty = "*a* [b](c) `d` <e>\n# f &amp; _g_ \\"
    wanted = r"\*a\* \[b\](c) \`d\` \<e\> \# f \&amp; \_g\_ \\"
    data = a_hub(a_question("q", question=nasty), roles=[a_role("gjest", name=nasty)])
    content = Content(data, Settings(site_name=nasty))
    title, summary, links = parts_of(dict(machine_files(content, []))["llms.txt"])
    assert title == wanted
    assert summary == f"1 spørsmål og svar for {wanted}."
    assert links["Roller"] == [(wanted, "gjest/")]
    assert links["Emne"] == [(wanted, "sporsmal/q/")]


def test_an_empty_hub_has_a_whole_llms_txt() -> None:
    """Without roles and questions it is still valid and has no empty section."""
    _, summary, links = parts_of(written(Hub(), "llms.txt"))
    assert summary == "0 spørsmål og svar."
    assert set(links) == {"Data", "Optional"}


# --- headers


def rules(text: str) -> dict[str, dict[str, str]]:
    """Return path -> headers of a `_headers` file; malformed lines raise an error."""
    found: dict[str, dict[str, str]] = {}
    for line in text.splitlines():
        if line.startswith("/"):
            assert line not in found
            headers = found.setdefault(line, {})
        elif line:
            header = re.fullmatch(r"  ([A-Za-z-]+): (\S.*)", line)
            assert header, line
            assert header.group(1) not in headers
            headers[header.group(1)] = header.group(2)
    return found


def directives(policy: str) -> dict[str, list[str]]:
    """Return directive -> sources of a Content-Security-Policy."""
    rows = [directive.split() for directive in policy.split(";")]
    assert len({row[0] for row in rows}) == len(rows)
    return {row[0]: row[1:] for row in rows}


def test_the_policy_allows_neither_inline_nor_foreign_content() -> None:
    """Everything is forbidden by default, and no foreign host is allowed anywhere."""
    policy = directives(CONTENT_SECURITY_POLICY)
    assert policy["default-src"] == policy["base-uri"] == ["'none'"]
    assert policy["form-action"] == policy["script-src"] == policy["style-src"] == ["'self'"]
    sources = {source for found in policy.values() for source in found}
    assert sources == {"'none'", "'self'", "data:"}
    assert [name for name, found in policy.items() if "data:" in found] == ["img-src"]
    # These directives have no effect in a meta element, so they would be misleading.
    assert not {"frame-ancestors", "sandbox", "report-uri"} & set(policy)


def test_headers_repeat_the_policy_and_forbid_frames(site: Site) -> None:
    """`_headers` repeats the policy of the pages for the whole site, and also forbids frames."""
    everywhere = rules(site.texts["_headers"])["/*"]
    assert everywhere["Content-Security-Policy"] == (
        f"{CONTENT_SECURITY_POLICY}; frame-ancestors 'none'"
    )
    assert everywhere["X-Content-Type-Options"] == "nosniff"
    assert everywhere["Referrer-Policy"] == "no-referrer"
    assert everywhere["Cross-Origin-Opener-Policy"] == "same-origin"
    assert "Cache-Control" not in everywhere
    # Cloudflare's limit for a line.
    assert max(map(len, site.texts["_headers"].splitlines())) < 2000


def test_no_file_is_kept_for_long(site: Site) -> None:
    """Every file keeps its name when it changes, so the host decides on caching."""
    kept = [path for path, found in rules(site.texts["_headers"]).items()
            if "Cache-Control" in found]  # fmt: skip
    assert kept == []


def test_no_path_has_anything_after_a_star(site: Site) -> None:
    """Netlify allows a star only at the end of a path."""
    assert all("*" not in path[:-1] for path in rules(site.texts["_headers"]))


def against_the_policy(site: Site, path: str) -> Iterator[str]:
    """Yield everything on a page that the policy blocks: inline styles, scripts and handlers."""
    for node in site.page(path).walk():
        handlers = [key for key in node.attributes if key == "style" or key.startswith("on")]
        yield from (f"<{node.tag} {key}>" for key in handlers)
        yield from (
            f"{key}={value}"
            for key, value in node.attributes.items()
            if value.strip().lower().startswith("javascript:")
        )
        is_data = node["type"] in ("application/ld+json", "application/json")
        if node.tag in ("style", "base", "object", "embed", "iframe"):
            yield f"<{node.tag}>"
        elif node.tag == "script" and not node["src"] and not is_data:
            yield "<script>"


def test_nothing_on_a_page_violates_the_policy(site: Site) -> None:
    """No page has an inline style, script or event handler."""
    found = {path: list(against_the_policy(site, path)) for path in site.page_paths}
    assert {path: rows for path, rows in found.items() if rows} == {}


def test_a_column_is_aligned_without_a_style() -> None:
    """The alignment of a table is an attribute that the policy does not block."""
    data = a_hub(a_question("q", answer="| A | B |\n| :-: | --: |\n| 1 | 2 |"))
    content = Content(data, Settings())
    pages = site_pages(content, Templates(content), {})
    page = next(page for page in pages.values() if page.kind == "question")
    assert [cell["data-side"] for cell in parse(page.html).all("td")] == ["center", "right"]
    assert "style=" not in page.html


# --- redirects from earlier addresses


def test_an_earlier_address_redirects_to_the_question() -> None:
    """The redirect works automatically and with a link, and is not indexed by search engines."""
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
    policy = page.one("meta", **{"http-equiv": "Content-Security-Policy"})["content"]
    assert policy == CONTENT_SECURITY_POLICY


def test_every_alias_of_a_published_question_has_a_page() -> None:
    """Aliases of drafts have no page."""
    data = a_hub(
        a_question("q", aliases=["en", "to"], question='"<b>&?'),
        a_question("utkast", aliases=["tre"], status="draft"),
    )
    content = Content(data, Settings())
    made = dict(machine_files(content, []))
    pages = {path for path in made if path.endswith(".html")}
    assert pages == {"sporsmal/en/index.html", "sporsmal/to/index.html"}
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
    )
    content = Content(
        data, Settings.model_construct(site_name=nasty, site_url="https://x.no/?a=1&b=2/")
    )
    made = dict(machine_files(content, [""]))
    assert locations(made["sitemap.xml"]) == ["https://x.no/?a=1&b=2/"]
    assert json.loads(b"".join(hub_json(content)))["questions"][0]["question"] == nasty
