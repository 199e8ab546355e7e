"""Content -> the cards of pages: what messages and networks show beside an address.

In: the content of a site. Out: plain dicts, ready for JSON, that `card.typ` lays out. A card has
the name of the site, the title of the page, whom it is for, and how sure its content is.
"""

from collections.abc import Callable, Iterator
from functools import partial

from generator.hub.audience import RoleView
from generator.hub.questions import Question
from generator.language import lower_first
from generator.site.content import Content
from generator.site.paper.breaks import breakable
from generator.site.paper.runs import Fields
from generator.site.print_paths import card_of, has_own

_LONGEST_WORD = 30  # letters; a longer word may break anywhere


def cards(content: Content) -> Iterator[tuple[str, Callable[[], Fields]]]:
    """Yield (path from the site's root, function that returns the fields) of each card."""
    yield card_of(), partial(_front, content)
    for view in content.views:
        yield card_of(role=view.role.id), partial(_role, content, view)
    if has_own(content):
        for question in content.questions:
            yield card_of(question=question.id), partial(_question, content, question)


def _front(content: Content) -> Fields:
    settings, hub = content.settings, content.hub
    roles = content.language.enumerated(lower_first(role.name) for role in hub.roles)
    for_roles = content.language.gettext("For %(roles)s", roles=roles) if roles else ""
    by = settings.published_by
    count = _count(content, len(content.questions))
    status = f"{count} · {by.name}" if by else count
    about = settings.site_description or for_roles
    return _fields("", settings.site_name, about, status)


def _role(content: Content, view: RoleView) -> Fields:
    count = _count(content, len(list(view.entries)))
    site = content.settings.site_name
    return _fields(site, view.role.name, view.role.description or "", count)


def _question(content: Content, question: Question) -> Fields:
    _, language = content.language.gettext, content.language
    roles = [role for role in content.hub.roles if role.id in question.roles]
    names = language.enumerated(lower_first(role.name) for role in roles)
    is_for_all = len(roles) == len(content.hub.roles)
    about = _("For alle") if is_for_all else _("For %(roles)s", roles=names)
    status = (
        _("Sist faglig gjennomgått %(day)s.", day=language.date(question.reviewed))
        if question.reviewed
        else _("Ikke faglig gjennomgått ennå.")
    )
    doubt = _("Noe i svaret er usikkert.") if question.uncertain else ""
    return _fields(
        content.settings.site_name, question.question, about, f"{status} {doubt}".rstrip()
    )


def _count(content: Content, number: int) -> str:
    return content.language.ngettext("%(num)s spørsmål", "%(num)s spørsmål", number)


def _fields(site: str, title: str, about: str, status: str) -> Fields:
    shown = {"site": site, "title": title, "about": about, "status": status}
    return {"kind": "card"} | {key: breakable(text, _LONGEST_WORD) for key, text in shown.items()}
