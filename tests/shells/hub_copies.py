"""Copies of the coffee hub that a test may modify."""

import shutil
from pathlib import Path

from tests.site_fixtures import HUBS, ROOT

BAD_ROLE = "content/questions/bytte-vakt.yaml:3:18: feil: ukjent rolle «ringevikr»"


def copy_of_kaffe(folder: Path) -> Path:
    """Copy the coffee hub to a folder and return the path of its configuration."""
    root = folder / "hub"
    shutil.copytree(HUBS["kaffe"], root, ignore=shutil.ignore_patterns(".rollehub", "site"))
    config = root / "mkdocs.yml"
    text = config.read_text(encoding="utf-8")
    assert "../../../overrides" in text
    config.write_text(text.replace("../../../overrides", str(ROOT / "overrides")), encoding="utf-8")
    return config


def replace(file: Path, old: str, new: str) -> None:
    """Replace a text that occurs exactly once in a file."""
    text = file.read_text(encoding="utf-8")
    assert text.count(old) == 1
    file.write_text(text.replace(old, new), encoding="utf-8")


def break_role(config: Path) -> None:
    """Misspell a role in one question."""
    replace(config.parent / "content/questions/bytte-vakt.yaml", "ringevikar]", "ringevikr]")
