"""Content -> the index of the search: a record for each question, term, link and page.

In: the content of a site. Out: JavaScript files that only set a value. They are scripts because,
unlike a fetched file, a script also loads from a folder on the reader's disk. Browsers load the
first when a reader enters the search field, and of a large index only the parts that a search
needs. Equal input gives equal bytes.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache, partial
from typing import Any
from urllib.parse import urlsplit

from generator.hub.forms import Form
from generator.hub.guides import Guide
from generator.hub.kinds import SYNONYMS
from generator.hub.links import Link
from generator.hub.model import Hub, Term
from generator.hub.pages import WrittenPage
from generator.hub.plans import Plan
from generator.hub.questions import Question
from generator.hub.references import cited_sections
from generator.hub.tasks import Task
from generator.site.content import Content
from generator.site.export.search_parts import SearchParts, as_script, part_paths
from generator.site.made import Made
from generator.site.words import KIND_WORDS

ADDRESS = "search/index.js"
MOST_IN_ONE = 300
"""The most questions whose index is one file."""


def search_files(content: Content) -> Made[str]:
    """Return path from the site's root -> text of every file of the index.

    A hub with few questions has one file; the index of a large one is in many small files.
    """
    if len(content.questions) <= MOST_IN_ONE:
        return Made([(ADDRESS, lambda: search_index(content))])
    parts = cache(lambda: SearchParts(_head(content), _records(content), content.language.tag))

    def part(path: str) -> str:
        name = path.removeprefix("search/").removesuffix(".js")
        return as_script(f'parts??={{}};rollehub.parts["{name}"]', parts().part(path))

    paths = part_paths(_record_count(content))
    first = (ADDRESS, lambda: as_script("index", parts().first()))
    return Made([first, *((path, partial(part, path)) for path in paths)])


def search_index(content: Content) -> str:
    """Return the index, format 1.

    In a record, `k` is its kind (`question`, `link`, `term`, `page`), `u` its address from the
    site's root, `r` the indexes of its roles in `roles`, `p` those in `parts` of where each of them
    reads it, if not on its own page, `e` that of its topic in `topics`, `t` its title, `v` the
    titles for single roles, `w` more words to find it by, `l` the sections it cites, and `x` its
    text. Empty fields are left out.
    """
    return as_script("index", {**_head(content), "format": 1, "records": _records(content)})


def _head(content: Content) -> dict[str, Any]:
    hub = content.hub
    return {
        "roles": [[role.id, role.name] for role in hub.roles],
        "topics": [[topic.id, topic.title] for topic in hub.topics],
        "parts": list(_part_numbers(content)),
        "synonyms": list(_synonyms(hub)),
        "english": [[term.term, *term.english] for term in hub.terms if term.english],
    }


def _records(content: Content) -> list[dict[str, Any]]:
    records = _all_records(content)
    for record in records:
        record["u"] = content.addresses.placed(record["u"])
    return records


def _all_records(content: Content) -> list[dict[str, Any]]:
    hub = content.hub
    roles = {role.id: place for place, role in enumerate(hub.roles)}
    topics = {topic.id: place for place, topic in enumerate(hub.topics)}
    parts = _part_numbers(content)
    records = [
        *(_question(content, question, roles, topics) for question in content.questions),
        *(_term(term) for term in hub.terms),
        *(_link(content, link, roles, topics) for link in hub.links),
        *map(_page, sorted(hub.pages, key=lambda page: page.title)),
        *(_guide(content, guide, roles) for guide in content.guides),
        *(_form(content, form, roles) for form in content.forms),
        *(_plan(content, outline.plan, roles) for outline in content.plans),
        *(_task(content, task, roles) for task in content.tasks),
    ]
    for question, record in zip(content.questions, records, strict=False):
        own = [parts[_rest(content, role, question)] for role in question.roles if role in roles]
        record["p"] = own if any(own) else []
    return [{key: x for key, x in record.items() if x not in _EMPTY} for record in records]


def _record_count(content: Content) -> int:
    hub = content.hub
    tools = (content.guides, content.forms, content.tasks, content.plans)
    others = (hub.terms, hub.links, hub.pages, *tools)
    return len(content.questions) + sum(map(len, others))


def _rest(content: Content, role: str, question: Question) -> str:
    """Return the part after the role's own address of where a role reads a question."""
    return content.places(role)[question.id].partition("#")[0].removeprefix(f"{role}/")


def _part_numbers(content: Content) -> dict[str, int]:
    """Return the parts of addresses that `p` points to -> their numbers; the first is empty."""
    rests = (part.address.partition("/")[2] for some in content.parts.values() for part in some)
    return {rest: number for number, rest in enumerate(dict.fromkeys(["", *rests]))}


_EMPTY: tuple[Any, ...] = ("", None, [], {})


