"""A number or an address in, the article gone from every place that is ours out, and kept away.

    find it ─▶ (a dry run only says) ─▶ rewrite landed files ─▶ rows go, tombstones stay: one transaction

Killed before the last step, the same call again does what is left: the rows say where to look, so they go
last. Not done here: backups and exports that were made before; what publishers go on saying is landed, and
never filed.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from functools import lru_cache

from wireroom import landing, normalize, store
from wireroom.errors import ConfigurationError
from wireroom.landing.take_out import TakenOut, take_out
from wireroom.settings import Settings
from wireroom.store import takedown

LONG = 16  # characters of an identifier that no other feed has by accident
POLLS = "ingest"  # landed on the day of capture; other kinds may have been fetched years later


@dataclass
class TakenDown:
    """What was found, and where."""

    articles: tuple[takedown.Found, ...] = ()
    quarantined: int = 0
    files: dict[str, TakenOut] = field(default_factory=dict)  # landing files that held it
    searched: int = 0  # landing files looked through


def take_down(
    settings: Settings,
    what: str,
    *,
    reason: str,
    now: datetime,
    dry_run: bool,
    tell: Callable[[str], None] = lambda words: None,
) -> TakenDown:
    """Take down the article with that number, or what answers to that address, now and from now on.

    Raises ConfigurationError where it is neither, and for a number that no article has.
    """
    article_id, keys, names = _asked(what)
    with store.connect(settings.admin_database_url, limits=store.PATIENT) as conn:
        found = takedown.takedown_found(conn, article_id, keys)
        if article_id is not None and not found:
            raise ConfigurationError(f"there is no article {article_id}")
        names |= {name for article in found for name in article.names}
        own = {*keys, *(key for article in found for key in article.keys)}
        rejected = takedown.takedown_quarantine(conn, sorted(_in_json(names, own)))
        done = TakenDown(found, len(rejected))
        is_it = _tells(names, own)
        for uri in _files(settings.landing_url, found):
            taken = take_out(uri, is_it, now=now, dry_run=dry_run)
            done.searched += 1
            if taken != TakenOut():
                done.files[uri] = taken
                tell(f"{uri}: {taken.entries} entries, {taken.pages} pages")
        if not dry_run:
            ids = [article.id for article in found]
            takedown.take_down(conn, ids, keys=keys, rejected=rejected, reason=reason, now=now)
    return done


def _asked(what: str) -> tuple[int | None, list[bytes], set[str]]:
    """A number, or identity keys and names of an address."""
    if what.isdecimal():
        return int(what), [], set()
    keys = _keys(what)
    if not keys:
        raise ConfigurationError(f"{what!r} is neither the number of an article nor the address of a page")
    return None, keys, {what}


def _keys(address: str) -> list[bytes]:
    """What an article with that address is known by; none for a home page, and for what is no address."""
    canonical = normalize.canonical_url(address)
    if canonical is None:
        return []
    return list(
        normalize.identity_keys(
            feed_id=0,
            guid=None,
            guid_is_permalink=None,
            canonical_url=canonical,
            publisher_domain="",
            published_at=None,
            text="",
        )
    )


def _tells(names: set[str], own: set[bytes]) -> Callable[[str], bool]:
    """What tells the article in a landed document: an address or a long identifier, as articles are told.

    A home page, an address that leads to none of its `own` keys (a show's, which all its episodes share),
    or a number that other feeds count with too, tells nothing.
    """
    keys = own.intersection(key for name in names for key in _keys(name))
    identifiers = {name for name in names if _is_long_identifier(name)}

    @lru_cache(maxsize=100_000)
    def is_it(mark: str) -> bool:
        return mark in identifiers or not keys.isdisjoint(_keys(mark))

    return is_it


def _in_json(names: set[str], own: set[bytes]) -> set[str]:
    """Names that tell the article, as they stand in the JSON of a refused entry."""
    telling = {name for name in names if _is_long_identifier(name) or not own.isdisjoint(_keys(name))}
    return telling | {json.dumps(name)[1:-1] for name in telling}


def _is_long_identifier(name: str) -> bool:
    return len(name) >= LONG and "://" not in name


def _files(root: str, found: tuple[takedown.Found, ...]) -> Iterator[str]:
    """Landing files that may hold it: polls of its days, everything else of any day."""
    if not found:
        return
    first = min(article.since for article in found).date() - timedelta(days=1)  # its shard began before
    last = max(article.until for article in found).date() + timedelta(days=1)
    seen: set[date] = set()
    for day in landing.landed_days(root):
        if (day.kind != POLLS or first <= day.day <= last) and day.day not in seen:
            seen.add(day.day)
            yield from landing.list_landed(root, day.day)
