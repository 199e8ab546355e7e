"""YAML files that are read again and again -> their documents, parsed only when they changed.

In: the path and the bytes of a file. Out: what `reader.read` returns. A document never changes, so
the same one may be returned again. The bytes themselves are compared, not their times.
"""

from collections.abc import Callable

from generator.problems import Problem
from generator.sources.document import Document
from generator.sources.reader import read


class KnownFiles:
    """Reads files as `reader.read` does, and keeps the last good document of each path.

    `read` reads a file that is not known.
    """

    def __init__(
        self, read: Callable[[str, bytes], tuple[Document | None, list[Problem]]] = read
    ) -> None:
        self._read = read
        self._known: dict[str, tuple[bytes, Document]] = {}

    def __call__(self, path: str, raw: bytes) -> tuple[Document | None, list[Problem]]:
        """Return the document in a file, and all problems found. Never raises."""
        known = self._known.get(path)
        if known and known[0] == raw:
            return known[1], []
        document, problems = self._read(path, raw)
        if document and not problems:  # problems are sentences in the language of the moment
            self._known[path] = raw, document
        return document, problems