def explained_terms(hub: Hub, question: Question) -> Iterator[str]:
    """Yield the glossary's terms that a question explains, and their synonyms."""
    for term in hub.terms:
        if term.question == question.id:
            yield from (term.term, *term.synonyms)


def _question(
    content: Content, question: Question, roles: Mapping[str, int], topics: Mapping[str, int]
) -> dict[str, Any]:
    topic = content.topic_of(question)
    texts = (x.append or x.replace for x in question.variants.values())
    answers = dict.fromkeys([question.answer, *(text for text in texts if text)])
    doubt = [question.uncertain.what] if question.uncertain else []
    return {
        "k": "question",
        "id": question.id,
        "u": f"sporsmal/{question.id}/",
        "t": question.question,
        "v": {
            roles[role]: variant.question
            for role, variant in question.variants.items()
            if variant.question and role in roles
        },
        "r": _places(question.roles, roles),
        "e": topics[topic.id] if topic else None,
        "w": list(
            dict.fromkeys(
                [*question.terms, *question.aliases, *explained_terms(content.hub, question)]
            )
        ),
        "l": sorted({section for _, section in cited_sections(question) if section}),
        "x": " ".join(content.texts.answer(text).plain for text in (*answers, *doubt)),
    }


def _link(
    content: Content, link: Link, roles: Mapping[str, int], topics: Mapping[str, int]
) -> dict[str, Any]:
    host = urlsplit(link.url or "").hostname
    return {
        "k": "link",
        "id": link.id,
        "u": content.link_place(link),
        "t": link.title,
        "r": _places(link.roles, roles),
        "e": topics.get(link.topic),
        "w": [
            x for x in (link.publisher, content.language.gettext(KIND_WORDS[link.kind]), host) if x
        ],
        "x": content.texts.answer(link.note).plain if link.note else "",
    }


def _page(page: WrittenPage) -> dict[str, Any]:
    address = f"{page.id}/"
    return {"k": "page", "id": address, "u": address, "t": page.title}


def _plan(content: Content, plan: Plan, roles: Mapping[str, int]) -> dict[str, Any]:
    arenas = dict.fromkeys(name for x in plan.arenas for name in (x.name, x.type))
    return {
        "k": "page",
        "id": f"planer/{plan.id}/",
        "u": f"planer/{plan.id}/",
        "t": plan.title,
        "r": _places(plan.roles, roles),
        "w": [content.language.gettext("Utdanningsplaner"), plan.municipality, *arenas],
        "x": content.texts.answer(plan.organisation).plain,
    }


def _guide(content: Content, guide: Guide, roles: Mapping[str, int]) -> dict[str, Any]:
    fields = [field for step in guide.steps for field in step.fields]
    return _sheet(content, guide, roles, [*(step.title for step in guide.steps),
                                          *(field.label for field in fields)])  # fmt: skip


def _form(content: Content, form: Form, roles: Mapping[str, int]) -> dict[str, Any]:
    labels = [field.label for section in form.sections for field in section.fields]
    return _sheet(content, form, roles, [*(x.title for x in form.sections), *labels])


def _task(content: Content, task: Task, roles: Mapping[str, int]) -> dict[str, Any]:
    texts = (task.intro, *(text for step in task.steps for text in (step.title, step.text)))
    return {
        "k": "task",
        "id": task.path,
        "u": task.path,
        "t": task.title,
        "r": _places(task.roles, roles),
        "w": list(task.terms),
        "x": " ".join(content.texts.answer(text).plain for text in texts),
    }


def _sheet(
    content: Content, item: Form | Guide, roles: Mapping[str, int], words: Sequence[str]
) -> dict[str, Any]:
    return {
        "k": "page",
        "id": item.path,
        "u": item.path,
        "t": item.title,
        "r": _places(item.roles, roles),
        "w": list(dict.fromkeys(words)),
        "x": content.texts.answer(item.intro).plain,
    }


def _term(term: Term) -> dict[str, Any]:
    return {
        "k": "term",
        "id": term.id,
        "u": f"ordliste/#{term.id}",
        "t": f"{term.term} – {term.expansion}" if term.expansion else term.term,
        "w": [*term.forms, *term.synonyms],
        "x": term.definition or "",
    }


def _synonyms(hub: Hub) -> Iterator[Sequence[str]]:
    """Yield words of equal meaning: a term, its expansion and synonyms; and the hub's groups."""
    for term in hub.terms:
        same = dict.fromkeys(x for x in (term.term, term.expansion, *term.synonyms) if x)
        if len(same) > 1:
            yield list(same)
    yield from (list(group.words) for group in SYNONYMS.of(hub))


def _places(ids: Iterable[str], places: Mapping[str, int]) -> list[int]:
    return [places[id_] for id_ in ids if id_ in places]
