"""Content -> handouts: one answer, or the questions of one topic, on a sheet with its address.

In: the content of a site. Out: plain dicts, ready for JSON, that `handout.typ` lays out. If the
address of the site is known, a sheet has a QR code of its page's address, for a phone.
"""

import io
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from functools import partial
from importlib import import_module

from generator.hub.changes import change_log, changed_on
from generator.hub.model import Topic
from generator.hub.questions import Question
from generator.language import lower_first
from generator.site.content import Content
from generator.site.pages.answer_parts import answer_parts
from generator.site.paper.addresses import address_fields
from generator.site.paper.answers import PrintedAnswers
from generator.site.paper.breaks import breakable, heading, plain
from generator.site.paper.runs import Fields
from generator.site.paper.signature import signature
from generator.site.print_paths import handout_of, topic_handout_of

_MOST = 240  # characters of an answer on the sheet of its topic


Handout = tuple[str, date | None, Callable[[], Fields]]
"""Path from the site's root, the day of the newest change in it if known, and its fields."""


def handouts(content: Content) -> Iterator[Handout]:
    """Yield each handout of a site; its fields are made when they are asked for."""
    changed = changed_on(change_log(content.hub))
    for question in content.questions:
        if path := handout_of(content, question):
            day = changed.get(question.id)
            yield path, day, partial(_of_question, content, question, day)
    for topic in content.hub.topics:
        if path := topic_handout_of(content, topic):
            day = _newest(changed, content.listed(topic))
            yield path, day, partial(_of_topic, content, topic, day)


def _newest(changed: Mapping[str, date], questions: Sequence[Question]) -> date | None:
    return max((changed[x.id] for x in questions if x.id in changed), default=None)


def _of_question(content: Content, question: Question, day: date | None) -> Fields:
    topic = content.topic_of(question)
    printed = PrintedAnswers(content)
    texts = [(part.heading, part.answer) for part in answer_parts(content, question)]
    answer = printed.fields(question, question.question, texts)
    return {
        **_common(content, question.question, f"sporsmal/{question.id}/", day),
        "depth": int(len(texts) > 1),
        "over": breakable(topic.title) if topic else "",
        "about": _for_roles(content, question),
        "answer": answer,
        "terms": printed.glossary(),
    }


def _of_topic(content: Content, topic: Topic, day: date | None) -> Fields:
    listed = content.listed(topic)
    count = content.language.ngettext("%(num)s spørsmål", "%(num)s spørsmål", len(listed))
    return {
        **_common(content, topic.title, content.topic_place(topic), day),
        "over": "",
        "about": count,
        "questions": [_listed(content, question) for question in listed],
    }


def _listed(content: Content, question: Question) -> Fields:
    """Return a question on the sheet of its topic: the beginning of its answer, and for whom."""
    first, *others = answer_parts(content, question)
    notes = [_for_roles(content, question)]
    if others:
        notes.append(content.language.gettext("noen roller har et eget svar"))
    if question.uncertain:
        notes.append(content.language.gettext("noe i svaret er usikkert"))
    site_url = content.settings.site_url
    url = f"{site_url}sporsmal/{question.id}/" if site_url else ""
    return {
        "file": f"content/questions/{question.id}.yaml",
        "title": heading(question.question),
        "begin": breakable(_cut(first.answer.summary)),
        "about": " · ".join(notes),
        **(address_fields(url) if url else {}),
    }


def _cut(text: str) -> str:
    """Return the beginning of a text, cut after a word."""
    return text if len(text) <= _MOST else f"{text[:_MOST].rpartition(' ')[0].rstrip(' .,;:')} …"


def _for_roles(content: Content, question: Question) -> str:
    _, hub = content.language.gettext, content.hub
    roles = [role for role in hub.roles if role.id in question.roles]
    if len(roles) == len(hub.roles):
        return _("For alle")
    names = content.language.enumerated(lower_first(role.name) for role in roles)
    return breakable(_("For %(roles)s", roles=names))


def _common(content: Content, title: str, place: str, day: date | None) -> Fields:
    settings, language = content.settings, content.language
    updated = language.gettext("Oppdatert %(day)s", day=language.date(day)) if day else ""
    page = address_fields(settings.site_url + place) if settings.site_url else None
    return {
        "kind": "handout",
        "file": "content/topics.yaml",
        "title": heading(plain(title)),
        "site": signature(settings),
        "updated": updated,
        "page": page,
        "path": breakable(f"/{settings.folder}{place}"),
        "qr": _qr_code(page["url"]) if page else "",
    }


def _qr_code(address: str) -> str:
    """Return a QR code as SVG, with the margin that cameras need."""
    made = io.BytesIO()
    segno = import_module("segno")  # slow to import, and no site without an address needs it
    segno.make(address, error="m", micro=False).save(made, kind="svg", border=4, light="white")
    return made.getvalue().decode()
