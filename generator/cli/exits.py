"""Exit codes of the command line."""

from enum import IntEnum

import click


class Exit(IntEnum):
    """1 remains Python's, for faults of the program, and 2 is click's, for wrong usage."""

    FINE = 0
    CONTENT_PROBLEMS = 3
    DEAD_LINKS = 4
    NO_NETWORK = 5
    """The link check could see nothing, so the fault is more likely in our own network."""
    INTERRUPTED = 130
    """A run that cannot say that all is well; also what a shell reports after Ctrl-C."""


class Refused(click.ClickException):
    """The command was written rightly, but something is in the way, such as a full disk.

    click prints the sentence alone, without how the command is used.
    """

    exit_code = click.UsageError.exit_code
