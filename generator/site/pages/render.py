"""Hub -> Pages: address, title and HTML of everything a reader opens.

In: a hub without errors, the few settings of the site. Out: pages, in a fixed order, equal for
equal input. The words that readers see stand in `templates/`. Knows nothing of MkDocs.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache, cached_property
from typing import Any
from urllib.parse import quote

from jinja2 import Environment, PackageLoader, StrictUndefined

from generator.hub.audience import RoleView, resolve
from generator.hub.changes import change_log
from generator.hub.links import Link
from generator.hub.model import Hub, Role, Topic, law_section_address
from generator.hub.questions import Citation, Question
from generator.hub.references import cited_sections, published, relations
from generator.linkcheck.results import Run
from generator.site.pages.schema_org import StructuredData
from generator.site.text import prose
from generator.site.text.prose import Prose, lead_questions
from generator.site.words import (
    KIND_WORDS,
    LANGUAGE_WORDS,
    STATUS_WORDS,
    VERDICT_WORDS,
    WELL,
    alphabetical_key,
    enumerated,
    lower_first,
    norwegian_date,
    norwegian_day,
    norwegian_size,
)


@dataclass(frozen=True, slots=True)
class Settings:
    """What the site's configuration says."""

    site_name: str = "Rollehub"
    about: str = ""
    """What the site is, in a sentence or two."""
    site_url: str = ""
    """Absolute address of the site, ending in a slash; empty where it is not known."""
    repo_url: str = ""
    edit_path: str = "edit/main/"
    """What stands between `repo_url` and a file's path where the file is edited."""
    contact: str = ""
    """The e-mail address that takes suggestions where there is no repository."""


@dataclass(frozen=True, slots=True)
class Page:
    """One page: `address` is relative to the site's root and ends in a slash (`""` is the root)."""

    address: str
    kind: str
    title: str
    description: str
    html: str
    role: str | None = None
    switch: Mapping[str, str] = field(default_factory=dict)
    """Role id -> where a reader of this page who chooses that role goes."""


@dataclass(frozen=True, slots=True)
class Offer:
    """A file for paper that a role's pages offer: its address from the site's root, its bytes."""

    title: str
    address: str
    size: int


@dataclass(frozen=True, slots=True)
class _Variant:
    role: Role
    html: str
    adds: bool


@dataclass(frozen=True, slots=True)
class _LawSection:
    number: str
    address: str | None
    questions: tuple[Question, ...]


@dataclass(frozen=True, slots=True)
class _Law:
    link: Link
    sections: tuple[_LawSection, ...]


def suggestion_address(settings: Settings, path: str, title: str) -> str | None:
    """Return where a reader proposes a change to a file: its editor, else a mail, else nothing."""
    if settings.repo_url:
        return f"{settings.repo_url.rstrip('/')}/{settings.edit_path}{path}"
    if settings.contact:
        subject = quote(f"Forslag til endring: {title}")
        body = quote(f"Forslaget gjelder «{title}» ({path}).\r\n\r\nSkriv forslaget her:\r\n")
        return f"mailto:{settings.contact}?subject={subject}&body={body}"
    return None


def new_question_address(settings: Settings) -> str | None:
    """Return where a reader who found no answer proposes a question: an issue, else a mail."""
    title = "Forslag til nytt spørsmål"
    if settings.repo_url:
        return f"{settings.repo_url.rstrip('/')}/issues/new?title={quote(title)}"
    if settings.contact:
        return f"mailto:{settings.contact}?subject={quote(title)}"
    return None


