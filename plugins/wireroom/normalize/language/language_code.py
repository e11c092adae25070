"""A declared language tag in, its language code out, or None where it names none."""

from __future__ import annotations

import re
from functools import lru_cache

from wireroom.normalize.language.tables import tables

_TAG = re.compile(r"([a-z]{2,3})(?:[-_][a-z0-9]{1,8}){0,4}", re.IGNORECASE)


@lru_cache(maxsize=1024)  # a feed declares one, its entries the same
def language_code(tag: str | None) -> str | None:
    """Give `en` for `en-US`, `EN_us`, `eng`; None for what is no language (BCP 47, RFC 5646)."""
    text = (tag or "").strip().split(",")[0].strip().lower()
    renamed = tables().renamed
    found = _TAG.fullmatch(text)
    if text in renamed or found is None:
        return renamed.get(text)
    code = found.group(1)  # `us` names no language: <language>us</language> of koreatimes.co.kr
    return None if code in tables().no_language else renamed.get(code, code)
