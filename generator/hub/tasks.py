"""The models of tasks: what to do in which order, such as in the first week of a job.

In: `content/tasks/<id>.yaml`. A task has steps, and a step may point at what the reader needs for
it: a question, a link, a plan, a form or a guide of the hub.
"""

from typing import Annotated, Literal

from pydantic import Field as Limits

from generator.hub.field_types import (
    Date,
    Fingerprint,
    FormId,
    GuideId,
    Id,
    LinkId,
    Markdown,
    Model,
    PlanId,
    QuestionId,
    Roles,
    Text,
)
from generator.hub.questions import Status
from generator.hub.source_list import Sources

Target = Literal["question", "link", "plan", "form", "guide"]
"""The keys of a step that name what it points at."""
TASK_PAGES = "oppgaver/"
"""The address of the list of tasks; the page of each is below it."""


class TaskStep(Model):
    """Something to do. At most one of the keys after the text is written."""

    title: Text
    """What to do, in a few words."""
    text: Markdown
    question: QuestionId | None = None
    link: LinkId | None = None
    plan: PlanId | None = None
    form: FormId | None = None
    guide: GuideId | None = None

    @property
    def targets(self) -> tuple[tuple[Target, str], ...]:
        """(key, id) of what the step points at: one, or none; more are reported by the check."""
        ids: dict[Target, str | None] = {
            "question": self.question, "link": self.link, "plan": self.plan, "form": self.form,
            "guide": self.guide,
        }  # fmt: skip
        return tuple((key, id_) for key, id_ in ids.items() if id_)


class Task(Model):
    """A task on a page of its own, `/oppgaver/<id>/`."""

    id: Id
    title: Text
    roles: Annotated[Roles, Limits(min_length=1)]
    intro: Markdown
    """What the reader gets done."""
    steps: Annotated[tuple[TaskStep, ...], Limits(min_length=1)]
    """In the order in which they are done."""
    terms: tuple[Text, ...] = ()
    """Other words that lead to the task in the search."""
    aliases: tuple[Id, ...] = ()
    """Earlier ids; their addresses keep working."""
    source: Sources = ()
    reviewed: Date = None
    reviewed_text: Fingerprint | None = None
    review_by: Date = None
    status: Status = Status.PUBLISHED
    editorial_note: Text | None = None
    """For editors; never published."""

    @property
    def is_published(self) -> bool:
        """Whether the task is on the site."""
        return self.status is Status.PUBLISHED

    @property
    def path(self) -> str:
        """The address of the page, from the site's root."""
        return f"{TASK_PAGES}{self.id}/"
