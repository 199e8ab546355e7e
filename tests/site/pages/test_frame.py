"""What surrounds the content of every page: title, description, landmarks, security policy."""

from collections import Counter

import pytest
import yaml

from generator.site.export.headers import CONTENT_SECURITY_POLICY, POLICY_OF_FORMS
from tests.site_fixtures import HUBS, Node, Site, hub

SITE_NAMES = {
    name: yaml.load((folder / "mkdocs.yml").read_text("utf-8"), yaml.BaseLoader)["site_name"]
    for name, folder in HUBS.items()
}


@pytest.fixture
def pages(site: Site) -> dict[str, Node]:
    """Return path -> page for all pages except redirects."""
    found = {path: site.page(path) for path in site.page_paths}
    return {path: page for path, page in found.items() if page.all("main")}


def described(page: Node) -> str:
    """Return the description that a page gives search engines."""
    return page.one("meta", name="description")["content"]


def test_every_page_has_its_own_title(name: str, pages: dict[str, Node]) -> None:
    """The title is the page's heading and the site's name; that of the front page is the name
    alone. Search engines show 70 characters: the name is left out, and then the heading cut.
    """
    for path, page in pages.items():
        heading = page.one("h1").text
        whole = f"{heading} – {SITE_NAMES[name]}"
        title = page.one("title").text
        assert len(title) <= 70, path
        if path == "index.html":
            assert title == SITE_NAMES[name]
        elif len(whole) <= 70:
            assert title == whole, path
        elif len(heading) <= 70:
            assert title == heading, path
        else:
            assert heading.startswith(title.removesuffix("…") + " "), path
    titles = Counter(page.one("title").text for page in pages.values())
    assert [title for title, times in titles.items() if times > 1] == []


def test_every_page_describes_itself(pages: dict[str, Node]) -> None:
    """Descriptions are short enough for search engines, and differ where the texts differ."""
    begun: dict[str, set[str]] = {}
    for path, page in pages.items():
        assert 50 <= len(described(page)) <= 160, path
        texts = page.one("main").all("*", "text")
        begun.setdefault(described(page), set()).add(texts[0].all("p")[0].text if texts else path)
    assert [text for text, starts in begun.items() if len(starts) > 1] == []


def test_a_question_is_described_by_its_answer(name: str, pages: dict[str, Node]) -> None:
    """The description is the beginning of the answer, cut after a word."""
    for question in hub(name).questions:
        if question.is_published:
            page = pages[f"sporsmal/{question.id}/index.html"]
            begin = described(page).removesuffix("…")
            assert begin in page.one("article").text, question.id


def test_every_page_has_the_same_landmarks(pages: dict[str, Node]) -> None:
    """Each landmark exists once, after the skip link, and every navigation has a unique name."""
    for path, page in pages.items():
        body = page.one("body")
        parts = [child for child in body.children if isinstance(child, Node)]
        assert (path, [part.tag for part in parts]) == (path, ["a", "header", "main", "footer"])
        assert parts[0]["href"] == f"#{parts[2]['id']}"
        ids = {node["id"]: node.text for node in body.walk() if node["id"]}
        names = [x["aria-label"] or ids.get(x["aria-labelledby"], "") for x in body.all("nav")]
        assert (path, all(names), len(set(names))) == (path, True, len(names))


def test_pages_are_in_norwegian_and_mark_links_that_are_not(
    name: str, site: Site, pages: dict[str, Node]
) -> None:
    """Pages are marked as bokmål; links in another language say so in markup and in words."""
    assert {page.one("html")["lang"] for page in pages.values()} == {"nb"}
    for link in hub(name).links:
        row = site.page("lenker/index.html").one("li", id=link.id)
        if link.url:
            shown = next(x for x in row.all("a") if x["href"] == link.url)
            assert shown["hreflang"] == ("" if link.language in (None, "nb") else link.language)
        assert ("engelsk" in row.one("span", "about").text) is (link.language == "en")


def test_every_page_has_the_policy_and_obeys_it(site: Site) -> None:
    """The policy comes before everything that it governs, and nothing on the page violates it."""
    for path in site.page_paths:
        page = site.page(path)
        nodes = list(page.walk())
        policy = page.one("meta", **{"http-equiv": "Content-Security-Policy"})
        strict = bool(page.all("form", "sheet"))
        wanted = POLICY_OF_FORMS if strict else CONTENT_SECURITY_POLICY
        assert (path, policy["content"]) == (path, wanted)
        governed = [x for x in nodes if x.tag in ("script", "style", "img", "link")]
        assert all(nodes.index(policy) < nodes.index(x) for x in governed)
        inline = [x for x in nodes if x["style"] or any(a.startswith("on") for a in x.attributes)]
        assert (path, inline, page.all("style")) == (path, [], [])


def test_no_page_tells_other_sites_where_a_reader_comes_from(site: Site) -> None:
    """Not a redirect either: hosts such as GitHub Pages send no header that says it."""
    for path in site.page_paths:
        (policy,) = site.page(path).all("meta", name="referrer")
        assert (path, policy["content"]) == (path, "no-referrer")
