"""One answer -> the fields that templates of paper lay out: its texts, its doubts and its sources.

In: a question, its texts, and which questions are in the same document. Out: plain dicts and lists,
ready for JSON. The field `file` is the source of the texts beside and below it.
"""

from collections.abc import Collection, Sequence

from generator.hub.model import Term
from generator.hub.questions import Question
from generator.language import Language
from generator.site.content import Content
from generator.site.paper.addresses import (
    Sources,
    described_link,
    plain_mail,
    question_fields,
    said_after,
)
from generator.site.paper.breaks import breakable, heading
from generator.site.paper.layout import PrintedLink, blocks, length
from generator.site.paper.runs import Fields, strong
from generator.site.text.answer import Answer
from generator.site.text.terms import expansion
from generator.sources.markdown import Node

_LINE = 80  # characters
_MOST_TOGETHER = 12  # lines; a longer list of sources may be split between pages

Texts = Sequence[tuple[str, Answer]]
"""The texts of an answer, each with its heading; that of the only one may be empty."""


class PrintedAnswers:
    """The answers of one document; `own` are the ids of the questions that are in it."""

    def __init__(self, content: Content, own: Collection[str] = ()) -> None:
        self._content = content
        self._own = own
        self._links = content.hub.link_by_id
        self._terms: set[str] = set()

    def fields(self, question: Question, title: str, texts: Texts) -> Fields:
        """Return the fields of an answer under a title."""
        sources = Sources(self._content)
        parts = [self._part(sources, name, answer) for name, answer in texts]
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
            "title": heading(title),
            "parts": parts,
            "uncertain": uncertain,
            **self._translation(question),
            "sources": listed,
            "together": _lines(listed) <= _MOST_TOGETHER,
            **_review(self._content.language, question),
        }

    def glossary(self) -> list[Fields]:
        """Return the terms that the answers so far use, sorted."""
        used = [term for term in self._content.hub.terms if term.id in self._terms]
        sort_key = self._content.language.sort_key
        return [
            _term(self._content.language, term)
            for term in sorted(used, key=lambda term: sort_key(term.term))
        ]

    def _part(self, sources: Sources, name: str, answer: Answer) -> Fields:
        self._terms |= set(answer.terms)
        printed = blocks(answer.tree, lambda link: self._printed(sources, link))
        return {"heading": breakable(name), "blocks": printed}

    def _translation(self, question: Question) -> Fields:
        """Return what a reader of an edition in another language must know of an answer."""
        content, language = self._content, self._content.language
        original = language.name_of(content.settings.edition_of or language.tag)
        tag = content.text_language(question.id)
        if tag != language.tag:
            note = language.gettext(
                "Svaret er ikke oversatt. Det står her på %(language)s.", language=original
            )
            return {"language": tag, "note": [_small(note)]}
        if content.is_behind(question.id):
            note = language.gettext(
                "Svaret på %(language)s er endret etter at det ble oversatt.", language=original
            )
            return {"note": [_small(note)]}
        return {}

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
        about = _small(f"{ask} {noted}")
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


def _small(text: str) -> Fields:
    """Return a paragraph in small letters."""
    return {"kind": "p", "runs": [{"text": text, "small": True}]}


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


def _term(language: Language, term: Term) -> Fields:
    return {
        "file": "content/glossary.yaml",
        "term": breakable(term.term),
        "expansion": breakable(expansion(term, language)),
        "definition": breakable(term.definition or ""),
    }
