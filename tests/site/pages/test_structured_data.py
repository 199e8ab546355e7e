"""What search engines read on a question's page: valid by schema.org and Google, and what is shown.

https://schema.org/FAQPage, https://developers.google.com/search/docs/appearance/structured-data/faqpage
"""

import json
import re
from collections.abc import Iterator
from copy import deepcopy
from datetime import date
from typing import Any

import pytest

from generator.hub.model import Hub
from generator.hub.questions import Question
from generator.hub.translations import languages_of
from generator.site.content import Content
from generator.site.pages.answer_parts import answer_parts
from generator.site.pages.schema_org import StructuredData
from generator.site.settings import Settings
from generator.site.text.answer import Texts
from tests.site.text.converting import as_written
from tests.site_fixtures import HUBS, Node, a_hub, a_question, built, hub, parse, parse_strictly

TYPE = "application/ld+json"
# Properties that schema.org allows for our types, and their values: text, number, address, date
# or types.
PROPERTIES: dict[str, dict[str, str | set[str]]] = {
    "FAQPage": {
        "inLanguage": "text",
        "url": "address",
        "dateModified": "date",
        "lastReviewed": "date",
        "mainEntity": {"Question"},
        "breadcrumb": {"BreadcrumbList"},
    },
    "BreadcrumbList": {"itemListElement": {"ListItem"}},
    "ListItem": {"position": "number", "name": "text", "item": "address"},
    "Question": {"name": "text", "alternateName": "text", "acceptedAnswer": {"Answer"}},
    "Answer": {"text": "text"},
}
# Properties that Google requires, and the HTML elements that it shows in an answer.
REQUIRED = {
    "FAQPage": {"mainEntity"}, "Question": {"name", "acceptedAnswer"}, "Answer": {"text"},
    "BreadcrumbList": {"itemListElement"}, "ListItem": {"position", "name", "item"},
}  # fmt: skip
SHOWN = {"h1", "h2", "h3", "h4", "h5", "h6", "br", "ol", "ul", "li", "a", "p", "div", "b", "strong",
         "i", "em"}  # fmt: skip


def faults(data: Any) -> list[str]:
    """Return what violates the rules of schema.org or Google in the data of a page."""
    if data.get("@context") != "https://schema.org":
        return ["the context is not schema.org"]
    rest = {key: value for key, value in data.items() if key != "@context"}
    if rest.get("@type") != "FAQPage":
        return ["it is no FAQPage"]
    found = list(_faults_of(rest))
    if not isinstance(rest.get("mainEntity"), list):
        found.append("mainEntity is not a list of questions")
    return found


def _faults_of(thing: dict[str, Any]) -> Iterator[str]:
    kind = thing["@type"]
    known = PROPERTIES[kind]
    for name in REQUIRED[kind] - set(thing):
        yield f"{kind} has no {name}"
    for name, value in thing.items():
        if name == "@type":
            continue
        if name not in known:
            yield f"{kind} can't have {name}"
            continue
        values = value if isinstance(value, list) else [value]
        if not values:
            yield f"{name} is empty"
        for item in values:
            yield from _faults_of_value(name, known[name], item)


def _faults_of_value(name: str, wanted: str | set[str], value: Any) -> Iterator[str]:
    if isinstance(wanted, set):
        if not isinstance(value, dict) or value.get("@type") not in wanted:
            yield f"{name} is no {wanted}"
        else:
            yield from _faults_of(value)
    elif wanted == "number":
        yield from () if isinstance(value, int) else [f"{name} is no number"]
    elif not isinstance(value, str) or not value.strip():
        yield f"{name} is no text"
    elif wanted == "address" and not re.fullmatch(r"https?://\S+", value):
        yield f"{name} is no absolute address"
    elif wanted == "date" and date.fromisoformat(value).isoformat() != value:
        yield f"{name} is no date"
    if name == "text" and isinstance(value, str):
        tree, misfits = parse_strictly(value)
        yield from misfits
        for node in list(tree.walk())[1:]:
            if node.tag not in SHOWN or set(node.attributes) - {"href"}:
                yield f"an answer can't hold <{node.tag} {' '.join(node.attributes)}>"


def data_of(page: Node) -> Any:
    """Return the structured data of a page, which must have exactly one such element."""
    return json.loads(page.one("script", type=TYPE)._raw())


def answer_of(data: Any) -> str:
    """Return the HTML of the answer in the structured data of a page."""
    return str(data["mainEntity"][0]["acceptedAnswer"]["text"])


def letters(node: Node) -> str:
    """Return the text of an element without whitespace, which differs between kinds of block."""
    return re.sub(r"\s+", "", node._raw())


def question_paths(name: str) -> dict[str, Question]:
    """Return path -> question for the questions' own pages."""
    return {
        f"sporsmal/{item.id}/index.html": item for item in hub(name).questions if item.is_published
    }


# --- on the site


