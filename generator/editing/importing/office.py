"""Files of office programs that are damaged: one sentence instead of what the libraries raise.

In: a path, and what reads it. Out: UnusableError where a library meets what it does not expect.
"""

import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from zipfile import BadZipFile

from generator.editing.importing.lines import UnusableError

_DAMAGED = (
    SyntaxError,  # of XML, in lxml and in Python
    BadZipFile, zlib.error, EOFError,
    KeyError, AttributeError, TypeError, ValueError, NotImplementedError,  # a part is missing
)  # fmt: skip


@contextmanager
def intact(path: Path, kind: str) -> Iterator[None]:
    """Raise UnusableError, with a Norwegian sentence, if reading a file shows that it is damaged.

    Raises OSError too.
    """
    try:
        yield
    except UnusableError:
        raise
    except _DAMAGED as error:
        raise UnusableError(
            f"{path}: filen er ikke {kind}, eller er skadet; lagre den på nytt"
        ) from error
