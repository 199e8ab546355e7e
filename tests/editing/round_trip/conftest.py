"""A copy of a hub, and the file that was sent out of it."""

import shutil
from pathlib import Path

import pytest

from generator.language import SOURCE, speak
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


@pytest.fixture(scope="session", params=["docx", "xlsx"])
def exported(request, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The file that was sent out, for copies of it."""
    speak(SOURCE)
    return export(HUBS["own"], tmp_path_factory.mktemp("sent") / f"hub.{request.param}")


@pytest.fixture
def sent(exported: Path, tmp_path: Path) -> Path:
    """The file that was sent out."""
    return Path(shutil.copy(exported, tmp_path))
