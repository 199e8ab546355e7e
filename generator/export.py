"""Hub -> the files that machines read: hub.json, sitemap, feed, and pages of earlier addresses.

In: the renderer of a hub, so that texts are converted once. Out: addresses and texts.
"""

import json
from collections.abc import Iterable, Iterator
from hashlib import sha256
from typing import Any
from urllib.parse import urljoin

from jinja2 import Environment, PackageLoader, StrictUndefined

from generator.model import Link, Question
from generator.prose import lead_questions, question_address, without_terms
from generator.render import Renderer
from generator.resolve import RoleView


def files(renderer: Renderer, addresses: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Yield (path from the site's root, text) of every file beside the pages.

    `addresses` are those of all pages, relative to the site's root.
    """
    environment = Environment(
        loader=PackageLoader("generator"), autoescape=True, undefined=StrictUndefined
    )
    yield "data/hub.json", hub_json(renderer)
    yield "sitemap.xml", _sitemap(environment, renderer, addresses)
    yield "feed.xml", _feed(environment, renderer)
    yield from _redirects(environment, renderer)


def hub_json(renderer: Renderer) -> str:
    """Return the whole hub as JSON, format 1; addresses are relative to the site's root."""
    hub = renderer.hub
    topics = {id_: topic.id for topic in hub.topics for id_ in topic.questions}
    data = {
        "format": 1,
        "roles": [
            {
                **role.model_dump(include={"id", "name", "description", "group"}),
                "url": f"{role.id}/",
            }
            for role in hub.roles
        ],
        "topics": [{"id": topic.id, "title": topic.title} for topic in hub.topics],
        "questions": [_question(renderer, x, topics.get(x.id)) for x in renderer.questions],
        "links": [_link(link) for link in hub.links],
    }
    return json.dumps(data, ensure_ascii=False, indent=1) + "\n"


def _question(renderer: Renderer, question: Question, topic: str | None) -> dict[str, Any]:
    answers = {
        view.role.id: _answer(renderer, question, view)
        for view in renderer.views
        if view.role.id in question.roles
    }
    return {
        "id": question.id,
        "question": question.question,
        "topic": topic,
        "roles": list(question.roles),
        "url": f"sporsmal/{question.id}/",
        "reviewed": question.reviewed.isoformat() if question.reviewed else None,
        "review_by": question.review_by.isoformat() if question.review_by else None,
        "terms": list(question.terms),
        "aliases": list(question.aliases),
        "links": list(question.links),
        "cites": [{"law": cite.law, "section": cite.section} for cite in question.cites],
        "answers": answers,
    }


def _answer(renderer: Renderer, question: Question, view: RoleView) -> dict[str, str]:
    role = view.role.id
    own = renderer.own_questions(role)
    text = question.answer_for(role)
    html = without_terms(renderer.prose.convert(text))
    html = lead_questions(html, own).replace('href="#', f'href="{role}/#').replace('"~/', '"')
    return {
        "question": question.title_for(role),
        "markdown": renderer.prose.plain_markdown(
            text, lambda id_: question_address(id_, own, role)
        ),
        "html": html,
    }


def _link(link: Link) -> dict[str, Any]:
    return {
        "id": link.id,
        "title": link.title,
        "url": link.url,
        "url_status": link.url_status,
        "publisher": link.publisher,
        "kind": link.kind,
        "language": link.language,
        "topic": link.topic,
        "topic_for": link.topic_for,
        "roles": list(link.roles),
    }


def _sitemap(environment: Environment, renderer: Renderer, addresses: Iterable[str]) -> str:
    """List every page; without the site's address the list is relative to its root."""
    template = environment.get_template("sitemap.xml.j2")
    site_url = renderer.settings.site_url or "/"
    return template.render(site_url=site_url, addresses=list(addresses)) + "\n"


def _feed(environment: Environment, renderer: Renderer) -> str:
    """Return the change log as Atom (RFC 4287); its dates are the log's, never the build's."""
    hub, settings = renderer.hub, renderer.settings
    root = settings.site_url or "urn:rollehub:"
    entries = [
        {
            "id": f"{root}endringer#{change.date}-{_digest(change.title)}",
            "title": change.title,
            "date": change.date,
            "note": change.note,
        }
        for change in hub.changes
    ]
    newest = max((change.date.isoformat() for change in hub.changes), default="1970-01-01")
    template = environment.get_template("feed.xml.j2")
    text = template.render(
        site_name=settings.site_name,
        site_url=settings.site_url,
        feed_id=f"{root}feed.xml",
        updated=f"{newest}T00:00:00Z",
        entries=entries,
    )
    return text + "\n"


def _digest(title: str) -> str:
    """Return a short name for a title: an entry keeps its id when others come and go."""
    return sha256(title.encode()).hexdigest()[:8]


def _redirects(environment: Environment, renderer: Renderer) -> Iterator[tuple[str, str]]:
    template = environment.get_template("redirect.html.j2")
    for question in renderer.questions:
        for alias in question.aliases:
            path = f"sporsmal/{question.id}/"
            site_url = renderer.settings.site_url
            yield (
                f"sporsmal/{alias}/index.html",
                template.render(
                    title=question.question,
                    target=f"../{question.id}/",
                    canonical=urljoin(site_url, path) if site_url else "",
                ),
            )
