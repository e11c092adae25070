"""Make the database follow the list of feeds, unless the list is faulty or retires too many feeds.

feeds.yaml ─▶ read ─▶ does it retire too many? ─▶ sync ─▶ Postgres
               └─ invalid or missing ──┴─▶ refused: the feeds stay as they were, the problem is recorded
"""

from __future__ import annotations

import hashlib
import logging
import time
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import datetime

from wireroom import sources
from wireroom.common.text.counted import counted
from wireroom.decide.poll.poll_interval import FIRST_INTERVAL
from wireroom.errors import ConfigurationError, FeedsFileError
from wireroom.models import FeedSpec
from wireroom.settings import Settings
from wireroom.store.connection import Connection, connect
from wireroom.store.feeds.feed_sync import feeds_if_followed, note_feed_list, retiring_feeds, sync_feeds
from wireroom.store.values import FeedChanges, Retiring, RetiringFeed

_log = logging.getLogger(__name__)

_LOOKS = 10  # attempts to read a file that is being written
_LOGGED = 50  # retirements named in a log; all are in news.retirements

_NAMED = 3  # feeds, as examples


@dataclass(frozen=True, slots=True)
class Followed:
    """The result: the changes and the retired feeds, or the problem in words."""

    changes: FeedChanges = field(default_factory=FeedChanges)
    retired: tuple[RetiringFeed, ...] = ()
    listed: int = 0  # feeds in the list
    problem: str = ""

    @property
    def words(self) -> str:
        """One sentence for the user who changed the list."""
        if self.problem:
            return f"The database does not follow the list: {self.problem}"
        counts = {
            "added": self.changes.added,
            "changed": self.changes.changed,
            "retired": self.changes.retired,
            "restored": self.changes.restored,
            "moved": self.changes.moved,
        }
        words = ", ".join(f"{number} {what}" for what, number in counts.items() if number)
        return f"Database: {words or 'nothing to change'}."


def follow_feed_list(
    settings: Settings,
    now: datetime,
    *,
    removed: Collection[str] = (),
    why: str = "",
    command: str = "wireroom feeds",
) -> Followed:
    """Bring the database in line with the file, unless that would retire too many: see `objection`.

    If the list cannot be read or followed, the feeds stay as they were and the problem is recorded in
    `news.feed_list`. `removed` are URLs that were just removed by name, `why` is the reason to log; `command`
    is shown as the command that confirms. An unchanged list is not read again. Raises StoreError.
    """
    path = settings.feeds_file
    digest = sources.list_hash(path)  # before reading, so that a later change is noticed next time
    with connect(settings.database_url) as conn:
        listed = feeds_if_followed(conn, str(path), digest)
        if listed is not None:
            note_feed_list(conn, str(path), now, feeds=listed, digest=digest)
            return Followed(listed=listed)
        try:
            specs, problem = _judged(settings, conn, removed, command)
        except FeedsFileError as error:
            specs, problem = (), str(error)
        if problem:
            note_feed_list(conn, str(path), now, problem=problem)
            return Followed(problem=problem)
        why = why or f"no longer in {path}"
        return _follow(settings, conn, specs, now=now, why=why, digest=digest)


def confirm_feed_list(settings: Settings, now: datetime, digest: str, *, command: str) -> Followed:
    """Follow the list, whatever it retires, if `digest` is that of this list.

    Raises FeedsFileError if it cannot be read, ConfigurationError if the digest is that of another list.
    """
    specs = sources.load_feeds_file(settings.feeds_file)
    if digest != (own := list_digest(specs)):
        raise ConfigurationError(
            f"{digest} confirms another list than {settings.feeds_file} holds now "
            f"({counted(len(specs), 'feed')}). Look at the file; if this list is meant: "
            f"`{command} confirm {own}`"
        )
    why = f"no longer in {settings.feeds_file}: list {digest} was confirmed"
    with connect(settings.database_url) as conn:
        return _follow(settings, conn, specs, now=now, why=why)


def _judged(
    settings: Settings, conn: Connection, removed: Collection[str], command: str
) -> tuple[tuple[FeedSpec, ...], str]:
    """The list and the problem with it, if any, once the file no longer changes.

    An editor may just be saving the file, so it is read again if it looks wrong or would retire feeds.
    """
    path = settings.feeds_file
    for look in range(_LOOKS):
        mark = sources.file_mark(path)
        try:
            specs = sources.load_feeds_file(path)
        except FeedsFileError:
            if look == _LOOKS - 1 or sources.stands_still(path, mark, wait=time.sleep):
                raise
            continue
        retiring = retiring_feeds(conn, [spec.url for spec in specs])
        is_harmless = all(feed.url in removed for feed in retiring.feeds)
        if is_harmless or sources.stands_still(path, mark, wait=time.sleep):
            words = objection(specs, retiring, settings, removed=removed)
            return specs, words and _refusal(words, specs, settings, command)
    return (), f"{path}: is being written all the time; it is followed once it stands still"


def _refusal(words: str, specs: Collection[FeedSpec], settings: Settings, command: str) -> str:
    return (
        f"{settings.feeds_file}: {words}. Most often the file was cut short or is not the right one, so the "
        f"feeds stay as they were. Restore it, or if it is meant so: `{command} confirm {list_digest(specs)}`"
    )


def _follow(
    settings: Settings,
    conn: Connection,
    specs: Collection[FeedSpec],
    *,
    now: datetime,
    why: str,
    digest: bytes | None = None,
) -> Followed:
    retired = retiring_feeds(conn, [spec.url for spec in specs]).feeds
    changes = sync_feeds(conn, list(specs), now, why=why, least=settings.min_interval, first=FIRST_INTERVAL)
    note_feed_list(conn, str(settings.feeds_file), now, feeds=len(specs), digest=digest)
    for feed in retired[:_LOGGED]:
        _log.warning("retired: %s (%s): %s", feed.title, feed.url, why)
    if len(retired) > _LOGGED:
        _log.warning("and %d more were retired: see news.retirements", len(retired) - _LOGGED)
    return Followed(changes, retired, len(specs))


def list_digest(specs: Iterable[FeedSpec]) -> str:
    """The digest that confirms a list: 12 hexadecimal digits of its URLs, in any order."""
    addresses = "\n".join(sorted(spec.url for spec in specs))
    return hashlib.sha256(addresses.encode("utf-8", "replace")).hexdigest()[:12]


def objection(
    specs: Collection[FeedSpec], retiring: Retiring, settings: Settings, *, removed: Collection[str] = ()
) -> str:
    """Why this list must not be followed without confirmation, in words; empty if it may be.

    It must not if it is empty though feeds are polled, or if it drops more than `max_retired_share` *and*
    more than `max_retired_feeds` of the feeds that have brought articles (not counting the sample newsroom).
    Feeds in `removed` were removed by name, which counts as a confirmation.
    """
    unasked = [feed for feed in retiring.feeds if feed.url not in removed]
    brought = [feed for feed in unasked if feed.has_brought]
    if unasked and not specs:
        return f"lists no feed, though {counted(retiring.active, 'feed')} are polled ({_examples(unasked)})"
    share = settings.max_retired_share * retiring.active_with_articles
    if len(brought) > settings.max_retired_feeds and len(brought) > share:
        return (
            f"lists {counted(len(specs), 'feed')} and would retire {len(brought)} of the "
            f"{retiring.active_with_articles} feeds that have brought articles ({_examples(brought)})"
        )
    return ""


def _examples(feeds: Collection[RetiringFeed]) -> str:
    more = ", …" if len(feeds) > _NAMED else ""
    return ", ".join(feed.title for feed in list(feeds)[:_NAMED]) + more
