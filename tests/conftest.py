"""Options of the test run."""

import pytest


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add `--update-golden`, which writes what is found into the golden cases."""
    parser.addoption(
        "--update-golden",
        action="store_true",
        help="Rewrite the expected part of the golden cases; review the difference.",
    )
