"""A hub that editors change: what holds whatever they write, as other tests marked `content` do."""

import pytest

from generator.problems import errors
from generator.shells.reading import read_sources
from tests.site_fixtures import HUBS


@pytest.mark.content
def test_a_hub_has_no_errors(name: str) -> None:
    """Warnings, such as a review that is due, are no reason to stop an edit."""
    assert [str(problem) for problem in errors(read_sources(HUBS[name]).problems)] == []
