"""The bytes of a page -> its text, by its declared encoding or by a guess. Never raises."""

import codecs
import re

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# Only these: some of Python's codecs are not character encodings (`zip`, `punycode`).
_CHARSETS = re.compile(
    r"utf-8|utf-16(?:-[lb]e)?|iso8859-\d+|cp125\d|koi8-[ru]|mac-roman"
    r"|big5|gb2312|gbk|gb18030|euc_jp|euc_kr|shift_jis"
)
# Possessive quantifiers (`*+`): a run of spaces is passed once, and never again in another way.
_CHARSET = re.compile(r"charset\s*+=\s*+[\"']?+\s*+([A-Za-z0-9_.:-]{1,40})", re.IGNORECASE)
_META = re.compile(r"<meta\s[^<>]*+", re.IGNORECASE)
# https://html.spec.whatwg.org/multipage/parsing.html#prescan-a-byte-stream-to-determine-its-encoding
_COMMENT = re.compile(r"<!--(?:-?>|.*?(?:-->|$))", re.DOTALL)
_META_WITHIN = 4096  # bytes from the start of the page


def decoded(body: bytes, content_type: str) -> str:
    """Return the text of a page. `content_type` is its whole `Content-Type` header.

    The encoding is that of the header, the byte order mark, or a `meta` element, in this order. A
    page that declares none is UTF-8 if it can be, else Windows-1252. Bytes that are invalid in the
    encoding become U+FFFD.
    """
    by_mark = next((name for mark, name in _BOMS if body.startswith(mark)), None)
    charset = _charset(_CHARSET.search(content_type))
    if charset == "utf-16":  # Python would use the byte order of the machine
        charset = by_mark if by_mark and by_mark.startswith("utf-16") else "utf-16-le"
    charset = charset or by_mark or _charset_of_meta(body)
    if charset:
        return body.decode(charset, "replace").removeprefix("\ufeff")
    try:
        # Not final: a truncated body may end inside a character.
        return codecs.getincrementaldecoder("utf-8")().decode(body)
    except UnicodeDecodeError:
        return body.decode("cp1252", "replace")


def _charset_of_meta(body: bytes) -> str | None:
    """Return the name of the codec that a `meta` element declares, or None."""
    head = _COMMENT.sub("", body[:_META_WITHIN].decode("latin-1"))
    found = (_CHARSET.search(meta[0]) for meta in _META.finditer(head))
    charset = _charset(next((x for x in found if x), None))
    # A `meta` element that can be read byte by byte is not in UTF-16, whatever it declares.
    return "utf-8" if charset and charset.startswith("utf-16") else charset


def _charset(found: re.Match[str] | None) -> str | None:
    """Return the name of the codec for a declaration, or None if it is missing or unknown."""
    if not found:
        return None
    try:
        name = codecs.lookup(found[1]).name
    except (LookupError, ValueError):
        return None
    if name in ("ascii", "iso8859-1"):  # as browsers do (WHATWG Encoding Standard)
        return "cp1252"
    return name if _CHARSETS.fullmatch(name) else None
