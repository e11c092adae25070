"""The operator's list of feeds: look at it and change it, in the file first, then in the database.

feeds.yaml ─▶ add, remove, pause ─▶ feeds.yaml ─▶ sync ─▶ Postgres        the file is the truth
"""

from __future__ import annotations

import shlex
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from wireroom import sources, store
from wireroom.common.masking import MASK, part_secrets
from wireroom.errors import ConfigurationError, NotListedError, StoreError
from wireroom.feed_list.follow_feed_list import follow_feed_list
from wireroom.models import FeedSpec
from wireroom.settings import Settings
from wireroom.store import Cause, FeedStatus
from wireroom.store.feeds.feed_sync import decide_move as keep_decision

_COMMAND = "with `wireroom feeds remove`"
_SHOWN = 8  # candidates named when a text fits several feeds


@dataclass(frozen=True, slots=True)
class Listed:
    """A feed as declared and, where the database is there and knows it, as it does."""

    spec: FeedSpec
    status: FeedStatus | None

    def says(self, text: str) -> bool:
        """`text` occurs in its address, title, publisher, category, language or health, in any case."""
        spec = self.spec
        words = (spec.url, spec.title, spec.publisher, "/".join(spec.category), spec.language)
        health = self.status.health if self.status else None
        return any(text.casefold() in word.casefold() for word in (*words, health) if word)

    @property
    def is_sick(self) -> bool:
        """It needs somebody, as `news.feeds` says."""
        return self.status is not None and self.status.needs_somebody

    @property
    def moving(self) -> str:
        """Where its server leads, and why it is not asked there; nothing where that is nowhere."""
        feed = self.status.feed if self.status else None
        if feed is None or feed.redirected_to in (None, feed.refused_move):
            return ""
        return f"leads to {feed.redirected_to}: {feed.move_note}"


def list_feeds(settings: Settings) -> tuple[tuple[Listed, ...], str]:
    """Every feed of the file in its order, and a remark where the database could not be asked."""
    specs = sources.load_feeds_file(settings.feeds_file)
    known, remark = {}, ""
    try:
        with store.connect(settings.database_url, limits=store.PATIENT) as conn:
            known = {status.feed.spec.url: status for status in store.list_feeds(conn)}
    except StoreError:
        remark = "The database does not answer: health is not shown."
    return tuple(Listed(spec, known.get(spec.url)) for spec in specs), remark


def causes(listed: Sequence[Listed]) -> tuple[Cause, ...]:
    """Why some of these feeds are not well: each cause once, with its number of feeds."""
    counts = Counter(
        (status.condition, status.cause, status.needs_somebody)
        for each in listed
        if (status := each.status) is not None and status.cause and status.condition != "silent"
    )
    return tuple(Cause(*key, feeds) for key, feeds in counts.most_common())


def find_feed(settings: Settings, text: str) -> FeedSpec:
    """The feed of this address, or the only one whose address or title contains the text.

    Raises NotListedError where there is none; ConfigurationError where there are several: it names them.
    """
    specs = sources.load_feeds_file(settings.feeds_file)
    text, _ = part_secrets(text)  # an address as the operator has it
    fitting = [spec for spec in specs if spec.url == text]
    fitting = fitting or [spec for spec in specs if Listed(spec, None).says(text)]
    if not fitting:
        raise NotListedError(f"no feed in {settings.feeds_file} contains {text!r}")
    if len(fitting) > 1:
        named = "\n  ".join(spec.url for spec in fitting[:_SHOWN])
        more = f"\n  and {len(fitting) - _SHOWN} more" if len(fitting) > _SHOWN else ""
        raise ConfigurationError(f"{text!r} fits {len(fitting)} feeds; say which:\n  {named}{more}")
    return fitting[0]


def known_feeds(settings: Settings) -> dict[str, FeedSpec]:
    """Every feed of the file, and what else the database knows, retired ones too, by its address."""
    path = settings.feeds_file
    listed = {spec.url: spec for spec in sources.load_feeds_file(path)} if path.exists() else {}
    try:
        with store.connect(settings.database_url, limits=store.PATIENT) as conn:
            stored = {
                status.feed.spec.url: status.feed.spec for status in store.list_feeds(conn, retired=True)
            }
    except StoreError:
        stored = {}
    return {**stored, **listed}


def add_feeds(
    settings: Settings, specs: Sequence[FeedSpec], now: datetime, *, follow: bool = True
) -> tuple[tuple[FeedSpec, ...], str]:
    """Add feeds to the file; return those that are new, and what the database said."""
    return sources.add_feeds(settings.feeds_file, specs), _database(settings, now, follow)


def remove_feed(
    settings: Settings, spec: FeedSpec, now: datetime, *, follow: bool = True, how: str = ""
) -> str:
    """Take a feed out of the file and retire it in the database; return what the database said.

    What the file says of it now is followed first: that is what `known_feeds` can bring back.
    """
    _database(settings, now, follow)
    sources.remove_feed(settings.feeds_file, spec.url)
    return _database(settings, now, follow, removed=(spec.url,), why=f"taken out {how or _COMMAND}")


def restore_feed(settings: Settings, spec: FeedSpec, now: datetime) -> str:
    """List a feed again that was taken out, in its place where nothing else has changed; as `add_feeds`."""
    sources.restore_feed(settings.feeds_file, spec)
    return _database(settings, now, True)


def pause_feed(
    settings: Settings, spec: FeedSpec, now: datetime, *, paused: bool, follow: bool = True
) -> str:
    """Pause or resume a feed in both; return what the database said."""
    sources.pause_feed(settings.feeds_file, spec.url, paused=paused)
    return _database(settings, now, follow)


def decide_move(settings: Settings, spec: FeedSpec, now: datetime, *, accepted: bool) -> str:
    """Accept or refuse the address a feed's server sends us to; one sentence. feeds.yaml stays as it is.

    Raises ConfigurationError where it sends us nowhere.
    """
    with store.connect(settings.database_url, limits=store.PATIENT) as conn:
        address = keep_decision(conn, spec.url, now, accepted=accepted)
    if address is None:
        raise ConfigurationError(f"no permanent redirect of {spec.url} is known; there is nothing to decide")
    if accepted:
        return f"{spec.url} is asked at {address} from its next poll on; its articles stay with it."
    return f"{spec.url} is asked at its listed address, though its server leads to {address}."


def new_home(settings: Settings, spec: FeedSpec) -> str:
    """Where the feed is asked instead of its listed address, since its move was believed or accepted.

    Raises ConfigurationError where it has not moved, or its login, secret or private place would move too.
    """
    with store.connect(settings.database_url, limits=store.PATIENT) as conn:
        home = {each.feed.spec.url: each.feed.fetch_url for each in store.list_feeds(conn)}.get(spec.url)
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
    """Write a feed's new address in both, keeping what is known of it; return what the database said."""
    sources.move_feed(settings.feeds_file, spec.url, to)
    return _database(settings, now, follow)


def _database(
    settings: Settings, now: datetime, follow: bool, *, removed: Collection[str] = (), why: str = ""
) -> str:
    """One sentence on how the database followed; where it is not to, what would make it."""
    if not follow:
        return (
            "The database is left alone, since it follows another list; "
            f"`wireroom feeds --file {shlex.quote(str(settings.feeds_file))} sync` makes it follow this one."
        )
    try:
        return follow_feed_list(settings, now, removed=removed, why=why).words
    except StoreError:
        return "The database does not answer; it will follow the file at the next `make up`."
