"""Write exchanges to WARC files, and read them back."""

from wireroom.landing.days_without_landing import no_landing_within
from wireroom.landing.landing_files import (
    ARCHIVES,
    PAGES,
    POLLS,
    PUSHES,
    days_with_landing,
    is_landed,
    is_of_kind,
    landed_days,
    landed_size,
    landing_uri,
    list_landed,
    list_run,
    remove_day,
)
from wireroom.landing.landing_writer import LandingWriter
from wireroom.landing.read_landed import LandedBodies, read_landed
from wireroom.landing.salvage import (
    StillWritten,
    age_of,
    list_parts,
    parts_lie_beside,
    parts_of,
    parts_of_run,
    remove_part,
    salvage,
)

__all__ = [
    "ARCHIVES",
    "PAGES",
    "POLLS",
    "PUSHES",
    "LandedBodies",
    "LandingWriter",
    "StillWritten",
    "age_of",
    "days_with_landing",
    "is_landed",
    "is_of_kind",
    "landed_days",
    "landed_size",
    "landing_uri",
    "list_landed",
    "list_parts",
    "list_run",
    "no_landing_within",
    "parts_lie_beside",
    "parts_of",
    "parts_of_run",
    "read_landed",
    "remove_day",
    "remove_part",
    "salvage",
]
