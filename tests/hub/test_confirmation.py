"""What a confirmation is bound to, and what readers see of one that no longer holds."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.hub.confirmation import Confirmation, as_readers_see, confirmation, fingerprint
from generator.hub.kinds import PLANS, TASKS
from generator.hub.plans import Plan
from generator.hub.questions import Question
from generator.site.build import build
from generator.site.settings import Settings
from tests.site_fixtures import a_hub, a_question, hub

TEXT = """Veilederen **hjelper** LIS, etter [§ 2](law:loven#2).

- gir råd
- følger opp

1. Først
    - så dette
"""
SAME = [
    TEXT.replace("- ", "* "),
    TEXT.replace("**", "__"),
    TEXT.replace("hjelper** LIS", "hjelper**\nLIS"),
    TEXT.replace("- gir råd\n", "- gir råd\n\n"),
    TEXT.replace("Veilederen", "Vei\u00adlederen"),
    TEXT.replace("å", "a\u030a"),
    TEXT.replace("gir råd", "gir\u00a0råd"),
    TEXT.rstrip(),
    f"\n{TEXT}\n\n",
]
OTHER = [
    TEXT.replace("hjelper", "hjalp"),
    TEXT.replace("LIS,", "LIS"),
    TEXT.replace("#2)", "#3)"),
    TEXT.replace("**hjelper**", "~~hjelper~~"),
    TEXT.replace("    - så", "2. så"),
    TEXT.replace("\n\n- gir", " - gir"),
    TEXT.replace("1. Først", "4. Først"),
    TEXT + "\nMer.\n",
]


def mark(**more: Any) -> str:
    """Return the fingerprint of a question with these values."""
    return fingerprint(a_question("q", **{"answer": TEXT, **more}))


@pytest.mark.parametrize("text", SAME)
def test_another_way_of_writing_is_the_same_text(text: str) -> None:
    """What readers see as before is confirmed as before."""
    assert mark(answer=text) == mark()


@pytest.mark.parametrize("text", OTHER)
def test_another_text_is_not_confirmed(text: str) -> None:
    """A word, a mark, a place in a law or the order of points is a change."""
    assert mark(answer=text) != mark()


@pytest.mark.parametrize(
    "more",
    [
        {"question": "Hva er q nå?"},
        {"cites": [{"law": "loven", "section": "2"}]},
        {"variants": {"gjest": {"append": "Mer.", "why": "x"}}},
        {"variants": {"gjest": {"replace": "Mer.", "why": "x"}}},
        {"variants": {"gjest": {"question": "Hva?", "why": "x"}}},
    ],
)
def test_title_variants_and_sections_are_covered(more: dict[str, Any]) -> None:
    """They are part of what a professional confirms, and differ from each other."""
    assert mark(**more) != mark()


def test_the_parts_of_a_variant_are_told_apart() -> None:
    """A text that is added is another thing than the same text in place of the answer."""
    added, other = (
        mark(variants={"gjest": {key: "Mer.", "why": "x"}}) for key in ("append", "replace")
    )
    assert added != other


def test_upkeep_is_not_covered() -> None:
    """Links, search terms, roles, sources, notes and the order of sections may change."""
    assert mark(
        roles="all", links=["a"], terms=["b"], aliases=["c"], source={"document": "d"},
        editorial_note="e", status="draft", review_by="2030-01-01",
    ) == mark()  # fmt: skip
    cites = [{"law": "loven", "section": "2"}, {"law": "loven"}]
    assert mark(cites=cites) == mark(cites=cites[::-1])


def test_the_fingerprint_stays_from_version_to_version() -> None:
    """A change here would void every confirmation in every hub: then the format must change."""
    assert mark() == "twpj-btpb-tpnj"


@given(st.text(max_size=200))
def test_every_text_has_a_fingerprint(text: str) -> None:
    """It is one word that no reader of YAML takes for anything else, and reads back."""
    question = a_question("q", answer=f"x{text}")
    written = fingerprint(question)
    again = Question.model_validate({**question.model_dump(), "reviewed_text": written})
    assert again.reviewed_text == written


def test_deep_nesting_is_no_trouble() -> None:
    """A text nested deeper than Python's stack has a fingerprint, too."""
    assert mark(answer="> " * 5000 + "x") != mark(answer="> " * 4999 + "x")


def test_readers_see_only_confirmations_of_the_text_as_it_is() -> None:
    """A date counts together with the fingerprint of the text, and only then."""
    day = "2026-01-02"
    never = a_question("aldri")
    plain = a_question("dato", reviewed=day)
    valid = a_question("gyldig", reviewed=day, reviewed_text=fingerprint(a_question("gyldig")))
    void = valid.model_copy(update={"answer": "Noe annet.", "id": "endret"})
    questions = (never, plain, valid, void)
    assert [confirmation(x) for x in questions] == [
        Confirmation.NONE, Confirmation.UNBOUND, Confirmation.VALID, Confirmation.VOID,
    ]  # fmt: skip
    hub = a_hub(*questions)
    site = build(hub, Settings(site_name="Hub", pdf=False))
    seen = {x.id: x.reviewed is not None for x in site.content.questions}
    assert seen == {"aldri": False, "dato": False, "gyldig": True, "endret": False}
    for id_, is_confirmed in seen.items():
        page = site.whole(site.pages[f"sporsmal/{id_}/"]).decode()
        assert ("Sist faglig gjennomgått" in page) is is_confirmed
        assert ("lastReviewed" in page) is is_confirmed
        assert ("Ikke faglig gjennomgått ennå" in page) is not is_confirmed


def test_a_hub_with_nothing_to_take_back_stays_the_same() -> None:
    """It is not copied."""
    hub = a_hub(a_question("q"))
    assert as_readers_see(hub) is hub


def a_plan(**more: Any) -> Plan:
    """Return a plan with these values."""
    return Plan.model_validate(
        {
            "id": "plan", "title": "Plan", "municipality": "Kommunen", "organisation": "Som før.",
            "roles": ["gjest"], "goal_sets": {}, "reviewed": "2026-01-02",
            "arenas": [{"id": "a", "name": "A", "type": "Kontor", "place": "X", "goals": {}}],
            **more,
        }
    )  # fmt: skip


def test_a_task_is_bound_too() -> None:
    """Its steps and their order count, and who has it does not."""
    (task,) = TASKS.of(hub("kaffe"))
    assert confirmation(task) is Confirmation.VALID
    assert fingerprint(task.model_copy(update={"roles": ("barista",)})) == task.reviewed_text
    turned = task.model_copy(update={"steps": task.steps[::-1]})
    assert confirmation(turned) is Confirmation.VOID


def test_plans_guides_and_forms_are_bound_too() -> None:
    """All of their content counts, and none of their upkeep; readers see what holds."""
    whole = a_plan(reviewed_text=fingerprint(a_plan()))
    assert confirmation(whole) is Confirmation.VALID
    for same in (
        {"organisation": "Som\u00a0før.\n"}, {"roles": "all"}, {"review_by": "2030-01-01"},
        {"editorial_note": "x"}, {"source": {"document": "x"}},
    ):  # fmt: skip
        assert fingerprint(a_plan(**same)) == whole.reviewed_text
    for other in ({"organisation": "Ny."}, {"note": "Ny."}, {"municipality": "Nabo"}):
        assert fingerprint(a_plan(**other)) != whole.reviewed_text
    assert fingerprint(a_plan()) == "lkpv-czmr-whrv"
    void = whole.model_copy(update={"organisation": "Ny."})
    seen = PLANS.of(as_readers_see(a_hub(plans=(whole, void))))
    assert [plan.reviewed is not None for plan in seen] == [True, False]
