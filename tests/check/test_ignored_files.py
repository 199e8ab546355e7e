"""Files that editors and operating systems leave in a hub are neither read nor published."""

import shutil
import subprocess
import sys
from datetime import date
from pathlib import Path

from generator.check.checks import check
from generator.hub.load import read_hub
from generator.hub.model import Hub
from generator.problems import Problem
from tests.site_fixtures import HUBS, ROOT

LEFT_BEHIND = [
    "._bytte-vakt.yaml", ".bytte-vakt.yaml.swp", "bytte-vakt.yaml.swp", "bytte-vakt.yaml~",
    "bytte-vakt.yaml.bak", "bytte-vakt.yaml.orig", "#bytte-vakt.yaml#", ".DS_Store", "Thumbs.db",
    "desktop.ini", "~$notater.docx", "._om.md", "om.md~", ".vscode/om.md", "__MACOSX/om.yaml",
]  # fmt: skip


def leave_files(root: Path) -> None:
    """Put each file, and a link to nothing as Emacs does, in every folder of the content."""
    for folder in ("content", "content/questions", "content/pages", "content/assets"):
        for name in LEFT_BEHIND:
            file = root / folder / name
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(b"\0\5\x16\7")
        (root / folder / ".#bytte-vakt.yaml").symlink_to("a@b.1:2")


def found_in(root: Path) -> tuple[Hub, list[Problem]]:
    """Return the hub in a folder and what is wrong with it."""
    hub, origins, problems = read_hub(root)
    return hub, [*problems, *check(hub, origins, date(2026, 11, 21))]


def test_such_files_are_neither_read_nor_published(tmp_path: Path) -> None:
    """The hub and its site are the same as without them."""
    root = tmp_path / "hub"
    shutil.copytree(HUBS["kaffe"], root)
    config = root / "mkdocs.yml"
    text = config.read_text(encoding="utf-8")
    config.write_text(text.replace("../../../overrides", str(ROOT / "overrides")), encoding="utf-8")
    without = found_in(root)
    leave_files(root)
    assert found_in(root) == without
    command = [sys.executable, "-m", "mkdocs", "build", "-q", "-f", str(config)]
    result = subprocess.run(command, capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stderr
    names = {Path(name).name for name in (*LEFT_BEHIND, ".#bytte-vakt.yaml")}
    assert [path for path in (root / "site").rglob("*") if path.name in names] == []
