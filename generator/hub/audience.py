"""Hub + role -> RoleView: what one role sees. Nothing else decides what a role sees.

In: a hub without errors. Out: frozen views, in the author's order and without drafts. This is
decided on data, before anything is rendered, so templates never ask which role they serve.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from generator.hub.forms import Form
from generator.hub.guides import Guide
from generator.hub.kinds import FORMS, GUIDES, PLANS, TASKS
from generator.hub.links import Link
from generator.hub.model import Hub, Role, Topic
from generator.hub.plans import Plan
from generator.hub.questions import Question
from generator.hub.references import links_of, published
from generator.hub.tasks import Task


@dataclass(frozen=True, slots=True)
class Entry:
    """One question as one role sees it. `markdown` is the answer."""

    question: Question
    title: str
    markdown: str
    also_for: tuple[Role, ...]
    """The other roles that have the question."""


@dataclass(frozen=True, slots=True)
class Section:
    """A topic with the role's entries."""

    topic: Topic
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class LinkSection:
    """A topic with the role's links."""

    topic: Topic
    links: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class RoleView:
    """Everything one role sees."""

    role: Role
    sections: tuple[Section, ...]
    link_sections: tuple[LinkSection, ...]
    plans: tuple[Plan, ...]
    sheets: tuple[Form | Guide, ...]
    """What the role can fill in: guides, then forms."""
    tasks: tuple[Task, ...]
    links_are_from_answers: bool
    """Whether no link names the role, so that the links are those of its answers instead."""

    @property
    def entries(self) -> Iterator[Entry]:
        """All entries, in order."""
        return (entry for section in self.sections for entry in section.entries)


def resolve(hub: Hub, role: Role) -> RoleView:
    """Return what `role` sees of the hub."""
    questions = {item.id: item for item in published(hub) if role.id in item.roles}
    sections = tuple(
        Section(topic, tuple(_entry(hub, questions[id_], role) for id_ in ids if id_ in questions))
        for topic in hub.topics
        for ids in [topic.order.get(role.id, topic.questions)]
        if any(id_ in questions for id_ in ids)
    )
    listed = [link for link in hub.links if role.id in link.roles]
    from_answers = not listed
    if from_answers:
        cited = {id_ for item in questions.values() for id_ in links_of(item, role.id)}
        listed = [link for link in hub.links if link.id in cited]
    link_sections = tuple(
        LinkSection(topic, links)
        for topic in hub.topics
        if (links := tuple(x for x in listed if x.topic_for.get(role.id, x.topic) == topic.id))
    )
    plans = tuple(x for x in PLANS.of(hub) if x.is_published and role.id in x.roles)
    offered: tuple[Form | Guide, ...] = (*GUIDES.of(hub), *FORMS.of(hub))
    sheets = tuple(x for x in offered if x.is_published and role.id in x.roles)
    tasks = tuple(x for x in TASKS.of(hub) if x.is_published and role.id in x.roles)
    are_from_answers = from_answers and bool(listed)
    return RoleView(role, sections, link_sections, plans, sheets, tasks, are_from_answers)


def _entry(hub: Hub, question: Question, role: Role) -> Entry:
    others = tuple(x for x in hub.roles if x.id in question.roles and x.id != role.id)
    return Entry(question, question.title_for(role.id), question.answer_for(role.id), others)
