"""Content -> every page of the site, in a fixed order. Equal input gives equal pages."""

from collections.abc import Iterator, Mapping, Sequence

from generator.site.content import Content
from generator.site.pages.indexes import index_pages
from generator.site.pages.page import MakePage, Offer, Page
from generator.site.pages.questions import question_pages
from generator.site.pages.roles import home_page, role_pages
from generator.site.pages.templates import Templates
from generator.site.pages.written import written_pages


class Pages(Mapping[str, Page]):
    """Address -> page. Each page is made when it is asked for, and is not kept."""

    def __init__(self, made: Iterator[tuple[str, MakePage]]) -> None:
        self._make = dict(made)

    def __getitem__(self, address: str) -> Page:
        return self._make[address]()

    def __contains__(self, address: object) -> bool:
        return address in self._make

    def __iter__(self) -> Iterator[str]:
        return iter(self._make)

    def __len__(self) -> int:
        return len(self._make)


def site_pages(
    content: Content, templates: Templates, offers: Mapping[str, Sequence[Offer]]
) -> Pages:
    """Return the pages; `offers` are the PDFs, by role id."""
    return Pages(_all(content, templates, offers))


def _all(
    content: Content, templates: Templates, offers: Mapping[str, Sequence[Offer]]
) -> Iterator[tuple[str, MakePage]]:
    yield "", lambda: home_page(content, templates)
    yield from role_pages(content, templates, offers)
    yield from question_pages(content, templates)
    yield from index_pages(content, templates)
    yield from written_pages(content, templates)
