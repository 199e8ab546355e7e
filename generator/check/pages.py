"""Checks of the hand-written pages: their names, their texts, and their links.

In: the context of a check. Out: problems with line and column of the Markdown file.
"""

from collections.abc import Iterator
from functools import lru_cache

from generator.check.context import Context
from generator.check.markdown import findings
from generator.check.references import reference_problems
from generator.check.texts import with_advice
from generator.hub.field_types import is_device, is_id
from generator.hub.heading_ids import anchors
from generator.hub.markup import Reference, references
from generator.hub.pages import PAGES, WrittenPage
from generator.hub.site_paths import INDEXES, site_path, site_paths
from generator.hub.spelling import suggestion
from generator.language import say
from generator.problems import Code, Place, Problem
from generator.sources.markdown import Kind, Node, parse

_TOP_LEVEL = 1  # a page contains its title


def check_pages(context: Context) -> Iterator[Problem]:
    """Yield the problems of the names, texts and links of pages."""
    for name in sorted(context.origins.pages):
        yield from _name_problems(name)
    paths = frozenset(site_paths(context.hub))
    for page in context.hub.pages:
        for found in findings(page.text, top_level=_TOP_LEVEL):
            message = with_advice(context, found) if found.written else found.message
            yield Problem(page.place(found.offset), found.code, message)
        for node in parse(page.text).walk():
            if node.kind is Kind.IMAGE:
                yield from _image_problems(context, page, node)
        for reference in references(page.text):
            yield from _link_problems(context, page, reference, paths)


def _name_problems(name: str) -> Iterator[Problem]:
    place = Place(f"{PAGES}/{name}.md")
    if name == "index" or f"{name}/" in INDEXES:
        message = say(
            "siden får samme adresse som en side nettstedet lager selv; gi filen et annet navn"
        )
        yield Problem(place, Code.UNEXPECTED_FILE, message)
    elif is_device(name):
        message = say("Windows kan ikke lagre en fil med dette navnet; gi siden et annet navn")
        yield Problem(place, Code.BAD_ID, message)
    elif not is_id(name):
        message = say(
            "filnavnet «%(name)s» blir adressen til siden; bruk små bokstaver a–z, "
            "tall og bindestrek",
            name=name,
        )
        yield Problem(place, Code.BAD_ID, message)


def _link_problems(
    context: Context, page: WrittenPage, reference: Reference, paths: frozenset[str]
) -> Iterator[Problem]:
    written, place = reference.written, page.place(reference.offset)
    path = site_path(written)
    if written.startswith("#"):
        yield from _anchor_problems(page, written.removeprefix("#"), place)
    elif path is None:
        yield from reference_problems(context, reference, place)
    elif path.partition("#")[0] not in paths and context.is_whole("roles", "questions"):
        near = suggestion(path, paths) or say("; se hvilke adresser nettstedet har")
        message = say("siden «~/%(path)s» finnes ikke på nettstedet%(near)s", path=path, near=near)
        yield Problem(place, Code.UNKNOWN_REFERENCE, message)
    elif "#" in path and (other := _page_at(context, path)):
        yield from _anchor_problems(other, path.partition("#")[2], place)


def _image_problems(context: Context, page: WrittenPage, image: Node) -> Iterator[Problem]:
    """Yield what is wrong with an image: its file, or the words for those who do not see it."""
    place = page.place(image.start)
    path = site_path(image.address) if image.is_inline else None
    known = context.origins.images
    if path not in known:
        near = suggestion(path or "", known) or say("; legg bildet i content/assets")
        message = say(
            "bildet finnes ikke; skriv ![hva bildet viser](~/assets/bilde.png)%(near)s", near=near
        )
        yield Problem(place, Code.IMAGE, message)
    elif not image.words.strip():
        message = say(
            "bildet har ingen tekst for dem som ikke ser det; skriv den mellom «[» og «]»"
        )
        yield Problem(place, Code.IMAGE, message)


def _page_at(context: Context, path: str) -> WrittenPage | None:
    name = path.partition("/")[0]
    return next((page for page in context.hub.pages if page.id == name), None)


def _anchor_problems(page: WrittenPage, anchor: str, place: Place) -> Iterator[Problem]:
    """Yield a problem if no heading of a page has or had the id `anchor`."""
    now, known = _heading_ids(page.text)
    if anchor not in known:
        near = suggestion(anchor, now) or say("; se hva overskriftene heter")
        message = say(
            "siden «%(title)s» har ingen overskrift med id-en «%(anchor)s»%(near)s",
            title=page.title,
            anchor=anchor,
            near=near,
        )
        yield Problem(place, Code.UNKNOWN_REFERENCE, message)


@lru_cache(maxsize=64)  # one page may have many links to another
def _heading_ids(text: str) -> tuple[frozenset[str], frozenset[str]]:
    """Return the ids of a page's headings, and these together with the earlier ones."""
    found = anchors(parse(text)).values()
    now = frozenset(one.id for one in found)
    return now, now | {one.earlier for one in found if one.earlier}
