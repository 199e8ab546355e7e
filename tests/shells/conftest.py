"""Fixtures for the tests of offline copies."""

import pytest

from tests.shells.offline_copies import copied_site


@pytest.fixture
def copy(name: str) -> dict[str, bytes]:
    """The files of its copy."""
    return copied_site(name)
