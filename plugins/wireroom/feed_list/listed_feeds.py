"""Show and change the operator's list of feeds, first in the file, then in the database.

feeds.yaml ─▶ add, remove, pause ─▶ feeds.yaml ─▶ sync ─▶ Postgres        the file is the truth
"""

from __future__ import annotations

import shlex
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from wireroom import sources
from wireroom.common.masking import MASK
from wireroom.errors import ConfigurationError, StoreError
from wireroom.feed_list.follow_feed_list import follow_feed_list
from wireroom.feed_list.same_address import Spellings
from wireroom.models import FeedSpec
from wireroom.settings import Settings
from wireroom.store.connection import PATIENT, connect
from wireroom.store.feeds.feed_reads import list_feeds as all_feeds
from wireroom.store.feeds.feed_sync import decide_move as keep_decision
from wireroom.store.values import Cause, FeedStatus

_COMMAND = "with `wireroom feeds remove`"


@dataclass(frozen=True, slots=True)
class Listed:
    """A feed as declared, and its status if the database is available and knows it."""

    spec: FeedSpec
    status: FeedStatus | None

    def says(self, text: str) -> bool:
        """Whether `text` occurs in its URL, title, publisher, category, language or health, in any case."""
        spec = self.spec
        words = (spec.url, spec.title, spec.publisher, "/".join(spec.category), spec.language)
        learned = (self.status.said_title, self.status.health) if self.status else ()
        return any(text.casefold() in word.casefold() for word in (*words, *learned) if word)

    @property
    def title(self) -> str:
        """As listed, else as the feed says it; empty where neither is known."""
        return self.spec.title or (self.status.said_title if self.status else "")

    @property
    def is_sick(self) -> bool:
        """Whether it needs attention, as in `news.feeds`."""
        return self.status is not None and self.status.needs_somebody

    @property
    def moving(self) -> str:
        """Where its server redirects to, and why it is not asked there; empty if it does not."""
        feed = self.status.feed if self.status else None
        if feed is None or feed.redirected_to in (None, feed.refused_move):
            return ""
        return f"leads to {feed.redirected_to}: {feed.move_note}"


def list_feeds(settings: Settings) -> tuple[tuple[Listed, ...], str]:
    """Every feed of the file in its order, and a remark if the database could not be asked."""
    specs = sources.load_feeds_file(settings.feeds_file)
    known, remark = {}, ""
    try:
        with connect(settings.database_url, limits=PATIENT) as conn:
            known = {status.feed.spec.url: status for status in all_feeds(conn)}
    except StoreError:
        remark = "The database does not answer: health is not shown."
    return tuple(Listed(spec, known.get(spec.url)) for spec in specs), remark


def causes(listed: Sequence[Listed]) -> tuple[Cause, ...]:
    """The causes why some of these feeds are not well, each with its number of feeds, most common first."""
    counts = Counter(
        (status.condition, status.cause, status.needs_somebody)
        for each in listed
        if (status := each.status) is not None and status.cause and status.condition != "silent"
    )
    return tuple(Cause(*key, feeds) for key, feeds in counts.most_common())


def known_feeds(settings: Settings) -> dict[str, FeedSpec]:
    """URL → feed, for all feeds of the file and of the database, including retired ones."""
    listed = {spec.url: spec for spec in _listed(settings)}
    try:
        with connect(settings.database_url, limits=PATIENT) as conn:
            stored = {status.feed.spec.url: status.feed.spec for status in all_feeds(conn, retired=True)}
    except StoreError:
        stored = {}
    return {**stored, **listed}


def add_feeds(
    settings: Settings, specs: Sequence[FeedSpec], now: datetime, *, follow: bool = True, anyway: bool = False
) -> tuple[tuple[FeedSpec, ...], str]:
    """Add feeds to the file; returns those that are new, and a sentence on the database.

    A feed that is listed under another spelling of its address, or stands before under one, is not new, but
    with `anyway`.
    """
    if not anyway:
        known = Spellings(each.url for each in _listed(settings))
        specs = [spec for spec in specs if known.add(spec.url)]
    return sources.add_feeds(settings.feeds_file, specs), _database(settings, now, follow)


