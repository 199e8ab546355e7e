"""The settings of a site, and the addresses for suggestions that follow from them."""

from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote


@dataclass(frozen=True, slots=True)
class Settings:
    """The settings of one site."""

    site_name: str = "Rollehub"
    about: str = ""
    """What the site is, in a sentence or two."""
    site_url: str = ""
    """Absolute address of the site, ending in a slash; empty if unknown."""
    repo_url: str = ""
    edit_path: str = "edit/main/"
    """The part between `repo_url` and a file's path in the address where the file is edited."""
    contact: str = ""
    """The e-mail address for suggestions, used without a repository."""
    pdf: bool = True
    """Whether each role's pages offer PDFs."""
    paper_cache: Path | None = None
    """The folder that keeps PDFs between builds; None for no cache."""
    language: str = "nb"
    """BCP 47 tag of the language of the pages."""
    icon: str = "assets/images/favicon.svg"
    """Path of the icon. This and the following paths are relative to the site's root."""
    stylesheets: tuple[str, ...] = ("assets/stylesheets/hub.css",)
    """In the order in which pages load them."""
    immutable: tuple[str, ...] = ()
    """Files whose names change with their content, so browsers may keep them."""
    overrides: Path | None = None
    """The hub's own folder of templates and assets, used before the tool's; it may be missing."""
    assets: Path | None = None
    """The hub's folder of files to publish under `assets/`, such as images; it may be missing."""


def suggestion_address(settings: Settings, path: str, title: str) -> str | None:
    """Return the address for proposing a change to a file: an edit page, a `mailto:`, or None.

    `path` is relative to the hub; `title` is what readers call the page.
    """
    if settings.repo_url:
        return f"{settings.repo_url.rstrip('/')}/{settings.edit_path}{path}"
    if settings.contact:
        subject = quote(f"Forslag til endring: {title}")
        body = quote(f"Forslaget gjelder «{title}» ({path}).\r\n\r\nSkriv forslaget her:\r\n")
        return f"mailto:{settings.contact}?subject={subject}&body={body}"
    return None


def new_question_address(settings: Settings) -> str | None:
    """Return the address for proposing a new question: a new issue, a `mailto:`, or None."""
    title = "Forslag til nytt spørsmål"
    if settings.repo_url:
        return f"{settings.repo_url.rstrip('/')}/issues/new?title={quote(title)}"
    if settings.contact:
        return f"mailto:{settings.contact}?subject={quote(title)}"
    return None
