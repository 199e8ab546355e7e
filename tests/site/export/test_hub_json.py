"""The hub as data: `data/hub.json` has its documented content, and its schema is exact."""

import json
import re
from collections.abc import Iterator
from copy import deepcopy
from typing import Any

import pytest
from jsonschema import Draft202012Validator, FormatChecker

from generator.hub.kinds import FORMS, GUIDES, PLANS, TASKS
from generator.site.content import Content
from generator.site.export.hub_json import hub_json
from generator.site.export.hub_schema import hub_schema
from generator.site.settings import Settings
from tests.site_fixtures import HUBS, Site, a_hub, a_link, a_question, a_role, built, hub, parse


def exported(site: Site) -> Any:
    """Return the content of the site's hub.json."""
    return json.loads(site.files["data/hub.json"])


def schema_of(site: Site) -> Any:
    """Return the schema that the site publishes with it."""
    return json.loads(site.files["data/hub.schema.json"])


def faults(schema: Any, data: Any) -> list[str]:
    """Return where data violate a schema, and why; date formats are checked too."""
    validator = Draft202012Validator(schema, format_checker=FormatChecker(["date"]))
    return [f"{error.json_path}: {error.message}" for error in validator.iter_errors(data)]


def subschemas(schema: Any, path: str = "$") -> Iterator[tuple[str, Any]]:
    """Yield (path, schema) for every schema inside a schema."""
    yield path, schema
    for key in ("properties", "patternProperties", "$defs"):
        for name, part in schema.get(key, {}).items():
            yield from subschemas(part, f"{path}.{key}.{name}")
    for key in ("items", "propertyNames"):
        if key in schema:
            yield from subschemas(schema[key], f"{path}.{key}")
    for number, part in enumerate(schema.get("anyOf", [])):
        yield from subschemas(part, f"{path}.anyOf[{number}]")


# --- hub.json


def test_the_json_has_its_promised_keys(site: Site) -> None:
    """Format 1 has exactly these keys; adding one must be a deliberate decision."""
    data = exported(site)
    lists = ["roles", "topics", "questions", "links", "tools", "tasks"]
    assert list(data) == ["format", "$schema", "site", *lists]
    assert data["format"] == 1
    assert data["$schema"] == "hub.schema.json"
    assert set(data["site"]) == {"name", "url", "language"}
    wanted = {
        "roles": {"id", "name", "description", "group", "url"},
        "topics": {"id", "title"},
        "questions": {
            "id", "question", "topic", "roles", "url", "reviewed", "review_by", "terms",
            "aliases", "links", "cites", "sources", "uncertain", "see_instead",
            "answers",
            "translations",
        },
        "links": {
            "id", "title", "url", "url_status", "publisher", "kind", "language", "topic",
            "topic_for", "roles",
        },
        "tools": {"kind", "id", "title", "roles", "url"},
        "tasks": {"id", "title", "roles", "url", "reviewed", "markdown", "html", "steps"},
    }  # fmt: skip
    for kind, keys in wanted.items():
        assert data[kind]
        assert {frozenset(row) for row in data[kind]} == {frozenset(keys)}


@pytest.mark.content
def test_the_json_contains_everything_in_the_authors_order(name: str, site: Site) -> None:
    """Roles, topics, links and published questions are all included, in order."""
    data, loaded = exported(site), hub(name)
    for kind in ("roles", "topics", "links"):
        assert [row["id"] for row in data[kind]] == [item.id for item in getattr(loaded, kind)]
    assert [row["id"] for row in data["questions"]] == [
        item.id for item in loaded.questions if item.is_published
    ]
    topics = {id_: topic.id for topic in loaded.topics for id_ in topic.questions}
    assert all(row["topic"] == topics[row["id"]] for row in data["questions"])


@pytest.mark.content
def test_the_json_has_every_plan_guide_and_form(name: str, site: Site) -> None:
    """With its roles, and an address that is a page of the site."""
    data = hub(name)
    kinds = {"plan": PLANS, "guide": GUIDES, "form": FORMS}
    wanted = [(kind, item.id) for kind, of in kinds.items() for item in of.of(data)]  # type: ignore[attr-defined]
    rows = exported(site)["tools"]
    assert [(row["kind"], row["id"]) for row in rows] == wanted
    assert {f"{row['url']}index.html" for row in rows} <= site.files.keys()


