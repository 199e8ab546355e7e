"""What the frame around a page shows. The frame's template takes this and nothing else."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from urllib.parse import urlsplit

from generator.hub.model import Role
from generator.problems import Problem
from generator.site.content import Content
from generator.site.pages.page import Page, relative
from generator.site.settings import Settings, new_question_address

_SHORT = 50
_LONGEST = 160
"""Characters of a description: search engines cut what is longer."""
_NOT_FOUND = (
    "Siden er flyttet eller finnes ikke. Gå til forsiden og velg rolle, eller se alle spørsmål."
)


@dataclass(frozen=True, slots=True)
class Frame:
    """The frame of one page; `href` says how it links to the rest of the site."""

    page: Page
    settings: Settings
    title: str
    """Of the window: the page's and the site's."""
    description: str
    canonical: str | None
    policy: str | None
    """The Content-Security-Policy; None for a preview, which needs a script to reload."""
    roles: Sequence[Role]
    written: Sequence[tuple[str, str]]
    """(title, address) of the hand-written pages, by title."""
    new_question: str | None
    """Where a reader who found no answer proposes a question."""
    problems: Sequence[Problem] = ()
    """Errors in the sources, while a preview shows the last good site."""
    root: str | None = None
    """The site's root on its host, for a page that is shown at any address."""

    def href(self, path: str) -> str:
        """Return how the page links to a path from the site's root."""
        return f"{self.root}{path}" if self.root else relative(self.page.address, path)


def frame_of(
    content: Content, page: Page, *, policy: str | None, problems: Sequence[Problem] = ()
) -> Frame:
    """Return the frame of a page of the site."""
    settings = content.settings
    return Frame(
        page=page,
        settings=settings,
        title=f"{page.title} – {settings.site_name}" if page.address else settings.site_name,
        description=_description(page.description, settings.about),
        canonical=f"{settings.site_url}{page.address}" if settings.site_url else None,
        policy=policy,
        roles=content.hub.roles,
        written=sorted((written.title, f"{written.id}/") for written in content.hub.pages),
        new_question=new_question_address(settings),
        problems=problems,
    )


def frame_of_missing(
    content: Content, *, policy: str | None, problems: Sequence[Problem] = ()
) -> Frame:
    """Return the frame of the page that a server shows where there is none.

    It is shown at any address, so its links begin at the host's root.
    """
    switch = {role.id: f"{role.id}/" for role in content.hub.roles}
    page = Page("404.html", "text", "Fant ikke siden", _NOT_FOUND, "", switch=switch)
    frame = frame_of(content, page, policy=policy, problems=problems)
    return replace(frame, root=urlsplit(content.settings.site_url).path or "/", canonical=None)


def _description(text: str, about: str) -> str:
    """Return what search engines show of a page: a short description is filled up."""
    text = text or about
    if len(text) < _SHORT and text != about:
        text = f"{text} {about}".strip()
    if len(text) <= _LONGEST:
        return text
    return text[: _LONGEST - 1].rsplit(" ", 1)[0] + "…"
