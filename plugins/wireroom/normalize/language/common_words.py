"""A text and the language it is said to be in; whether its commonest words say the same."""

from __future__ import annotations

from wireroom.normalize.language.tables import tables

WORDS = 80  # looked at
SHARE = 0.15  # of them common ones: running text holds more, a list of names less
FEWEST = 4  # different ones


def confirms(text: str, claimed: str) -> float:
    """Give the share of common words, 0.0 where they do not confirm; costs a thousandth of a detection.

    Never contradicts: related languages share words, titles have few.
    """
    common = tables().common.get(claimed)
    words = text.lower().split(None, WORDS)[:WORDS]
    if common is None or not words:
        return 0.0
    found = [word for word in words if word in common]
    share = len(found) / len(words)
    return share if share >= SHARE and len(set(found)) >= FEWEST else 0.0
