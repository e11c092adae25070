"""ISO 8601 with what RFC 9557 writes behind it in brackets: a zone's name, and tags like a calendar's.

`2026-11-20T07:00:00Z[UTC]` (java.time), `2026-11-20T07:00:00+01:00[Europe/Paris][u-ca=gregory]` (ECMAScript).
"""

from __future__ import annotations

import re

from wireroom.common.dates.parsed_date import Hints, RefusedForm, Result
from wireroom.common.dates.readers import iso8601
from wireroom.common.dates.readers.digits import read_compact
from wireroom.common.dates.zones import read_zone

_WHOLE = re.compile(r"(?P<date>\d{4}-?\d\d-?\d\d[^\[\]]*)(?P<brackets>(?:\[[^\[\]]+\])+)")
_BRACKET = re.compile(
    r"\[(?P<critical>!?)(?:(?P<key>[a-z_][\w-]*)=[a-z0-9]+(?:-[a-z0-9]+)*|(?P<zone>[a-z._+-][\w.+:/-]*))\]"
)
_CLOCK = re.compile(r"[t ]\d\d.*?(?P<offset>z|[+-]\d\d(?::?\d\d)?)?")
_CALENDAR = "u-ca"  # in which the day is to be shown: before the brackets it is always of ours


def read(text: str, hints: Hints) -> Result:
    """An offset or `Z` tells the instant, whatever zone stands behind it: only a zone's rules change.

    Without one the clock is of the zone in brackets. A bracket with `!` that nobody knows is refused.
    """
    found = _WHOLE.fullmatch(text)
    brackets = list(_BRACKET.finditer(found["brackets"])) if found else []
    if found is None or "".join(each[0] for each in brackets) != found["brackets"]:
        return None
    zones = [each["zone"] for each in brackets if each["zone"]]
    for each in brackets:
        is_known = each["key"] == _CALENDAR or (each["zone"] and read_zone(each["zone"], hints))
        if each["critical"] and not is_known:
            return RefusedForm(f"not understood: {each[0][:40]}")
    written = found["date"].strip()
    clock = _CLOCK.fullmatch(written.lstrip("0123456789-"))
    zone = f" {zones[0]}" if zones and clock and not clock["offset"] else ""
    if len(zones) > 1 or (zone and not read_zone(zone, hints)):
        return None
    return iso8601.read(written + zone, hints) or read_compact(written + zone, hints)
