"""Tell whether a few characters are emoji and nothing else."""

from __future__ import annotations

from typing import Final
from unicodedata import category

LONGEST: Final = 40  # characters; a flag of a region has seven, a family with colours of skin eleven
_FIRST_SIGN: Final = "\u2190"  # before it stand © and °, which are no emoji by themselves
_AS_EMOJI: Final = "\ufe0f"  # behind a sign that may be one: ❤️, ©️
_KEYCAP: Final = "\u20e3"
# What joins emoji, colours their skin, and spells the region of a flag.
_BETWEEN: Final = frozenset(
    ("\u200d", _AS_EMOJI, _KEYCAP, *map(chr, range(0x1F3FB, 0x1F400)), *map(chr, range(0xE0020, 0xE0080)))
)


def is_emoji(text: str) -> bool:
    """Whether `text` is emoji alone: `😐`, `👩‍💻`, `1️⃣`; not `©`, `1`, `A 😐`."""
    signs = text.replace(" ", "")
    if not 0 < len(signs) <= LONGEST:
        return False
    behind = (*signs[1:], "")
    return signs[0] not in _BETWEEN and all(
        sign in _BETWEEN or after == _AS_EMOJI or (sign >= _FIRST_SIGN and category(sign) == "So")
        for sign, after in zip(signs, behind, strict=True)
    )
