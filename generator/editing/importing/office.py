"""Files of Word and Excel: whether one can be opened, before a library by others reads all of it.

In: a path, and what the file should be. Out: nothing; or UnusableError, with a Norwegian sentence,
for a file that is damaged, encrypted, of another kind, or too large when unpacked.
"""

import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from xml.parsers import expat
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from generator.editing.importing.lines import UnusableError
from generator.files import reason

_MEGABYTE = 1_000_000
_MOST = 200 * _MEGABYTE
"""Bytes of all parts of a file; pictures take most of them."""
_MOST_XML = 50 * _MEGABYTE
"""Bytes of the parts in XML; a tree of them takes ten times as much memory."""
_XML = (".xml", ".rels")
_ENCRYPTED, _PATCHED, _STRONGLY_ENCRYPTED = 0x01, 0x20, 0x40
"""Flags of a part that the standard library cannot read."""
_COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""How a file with a password begins, and one in the format before 2007."""
_NOT_WHOLE = (
    BadZipFile,  # no archive, or a part whose sum is wrong
    EOFError,  # a part that ends too early
    zlib.error,  # a part that was changed
    RuntimeError,  # zipfile: a number of the archive's version that does not exist
    UnicodeDecodeError,  # the name of a part
    expat.ExpatError,
    LookupError,  # an encoding of XML that does not exist
)
_OTHER_PARTS = (
    KeyError,  # a part, or the reference to it, is missing
    IndexError,  # openpyxl: a number of a style that is missing
    AttributeError,  # another element than the one that a part should have
    ValueError,  # a value that is not one of those that the format has; a file of another program
    TypeError,  # openpyxl: an attribute that the format does not have
    SyntaxError,  # lxml: a namespace that is no address, a text of more than 10 MB
    OSError,  # openpyxl: no workbook; that the file can be read is known then
)


def check_package(path: Path, kind: str) -> None:
    """Raise UnusableError if a file is not `kind`, such as "et Word-dokument", or not whole.

    After this, each part can be unpacked and its XML parsed.
    """
    try:
        with path.open("rb") as file:
            if file.read(len(_COMPOUND)) == _COMPOUND:
                raise UnusableError(
                    f"{path}: filen har passord eller er i et gammelt format; lagre den uten "
                    f"passord, som {path.suffix.lower()}"
                )
        with ZipFile(path) as package:
            parts = package.infolist()
            _check_size(path, parts)
            if not all(_is_readable(part) for part in parts):
                raise _damaged(path, kind)
            for part in parts:
                data = package.read(part)
                if part.filename.lower().endswith(_XML):
                    _parse(data)
    except _NOT_WHOLE as error:
        raise _damaged(path, kind) from error
    except OSError as error:
        raise UnusableError(f"{path}: filen kan ikke leses ({reason(error)})") from error


@contextmanager
def opening(path: Path, kind: str) -> Iterator[None]:
    """Raise UnusableError if a library does not find the parts that a file must have.

    Hold nothing inside but the library's opening of the file, as errors of our own look the same.
    """
    try:
        yield
    except _OTHER_PARTS as error:
        raise _damaged(path, kind) from error


def _damaged(path: Path, kind: str) -> UnusableError:
    return UnusableError(f"{path}: filen er ikke {kind}, eller er skadet; lagre den på nytt")


def _check_size(path: Path, parts: list[ZipInfo]) -> None:
    """Refuse a file that fills the memory; the standard library unpacks no more than is stated."""
    sizes = (
        (sum(part.file_size for part in parts), _MOST, "ta ut bilder"),
        (
            sum(part.file_size for part in parts if part.filename.lower().endswith(_XML)),
            _MOST_XML,
            "del den i flere filer",
        ),
    )
    for size, most, cure in sizes:
        if size > most:
            raise UnusableError(
                f"{path}: filen blir {size // _MEGABYTE} MB når den pakkes ut, og grensen er "
                f"{most // _MEGABYTE} MB; {cure}"
            )


def _is_readable(part: ZipInfo) -> bool:
    """Whether a part is packed in a way that the format has."""
    unreadable = _ENCRYPTED | _PATCHED | _STRONGLY_ENCRYPTED
    return part.compress_type in (ZIP_STORED, ZIP_DEFLATED) and not part.flag_bits & unreadable


def _parse(data: bytes) -> None:
    """Raise ExpatError for what is not XML; the format allows no DTD, which could be a bomb."""
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.StartDoctypeDeclHandler = _refuse_dtd
    parser.Parse(data, True)  # noqa: FBT003 - expat takes it by place


def _refuse_dtd(*_: object) -> None:
    raise expat.ExpatError
