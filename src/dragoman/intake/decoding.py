"""Bytes -> text: byte order marks, UTF-8, UTF-16 without a mark, Windows-1252, and the repair of double encoding."""

import codecs
import re

from dragoman.values.errors import Refusal

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_CONTROL = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
CONTROL_SHARE_MAX = 0.01  # text has hardly any control bytes; a picture or a program has many
_TWICE = re.compile("[ÃÂâ][\u0080-\u00bf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]")


def decode(data: bytes) -> str | Refusal:
    """The text of the bytes without its byte order mark; Refusal `binary` when they are no text."""
    for mark, name in _MARKS:
        if data.startswith(mark):
            return data[len(mark) :].decode(name, "replace")
    wide = _wide(data)
    if wide:
        return data.decode(wide, "replace")
    if len(_CONTROL.findall(data[:65536])) > CONTROL_SHARE_MAX * min(len(data), 65536):
        return Refusal("intake", "binary", detail="the bytes are no text in any encoding; expected text, HTML, PDF or DOCX")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return _legacy(data)


def _wide(data: bytes) -> str:
    """UTF-16 without a mark: every second byte of Western text is zero."""
    sample = data[:4096]
    if len(sample) < 4 or sample.count(0) < len(sample) // 4:
        return ""
    odd, even = sample[1::2].count(0), sample[0::2].count(0)
    if min(odd, even) > len(sample) // 20:
        return ""
    return "utf-16-le" if odd > even else "utf-16-be"


def _legacy(data: bytes) -> str:
    from charset_normalizer import from_bytes

    best = from_bytes(data[:200_000], cp_isolation=["cp1252", "cp1250", "cp1251", "mac_roman", "utf_8"]).best()
    encoding = best.encoding if best is not None else "cp1252"
    return data.decode("cp1252" if encoding == "utf_8" else encoding, "replace")


def looks_double_encoded(text: str) -> bool:
    """Whether UTF-8 was read as Windows-1252 somewhere on the way ("fÃ¼r")."""
    return len(_TWICE.findall(text)) >= 2


def repaired(text: str) -> str:
    """The text with double encoding undone; the same text when there is none."""
    if not looks_double_encoded(text):
        return text
    import ftfy

    return ftfy.fix_encoding(text)
