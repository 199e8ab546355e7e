"""What every page, file and PDF of a site is made from.

In: a hub without errors, the settings of the site and the newest link check. Out: the parts of the
hub that readers see, resolved for each role, and their texts, which are parsed once.
"""

from dataclasses import replace

from generator.hub.audience import RoleView, resolve
from generator.hub.model import Hub, Topic
from generator.hub.questions import Question
from generator.hub.references import published
from generator.language import SOURCE, language_of
from generator.linkcheck.results import Run, clean
from generator.site.settings import Settings
from generator.site.text.answer import Texts


class Content:
    """The published part of one hub; `run` is the newest link check, None if there is none.

    Raises `UnknownLanguageError` if the settings name a language that has no catalogue.
    """

    def __init__(self, hub: Hub, settings: Settings, run: Run | None = None) -> None:
        hub = _with_languages(hub, settings)
        self.hub = hub
        self.settings = settings
        self.language = language_of(settings.language)
        self.run = _printable(run) if run else None
        dead = (result.url for result in run.results if result.confirmed) if run else ()
        self.texts = Texts(hub, self.language, frozenset(dead))
        self.questions = published(hub)
        self.views: tuple[RoleView, ...] = tuple(resolve(hub, role) for role in hub.roles)
        self._own = {
            view.role.id: frozenset(entry.question.id for entry in view.entries)
            for view in self.views
        }
        self._by_id = {question.id: question for question in self.questions}
        self._topics = {id_: topic for topic in hub.topics for id_ in topic.questions}

    def question(self, id_: str) -> Question:
        """Return a published question. Raises KeyError for an unknown id."""
        return self._by_id[id_]

    def own_questions(self, role: str) -> frozenset[str]:
        """Return the ids of the questions on a role's page."""
        return self._own[role]

    def topic_of(self, question: Question) -> Topic | None:
        """Return the topic that lists a question."""
        return self._topics.get(question.id)

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
                url=clean(result.url),
                reason=clean(result.reason),
                target=clean(result.target) if result.target else None,
            )
            for result in run.results
        ),
    )


def _with_languages(hub: Hub, settings: Settings) -> Hub:
    """Return the hub with the language of each link as its format means it.

    A link without one is in the language of the hub; in format 1, it is in bokmål.
    """
    if settings.format > 1 or settings.language == SOURCE:
        return hub
    links = tuple(
        link if link.language else link.model_copy(update={"language": SOURCE})
        for link in hub.links
    )
    return hub.model_copy(update={"links": links})
