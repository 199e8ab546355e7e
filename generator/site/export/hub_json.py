"""Hub -> `data/hub.json` and its JSON Schema.

In: the content of a site. Out: two texts, both made from the models below, so that the file and its
schema cannot differ. The models are format 1: fields may be added, but removing one or changing its
meaning requires a new format number.
"""

import json
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Annotated, Any, Literal

from pydantic import Field
from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue
from pydantic_core.core_schema import DictSchema

from generator.hub.field_types import MAX_ID, Model
from generator.hub.forms import Form
from generator.hub.guides import Guide
from generator.hub.links import Link, LinkKind, UrlStatus
from generator.hub.model import Role
from generator.hub.plans import Plan
from generator.hub.questions import Question
from generator.language import LANGUAGES
from generator.site.content import Content
from generator.site.settings import Settings
from generator.site.text.targets import Href, Place

ADDRESS = "data/hub.json"
_NO_QUESTIONS = '\n "questions": []'
_ID = "[a-z0-9]+(?:-[a-z0-9]+)*"
Id = Annotated[str, Field(pattern=f"^{_ID}$", max_length=MAX_ID)]
Address = Annotated[str, Field(pattern=f"^(?:{_ID}/)+$")]


class SiteData(Model):
    """The site that the file belongs to."""

    name: str = Field(description="The site's name.")
    url: str | None = Field(
        description="Absolute address of the site's root, ending in a slash; null if the site "
        "was built without one. Every other address of the site in this file is relative to it."
    )
    language: str = Field(
        pattern=f"^(?:{'|'.join(LANGUAGES)})$",
        description="BCP 47 tag of the language of all texts.",
    )


class RoleData(Model):
    """An audience."""

    id: Id = Field(description="The role's id.")
    name: str = Field(description="The name that readers see.")
    description: str = Field(
        description="One sentence that tells readers whether the role is theirs; may be empty."
    )
    group: Id | None = Field(
        description="Roles with the same group belong together; null for a role without a group."
    )
    url: Address = Field(
        description="The role's page. Each question has its id as its anchor there: at its answer, "
        "or, on a page with very many questions, at a link to its answer."
    )


class TopicData(Model):
    """A heading for questions and links."""

    id: Id = Field(description="The topic's id.")
    title: str = Field(description="The heading that readers see.")


class CiteData(Model):
    """A law, or one section of it."""

    law: Id = Field(description="Id of the law among the links.")
    section: str | None = Field(
        description="Number of the section, without a section sign; null means the whole law."
    )


class AnswerData(Model):
    """A question and its answer as one role reads them."""

    question: str = Field(description="The wording of the question that the role reads.")
    markdown: str = Field(description="The answer as Markdown.")
    html: str = Field(
        description="The answer as HTML: paragraphs, lists, tables, headings from `h4`, emphasis, "
        "code and links. A link whose address is lost is a `span` of the class `missing`."
    )


class QuestionData(Model):
    """A published question."""

    id: Id = Field(description="The question's id, which stays when the wording changes.")
    question: str = Field(description="The wording that most roles read.")
    topic: Id | None = Field(description="Id of the topic that lists the question.")
    roles: tuple[Id, ...] = Field(description="Ids of the roles that the question is for.")
    url: Address = Field(description="The question's own page.")
    reviewed: date | None = Field(
        description="The day a professional last confirmed the answer; null if none has."
    )
    review_by: date | None = Field(
        description="The day by which the answer should be reviewed again; null if none is set."
    )
    terms: tuple[str, ...] = Field(description="Other words that people search for.")
    aliases: tuple[Id, ...] = Field(
        description="Earlier ids; their addresses redirect to the question."
    )
    links: tuple[Id, ...] = Field(description="Ids of the links that are shown under the answer.")
    cites: tuple[CiteData, ...] = Field(description="The laws that the answer is based on.")
    answers: dict[Id, AnswerData] = Field(
        description="Id of a role -> the answer for it: one for every id in `roles`, and no other."
    )


