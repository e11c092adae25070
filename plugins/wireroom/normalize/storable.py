"""Any string in, the same without what Postgres and XML refuse out."""

from __future__ import annotations

import re

# NUL and other C0/C1 controls but tab and line ends, overrides that turn the direction of what follows
# (UTS 55: a shown text must not read otherwise than it is), lone surrogates, noncharacters
_REFUSED = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\u202d\u202e\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]"
)


def storable(text: str) -> str:
    """Drop controls (Postgres text takes no NUL), direction overrides, lone surrogates, noncharacters."""
    return text if text.isprintable() else _REFUSED.sub("", text)
