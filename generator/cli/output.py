"""Output in any encoding of the terminal or pipe, such as an 8-bit code page of Windows.

In: the text of a report. Out: printed text in which every character is shown or escaped.
"""

import codecs
import os
import re
import sys
from contextlib import suppress
from io import TextIOWrapper
from pathlib import Path

import click

from generator.files import reason


def _escaped(error: UnicodeError) -> tuple[str, int]:
    """Return escapes, as in JSON, for characters that the output's encoding lacks."""
    assert isinstance(error, UnicodeEncodeError)
    units = error.object[error.start : error.end].encode("utf-16-be", "surrogatepass").hex()
    return re.sub("(....)", r"\\u\1", units), error.end


def _plain_ascii(name: str) -> codecs.CodecInfo | None:
    """Return ASCII by another name: click replaces a stream with that name by one in UTF-8."""
    if name != _ASCII:
        return None
    ascii_ = codecs.lookup("ascii")
    return codecs.CodecInfo(
        ascii_.encode, ascii_.decode, ascii_.streamreader, ascii_.streamwriter,
        ascii_.incrementalencoder, ascii_.incrementaldecoder, name=_ASCII,
    )  # fmt: skip


_ASCII = "rollehub_ascii"
_ESCAPED = "rollehub.escaped"
codecs.register_error(_ESCAPED, _escaped)
codecs.register(_plain_ascii)
_FOR_PROGRAMS = {"json": _ESCAPED, "junit": "xmlcharrefreplace"}
"""Format that is read as UTF-8 -> how it writes a character in ASCII."""


def escape_what_cannot_be_shown() -> None:
    """Let both streams of the program escape the characters that their encodings lack.

    A stream that was closed before the program began becomes one that nobody reads.
    """
    for name in ("stdout", "stderr"):
        if getattr(sys, name) is None:
            setattr(sys, name, Path(os.devnull).open("w", encoding="utf-8"))  # noqa: SIM115 - to the end
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            is_ascii = codecs.lookup(stream.encoding).name == "ascii"
            stream.reconfigure(encoding=_ASCII if is_ascii else stream.encoding, errors=_ESCAPED)


def show(report: str, format_: str) -> None:
    """Print a report.

    JSON and XML must be UTF-8; in any other encoding they are ASCII, which means the same in all. A
    reader that has left, such as `head`, is no fault; a disk that is full is reported.
    """
    is_utf_8 = codecs.lookup(sys.stdout.encoding or "utf-8").name == "utf-8"
    if format_ in _FOR_PROGRAMS and not is_utf_8:
        report = report.encode("ascii", _FOR_PROGRAMS[format_]).decode()
    try:
        click.echo(report, nl=False)
        sys.stdout.flush()
    except OSError as error:
        # Python would try once more to print what is left, and complain.
        with suppress(OSError, ValueError):
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        if not isinstance(error, BrokenPipeError):
            raise click.UsageError(f"rapporten kan ikke skrives ut ({reason(error)})") from error
