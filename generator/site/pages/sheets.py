"""The pages of forms and guides, which readers fill in on their own device.

In: the content of a site. Out: pages that can be read, filled in and printed without scripts. The
script of these pages saves files, opens them again, and computes what remains.
"""

import json
from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from typing import Any

from generator.hub.forms import Field, Form
from generator.hub.guides import Guide
from generator.hub.kinds import REQUIREMENTS
from generator.hub.plans import Requirement
from generator.language import msgid
from generator.site.content import Content
from generator.site.export.headers import POLICY_OF_FORMS
from generator.site.pages.page import MakePage, Offer, Offers, Page
from generator.site.pages.templates import Templates
from generator.site.plan_words import bound_words
from generator.site.settings import suggestion_address
from generator.site.sheets import sheet_data

STATES = {
    "": msgid("Ikke begynt"),
    "doing": msgid("I arbeid"),
    "waiting": msgid("Venter på andre"),
    "done": msgid("Ferdig"),
}
"""The states of a step in a guide, and the words for them."""


def sheet_pages(
    content: Content, templates: Templates, offers: Offers
) -> Iterator[tuple[str, MakePage]]:
    """Yield the page of every published guide and form, with its PDF."""
    for guide in content.guides:
        offered = offers.get(guide.path.rstrip("/"), ())
        yield guide.path, partial(_guide_page, content, templates, guide, offered)
    for form in content.forms:
        offered = offers.get(form.path.rstrip("/"), ())
        yield form.path, partial(_form_page, content, templates, form, offered)


def _guide_page(
    content: Content, templates: Templates, guide: Guide, offers: Sequence[Offer]
) -> Page:
    texts = (
        guide.intro,
        *(part.note for part in guide.parts),
        *(step.note for step in guide.steps),
        *(field.help for step in guide.steps for field in step.fields),
    )
    return templates.filled(
        _page(content, guide, "guide"),
        terms=_terms(content, texts),
        guide=guide,
        offers=offers,
        states=STATES,
        data=_in_page(sheet_data(content, guide)),
    )


def _form_page(content: Content, templates: Templates, form: Form, offers: Sequence[Offer]) -> Page:
    rules = {rule.id: rule for rule in REQUIREMENTS.of(content.hub)}
    texts = (form.intro, *(section.note for section in form.sections))
    fields = [field for section in form.sections for field in section.fields]
    return templates.filled(
        _page(content, form, "form"),
        terms=_terms(content, texts),
        form=form,
        offers=offers,
        has_pdf=any(field.fills for field in fields),
        rules_of={field.id: _rules(content, field, rules) for field in fields},
        totals=[(rule, bound_words(content.language, rule)) for x in form.totals
                if (rule := rules.get(x.requirement))],
        data=_in_page(sheet_data(content, form)),
    )  # fmt: skip


def _page(content: Content, item: Form | Guide, kind: str) -> Page:
    folder = "guides" if kind == "guide" else "forms"
    path = f"content/{folder}/{item.id}.yaml"
    about = content.texts.answer(item.intro).summary
    suggestion = suggestion_address(content.settings, path, item.title)
    return Page(item.path, kind, item.title, about, suggestion=suggestion, policy=POLICY_OF_FORMS)


def _terms(content: Content, texts: Iterable[str | None]) -> set[str]:
    return {term for text in texts if text for term in content.texts.answer(text).terms}


def _rules(
    content: Content, field: Field, rules: dict[str, Requirement]
) -> list[tuple[Requirement, str]]:
    """Return the requirements of a row, each with what it says."""
    found = [rules[id_] for id_ in field.requirements if id_ in rules]
    return [(rule, bound_words(content.language, rule)) for rule in found]


def _in_page(data: dict[str, Any]) -> str:
    """Return data as JSON that nothing in it can end early, for a script element."""
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")