@pytest.mark.content
def test_each_questions_page_has_valid_data_and_no_other_page_has_any(name: str) -> None:
    """The page of a question has one FAQPage with one question; no other page has any."""
    site = built(name)
    wanted = set(question_paths(name))
    wanted |= {f"{tag}/{path}" for tag in languages_of(hub(name)) for path in wanted}
    assert {path for path in site.page_paths if site.page(path).all("script", type=TYPE)} == wanted
    found = {path: faults(data_of(site.page(path))) for path in wanted}
    assert {path: rows for path, rows in found.items() if rows} == {}


@pytest.mark.content
def test_the_data_say_what_the_page_shows(name: str) -> None:
    """Titles and answers, with every variant, are word for word those of the page."""
    site = built(name)
    for path, question in question_paths(name).items():
        page = site.page(path)
        asked = data_of(page)["mainEntity"][0]
        assert asked["name"] == page.one("h1").text == " ".join(question.question.split())
        others = [x.text.partition("«")[2].rstrip("»") for x in page.all("p", "othertitle")]
        assert asked.get("alternateName", []) == others
        answer = Node("div", children=[
            child for child in page.one("div", "split__text").children
            if not isinstance(child, Node)
            or (child.tag != "dl" and child["class"] not in ("uncertain", "feedback"))
        ])  # fmt: skip
        assert letters(parse(asked["acceptedAnswer"]["text"])) == letters(answer), path


@pytest.mark.parametrize("name", HUBS)
def test_addresses_in_the_data_exist(name: str) -> None:
    """Addresses inside the site are absolute if its address is known, otherwise relative to the
    page.
    """
    site = built(name)
    base = {"own": "", "kaffe": "https://kaffe.example.org/hjelp/"}[name]
    inside = 0
    for path in question_paths(name):
        data = data_of(site.page(path))
        assert data.get("url", "") == (base and base + path.removesuffix("index.html"))
        for link in parse(answer_of(data)).all("a"):
            address = link["href"]
            assert not address.startswith(("~", "#", "question:", "link:", "law:")), address
            if base and not address.startswith(base):
                assert re.match(r"https?://|mailto:", address), address
            target = site.target(path, address.removeprefix(base) if not base else address)
            if base and address.startswith(base):
                target = site.target("index.html", address.removeprefix(base) or ".")
            if target:
                inside += 1
                assert target[0] in site.files
    assert inside


def test_the_way_to_the_question_is_given_with_absolute_addresses() -> None:
    """The data repeat the links above the heading, and the page itself is last."""
    page = built("kaffe").page("sporsmal/stenge-kassen/index.html")
    base = "https://kaffe.example.org/hjelp/"
    items = data_of(page)["breadcrumb"]["itemListElement"]
    assert [(x["position"], x["name"], x["item"]) for x in items] == [
        (1, "Alle spørsmål", f"{base}sporsmal/"),
        (2, "Kasse og vakter", f"{base}sporsmal/#emne_kasse"),
        (3, page.one("h1").text, f"{base}sporsmal/stenge-kassen/"),
    ]
    assert [x["name"] for x in items[:-1]] == [x.text for x in page.one("nav", "crumbs").all("a")]


def test_without_an_address_of_the_site_there_is_no_way_in_the_data() -> None:
    """A search engine could not follow relative addresses."""
    assert "breadcrumb" not in data_of(built("own").page("sporsmal/hva-er-regut/index.html"))


def test_dates_are_given_where_they_are_known() -> None:
    """The data give the date of the newest change that names the question, and of the review."""
    site = built("kaffe")
    found = {
        question.id: (data.get("dateModified"), data.get("lastReviewed"))
        for path, question in question_paths("kaffe").items()
        for data in [data_of(site.page(path))]
    }
    assert found == {
        "hvor-mye-kaffe": ("2025-02-10", "2025-01-05"),
        "rengjoring-av-maskinen": (None, None),
        "arlig-kontroll": ("2025-03-01", None),
        "stenge-kassen": (None, None),
        "bytte-vakt": (None, None),
    }


def test_the_data_are_outside_the_text() -> None:
    """The script element is not inside the answer or an element with the styles of text."""
    page = built("kaffe").page("sporsmal/stenge-kassen/index.html")
    around = [
        node for node in page.walk()
        if any(child.tag == "script" and child["type"] == TYPE
               for child in node.children if isinstance(child, Node))
    ]  # fmt: skip
    assert len(around) == 1
    holders = [x for x in page.walk() if "text" in x["class"].split() or x.tag == "article"]
    assert not any(inner is around[0] for holder in holders for inner in holder.walk())


# --- one question


def script(data: Hub, question: Question, site_url: str = "https://x.no/") -> str:
    """Return the script element for the page of a question."""
    content = Content(data, Settings(site_url=site_url))
    return StructuredData(content).script(question, answer_parts(content, question))


