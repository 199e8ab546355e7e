"""The addresses of the site, the ids of headings, and what links on hand-written pages mean."""

import pytest

from generator.hub.site_paths import Anchor, anchors, site_path, site_paths
from generator.sources.markdown import parse
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


def test_every_path_is_on_the_site(name: str, site: Site) -> None:
    """Pages may link to all that a build publishes, and to nothing else."""
    paths = set(site_paths(hub(name)))
    files = {f"{path}index.html" if path.endswith("/") or not path else path for path in paths}
    assert files <= set(site.files)
    pages = {path for path in site.files if path.endswith("index.html")}
    assert pages <= files


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("## Legge til et spørsmål", [("legge-til-et-sporsmal", "legge-til-et-sprsmal")]),
        ("## Ærlig", [("aerlig", "rlig")]),
        ("## Når du søker", [("nar-du-soker", "nar-du-sker")]),
        ("## Ø\n\n## Å", [("o", "_1"), ("a", None)]),
        ("## Om\n\n## Om", [("om", None), ("om-2", "om_1")]),
        ("## Om\n\n## Om 2\n\n## Om", [("om", None), ("om-2", None), ("om-3", "om_1")]),
        ("## §", [("avsnitt", "_1")]),
        ("## `id` og **fet**", [("id-og-fet", None)]),
        ("> ## Inni\n\n- # Punkt", [("inni", None), ("punkt", None)]),
    ],
)
def test_a_heading_keeps_its_earlier_id(text: str, found: list[tuple[str, str | None]]) -> None:
    """Letters follow the rule of the handbook, repeated ids get a number, earlier ids are kept."""
    assert list(anchors(parse(text)).values()) == [Anchor(*ids) for ids in found]
