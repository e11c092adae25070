"""A charset label as servers and prologs write it in; the name of the codec that reads it out."""

from __future__ import annotations

import codecs
import re

# Publishers name the small set and send the large one; browsers read it so (WHATWG Encoding §4.2).
_SUPERSETS = {
    "ascii": "cp1252",
    "iso8859-1": "cp1252",
    "iso8859-9": "cp1254",
    "iso8859-11": "cp874",
    "tis-620": "cp874",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "big5": "big5hkscs",
    "euc_kr": "cp949",
    "shift_jis": "cp932",
    "johab": "cp949",
}
_ALIASES = {
    "x-sjis": "cp932",
    "x-gbk": "gb18030",
    "x-euc-jp": "euc_jp",
    "unicode": "utf-16",
    "windows-874": "cp874",
}


def charset(label: str) -> str | None:
    """Return the Python codec for `label`, widened to what publishers really send; None: no such."""
    written = label.strip().lower()
    found = _find(_ALIASES.get(written, written)) or _find(re.sub(r"^(?:x-)?cp-?", "cp", written))
    return _SUPERSETS.get(found, found) if found else None


def _find(label: str) -> str | None:
    try:
        info = codecs.lookup(label)
    except (LookupError, ValueError):
        return None
    # Codecs such as base64 or zlib are no character sets; `_is_text_encoding` is how open() tells.
    is_text = getattr(info, "_is_text_encoding", True)
    return info.name if is_text and info.name.replace("-", "_") not in _UNSAFE else None


_UNSAFE = frozenset({"idna", "punycode", "unicode_escape", "raw_unicode_escape", "undefined", "mbcs", "oem"})