@pytest.mark.parametrize(
    "text",
    [
        "</script><script>alert(1)</script>",
        "<!-- <script>",
        "--> ]]>",
        "&lt;/script&gt; & &amp; &#60;",
        "\"'\\",
        "\u2028 \u2029 \x7f",
        '{"@type": "Answer"}',
        'href="question:q" href="~/" ="~/',
    ],
)
def test_no_text_ends_the_data(text: str) -> None:
    """Any title or answer stays inside the element and is read back unchanged."""
    question = a_question(
        "q", question=text, answer=f"Se `{text}` her.",
        variants={"gjest": {"question": text, "why": "Derfor."}},
    )  # fmt: skip
    data = a_hub(question)
    shown = Texts(data).answer(question.answer).html(as_written)
    element = script(data, question)
    page, misfits = parse_strictly(f"<main>{element}<p>Etter</p></main>")
    assert misfits == []
    assert [node.tag for node in page.walk()] == ["#root", "main", "script", "p"]
    inside = element[element.index(">") + 1 : element.rindex("<")]
    assert not re.search(r"[<>&\u2028\u2029]", inside)
    found = data_of(page)
    assert faults(found) == []
    assert found["mainEntity"][0]["name"] == text
    assert found["mainEntity"][0]["alternateName"] == [text]
    assert letters(parse(answer_of(found))) == letters(parse(shown))


def test_an_answer_keeps_what_search_engines_show() -> None:
    """Lists, emphasis, headings and links stay, table rows become paragraphs, and classes are
    removed. Every word stays where it was.
    """
    answer = """\
Se [q](question:q), [e-post](mailto:a@b.no), **fet** og *kursiv*, og `kode`.

#### Tittel

- en
- to

3. tredje
4. fjerde

| A | B |
| --- | :-: |
| c | d |
| e |  |

> Sitat.
"""
    question = a_question("q", answer=answer)
    found = json.loads(parse(script(a_hub(question), question)).one("script")._raw())
    assert faults(found) == []
    html = re.sub(r"\n+", "\n", answer_of(found))
    assert html == (
        '<p>Se <a href="https://x.no/sporsmal/q/">q</a>, <a href="mailto:a@b.no">e-post</a>, '
        "<strong>fet</strong> og <em>kursiv</em>, og kode.</p>\n<h2>Tittel</h2>\n"
        "<ul>\n<li>en</li>\n<li>to</li>\n</ul>\n<ol>\n<li>tredje</li>\n<li>fjerde</li>\n</ol>\n"
        "<p>A<br>B</p>\n<p>c<br>d</p>\n<p>e<br></p>\n<p>Sitat.</p>"
    )


def test_a_relative_address_starts_at_the_page() -> None:
    """If the site's address is not known, there is no `url` and links are relative to the page."""
    question = a_question("q", answer="Se [q](question:q).")
    found = json.loads(parse(script(a_hub(question), question, "")).one("script")._raw())
    assert "url" not in found
    assert parse(answer_of(found)).one("a")["href"] == "../../sporsmal/q/"


def test_the_newest_change_counts() -> None:
    """The modification date is that of the newest change that names the question."""
    question = a_question("q")
    days = {"2025-01-05": "new", "2026-02-03": "questions", "2025-12-24": "questions"}
    changes = [{"date": day, "title": "T", "note": "N", key: ["q"]} for day, key in days.items()]
    data = a_hub(question, changes=changes)
    found = json.loads(parse(script(data, question)).one("script")._raw())
    assert found["dateModified"] == "2026-02-03"


@pytest.mark.parametrize(
    ("path", "value", "fault"),
    [
        (["@context"], "https://example.org", "context"),
        (["@type"], "WebPage", "no FAQPage"),
        (["mainEntity"], {"@type": "Question"}, "not a list"),
        (["mainEntity"], [], "mainEntity is empty"),
        (["mainEntity", 0, "@type"], "Answer", "mainEntity is no"),
        (["mainEntity", 0, "name"], " ", "name is no text"),
        (["mainEntity", 0, "acceptedAnswer"], "Ja.", "acceptedAnswer is no"),
        (["mainEntity", 0, "acceptedAnswer", "text"], "<table></table>", "can't hold <table"),
        (["mainEntity", 0, "acceptedAnswer", "text"], "<p class='a'>b</p>", "can't hold <p class"),
        (["mainEntity", 0, "acceptedAnswer", "text"], "<p>b", "not closed"),
        (["mainEntity", 0, "reviewed"], "2025-01-01", "can't have reviewed"),
        (["url"], "sporsmal/q/", "no absolute address"),
        (["lastReviewed"], "20250101", "no date"),
    ],
)
def test_the_check_of_data_rejects_each_fault(path: list[Any], value: Any, fault: str) -> None:
    """Data with one fault are rejected for that fault, so the tests above can fail."""
    question = a_question("q", reviewed="2025-01-01")
    data = json.loads(parse(script(a_hub(question), question)).one("script")._raw())
    assert faults(data) == []
    changed = holder = deepcopy(data)
    for step in path[:-1]:
        holder = holder[step]
    holder[path[-1]] = value
    assert any(fault in line for line in faults(changed)), faults(changed)
