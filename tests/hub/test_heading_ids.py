"""The ids of headings on hand-written pages."""

import pytest

from generator.hub.heading_ids import Anchor, anchors
from generator.sources.markdown import parse


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
