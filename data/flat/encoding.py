"""Bytes → text: byte order marks, UTF-8 and UTF-16 by their form, other encodings by statistics.

Statistics of languages (chardet) take some words of prose. Of single names they cannot tell the Windows code pages of
western, central European and Turkish texts apart; there decides which letters stand beside which in a word.
"""

from __future__ import annotations

import codecs
import re

import chardet
from chardet import EncodingEra

from data.flat.sheet import SheetError

ENCODINGS = {
    "utf-8": "UTF-8", "utf-16": "UTF-16", "cp1252": "Western (Windows-1252)",
    "cp1250": "Central European (Windows-1250)", "cp1254": "Turkish (Windows-1254)",
    "cp1251": "Cyrillic (Windows-1251)", "koi8-r": "Cyrillic (KOI8-R)", "cp866": "Cyrillic (DOS 866)",
    "cp1253": "Greek (Windows-1253)", "cp1255": "Hebrew (Windows-1255)", "cp1256": "Arabic (Windows-1256)",
    "gb18030": "Chinese (GB 18030)", "big5": "Chinese (Big5)", "cp932": "Japanese (Shift JIS)",
    "euc_jp": "Japanese (EUC)", "cp949": "Korean (EUC, 949)",
}  # fmt: skip
"""What a reader can choose: codec → label."""
_MARKS = {
    codecs.BOM_UTF8: ("utf-8-sig", "UTF-8"),
    codecs.BOM_UTF32_LE: ("utf-32", "UTF-32"),
    codecs.BOM_UTF32_BE: ("utf-32", "UTF-32"),
    codecs.BOM_UTF16_LE: ("utf-16", "UTF-16"),
    codecs.BOM_UTF16_BE: ("utf-16", "UTF-16"),
}
"""Byte order marks; the longer ones first, because one begins like another."""
_WIDER = {
    "iso-8859-1": "Windows-1252", "iso-8859-9": "Windows-1254", "gb2312": "GB18030", "shift_jis": "CP932",
    "euc-kr": "CP949", "tis-620": "CP874",
}  # fmt: skip
"""Encodings that are read as one with the same signs and more, as browsers do (WHATWG Encoding Standard)."""
_LOOKED_AT = 2**16
_SHIFTS = (b"\x1b$", b"\x1b(", b"~{")
"""What shifts texts of seven bits to East Asian letters."""
_HIGH = re.compile(rb"[\x80-\xff]+")
_WORD = re.compile(rb"[A-Za-z\x8a-\x8f\x9a-\x9f\xa3\xa5\xa8\xaa\xaf\xb2-\xb4\xb8-\xba\xbc-\xff]{2,}")
_TURKISH = re.compile(rb"[\xd0\xdd\xde\xf0\xfd\xfe]")
_ICELANDIC = re.compile(rb"[\xc1\xcd\xd3\xda\xc6\xe1\xed\xf3\xfa\xe6]")
_CENTRAL = re.compile(rb"[\x8f\x9d\x9f\xa3\xa5\xaf\xb3\xb9\xbc\xbe\xbf]")
_FEW = 40
"""Words with letters beyond ASCII below which single letters decide, and letters below which old encodings fail."""
_LATIN = re.compile(
    r"windows-125[0247]|cp125[0247]|iso-?8859-(1|2|3|4|9|10|13|14|15|16)$|mac(?!cyrillic)", re.IGNORECASE
)


def decoded(content: bytes, encoding: str = "") -> tuple[str, str]:
    """The text of a file and the name of its encoding, detected unless given; SheetError when it is no text.

    Bytes that stand for no sign are replaced by ``\ufffd``, and the name says how many.
    """
    if encoding:
        text = content.decode(encoding, "replace").removeprefix("\ufeff")
        return text, _told(text, ENCODINGS.get(encoding, encoding))
    for mark, (codec, name) in _MARKS.items():
        if content.startswith(mark):
            text = content.decode(codec, "replace")
            return text, _told(text, name)
    if b"\0" in content[:_LOOKED_AT] and (wide := _wide(content)):
        return wide
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError:
        return _by_letters(content)
    return _by_letters(content) if _shifts(content) and text.isascii() else (text, "UTF-8")


def _shifts(content: bytes) -> bool:
    return any(shift in content for shift in _SHIFTS)


def _told(text: str, name: str) -> str:
    broken = text.count("\ufffd")
    if not broken:
        return name
    return f"{name} ({broken:,} {'sign that cannot' if broken == 1 else 'signs that cannot'} be read)"


def _wide(content: bytes) -> tuple[str, str] | None:
    """UTF-16 and UTF-32 without a mark; None for a text with some zeros, SheetError when they are too many for one."""
    start = content[:_LOOKED_AT]
    found = chardet.detect(start)["encoding"] or ""
    if found.upper().startswith("UTF-"):
        text = content.decode(found, "replace")
        return text, _told(text, found.upper())
    if start.count(0) * 20 > len(start):
        raise SheetError("is no text and no workbook; give a table as CSV or XLSX")
    return None


def _by_letters(content: bytes) -> tuple[str, str]:
    sample = _sample(content)
    if _is_damaged(sample):
        text = content.decode("utf-8", "replace")
        return text, _told(text, "UTF-8")
    words = [word for word in _WORD.findall(sample) if _HIGH.search(word)]
    # Old code pages of other systems are told from those in use by many letters only.
    letters = sum(map(len, _HIGH.findall(sample)))
    era = EncodingEra.MODERN_WEB if 0 < letters < _FEW else EncodingEra.ALL
    found = chardet.detect(sample, encoding_era=era, max_bytes=len(sample))["encoding"] or "cp1252"
    if len(words) < _FEW and _LATIN.match(found):
        found = f"Windows-{_code_page(words)}"
    found = _WIDER.get(found.lower(), found)
    text = content.decode(found, "replace")
    return text, _told(text, f"{found} by its letters")


def _sample(content: bytes) -> bytes:
    """The start of a file or, when it has none there, its lines from the first letter beyond ASCII on."""
    if _HIGH.search(content, 0, _LOOKED_AT) or _shifts(content[:_LOOKED_AT]):
        return content[:_LOOKED_AT]
    first = _HIGH.search(content)
    start = content.rfind(b"\n", 0, first.start()) + 1 if first else 0
    return content[start : start + _LOOKED_AT]


def _is_damaged(sample: bytes) -> bool:
    """Whether it is UTF-8 but for a few bytes."""
    text = sample[:-4].decode("utf-8", "replace")
    broken = text.count("\ufffd")
    return 5 * broken < sum(sign > "\x7f" for sign in text) - broken


def _code_page(words: list[bytes]) -> int:
    """Turkish letters stand where Icelandic has others in the same word; central European ones where 1252 has signs."""
    central = sum(_CENTRAL.search(word) is not None for word in words)
    turkish = [word for word in words if _TURKISH.search(word)]
    icelandic = sum(_ICELANDIC.search(word) is not None for word in turkish)
    if central > len(turkish):
        return 1250
    return 1254 if len(turkish) > 2 * icelandic else 1252
