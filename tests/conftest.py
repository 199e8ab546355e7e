"""Options of the test run, and the built sites that many tests read."""

import pytest

from generator.language import SOURCE, speak
from tests.site_fixtures import HUBS, Site, built


@pytest.fixture(autouse=True)
def _in_bokmal() -> None:
    """Let each test start as a run does, whatever language the one before it spoke."""
    speak(SOURCE)


@pytest.fixture(params=list(HUBS))
def name(request: pytest.FixtureRequest) -> str:
    """Return each hub in turn: one at a host's root, one below a path and with an address."""
    return str(request.param)


@pytest.fixture
def site(name: str) -> Site:
    """Return the site of the hub, built with `--strict`."""
    return built(name)


def pytest_collection_finish(session: pytest.Session) -> None:
    """Call `begin` of every test module that has one, so that slow waits run beside other tests."""
    if session.config.option.collectonly:
        return
    for module in dict.fromkeys(item.getparent(pytest.Module) for item in session.items):
        begin = getattr(module.obj, "begin", None) if module else None
        if begin:
            begin()


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add `--update-golden`, which rewrites the expected part of the golden cases."""
    parser.addoption(
        "--update-golden",
        action="store_true",
        help="Rewrite the expected part of the golden cases; review the diff.",
    )
