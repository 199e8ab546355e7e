"""What the configuration of a site says, and the addresses that follow from it."""

from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote


@dataclass(frozen=True, slots=True)
class Settings:
    """The options of one site."""

    site_name: str = "Rollehub"
    about: str = ""
    """What the site is, in a sentence or two."""
    site_url: str = ""
    """Absolute address of the site, ending in a slash; empty where it is not known."""
    repo_url: str = ""
    edit_path: str = "edit/main/"
    """What is between `repo_url` and a file's path where the file is edited."""
    contact: str = ""
    """The e-mail address that takes suggestions where there is no repository."""
    pdf: bool = True
    """Whether each role's pages offer PDFs for paper."""
    paper_cache: Path | None = None
    """The folder that keeps PDFs between builds; None keeps none."""
    language: str = "nb"
    """BCP 47 tag of the language of the pages."""
    icon: str = "assets/images/favicon.svg"
    """Path of the site's icon from its root, as are the following."""
    stylesheets: tuple[str, ...] = ("assets/stylesheets/hub.css",)
    """In the order in which pages load them."""
    immutable: tuple[str, ...] = ()
    """Files whose names change with their content, so that browsers may keep them."""


def suggestion_address(settings: Settings, path: str, title: str) -> str | None:
    """Return where a reader proposes a change to a file: its editor, else an e-mail, else None."""
    if settings.repo_url:
        return f"{settings.repo_url.rstrip('/')}/{settings.edit_path}{path}"
    if settings.contact:
        subject = quote(f"Forslag til endring: {title}")
        body = quote(f"Forslaget gjelder «{title}» ({path}).\r\n\r\nSkriv forslaget her:\r\n")
        return f"mailto:{settings.contact}?subject={subject}&body={body}"
    return None


def new_question_address(settings: Settings) -> str | None:
    """Return where a reader who found no answer proposes a question: an issue, else an e-mail."""
    title = "Forslag til nytt spørsmål"
    if settings.repo_url:
        return f"{settings.repo_url.rstrip('/')}/issues/new?title={quote(title)}"
    if settings.contact:
        return f"mailto:{settings.contact}?subject={quote(title)}"
    return None
