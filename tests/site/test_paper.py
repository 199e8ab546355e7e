"""The printed documents: what stands in them, that nothing is lost, and that bytes are the same."""

import io
import json
import os
import re
import struct
import subprocess
import sys
import threading
import zlib
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import date
from functools import cache, cached_property
from html import unescape
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pypdf
import pytest
import typst

from generator.hub.audience import RoleView
from generator.hub.links import Link
from generator.hub.markup import Reference, scan
from generator.hub.model import Hub, Topic
from generator.linkcheck.results import Result, Run, Verdict
from generator.site.pages.render import Renderer, Settings
from generator.site.paper import pdf as paper
from generator.site.paper.layout import MAX_DEPTH, LayoutError, blocks, breakable, breakable_address
from generator.site.paper.pdf import Document, PaperError, compile_pdf, documents
from generator.site.text import prose
from generator.site.words import norwegian_date
from tests.site_fixtures import HUBS, ROOT, a_hub, a_link, a_question, a_role, hub

DATE = date(2026, 11, 21)
SITE = Settings(site_name="Hjelpen", site_url="https://hjelpen.example.org/hjelp/")
GLOSSARY = "Ord og forkortelser i svarene"
BLANKS = re.compile("[\\s\u200b\u2060]+")
HYPHENS = re.compile("[\u00ad-]")


@dataclass
class Paper:
    """A finished document, and ways to look into it."""

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
        """All text without blanks and hyphens: where a line ends is of no matter."""
        return squeezed("".join(self.pages))

    @cached_property
    def exact(self) -> str:
        """The same with hyphens, for addresses; a PDF has one sign for them and for soft ones."""
        return BLANKS.sub("", "".join(self.pages)).replace("\u00ad", "-")

    @cached_property
    def bodies(self) -> list[str]:
        """The text of each page without its head and foot, blanks and hyphens."""
        bodies = []
        for number, page in enumerate(self.pages, start=1):
            text, foot, _ = squeezed(page).rpartition(squeezed(f"{self.data['site']} · 21."))
            assert foot
            bodies.append(text.removeprefix(squeezed(self.head(number))) if number > 1 else text)
        return bodies

    def head(self, page: int) -> str:
        """What stands above the text of a page: the role, and the topic that the page ends in."""
        begun = [title for level, title, first in self.outline if level == 1 and first <= page]
        return f"{self.data['role']}{begun[-1] if begun else 'Innhold'}"

    @cached_property
    def flow(self) -> str:
        """The whole text without heads and feet: what goes over from a page to the next."""
        return "".join(self.bodies)

    @property
    def data(self) -> Any:
        return json.loads(self.document.data)

    @cached_property
    def outline(self) -> list[tuple[int, str, int]]:
        """(level, title, page) of each bookmark; pages count from 1."""

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
        """The addresses that a click leads to."""
        annotations = [
            each.get_object() for page in self.reader.pages for each in page.get("/Annots", ())
        ]
        return {
            str(each["/A"]["/URI"])
            for each in annotations
            if each.get("/A", {}).get("/S") == "/URI"
        }


def squeezed(text: str) -> str:
    """Return the text without blanks, hyphens and what is not seen."""
    return HYPHENS.sub("", BLANKS.sub("", text))


def ascii_(address: str) -> str:
    """Return an address as a PDF has it."""
    return quote(address, safe="".join(map(chr, range(0x21, 0x7F))))


def printed(of: Hub, settings: Settings = SITE, run: Run | None = None) -> dict[str, Paper]:
    """Return the finished documents of a hub by path."""
    made = documents(Renderer(of, settings, run))
    return {x.path: Paper(x, compile_pdf(x, date=DATE)) for x in made}


def printed_questions(*questions: Any, **more: Any) -> Paper:
    """Return the questions of a small hub's only role."""
    return printed(a_hub(*questions, **more))["gjest/gjest-sporsmal.pdf"]


@cache
def papers(name: str) -> dict[str, Paper]:
    """Return the finished documents of one of the hubs."""
    return printed(hub(name))


@cache
def renderer(name: str) -> Renderer:
    """Return the renderer of one of the hubs."""
    return Renderer(hub(name), SITE)


def views() -> list[Any]:
    """Return (hub, view) of every role of every hub, for tests to run through."""
    return [
        pytest.param(name, view, id=f"{name}-{view.role.id}")
        for name in HUBS
        for view in renderer(name).views
    ]


def documents_of_hubs() -> list[Any]:
    """Return (hub, path) of every document."""
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


# --- the form of the file


@each_document
def test_a_document_is_tagged_and_says_what_it_is(name: str, path: str) -> None:
    """Title, language, author and standard stand where a reader's aids look for them."""
    made = papers(name)[path]
    root = made.reader.trailer["/Root"]
    assert root["/Lang"] == "nb-NO"
    assert root["/MarkInfo"]["/Marked"]
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert root["/StructTreeRoot"]["/K"]
    information = made.reader.metadata
    assert information is not None
    assert information.title == made.document.title == made.data["title"]
    assert information.author == "Hjelpen"
    xmp = made.reader.xmp_metadata
    assert xmp is not None
    assert "<pdfuaid:part>1</pdfuaid:part>" in xmp.stream.get_data().decode()


