"""The models of `links.yaml`: addresses outside the site."""

from enum import StrEnum

from pydantic import Field

from generator.hub.field_types import (
    Date,
    Id,
    ListHead,
    Markdown,
    Model,
    RoleId,
    Roles,
    SectionUrl,
    Text,
    TopicId,
    Word,
)


class LinkKind(StrEnum):
    """What a link points to."""

    PAGE = "page"
    PDF = "pdf"
    LAW = "law"
    VIDEO = "video"
    COURSE = "course"
    TOOL = "tool"


class UrlStatus(StrEnum):
    """Where an address comes from; says nothing about whether it works today."""

    CHECKED = "checked"
    FROM_SOURCE = "from-source"
    RECOVERED = "recovered"
    DERIVED = "derived"
    MISSING = "missing"


class Link(Model):
    """An external address, written once."""

    id: Id
    title: Text
    url: str | None = None
    url_status: UrlStatus = UrlStatus.CHECKED
    checked: Date = None
    """The day on which an editor opened the page and copied the address."""
    publisher: Text
    kind: LinkKind
    topic: TopicId
    topic_for: dict[RoleId, TopicId] = Field(default_factory=dict)
    """Role id -> the topic under which that role sees the link, where it differs."""
    roles: Roles = ()
    """The roles whose link page lists it; empty for a link that only answers use."""
    language: Word | None = None
    """BCP 47 tag of the linked page; None for the language of the site."""
    verified_until: Date = None
    """Someone has seen that the page works: until this day, the link check's result is ignored."""
    known_blocked_until: Date = None
    """The site is known to block the link check: until this day, nobody is asked to look."""
    law_reference: Word | None = None
    """The value of `{reference}` in `law_section_url`; only for laws."""
    note: Markdown | None = None
    """What readers should know, as inline Markdown."""
    comment: Text | None = None
    """For editors; never published."""


class LinksHead(ListHead):
    """The keys of `links.yaml` beside the list of links."""

    law_section_url: SectionUrl | None = None
    """Address of one section of a law, with `{reference}` and `{section}`."""
