"""The change log -> Atom feeds (RFC 4287): one of all changes, and one for each role.

In: the content of a site. Out: paths and texts. Dates come from the log, never from the build, and
the ids of entries stay the same when others are added. A feed contains addresses only if that of
the site is known, as programs resolve relative ones differently.
"""

from collections.abc import Callable, Iterable, Iterator
from functools import partial
from uuid import NAMESPACE_URL, uuid5
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from generator.hub.changes import LoggedChange, LoggedQuestion, change_log, for_role
from generator.hub.model import Role
from generator.language import language_of, lower_first
from generator.site.content import Content
from generator.site.settings import Settings

_PAGE = "endringer/"
_NO_DAY = "1970-01-01"  # the date of a feed without entries


def feeds(content: Content) -> Iterator[tuple[str, Callable[[], str]]]:
    """Yield (path from the site's root, function that returns the text) of every feed."""
    log = change_log(content.hub)
    yield "feed.xml", partial(_feed, content, "feed.xml", log)
    for role in content.hub.roles:
        path = f"{role.id}/feed.xml"
        yield path, partial(_feed, content, path, tuple(for_role(log, role)), role)


def _feed(
    content: Content, path: str, log: tuple[LoggedChange, ...], role: Role | None = None
) -> str:
    settings = content.settings
    feed = Element("feed", {"xmlns": "http://www.w3.org/2005/Atom", "xml:lang": settings.language})
    _ = language_of(settings.language).gettext
    by = settings.published_by
    newest = max((entry.change.date.isoformat() for entry in log), default=_NO_DAY)
    _add(feed, "title", (
        _("%(site)s: endringer for %(role)s", site=settings.site_name, role=lower_first(role.name))
        if role else _("%(site)s: endringer", site=settings.site_name)
    ))  # fmt: skip
    _add(feed, "id", _id(settings, path))
    _add(feed, "updated", _moment(newest))
    _add(SubElement(feed, "author"), "name", by.name if by else settings.site_name)
    if settings.site_url:
        _link(feed, "self", "application/atom+xml", settings.site_url + path)
        _link(feed, "alternate", "text/html", settings.site_url + _PAGE)
    for entry in log:
        _entry(SubElement(feed, "entry"), content, entry, role)
    indent(feed, "")
    return f'<?xml version="1.0" encoding="utf-8"?>\n{tostring(feed, "unicode")}\n'


def _entry(element: Element, content: Content, entry: LoggedChange, role: Role | None) -> None:
    settings = content.settings
    place = f"{_PAGE}#{entry.anchor}"
    new, changed = (_rows(content, items, role) for items in (entry.new, entry.changed))
    _add(element, "title", entry.change.title)
    _add(element, "id", _id(settings, place))
    _add(element, "updated", _moment(entry.change.date.isoformat()))
    if settings.site_url:
        _link(element, "alternate", "text/html", settings.site_url + place)
        for title, address in (*new, *changed):
            _link(element, "related", "text/html", address, title=title)
    for concerned in entry.roles:
        scheme = _id(settings, "")
        SubElement(element, "category", term=concerned.id, scheme=scheme, label=concerned.name)
    _ = language_of(settings.language).gettext
    lists = (*_list(_("Nye svar:"), new), *_list(_("Endrede svar:"), changed))
    parts = (tostring(part, "unicode", "html") for part in (_paragraph(entry.change.note), *lists))
    _add(element, "content", "".join(parts), type="html")


def _rows(
    content: Content, items: Iterable[LoggedQuestion], role: Role | None
) -> list[tuple[str, str]]:
    """Return (title, address) of each question, as readers of the feed see it."""
    site_url = content.settings.site_url
    rows = []
    for item in items:
        question = item.question
        if role is None:
            title, place = question.question, f"sporsmal/{question.id}/"
        else:
            title, place = question.title_for(role.id), content.places(role.id)[question.id]
        rows.append((title, site_url and site_url + place))
    return rows


def _list(heading: str, rows: list[tuple[str, str]]) -> Iterator[Element]:
    """Yield a heading and a list of questions, if there are any."""
    if rows:
        yield _paragraph(heading)
        items = Element("ul")
        for title, address in rows:
            item = SubElement(items, "li")
            if address:
                item = SubElement(item, "a", href=address)
            item.text = title
        yield items


def _paragraph(text: str) -> Element:
    paragraph = Element("p")
    paragraph.text = text
    return paragraph


def _add(parent: Element, name: str, text: str, **attributes: str) -> None:
    SubElement(parent, name, attributes).text = text


def _link(parent: Element, rel: str, kind: str, address: str, **more: str) -> None:
    SubElement(parent, "link", {"rel": rel, "type": kind, "href": address, **more})


def _moment(day: str) -> str:
    return f"{day}T00:00:00Z"


def _id(settings: Settings, place: str) -> str:
    """Return a permanent IRI: the address of `place`, or a URN made from the site's name."""
    if settings.site_url:
        return f"{settings.site_url}{place}"
    return uuid5(NAMESPACE_URL, f"rollehub:{settings.site_name}/{place}").urn