@each_document
def test_the_only_dates_are_the_given_one(name: str, path: str) -> None:
    """Nothing in the file tells when it was made, only the date that it bears."""
    made = papers(name)[path]
    information = made.reader.metadata
    assert information is not None
    assert information["/CreationDate"] == information["/ModDate"] == "D:20261121000000Z"
    assert f"21. november 2026 · utgave {made.document.edition}" in made.pages[0]


@each_document
def test_every_page_has_its_number_and_its_place(name: str, path: str) -> None:
    """A loose sheet tells which document it is from, which page it is, and whose it is."""
    made = papers(name)[path]
    total = len(made.pages)
    for number, text in enumerate(made.pages, start=1):
        assert f"Side {number} av {total}" in text
        assert f"utgave {made.document.edition}" in text
        assert squeezed(text).startswith(squeezed(made.head(number))) == (number > 1)


@each_document
def test_fonts_are_those_inside_typst_and_embedded(name: str, path: str) -> None:
    """A document looks the same on every machine, made there or read there."""
    made = papers(name)[path]
    embedded = fonts(made.reader)
    families = {re.sub(r"^/[A-Z]{6}\+|-.*$", "", font) for font in embedded}
    assert families <= {"LibertinusSerif", "DejaVuSansMono", "NewCMMath"}
    assert "LibertinusSerif" in families


def fonts(reader: pypdf.PdfReader) -> set[str]:
    """Return the names of all fonts, each of which must have its file inside."""
    found = set()
    for page in reader.pages:
        for reference in page["/Resources"]["/Font"].values():
            font = reference.get_object()
            (below,) = font["/DescendantFonts"]
            descriptor = below.get_object()["/FontDescriptor"]
            assert {"/FontFile2", "/FontFile3"} & set(descriptor), font["/BaseFont"]
            found.add(str(font["/BaseFont"]))
    return found


# --- what stands in the questions


@each_view
def test_bookmarks_are_the_topics_and_questions(name: str, view: RoleView) -> None:
    """A reader's panel of contents shows the role's own questions in its order, and no others."""
    wanted = []
    for section in view.sections:
        wanted.append((1, section.topic.title))
        wanted += [(2, entry.title) for entry in section.entries]
    made = questions_of(name, view)
    if made.data["terms"]:
        wanted.append((1, GLOSSARY))
    assert [(level, title) for level, title, _ in made.outline] == wanted


@each_document
def test_contents_give_the_page_of_each_heading(name: str, path: str) -> None:
    """Who looks a question up in the contents finds it on that page."""
    made = papers(name)[path]
    first = min(page for _, _, page in made.outline)
    contents = squeezed("".join(made.pages[:first])).partition("Innhold")[2]
    for _, title, page in made.outline:
        assert re.search(rf"{re.escape(squeezed(title))}\.*{page}(?!\d)", contents), title
        assert squeezed(title) in squeezed(made.pages[page - 1])


@each_view
def test_every_answer_is_there_in_full(name: str, view: RoleView) -> None:
    """Each paragraph, point and cell of each answer, in the role's own words, is on paper."""
    made = questions_of(name, view)
    for entry in view.entries:
        html = renderer(name).prose.convert(entry.markdown)
        assert squeezed(entry.title) in made.text
        # What stands between marks is one run of words on paper too.
        for words in re.split(r"<[^>]+>", html):
            plain = squeezed(unescape(words))
            assert plain in made.text or plain in made.flow, (entry.question.id, plain)


@each_view
def test_every_address_is_printed_whole_and_leads_there(name: str, view: RoleView) -> None:
    """On paper one can read, and on a screen click, every address that the answers lead to."""
    of = renderer(name)
    made = questions_of(name, view)
    wanted = {f"{SITE.site_url}{view.role.id}/"}
    links = of.hub.link_by_id
    for entry in view.entries:
        wanted |= addresses_in(of, entry.markdown, view)
        listed = [links[id_] for id_ in entry.question.links]
        listed += [links[cite.law] for cite in entry.question.cites]
        listed += [
            links[found.target]
            for found in scan(entry.markdown)
            if isinstance(found, Reference)
            and found.scheme in ("link", "law")
            and of.prose.address(found.written)
        ]
        for link in listed:
            wanted |= addresses_in(of, link.note or "", view)
        wanted |= {links[id_].url for id_ in entry.question.links if links[id_].url}
        for cite in entry.question.cites:
            section = f"#{cite.section}" if cite.section else ""
            wanted.add(of.prose.address(f"law:{cite.law}{section}") or "")
    wanted.discard("")
    assert made.addresses == set(map(ascii_, wanted))
    for address in wanted:
        assert address.removeprefix("mailto:") in made.exact


def addresses_in(of: Renderer, text: str, view: RoleView) -> set[str]:
    """Return the addresses outside the document that a text leads to."""
    found = set()
    for each in scan(text):
        if isinstance(each, Reference):
            address = of.prose.address(each.written) or ""
            if each.scheme == "question":
                own = each.target in of.own_questions(view.role.id)
                address = "" if own else f"{SITE.site_url}sporsmal/{each.target}/"
            found.add(address)
    return found - {""}


