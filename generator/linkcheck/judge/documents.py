"""Addresses that look like those of a PDF, and show a page about it by design.

In: an address. Out: whether it is of such a kind. The name of a file stands at their end, but what
readers get is a page with the file in it. Pure.
"""

import re
from collections.abc import Callable

from generator.linkcheck.judge.addresses import is_on, path_steps, split_url

# `Fil:` and `File:` in the languages of wikis here; every wiki knows the English name.
_FILE_PAGE = re.compile(
    r"(?:file|fil|fájl|image|bilde|bilete|bild|billede|datei|fichier|archivo|bestand|tiedosto"
    r"|plik|soubor|media|fiila)(?:[ _]talk)?:"
)
# What stands before the path of a file on a code host: GitHub, Gitea, Forgejo, Hugging Face
# (`blob`), GitLab (`-/blob`), Bitbucket and Gitea (`src`), SourceHut and cgit (`tree`).
_VIEWS = frozenset({"blob", "blame", "src", "tree", "raw-view", "preview", "viewer", "view"})
_CODE_HOSTS = (
    "github.com", "gitlab.com", "bitbucket.org", "codeberg.org", "gitea.com", "huggingface.co",
    "sr.ht", "gitlab.io", "gitee.com", "framagit.org", "sourceforge.net", "dev.azure.com",
)  # fmt: skip
_ARCHIVES = (
    "web.archive.org", "archive.org", "archive.today", "archive.is", "archive.ph", "archive.li",
    "archive.md", "archive.vn", "archive.fo", "webcitation.org", "perma.cc", "ghostarchive.org",
    "arquivo.pt", "webarchive.org.uk", "nettarkivet.nb.no", "vefsafn.is", "arkiv.no",
)  # fmt: skip
# Shared files open in a viewer, and are downloaded from another address.
_DRIVES = (
    "dropbox.com", "drive.google.com", "docs.google.com", "onedrive.live.com", "1drv.ms",
    "sharepoint.com", "box.com", "icloud.com", "figshare.com", "zenodo.org", "osf.io", "scribd.com",
    "issuu.com", "academia.edu", "researchgate.net", "slideshare.net",
)  # fmt: skip
_ARCHIVED = re.compile(r"/(?:\d{4,14}(?:[a-z]{2}_)?|\*)/+https?:/", re.IGNORECASE)


def _is_archived(url: str) -> bool:
    """Return whether it is an archived copy: an address in the address, or a host of copies."""
    return is_on(url, *_ARCHIVES) or _ARCHIVED.search(split_url(url).path) is not None


def _is_file_page(url: str) -> bool:
    """Return whether a wiki tells of a file: `/wiki/Fil:Navn.pdf`, `?title=File:Name.pdf`."""
    query = split_url(url).query.casefold()
    titles = [part.partition("=")[2] for part in query.split("&") if part.startswith("title=")]
    steps = (*path_steps(url), *(title.replace("%3a", ":") for title in titles))
    return any(_FILE_PAGE.match(step) for step in steps)


def _is_code_view(url: str) -> bool:
    """Return whether it is a code host's page about a file."""
    steps = path_steps(url)[:-1]
    has_view = not _VIEWS.isdisjoint(steps)
    is_known = is_on(url, *_CODE_HOSTS) or "-" in steps  # `/-/` is GitLab's, also on own hosts
    is_own_gitea = "src" in steps and not {"branch", "commit", "tag"}.isdisjoint(steps)
    return (has_view and (is_known or "blob" in steps)) or is_own_gitea


def _is_shared_file(url: str) -> bool:
    """Return whether a file is shown in the viewer of the service that keeps it."""
    return is_on(url, *_DRIVES)


_KINDS: tuple[Callable[[str], bool], ...] = (
    _is_archived,
    _is_file_page,
    _is_code_view,
    _is_shared_file,
)


def shows_a_page(url: str) -> bool:
    """Return whether an address of a PDF gives a web page by design."""
    return any(kind(url) for kind in _KINDS)