@pytest.mark.content
def test_the_json_has_every_task_with_its_steps(name: str, site: Site) -> None:
    """With its page, and of each step the text and what it points at."""
    rows, tasks = exported(site)["tasks"], [x for x in TASKS.of(hub(name)) if x.is_published]
    assert [(row["id"], tuple(row["roles"])) for row in rows] == [(x.id, x.roles) for x in tasks]
    assert {f"{row['url']}index.html" for row in rows} <= site.files.keys()
    for row, task in zip(rows, tasks, strict=True):
        assert [x["title"] for x in row["steps"]] == [step.title for step in task.steps]
        named = [(x["kind"], x["id"]) for x in row["steps"]]
        assert named == [next(iter(step.targets), (None, None)) for step in task.steps]
        assert all(x["html"].startswith("<p>") and x["markdown"] for x in row["steps"])


@pytest.mark.content
def test_the_json_has_an_answer_for_each_role(name: str, site: Site) -> None:
    """`answers` has exactly the roles of the question, with their own titles and texts."""
    by_id = hub(name).question_by_id
    for row in exported(site)["questions"]:
        question = by_id[row["id"]]
        assert set(row["answers"]) == set(row["roles"]) == set(question.roles)
        for role, answer in row["answers"].items():
            assert set(answer) == {"question", "markdown", "html"}
            assert answer["question"] == question.title_for(role)
            assert answer["html"].strip()
            assert answer["markdown"].strip()


def test_the_json_says_what_each_role_reads() -> None:
    """A variant appears in the answer of its role only."""
    row = next(x for x in exported(built("kaffe"))["questions"] if x["id"] == "stenge-kassen")
    assert {role: "Tell pengene" in answer["html"] for role, answer in row["answers"].items()} == {
        "barista": True, "butikksjef": False, "ringevikar": True,
    }  # fmt: skip


def test_dates_and_missing_values_are_plain() -> None:
    """Dates are strings as in the source, and missing values are null, never left out."""
    rows = {row["id"]: row for row in exported(built("kaffe"))["questions"]}
    assert rows["hvor-mye-kaffe"]["reviewed"] == "2025-01-05"
    assert rows["hvor-mye-kaffe"]["review_by"] == "2099-01-05"
    assert rows["hvor-mye-kaffe"]["aliases"] == ["kaffemengde"]
    assert rows["bytte-vakt"]["reviewed"] is None
    assert rows["arlig-kontroll"]["cites"] == [{"law": "renholdsloven", "section": "9"}]
    assert rows["rengjoring-av-maskinen"]["sources"] == [
        {"document": "Kaffekjedens håndbok", "year": None},
        {"document": "Renholdsplanen", "year": 2024},
    ]
    assert rows["stenge-kassen"]["cites"] == [{"law": "kommunens-skjenkeregler", "section": None}]
    links = {row["id"]: row for row in exported(built("kaffe"))["links"]}
    assert links["oppskriftsbok"]["url"] is None
    assert links["oppskriftsbok"]["url_status"] == "missing"


@pytest.mark.content
def test_addresses_in_the_json_exist(site: Site) -> None:
    """Addresses on the site are relative to the root, and their page and anchor exist."""
    data = exported(site)
    addresses = [row["url"] for kind in ("roles", "questions") for row in data[kind]]
    for row in data["questions"]:
        for answer in row["answers"].values():
            addresses += [link["href"] for link in parse(answer["html"]).all("a")]
            addresses += re.findall(r"\]\(([^)\s]+)\)", answer["markdown"])
    inside = [url for url in addresses if not re.match(r"https?:|mailto:", url)]
    assert inside
    for address in inside:
        assert not address.startswith(("/", ".", "#", "~")), address
        target = site.target("index.html", address)
        assert target is not None, address
        file, fragment = target
        assert file in site.files, address
        assert not fragment or fragment in site.ids(file), address


