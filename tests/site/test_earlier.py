"""The earlier addresses of what a role, a topic, a plan, a guide, a form or a task has."""

import pytest

from generator.hub.load import read_hub
from generator.hub.model import Hub
from generator.site.earlier import Earlier

FILES = {
    "roles.yaml": (
        "roles:\n  - {id: lis, name: LIS, aliases: [lege, turnus]}\n  - {id: x, name: X}\n"
    ),
    "links.yaml": "links: []\n",
    "content/topics.yaml": "topics:\n  - {id: ansvar, title: A, questions: [], aliases: [plikt]}\n",
    "content/guides/g.yaml": """\
id: g
title: G
intro: G.
roles: all
aliases: [h]
parts:
  - id: a
    title: A
    steps:
      - id: b
        title: B
        fields:
          - {id: c, type: text, label: C, help: C., confirmed_by: C, source: C}
""",
    "content/tasks/t.yaml": """\
id: t
title: T
intro: T.
roles: all
steps: [{title: A, text: A.}]
aliases: [u]
""",
    "content/forms/f.yaml": """\
id: f
address: skjema
title: F
intro: F.
roles: all
aliases: [gammelt]
sections:
  - {id: a, title: A, fields: [{id: b, type: text, label: B}]}
""",
}


@pytest.fixture(scope="module")
def hub(tmp_path_factory: pytest.TempPathFactory) -> Hub:
    """Return a hub in which most things were called something else."""
    root = tmp_path_factory.mktemp("hub")
    (root / "content/questions").mkdir(parents=True)
    for path, text in FILES.items():
        (root / path).parent.mkdir(exist_ok=True)
        (root / path).write_text(text, "utf-8")
    return read_hub(root)[0]


@pytest.mark.parametrize(
    ("path", "earlier"),
    [
        ("lis/", ["lege/", "turnus/"]),
        ("lis/lenker/", ["lege/lenker/", "turnus/lenker/"]),
        ("lis/feed.xml", ["lege/feed.xml", "turnus/feed.xml"]),
        ("lis/lis-sporsmal.pdf", ["lege/lege-sporsmal.pdf", "turnus/turnus-sporsmal.pdf"]),
        ("lis/ansvar/2/", ["lis/plikt/2/", "lege/ansvar/2/", "lege/plikt/2/",
                           "turnus/ansvar/2/", "turnus/plikt/2/"]),
        ("x/ansvar/", ["x/plikt/"]),
        ("emner/ansvar/", ["emner/plikt/"]),
        ("emner/ansvar/ansvar.pdf", ["emner/plikt/plikt.pdf"]),
        ("lenker/ansvar/", ["lenker/plikt/"]),
        ("veiledninger/g/", ["veiledninger/h/"]),
        ("veiledninger/g/g.pdf", ["veiledninger/h/h.pdf"]),
        ("planer/skjema/", ["planer/gammelt/"]),
        ("oppgaver/t/", ["oppgaver/u/"]),
        ("planer/f/", []),
        ("", []),
        ("x/", []),
        ("sporsmal/ansvar/", []),
        ("assets/lis/", []),
    ],
)  # fmt: skip
def test_each_part_of_an_address_has_its_earlier_names(
    hub: Hub, path: str, earlier: list[str]
) -> None:
    """In every combination, but never as it is now."""
    assert list(Earlier(hub).paths(path)) == earlier
