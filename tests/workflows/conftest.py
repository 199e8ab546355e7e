"""The worlds in which the scripts are run."""

from pathlib import Path

import pytest

from tests.workflows.world import World, hub_of


@pytest.fixture
def github(tmp_path: Path) -> World:
    """GitHub alone, without a repository."""
    return World(tmp_path)


@pytest.fixture
def world(tmp_path: Path) -> World:
    """A repository with a hub of one link."""
    world = World(tmp_path)
    world.commit(hub_of("https://a.no/"))
    return world
