"""Options of the test run."""

import pytest


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
