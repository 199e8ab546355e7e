"""A copy of a hub, and the file that was sent out of it."""

import shutil
from pathlib import Path

import pytest

from tests.editing.round_trip.sending import FILES, export
from tests.site_fixtures import HUBS


@pytest.fixture
def hub(tmp_path: Path) -> Path:
    """A copy of this hub."""
    folder = tmp_path / "hub"
    folder.mkdir()
    for name in FILES:
        source = HUBS["own"] / name
        copy = shutil.copytree if source.is_dir() else shutil.copyfile
        copy(source, folder / name)
    return folder


@pytest.fixture(params=["docx", "xlsx"])
def sent(request, hub: Path, tmp_path: Path) -> Path:
    """The file that was sent out."""
    return export(hub, tmp_path / f"hub.{request.param}")
