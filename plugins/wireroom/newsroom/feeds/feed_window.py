"""Work out what a feed shows at one moment: a snapshot, or an archive document."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from wireroom.newsroom.content.outlet import Outlet, OutletFeed
from wireroom.newsroom.content.schedule import ARCHIVE_DAYS, Slot, day_slots, first_day, latest
from wireroom.newsroom.content.story import Story, make_story

_FROZEN_AT = datetime(2026, 1, 15, 12, tzinfo=UTC)
_WEEK = timedelta(days=7)
_PAGES = 200  # of a paged feed
_ENOUGH = ARCHIVE_DAYS * 12 + 12  # more stories than a daily outlet can remember


@dataclass(frozen=True, slots=True)
class Snapshot:
    """A feed's window at one moment; `changed` is when a word of it last changed."""

    outlet: Outlet
    feed: OutletFeed
    stories: tuple[Story, ...]  # newest first
    changed: datetime
    links: tuple[tuple[str, str], ...] = ()  # rel and absolute URL, besides self
    marks: tuple[str, ...] = ()  # of RFC 5005: archive, complete
    url: str = ""  # of this document; empty: the feed's own

    @property
    def self_url(self) -> str:
        """Where this document lives."""
        return self.url or self.outlet.site + self.feed.path


def snapshot_of(
    outlet: Outlet, feed: OutletFeed, seed: str, now: datetime, *, page: int = 1
) -> Snapshot | None:
    """The feed as it is at `now`; `page` counts from 1 in a paged feed. None: no such page."""
    if feed.archive == "chain":
        return _subscription(outlet, feed, seed, now)
    if feed.archive == "pages":
        return _page(outlet, feed, seed, now, page)
    if feed.archive == "paged":
        return _paged(outlet, feed, seed, now, page)
    moment = min(now, _FROZEN_AT) if feed.frozen else now
    return _snapshot(outlet, feed, seed, latest(outlet, seed, moment, feed.window), ())


def week_document(outlet: Outlet, feed: OutletFeed, seed: str, now: datetime, week: str) -> Snapshot | None:
    """The archive document of `week` (`2026-W45`), complete and unchanging (RFC 5005 §4), or None."""
    monday = _monday_of(week)
    if monday is None or not _is_closed(monday, now):
        return None
    days = (monday + timedelta(days=6 - back) for back in range(7))
    slots = tuple(slot for day in days if day >= first_day(now) for slot in day_slots(outlet, seed, day, now))
    if not slots:
        return None
    links = [("current", outlet.site + feed.path)]
    if monday > first_day(now):
        links.append(("prev-archive", _week_url(outlet, monday - _WEEK)))
    if _is_closed(monday + _WEEK, now):
        links.append(("next-archive", _week_url(outlet, monday + _WEEK)))
    return _snapshot(
        outlet, feed, seed, slots, tuple(links), marks=("archive",), url=_week_url(outlet, monday)
    )


def _subscription(outlet: Outlet, feed: OutletFeed, seed: str, now: datetime) -> Snapshot:
    """The open week, or a window more: with the archive documents it is the whole feed, without a gap."""
    monday = now.date() - timedelta(days=now.weekday())
    newest = latest(outlet, seed, now, 7 * 12)
    shown = tuple(s for i, s in enumerate(newest) if i < feed.window or s.published.date() >= monday)
    return _snapshot(outlet, feed, seed, shown, (("prev-archive", _week_url(outlet, monday - _WEEK)),))


def _page(outlet: Outlet, feed: OutletFeed, seed: str, now: datetime, page: int) -> Snapshot | None:
    """Page 1 is the feed itself; entries move to later pages as new ones come (RFC 5005 §3)."""
    slots = latest(outlet, seed, now, _ENOUGH)
    pages = -(-len(slots) // feed.window)
    if not 1 <= page <= pages:
        return None
    targets = {"first": 1, "previous": page - 1, "next": page + 1, "last": pages}
    links = tuple((rel, _page_url(outlet, feed, to)) for rel, to in targets.items() if 1 <= to <= pages)
    shown = slots[(page - 1) * feed.window : page * feed.window]
    return _snapshot(outlet, feed, seed, shown, links, url=_page_url(outlet, feed, page))


def _paged(outlet: Outlet, feed: OutletFeed, seed: str, now: datetime, page: int) -> Snapshot | None:
    """As WordPress does: `?paged=2` shows what came before page 1, and no page links to another."""
    slots = latest(outlet, seed, now, feed.window * min(page, _PAGES))[feed.window * (page - 1) :]
    return _snapshot(outlet, feed, seed, slots, ()) if page >= 1 and slots else None


def _snapshot(
    outlet: Outlet,
    feed: OutletFeed,
    seed: str,
    slots: tuple[Slot, ...],
    links: tuple[tuple[str, str], ...],
    *,
    marks: tuple[str, ...] = (),
    url: str = "",
) -> Snapshot:
    changed = max(slot.changed for slot in slots)
    stories = tuple(make_story(outlet, seed, slot) for slot in slots)
    return Snapshot(outlet, feed, stories, changed, links, marks, url)


def _monday_of(week: str) -> date | None:
    try:
        return datetime.strptime(f"{week}-1", "%G-W%V-%u").date()  # noqa: DTZ007 - a date, no instant
    except ValueError:
        return None


def _is_closed(monday: date, now: datetime) -> bool:
    return monday + _WEEK <= now.date()


def _week_url(outlet: Outlet, monday: date) -> str:
    return f"{outlet.site}/archive/{monday:%G-W%V}.atom"


def _page_url(outlet: Outlet, feed: OutletFeed, page: int) -> str:
    return outlet.site + feed.path + (f"?page={page}" if page > 1 else "")
