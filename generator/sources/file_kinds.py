"""The first bytes of a file -> what kind of file it is, if it is not one that people write by hand.

In: bytes. Out: a Norwegian sentence that names the kind and says what to do, or None.
"""

import codecs
import re

from generator.language import msgid, say

_SAVE = msgid("lagre innholdet som ren tekst (UTF-8), eller lim teksten inn i filen")
_DOWNLOAD = msgid("åpne filen på nytt med «Raw» eller «Last ned», og lagre innholdet")
_UTF8 = msgid("lagre den på nytt med tegnkoding UTF-8")
# The signatures are those of https://en.wikipedia.org/wiki/List_of_file_signatures.
_KINDS: tuple[tuple[bytes, str, str], ...] = (
    (rb"\{\\rtf", msgid("filen er et RTF-dokument"), _SAVE),
    (rb"%PDF-", msgid("filen er en PDF"), _SAVE),
    (rb"PK\x03\x04.{0,4096}word/", msgid("filen er et Word-dokument"), _SAVE),
    (rb"PK\x03\x04.{0,4096}xl/", msgid("filen er et regneark fra Excel"), _SAVE),
    (rb"PK\x03\x04", msgid("filen er et Office-dokument eller en ZIP-fil"), _SAVE),
    (rb"\xd0\xcf\x11\xe0", msgid("filen er et dokument fra et eldre Word eller Excel"), _SAVE),
    (rb"\x89PNG|\xff\xd8\xff|GIF8|RIFF.{4}WEBP", msgid("filen er et bilde"), _SAVE),
    (
        rb"\s*(?:<!--.{0,500}?-->\s*)?(?:<!doctype html|<html|<head|<body)",
        msgid("filen er en nettside (HTML)"),
        _DOWNLOAD,
    ),
    (rb"\s*<\?xml|\s*<w:", msgid("filen er XML"), _SAVE),
    (
        re.escape(codecs.BOM_UTF16_LE) + rb"|" + re.escape(codecs.BOM_UTF16_BE),
        msgid("filen er lagret som UTF-16 («Unicode»)"),
        _UTF8,
    ),
)  # fmt: skip
_HOW = re.IGNORECASE | re.DOTALL
_ANY = re.compile(b"|".join(signature for signature, _, _ in _KINDS), _HOW)


def other_kind(raw: bytes) -> str | None:
    """Return the message about a file of another kind than text, or None."""
    if not _ANY.match(raw):
        return None
    for signature, what, advice in _KINDS:
        if re.match(signature, raw, _HOW):
            return say("%(what)s; %(advice)s", what=say(what), advice=say(advice))
    return None
