"""Options of the test run, and the sites that many tests read."""

import pytest

from tests.site_fixtures import HUBS, Site, built


@pytest.fixture(params=list(HUBS))
def name(request: pytest.FixtureRequest) -> str:
    """Each of the two hubs in turn: one at a host's root, one below it and with an address."""
    return str(request.param)


@pytest.fixture
def site(name: str) -> Site:
    """Its site, built strictly."""
    return built(name)


def pytest_collection_finish(session: pytest.Session) -> None:
    """Let what mostly waits begin at once, beside the other tests: the `begin` of their modules."""
    if session.config.option.collectonly:
        return
    for module in dict.fromkeys(item.getparent(pytest.Module) for item in session.items):
        begin = getattr(module.obj, "begin", None) if module else None
        if begin:
            begin()


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add `--update-golden`, which writes what is found into the golden cases."""
    parser.addoption(
        "--update-golden",
        action="store_true",
        help="Rewrite the expected part of the golden cases; review the difference.",
    )
