"""Equal content gives equal bytes, and a key that changes whenever the bytes do."""

import os
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from generator.language import Language
from generator.site.content import Content
from generator.site.paper import pdf as paper
from generator.site.paper.pdf import documents
from tests.site.paper.printed import DATE, SITE, papers
from tests.site_fixtures import HUBS, ROOT, a_hub, a_question

PROGRAM = """
import sys
from datetime import date
from hashlib import sha256
from pathlib import Path
from generator.hub.load import read_hub
from generator.site.paper.pdf import compile_pdf, documents
from generator.site.content import Content
from generator.site.settings import Settings
hub, _, _ = read_hub(Path(sys.argv[1]))
for document in documents(Content(hub, Settings(site_name="Hjelpen", site_url="https://hjelpen.example.org/hjelp/"))):
    pdf = compile_pdf(document, day=date(2026, 11, 21))
    print(document.path, document.key(date(2026, 11, 21)), sha256(pdf).hexdigest())
"""


@pytest.mark.parametrize("name", HUBS)
def test_equal_sources_give_equal_bytes(name: str, tmp_path: Path) -> None:
    """Process, folder, time zone, time and hash seed do not affect the bytes."""

    def run(seed: str, folder: Path, zone: str, epoch: str) -> str:
        environment = {
            **os.environ, "PYTHONHASHSEED": seed, "TZ": zone, "SOURCE_DATE_EPOCH": epoch,
            "PYTHONPATH": str(ROOT), "LC_ALL": "C", "HOME": str(folder),
        }  # fmt: skip
        command = [sys.executable, "-c", PROGRAM, str(HUBS[name])]
        return subprocess.run(
            command, cwd=folder, env=environment, capture_output=True, text=True, check=True
        ).stdout

    first = run("1", tmp_path, "Pacific/Kiritimati", "1")
    assert first == run("2", ROOT, "Pacific/Pago_Pago", "1900000000")
    assert len(first.splitlines()) == len(papers(name))


def test_a_key_changes_with_everything_that_affects_the_bytes(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The key depends on content, date, template and Typst version; the edition on the content
    alone.
    """
    (one,) = documents(Content(a_hub(a_question("x")), SITE))
    (same,) = documents(Content(a_hub(a_question("x")), SITE))
    (other,) = documents(Content(a_hub(a_question("x", answer="Et annet svar.")), SITE))
    assert one == same
    assert hash(one) == hash(same)
    assert one.key(DATE) == same.key(DATE)
    assert one.edition == same.edition
    keys = {one.key(DATE), other.key(DATE), one.key(date(2026, 11, 22))}
    monkeypatch.setattr(paper, "template", lambda _: b"another")
    keys.add(one.key(DATE))
    monkeypatch.setattr(paper, "VERSION", "0")
    keys.add(one.key(DATE))
    monkeypatch.setattr(Language, "date", lambda _, day: str(day))
    keys.add(one.key(DATE))
    assert len(keys) == 6
    assert one.edition != other.edition
