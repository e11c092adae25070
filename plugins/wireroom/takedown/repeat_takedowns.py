"""Lists beside the landing files and tombstones in, each brought up to the other.

What a list names and the database does not know was taken down after the backup from which it came: it is
taken down again. What the database knows and no list names gets one: it was taken down before there were
lists, or its list is lost.
"""

from __future__ import annotations

import json
import re
from collections.abc import Collection
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime
from itertools import chain
from typing import Final

from wireroom.errors import ConfigurationError
from wireroom.settings import Settings
from wireroom.store.articles import takedown
from wireroom.store.connection import PATIENT, Connection, connect
from wireroom.store.queries import stream
from wireroom.takedown.article_marks import address_keys
from wireroom.takedown.listed_takedowns import Lists, list_takedown, read_lists
from wireroom.takedown.take_down import TakenDown, take_down

_AT_ONCE = 100  # refused entries, of at most 256 KB each
# In Python, not in the database, whose regular expressions take ten times as long.
_QUOTED: Final = re.compile(rb'"https?://[^"]*"')
_REASON = "taken down before: it is on a list beside the landed files"


@dataclass
class Repeated:
    """What was missing in the database or among the lists beside its landing files, and was repeated."""

    lists: Lists
    articles: int = 0  # that were there, and are gone again
    addresses: int = 0  # by which refused entries were told, which are gone too
    left: list[TakenDown] = field(default_factory=list)  # that may still be in what was landed
    listed: int = 0  # takedowns that no list named


def repeat_takedowns(settings: Settings, *, now: datetime) -> Repeated:
    """Take down again what the lists name, keep it away, and write lists for takedowns that have none.

    It may be killed and called again: the tombstone by which a list counts as done is written after its
    article was removed. Raises LandingError, StoreError.
    """
    with connect(settings.admin_database_url, limits=PATIENT) as conn:
        done = Repeated(lists := read_lists(conn, settings.landing_url))
        named = set(chain.from_iterable(each.hashes for each in lists.ours))
        if lacking := takedown.without_tombstone(conn, named):
            _take_down(settings, conn, lacking, done, now)
            for each in lists.ours:
                takedown.keep_away(conn, each.hashes, reason=_REASON, now=each.taken_down_at)
            _take_down(settings, conn, lacking, done, now)  # what was filed meanwhile
        unnamed = takedown.tombstones_but_for(conn, named)
        for taken_down_at, hashes in unnamed.items():
            list_takedown(conn, settings.landing_url, hashes, taken_down_at)
        if unnamed:  # a torn one may be whole again
            done.listed, done.lists = len(unnamed), read_lists(conn, settings.landing_url)
    return done


def lists_beside(settings: Settings) -> Lists:
    """Read the lists with reading rights only. Raises LandingError, StoreError."""
    with connect(settings.database_url) as conn:
        return read_lists(conn, settings.landing_url)


def _take_down(
    settings: Settings, conn: Connection, hashes: Collection[bytes], done: Repeated, now: datetime
) -> None:
    def each(names: Collection[object]) -> int:
        conn.commit()  # landed files are looked through for minutes
        for name in names:
            with suppress(ConfigurationError):  # gone meanwhile, by another's hand
                taken = take_down(settings, str(name), reason=_REASON, now=now, dry_run=False)
                done.left += [taken] if taken.is_left else []
        return len(names)

    done.articles += each(takedown.answering(conn, hashes))
    done.addresses += each(_quarantined(conn, hashes))


def _quarantined(conn: Connection, hashes: Collection[bytes]) -> list[str]:
    """The addresses in refused entries whose keys have one of these hashes.

    Only addresses identify such entries.
    """
    doing = "the quarantine could not be looked through"
    found = set[bytes]()
    for row in stream(conn, "takedown/quarantined_entries", at_once=_AT_ONCE, doing=doing):
        found.update(_QUOTED.findall(row["raw"]))
    addresses = set[str]()
    for quoted in found:
        with suppress(ValueError):  # an address with a quotation mark, or bytes that are no text
            addresses.add(json.loads(quoted))
    keys = [(name, key) for name in addresses for key in address_keys(name)]
    return takedown.named_by(conn, keys, hashes)
