"""Content -> what each role's printed documents contain: questions with answers, and links.

In: the content of a site. Out: plain dicts and lists, ready for JSON. `words` has the words around
them, and `pdf` makes the PDFs. The field `file` is the source of the texts beside and
below it.
"""

from collections.abc import Iterator

from generator.hub.audience import Entry, RoleView
from generator.language import lower_first
from generator.site.content import Content
from generator.site.paper.addresses import address_fields, described_link
from generator.site.paper.answers import PrintedAnswers
from generator.site.paper.breaks import breakable, heading, plain
from generator.site.paper.runs import Fields
from generator.site.paper.signature import signature


def contents(content: Content) -> Iterator[tuple[str, Fields]]:
    """Yield (path from the site's root, fields) of each document that is not empty."""
    for view in content.views:
        role = view.role.id
        if view.sections:
            yield f"{role}/{role}-sporsmal.pdf", _questions(content, view)
        if view.link_sections:
            yield f"{role}/{role}-lenker.pdf", _links(content, view)


def _common(content: Content, view: RoleView, kind: str, what: str, address: str) -> Fields:
    site_url = content.settings.site_url
    for_role = content.language.gettext("for %(role)s", role=lower_first(view.role.name))
    lines = [what, for_role]
    return {
        "kind": kind,
        "file": "roles.yaml",
        "title": plain(" ".join(lines)),
        "lines": [breakable(line) for line in lines],
        "role": breakable(view.role.name),
        "about": breakable(view.role.description),
        "site": signature(content.settings),
        "page": address_fields(site_url + address) if site_url else None,
    }


def _questions(content: Content, view: RoleView) -> Fields:
    """Return the document of one role's questions."""
    what = content.language.gettext("Ofte stilte spørsmål")
    answers = PrintedAnswers(content, content.places(view.role.id).keys())
    topics = [
        {
            "file": "content/topics.yaml",
            "title": heading(section.topic.title),
            "questions": [_question(content, answers, entry) for entry in section.entries],
        }
        for section in view.sections
    ]
    entries = list(view.entries)
    return {
        **_common(content, view, "questions", what, f"{view.role.id}/"),
        "count": len(entries),
        "reviewed": sum(entry.question.reviewed is not None for entry in entries),
        "topics": topics,
        "terms": answers.glossary(),
    }


def _question(content: Content, answers: PrintedAnswers, entry: Entry) -> Fields:
    text = content.texts.answer(entry.markdown)
    return answers.fields(entry.question, entry.title, [("", text)])


def _links(content: Content, view: RoleView) -> Fields:
    """Return the document of one role's links."""
    what = content.language.gettext("Lenker")
    return {
        **_common(content, view, "links", what, f"{view.role.id}/lenker/"),
        "count": sum(len(section.links) for section in view.link_sections),
        "from_answers": view.links_are_from_answers,
        "topics": [
            {
                "file": "content/topics.yaml",
                "title": heading(section.topic.title),
                "links": [described_link(content, link, link.url) for link in section.links],
            }
            for section in view.link_sections
        ],
    }
