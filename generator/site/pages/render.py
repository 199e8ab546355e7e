"""Content -> every page of the site, in a fixed order. Equal input gives equal pages."""

from collections.abc import Iterator

from generator.site.content import Content
from generator.site.made import Made
from generator.site.pages.indexes import index_pages
from generator.site.pages.page import MakePage, Offers, Page
from generator.site.pages.plans import plan_pages
from generator.site.pages.questions import question_pages
from generator.site.pages.roles import home_page, role_pages
from generator.site.pages.sheets import sheet_pages
from generator.site.pages.tasks import task_pages
from generator.site.pages.templates import Templates
from generator.site.pages.written import written_pages


def site_pages(content: Content, templates: Templates, offers: Offers) -> Made[Page]:
    """Return address -> page, of those that an edition has itself; `offers` are the PDFs."""
    pages = _all(content, templates, offers)
    return Made((address, make) for address, make in pages if content.addresses.has(address))


def _all(content: Content, templates: Templates, offers: Offers) -> Iterator[tuple[str, MakePage]]:
    yield "", lambda: home_page(content, templates)
    yield from role_pages(content, templates, offers)
    yield from question_pages(content, templates)
    yield from index_pages(content, templates)
    yield from plan_pages(content, templates, offers)
    yield from sheet_pages(content, templates, offers)
    yield from task_pages(content, templates)
    yield from written_pages(content, templates)
