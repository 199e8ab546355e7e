"""A title, roles and questions -> the file of a task, as a draft that passes the check.

In: a draft of the hub's files, and what is known. Out: the id of the task; the draft has the file.
Raises ValueError, with a sentence for editors, for what cannot be made.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from generator.editing.drafts import Draft
from generator.editing.names import plain
from generator.editing.new_items import new_id, roles_of
from generator.hub.field_types import ALL_ROLES
from generator.hub.kinds import TASKS
from generator.language import say


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """A new task, with a step for each of some questions. The texts of its steps are unwritten."""

    title: str
    roles: Sequence[str]
    questions: Sequence[str] = ()
    """Their ids, in the order of the steps."""
    id: str = ""


def new_task(draft: Draft, wanted: Task) -> str:
    """Make the file of a task; return its id."""
    title = plain(wanted.title)
    id_ = new_id(draft, "task", wanted.id, title)
    roles = roles_of(draft, wanted.roles)
    text = say("Skriv hva steget går ut på.")
    steps = [_step(draft, question, text) for question in dict.fromkeys(wanted.questions)]
    data = {
        "id": id_,
        "title": title,
        "roles": ALL_ROLES[0] if roles == ALL_ROLES else roles,
        "intro": say("Skriv hva leseren får gjort, med det viktigste først.") + "\n",
        "steps": steps or [{"title": say("Første steg"), "text": text}],
        "status": "draft",
    }
    path = f"{TASKS.path}/{id_}.yaml"
    draft.put(path, draft.written(path, data))
    return id_


def _step(draft: Draft, question: str, text: str) -> dict[str, str]:
    """Return a step that points at a question, with its title. Raises ValueError if it is none."""
    draft.item("question", question)
    title = draft.hub.question_by_id[question].question
    return {"title": title, "text": text, "question": question}