class Renderer:
    """Renders one hub. Makes each answer, source list and foot once, however many pages show it.

    `run` is the newest run of the link check, where there has been one.
    """

    def __init__(self, hub: Hub, settings: Settings, run: Run | None = None) -> None:
        self.hub = hub
        self.settings = settings
        self.run = run
        gone = (x.url for x in run.results if x.confirmed) if run else ()
        self.prose = Prose(hub, frozenset(gone))
        self.questions = published(hub)
        self.views: tuple[RoleView, ...] = tuple(resolve(hub, role) for role in hub.roles)
        self._links = hub.link_by_id
        self._own = {
            view.role.id: frozenset(entry.question.id for entry in view.entries)
            for view in self.views
        }
        self._role_pages = {role.id: f"{role.id}/" for role in hub.roles}
        self._topic = {id_: topic for topic in hub.topics for id_ in topic.questions}
        self._by_id = {item.id: item for item in self.questions}
        self._sources = cache(self._sources_html)
        self._feet = cache(self._foot_html)

    @cached_property
    def _environment(self) -> Environment:
        environment = Environment(
            loader=PackageLoader("generator.site"), autoescape=True, undefined=StrictUndefined
        )
        environment.filters |= {
            "norwegian_date": norwegian_date,
            "norwegian_day": norwegian_day,
            "norwegian_size": norwegian_size,
            "lower_first": lower_first,
            "enumerated": enumerated,
        }
        environment.globals |= {
            "hub": self.hub,
            "prose": self.prose,
            "questions": self.questions,
            "views": self.views,
            "dead": self.prose.dead,
            "archived": prose.archived,
            "kind_words": KIND_WORDS,
            "status_words": STATUS_WORDS,
            "language_words": LANGUAGE_WORDS,
            "question_titles": {item.id: item.question for item in self.questions},
            "section_address": self._section_address,
            "structured_data": StructuredData(self.hub, self.settings.site_url).script,
            "suggestion_address": self._suggestion_address,
            "answer_html": lambda entry: self.prose.convert(entry.markdown),
            "sources_html": lambda question: self._sources(question.id),
            "foot_html": lambda question, title: self._feet(question.id, title),
        }
        return environment

    @cached_property
    def _macros(self) -> Any:
        return self._environment.get_template("macros.html.j2").module

    def pages(self, offers: Mapping[str, Sequence[Offer]] | None = None) -> Iterator[Page]:
        """Yield every page of the site; `offers` are the files for paper, by role id."""
        offers = offers or {}
        yield self._page(
            "", "home", self.settings.site_name, "",
            about=self.settings.about, has_laws=bool(self._laws),
        )  # fmt: skip
        for view in self.views:
            name = lower_first(view.role.name)
            about = view.role.description or f"Spørsmål og svar for {name}."
            offered = offers.get(view.role.id, ())
            yield self._page(
                f"{view.role.id}/", "role", view.role.name, about, view.role.id,
                view=view, offers=offered,
            )  # fmt: skip
            page = self._page(
                f"{view.role.id}/lenker/", "role_links", f"Lenker for {name}",
                f"Lenker for {name}, etter emne.", view.role.id,
                view=view, offers=offered,
            )  # fmt: skip
            switch = {id_: f"{address}lenker/" for id_, address in self._role_pages.items()}
            yield replace(page, switch=switch)
        yield from self._question_pages()
        yield from self._index_pages()

    def own_questions(self, role: str) -> frozenset[str]:
        """Return the ids of the questions that stand on a role's page."""
        return self._own[role]

    def topic_of(self, question: Question) -> Topic | None:
        """Return the topic that lists a question."""
        return self._topic.get(question.id)

    def _page(
        self, address: str, kind: str, title: str, description: str,
        role: str | None = None, **context: Any,
    ) -> Page:  # fmt: skip
        html = self._environment.get_template(f"{kind}.html.j2").render(context)
        own = self.own_questions(role) if kind == "role" and role else frozenset()
        html = rooted(lead_questions(html, own) + self._tips(html), address)
        return Page(address, kind, title, description, html, role, self._role_pages)

    def _tips(self, html: str) -> str:
        """Return the explanations of the terms that a page marks, hidden until asked for."""
        used = prose.terms_used(html)
        if not used:
            return ""
        tips = "".join(
            f'<span role="tooltip" id="term_{term.id}">{prose.term_explanation(term)}</span>'
            for term in self.hub.terms
            if term.id in used
        )
        return f'<div class="tips" hidden>{tips}</div>'

    def _question_pages(self) -> Iterator[Page]:
        related = relations(self.hub)
        roles = self.hub.role_by_id
        neighbours = self._neighbours()
        for question in self.questions:
            variants = tuple(self._variants(question))
            varied = {x.role.id for x in variants if not x.adds}
            mine = tuple(role for role in self.hub.roles if role.id in question.roles)
            shared = tuple(role for role in mine if role.id not in varied)
            shared_html = self.prose.convert(question.answer) if shared else ""
            page = self._page(
                f"sporsmal/{question.id}/", "question", question.question,
                prose.as_text(shared_html or variants[0].html),
                question=question, topic=self._topic.get(question.id), roles=mine,
                others=tuple(role for role in self.hub.roles if role not in mine),
                neighbours=neighbours.get(question.id, (None, None)),
                shared_roles=shared, variants=variants, variants_only_add=not varied,
                shared_html=_headings_up(shared_html, 3 if variants else 2),
                other_titles=[
                    (roles[id_], variant.question)
                    for id_, variant in question.variants.items()
                    if variant.question and id_ in roles
                ],
                related=related[question.id],
            )  # fmt: skip
            has, lacks = f"/#{question.id}", f"sporsmal/{question.id}/#ikke_for_"
            switch = {
                role.id: f"{role.id}{has}" if role in mine else f"{lacks}{role.id}"
                for role in self.hub.roles
            }
            yield replace(page, switch=switch)

    def _neighbours(self) -> dict[str, tuple[Question | None, Question | None]]:
        """Return, for each question's id, those before and after it in its topic."""
        found: dict[str, tuple[Question | None, Question | None]] = {}
        for topic in self.hub.topics:
            listed = [self._by_id[id_] for id_ in topic.questions if id_ in self._by_id]
            for before, item, after in zip(
                [None, *listed], listed, [*listed[1:], None], strict=False
            ):
                found[item.id] = before, after
        return found

    def _variants(self, question: Question) -> Iterator[_Variant]:
        roles = self.hub.role_by_id
        for id_, variant in question.variants.items():
            text = variant.replace or variant.append
            if text and id_ in roles:
                html = _headings_up(self.prose.convert(text), 3)
                yield _Variant(roles[id_], html, adds=variant.replace is None)

    def _index_pages(self) -> Iterator[Page]:
        hub = self.hub
        by_topic = [
            (topic, [item for item in self.questions if self._topic.get(item.id) is topic])
            for topic in hub.topics
        ]
        titles = [(title, item) for item in self.questions for title in _titles(item)]
        yield self._page(
            "sporsmal/", "questions", "Alle spørsmål",
            "Alle spørsmålene på nettstedet, etter emne og fra A til Å.",
            by_topic=[(topic, items) for topic, items in by_topic if items],
            alphabetical=sorted(titles, key=lambda row: (alphabetical_key(row[0]), row[1].id)),
            role_names=self._role_names,
        )  # fmt: skip
        yield self._page(
            "lenker/", "links", "Alle lenker",
            "Alle lenkene på nettstedet, med utgiver og hvor adressen kommer fra.",
            by_topic=[
                (topic, items)
                for topic in hub.topics
                if (items := [link for link in hub.links if link.topic == topic.id])
            ],
        )  # fmt: skip
        yield self._page(
            "ordliste/", "glossary", "Ordliste", "Forkortelser og begreper, forklart kort.",
            terms=sorted(hub.terms, key=lambda term: alphabetical_key(term.term)),
        )  # fmt: skip
        yield self._page(
            "regelverk/", "laws", "Regelverk",
            "Paragrafene som svarene bygger på, og svarene som bygger på dem.",
            laws=self._laws,
        )  # fmt: skip
        yield self._link_status_page()
        yield self._page(
            "endringer/", "changes", "Endringer", "Hva som er nytt på nettstedet.",
            log=change_log(hub),
        )  # fmt: skip

    def _link_status_page(self) -> Page:
        results = self.run.results if self.run else ()
        return self._page(
            "lenkestatus/", "link_status", "Lenkestatus",
            "Hvilke adresser utenfor nettstedet som svarer, og når de sist ble sjekket.",
            run=self.run, links=self._links,
            well=sum(result.verdict in WELL for result in results),
            groups=[
                (*VERDICT_WORDS[verdict], found)
                for verdict in VERDICT_WORDS
                if (found := [result for result in results if result.verdict is verdict])
            ],
        )  # fmt: skip

    @cached_property
    def _laws(self) -> tuple[_Law, ...]:
        """Every cited section, by law and number, with the questions that cite it."""
        found: dict[str, dict[str, list[Question]]] = {}
        for question in self.questions:
            for law, section in dict.fromkeys(cited_sections(question)):
                found.setdefault(law, {}).setdefault(section, []).append(question)
        return tuple(
            _Law(
                link,
                tuple(
                    _LawSection(
                        number,
                        law_section_address(self.hub, link, number) if number else link.url,
                        tuple(questions),
                    )
                    for number, questions in sorted(found[link.id].items(), key=_section_key)
                ),
            )
            for link in self.hub.links
            if link.id in found
        )

    def _role_names(self, question: Question) -> list[str]:
        names = [role.name for role in self.hub.roles if role.id in question.roles]
        return ["Alle roller"] if 1 < len(names) == len(self.hub.roles) else names

    def _section_address(self, citation: Citation) -> str | None:
        law = self._links[citation.law]
        if citation.section:
            return law_section_address(self.hub, law, citation.section) or law.url
        return law.url

    def _suggestion_address(self, question: Question) -> str | None:
        path = f"content/questions/{question.id}.yaml"
        return suggestion_address(self.settings, path, question.question)

    def _sources_html(self, id_: str) -> str:
        return str(self._macros.sources(self._by_id[id_], self._links))

    def _foot_html(self, id_: str, title: str) -> str:
        question = self._by_id[id_]
        return f"{self._macros.review(question)} {self._macros.suggest(question, title)}"


def rooted(html: str, address: str) -> str:
    """Return HTML whose addresses from the site's root (`~/…`) are relative to a page's address."""
    base = "../" * address.count("/")
    html = html.replace('="~/"', f'="{base or "./"}"')
    return html.replace('="~/', f'="{base}')


def _headings_up(html: str, level: int) -> str:
    """Move an answer's headings to `level`, for pages on which the question is the main heading."""
    for written, wanted in ((4, level), (5, level + 1), (6, level + 2)):
        html = html.replace(f"<h{written}>", f"<h{wanted}>").replace(
            f"</h{written}>", f"</h{wanted}>"
        )
    return html


def _titles(question: Question) -> Iterator[str]:
    yield question.question
    for variant in question.variants.values():
        if variant.question:
            yield variant.question


def _section_key(item: tuple[str, Any]) -> tuple[tuple[int, str], ...]:
    """Sort «2» before «10» and «10» before «10-1»; the whole law first."""
    parts = item[0].split("-") if item[0] else []
    return tuple((int("".join(filter(str.isdigit, part)) or 0), part) for part in parts)
