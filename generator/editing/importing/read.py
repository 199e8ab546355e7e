"""A file -> its lines. Text and Markdown are read here, and Word documents by `word`.

In: a path. Out: lines. Raises UnusableError, with a Norwegian sentence, for a file that cannot be
read.
"""

import codecs
import unicodedata
from pathlib import Path

from generator.editing.importing.lines import Findings, Line, UnusableError
from generator.editing.importing.word import word_lines
from generator.files import reason

_TEXTS = {".txt", ".md", ".markdown"}
_WORD = ".docx"
_UNSEEN = {
    "\u00ad": ("", "myk bindestrek"),
    "\u200b": ("", "usynlig tegn"),
    "\u200c": ("", "usynlig tegn"),
    "\u200d": ("", "usynlig tegn"),
    "\ufeff": ("", "usynlig tegn"),
    "\u00a0": (" ", "hardt mellomrom"),
    "\u202f": (" ", "hardt mellomrom"),
    "\f": ("", "sideskift"),
    "\v": (" ", "linjeskift"),
    "\u2028": (" ", "linjeskift"),
}
"""Character -> what stands in its place, and its name."""


def read_lines(path: Path, findings: Findings) -> list[Line]:
    """Return the lines of a file, without characters that nobody sees.

    Raises UnusableError for a file of another kind, or that is damaged.
    """
    suffix = path.suffix.lower()
    try:
        if suffix in _TEXTS:
            text = _decoded(path, path.read_bytes(), findings)
            lines = [Line(path.name, n, x) for n, x in enumerate(_split(text), 1)]
        elif suffix == _WORD:
            lines = word_lines(path)
        else:
            raise UnusableError(
                f"{path}: filen er ikke .docx, .md eller .txt; lagre den som Word-dokument (.docx)"
            )
    except OSError as error:
        raise UnusableError(f"{path}: filen kan ikke leses ({reason(error)})") from error
    return [_seen(line, findings) for line in lines]


def _decoded(path: Path, raw: bytes, findings: Findings) -> str:
    """Return the text of a file in UTF-8, UTF-16 or the 8-bit code page of Windows."""
    if raw.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return raw.decode("utf-16", "replace")
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        if b"\0" in raw:
            raise UnusableError(f"{path}: filen er ikke ren tekst; lagre den som .docx") from None
        findings.add("reading", path.name, "filen er ikke UTF-8; den er lest som Windows-1252")
        return raw.decode("cp1252", "replace")


def _split(text: str) -> list[str]:
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return lines[:-1] if lines and not lines[-1] else lines


def _seen(line: Line, findings: Findings) -> Line:
    """Return a line in normal form C, without characters that nobody sees."""
    text = unicodedata.normalize("NFC", line.text)
    for character, (instead, name) in _UNSEEN.items():
        if character in text:
            text = text.replace(character, instead)
            findings.add("reading", line.place, f"{name} er tatt bort")
    return Line(line.file, line.number, text, line.level, line.contents_level)
