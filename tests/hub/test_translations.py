"""What readers of another language get of a hub, and the states of its translations."""

from typing import Any

import pytest

from generator.hub.confirmation import fingerprint
from generator.hub.languages import InLanguages
from generator.hub.model import Topic
from generator.hub.questions import Question
from generator.hub.translations import State, languages_of, state, translated
from generator.language import LANGUAGES
from tests.site_fixtures import a_hub, a_question, a_role

DOUBT = {"what": "Kanskje.", "ask": "Direktoratet", "since": "2026-11-21"}
VARIANT = {"lis": {"append": "Avtal møte.", "why": "Bare LIS avtaler."}}
NYNORSK: dict[str, Any] = {"question": "Kva?", "answer": "Slik.", "original_text": None}


def asked(nynorsk: dict[str, Any] | None = None, **more: Any) -> Question:
    """Return a question; its translation is bound to it unless that says otherwise."""
    found = a_question("hva", ["lis", "leder"], **more)
    if nynorsk is None:
        return found
    mark = nynorsk.get("original_text", fingerprint(found))
    data = {**NYNORSK, **nynorsk, "original_text": mark}
    return a_question("hva", ["lis", "leder"], **more, translations={"nn": data})


def test_there_is_a_field_for_each_language_of_a_site() -> None:
    """A language that gets a catalogue gets a field, too."""
    assert set(InLanguages.model_fields) == set(LANGUAGES)


@pytest.mark.parametrize(
    ("question", "wanted"),
    [
        (asked(), State.MISSING),
        (asked({}), State.CURRENT),
        (asked({"original_text": None}), State.UNBOUND),
        (asked({"original_text": "kdfg-tzbc-mnrs"}), State.BEHIND),
        (asked({}, uncertain=DOUBT), State.INCOMPLETE),
        (asked({}, variants=VARIANT), State.INCOMPLETE),
        (asked({"variants": {"leder": {"append": "Møt."}}}, variants=VARIANT), State.INCOMPLETE),
        (asked({"variants": {"lis": {"append": "Møt."}}}, variants=VARIANT), State.CURRENT),
    ],
)
def test_the_states(question: Question, wanted: State) -> None:
    """What lacks a text that a role reads is incomplete, whatever it is bound to."""
    assert state(question, "nn") is wanted


def test_readers_get_all_of_an_answer_in_one_language() -> None:
    """An incomplete translation is not used, and one that is behind is no confirmed text."""
    nynorsk = {
        "variants": {"lis": {"append": "Avtal møte no."}},
        "uncertain": {"what": "Kan hende.", "ask": "Direktorat"},
    }
    whole = asked(nynorsk, variants=VARIANT, uncertain=DOUBT, reviewed="2026-11-01")
    (question,) = translated(a_hub(whole), "nn").questions
    assert question.title_for("leder") == "Kva?"
    assert question.answer_for("lis") == "Slik.\n\nAvtal møte no."
    assert question.uncertain is not None
    assert (question.uncertain.what, question.uncertain.ask) == ("Kan hende.", "Direktorat")
    assert question.uncertain.since.isoformat() == "2026-11-21"
    assert question.reviewed is not None
    assert "Hva er hva?" in question.terms

    part = asked({}, variants=VARIANT)
    assert translated(a_hub(part), "nn").questions == (part,)
    old = asked({"original_text": "kdfg-tzbc-mnrs"}, reviewed="2026-11-01")
    (behind,) = translated(a_hub(old), "nn").questions
    assert (behind.question, behind.reviewed) == ("Kva?", None)


def test_a_variant_that_only_the_translation_has_is_read_by_nobody() -> None:
    """The roles of a text are those of the original."""
    more = {"variants": {"lis": {"replace": "Berre dette."}}}
    (question,) = translated(a_hub(asked(more)), "nn").questions
    assert question.answer_for("lis") == "Slik."


def test_names_are_translated_or_stay() -> None:
    """A role without a name in the language keeps its own."""
    roles = [
        a_role("lis", translations={"nn": {"name": "LIS-lege", "description": "For deg."}}),
        a_role("leder", description="For ledere."),
    ]
    topic = {"id": "e", "title": "Ansvar", "questions": ["hva"],
             "translations": {"nn": {"title": "Kven"}}}  # fmt: skip
    hub = a_hub(asked({}), roles=roles, topics=[Topic.model_validate(topic)])
    read = translated(hub, "nn")
    found = [(role.name, role.description) for role in read.roles]
    assert found == [("LIS-lege", "For deg."), ("Leder", "For ledere.")]
    assert [topic.title for topic in read.topics] == ["Kven"]
    assert [topic.title for topic in translated(hub, "en").topics] == ["Ansvar"]


def test_the_languages_are_those_of_published_answers() -> None:
    """A draft or the name of a role makes no pages."""
    assert languages_of(a_hub(asked({}))) == ("nn",)
    assert languages_of(a_hub(asked({}, status="draft"))) == ()
    named = a_role("lis", translations={"nn": {"name": "Lege"}})
    assert languages_of(a_hub(asked(), roles=[named, a_role("leder")])) == ()
