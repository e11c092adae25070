"""Where a page is at home in, the zone of its clocks out, or None where there are several."""

from __future__ import annotations

from functools import lru_cache

from wireroom.common.tables import rows


def home_zone(country: str | None, language: str | None) -> str | None:
    """The IANA zone by which nearly everybody in `country` (ISO 3166) lives, else who writes `language`.

    None for countries of several zones (us, ca, mx, br, au, ru, id) whatever is written there, and for
    languages of several (en, es, fr, pt, ru, ar). A language's region tells nothing: content systems
    write `en-GB`, `fr-FR` and `es-ES` of themselves.
    """
    if country:
        return _zones(1).get(country.lower())
    return _zones(2).get((language or "").lower().replace("_", "-").partition("-")[0])


@lru_cache(maxsize=2)
def _zones(column: int) -> dict[str, str]:
    table = rows("wireroom.common.dates", "home_zones.tsv")
    return {code: row[0] for row in table for code in row[column].split() if code != "-"}
