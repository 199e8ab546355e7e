"""The addresses of the site, and what links on hand-written pages mean."""

import pytest

from generator.hub.site_paths import site_path, site_paths
from tests.site_fixtures import Site, hub


@pytest.mark.parametrize(
    ("written", "path"),
    [
        ("~/", ""),
        ("~/lis/#hva", "lis/#hva"),
        ("om.md", "om/"),
        ("om.md#kontakt", "om/#kontakt"),
        ("data/hub.json", "data/hub.json"),
        ("#kontakt", None),
        ("link:x", None),
        ("https://a.no/", None),
        ("//a.no/", None),
        ("/lis/", None),
        ("", None),
    ],
)
def test_a_link_on_a_page_means_a_path(written: str, path: str | None) -> None:
    """`~/`, another page's file and a bare path are paths on the site; other addresses are not."""
    assert site_path(written) == path


@pytest.mark.content
def test_every_path_is_on_the_site(name: str, site: Site) -> None:
    """Pages may link to all that a build publishes, and to nothing else."""
    paths = set(site_paths(hub(name)))
    files = {f"{path}index.html" if path.endswith("/") or not path else path for path in paths}
    assert files <= set(site.files)
    pages = {path for path in site.files if path.endswith("index.html")}
    assert pages <= files
