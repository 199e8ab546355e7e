"""Content -> what each role's printed documents contain: questions with answers, and links.

In: the content of a site. Out: plain dicts and lists, ready for JSON. `words` has the words around
them, and `pdf` makes the PDFs. The field `file` is the source of the texts beside and
below it.
"""

from collections.abc import Iterator

from generator.hub.audience import Entry, RoleView
from generator.hub.model import Term
from generator.hub.questions import Question
from generator.language import Language, lower_first
from generator.site.content import Content
from generator.site.paper.addresses import (
    Sources,
    address_fields,
    described_link,
    plain_mail,
    question_fields,
    said_after,
)
from generator.site.paper.breaks import breakable, heading, plain
from generator.site.paper.layout import PrintedLink, blocks, length
from generator.site.paper.runs import Fields, strong
from generator.sources.markdown import Node

_LINE = 80  # characters
_MOST_TOGETHER = 12  # lines; a longer list of sources may be split between pages


def contents(content: Content) -> Iterator[tuple[str, Fields]]:
    """Yield (path from the site's root, fields) of each document that is not empty."""
    for view in content.views:
        role = view.role.id
        if view.sections:
            yield f"{role}/{role}-sporsmal.pdf", _Questions(content, view).document()
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
        "site": breakable(content.settings.site_name),
        "page": address_fields(site_url + address) if site_url else None,
    }


class _Questions:
    """The document of one role's questions."""

    def __init__(self, content: Content, view: RoleView) -> None:
        self._content = content
        self._view = view
        self._own = content.places(view.role.id).keys()
        self._links = content.hub.link_by_id
        self._terms: set[str] = set()

    def document(self) -> Fields:
        """Return the whole document."""
        address = f"{self._view.role.id}/"
        what = self._content.language.gettext("Ofte stilte spørsmål")
        common = _common(self._content, self._view, "questions", what, address)
        topics = [
            {
                "file": "content/topics.yaml",
                "title": heading(section.topic.title),
                "questions": [self._question(entry) for entry in section.entries],
            }
            for section in self._view.sections
        ]
        entries = list(self._view.entries)
        return {
            **common,
            "count": len(entries),
            "reviewed": sum(entry.question.reviewed is not None for entry in entries),
            "topics": topics,
            "terms": self._glossary(),
        }

    def _question(self, entry: Entry) -> Fields:
        question = entry.question
        answer = self._content.texts.answer(entry.markdown)
        self._terms |= set(answer.terms)
        sources = Sources(self._content)
        printed = blocks(answer.tree, lambda link: self._printed(sources, link))
        uncertain = self._uncertain(sources, question)
        for id_ in question.links:
            link = self._links[id_]
            sources.add(described_link(self._content, link, link.url))
        for citation in question.cites:
            section = f"#{citation.section}" if citation.section else ""
            sources.add(sources.described(f"law:{citation.law}{section}"))
        listed = list(sources.found.values())
        return {
            "file": f"content/questions/{question.id}.yaml",
            "id": question.id,
            "title": heading(entry.title),
            "blocks": printed,
            "uncertain": uncertain,
            "sources": listed,
            "together": _lines(listed) <= _MOST_TOGETHER,
            **_review(self._content.language, question),
        }

    def _uncertain(self, sources: Sources, question: Question) -> list[Fields]:
        """Return the blocks that say what is not certain about an answer; none if all is."""
        doubt = question.uncertain
        if doubt is None:
            return []
        _, language = self._content.language.gettext, self._content.language
        tree = self._content.texts.answer(doubt.what).tree
        first, *others = blocks(tree, lambda link: self._printed(sources, link), is_note=True)
        lead = strong([{"text": f"{_('Usikkert:')} "}])
        ask = _("Spør: %(who)s.", who=breakable(doubt.ask))
        noted = _("Notert %(day)s.", day=language.date(doubt.since))
        about: Fields = {"kind": "p", "runs": [{"text": f"{ask} {noted}", "small": True}]}
        return [{**first, "runs": [*lead, *first["runs"]]}, *others, about]

    def _printed(self, sources: Sources, link: Node) -> PrintedLink:
        """Return a link of an answer in print: to a place in the document or to a source."""
        target = self._content.texts.targets.resolve(link.address)
        if mail := plain_mail(link):
            return PrintedLink(mail)
        if target.place and target.place.question in self._own:
            return PrintedLink({"to": target.place.question})
        if target.place:
            return PrintedLink(question_fields(self._content, sources, link, target.place))
        if target.address is None:
            return PrintedLink({}, said_after(self._content, target))
        item = sources.described(link.address)
        return PrintedLink(sources.numbered(item), said_after(self._content, target))

    def _glossary(self) -> list[Fields]:
        used = [term for term in self._content.hub.terms if term.id in self._terms]
        sort_key = self._content.language.sort_key
        return [_term(term) for term in sorted(used, key=lambda term: sort_key(term.term))]


def _lines(sources: list[Fields]) -> int:
    """Return about how many lines a list of sources takes."""
    return sum(2 + length(item) // _LINE for item in sources)


def _review(language: Language, question: Question) -> Fields:
    names = language.enumerated(source.name for source in question.source)
    based_on = language.gettext("Svaret bygger på: %(documents)s.", documents=names)
    return {
        "reviewed": language.date(question.reviewed) if question.reviewed else None,
        "review_by": language.date(question.review_by) if question.review_by else None,
        "based_on": breakable(based_on) if names else "",
    }


def _term(term: Term) -> Fields:
    return {
        "file": "content/glossary.yaml",
        "term": breakable(term.term),
        "expansion": breakable(term.expansion or ""),
        "definition": breakable(term.definition or ""),
    }


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
