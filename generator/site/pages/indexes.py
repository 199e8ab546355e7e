"""The pages that list the whole hub: questions, links, terms, laws, changes, and link status."""

from collections.abc import Iterator
from dataclasses import dataclass

from generator.hub.changes import change_log
from generator.hub.laws import law_section_address
from generator.hub.links import Link
from generator.hub.questions import Question
from generator.hub.references import cited_sections
from generator.site.content import Content
from generator.site.pages.page import Page
from generator.site.pages.templates import Templates
from generator.site.words import VERDICT_WORDS, WELL


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


def index_pages(content: Content, templates: Templates) -> Iterator[Page]:
    """Yield the pages that list the whole hub."""
    hub, _ = content.hub, content.language.gettext
    yield _all_questions(content, templates)
    about = _("Alle lenkene på nettstedet, med utgiver og hvor adressen kommer fra.")
    yield templates.filled(
        Page("lenker/", "links", _("Alle lenker"), about),
        by_topic=[
            (topic, items)
            for topic in hub.topics
            if (items := [link for link in hub.links if link.topic == topic.id])
        ],
    )
    about = _("Forkortelser og begreper, forklart kort.")
    yield templates.filled(
        Page("ordliste/", "glossary", _("Ordliste"), about),
        glossary=sorted(hub.terms, key=lambda term: content.language.sort_key(term.term)),
    )
    about = _("Paragrafene som svarene bygger på, og svarene som bygger på dem.")
    page = Page("regelverk/", "laws", _("Regelverk"), about)
    yield templates.filled(page, laws=cited_laws(content))
    yield _link_status(content, templates)
    page = Page("endringer/", "changes", _("Endringer"), _("Hva som er nytt på nettstedet."))
    yield templates.filled(page, log=change_log(hub))


def _all_questions(content: Content, templates: Templates) -> Page:
    titles = [(title, item) for item in content.questions for title in _titles(item)]
    _, sort_key = content.language.gettext, content.language.sort_key
    about = _("Alle spørsmålene på nettstedet, etter emne og fra A til Å.")
    return templates.filled(
        Page("sporsmal/", "questions", _("Alle spørsmål"), about),
        by_topic=[
            (topic, items) for topic in content.hub.topics if (items := content.listed(topic))
        ],
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


def _section_key(number: str) -> tuple[tuple[int, str], ...]:
    """Return a key that sorts "2" before "10", "10" before "10-1", and the whole law first."""
    parts = number.split("-") if number else []
    return tuple((int("".join(filter(str.isdigit, part)) or 0), part) for part in parts)
