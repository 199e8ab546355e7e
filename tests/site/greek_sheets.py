"""A guide, a form and a task in Greek, for the tests of languages: they show nearly every text."""

from typing import Any

from generator.hub.forms import Form
from generator.hub.guides import Guide
from generator.hub.kinds import FORMS, GUIDES, TASKS
from generator.hub.tasks import Task

_SOURCE = {"document": "Πηγή"}
_TYPES = ("text", "long-text", "yes-no", "date", "period", "progress", "signature")


def greek_sheets() -> dict[str, Any]:
    """Return the items of the three kinds, by kind."""
    return {
        GUIDES.name: (Guide.model_validate(_guide()),),
        FORMS.name: (Form.model_validate(_form()),),
        TASKS.name: (Task.model_validate(_task()),),
    }


def _task() -> dict[str, Any]:
    steps = [
        {"title": "Πρώτα", "text": "Γράψε.", "guide": "gresk"},
        {"title": "Μετά", "text": "Γράψε.", "form": "greek"},
        {"title": "Ξανά", "text": "Γράψε."},
    ]
    return {
        "id": "gresk", "title": "Έργο", "intro": "Έτσι.", "roles": ["alfa"], "steps": steps,
        "source": _SOURCE,
    }  # fmt: skip


def _guide() -> dict[str, Any]:
    told = {"help": "Γράψε.", "confirmed_by": "Άλφα", "source": "Μέρος"}
    fields = [
        {"id": "a", "type": "text", "label": "Αα", "optional": True, **told},
        {"id": "b", "type": "choice", "label": "Ββ", "options": ["Ναι", "Όχι"], "when": "Πάντα",
         "doubt": "Ίσως.", **told},
        {"id": "c", "type": "choices", "label": "Γγ", "options": ["Ναι", "Όχι"], **told},
    ]  # fmt: skip
    steps = [{"id": "en", "title": "Πρώτα", "note": "Ναι.", "fields": fields}]
    part = {"id": "del", "title": "Μέρος", "note": "Ναι.", "doubt": "Ίσως.", "steps": steps}
    again = {"id": "to", "title": "Ξανά", "fields": [{**fields[0], "id": "d"}]}
    return {
        "id": "gresk", "title": "Οδηγός", "intro": "Έτσι.", "roles": ["alfa"], "before": ["Πριν."],
        "parts": [part, {"id": "mer", "title": "Άλλο", "repeats": "μέρος", "steps": [again]}],
        "after": ["Μετά."], "source": _SOURCE,
    }  # fmt: skip


def _form() -> dict[str, Any]:
    fields: list[dict[str, Any]] = [
        {"id": type_, "type": type_, "label": "Αα", "heading": "Ωω", "help": "Γράψε."}
        for type_ in _TYPES
    ]
    fields[3]["calendar"] = "Νέα"
    fields[0]["fills"] = ["ναι"]
    fields[5]["requirements"] = ["a", "b", "c"]
    for number, unit in enumerate(("months", "άλφα")):
        target = {"amount": 4, "unit": unit, "source": _SOURCE}
        fields.append({"id": f"m{number}", "type": "progress", "label": "Μμ", "target": target})
    return {
        "id": "greek", "title": "Φόρμα", "intro": "Έτσι.", "roles": ["alfa"],
        "sections": [{"id": "en", "title": "Άλφα", "note": "Ναι.", "fields": fields}],
        "totals": [{"requirement": "a", "fields": ["progress"]}], "source": _SOURCE,
    }  # fmt: skip
