"""What the script of a form knows: fields, rules, and a hash of what saved files depend on."""

from typing import Any

from generator.hub.forms import Form
from generator.hub.guides import Guide
from generator.hub.kinds import FORMS, GUIDES, REQUIREMENTS
from generator.hub.plans import Requirement
from generator.site.content import Content
from generator.site.settings import Settings
from generator.site.sheets import sheet_data
from tests.site_fixtures import a_hub

RULE = {
    "id": "minst", "title": "Minst", "service": "open-practice", "bound": "least", "months": 24,
    "least_percent": 50, "source": {"document": "Kilde"},
}  # fmt: skip


def form(**changes: Any) -> Form:
    """Return a form with one row, with changes to the row."""
    row = {"id": "tid", "type": "progress", "label": "Tid", "requirements": ["minst"], **changes}
    return Form.model_validate(
        {
            "id": "plan", "title": "Plan", "intro": "Om planen.", "roles": ["lis"],
            "sections": [{"id": "en", "title": "En", "fields": [row]}],
            "totals": [{"requirement": "minst", "fields": ["tid"]}],
        }
    )  # fmt: skip


def data(item: Form | Guide) -> dict[str, Any]:
    """Return the definition of a form or guide in a hub with one requirement."""
    kinds = {
        REQUIREMENTS.name: (Requirement.model_validate(RULE),),
        FORMS.name: (), GUIDES.name: (),
    }  # fmt: skip
    return sheet_data(Content(a_hub().model_copy(update=kinds), Settings()), item)


def test_a_row_has_its_rules() -> None:
    """A requirement becomes what the script computes with; so does a target."""
    rule = {"bound": "least", "amount": 24, "unit": "months", "least_percent": 50}
    assert data(form())["parts"][0]["fields"][0]["rules"] == [rule]
    target = {"amount": 40, "unit": "vakter", "source": {"document": "Kilde"}}
    made = data(form(requirements=[], target=target))["parts"][0]["fields"][0]["rules"]
    assert made == [{"bound": "least", "amount": 40, "unit": "vakter", "least_percent": 0}]
    assert data(form())["totals"] == [{**rule, "title": "Minst", "fields": ["tid"]}]


def test_a_rule_that_does_not_exist_is_left_out() -> None:
    """The check reports it; the page is still built for a preview."""
    assert data(form(requirements=["borte"]))["parts"][0]["fields"][0]["rules"] == []


def test_the_hash_follows_what_saved_files_depend_on() -> None:
    """New ids, types and choices give another hash; other words do not."""
    first = data(form())["hash"]
    assert len(first) == 16
    assert data(form(label="Tjenestetid", help="Skriv."))["hash"] == first
    assert data(form(id="annen"))["hash"] != first
    assert data(form(type="long-text", requirements=[]))["hash"] != first
    choice = {"type": "choice", "requirements": []}
    some, others = (data(form(options=x, **choice))["hash"] for x in (["a", "b"], ["a", "c"]))
    assert some != others


def test_a_guide_has_the_steps_and_fields_of_its_parts() -> None:
    """Fields of all steps of a part are in its order; a form has no steps."""
    told = {"type": "text", "help": "Skriv.", "confirmed_by": "Leder", "source": "Del 1"}
    steps = [
        {"id": id_, "title": id_, "fields": [{"id": f"{id_}-felt", "label": "Felt", **told}]}
        for id_ in ("a", "b")
    ]
    guide = Guide.model_validate(
        {
            "id": "soknad", "title": "Søknad", "intro": "Om.", "roles": ["lis"],
            "parts": [{"id": "del", "title": "Del", "repeats": "arena", "steps": steps}],
        }
    )  # fmt: skip
    (part,) = data(guide)["parts"]
    assert [step["id"] for step in part["steps"]] == ["a", "b"]
    assert [field["id"] for field in part["fields"]] == ["a-felt", "b-felt"]
    assert part["repeats"] == "arena"
    assert data(form())["parts"][0]["steps"] == []
