"""A new question, link, word, role or topic -> the changes to a hub that make it; `new_plan` makes
plans.

In: a draft of the hub's files, and what the item is to be. Out: the id of the item; the draft has
the changes. Raises ValueError, with a sentence for editors, for what cannot be made.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from generator.editing.drafts import KIND_OF, WORDS, Draft, kind_of
from generator.editing.names import plain
from generator.hub.addresses import bad_address
from generator.hub.field_types import ALL_ROLES, MAX_ID, is_id
from generator.hub.heading_ids import id_from
from generator.hub.kinds import QUESTIONS, TERMS, TOPICS
from generator.hub.spelling import suggestion
from generator.language import say
from generator.sources.document import Location
from generator.sources.edit_items import with_item


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """A new question; an empty answer makes it a draft."""

    title: str
    roles: Sequence[str]
    topic: str
    answer: str = ""
    id: str = ""
    after: str = ""
    links: Sequence[str] = ()
    terms: Sequence[str] = ()
    source: str = ""
    editorial_note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A new link, whose address somebody opened on the day `checked`."""

    url: str
    title: str
    publisher: str
    topic: str
    checked: date
    kind: str = "page"
    roles: Sequence[str] = ()
    id: str = ""
    after: str = ""
    language: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """A new word in the glossary."""

    term: str
    expansion: str = ""
    definition: str = ""
    forms: Sequence[str] = ()
    question: str = ""
    id: str = ""
    after: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Role:
    """A new role, which takes over what the role `like` has."""

    name: str
    description: str = ""
    group: str = ""
    like: str = ""
    id: str = ""
    after: str = ""


def new_question(draft: Draft, wanted: Question) -> str:
    """Make a file for a question, and list it in its topic; return its id."""
    title = plain(wanted.title)
    id_ = new_id(draft, "question", wanted.id, title)
    roles = roles_of(draft, wanted.roles)
    topic = _known(draft, "topic", wanted.topic)
    for link in wanted.links:
        _known(draft, "link", link)
    answer = wanted.answer.strip("\n")
    unwritten = say("Svaret er ikke skrevet ennå.")
    data = _filled(
        {
            "id": id_,
            "question": title,
            "roles": ALL_ROLES[0] if roles == ALL_ROLES else roles,
            "answer": f"{answer or unwritten}\n",
            "links": list(wanted.links),
            "terms": list(wanted.terms),
            "source": [{"document": wanted.source}] if wanted.source else None,
            "status": None if answer else "draft",
            "editorial_note": wanted.editorial_note,
        }
    )
    path = f"{QUESTIONS.path}/{id_}.yaml"
    draft.put(path, draft.written(path, data))
    _list_question(draft, topic, id_, roles, wanted.after)
    return id_


def _list_question(draft: Draft, topic: str, id_: str, roles: Sequence[str], after: str) -> None:
    """List a question in its topic, and in the own order of each of its roles there."""
    document, at = draft.item("topic", topic)
    lists: dict[Location, Sequence[str]] = {
        ("questions",): document.data["topics"][at[1]].get("questions") or ()
    }
    found = next(x for x in draft.hub.topics if x.id == topic)
    lists |= {
        ("order", role): order
        for role, order in found.order.items()
        if roles == ALL_ROLES or role in roles
    }
    if after and after not in found.questions:
        near = suggestion(after, found.questions)
        raise ValueError(f"emnet «{topic}» har ikke spørsmålet «{after}»{near}")
    if (*at, "questions") not in document.marks:
        raise ValueError(f"emnet «{topic}» mangler «questions: []» i {TOPICS.path}; legg det til")
    for place, listed in lists.items():
        number = list(listed).index(after) if after in listed else None
        text = with_item(draft.text(TOPICS.path), (*at, *place), [id_], after=number)
        draft.put(TOPICS.path, text, f"legg linjen «- {id_}» under «{topic}»")


def new_link(draft: Draft, wanted: Link) -> str:
    """Add a link to `links.yaml`; return its id."""
    if fault := bad_address(wanted.url):
        raise ValueError(fault)
    for link in draft.hub.links:
        if link.url and link.url.rstrip("/") == wanted.url.rstrip("/"):
            raise ValueError(
                f"adressen står i links.yaml fra før, som «{link.id}» ({link.title}); bruk den"
            )
    title = plain(wanted.title)
    roles = roles_of(draft, wanted.roles) if wanted.roles else ()
    id_ = new_id(draft, "link", wanted.id, title)
    data = _filled(
        {
            "id": id_,
            "title": title,
            "url": wanted.url,
            "url_status": "checked",
            "checked": wanted.checked,
            "publisher": plain(wanted.publisher),
            "kind": wanted.kind,
            "topic": _known(draft, "topic", wanted.topic),
            "roles": ALL_ROLES[0] if roles == ALL_ROLES else roles,
            "language": wanted.language or None,
            "note": wanted.note or None,
        }
    )
    _add(draft, "link", data, wanted.after)
    return id_