@each_view
def test_references_between_questions_give_the_page(name: str, view: RoleView) -> None:
    """«(side 14)» is the page on which the named question begins."""
    made = questions_of(name, view)
    of = renderer(name)
    titles = {entry.question.id: entry.title for entry in view.entries}
    pages = {title: page for level, title, page in made.outline if level == 2}
    for entry in view.entries:
        for found in scan(entry.markdown):
            if isinstance(found, Reference) and found.target in titles:
                if found.scheme != "question":
                    continue
                html = of.prose.convert(entry.markdown)
                link = re.search(rf'<a href="question:{found.target}">(.*?)</a>', html, re.DOTALL)
                assert link
                words = squeezed(prose.as_text(link.group(1)))
                assert f"{words}(side{pages[titles[found.target]]})" in made.text


@each_view
def test_the_glossary_has_the_terms_of_the_answers(name: str, view: RoleView) -> None:
    """The words that the site explains where they stand are explained at the end."""
    made = questions_of(name, view)
    of = renderer(name)
    used = {
        id_ for entry in view.entries for id_ in prose.terms_used(of.prose.convert(entry.markdown))
    }
    assert len(made.data["terms"]) == len(used)
    last = squeezed("".join(made.pages[-3:])).rpartition(squeezed(GLOSSARY))[0] + made.text
    for term in of.hub.terms:
        if term.id in used:
            assert squeezed(term.definition or term.expansion or "") in last


def test_what_belongs_together_is_on_one_page() -> None:
    """No page ends with a heading or what leads up to a list, and none begins with sources."""
    sentence = "Legen skal ha veiledning og supervisjon hver uke. "
    questions = [
        a_question(
            f"nummer-{number}",
            answer=f"{sentence * (number % 17 + 1)}\n\n#### Underoverskrift {number}\n\n"
            f"Dette gjelder:\n\n- {sentence}\n- punkt\n\n"
            f"{sentence * (number % 11 + 1) if number % 3 else ''}",
            links=["a", "b"][: number % 3],
        )
        for number in range(80)
    ]
    made = printed_questions(*questions, links=[a_link("a"), a_link("b")])
    first = min(page for _, _, page in made.outline)
    assert len(made.pages) > first + 20
    for number, body in enumerate(made.bodies, start=1):
        if number >= first:
            assert not re.search(r"(?:Hvaernummer\d+\?|Underoverskrift\d+|Dettegjelder:)$", body)
        if number > first:
            assert not body.startswith(("Kilder", "Ikkefaglig", "1.Tittel"))


# --- what stands in the links


@each_view
def test_every_link_is_told_of_in_full(name: str, view: RoleView) -> None:
    """Title, publisher, address and note of each link, and what does not hold for it, is there."""
    made = links_of(name, view)
    of = renderer(name)
    shown = [link for section in view.link_sections for link in section.links]
    wanted = {link.url for link in shown if link.url} | {f"{SITE.site_url}{view.role.id}/lenker/"}
    for link in shown:
        wanted |= addresses_in(of, link.note or "", view)
        title = link.title if link.url else f"{link.title} (lenken mangler)"
        assert squeezed(f"{title} · {link.publisher}") in made.text
        if link.url:
            assert link.url in made.exact
        if link.note:
            first = prose.as_text(of.prose.inline(link.note).partition("<")[0])
            assert squeezed(first) in made.text
    assert made.addresses == set(map(ascii_, wanted))
    assert ("egenlenkelistefordennerollen" in made.text) == view.links_are_from_answers
    assert [title for _, title, _ in made.outline] == [x.topic.title for x in view.link_sections]


def test_a_link_says_what_a_reader_must_know() -> None:
    """Kind, another language, a doubtful address, a lost one, and a page that is gone."""
    links = [
        a_link("fremmed", roles=["gjest"], language="en", kind="pdf", url_status="derived"),
        a_link("tapt", roles=["gjest"], url=None, url_status="missing", note="Se *heller* her."),
        a_link("borte", roles=["gjest"]),
    ]
    gone = links[2].url
    made = printed(a_hub(a_question("x"), links=links), run=run_with_dead(gone))
    paper_ = made["gjest/gjest-lenker.pdf"]
    text = paper_.text
    assert "Tittelfremmed·Utgiver·PDF·engelsk·adressenerikkebekreftet" in text
    assert "Titteltapt(lenkenmangler)·Utgiver·nettsideSehellerher." in text
    archived = prose.archived(str(gone))
    assert f"{gone}Sidenvarbortevedsistesjekk.Arkivertkopi:{archived}" in text
    assert archived in paper_.addresses


def run_with_dead(url: str | None) -> Run:
    dead = Result(url=str(url), verdict=Verdict.DEAD, confirmed=True, reason="Siden finnes ikke.")
    return Run("2026-01-01T00:00:00", (dead,))


