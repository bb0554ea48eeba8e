"""Bytes → text: byte order marks, UTF-8, UTF-16, and the Windows code pages of western, Cyrillic and Turkish texts.

Detection by statistics of a language takes a page of prose: for tables of some lines it named the Central European
code page for nearly everything. Which letters stand beside which tells these three apart in a single name.
"""

from __future__ import annotations

import codecs
import re

from data.flat.sheet import SheetError

_MARKS = {
    codecs.BOM_UTF8: ("utf-8-sig", "UTF-8"),
    codecs.BOM_UTF32_LE: ("utf-32", "UTF-32"),
    codecs.BOM_UTF32_BE: ("utf-32", "UTF-32"),
    codecs.BOM_UTF16_LE: ("utf-16", "UTF-16"),
    codecs.BOM_UTF16_BE: ("utf-16", "UTF-16"),
}
"""Byte order marks; the longer ones first, because one begins like another."""
_LOOKED_AT = 1_000_000
_WORD = re.compile(rb"[A-Za-z\x8a\x8c\x8e\x9a\x9c\x9e\x9f\xa8\xaa\xaf\xb2-\xb4\xb8\xba\xbf-\xff]{2,}")
_HIGH = re.compile(rb"[\x80-\xff]+")
_TURKISH = re.compile(rb"[\xd0\xdd\xde\xf0\xfd\xfe]")
_ICELANDIC = re.compile(rb"[\xc1\xcd\xd3\xda\xc6\xe1\xed\xf3\xfa\xe6]")


def decoded(content: bytes, encoding: str = "") -> tuple[str, str]:
    """The text of a file and the name of its encoding; SheetError when it is no text."""
    if encoding:
        return content.decode(encoding, "replace"), encoding
    for mark, (encoding, name) in _MARKS.items():
        if content.startswith(mark):
            return content.decode(encoding, "replace"), name
    if b"\0" in content[:4096]:
        return _wide(content)
    try:
        return content.decode("utf-8"), "UTF-8"
    except UnicodeDecodeError:
        page = _code_page(content[:_LOOKED_AT])
        return content.decode(f"cp{page}", "replace"), f"Windows-{page} by its letters"


def _wide(content: bytes) -> tuple[str, str]:
    """UTF-16 without a mark: of the letters of a header every second byte is zero."""
    start = content[:4096]
    for first, encoding, name in ((1, "utf-16-le", "UTF-16 LE"), (0, "utf-16-be", "UTF-16 BE")):
        zeros, others = start[first::2].count(0), start[1 - first :: 2].count(0)
        if others == 0 and zeros > len(start) // 4:
            return content.decode(encoding, "replace"), name
    raise SheetError("is no text and no workbook; give a table as CSV or XLSX")


def _code_page(content: bytes) -> int:
    """Cyrillic words are wholly of high bytes; Turkish letters stand where Icelandic has others in the same word."""
    words = [word for word in _WORD.findall(content) if _HIGH.search(word)]
    if 2 * sum(_HIGH.fullmatch(word) is not None for word in words) > len(words):
        return 1251
    turkish = [word for word in words if _TURKISH.search(word)]
    icelandic = sum(_ICELANDIC.search(word) is not None for word in turkish)
    return 1254 if len(turkish) > 2 * icelandic else 1252
