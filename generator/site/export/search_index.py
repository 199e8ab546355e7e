"""Content -> the index of the search: a record for each question, term, link and page.

In: the content of a site. Out: one JavaScript file that only sets a value. It is a script because,
unlike a fetched file, a script also loads from a folder on the reader's disk. Browsers load it when
a reader enters the search field. Only the browser folds and stems words, so those rules exist once.
Equal input gives equal bytes.
"""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any
from urllib.parse import urlsplit

from generator.hub.links import Link
from generator.hub.model import Hub, Term
from generator.hub.pages import WrittenPage
from generator.hub.plans import Plan
from generator.hub.questions import Question
from generator.hub.references import cited_sections
from generator.site.content import Content
from generator.site.words import KIND_WORDS

ADDRESS = "search/index.js"


def search_index(content: Content) -> str:
    """Return the index, format 1.

    In a record, `k` is its kind (`question`, `link`, `term`, `page`), `u` its address from the
    site's root, `r` the indexes of its roles in `roles`, `e` that of its topic in `topics`, `t` its
    title, `v` the titles for single roles, `w` more words to find it by, `l` the sections it cites,
    and `x` its text. Empty fields are left out.
    """
    hub = content.hub
    roles = {role.id: place for place, role in enumerate(hub.roles)}
    topics = {topic.id: place for place, topic in enumerate(hub.topics)}
    records = [
        *(_question(content, question, roles, topics) for question in content.questions),
        *(_term(term) for term in hub.terms),
        *(_link(content, link, roles, topics) for link in hub.links),
        *map(_page, sorted(hub.pages, key=lambda page: page.title)),
        *(_plan(content, outline.plan, roles) for outline in content.plans),
    ]
    data = {
        "format": 1,
        "roles": [[role.id, role.name] for role in hub.roles],
        "topics": [[topic.id, topic.title] for topic in hub.topics],
        "synonyms": list(_synonyms(hub)),
        "records": [{key: x for key, x in record.items() if x not in _EMPTY} for record in records],
    }
    # Escaped, so that the index can also be used inside a page.
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":")).replace("</", "<\\/")
    return f"(globalThis.rollehub??={{}}).index={text}\n"


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
        "x": " ".join(content.texts.answer(answer).plain for answer in answers),
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
    """Yield words of equal meaning: an abbreviation, its expansion, and what people say."""
    for term in hub.terms:
        same = dict.fromkeys(x for x in (term.term, term.expansion, *term.synonyms) if x)
        if len(same) > 1:
            yield list(same)


def _places(ids: Iterable[str], places: Mapping[str, int]) -> list[int]:
    return [places[id_] for id_ in ids if id_ in places]