def test_an_answer_says_where_a_link_is_lost_or_gone() -> None:
    """As on the site, the words of the link stay, and say what has become of it."""
    links = [a_link("tapt", url=None, url_status="missing"), a_link("borte")]
    question = a_question("x", answer="Se [skjemaet](link:tapt) og [planen](link:borte).")
    made = printed(a_hub(question, links=links), run=run_with_dead(links[1].url))
    text = made["gjest/gjest-sporsmal.pdf"].text
    assert "Seskjemaet(lenkenmangler)ogplanen[1](bortevedsistesjekk)." in text
    assert "Arkivertkopi:https://web.archive.org/web/https://borte.example.org/" in text


def test_an_answer_may_be_nothing_but_a_lost_link() -> None:
    """Nothing is left of the answer but its words, and there is no list of sources."""
    links = [a_link("tapt", url=None, url_status="missing")]
    made = printed_questions(a_question("x", answer="[skjemaet](link:tapt)"), links=links)
    assert "skjemaet(lenkenmangler)Ikkefagliggjennomgåttennå." in made.text
    assert "Kilder" not in made.text


@pytest.mark.parametrize(
    ("more", "wanted"),
    [
        ({}, "Ikke faglig gjennomgått ennå."),
        ({"reviewed": date(2026, 1, 2)}, "Sist faglig gjennomgått 2. januar 2026."),
        (
            {"reviewed": date(2026, 1, 2), "review_by": date(2027, 3, 4)},
            "Sist faglig gjennomgått 2. januar 2026. Skal gjennomgås innen 4. mars 2027.",
        ),
    ],
)
def test_an_answer_tells_of_its_review(more: dict[str, Any], wanted: str) -> None:
    """Paper lives long; it says how far the answer may be trusted."""
    assert squeezed(wanted) in printed_questions(a_question("x", **more)).text


def test_the_title_page_sums_up_the_reviews() -> None:
    """None, some or all of the answers may have been reviewed."""
    new, old = a_question("ny"), a_question("gammel", reviewed=date(2026, 1, 2))
    assert "Ingenavsvareneerfagliggjennomgåttennå." in printed_questions(new).text
    assert "1av2svarerfagliggjennomgått." in printed_questions(new, old).text
    assert "svarerfaglig" not in printed_questions(old).text


def test_a_question_that_is_not_in_the_document_is_led_to() -> None:
    """By its page's address where the site's is known, else by its title."""
    asked = a_question("her", answer="Se [dette](question:der), og [Hva er der?](question:der)")
    both = a_hub(asked, a_question("der", "andre"))
    known = printed(both)["gjest/gjest-sporsmal.pdf"]
    assert "Sedette[1],ogHvaerder?[1]" in known.text
    assert "1.Hvaerder?·Hjelpenhttps://hjelpen.example.org/hjelp/sporsmal/der/" in known.text
    unknown = printed(both, Settings())["gjest/gjest-sporsmal.pdf"]
    assert "Sedette(se«Hvaerder?»),ogHvaerder?Ikke" in unknown.text
    assert unknown.addresses == set()


def test_an_address_stands_once_however_often_it_is_used() -> None:
    """The numbers in the answer and those of the list go together."""
    links = [
        a_link("a"), a_link("b"),
        a_link("lov", kind="law", law_reference="x/1"),
    ]  # fmt: skip
    question = a_question(
        "x",
        answer="[En](link:b), [to](link:b), [§ 3](law:lov#3), [post](mailto:a@b.example.org) "
        "og [c@b.example.org](mailto:c@b.example.org).",
        links=["a", "b"],
        cites=[{"law": "lov", "section": "3"}, {"law": "lov"}],
    )
    made = printed_questions(
        question, links=links, law_section_url="https://lov.example.org/{reference}/§{section}"
    )
    assert "En[1],to[1],§3[2],post[3]ogc@b.example.org." in made.text
    sources = made.data["topics"][0]["questions"][0]["sources"]
    assert [(x["number"], x["url"]) for x in sources] == [
        (1, "https://b.example.org/"),
        (2, "https://lov.example.org/x/1/%C2%A73"),
        (3, "mailto:a@b.example.org"),
        (4, "https://a.example.org/"),
        (5, "https://lov.example.org/"),
    ]
    assert made.text.count("https://b.example.org/") == 1
    assert "https://lov.example.org/x/1/§3" in made.exact
    assert made.addresses == {x["url"] for x in sources} | {
        "mailto:c@b.example.org",
        f"{SITE.site_url}gjest/",
    }


def test_an_address_outside_ascii_is_printed_as_it_is_and_leads_there() -> None:
    """A PDF holds addresses in ASCII alone; people read and type the letters."""
    link = a_link("a", url="https://blåbær.example.org:8080/§ø?æ=%20#å", roles=["gjest"])
    made = printed(a_hub(a_question("x"), links=[link]))["gjest/gjest-lenker.pdf"]
    assert str(link.url) in made.exact
    wanted = "https://xn--blbr-roah.example.org:8080/%C2%A7%C3%B8?%C3%A6=%20#%C3%A5"
    assert wanted in made.addresses


