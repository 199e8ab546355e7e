"""The pages of guides and forms: every field with its label, and what readers must know of it."""

import json
from collections import Counter
from functools import cache

import pytest

from generator.hub.forms import PARTS_OF_TYPE, FieldType
from generator.hub.kinds import FORMS, GUIDES
from generator.hub.questions import Status
from generator.site.pages.sheets import STATES
from tests.site.greek_sheets import greek_sheets
from tests.site.pages.rendered import page_of, pages_of
from tests.site_fixtures import HUBS, Node, a_hub, a_role, hub, parse

GUIDE, FORM = "veiledninger/registrering/", "planer/individuell/"


@cache
def page(address: str) -> Node:
    """Return a page of this repository's hub."""
    return page_of(hub("own"), address)


@cache
def greek(address: str) -> Node:
    """Return a page of a hub whose form has every type of field, and its guide a repeated part."""
    data = a_hub(roles=[a_role("alfa", name="Άλφα")], topics=[]).model_copy(update=greek_sheets())
    return page_of(data, address)


PAGES = [
    *((page, address) for address in (GUIDE, FORM)),
    *((greek, address) for address in ("veiledninger/gresk/", "planer/greek/")),
]


@pytest.mark.parametrize(("made", "address"), PAGES)
def test_every_control_has_a_name_and_a_key(made: type, address: str) -> None:
    """By a label around it or for it; what describes it exists."""
    tree = made(address)
    labelled = {label["for"] for label in tree.all("label")}
    inside = {id(x) for label in tree.all("label") for x in label.walk()}
    ids = Counter(node["id"] for node in tree.walk() if node["id"])
    assert max(ids.values()) == 1
    controls = [x for x in tree.walk() if x.tag in ("input", "textarea", "select")]
    assert len(controls) > 5
    for control in controls:
        assert id(control) in inside or control["id"] in labelled, control.attributes
    for node in tree.walk():
        for name in ("aria-describedby", "aria-labelledby"):
            assert set(node[name].split()) <= set(ids)


@pytest.mark.parametrize(("made", "address"), PAGES)
def test_the_definition_and_the_fields_have_the_same_keys(made: type, address: str) -> None:
    """What the script reads of the page is what it knows of the form."""
    tree = made(address)
    data = json.loads(tree.one("script", id="ark_data").text)
    fields = [field for part in data["parts"] for field in part["fields"]]
    keys = {
        f"{field['id']}.{part}" if part else field["id"]
        for field in fields
        for part in PARTS_OF_TYPE.get(FieldType(field["type"]), ("",))
    }
    keys |= {f"step:{step['id']}" for part in data["parts"] for step in part["steps"]}
    assert {x["data-key"] for x in tree.walk() if x["data-key"]} == keys
    assert {x["data-field"] for x in tree.walk() if x["data-field"]} == {x["id"] for x in fields}


def test_a_guide_shows_all_that_it_says_of_a_field() -> None:
    """What to write, when the form shows it, who confirms it, its source, and doubts in words."""
    (guide,) = GUIDES.of(hub("own"))
    shown = page(GUIDE)
    for step in guide.steps:
        section = shown.one("section", id=f"steg_{step.id}")
        assert section.one("h3").text == step.title
        for field in step.fields:
            box = section.one("div", **{"data-field": field.id})
            assert ("Valgfritt." in box.text) is field.optional
            assert ("Vises bare når:" in box.text) is bool(field.when)
            assert "Bekreftes av:" in box.text
            assert f"Kilde: {field.source.replace('Del', 'del')}" in box.text
            assert ("Usikkert:" in box.text) is bool(field.doubt)
    doubts = [part.doubt for part in guide.parts]
    doubts += [field.doubt for step in guide.steps for field in step.fields]
    assert len(shown.all("p", "doubt")) == len([doubt for doubt in doubts if doubt]) > 3


def test_a_guide_says_how_far_the_reader_is_before_anything_else() -> None:
    """The first line after the title has the number of steps and leads to the first."""
    line = page(GUIDE).one("header").all("p")[0]
    assert line.text == "Veiledningen har 12 steg. Begynn med: Virksomheten"
    assert line.one("a")["href"] == "#steg_virksomheten"
    assert list(STATES.values()) == ["Ikke begynt", "I arbeid", "Venter på andre", "Ferdig"]


def test_rules_have_their_source_and_conflicts_in_sight() -> None:
    """What two sources disagree about is marked as uncertain beside the row."""
    box = page(FORM).one("div", **{"data-field": "institusjon"})
    assert "Krav: minst 6 måneder" in box.text
    assert "Usikkert:" in box.text
    assert "§§ 8, 31" in page(FORM).one("div", **{"data-field": "apen-praksis"}).text
    assert "i minst 50 prosent stilling" in page(FORM).text


def test_warnings_stand_beside_the_box_that_keeps() -> None:
    """Shared machines, and browsers that forget after seven days, are named where it is chosen."""
    for address in (GUIDE, FORM):
        (box,) = (x for x in page(address).all("input") if "data-keep" in x.attributes)
        told = page(address).one("p", id=box["aria-describedby"]).text
        assert "maskin som andre bruker" in told
        assert "sju dager" in told


def test_the_front_page_and_the_roles_lead_to_them() -> None:
    """A role sees those that name it, and no others."""
    front = {x["href"] for x in page("").all("a")}
    assert {GUIDE, FORM} <= front
    for role in hub("own").roles:
        links = {x["href"].removeprefix("../") for x in page(f"{role.id}/").all("a")}
        for kind in (GUIDES, FORMS):
            for item in kind.of(hub("own")):  # type: ignore[attr-defined]
                assert (item.path in links) is (role.id in item.roles), role.id


def test_a_draft_is_not_published() -> None:
    """Neither its page nor a link to it is on the site."""
    (guide,), (form,) = GUIDES.of(hub("own")), FORMS.of(hub("own"))
    drafts = {
        GUIDES.name: (guide.model_copy(update={"status": Status.DRAFT}),),
        FORMS.name: (form.model_copy(update={"status": Status.DRAFT}),),
    }
    made = pages_of(hub("own").model_copy(update=drafts))
    assert {GUIDE, FORM} & set(made) == set()
    assert not [x for x in parse(made[""].html).all("a") if x["href"] in (GUIDE, FORM)]


def test_both_hubs_are_still_there() -> None:
    """A hub without guides and forms has no page of them."""
    kinds = {x.kind for x in pages_of(hub("kaffe")).values()}
    assert "kaffe" in HUBS
    assert kinds & {"guide", "form"} == set()
