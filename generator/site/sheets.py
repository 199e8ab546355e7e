"""A form or a guide -> what the script on its page must know of it.

In: the content of a site, and a form or a guide. Out: data for JSON: the parts and fields with
their labels, and the rules that say what remains. A saved file names the hash of these, so that the
page can tell that it was made with another version of the form.
"""

import hashlib
import json
from collections.abc import Iterator, Mapping
from typing import Any

from generator.hub.forms import Field, Form
from generator.hub.guides import Guide
from generator.hub.kinds import REQUIREMENTS
from generator.hub.plans import Requirement
from generator.site.content import Content

_LENGTH_OF_HASH = 16  # characters; enough to tell versions of one form apart


def sheet_data(content: Content, item: Form | Guide) -> dict[str, Any]:
    """Return the definition of a form or a guide, which its script reads."""
    rules = {rule.id: rule for rule in REQUIREMENTS.of(content.hub)}
    kind, totals = "form", []
    if isinstance(item, Guide):
        kind, parts = "guide", list(_parts_of_guide(item))
    else:
        parts, totals = list(_parts_of_form(item, rules)), _totals(item, rules)
    data = {
        "kind": kind,
        "id": item.id,
        "title": item.title,
        "language": content.settings.language,
        "parts": parts,
        "totals": totals,
    }
    return {**data, "hash": _hash(data)}


def _parts_of_guide(guide: Guide) -> Iterator[dict[str, Any]]:
    for part in guide.parts:
        fields = [_field(x, {}) for step in part.steps for x in step.fields]
        steps = [{"id": step.id, "title": step.title} for step in part.steps]
        repeats = part.repeats or ""
        yield {"id": part.id, "title": part.title, "repeats": repeats, "steps": steps,
               "fields": fields}  # fmt: skip


def _parts_of_form(form: Form, rules: Mapping[str, Requirement]) -> Iterator[dict[str, Any]]:
    for section in form.sections:
        fields = [_field(field, rules) for field in section.fields]
        yield {"id": section.id, "title": section.title, "repeats": "", "steps": [],
               "fields": fields}  # fmt: skip


def _field(field: Field, rules: Mapping[str, Requirement]) -> dict[str, Any]:
    found = [_rule(rules[id_]) for id_ in field.requirements if id_ in rules]
    if field.target:
        found.append(
            {"bound": "least", "amount": field.target.amount, "unit": field.target.unit,
             "least_percent": 0}
        )  # fmt: skip
    return {
        "id": field.id,
        "type": field.type,
        "label": field.label,
        "options": list(field.options),
        "calendar": field.calendar or "",
        "fills": list(field.fills),
        "rules": found,
    }


def _rule(rule: Requirement) -> dict[str, Any]:
    return {
        "bound": rule.bound,
        "amount": rule.months,
        "unit": "months",
        "least_percent": rule.least_percent or 0,
    }


def _totals(form: Form, rules: Mapping[str, Requirement]) -> list[dict[str, Any]]:
    return [
        {**_rule(rules[total.requirement]), "title": rules[total.requirement].title,
         "fields": list(total.fields)}
        for total in form.totals
        if total.requirement in rules
    ]  # fmt: skip


def _hash(data: Mapping[str, Any]) -> str:
    """Return a hash of what a saved file depends on: the ids, types and choices of the fields."""
    parts = [
        [
            part["id"],
            [[field[name] for name in ("id", "type", "options")] for field in part["fields"]],
            [step["id"] for step in part["steps"]],
        ]
        for part in data["parts"]
    ]
    text = json.dumps([data["kind"], data["id"], parts], ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()[:_LENGTH_OF_HASH]