def test_a_role_without_questions_or_links_has_no_empty_document() -> None:
    """An empty sheet helps nobody; the page of the role says that nothing is there."""
    roles = [a_role("gjest"), a_role("tom"), a_role("kun-lenker")]
    link = a_link("a", roles=["kun-lenker"])
    made = printed(a_hub(a_question("x"), roles=roles, links=[link]))
    assert list(made) == ["gjest/gjest-sporsmal.pdf", "kun-lenker/kun-lenker-lenker.pdf"]
    assert made["kun-lenker/kun-lenker-lenker.pdf"].document.title == "Lenker for kun-Lenker"


# --- the HTML of answers


def lead(href: str, words: str) -> dict[str, str]:
    return {"url": href, "words": words}


@pytest.mark.parametrize("name", HUBS)
def test_every_text_of_a_hub_has_a_layout(name: str) -> None:
    """No answer of any role, and no note of a link, holds what paper can't show."""
    of = renderer(name)
    texts = [entry.markdown for view in of.views for entry in view.entries]
    texts += [link.note for link in of.hub.links if link.note]
    assert len(texts) > 5
    for text in texts:
        assert blocks(of.prose.convert(text), lead)


@pytest.mark.parametrize(
    "html",
    [
        '<p><img src="x" alt="y" /></p>',
        "<pre><code>x</code></pre>",
        "<p>a<video></video></p>",
        "<ul><p>x</p></ul>",
        "<table><caption>x</caption></table>",
        "<table><tbody><tr><p>x</p></tr></tbody></table>",
        "<p>en <p>to</p></p>",
        "<p>x",
        "x</p>",
        "<p><strong>x</p></strong>",
    ],
)
def test_what_has_no_layout_is_refused(html: str) -> None:
    """Nothing that a reader sees on the site is dropped in silence."""
    with pytest.raises(LayoutError):
        blocks(html, lead)


def test_a_text_becomes_blocks_and_runs() -> None:
    """Marks nest in the HTML and are flags on the runs; a term is plain words."""
    html = (
        "<h4>Om <em>dette</em></h4><p>En <strong>to <em>tre</em></strong><br />\n fire "
        '<a aria-describedby="term_x" class="term" href="~/ordliste/#x">LIS</a> '
        '<a href="https://a.example.org/?b&amp;c">her <code>x</code></a>.</p>'
        '<ol start="3"><li>en<ul><li>to</li></ul></li></ol><hr />'
    )
    assert blocks(html, lead) == [
        {
            "kind": "heading",
            "level": 1,
            "runs": [{"text": "Om "}, {"text": "dette", "em": True}],
            "keep": True,
        },
        {
            "kind": "p",
            "runs": [
                {"text": "En "},
                {"text": "to ", "strong": True},
                {"text": "tre", "strong": True, "em": True},
                {"br": True},
                {"text": "fire LIS "},
                {
                    "link": [{"text": "her "}, {"text": "x", "code": True}],
                    "url": "https://a.example.org/?b&c",
                    "words": "her x",
                },
                {"text": "."},
            ],
            "keep": True,
        },
        {
            "kind": "list",
            "start": 3,
            "items": [
                [
                    {"kind": "p", "runs": [{"text": "en"}]},
                    {"kind": "list", "items": [[{"kind": "p", "runs": [{"text": "to"}]}]]},
                ]
            ],
        },
        {"kind": "rule", "keep": True},
    ]


def test_columns_are_aligned_as_they_are_written() -> None:
    """Numbers that an editor sets to the right stand there on paper as on the site."""
    html = Renderer(a_hub(a_question("x")), SITE).prose.convert(
        "| a | b | c | d |\n| --- | :--- | ---: | :---: |\n| en | to | 3 | fire |"
    )
    (table,) = blocks(html, lead)
    assert table["align"] == ["left", "left", "right", "center"]


def test_only_long_words_are_hyphenated() -> None:
    """Lines are ragged, so that a short word goes to the next line whole."""
    (made,) = blocks("<p>En utdanningsvirksomhet, <code>utdanningsvirksomhet</code></p>", lead)
    assert made["runs"] == [
        {"text": "En "},
        {"text": "utdanningsvirksomhet", "long": True},
        {"text": ", "},
        {"text": "utdanningsvirksomhet", "code": True},
    ]
    long, short = ("utdanningsvirksomhetene " * 60, "veiledning " * 120)
    assert line_ends(printed_questions(a_question("x", answer=long))) & {"-", "\u00ad"}
    assert not line_ends(printed_questions(a_question("x", answer=short))) & {"-", "\u00ad"}


def line_ends(made: Paper) -> set[str]:
    return {line.rstrip()[-1:] for page in made.pages for line in page.splitlines()}


def test_headings_have_levels_without_gaps() -> None:
    """An editor may begin at any level; a tagged document may not skip one."""
    html = "<h6>a</h6><h4>\u00a0\ufeff</h4><h4>b</h4><h6>c</h6><h5>d</h5><h6>e</h6>"
    made = blocks(f"{html}<ul><li><h4>f</h4></li></ul>", lead)
    assert [block.get("level") for block in made] == [1, 1, 2, 2, 3, None]
    assert made[-1]["items"][0][0] == {"kind": "p", "runs": [{"text": "f", "strong": True}]}