def new_term(draft: Draft, wanted: Term) -> str:
    """Add a word to the glossary; return its id."""
    term = plain(wanted.term)
    for other in draft.hub.terms:
        if term.casefold() in (x.casefold() for x in (other.term, *other.forms)):
            raise ValueError(f"ordet står i ordlisten fra før, som «{other.id}»; rett det der")
    if not wanted.expansion and not wanted.definition:
        raise ValueError("ordet mangler forklaring; skriv hva det står for, eller hva det betyr")
    data = _filled(
        {
            "id": new_id(draft, "term", wanted.id, term),
            "term": term,
            "expansion": wanted.expansion,
            "definition": wanted.definition,
            "forms": list(wanted.forms),
            "question": _known(draft, "question", wanted.question) if wanted.question else None,
        }
    )
    if not draft.text(TERMS.path):
        draft.put(TERMS.path, draft.written(TERMS.path, {TERMS.name: [data]}))
    else:
        _add(draft, "term", data, wanted.after or _before(draft, data["id"]))
    return str(data["id"])


def _before(draft: Draft, id_: str) -> str:
    """Return the id of the term after which a new one belongs, if the glossary is in order."""
    ids = [term.id for term in draft.hub.terms]
    smaller = [x for x in ids if x < id_]
    return smaller[-1] if ids == sorted(ids) and smaller else ""


def new_topic(draft: Draft, title: str, *, id_: str = "", after: str = "") -> str:
    """Add a topic without questions; return its id."""
    title = plain(title)
    id_ = new_id(draft, "topic", id_, title)
    _add(draft, "topic", {"id": id_, "title": title, "questions": []}, after)
    return id_


def new_role(draft: Draft, wanted: Role) -> str:
    """Add a role; return its id. It takes over what the role `like` has, if there is one."""
    name = plain(wanted.name)
    id_ = new_id(draft, "role", wanted.id, name)
    data = {"id": id_, "name": name, "description": wanted.description, "group": wanted.group}
    _add(draft, "role", _filled(data), wanted.after or wanted.like)
    if wanted.like:
        _known(draft, "role", wanted.like)
        for kind in ("question", "link", "plan", "guide", "form", "task"):
            for item, _ in kind_of(kind).keyed(draft.hub):
                _take_over(draft, kind, item, id_, wanted.like)
    return id_


def _take_over(draft: Draft, kind: str, item: str, role: str, like: str) -> None:
    """Give an item to a new role, if it has the other role by name."""
    document, at = draft.item(kind, item)
    data = document.data
    for step in at:
        data = data[step]
    listed = data.get("roles")
    if isinstance(listed, list) and like in listed:
        changed = with_item(
            draft.text(document.path), (*at, "roles"), [role], after=listed.index(like)
        )
        draft.put(document.path, changed, f"legg «{role}» til i «roles» i «{item}»")


def new_id(draft: Draft, kind: str, wanted: str, name: str) -> str:
    """Return the id of a new item: the wanted one, or one made from its name."""
    id_ = wanted or id_from(name)[:MAX_ID].rstrip("-")
    if not id_:
        raise ValueError(f"«{name}» gir ingen id, for det har ingen bokstaver fra a til z; velg en")
    if not is_id(id_):
        raise ValueError(
            f"«{id_}» er ikke en gyldig id; bruk små bokstaver a–z, tall og bindestrek, "
            f"høyst {MAX_ID} tegn"
        )
    if id_ in draft.origins.known[KIND_OF[kind]]:
        raise ValueError(f"{WORDS[kind]} «{id_}» finnes fra før; velg en annen id")
    for question in draft.hub.questions if kind == "question" else ():
        if id_ in question.aliases:
            raise ValueError(f"«{id_}» er den gamle adressen til «{question.id}»; velg en annen id")
    return id_


def roles_of(draft: Draft, roles: Sequence[str]) -> Sequence[str]:
    """Return the ids of roles; `all` is all of them. Raises ValueError for an unknown one."""
    if tuple(roles) == ALL_ROLES:
        return ALL_ROLES
    if not roles:
        raise ValueError("ingen roller; skriv minst én, eller «all» for alle")
    return [_known(draft, "role", role) for role in dict.fromkeys(roles)]


def _known(draft: Draft, kind: str, id_: str) -> str:
    draft.item(kind, id_)
    return id_


def _add(draft: Draft, kind: str, data: Mapping[str, Any], after: str) -> None:
    """Add an item to the list of its kind, after another or at the end."""
    number = int(draft.item(kind, after)[1][1]) if after else None
    path, name = kind_of(kind).path, KIND_OF[kind]
    rows = draft.written(path, {name: [data]}).splitlines()[1:]
    lines = [row[len("  - ") :] for row in rows]
    text = with_item(draft.text(path), (name,), lines, after=number)
    draft.put(path, text, f"legg {WORDS[kind]} til sist i filen")


def _filled(data: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return what has a value: keys that say nothing are left out of the files."""
    return {key: value for key, value in data.items() if value not in (None, "", [], ())}
