"""Files -> one ZIP, reproducibly."""

import hashlib
import re
from collections.abc import Mapping
from datetime import date
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from generator.shells.edition import EARLIEST, Edition

SUMS = "SHA256SUMS"
"""The file beside ZIPs with their checksums, in the form that `sha256sum --check` reads."""
_LATEST = date(2107, 12, 31)  # the last date that a ZIP can record
# https://learn.microsoft.com/windows/win32/fileio/naming-a-file
_NOT_ON_WINDOWS = re.compile(
    r'[<>:"\\|?*\x00-\x1f\x7f]|[. ](?:/|$)|(?:^|/)(?:(?:con|prn|aux|nul|com\d|lpt\d)?(?:[./]|$))',
    re.IGNORECASE,
)


def as_zip(files: Mapping[str, bytes], edition: Edition) -> bytes:
    """Return a ZIP that has the files in one folder, dated with the edition.

    Equal files give equal bytes on every machine. Raises ValueError, with a message in Norwegian,
    for a path that leaves the folder or that Windows does not allow.
    """
    day = min(edition.day or EARLIEST, _LATEST)
    made = BytesIO()
    with ZipFile(made, "w") as archive:
        for path in sorted(files):
            if _NOT_ON_WINDOWS.search(path) or ".." in path.split("/"):
                raise ValueError(f"filnavnet «{path}» passer ikke på alle maskiner")
            info = ZipInfo(f"{edition.folder}/{path}", (day.year, day.month, day.day, 0, 0, 0))
            info.create_system = 3  # Unix, also when made elsewhere
            info.external_attr = 0o100644 << 16
            archive.writestr(info, files[path], ZIP_DEFLATED, compresslevel=9)
    return made.getvalue()


def with_checksum(sums: str, name: str, data: bytes) -> str:
    """Return the text of a file of checksums with that of one file added, or replaced.

    `sums` is the text so far. The lines of other files stay as they are.
    """
    others = [line for line in sums.splitlines() if line.partition("  ")[2] != name]
    return "".join(f"{line}\n" for line in sorted([*others, f"{_sha256(data)}  {name}"]))


def _sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
