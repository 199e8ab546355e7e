"""What editors write about an address outside the site."""

from enum import StrEnum

from pydantic import Field

from generator.hub.field_types import (
    Date,
    Id,
    Markdown,
    Model,
    Roles,
    SectionUrl,
    Text,
    Word,
)


class LinkKind(StrEnum):
    """What a reader meets behind a link."""

    PAGE = "page"
    PDF = "pdf"
    LAW = "law"
    VIDEO = "video"
    COURSE = "course"
    TOOL = "tool"


class UrlStatus(StrEnum):
    """Where an address comes from; never whether it answers today."""

    FROM_SOURCE = "from-source"
    RECOVERED = "recovered"
    DERIVED = "derived"
    MISSING = "missing"


class Link(Model):
    """An external address, written once."""

    id: Id
    title: Text
    url: str | None
    url_status: UrlStatus
    publisher: Text
    kind: LinkKind
    topic: str
    topic_for: dict[str, str] = Field(default_factory=dict)
    """Role id -> the topic under which that role sees the link, where it differs."""
    roles: Roles = ()
    """The roles whose link page lists it; empty for a link that only answers use."""
    language: Word = "nb"
    """BCP 47 tag of the page behind the link."""
    verified_until: Date = None
    """A human has seen that the page is well, and takes the link check's word for nothing else
    until this day."""
    known_blocked_until: Date = None
    """The site is known to turn the link check away; nobody is asked to look until this day."""
    law_reference: Word | None = None
    """What stands for `{reference}` in `law_section_url`; only for laws."""
    note: Markdown | None = None
    """What a reader should know, as inline Markdown."""


class LinksHead(Model):
    """What `links.yaml` has beside the list of links."""

    law_section_url: SectionUrl | None = None
    """Address of one section of a law, with `{reference}` and `{section}`."""