def test_lists_deeper_than_the_page_is_wide_go_on_at_one_depth() -> None:
    """No point is lost, whatever the depth."""
    deep = 40
    html = "<ul><li>x" * deep + "</li></ul>" * deep
    (found,) = blocks(html, lead)
    depth = 0
    while found:
        depth += 1
        inside = [x for item in found["items"] for x in item if x["kind"] == "list"]
        last, found = found, inside[0] if inside else None
    assert depth == MAX_DEPTH
    assert len(last["items"]) == deep - MAX_DEPTH + 1


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Et kort ord", "Et kort ord"),
        ("  to\n blanke ", " to blanke "),
        ("spesialistutdanningsvirksomhetene", "spesialistutdanningsvirksomhetene"),
        ("a" * 40, "\u200b".join(["a" * 18, "a" * 18, "a" * 4])),
        ("/".join(["a" * 30] * 4), "/".join(["a" * 30] * 4)),
    ],
)
def test_only_words_longer_than_a_line_get_places_to_break(text: str, wanted: str) -> None:
    """What is copied from a document has no unseen characters in its ordinary words."""
    assert breakable(text) == wanted


def test_an_ordinary_address_is_copied_as_it_is() -> None:
    """However long it is: Typst breaks it without a character."""
    long = f"https://example.org/{'a' * 300}?b={'%20' * 100}#~:text=c"
    assert breakable_address(long) == long
    assert breakable_address("x" * 100).replace("\u200b", "") == "x" * 100


# --- hostile texts

LONG = "a" * 300
ODD = f"HTTPS://rar.example.org/æøå/{'ø' * 300}?&lang;=1[x]{'(' * 60}"
MARKS = '#import "x": * #panic("nei") \\# $x^2$ @label <merke> // kommentar /* x */ = tittel ~ --'
ESCAPED = re.sub(r"([\\*<_`])", r"\\\1", f"{MARKS} _a_ `b`")
ANSWER = f"""
Først {ESCAPED}

`#raw $ @x`

{LONG}

- en
    - to
        - tre
            - fire
                - fem
                    - seks
                        - sju
                            - åtte

| a | b | c | d | e | f |
| --- | :---: | ---: | --- | --- | --- |
| spesialistutdanningsforskriften | {LONG} | x | {"1" * 40} | utdanningsvirksomhetene | f |

| en | to | tre | fire | fem | seks | sju | åtte |
| --- | --- | --- | --- | --- | --- | --- | --- |
| 1 | **2** | 3 | 4 | spesialistutdanningsforskriften | {LONG} | | 8 |

> sitat
>
> > sitat i sitat

###### Nivå seks

#### Nivå fire

[lenke til **lang**](link:lang) [tapt](link:tapt) [rar](link:rar) [post](mailto:{LONG}@example.org)
[i seg selv](question:vond) [Hva er «annet»](question:annet)
"""


@cache
def hostile() -> dict[str, Paper]:
    links: list[Link] = [
        a_link(
            "lang",
            url=f"https://lang.example.org/{LONG}?x=({LONG}&y=%20#z",
            title=f"Tittel {LONG}",
            publisher=f"Utgiver {LONG}",
            note=f"Merknad #x $y$ {LONG} [her](link:rar)",
            roles=["gjest"],
        ),
        a_link("tapt", url=None, url_status="missing", note="#x $y$", roles=["gjest"]),
        a_link("rar", url=ODD,
               roles=["gjest"]),
    ]  # fmt: skip
    vond = a_question(
        "vond", question=f"{MARKS} {LONG}?", answer=ANSWER, links=["lang", "tapt", "rar"]
    )
    return printed(
        a_hub(
            vond,
            a_question("annet", question=f"{MARKS}\n{LONG}"),
            links=links,
            topics=[Topic(id="emne", title=f"{MARKS} {LONG}", questions=("vond", "annet"))],
            roles=[a_role("gjest", name=f"Gjest {MARKS} {LONG}", description=MARKS)],
        ),
        Settings(site_name=f"{MARKS} {LONG}"),
    )


def test_what_authors_write_is_never_run() -> None:
    """Typst's own marks are printed as they are written, wherever they stand."""
    made = hostile()["gjest/gjest-sporsmal.pdf"]
    assert made.text.count(squeezed(MARKS)) >= 5
    assert "#raw$@x" in made.text
    assert f"Først{squeezed(MARKS)}_a_`b`" in made.text
    assert squeezed(MARKS) in hostile()["gjest/gjest-lenker.pdf"].text


def test_long_addresses_are_printed_whole() -> None:
    """Also where Typst finds no place to break, or HTML would read an entity."""
    lang = f"https://lang.example.org/{LONG}?x=({LONG}&y=%20#z"
    for made in hostile().values():
        for address in (lang, ODD):
            assert address in made.exact
            assert ascii_(address) in made.addresses
    assert f"{LONG}@example.org" in hostile()["gjest/gjest-sporsmal.pdf"].exact


