"""Printed documents, and what tests read from them."""

import io
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache, cached_property
from typing import Any
from urllib.parse import quote

import pypdf
import pytest

from generator.hub.audience import RoleView
from generator.hub.markup import references
from generator.hub.model import Hub
from generator.linkcheck.results import Result, Run, Verdict
from generator.site.content import Content
from generator.site.paper.pdf import Document, compile_pdf, documents
from generator.site.settings import Settings
from tests.site_fixtures import HUBS, a_hub, hub

DATE = date(2026, 11, 21)
SITE = Settings(site_name="Hjelpen", site_url="https://hjelpen.example.org/hjelp/")
GLOSSARY = "Ord og forkortelser i svarene"
BLANKS = re.compile("[\\s\u200b\u2060]+")
HYPHENS = re.compile("[\u00ad-]")


@dataclass
class Paper:
    """A finished document, and what tests read from it."""

    document: Document
    pdf: bytes

    @cached_property
    def reader(self) -> pypdf.PdfReader:
        return pypdf.PdfReader(io.BytesIO(self.pdf))

    @cached_property
    def pages(self) -> list[str]:
        return [page.extract_text() for page in self.reader.pages]

    @cached_property
    def text(self) -> str:
        """All text without whitespace and hyphens, so that line breaks do not matter."""
        return squeezed("".join(self.pages))

    @cached_property
    def exact(self) -> str:
        """The same with hyphens, for addresses; PDFs do not tell hard and soft hyphens apart."""
        return BLANKS.sub("", "".join(self.pages)).replace("\u00ad", "-")

    @cached_property
    def bodies(self) -> list[str]:
        """The text of each page without header, footer, whitespace and hyphens."""
        bodies = []
        for number, page in enumerate(self.pages, start=1):
            text, foot, _ = squeezed(page).rpartition(squeezed(f"{self.data['site']} · 21."))
            assert foot
            bodies.append(text.removeprefix(squeezed(self.head(number))) if number > 1 else text)
        return bodies

    def head(self, page: int) -> str:
        """Return the header of a page: the role, and the last topic that begins on or before the
        page.
        """
        begun = [title for level, title, first in self.outline if level == 1 and first <= page]
        return f"{self.data['role']}{begun[-1] if begun else 'Innhold'}"

    @cached_property
    def flow(self) -> str:
        """The whole text without headers and footers, so that text may span pages."""
        return "".join(self.bodies)

    @property
    def data(self) -> Any:
        return json.loads(self.document.data)

    @cached_property
    def outline(self) -> list[tuple[int, str, int]]:
        """(level, title, page) of each bookmark; pages are numbered from 1."""

        def walk(items: list[Any], level: int) -> Iterator[tuple[int, str, int]]:
            for item in items:
                if isinstance(item, list):
                    yield from walk(item, level + 1)
                else:
                    page = self.reader.get_destination_page_number(item)
                    assert page is not None
                    yield level, item.title, page + 1

        return list(walk(self.reader.outline, 1))

    @cached_property
    def addresses(self) -> set[str]:
        """The addresses of all clickable links."""
        annotations = [
            each.get_object() for page in self.reader.pages for each in page.get("/Annots", ())
        ]
        return {
            str(each["/A"]["/URI"])
            for each in annotations
            if each.get("/A", {}).get("/S") == "/URI"
        }


def squeezed(text: str) -> str:
    """Return the text without whitespace, hyphens and invisible characters."""
    return HYPHENS.sub("", BLANKS.sub("", text))


def ascii_(address: str) -> str:
    """Return an address as it is written in a PDF: percent-encoded ASCII."""
    return quote(address, safe="".join(map(chr, range(0x21, 0x7F))))


def printed(of: Hub, settings: Settings = SITE, run: Run | None = None) -> dict[str, Paper]:
    """Return the finished documents of a hub, by path."""
    made = documents(Content(of, settings, run))
    return {x.path: Paper(x, compile_pdf(x, day=DATE)) for x in made}


def printed_questions(*questions: Any, **more: Any) -> Paper:
    """Return the printed questions of the only role of a small hub."""
    return printed(a_hub(*questions, **more))["gjest/gjest-sporsmal.pdf"]


def run_with_dead(url: str | None) -> Run:
    dead = Result(url=str(url), verdict=Verdict.DEAD, confirmed=True, reason="Siden finnes ikke.")
    return Run("2026-01-01T00:00:00", (dead,))


@cache
def papers(name: str) -> dict[str, Paper]:
    """Return the finished documents of one of the two hubs, by path."""
    return printed(hub(name))


@cache
def renderer(name: str) -> Content:
    """Return the content of one of the two hubs."""
    return Content(hub(name), SITE)


def views() -> list[Any]:
    """Return (hub, view) for every role of every hub, as test parameters."""
    return [
        pytest.param(name, view, id=f"{name}-{view.role.id}")
        for name in HUBS
        for view in renderer(name).views
    ]


def documents_of_hubs() -> list[Any]:
    """Return (hub, path) for every document, as test parameters."""
    return [
        pytest.param(name, document.path, id=document.path)
        for name in HUBS
        for document in documents(renderer(name))
    ]


each_view = pytest.mark.parametrize(("name", "view"), views())
each_document = pytest.mark.parametrize(("name", "path"), documents_of_hubs())


def questions_of(name: str, view: RoleView) -> Paper:
    return papers(name)[f"{view.role.id}/{view.role.id}-sporsmal.pdf"]


def links_of(name: str, view: RoleView) -> Paper:
    return papers(name)[f"{view.role.id}/{view.role.id}-lenker.pdf"]


def addresses_in(of: Content, text: str, view: RoleView) -> set[str]:
    """Return the addresses outside the document that a text links to."""
    found = set()
    for each in references(text):
        address = of.texts.targets.resolve(each.written).address or ""
        if each.scheme == "question":
            own = each.target in of.places(view.role.id)
            address = "" if own else f"{SITE.site_url}sporsmal/{each.target}/"
        found.add(address)
    return found - {""}
