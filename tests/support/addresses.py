"""Addresses and texts as publishers, operators and attackers might write them, for properties of masking."""

from __future__ import annotations

import re

from hypothesis import strategies as st

from wireroom.common.tables import rows

_EXAMPLES = [example for _, _, example, *_ in rows("wireroom.common", "secrets.tsv")]
_PIECES = sorted(
    {piece for example in _EXAMPLES for piece in re.split(r"([?&;=/{}:.\[\]-])", example) if piece}
)
_ODD = [
    "***",
    "***3fa9c1",
    "${BAY}",
    "${BAY",
    "ada:",
    "@",
    "#",
    "%3D",
    "%3f",
    "%26",
    "%5Btoken%5D",
    "://",
    "key",
    "sid",
]
_ODD += [" ", "\n", "\u00a0", "\u017f", "\u212a", "\u0130", "'", '"', "<", "\\", "true", "Basic ", "Bearer "]
_ODD += ["a1b2c3d4e5", "0" * 33, "x" * 70, "a_" * 40]


def addresses() -> st.SearchStrategy[str]:
    """The table's own examples cut up and put together anew, with what breaks patterns among them."""
    whole = st.sampled_from([example.replace("{", "").replace("}", "") for example in _EXAMPLES])
    piece = st.sampled_from(_PIECES) | st.sampled_from(_ODD) | st.text(max_size=3)
    return st.lists(piece | whole, max_size=14).map("".join)
