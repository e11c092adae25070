"""A zone as written in (folded); what it means where the feed is at home out, or None."""

from __future__ import annotations

import re
import zoneinfo
from datetime import timedelta, timezone, tzinfo
from functools import lru_cache

from wireroom.common.dates.parsed_date import Hints, Zone
from wireroom.common.tables import rows

_OFFSET = re.compile(r"([+-])(\d{1,2})(?::?(\d{2})(?::00)?)?")
_NAMED_OFFSET = re.compile(r"\(?([a-z]{1,5})\)? ?([+-]\d{1,2}(?::?\d{2})?)")
_AMERICAN = frozenset({"us", "ca", "mx"})  # there EST and CST have one meaning
_ELSEWHERE_TOO = frozenset({"est", "cst"})  # commonly: in Australia, China
_OF_RFC_822 = frozenset({"est", "edt", "cst", "cdt", "mst", "mdt", "pst", "pdt"})
_ISO_UTC = frozenset({"z", "utc", "gmt"})
_LARGEST = timedelta(hours=14, minutes=59)  # Kiribati is at +14:00


def read_zone(text: str, hints: Hints) -> Zone | None:
    """Read `+01:00`, `-0500`, `gmt+9`, `pst`, `etc/gmt`, `europe/brussels`, `+03:00 msk`.

    An offset outranks a name beside it. Names with several meanings (BST, IST, CST, EST, AST, …)
    mean what they mean in the feed's country, else in its language, else what most feeds mean, with a note.
    """
    text = text.strip()
    return _read_zone(text, hints.places) if text else None


@lru_cache(maxsize=1024)  # a feed writes one zone, perhaps two
def _read_zone(text: str, places: frozenset[str]) -> Zone | None:
    if offset := read_offset(text):
        return Zone(offset)
    if found := _NAMED_OFFSET.fullmatch(text):
        offset = read_offset(found[2])
        return Zone(offset) if offset and _named(found[1], places) else None
    if "/" in text and text[0] not in "+-":
        return _iana(text)
    if found := _OFFSET.match(text):  # `-05:00z`, `+0300 msk`, `-0300 -03`, `-0700 (pacific daylight time)`
        offset, rest = read_offset(found[0]), text[found.end() :].strip(" ()")
        again = offset is not None and read_offset(rest) == offset  # tzdata's name where a zone has none
        known = rest in _ISO_UTC or again or _named(rest, places) or _iana(rest.strip("[]"))
        return Zone(offset) if offset and known else None
    return _named(text.strip("()").replace(".", ""), places)


def read_offset(text: str) -> tzinfo | None:
    """`+1`, `+01`, `+0100`, `+01:00`; None beyond fifteen hours or sixty minutes."""
    found = _OFFSET.fullmatch(text)
    if not found or int(found[3] or 0) > 59:
        return None
    size = timedelta(hours=int(found[2]), minutes=int(found[3] or 0))
    return timezone(size if found[1] == "+" else -size) if size <= _LARGEST else None


def zone_named(name: str) -> tzinfo | None:
    """An IANA zone by its exact name."""
    try:
        return zoneinfo.ZoneInfo(name)
    except (KeyError, ValueError, OSError):  # not found, not a name, a folder
        return None


@lru_cache(maxsize=1)
def _abbreviations() -> dict[str, list[tuple[frozenset[str], tzinfo]]]:
    table: dict[str, list[tuple[frozenset[str], tzinfo]]] = {}
    for name, where, meaning in rows("wireroom.common.dates", "zones.tsv"):
        zone = read_offset(meaning) or zone_named(meaning)
        if zone:
            table.setdefault(name, []).append((frozenset(where.split()), zone))
    return table


def _named(name: str, home: frozenset[str]) -> Zone | None:
    meanings = _abbreviations().get(name, [])
    for places, zone in meanings:
        if places & home:
            return Zone(zone, f"{name.upper()} as used in {', '.join(sorted(places & home))}")
    for places, zone in meanings:
        if "*" in places:
            doubtful = len(meanings) > 1 and (
                name not in _OF_RFC_822 or (name in _ELSEWHERE_TOO and not home & _AMERICAN)
            )
            note = f"{name.upper()} has several meanings: the most common taken" if doubtful else ""
            return Zone(zone, note)
    return None


@lru_cache(maxsize=1)
def _iana_names() -> dict[str, str]:
    return {name.lower(): name for name in zoneinfo.available_timezones()}


def _iana(text: str) -> Zone | None:
    name = _iana_names().get(text.replace(" ", "_"))
    zone = zone_named(name) if name else None
    return Zone(zone) if zone else None
