"""The templates of pages, and the names that all of them can use. Jinja renders pages here only.

The words that readers see are in `site/templates/`, and those around every page in the folder of
overrides. Templates decide nothing about roles. A hub's own folder may have its own version of any
template.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from functools import cache, partial
from typing import Any

from jinja2 import Environment, Template, TemplateError, TemplateSyntaxError

from generator.hub.addresses import is_web
from generator.hub.kinds import markdown_texts
from generator.hub.laws import law_section_address
from generator.hub.links import Link
from generator.hub.markup import references
from generator.hub.model import Hub, Role
from generator.hub.questions import Citation, Question
from generator.language import lower_first, say
from generator.site.addresses import root_from
from generator.site.assets import override_folders
from generator.site.content import Content
from generator.site.environment import environment_of, keep_compiled
from generator.site.errors import SiteError
from generator.site.feedback import Feedback, feedback
from generator.site.pages.frame import FRAME, NOT_FOUND, Frame
from generator.site.pages.page import Page
from generator.site.print_paths import handout_of, topic_handout_of
from generator.site.settings import suggestion_address
from generator.site.text.joints import Joints
from generator.site.text.targets import archived
from generator.site.text.terms import term_explanation
from generator.site.words import DOUBTFUL, KIND_WORDS, STATUS_WORDS

_NOWHERE: Mapping[str, str] = {}
# What a mistake in a template raises, beside Jinja's own errors.
_FAULTS = (ArithmeticError, AttributeError, LookupError, TypeError, ValueError)


_TITLES = ("question", "title", "term", "expansion", "definition")


def _other_language(content: Content, id_: str) -> str:
    """Return the tag of the language of a question, if it is not that of the page."""
    tag = content.text_language(id_)
    return "" if tag == content.language.tag else tag


def _lang(content: Content, id_: str) -> str:
    """Return the attribute for texts of a question that are in another language than the page."""
    tag = _other_language(content, id_)
    return f' lang="{tag}"' if tag else ""


class Templates:
    """The templates of one site. Source lists and footers are rendered once for all role pages."""

    def __init__(self, content: Content) -> None:
        self._content = content
        self._links = content.hub.link_by_id
        self._questions = {question.id: question for question in content.questions}
        self._role_pages = {role.id: f"{role.id}/" for role in content.hub.roles}
        own = content.settings.own_overrides
        has_own = own is not None and any((*own.glob("*.html"), *own.glob("*.j2")))
        self._faults = _FAULTS if has_own else ()  # in our own templates they are our own
        self._environment = self._made_environment()
        # All are read now: pages are made later, when one of them may have become another.
        for name in (*self._environment.list_templates(["j2"]), FRAME, NOT_FOUND):
            self._template(name)
        keep_compiled(content.language)
        self._macros: Any = self._template("macros.html.j2").module
        self._sources = cache(self._sources_html)
        self._feet = cache(self._foot_html)

    def filled(
        self, page: Page, *, own: Mapping[str, str] = _NOWHERE, terms: Iterable[str] = (),
        **shown: Any,
    ) -> Page:  # fmt: skip
        """Return a page with the content that the template of its kind makes.

        `own` says where the page's role reads its questions, as paths from the site's root. `terms`
        are the ids of the terms marked in its texts, and `shown` the variables of the template.
        """
        addresses, address = self._content.addresses, page.address
        shown |= {
            "address": address,
            "own": own,
            "href": addresses.href(address, own),
            "to": partial(addresses.to, address),
            "relative": partial(addresses.relative, address),
            "on_servers": partial(addresses.on_servers, address),
        }
        html = self._rendered(f"{page.kind}.html.j2", shown) + self._tips(terms)
        switch = page.switch or self._role_pages
        return replace(page, html=html, switch=switch, folder=self._content.settings.folder)

    def framed(self, frame: Frame) -> str:
        """Return a whole page: its content, and the frame around it. Raises SiteError."""
        return self._rendered(frame.template, {"frame": frame})

    def _rendered(self, name: str, shown: Mapping[str, Any]) -> str:
        template = self._template(name)
        try:
            return template.render(shown)
        except (TemplateError, *self._faults) as error:
            raise SiteError(
                say("malen %(name)s kan ikke brukes: %(error)s", name=name, error=error)
            ) from error

    def _template(self, name: str) -> Template:
        try:
            return self._environment.get_template(name)
        except TemplateSyntaxError as error:
            message = say(
                "malen %(name)s, linje %(lineno)s, kan ikke leses: %(message)s",
                name=error.name,
                lineno=error.lineno,
                message=error.message,
            )
            raise SiteError(message) from error
        except (TemplateError, UnicodeError, OSError) as error:
            raise SiteError(
                say("malen %(name)s kan ikke leses: %(error)s", name=name, error=error)
            ) from error

    def _made_environment(self) -> Environment:
        content = self._content
        environment = environment_of(content.language, override_folders(content.settings))
        joints = Joints(tuple(_words_of(content.hub)), content.language.tag)
        environment.filters["jointed"] = joints.html
        environment.globals |= {
            "hub": content.hub,
            "questions": content.questions,
            "offline": content.settings.offline,
            "settings": content.settings,
            "feedback": self._feedback,
            "publisher": content.settings.published_by,
            "views": content.views,
            "dead": content.texts.targets.dead,
            "archived": archived,
            "is_web": is_web,
            "lost": content.texts.targets.lost.strip(),
            "kind_words": KIND_WORDS,
            "status_words": STATUS_WORDS,
            "doubtful": DOUBTFUL,
            "question_titles": {id_: item.question for id_, item in self._questions.items()},
            "section_address": self._section_address,
            "suggestion_address": self._suggestion_address,
            "answer_html": lambda text, href: content.texts.answer(text).html(href),
            "other_language": partial(_other_language, content),
            "lang": partial(_lang, content),
            "is_behind": content.is_behind,
            "original_language": content.settings.edition_of,
            "note_html": lambda text, href: content.texts.answer(text).inline_html(href),
            "sources_html": self._sources_on,
            "topic_place": content.topic_place,
            "link_place": content.link_place,
            "place_for": lambda role, id_: content.places(role)[id_],
            "topic_handout": partial(topic_handout_of, content),
            "question_handout": partial(handout_of, content),
            "foot_html": lambda question, title: self._feet(question.id, title),
        }
        return environment

    def _tips(self, terms: Iterable[str]) -> str:
        """Return the explanations of the terms marked on a page; a script shows them."""
        used = set(terms)
        if not used:
            return ""
        language = self._content.language
        tips = "".join(
            f'<span role="tooltip" id="term_{term.id}">{term_explanation(term, language)}</span>'
            for term in self._content.hub.terms
            if term.id in used
        )
        original = self._content.settings.edition_of
        lang = f' lang="{original}"' if original else ""
        return f'<div class="tips"{lang} hidden>{tips}</div>'

    def _named_in_notes(self, question: Question) -> frozenset[str]:
        """Return the ids of the questions that the notes of a question's links refer to."""
        notes = (self._links[id_].note for id_ in question.links)
        return frozenset(
            found.target for note in notes if note for found in references(note)
            if found.scheme == "question"
        )  # fmt: skip

    def _sources_on(
        self, question: Question, address: str, own: Mapping[str, str], texts: Iterable[str]
    ) -> str:
        """Return the sources of a question for the page at `address`, without those in `texts`.

        They are the same on all pages of a folder's depth, unless a note leads to one of `own`.
        """
        told = self._told((*texts, question.uncertain.what if question.uncertain else ""))
        left = tuple(id_ for id_ in question.links if not self._is_told(self._links[id_], told))
        cites = tuple(x for x in question.cites if self._section_address(x) not in told)
        named = [(id_, own[id_]) for id_ in self._named_in_notes(question) if id_ in own]
        where = address if named else root_from(address)
        return self._sources(left, cites, where, tuple(sorted(named)))

    def _told(self, texts: Iterable[str]) -> frozenset[str]:
        """Return where the references of some texts lead: addresses, and the ids of lost links."""
        resolve = self._content.texts.targets.resolve
        found = [x for text in texts for x in references(text)]
        return frozenset(resolve(x.written).address or x.target for x in found)

    @staticmethod
    def _is_told(link: Link, told: frozenset[str]) -> bool:
        """Whether a text has all that readers need of a link; of a lost one, that is its note."""
        return link.url in told if link.url else link.id in told and not link.note

    def _sources_html(
        self,
        links: tuple[str, ...],
        cites: tuple[Citation, ...],
        address: str,
        named: tuple[tuple[str, str], ...],
    ) -> str:
        href = self._content.addresses.href(address, dict(named))
        items = [self._links[id_] for id_ in links]
        return str(self._macros.sources(items, cites, self._links, href))

    def _foot_html(self, id_: str, title: str) -> str:
        question = self._questions[id_]
        review = self._macros.review(question, on_its_own=False)
        return f"{review} {self._macros.suggest(question, title)}".strip()

    def _section_address(self, citation: Citation) -> str | None:
        law = self._links[citation.law]
        address: str | None = law.url
        if citation.section:
            return law_section_address(self._content.hub, law, citation.section) or address
        return address

    def _feedback(self, question: Question, title: str, roles: Iterable[Role]) -> Feedback | None:
        names = self._content.language.enumerated(lower_first(role.name) for role in roles)
        return feedback(self._content.settings, question, title, names)

    def _suggestion_address(self, question: Question) -> str | None:
        path = f"content/questions/{question.id}.yaml"
        return suggestion_address(self._content.settings, path, question.question)


def _words_of(hub: Hub) -> Iterator[str]:
    """Yield the texts whose words are the parts that compounds in titles are made of."""
    for *_, text in markdown_texts(hub):
        yield text
    for titled in (*hub.questions, *hub.links, *hub.topics, *hub.terms):
        yield from (text for text in (getattr(titled, x, "") for x in _TITLES) if text)
