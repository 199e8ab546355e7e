"""The pages of tasks: the list of them, and the steps of each."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import partial

from generator.hub.kinds import FORMS, GUIDES, PLANS
from generator.hub.links import Link
from generator.hub.tasks import TASK_PAGES, Task, TaskStep
from generator.site.content import Content
from generator.site.pages.page import MakePage, Page
from generator.site.pages.templates import Templates
from generator.site.settings import suggestion_address


@dataclass(frozen=True, slots=True)
class Way:
    """Where a step points: a page of the site, or a link."""

    title: str = ""
    path: str = ""
    """The page, from the site's root."""
    link: Link | None = None


def task_pages(content: Content, templates: Templates) -> Iterator[tuple[str, MakePage]]:
    """Yield the list of published tasks, if there are any, and the page of each."""
    if not content.tasks:
        return
    yield TASK_PAGES, partial(_index, content, templates)
    for task in content.tasks:
        yield task.path, partial(_task, content, templates, task)


def _index(content: Content, templates: Templates) -> Page:
    _ = content.language.gettext
    about = _("Det som skal gjøres, i rekkefølge, med vei til svarene.")
    return templates.filled(
        Page(TASK_PAGES, "tasks", _("Steg for steg"), about),
        by_role=[(view.role, view.tasks) for view in content.views if view.tasks],
    )


def _task(content: Content, templates: Templates, task: Task) -> Page:
    role = task.roles[0] if len(task.roles) == 1 else None
    own = content.places(role) if role else {}
    texts = [content.texts.answer(text) for text in (task.intro, *(x.text for x in task.steps))]
    path = f"content/tasks/{task.id}.yaml"
    return templates.filled(
        Page(
            task.path, "task", task.title, texts[0].summary, role=role,
            suggestion=suggestion_address(content.settings, path, task.title),
        ),
        own=own,
        terms={term for text in texts for term in text.terms},
        task=task,
        roles=[role for role in content.hub.roles if role.id in task.roles],
        steps=[(step, _way(content, step, own)) for step in task.steps],
    )  # fmt: skip


def _way(content: Content, step: TaskStep, own: Mapping[str, str]) -> Way | None:
    """Return where a step points; None if it points nowhere, or at what is not published."""
    for key, id_ in step.targets:
        if key == "link":
            return Way(link=content.hub.link_by_id[id_])
        if key == "question":
            return Way(content.question(id_).question, own.get(id_, f"sporsmal/{id_}/"))
        if key == "plan":
            plan = next(x for x in PLANS.of(content.hub) if x.id == id_)
            return Way(plan.title, f"planer/{id_}/")
        sheet = next(
            x for x in (GUIDES if key == "guide" else FORMS).of(content.hub) if x.id == id_
        )
        return Way(sheet.title, sheet.path)
    return None
