"""Bytes of a page -> text, by whatever says how they are encoded. Never raises."""

import codecs
import re

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# Python has codecs that are no character sets (`zip`, `punycode`, `unicode_escape`): none of those.
_CHARSETS = re.compile(
    r"utf-8|utf-16(?:-[lb]e)?|iso8859-\d+|cp125\d|koi8-[ru]|mac-roman"
    r"|big5|gb2312|gbk|gb18030|euc_jp|euc_kr|shift_jis"
)
_CHARSET = re.compile(r"charset\s*=\s*[\"']?\s*([A-Za-z0-9_.:-]{1,40})", re.IGNORECASE)
_META_CHARSET = re.compile(r"<meta\s[^>]*?" + _CHARSET.pattern, re.IGNORECASE)
_COMMENT = re.compile(r"<!--.*?(?:-->|$)", re.DOTALL)
_META_WITHIN = 4096


def decoded(body: bytes, content_type: str) -> str:
    """Return the text of a page: by its header, byte order mark or `meta`, else by its bytes."""
    by_mark = next((name for mark, name in _BOMS if body.startswith(mark)), None)
    charset = _charset(_CHARSET.search(content_type))
    if charset == "utf-16":  # Python would choose by the machine
        charset = by_mark if by_mark and by_mark.startswith("utf-16") else "utf-16-le"
    charset = charset or by_mark or _charset_of_meta(body)
    if charset:
        return body.decode(charset, "replace").removeprefix("\ufeff")
    try:
        # Not final: a body that was cut may end inside a character.
        return codecs.getincrementaldecoder("utf-8")().decode(body)
    except UnicodeDecodeError:
        return body.decode("cp1252", "replace")


def _charset_of_meta(body: bytes) -> str | None:
    head = _COMMENT.sub("", body[:_META_WITHIN].decode("latin-1"))
    charset = _charset(_META_CHARSET.search(head))
    # Where `meta` can be read byte by byte, the page is not in UTF-16, whatever it says.
    return "utf-8" if charset and charset.startswith("utf-16") else charset


def _charset(found: re.Match[str] | None) -> str | None:
    if not found:
        return None
    try:
        name = codecs.lookup(found[1]).name
    except (LookupError, ValueError):
        return None
    if name in ("ascii", "iso8859-1"):  # as browsers have it
        return "cp1252"
    return name if _CHARSETS.fullmatch(name) else None
