"""The test bed, for the tests that ask for it."""

from collections.abc import Iterator

import pytest

from tests.linkcheck.bed.server import Bed
from tests.linkcheck.bed.table import CASES


@pytest.fixture(scope="module")
def bed(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Bed]:
    """Serve all cases, and those that the test module lists as `OWN`, while the module is run."""
    own = getattr(request.module, "OWN", ())
    with Bed(tmp_path_factory.mktemp("bed"), (*CASES, *own)) as bed:
        yield bed


@pytest.fixture(autouse=True)
def _fresh_bed(request: pytest.FixtureRequest) -> None:
    """Let every test begin with a bed that has had no requests."""
    if "bed" in request.fixturenames:
        request.getfixturevalue("bed").forget()