def test_a_reference_in_the_json_links_to_the_roles_own_page() -> None:
    """A reference links to the role's page if the role has the question, otherwise to the
    question's.
    """
    row = next(x for x in exported(built("kaffe"))["questions"] if x["id"] == "bytte-vakt")
    for role in ("barista", "ringevikar"):
        for form in ("html", "markdown"):
            assert "sporsmal/arlig-kontroll/" in row["answers"][role][form]
    row = next(x for x in exported(built("kaffe"))["questions"] if x["id"] == "hvor-mye-kaffe")
    assert "barista/#rengjoring-av-maskinen" in row["answers"]["barista"]["html"]
    assert "(barista/#rengjoring-av-maskinen)" in row["answers"]["barista"]["markdown"]
    assert "sporsmal/rengjoring-av-maskinen/" in row["answers"]["ringevikar"]["html"]


@pytest.mark.content
def test_the_json_has_no_reference_by_id(site: Site) -> None:
    """The texts contain neither references by id nor glossary markup."""
    for row in exported(site)["questions"]:
        for answer in row["answers"].values():
            for text in (answer["html"], answer["markdown"]):
                assert not re.search(r"[\"(](?:link|law|question):|\]\(\)|~/", text)
            assert "term_" not in answer["html"]


def test_the_json_has_no_draft_and_no_note_to_editors() -> None:
    """No key, text or order contains drafts, reasons or editorial notes."""
    question = a_question(
        "q",
        editorial_note="HEMMELIG",
        source={"document": "Åpen", "note": "HEMMELIG"},
        variants={"gjest": {"append": "Mer.", "why": "HEMMELIG"}},
    )
    draft = a_question("utkast", question="HEMMELIG", answer="HEMMELIG", status="draft")
    text = b"".join(hub_json(Content(a_hub(question, draft), Settings()))).decode()
    assert "HEMMELIG" not in text
    assert "utkast" not in text
    assert "editorial" not in text


def test_the_json_is_readable_text(site: Site) -> None:
    """Norwegian letters are not escaped, and the file ends with a newline."""
    text = site.texts["data/hub.json"]
    assert "å" in text
    assert "\\u" not in text
    assert text.endswith("}\n")


def test_the_json_says_where_it_comes_from() -> None:
    """It states the site's name, its address if known, and the language of the texts."""
    sites = {name: exported(built(name))["site"] for name in HUBS}
    assert sites["kaffe"] == {
        "name": "Kaffehjelpen", "url": "https://kaffe.example.org/hjelp/", "language": "nb",
    }  # fmt: skip
    assert sites["own"]["url"] is None


# --- the schema


@pytest.mark.content
def test_the_json_is_as_its_schema_says(site: Site) -> None:
    """The schema is valid JSON Schema 2020-12, and hub.json is valid by it."""
    schema = schema_of(site)
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    Draft202012Validator.check_schema(schema)
    assert faults(schema, exported(site)) == []


def test_the_schema_has_an_address_where_the_site_has_one() -> None:
    """Its `$id` is the address at which it is published, and missing if that is not known."""
    address = "https://kaffe.example.org/hjelp/data/hub.schema.json"
    assert schema_of(built("kaffe"))["$id"] == address
    assert "$id" not in schema_of(built("own"))


def test_hubs_of_every_kind_are_as_the_schema_says() -> None:
    """Hubs that are almost empty or full of special characters are valid too."""
    nasty = "<b>&\"'</b> \\u0000 ]]> \U0001f600"
    hubs = [
        a_hub(),
        a_hub(a_question("q"), topics=[]),
        a_hub(
            a_question(
                "q-2",
                ["en", "to"],
                question=nasty,
                answer="Tekst `<b>` & mer.",
                variants={"to": {"question": nasty, "append": "Mer.", "why": "Derfor."}},
                terms=[nasty],
                aliases=["q-1"],
                reviewed="2025-01-01",
                review_by="2026-01-01",
            ),
            links=[a_link("l", title=nasty, topic_for={"to": "emne"}), a_link("m", url=None)],
            roles=[a_role("en", group="gruppe"), a_role("to", name=nasty)],
        ),
    ]
    schema = json.loads(hub_schema(Settings()))
    for data in hubs:
        content = Content(data, Settings(site_name=nasty))
        assert faults(schema, json.loads(b"".join(hub_json(content)))) == []


