"""Pages of a hub as trees, for the tests of this folder."""

from functools import cache

from generator.hub.model import Hub
from generator.hub.questions import Question
from generator.site.content import Content
from generator.site.pages.page import Page
from generator.site.pages.render import site_pages
from generator.site.pages.templates import Templates
from generator.site.settings import Settings
from tests.site_fixtures import Node, hub, parse


def pages_of(data: Hub, settings: Settings | None = None) -> dict[str, Page]:
    """Return the pages of a hub, by address."""
    content = Content(data, settings or Settings())
    return dict(site_pages(content, Templates(content), {}))


@cache
def pages_of_hub(name: str) -> dict[str, Page]:
    """Return the pages of one of the hubs that the tests run on, by address."""
    return pages_of(hub(name))


def page_of(data: Hub, address: str, settings: Settings | None = None) -> Node:
    """Return the tree of one page."""
    return parse(pages_of(data, settings)[address].html)


def published(data: Hub) -> list[Question]:
    """Return the published questions."""
    return [question for question in data.questions if question.is_published]
