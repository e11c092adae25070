"""Find every JSON document in a script's text, and mend the slips of templates in it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

Json = Mapping[str, Any]

_WRAPPING = re.compile(
    r"[\s\ufeff]+|<!--|-->|(?://|/\*)?\s?<!\[CDATA\[(?:\*/)?|(?://|/\*)?\s?\]\]>(?:\*/)?|;"
    r"|/\*(?:[^*]|\*(?!/))*+\*/|//[^\n{}\[\]]*+(?:\n|$)"
)
# A string, which stays but for escapes that JSON has not (`\'`), or a comma before nothing. A string that
# never ends takes the rest, which is then looked through once.
_SLIP = re.compile(r'"(?:[^"\\]++|\\.)*+"?|,(?=\s*+[}\]])', re.DOTALL)
# Or a string that may hold quotation marks of its own: it ends before a sign that follows a string.
_QUOTED_SLIP = re.compile(r'"(?:[^"\\]++|\\.|"(?!\s*+[,:}\]]))*+"?|,(?=\s*+[}\]])', re.DOTALL)
_ESCAPE = re.compile(r'\\(?:(["\\/bfnrtu])|(.))|"', re.DOTALL)


def documents_in(text: str) -> Iterator[object]:
    """Every JSON document in `text`, up to the first that cannot be read even with its slips mended."""
    decoder = _PREFIXED if '"schema:' in text else _PLAIN
    at, slips = 0, [_QUOTED_SLIP, _SLIP]
    while True:
        while mark := _WRAPPING.match(text, at):
            at = mark.end()
        if at >= len(text):
            return
        try:
            data, at = decoder.raw_decode(text, at)
        except (ValueError, RecursionError):
            if not slips:
                return
            text, at = slips.pop().sub(_mended, text[at:]), 0
            continue
        yield data


def _without_prefix(pairs: list[tuple[str, object]]) -> Json:
    """`schema:author` is `author`: a context may give the vocabulary a prefix."""
    return {key.removeprefix("schema:"): value for key, value in pairs}


_PLAIN = json.JSONDecoder(strict=False)
_PREFIXED = json.JSONDecoder(strict=False, object_pairs_hook=_without_prefix)


def _mended(slip: re.Match[str]) -> str:
    written = slip[0]
    if written == ",":
        return ""
    return f'"{_ESCAPE.sub(_escaped, written[1:-1])}{written[-1]}' if len(written) > 1 else written


def _escaped(found: re.Match[str]) -> str:
    """JSON's escapes stay, others lose their backslash, a bare quotation mark gets one."""
    return found[0] if found[1] else found[2] or '\\"'
