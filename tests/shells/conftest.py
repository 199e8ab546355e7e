"""Fixtures for the tests of offline copies."""

import pytest

from tests.shells.offline_copies import copied_site


@pytest.fixture
def copy(name: str) -> dict[str, bytes]:
    """Return the files of the offline copy of the site."""
    return copied_site(name)
