"""Keeps printed documents until their words change: feed and now in, bytes with their validators out."""

from __future__ import annotations

import gzip
from collections import OrderedDict
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256

from wireroom.newsroom.edition import Edition
from wireroom.newsroom.press import media_type, print_edition

_NEVER = datetime.max.replace(tzinfo=UTC)
_ROOM = 12_000  # documents; some 6 kB each


@dataclass(frozen=True, slots=True)
class Printed:
    """One document as it lies ready, packed to save room."""

    packed: bytes  # gzip
    digest: str  # of the plain bytes
    changed: datetime
    media_type: str
    validators: str  # both, etag, none

    @property
    def plain(self) -> bytes:
        """The document itself."""
        return gzip.decompress(self.packed)


def print_for_shelf(edition: Edition, now: datetime) -> Printed:
    """Print and pack an edition."""
    body = print_edition(edition, now)
    digest = sha256(body).hexdigest()[:20]
    packed = gzip.compress(body, compresslevel=1, mtime=0)
    return Printed(packed, digest, edition.changed, media_type(edition), edition.feed.validators)


class Shelf:
    """The documents printed last, each with the time for which it is true."""

    def __init__(self, room: int = _ROOM) -> None:
        self._room = room
        self._kept: OrderedDict[tuple[str, ...], tuple[datetime, datetime, Printed]] = OrderedDict()

    def take(self, key: tuple[str, ...], now: datetime) -> Printed | None:
        """The document under `key` if it is true at `now`; tests turn the clock back, too."""
        since, until, printed = self._kept.get(key, (_NEVER, _NEVER, None))
        return printed if since <= now < until else None

    def put(self, key: tuple[str, ...], printed: Printed, since: datetime, until: datetime) -> None:
        """Lay `printed` ready for [since, until)."""
        self._kept[key] = (since, until, printed)
        self._kept.move_to_end(key)
        if len(self._kept) > self._room:
            self._kept.popitem(last=False)
