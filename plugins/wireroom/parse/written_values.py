"""Read characters and digits as publishers write them, repaired only where that is certain.

The rules for characters are those of feedparser, the tolerant reference, and concern encoding only.
"""

from __future__ import annotations

import contextlib
import math
import re

# Browsers read the C1 controls as windows-1252 (HTML Standard, numeric character reference end state),
# so `&#146;` is an apostrophe to everyone who writes it.
_UNASSIGNED = {0x81, 0x8D, 0x8F, 0x90, 0x9D}
_C1 = {code: bytes([code]).decode("cp1252") for code in range(0x80, 0xA0) if code not in _UNASSIGNED}
# Half of a JSON escape pair; PostgreSQL and UTF-8 refuse it.
_SURROGATES = dict.fromkeys(range(0xD800, 0xE000), "\ufffd")
_WRONG = _C1 | _SURROGATES
# All texts are looked through, and a search for one byte is many times as fast as one for characters. UTF-8
# that was read as Latin-1 has characters from U+0080 to U+00BF, as C1 controls are: in UTF-8 they begin so.
_SUSPECT = b"\xc2"
_C1_BYTES = re.compile(b"\xc2[\x80-\x9f]")

_LARGEST = 2**63 - 1  # bigint
_DURATION = re.compile(r"[0-9]{1,6}(?::[0-9]{1,3}){0,2}(?:\.[0-9]{1,6})?")
# ISO 8601, as schema.org and players write it.
_ISO_DURATION = re.compile(
    r"P(?=\d|T\d)(?:(\d{1,2})D)?(?:T(?:(\d{1,4})H)?(?:(\d{1,5})M)?(?:(\d{1,6})(?:\.\d{1,9})?S)?)?", re.ASCII
)
_LONGEST_EPISODE = 7 * 24 * 3600  # seconds of an episode: a wrong unit has more


def mend(value: str) -> str:
    """Undo UTF-8 that was read as Latin-1 and C1 controls that were windows-1252; strip white space."""
    value = value.strip()
    if value.isascii():
        return value
    try:
        encoded = value.encode()
    except UnicodeEncodeError:  # a surrogate
        return value.translate(_WRONG)
    return _without_misreadings(value) if _SUSPECT in encoded else value


def _without_misreadings(value: str) -> str:
    with contextlib.suppress(UnicodeError):
        value = value.encode("latin-1").decode("utf-8")
    return value.translate(_WRONG) if _C1_BYTES.search(value.encode()) else value


def whole_number(text: object) -> int | None:
    """Read a count of bytes, pixels or minutes; None for anything else (`unknown`, `-1`, `1.5 MB`)."""
    if text is None:
        return None
    written = str(text).strip().removesuffix("px")
    if not (written.isascii() and written.isdigit() and len(written) <= 19):
        return None
    value = int(written)
    return value if value <= _LARGEST else None


def number(text: str) -> float | None:
    """Read a finite decimal number; None for anything else."""
    try:
        value = float(text)
    except ValueError:
        return None
    return value if math.isfinite(value) else None


def seconds(written: str | None) -> int | None:
    """Read a duration (itunes:duration): `1:02:03`, `62:03`, `3723` and `PT1H2M3S` are 3,723 s.

    None if over a week or unreadable.
    """
    if not written:
        return None
    total = 0
    if _DURATION.fullmatch(written):
        for part in written.partition(".")[0].split(":"):
            total = total * 60 + int(part)
    elif iso := _ISO_DURATION.fullmatch(written.upper()):
        days, hours, minutes, rest = (int(part or 0) for part in iso.groups())
        total = ((days * 24 + hours) * 60 + minutes) * 60 + rest
    return total if 0 < total <= _LONGEST_EPISODE else None
