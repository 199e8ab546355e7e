"""Content -> `data/hub.json`, as the models of `hub_schema` say.

In: the content of a site. Out: the whole hub as JSON in UTF-8.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Literal

from generator.hub.forms import Form
from generator.hub.guides import Guide
from generator.hub.links import Link
from generator.hub.model import Role
from generator.hub.plans import Plan
from generator.hub.questions import Question
from generator.hub.tasks import Task, TaskStep
from generator.site.content import Content
from generator.site.editions import editions_of
from generator.site.export.hub_schema import (
    AnswerData,
    CiteData,
    HubData,
    LinkData,
    QuestionData,
    RoleData,
    SiteData,
    SourceData,
    TaskData,
    TaskStepData,
    ToolData,
    TopicData,
    TranslationData,
    UncertainData,
)
from generator.site.text.targets import Href, Place

ADDRESS = "data/hub.json"
_NO_QUESTIONS = '\n "questions": []'


def hub_json(content: Content) -> Iterator[bytes]:
    """Yield the whole hub as JSON in UTF-8, format 1, in pieces.

    The questions are made one by one: a large hub does not fit in memory as models.
    """
    hub, settings = content.hub, content.settings
    data = HubData(
        format=1,
        schema_address="hub.schema.json",
        site=SiteData(
            name=settings.site_name,
            url=settings.site_url or None,
            language=settings.language,
        ),
        roles=tuple(map(_role, hub.roles)),
        topics=tuple(TopicData(id=topic.id, title=topic.title) for topic in hub.topics),
        questions=(),
        links=tuple(_link(content, link) for link in hub.links),
        tools=tuple(_tools(content)),
        tasks=tuple(_task(content, task) for task in content.tasks),
    )
    before, empty, after = data.model_dump_json(indent=1, by_alias=True).partition(_NO_QUESTIONS)
    yield f"{before}{empty[:-1]}".encode()
    editions = list(editions_of(content))
    for number, question in enumerate(content.questions):
        one = _question(content, question, editions)
        text = one.model_dump_json(indent=1).replace("\n", "\n  ")
        yield f"{',' if number else ''}\n  {text}".encode()
    end = "\n ]" if content.questions else "]"
    yield f"{end}{after}\n".encode()


def _role(role: Role) -> RoleData:
    return RoleData(
        id=role.id,
        name=role.name,
        description=role.description,
        group=role.group,
        url=f"{role.id}/",
    )


def _tools(content: Content) -> Iterator[ToolData]:
    for outline in content.plans:
        plan = outline.plan
        yield _tool("plan", plan, f"planer/{plan.id}/")
    for guide in content.guides:
        yield _tool("guide", guide, guide.path)
    for form in content.forms:
        yield _tool("form", form, form.path)


def _tool(kind: Literal["plan", "guide", "form"], item: Plan | Guide | Form, url: str) -> ToolData:
    return ToolData(kind=kind, id=item.id, title=item.title, roles=item.roles, url=url)


def _task(content: Content, task: Task) -> TaskData:
    intro, href = content.texts.answer(task.intro), _href(content, {})
    return TaskData(
        id=task.id,
        title=task.title,
        roles=task.roles,
        url=task.path,
        reviewed=task.reviewed,
        markdown=intro.markdown(href),
        html=intro.html(href, on_site=False),
        steps=tuple(_step(content, step) for step in task.steps),
    )


def _step(content: Content, step: TaskStep) -> TaskStepData:
    text, href = content.texts.answer(step.text), _href(content, {})
    kind, id_ = next(iter(step.targets), (None, None))
    return TaskStepData(
        title=step.title,
        markdown=text.markdown(href),
        html=text.html(href, on_site=False),
        kind=kind,
        id=id_,
    )


def _link(content: Content, link: Link) -> LinkData:
    fields = link.model_dump(include=set(LinkData.model_fields))
    return LinkData.model_validate({**fields, "language": link.language or content.language.tag})


def _question(content: Content, question: Question, editions: Sequence[Content]) -> QuestionData:
    topic = content.topic_of(question)
    return QuestionData(
        id=question.id,
        question=question.question,
        topic=topic.id if topic else None,
        roles=question.roles,
        url=f"sporsmal/{question.id}/",
        reviewed=question.reviewed,
        review_by=question.review_by,
        terms=question.terms,
        aliases=question.aliases,
        links=question.links,
        cites=tuple(CiteData(law=cite.law, section=cite.section) for cite in question.cites),
        sources=tuple(SourceData(document=x.document, year=x.year) for x in question.source),
        uncertain=_uncertain(content, question),
        see_instead={
            role: id_ for role, id_ in question.see_instead.items() if content.has_question(id_)
        },
        answers=dict(_answers(content, question)),
        translations={
            edition.language.tag: _translation(edition, question.id)
            for edition in editions
            if edition.text_language(question.id) == edition.language.tag
        },
    )


def _translation(edition: Content, id_: str) -> TranslationData:
    question = edition.question(id_)
    return TranslationData(
        question=question.question,
        url=f"{edition.settings.folder}sporsmal/{id_}/",
        is_behind=edition.is_behind(id_),
        uncertain=_uncertain(edition, question),
        answers=dict(_answers(edition, question)),
    )


def _uncertain(content: Content, question: Question) -> UncertainData | None:
    doubt = question.uncertain
    if doubt is None:
        return None
    what, href = content.texts.answer(doubt.what), _href(content, {})
    return UncertainData(
        markdown=what.markdown(href), html=what.inline_html(href), ask=doubt.ask, since=doubt.since
    )


def _answers(content: Content, question: Question) -> Iterator[tuple[str, AnswerData]]:
    for role in content.hub.roles:
        if role.id not in question.roles:
            continue
        answer = content.texts.answer(question.answer_for(role.id))
        href = _href(content, content.places(role.id))
        yield (
            role.id,
            AnswerData(
                question=question.title_for(role.id),
                markdown=answer.markdown(href),
                html=answer.html(href, on_site=False),
            ),
        )


def _href(content: Content, own: Mapping[str, str]) -> Href:
    """Return how an answer for a role links to a place, from the site's root.

    `own` says where the role reads its questions.
    """

    def href(place: Place) -> str:
        return content.settings.folder + own.get(place.question or "", place.path)

    return href