def test_the_schema_explains_every_field() -> None:
    """Every field and type has a one-line description in English."""
    schema = schema_of(built("own"))
    for path, part in subschemas(schema):
        if re.fullmatch(r"\$(?:\.\$defs\.\w+)?(?:\.properties\.[\w$]+)?", path):
            parts = schema["$defs"]
            target = parts[part["$ref"].rpartition("/")[2]] if "$ref" in part else part
            text = part.get("description") or target.get("description", "")
            assert re.fullmatch(r"[A-Z][^\n]+\.", text), path


def test_the_schema_is_strict() -> None:
    """Every object lists all its fields, requires them and allows no others."""
    objects = [
        (path, part) for path, part in subschemas(schema_of(built("own")))
        if part.get("type") == "object"
    ]  # fmt: skip
    assert len(objects) == 19
    for path, part in objects:
        assert part["additionalProperties"] is False, path
        assert part.get("required", []) == list(part.get("properties", {})), path


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("format", 2),
        ("format", "1"),
        ("$schema", "noe-annet.json"),
        ("roles", {}),
        ("roles.0.id", "Leder"),
        ("roles.0.url", "/barista/"),
        ("roles.0.url", "https://kaffe.example.org/barista/"),
        ("roles.0.group", 1),
        ("topics.0.title", None),
        ("questions.0.id", "a" * 81),
        ("questions.0.reviewed", "5. januar"),
        ("questions.0.reviewed", "2025-02-30"),
        ("questions.0.answers", []),
        ("questions.0.answers.barista", "Ja."),
        ("questions.0.answers.barista.html", None),
        ("questions.0.answers.En rolle", {"question": "a", "markdown": "b", "html": "c"}),
        ("questions.0.cites", [{"law": "loven"}]),
        ("questions.0.terms", "dose"),
        ("questions.0.status", "published"),
        ("links.0.url_status", "gjettet"),
        ("links.0.kind", "bok"),
        ("links.0.url", 7),
        ("links.0.topic_for", {"barista": None}),
        ("site.language", "de"),
        ("drafts", []),
    ],
)
def test_a_wrong_value_is_refused(path: str, value: object) -> None:
    """A value of the wrong type or under an unknown name is rejected at its place."""
    data = deepcopy(exported(built("kaffe")))
    *steps, last = path.split(".")
    holder = data
    for step in steps:
        holder = holder[int(step)] if isinstance(holder, list) else holder[step]
    holder[last] = value
    found = faults(schema_of(built("kaffe")), data)
    assert found
    place = re.sub(r"\.(\d+)", r"[\1]", "$." + ".".join(steps)).rstrip(".")
    assert all(line.startswith(place) for line in found), found


@pytest.mark.parametrize(
    "path", ["roles", "site.name", "roles.0.group", "questions.0.answers", "links.0.url"]
)
def test_a_missing_value_is_refused(path: str) -> None:
    """A field may be null but never left out."""
    data = deepcopy(exported(built("kaffe")))
    *steps, last = path.split(".")
    holder = data
    for step in steps:
        holder = holder[int(step)] if isinstance(holder, list) else holder[step]
    del holder[last]
    assert any("required" in line for line in faults(schema_of(built("kaffe")), data))


def test_the_example_for_users_of_the_data_is_one() -> None:
    """Each field in the example on this repository's page about the data exists in the schema."""
    page = (HUBS["own"] / "content/pages/apne-data.md").read_text(encoding="utf-8")
    example = json.loads(page.partition("```json\n")[2].partition("```")[0])
    schema = schema_of(built("own"))
    for _, part in subschemas(schema):
        part.pop("required", None)
    assert faults(schema, example) == []
    assert {"format", "site", "roles", "topics", "questions", "links", "tools"} == set(example)
