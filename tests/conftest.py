"""Options of the test run, and the built sites that many tests read."""

import pytest
from hypothesis import settings

from generator.language import SOURCE, speak
from tests.site_fixtures import HUBS, Site, built, use_hub

settings.register_profile("any-machine", deadline=None)  # no property fails for being slow
settings.load_profile("any-machine")


@pytest.fixture(autouse=True)
def _in_bokmal() -> None:
    """Let each test start as a run does, whatever language the one before it spoke."""
    speak(SOURCE)


def pytest_configure(config: pytest.Config) -> None:
    """Know the hubs that `--hub` names."""
    for folder in config.option.hub:
        use_hub(folder)


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Run a test that asks for `name` with each hub in turn, unless it lists its own names.

    Of ours, one is at a host's root, and one below a path and with an address.
    """
    listed = [mark.args[0] for mark in metafunc.definition.iter_markers("parametrize")]
    if "name" in metafunc.fixturenames and not any("name" in names for names in listed):
        metafunc.parametrize("name", metafunc.config.option.hub or list(HUBS), scope="session")


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
    """Add `--update-golden`, which rewrites the expected part of the golden cases, and `--hub`."""
    parser.addoption(
        "--hub",
        action="append",
        default=[],
        help="Run the tests marked `content` on the hub in this folder; may be repeated.",
    )
    parser.addoption(
        "--update-golden",
        action="store_true",
        help="Rewrite the expected part of the golden cases; review the diff.",
    )
