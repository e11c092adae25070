"""A language's code in, its English name out."""

from __future__ import annotations

from functools import cache

from babel import Locale


@cache
def language_name(code: str) -> str:
    """`German` for `de` and `de-AT`, as CLDR has it; a code that it does not have stays."""
    return str(Locale("en").languages.get(code.partition("-")[0].lower(), code))
