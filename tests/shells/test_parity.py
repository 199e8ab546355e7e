"""Both shells publish the same site: `mkdocs build` and `rollehub build`, on both hubs.

No difference is allowed, so there is no table of differences to keep: pages and files are whole
before a shell sees them. A shell that must change one again gets a row here, with its reason.
"""

import sys
from pathlib import Path
from subprocess import run

import pytest

from tests.site_fixtures import HUBS, MOUNTS, Site, built, environment

COMMAND = Path(sys.executable).with_name("rollehub")


@pytest.fixture(params=HUBS)
def both(request: pytest.FixtureRequest, tmp_path: Path) -> tuple[Site, Site]:
    """Return the site of a hub from MkDocs, and from our own shell."""
    name, folder = request.param, tmp_path / "site"
    run(
        [COMMAND, "build", HUBS[name], "--site", folder, "--strict"],
        env=environment(), cwd=tmp_path, check=True, capture_output=True,
    )  # fmt: skip
    return built(name), Site(folder, MOUNTS[name])


def test_both_shells_publish_the_same_bytes(both: tuple[Site, Site]) -> None:
    """The same files, with equal bytes: pages, data, feeds, search index, PDFs, styles, scripts."""
    theirs, ours = (site.files for site in both)
    assert ours.keys() == theirs.keys()
    assert [path for path, raw in ours.items() if raw != theirs[path]] == []
    kinds = {Path(path).suffix for path in ours}
    assert kinds >= {".html", ".json", ".xml", ".js", ".css", ".pdf", ".txt", ".svg"}
