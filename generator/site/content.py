"""What every page, file and PDF of a site is made from.

In: a hub without errors, the settings of the site and the newest link check. Out: the parts of the
hub that readers see, resolved for each role, and their texts, which are parsed once.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import cached_property
from hashlib import sha256

from generator.hub.audience import RoleView, resolve
from generator.hub.forms import Form
from generator.hub.guides import Guide
from generator.hub.homographs import with_plain_hosts
from generator.hub.kinds import FORMS, GOAL_SETS, GUIDES, PLANS, REQUIREMENTS, TASKS
from generator.hub.links import Link
from generator.hub.model import Hub, Role, Topic
from generator.hub.questions import Question
from generator.hub.references import cited_sections, published
from generator.hub.tasks import Task
from generator.hub.translations import State
from generator.language import SOURCE, language_of
from generator.linkcheck.results import Run, clean
from generator.memory import program
from generator.plans.outline import Outline, outline
from generator.site.addresses import Addresses
from generator.site.role_parts import Part, parts_of, places_of
from generator.site.settings import Settings
from generator.site.text.answer import Texts
from generator.site.text.kept import KeptForms

_KEPT = ".rollehub"
_ANSWERS = "answers.sqlite"
_OF_EDITIONS = ("emner", "search", "sporsmal")
"""The first folders of what an edition in another language has itself, beside those of roles."""
NO_STATES: Mapping[str, State] = {}
MOST_LISTED = 400
"""The most questions, links or citations on one page of a list; longer lists are split."""


class Content:
    """The published part of one hub; `run` is the newest link check, None if there is none.

    In an edition in another language, `states` are those of the translations, by the id of the
    question; the hub is the translated one.

    Raises `UnknownLanguageError` if the settings name a language that has no catalogue.
    """

    def __init__(
        self,
        hub: Hub,
        settings: Settings,
        run: Run | None = None,
        states: Mapping[str, State] = NO_STATES,
    ) -> None:
        hub = _with_languages(hub, settings)
        self.hub = hub
        self.settings = settings
        self.language = language_of(settings.language)
        self._states = states
        self._is_ready = False
        self.addresses = Addresses(
            as_files=settings.offline is not None,
            site_url=settings.site_url,
            only={*_OF_EDITIONS, *(role.id for role in hub.roles)} if settings.edition_of else None,
        )
        self.run = _printable(run) if run else None
        dead = (result.url for result in run.results if result.confirmed) if run else ()
        self.texts = Texts(hub, self.language, frozenset(dead))
        self.questions = published(hub)
        self.views: tuple[RoleView, ...] = tuple(resolve(hub, role) for role in hub.roles)
        self.parts: Mapping[str, tuple[Part, ...]] = {
            view.role.id: parts_of(view, settings.most_answers) for view in self.views
        }
        """Role id -> the pages with its answers."""
        self.plans: tuple[Outline, ...] = tuple(
            outline(plan, GOAL_SETS.of(hub), REQUIREMENTS.of(hub))
            for plan in PLANS.of(hub)
            if plan.is_published
        )
        self.guides: tuple[Guide, ...] = tuple(x for x in GUIDES.of(hub) if x.is_published)
        self.forms: tuple[Form, ...] = tuple(x for x in FORMS.of(hub) if x.is_published)
        self.tasks: tuple[Task, ...] = tuple(x for x in TASKS.of(hub) if x.is_published)
        self._places = {role: places_of(parts) for role, parts in self.parts.items()}
        self._roles = {role.id: role for role in hub.roles}
        self._by_id = {question.id: question for question in self.questions}
        self._topics = {id_: topic for topic in hub.topics for id_ in topic.questions}

    @cached_property
    def has_laws(self) -> bool:
        """Whether an answer cites a law."""
        return any(next(cited_sections(x), None) for x in self.questions)

    def prepare(self, jobs: int) -> None:
        """Make the texts of all answers ahead, in up to `jobs` processes, unless they are ready.

        `keep` keeps them in the hub's folder for the next build.
        """
        if self._is_ready:
            return
        self._is_ready = True
        answers = (text for question in self.questions for text in _texts_of(question))
        root = self.settings.root
        folder = root and root / _KEPT / self.settings.folder
        kept = KeptForms(folder / _ANSWERS, self._fingerprint()) if folder else None
        self.texts.prepare(answers, jobs, kept)

    def keep(self) -> None:
        """Keep the texts that were made ahead."""
        self.texts.keep()

    def _fingerprint(self) -> str:
        """Return a hash of all that decides the form of a text, beside the text itself."""
        hub, targets = self.hub, self.texts.targets
        decides = (
            program(), self.language.tag, hub.law_section_url, sorted(targets.dead), hub.links,
            hub.terms, self.settings.offline is None,
        )  # fmt: skip
        return sha256(repr(decides).encode("utf-8", "surrogatepass")).hexdigest()

    def text_language(self, id_: str) -> str:
        """Return the tag of the language in which a question and its answer are."""
        is_original = self._states.get(id_) in (State.MISSING, State.INCOMPLETE)
        return self.settings.edition_of if is_original else self.language.tag

    def is_behind(self, id_: str) -> bool:
        """Whether the original of a translated answer has changed since it was translated."""
        return self._states.get(id_) is State.BEHIND

    def question(self, id_: str) -> Question:
        """Return a published question. Raises KeyError for an unknown id."""
        return self._by_id[id_]

    def has_question(self, id_: str) -> bool:
        """Whether a question is published."""
        return id_ in self._by_id

    def places(self, role: str) -> Mapping[str, str]:
        """Return question id -> where a role reads it, from the site's root, for all its questions.

        Raises KeyError for an unknown role.
        """
        return self._places[role]

    def role(self, id_: str) -> Role:
        """Return a role. Raises KeyError for an unknown id."""
        return self._roles[id_]

    def topic_page(self, role: str, topic: str) -> str:
        """Return the address of a role's answers in a topic; that of the role if it has none."""
        found = (x.address for x in self.parts[role] if x.topic and x.topic.id == topic)
        return next(found, f"{role}/")

    def is_split(self, role: str) -> bool:
        """Whether the role's own page has its contents only."""
        return self.parts[role][0].topic is not None

    def topic_of(self, question: Question) -> Topic | None:
        """Return the topic that lists a question."""
        return self._topics.get(question.id)

    @property
    def has_topic_lists(self) -> bool:
        """Whether each topic has its own list of questions, as the one of all would be long."""
        return len(self.questions) > MOST_LISTED

    @property
    def has_link_lists(self) -> bool:
        """Whether each topic has its own list of links, as the one of all would be long."""
        return len(self.hub.links) > MOST_LISTED

    def topic_place(self, topic: Topic) -> str:
        """Return where the questions of a topic are listed for all roles, from the site's root."""
        return f"emner/{topic.id}/" if self.has_topic_lists else f"sporsmal/#emne_{topic.id}"

    def link_place(self, link: Link) -> str:
        """Return where a link is listed for all roles, from the site's root."""
        return f"lenker/{link.topic}/#{link.id}" if self.has_link_lists else f"lenker/#{link.id}"

    def listed(self, topic: Topic) -> list[Question]:
        """Return the published questions of a topic, in its order."""
        return [self._by_id[id_] for id_ in topic.questions if id_ in self._by_id]


def _printable(run: Run) -> Run:
    """Return the run with what strangers' servers sent in one line of printable characters."""
    return Run(
        run.finished,
        tuple(
            replace(
                result,
                url=_shown(result.url),
                reason=_shown(result.reason),
                target=_shown(result.target) if result.target else None,
            )
            for result in run.results
        ),
    )


def _shown(text: str) -> str:
    return with_plain_hosts(clean(text))


def _with_languages(hub: Hub, settings: Settings) -> Hub:
    """Return the hub with the language of each link as its format means it.

    A link without one is in the language of the hub; in format 1, it is in bokmål.
    """
    if settings.format > 1 or SOURCE in (settings.language, settings.edition_of):
        return hub
    links = tuple(
        link if link.language else link.model_copy(update={"language": SOURCE})
        for link in hub.links
    )
    return hub.model_copy(update={"links": links})


def _texts_of(question: Question) -> Iterator[str]:
    """Yield every text of a question: what its page shows, and what each role reads."""
    yield question.answer
    for role, variant in question.variants.items():
        yield from (text for text in (variant.append, variant.replace) if text)
        yield question.answer_for(role)