def test_a_wide_table_becomes_a_list_for_each_row() -> None:
    """Each value stands with the name of its column."""
    text = hostile()["gjest/gjest-sporsmal.pdf"].text
    assert "•en:1•to:2•tre:3•fire:4•fem:spesialistutdanningsforskriften•seks:" in text


MARGIN = 28  # mm; a hyphen may hang a little outside the text's 30
HEAD, FOOT = 8, 8  # mm at the top and the foot that are always empty


@pytest.mark.parametrize("path", ["gjest/gjest-sporsmal.pdf", "gjest/gjest-lenker.pdf"])
def test_nothing_is_printed_outside_the_text(path: str) -> None:
    """No word, table or address runs into the margin, where it would be cut or punched."""
    for png in pictures(hostile()[path].document):
        left, top, right, bottom = ink(png)
        assert left >= MARGIN
        assert top >= HEAD
        assert right <= 210 - MARGIN
        assert bottom <= 297 - FOOT


def pictures(document: Document) -> list[bytes]:
    """Return the pages of a document as small PNGs."""
    compiler = typst.Compiler(
        paper._template(), font_paths=paper._fonts(), ignore_system_fonts=True
    )
    inputs = {
        "data": document.data.decode(),
        "date": DATE.isoformat(),
        "date_words": norwegian_date(DATE),
        "edition": document.edition,
    }
    made = compiler.compile(format="png", ppi=24, sys_inputs=inputs)
    assert made
    return made if isinstance(made, list) else [made]


def ink(png: bytes) -> tuple[float, float, float, float]:
    """Return the box of all that is not white on an A4 page, in mm."""
    rows = pixels(png)
    inked = [(x, y) for y, row in enumerate(rows) for x, value in enumerate(row) if value < 250]
    unit = 210 / len(rows[0])
    xs, ys = [x for x, _ in inked], [y for _, y in inked]
    return min(xs) * unit, min(ys) * unit, (max(xs) + 1) * unit, (max(ys) + 1) * unit