class LinkData(Model):
    """An address outside the site."""

    id: Id = Field(description="The link's id.")
    title: str = Field(description="The title that readers see.")
    url: str | None = Field(description="Absolute address; null where it is lost.")
    url_status: UrlStatus = Field(
        description="Where the address comes from; never whether it answers today."
    )
    publisher: str = Field(description="Who publishes the linked page.")
    kind: LinkKind = Field(description="What the link points to.")
    language: str = Field(description="BCP 47 tag of the linked page.")
    topic: Id = Field(description="Id of the topic that lists the link.")
    topic_for: dict[Id, Id] = Field(
        description="Id of a role -> id of the topic that lists the link for that role, "
        "where it differs from `topic`."
    )
    roles: tuple[Id, ...] = Field(
        description="Ids of the roles whose page of links lists it; empty for a link that only "
        "answers use."
    )


class ToolData(Model):
    """A plan, a guide or a form."""

    kind: Literal["plan", "guide", "form"] = Field(description="What it is.")
    id: Id = Field(description="Its id, unique among those of its kind.")
    title: str = Field(description="The title that readers see.")
    roles: tuple[Id, ...] = Field(description="Ids of the roles that it is for.")
    url: Address = Field(description="Its page.")


class HubData(Model):
    """A whole hub in its editors' order: audiences, questions with their answers, and links."""

    format: Literal[1] = Field(
        description="Number of this format. It changes when a field is removed or changes meaning, "
        "not when one is added, so ignore fields that you don't know."
    )
    schema_address: Literal["hub.schema.json"] = Field(
        serialization_alias="$schema", description="Address of the schema, relative to this file."
    )
    site: SiteData = Field(description="The site that the file belongs to.")
    roles: tuple[RoleData, ...] = Field(description="The audiences.")
    topics: tuple[TopicData, ...] = Field(description="The headings for questions and links.")
    questions: tuple[QuestionData, ...] = Field(description="The published questions, by topic.")
    links: tuple[LinkData, ...] = Field(description="The addresses outside the site.")
    tools: tuple[ToolData, ...] = Field(description="The published plans, guides and forms.")


class _Schema(GenerateJsonSchema):
    """Makes a schema as strict as the models, without titles that only repeat names."""

    def field_title_should_be_set(self, schema: Any) -> bool:  # noqa: ARG002 - pydantic's signature
        """Leave out the titles of fields: each would repeat the field's name."""
        return False

    def dict_schema(self, schema: DictSchema) -> JsonSchemaValue:
        """Forbid keys that are not ids; pydantic only describes the values of those that are."""
        return {**super().dict_schema(schema), "additionalProperties": False}


def hub_schema(settings: Settings) -> str:
    """Return the schema of the file as JSON Schema 2020-12."""
    made = HubData.model_json_schema(mode="serialization", schema_generator=_Schema)
    parts = made.pop("$defs")
    identity = {"$id": f"{settings.site_url}data/hub.schema.json"} if settings.site_url else {}
    schema = {
        "$schema": GenerateJsonSchema.schema_dialect,
        **identity,
        **made,
        "title": "hub.json, format 1",
        "$defs": parts,
    }
    return json.dumps(schema, ensure_ascii=False, indent=1) + "\n"


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
    )
    before, empty, after = data.model_dump_json(indent=1, by_alias=True).partition(_NO_QUESTIONS)
    yield f"{before}{empty[:-1]}".encode()
    for number, question in enumerate(content.questions):
        text = _question(content, question).model_dump_json(indent=1).replace("\n", "\n  ")
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


def _link(content: Content, link: Link) -> LinkData:
    fields = link.model_dump(include=set(LinkData.model_fields))
    return LinkData.model_validate({**fields, "language": link.language or content.language.tag})


def _question(content: Content, question: Question) -> QuestionData:
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
        answers=dict(_answers(content, question)),
    )


def _answers(content: Content, question: Question) -> Iterator[tuple[str, AnswerData]]:
    for role in content.hub.roles:
        if role.id not in question.roles:
            continue
        answer = content.texts.answer(question.answer_for(role.id))
        href = _href(content.places(role.id))
        yield (
            role.id,
            AnswerData(
                question=question.title_for(role.id),
                markdown=answer.markdown(href),
                html=answer.html(href, on_site=False),
            ),
        )


def _href(own: Mapping[str, str]) -> Href:
    """Return how an answer for a role links to a place, from the site's root.

    `own` says where the role reads its questions.
    """

    def href(place: Place) -> str:
        return own.get(place.question or "", place.path)

    return href