def _listed(settings: Settings) -> tuple[FeedSpec, ...]:
    path = settings.feeds_file
    return sources.load_feeds_file(path) if path.exists() else ()


def remove_feed(
    settings: Settings, spec: FeedSpec, now: datetime, *, follow: bool = True, how: str = ""
) -> str:
    """Remove a feed from the file and retire it in the database; returns a sentence on the database.

    The database follows the file before that, so that `known_feeds` has the feed as last declared.
    """
    _database(settings, now, follow)
    sources.remove_feed(settings.feeds_file, spec.url)
    return _database(settings, now, follow, removed=(spec.url,), why=f"taken out {how or _COMMAND}")


def restore_feed(settings: Settings, spec: FeedSpec, now: datetime) -> str:
    """List a removed feed again, in its old place if nothing else has changed; returns a sentence."""
    sources.restore_feed(settings.feeds_file, spec)
    return _database(settings, now, True)


def pause_feed(
    settings: Settings, spec: FeedSpec, now: datetime, *, paused: bool, follow: bool = True
) -> str:
    """Pause or resume a feed in file and database; returns a sentence on the database."""
    sources.pause_feed(settings.feeds_file, spec.url, paused=paused)
    return _database(settings, now, follow)


def decide_move(settings: Settings, spec: FeedSpec, now: datetime, *, accepted: bool) -> str:
    """Accept or refuse a feed's permanent redirect; returns a sentence. feeds.yaml is not changed.

    Raises ConfigurationError if no permanent redirect is known, or if it leads to another feed of the list.
    """
    listed = {each.url for each in sources.load_feeds_file(settings.feeds_file)} - {spec.url}
    with connect(settings.database_url, limits=PATIENT) as conn:
        to = {each.feed.spec.url: each.feed.redirected_to for each in all_feeds(conn)}.get(spec.url)
        if accepted and to in listed:
            raise ConfigurationError(
                f"{spec.url} leads to {to}, which is in the list itself and would be asked twice: remove "
                f"{spec.url} instead, its articles stay"
            )
        address = keep_decision(conn, spec.url, now, accepted=accepted)
    if address is None:
        raise ConfigurationError(f"no permanent redirect of {spec.url} is known; there is nothing to decide")
    if accepted:
        return f"{spec.url} is asked at {address} from its next poll on; its articles stay with it."
    return f"{spec.url} is asked at its listed address, though its server leads to {address}."


def new_home(settings: Settings, spec: FeedSpec) -> str:
    """The URL at which the feed is polled instead of its listed one, after its move was accepted.

    Raises ConfigurationError if it has not moved, or if a secret, login or private access would move too.
    """
    with connect(settings.database_url, limits=PATIENT) as conn:
        home = {each.feed.spec.url: each.feed.fetch_url for each in all_feeds(conn)}.get(spec.url)
    if not home or home == spec.url:
        raise ConfigurationError(f"{spec.url} is asked at its listed address: there is no other to list")
    is_own = home.split("/", 3)[:3] == spec.url.split("/", 3)[:3]  # scheme, host and port
    is_closed = spec.private or spec.headers or spec.basic_auth or spec.connection
    if spec.secrets or MASK in home or (is_closed and not is_own):
        raise ConfigurationError(
            f"{spec.url} would take its login, secret or private place to {home}: list that by hand"
        )
    return home


def list_move(settings: Settings, spec: FeedSpec, now: datetime, to: str, *, follow: bool = True) -> str:
    """Change a feed's URL in file and database, keeping what is known of it; returns a sentence."""
    sources.move_feed(settings.feeds_file, spec.url, to)
    return _database(settings, now, follow)


def _database(
    settings: Settings, now: datetime, follow: bool, *, removed: Collection[str] = (), why: str = ""
) -> str:
    """Make the database follow the file; returns a sentence on the result, or on how to do it later."""
    if not follow:
        return (
            "The database is left alone, since it follows another list; "
            f"`wireroom feeds --file {shlex.quote(str(settings.feeds_file))} sync` makes it follow this one."
        )
    try:
        return follow_feed_list(settings, now, removed=removed, why=why).words
    except StoreError:
        return "The database does not answer; it will follow the file at the next `make up`."