def pixels(png: bytes) -> list[list[int]]:
    """Return the red of each pixel of an 8-bit RGBA image; https://www.w3.org/TR/png-3/#9Filters."""
    width, height, depth, colour = struct.unpack(">IIBB", png[16:26])
    assert (depth, colour) == (8, 6)
    data, place = b"", 8
    while place < len(png):
        (size,) = struct.unpack(">I", png[place : place + 4])
        if png[place + 4 : place + 8] == b"IDAT":
            data += png[place + 8 : place + 8 + size]
        place += size + 12
    raw, stride, rows = zlib.decompress(data), width * 4, []
    above = bytearray(stride)
    for start in range(0, height * (stride + 1), stride + 1):
        kind, line = raw[start], bytearray(raw[start + 1 : start + 1 + stride])
        for i in range(stride):
            a, b = line[i - 4] if i > 3 else 0, above[i]
            c = above[i - 4] if i > 3 else 0
            if kind == 4:
                d = a + b - c
                guess = min((abs(d - a), 0, a), (abs(d - b), 1, b), (abs(d - c), 2, c))[2]
            else:
                guess = (0, a, b, (a + b) // 2)[kind]
            line[i] = (line[i] + guess) & 255
        above = line
        rows.append(list(line[::4]))
    return rows


# --- characters


SIGNS = "æøå ÆØÅ éèêóòôäöüàç «» “” ‘’ – — … § · • ○ ● ✓ ✗ → ← ↔ ≤ ≥ ± × ½ ° € čđŋšŧž ČĐŊŠŦŽ □"


def test_the_signs_that_we_use_are_in_the_fonts() -> None:
    """Norwegian and Sámi letters, quotes, dashes and signs print as they are."""
    made = printed_questions(a_question("x", answer=SIGNS, question=f"**{SIGNS}** `{SIGNS}`"))
    assert made.document.warnings == ()
    assert made.text.count(squeezed(SIGNS)) >= 3


@pytest.mark.parametrize("name", HUBS)
def test_the_fonts_have_every_character_of_the_hubs(name: str) -> None:
    """No document of ours has a hole in it."""
    assert [x.document.warnings for x in papers(name).values() if x.document.warnings] == []


def test_a_character_that_no_font_has_is_told_of() -> None:
    """The PDF is made, with a sign for the character; the editor hears where it stands."""
    link = a_link("a", url="https://a.example.org/日", title="En 日", roles=["gjest"])
    made = printed(
        a_hub(a_question("x", answer="God 😀 dag\ufeff\u202e\u0600, se [a](link:a)"), links=[link])
    )
    answers, links = made["gjest/gjest-sporsmal.pdf"], made["gjest/gjest-lenker.pdf"]
    assert "God□dag,sea[1]" in answers.text
    assert "En□" in links.text
    assert "https://a.example.org/%E6%97%A5" in links.text
    assert "https://a.example.org/%E6%97%A5" in links.addresses
    lost = "finnes ikke i skriftene for papir, og står som «□» i PDF-en; skriv det med ord"
    left_out = "kan ikke stå i en PDF, og er utelatt der; slett det"
    assert answers.document.warnings == (
        f"content/questions/x.yaml: advarsel: usynlig tegn U+0600 {left_out}",
        f"content/questions/x.yaml: advarsel: tegnet «😀» (U+1F600) {lost}",
        f"links.yaml: advarsel: tegnet «日» (U+65E5) {lost}",
    )
    assert links.document.warnings == answers.document.warnings[2:]


def test_a_breach_of_the_standard_stops_the_making(monkeypatch: pytest.MonkeyPatch) -> None:
    """A template that breaks PDF/UA-1 gives no PDF, but a message with the document's path."""
    (document,) = documents(Renderer(a_hub(a_question("x")), SITE))
    source = b'#set document(title: "T")\n#set text(lang: "nb")\n= En\n=== Tre'
    monkeypatch.setattr(paper, "_template", lambda: source)
    with pytest.raises(PaperError, match=r"gjest/gjest-sporsmal.pdf: error: PDF/UA-1 error"):
        compile_pdf(document, date=DATE)


def test_a_warning_of_typst_stops_the_making(monkeypatch: pytest.MonkeyPatch) -> None:
    """A page number that may be wrong, or a font that is not there, is no small matter."""
    (document,) = documents(Renderer(a_hub(a_question("x")), SITE))
    source = b'#set document(title: "T")\n#set text(font: "Finnes ikke")\n= En'
    monkeypatch.setattr(paper, "_template", lambda: source)
    with pytest.raises(PaperError, match="unknown font family"):
        compile_pdf(document, date=DATE)


# --- the same bytes

PROGRAM = """
import sys
from datetime import date
from hashlib import sha256
from pathlib import Path
from generator.hub.load import read_hub
from generator.site.paper.pdf import compile_pdf, documents
from generator.site.pages.render import Renderer, Settings
hub, _, _ = read_hub(Path(sys.argv[1]))
for document in documents(Renderer(hub, Settings("Hjelpen", "https://hjelpen.example.org/hjelp/"))):
    pdf = compile_pdf(document, date=date(2026, 11, 21))
    print(document.path, document.key(date(2026, 11, 21)), sha256(pdf).hexdigest())
"""


@pytest.mark.parametrize("name", HUBS)
def test_equal_sources_give_equal_bytes(name: str, tmp_path: Path) -> None:
    """In another process, folder and time zone, at another time, with another order of sets."""

    def run(seed: str, folder: Path, zone: str, epoch: str) -> str:
        environment = {
            **os.environ, "PYTHONHASHSEED": seed, "TZ": zone, "SOURCE_DATE_EPOCH": epoch,
            "PYTHONPATH": str(ROOT), "LC_ALL": "C", "HOME": str(folder),
        }  # fmt: skip
        command = [sys.executable, "-c", PROGRAM, str(HUBS[name])]
        return subprocess.run(
            command, cwd=folder, env=environment, capture_output=True, text=True, check=True
        ).stdout

    first = run("1", tmp_path, "Pacific/Kiritimati", "1")
    assert first == run("2", ROOT, "Pacific/Pago_Pago", "1900000000")
    assert len(first.splitlines()) == len(papers(name))


def test_a_key_changes_with_all_that_decides_the_bytes(monkeypatch: pytest.MonkeyPatch) -> None:
    """Content, date and its words, template; an edition is a name for the content alone."""
    (one,) = documents(Renderer(a_hub(a_question("x")), SITE))
    (same,) = documents(Renderer(a_hub(a_question("x")), SITE))
    (other,) = documents(Renderer(a_hub(a_question("x", answer="Et annet svar.")), SITE))
    assert one == same
    assert hash(one) == hash(same)
    assert one.key(DATE) == same.key(DATE)
    assert one.edition == same.edition
    keys = {one.key(DATE), other.key(DATE), one.key(date(2026, 11, 22))}
    monkeypatch.setattr(paper, "_template", lambda: b"another")
    keys.add(one.key(DATE))
    monkeypatch.setattr(paper.metadata, "version", lambda _: "0")
    keys.add(one.key(DATE))
    monkeypatch.setattr(paper, "norwegian_date", str)
    keys.add(one.key(DATE))
    assert len(keys) == 6
    assert one.edition != other.edition


def test_threads_give_the_same_bytes() -> None:
    """A build may make several documents at once."""
    made = papers("kaffe")
    with ThreadPoolExecutor(4) as pool:
        pdfs = list(pool.map(lambda x: compile_pdf(x.document, date=DATE), made.values()))
    assert pdfs == [x.pdf for x in made.values()]


def test_a_compile_lets_other_threads_work() -> None:
    """Typst frees the interpreter's lock, so that threads gain something."""
    largest = max((x.document for x in papers("own").values()), key=lambda x: len(x.data))
    running, counts = threading.Event(), [0]

    def count() -> None:
        while running.is_set():
            counts[0] += 1

    running.set()
    thread = threading.Thread(target=count)
    thread.start()
    while not counts[0]:
        pass
    before = counts[0]
    compile_pdf(largest, date=date(2027, 1, 1))
    worked = counts[0] - before
    running.clear()
    thread.join()
    assert worked > 20_000  # hundreds of thousands where the lock is free, some dozens where not
