"""Where a web form reads and writes: the code host of a hub.

In: the address of the repository, and how its files are edited there. Out: the setting `backend` of
Sveltia CMS and Decap CMS, and the origins that the form must be able to ask.
"""

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

_ROOTS = {"github": "/api/v3", "gitlab": "/api/v4", "gitea": "/api/v1"}
"""Where the interface of each code host is, if it has a host of its own."""
_PUBLIC = {"github.com": "https://api.github.com", "gitlab.com": "https://gitlab.com/api/v4"}
EDIT_PATHS = {"edit/": "github", "-/edit/": "gitlab", "_edit/": "gitea"}
"""How the setting `edit_path` begins at each code host; the branch follows."""


@dataclass(frozen=True, slots=True)
class Backend:
    """The code host of a hub, as a form has to know it."""

    settings: dict[str, Any]
    origins: tuple[str, ...]
    """What the page may connect to beside its own origin."""


def backend_of(repo_url: str, edit_path: str, branch: str | None = None) -> Backend:
    """Return the backend of a hub; `branch` replaces that of `edit_path`.

    Raises ValueError with a sentence that says what is missing.
    """
    if not repo_url:
        raise ValueError(
            "huben har ingen «repo_url», og skjemaet lagrer i depotet; "
            "skriv adressen til depotet i innstillingene"
        )
    parts = urlsplit(repo_url)
    found = ((path, host) for path, host in EDIT_PATHS.items() if edit_path.startswith(path))
    before, host = next(found, ("", ""))
    repo = parts.path.strip("/").removesuffix(".git")
    if not host or repo.count("/") < 1:
        raise ValueError(
            f"skjemaet virker med GitHub, GitLab og Gitea, og «{repo_url}» med «{edit_path}» er "
            "ingen av dem; rett «repo_url» og «edit_path» i innstillingene"
        )
    origin = f"{parts.scheme}://{parts.netloc}"
    root = _PUBLIC.get(parts.netloc, f"{origin}{_ROOTS[host]}")
    settings: dict[str, Any] = {
        "name": host,
        "repo": repo,
        "branch": branch or edit_path.removeprefix(before).strip("/"),
        # Signing in otherwise takes a service on another host.
        "auth_methods": ["token"],
    }
    if parts.netloc not in _PUBLIC:
        settings |= {"base_url": origin, "api_root": root}
    return Backend(settings, ("{0.scheme}://{0.netloc}".format(urlsplit(root)),))
