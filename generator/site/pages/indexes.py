"""The pages that list the whole hub: questions, links, terms, laws, changes, and link status."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import partial

from generator.hub.changes import change_log
from generator.hub.laws import law_section_address
from generator.hub.links import Link
from generator.hub.model import Term, Topic
from generator.hub.questions import Question
from generator.hub.references import cited_sections
from generator.site.content import MOST_LISTED, Content
from generator.site.pages.page import MakePage, Page
from generator.site.pages.templates import Templates
from generator.site.term_uses import term_uses
from generator.site.words import VERDICT_WORDS, WELL

_MOST_USES = 3
"""The most pages that the glossary names for a term; one that all answers use says nothing."""


@dataclass(frozen=True, slots=True)
class LawSection:
    """A section of a law with the questions that cite it; an empty `number` means the whole law."""

    number: str
    address: str | None
    questions: tuple[Question, ...]


@dataclass(frozen=True, slots=True)
class CitedLaw:
    """A law with its cited sections, in the order of their numbers."""

    link: Link
    sections: tuple[LawSection, ...]


def index_pages(content: Content, templates: Templates) -> Iterator[tuple[str, MakePage]]:
    """Yield the pages that list the whole hub."""
    pages = {
        "sporsmal/": _all_questions,
        "lenker/": _all_links,
        "ordliste/": _glossary,
        "regelverk/": _laws,
        "lenkestatus/": _link_status,
        "endringer/": _changes,
    }
    for address, make in pages.items():
        yield address, partial(make, content, templates)
    if content.has_topic_lists:
        for topic, items in _questions_by_topic(content):
            yield f"emner/{topic.id}/", partial(_topic, content, templates, topic, items)
    if content.has_link_lists:
        for topic, links in _links_by_topic(content):
            yield f"lenker/{topic.id}/", partial(_topic_links, content, templates, topic, links)
    laws = cited_laws(content)
    if _is_long(laws):
        for law in laws:
            yield f"regelverk/{law.link.id}/", partial(_law, content, templates, law)


def _questions_by_topic(content: Content) -> list[tuple[Topic, list[Question]]]:
    return [(topic, items) for topic in content.hub.topics if (items := content.listed(topic))]


def _links_by_topic(content: Content) -> list[tuple[Topic, list[Link]]]:
    links = content.hub.links
    found = ((topic, [x for x in links if x.topic == topic.id]) for topic in content.hub.topics)
    return [(topic, items) for topic, items in found if items]


def _topic(content: Content, templates: Templates, topic: Topic, items: list[Question]) -> Page:
    about = content.language.gettext("Spørsmålene om emnet, for alle roller.")
    return templates.filled(
        Page(f"emner/{topic.id}/", "topic_questions", topic.title, about),
        topic=topic,
        items=items,
        role_names={item.id: _role_names(content, item) for item in items},
    )


def _topic_links(content: Content, templates: Templates, topic: Topic, items: list[Link]) -> Page:
    about = content.language.gettext("Lenkene om emnet, med utgiver.")
    page = Page(f"lenker/{topic.id}/", "topic_links", topic.title, about)
    return templates.filled(page, topic=topic, items=items)


def _law(content: Content, templates: Templates, law: CitedLaw) -> Page:
    about = content.language.gettext(
        "Paragrafene som svarene bygger på, og svarene som bygger på dem."
    )
    page = Page(f"regelverk/{law.link.id}/", "law", law.link.title, about)
    return templates.filled(page, law=law)


def _is_long(laws: tuple[CitedLaw, ...]) -> bool:
    """Whether each law has its own page, as the one of all would be long."""
    return sum(len(x.questions) for law in laws for x in law.sections) > MOST_LISTED


def _all_links(content: Content, templates: Templates) -> Page:
    _ = content.language.gettext
    about = _("Alle lenkene på nettstedet, etter emne og med utgiver.")
    return templates.filled(
        Page("lenker/", "links", _("Alle lenker"), about),
        by_topic=_links_by_topic(content),
        is_split=content.has_link_lists,
    )


def _glossary(content: Content, templates: Templates) -> Page:
    _, sort_key = content.language.gettext, content.language.sort_key
    about = _("Forkortelser og begreper, forklart kort.")
    glossary = sorted(content.hub.terms, key=lambda term: sort_key(term.term))
    return templates.filled(
        Page("ordliste/", "glossary", _("Ordliste"), about),
        glossary=glossary,
        letters=list(first_terms(glossary).items()),
        uses=term_uses(content),
        most_uses=_MOST_USES,
    )


def first_terms(glossary: Iterable[Term]) -> dict[str, Term]:
    """Return letter -> the first term that begins with it, in the order of a sorted glossary."""
    found: dict[str, Term] = {}
    for term in glossary:
        letter = next((x for x in term.term if x.isalnum()), "#").upper()
        found.setdefault(letter, term)
    return found


def _laws(content: Content, templates: Templates) -> Page:
    _ = content.language.gettext
    about = _("Paragrafene som svarene bygger på, og svarene som bygger på dem.")
    page = Page("regelverk/", "laws", _("Regelverk"), about)
    laws = cited_laws(content)
    return templates.filled(page, laws=laws, is_split=_is_long(laws))


def _changes(content: Content, templates: Templates) -> Page:
    _ = content.language.gettext
    page = Page("endringer/", "changes", _("Endringer"), _("Hva som er nytt på nettstedet."))
    return templates.filled(page, log=change_log(content.hub))


def _all_questions(content: Content, templates: Templates) -> Page:
    titles = [(title, item) for item in content.questions for title in _titles(item)]
    _, sort_key = content.language.gettext, content.language.sort_key
    about = _("Alle spørsmålene på nettstedet, etter emne og fra A til Å.")
    return templates.filled(
        Page("sporsmal/", "questions", _("Alle spørsmål"), about),
        by_topic=_questions_by_topic(content),
        is_split=content.has_topic_lists,
        contact=content.settings.contact,
        contact_link=content.settings.contact_link,
        alphabetical=sorted(titles, key=lambda row: (sort_key(row[0]), row[1].id)),
        role_names={item.id: _role_names(content, item) for item in content.questions},
    )


def _titles(question: Question) -> Iterator[str]:
    yield question.question
    for variant in question.variants.values():
        if variant.question:
            yield variant.question


def _role_names(content: Content, question: Question) -> list[str]:
    roles = content.hub.roles
    names = [role.name for role in roles if role.id in question.roles]
    is_for_all = 1 < len(names) == len(roles)
    return [content.language.gettext("Alle roller")] if is_for_all else names


def _link_status(content: Content, templates: Templates) -> Page:
    results = content.run.results if content.run else ()
    _ = content.language.gettext
    about = _("Hvilke adresser utenfor nettstedet som svarer, og når de sist ble sjekket.")
    return templates.filled(
        Page("lenkestatus/", "link_status", _("Lenkestatus"), about),
        run=content.run,
        links=content.hub.link_by_id,
        well=sum(result.verdict in WELL for result in results),
        groups=[
            (*VERDICT_WORDS[verdict], found)
            for verdict in VERDICT_WORDS
            if (found := [result for result in results if result.verdict is verdict])
        ],
    )


def cited_laws(content: Content) -> tuple[CitedLaw, ...]:
    """Return every cited law and section, in the order of the hub's links."""
    hub = content.hub
    found: dict[str, dict[str, list[Question]]] = {}
    for question in content.questions:
        for law, section in dict.fromkeys(cited_sections(question)):
            found.setdefault(law, {}).setdefault(section, []).append(question)

    def address(law: Link, number: str) -> str | None:
        return law_section_address(hub, law, number) if number else law.url

    return tuple(
        CitedLaw(
            law,
            tuple(
                LawSection(number, address(law, number), tuple(found[law.id][number]))
                for number in sorted(found[law.id], key=_section_key)
            ),
        )
        for law in hub.links
        if law.id in found
    )


def _section_key(number: str) -> tuple[bool, tuple[tuple[int, str], ...]]:
    """Return a key that sorts "2" before "10", "10" before "10-1", and the whole law last."""
    parts = number.split("-") if number else []
    return not number, tuple((int("".join(filter(str.isdigit, x)) or 0), x) for x in parts)
