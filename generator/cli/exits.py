"""Exit codes of the command line, in one place."""

from enum import IntEnum


class Exit(IntEnum):
    """1 stays Python's, for our own faults, and 2 is click's, for wrong usage."""

    FINE = 0
    CONTENT_PROBLEMS = 3
    DEAD_LINKS = 4
    INTERRUPTED = 130
