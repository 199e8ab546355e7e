"""The models of `data/hub.json`, and its JSON Schema.

In: the settings of a site. Out: a schema, made from the models that write the file, so that the two
cannot differ. The models are format 1: fields may be added, but removing one or changing its
meaning requires a new format number.
"""

import json
from datetime import date
from typing import Annotated, Any, Literal

from pydantic import Field
from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue
from pydantic_core.core_schema import DictSchema

from generator.hub.field_types import MAX_ID, Model
from generator.hub.links import LinkKind, UrlStatus
from generator.language import LANGUAGES
from generator.site.settings import Settings

_ID = "[a-z0-9]+(?:-[a-z0-9]+)*"
Id = Annotated[str, Field(pattern=f"^{_ID}$", max_length=MAX_ID)]
Tag = Annotated[str, Field(pattern=f"^(?:{'|'.join(LANGUAGES)})$")]
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


class UncertainData(Model):
    """What is not certain about an answer."""

    markdown: str = Field(description="What is uncertain, and why: one paragraph.")
    html: str = Field(description="The same as HTML.")
    ask: str = Field(description="Who can settle it.")
    since: date = Field(description="The day on which the doubt was noted.")


class SourceData(Model):
    """A document that an answer is based on."""

    document: str = Field(description="The document's name.")
    year: int | None = Field(
        description="The year the document is dated; null if it has no date or nobody noted it."
    )


class TranslationData(Model):
    """A question and its answers in another language."""

    question: str = Field(description="The wording that most roles read.")
    url: Address = Field(description="The question's page in the language.")
    is_behind: bool = Field(
        description="Whether the original is known to have changed since it was translated."
    )
    uncertain: UncertainData | None = Field(
        description="What is not certain about the answer; null if nothing is known to be."
    )
    answers: dict[Id, AnswerData] = Field(
        description="Id of a role -> the answer for it, for the same roles as in the original."
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
    sources: tuple[SourceData, ...] = Field(
        description="The documents that the answer is based on."
    )
    uncertain: UncertainData | None = Field(
        description="What is not certain about the answer; null if nothing is known to be."
    )
    see_instead: dict[Id, Id] = Field(
        description="Id of a role without the question -> id of the question that answers it."
    )
    answers: dict[Id, AnswerData] = Field(
        description="Id of a role -> the answer for it: one for every id in `roles`, and no other."
    )
    translations: dict[Tag, TranslationData] = Field(
        description="BCP 47 tag of another language -> the question in it; empty if there is none."
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


class TaskStepData(Model):
    """One step of a task."""

    title: str = Field(description="What to do, in a few words.")
    markdown: str = Field(description="What the step is about, as Markdown.")
    html: str = Field(description="The same as HTML, as in answers.")
    kind: Literal["question", "link", "plan", "form", "guide"] | None = Field(
        description="What the step points at; null if at nothing."
    )
    id: Id | None = Field(description="The id of what the step points at; null if at nothing.")


class TaskData(Model):
    """What to do in which order."""

    id: Id = Field(description="The task's id.")
    title: str = Field(description="The title that readers see.")
    roles: tuple[Id, ...] = Field(description="Ids of the roles that it is for.")
    url: Address = Field(description="Its page.")
    reviewed: date | None = Field(
        description="The day a professional last confirmed the task; null if none has."
    )
    markdown: str = Field(description="What the task leads to, as Markdown.")
    html: str = Field(description="The same as HTML, as in answers.")
    steps: tuple[TaskStepData, ...] = Field(description="The steps, in their order.")


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
    tasks: tuple[TaskData, ...] = Field(description="The published tasks.")


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
