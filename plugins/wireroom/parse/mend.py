"""Characters as decoded in; the characters the publisher meant out, where one misreading is certain.

Both rules are those of feedparser, the tolerant reference, and concern encoding only.
"""

from __future__ import annotations

import contextlib
import re

# Browsers read the C1 controls as windows-1252 (HTML Standard, numeric character reference end state),
# so `&#146;` is an apostrophe to everyone who writes it.
_UNASSIGNED = {0x81, 0x8D, 0x8F, 0x90, 0x9D}
_C1 = {code: bytes([code]).decode("cp1252") for code in range(0x80, 0xA0) if code not in _UNASSIGNED}
# Half of a JSON escape pair; PostgreSQL and UTF-8 refuse it.
_SURROGATES = dict.fromkeys(range(0xD800, 0xE000), "\ufffd")
_WRONG = _C1 | _SURROGATES
# C1 controls and surrogates, in UTF-8: a search that begins with one known byte is many times as fast as one
# for the characters, and long texts are all looked through.
_C1_BYTES = re.compile(b"\xc2[\x80-\x9f]")
_SURROGATE_BYTES = re.compile(b"\xed[\xa0-\xbf]")


def mend(value: str) -> str:
    """Undo UTF-8 that was read as Latin-1 and C1 controls that were windows-1252; strip white space."""
    value = value.strip()
    if value.isascii():
        return value
    with contextlib.suppress(UnicodeError):
        value = value.encode("latin-1").decode("utf-8")
    return value.translate(_WRONG) if _has_wrong(value) else value


def _has_wrong(value: str) -> bool:
    encoded = value.encode("utf-8", "surrogatepass")
    return bool(_C1_BYTES.search(encoded) or _SURROGATE_BYTES.search(encoded))
