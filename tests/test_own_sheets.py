"""This repository's own guide and form: every field of the sources is there, once."""

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from generator.hub.forms import FieldType, Form
from generator.hub.guides import Guide, GuideField
from generator.hub.kinds import FORMS, GUIDES, REQUIREMENTS
from generator.hub.load import read_hub
from generator.hub.model import Hub
from tests.site_fixtures import HUBS

HANDBOOK = (HUBS["own"] / "content/pages/for-redaktorer.md").read_text("utf-8")


def fixture(name: str) -> Any:
    """Return what a source document has, by part."""
    return yaml.safe_load((Path(__file__).parent / f"{name}.yaml").read_text("utf-8"))


@pytest.fixture(scope="module")
def hub() -> Hub:
    """Return this repository's hub."""
    return read_hub(HUBS["own"])[0]


@pytest.fixture(scope="module")
def guide(hub: Hub) -> Guide:
    """Return the guide to the registration form."""
    return next(x for x in GUIDES.of(hub) if x.id == "registrering")


@pytest.fixture(scope="module")
def form(hub: Hub) -> Form:
    """Return the individual education plan."""
    return next(x for x in FORMS.of(hub) if x.id == "individuell-utdanningsplan")


# --- the guide


def fields_of(guide: Guide, number: int) -> list[GuideField]:
    """Return the fields of a part of the guide, counted from 1."""
    return [field for step in guide.parts[number - 1].steps for field in step.fields]


def test_the_guide_has_every_field_of_the_source(guide: Guide) -> None:
    """Each of the four parts has the fields of the source, in its order, and no others."""
    source = fixture("guide_fields")
    assert list(source) == [1, 2, 3, 4]
    assert len(guide.parts) == len(source)
    for number, rows in source.items():
        assert [field.id for field in fields_of(guide, number)] == [row["field"] for row in rows]
    assert sum(len(rows) for rows in source.values()) == 23


def test_a_field_that_opens_after_an_answer_says_so(guide: Guide) -> None:
    """The fixture and the guide agree on which fields the form does not always show."""
    opened = {
        row["field"] for rows in fixture("guide_fields").values() for row in rows if "after" in row
    }
    conditional = {x.id for step in guide.steps for x in step.fields if x.when}
    assert conditional == opened | {"apen-uselektert-praksis"}  # only for municipalities


def test_a_field_says_what_to_write_who_knows_and_where_it_is_from(guide: Guide) -> None:
    """Nothing is left open: what to write, who confirms it, and its part of the source."""
    for number in range(1, 5):
        for field in fields_of(guide, number):
            assert (field.id, len(field.help) > 10) == (field.id, True)
            assert field.confirmed_by
            assert field.source.startswith(f"Del {number}")


def test_only_what_the_source_calls_voluntary_is_optional(guide: Guide) -> None:
    """The form fills in its own date, and the question about cooperation is voluntary."""
    optional = {x.id for step in guide.steps for x in step.fields if x.optional}
    assert optional == {"soknadsdato", "samarbeid-annen-virksomhet"}


def test_contradictions_with_the_answers_are_marked(guide: Guide) -> None:
    """The copy of agreements, delegation, and where supervisors work are known disagreements."""
    doubts = [part.doubt for part in guide.parts if part.doubt]
    doubts += [x.doubt for step in guide.steps for x in step.fields if x.doubt]
    for question in (
        "virksomhet-som-ikke-dekker-alle-laeringsmal", "leders-ansvar-i-kompetanseportalen",
        "krav-til-veiledning-og-veileder",
    ):  # fmt: skip
        assert [x for x in doubts if f"question:{question}" in x] != [], question


# --- the form


def test_the_form_has_every_field_of_the_pdf(form: Form) -> None:
    """All 60 names stand in their section; no other name does."""
    source = fixture("form_fields")
    assert sum(map(len, source.values())) == 60
    assert len(source) == 7
    found = {
        f"{section.title.partition('.')[0]} {section.id}": {
            name for field in section.fields for name in field.fills
        }
        for section in form.sections
        if section.title[0].isdigit()
    }
    assert found == {name: set(names) for name, names in source.items()}
    assert list(found) == list(source)


def test_rows_and_choices_fill_as_many_fields_as_they_have_values(form: Form) -> None:
    """What is done and what remains are two fields of the PDF, as yes and no are."""
    for section in form.sections:
        for field in section.fields:
            is_pair = field.type in (FieldType.PROGRESS, FieldType.YES_NO)
            wanted = 0 if field.type is FieldType.PERIOD else 2 if is_pair else 1
            assert (field.id, len(field.fills)) == (field.id, wanted)


def test_the_handbook_compares_field_by_field(form: Form) -> None:
    """The table has a row for each name of the PDF, with the ids that fill it, and no other row."""
    table = HANDBOOK.partition("felt for felt\n")[2].partition("\n## ")[0]
    rows = re.findall(r"^\| `([a-z0-9_]+)` \| ([^|]+) \|", table, flags=re.MULTILINE)
    wanted: dict[str, list[str]] = {}
    for section in form.sections:
        for field in section.fields:
            for name in field.fills:
                wanted.setdefault(name, []).append(field.id)
    assert {name: re.findall(r"`([^`]+)`", ids) for name, ids in rows} == wanted
    assert len(rows) == 60


def test_the_rules_are_data(hub: Hub, form: Form) -> None:
    """What remains is computed from requirements with a source, or from targets with one."""
    known = {rule.id for rule in REQUIREMENTS.of(hub)}
    rows = [x for section in form.sections for x in section.fields if x.requirements or x.target]
    assert {id_ for row in rows for id_ in row.requirements} <= known
    assert {row.id: row.target.amount for row in rows if row.target} == {
        "emnekurs": 6, "gruppeveiledning": 24, "legevakter": 40,
    }  # fmt: skip
