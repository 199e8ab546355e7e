"""What `build` and `serve` have in common: the folder of the hub.

In: arguments. Out: values, or printed text and the end of the program.
"""

import os
from pathlib import Path

import click

from generator.cli.exits import Refused
from generator.site.day import source_day

FOLDER = click.Path(exists=True, file_okay=False, path_type=Path)
_SIGNS = ("roles.yaml", "links.yaml", "content")


def check_surroundings(directory: Path) -> None:
    """Refuse if the folder is no hub, or if the environment has no valid date."""
    if not any((directory / name).exists() for name in _SIGNS):
        named = f"mappen {directory}" if directory.name else "mappen du står i"
        raise Refused(f"{named} er ingen hub: den har ikke «{_SIGNS[0]}»")
    try:
        source_day(os.environ.get("SOURCE_DATE_EPOCH", ""))
    except ValueError as error:
        raise Refused(str(error)) from error
