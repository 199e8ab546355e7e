"""The settings of a site, and the addresses for suggestions that follow from them."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from urllib.parse import quote

from generator.hub.field_types import Text
from generator.hub.kinds import CONTENT
from generator.hub.options import Options
from generator.language import language_of

_PAPER_CACHE = ".rollehub/pdf"  # in the hub's folder; never in version control
_PRINTS_CACHE = ".rollehub/prints"


STYLESHEET = "assets/stylesheets/hub.css"
"""Path of our own stylesheet, from the site's root."""


@dataclass(frozen=True, slots=True)
class Offline:
    """A site that is read from a folder on a disk: a copy."""

    day: date | None = None
    """The date of the copy; None if it is unknown."""


class Settings(Options):
    """The settings of one site: those of its hub, and what the shell adds."""

    site_name: Text = "Rollehub"
    root: Path | None = None
    """The hub's folder; None for a hub without files, whose PDFs are not kept either."""

    edition_of: str = ""
    """Set for the edition of a site in another language: the language of the whole site."""

    offline: Offline | None = None
    """Set for an offline copy: its addresses name files, and each page says that it is a copy."""

    @property
    def all_stylesheets(self) -> tuple[str, ...]:
        """The stylesheets in the order in which pages load them, as paths from the site's root."""
        return (STYLESHEET, *self.stylesheets)

    @property
    def own_overrides(self) -> Path | None:
        """The hub's own folder of templates and assets; it may be missing."""
        return self.root / self.overrides if self.root else None

    @property
    def own_assets(self) -> Path | None:
        """The hub's folder of files to publish under `assets/`; it may be missing."""
        return self.root / CONTENT / "assets" if self.root else None

    @property
    def folder(self) -> str:
        """The folder of an edition, such as `nn/`; empty for the whole site."""
        return f"{self.language}/" if self.edition_of else ""

    @property
    def paper_cache(self) -> Path | None:
        """The folder that keeps PDFs between builds."""
        return self.root / _PAPER_CACHE / self.folder if self.root else None

    @property
    def prints_cache(self) -> Path | None:
        """The folder that keeps cards and handouts between builds."""
        return self.root / _PRINTS_CACHE / self.folder if self.root else None


def site_settings(options: Options, root: Path) -> Settings:
    """Return the settings of the site of the hub in folder `root`."""
    return Settings.model_construct(**dict(options), root=root)  # they are valid already


def suggestion_address(settings: Settings, path: str, title: str) -> str | None:
    """Return the address for proposing a change to a file: an edit page, a `mailto:`,
    the contact's page, or None.

    `path` is relative to the hub; `title` is what readers call the page.
    """
    if settings.repo_url:
        return f"{settings.repo_url.rstrip('/')}/{settings.edit_path}{path}"
    if settings.contact_mail:
        _ = language_of(settings.language).gettext
        subject = quote(_("Forslag til endring: %(title)s", title=title))
        about = _("Forslaget gjelder «%(title)s» (%(path)s).", title=title, path=path)
        write = _("Skriv forslaget her:")
        body = quote(f"{about}\r\n\r\n{write}\r\n")
        return f"mailto:{settings.contact}?subject={subject}&body={body}"
    return settings.contact or None


def issue_address(settings: Settings, title: str, body: str = "") -> str:
    """Return the address of a new issue in the repository, with its title and its text."""
    # GitLab has «-/» before its own pages: https://docs.gitlab.com/user/project/issues/
    is_gitlab = settings.edit_path.startswith("-/")
    form = "-/issues/new?issue%5Btitle%5D=" if is_gitlab else "issues/new?title="
    text = ("&issue%5Bdescription%5D=" if is_gitlab else "&body=") + quote(body) if body else ""
    return f"{settings.repo_url.rstrip('/')}/{form}{quote(title)}{text}"


def new_question_address(settings: Settings) -> str | None:
    """Return the address for proposing a new question: a new issue, a `mailto:`, the contact's
    page, or None.
    """
    title = language_of(settings.language).gettext("Forslag til nytt spørsmål")
    if settings.repo_url:
        return issue_address(settings, title)
    if settings.contact_mail:
        return f"mailto:{settings.contact}?subject={quote(title)}"
    return settings.contact or None
