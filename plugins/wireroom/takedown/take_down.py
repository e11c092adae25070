"""A number or an address in, the article gone from every place that is ours out, and kept away.

    find it ─▶ (a dry run only says) ─▶ rewrite landed files ─▶ rows go, tombstones stay: one transaction

Killed before the last step, the same call again does what is left: the rows say where to look, so they go
last. Not done here: backups and exports that were made before; what publishers go on saying is landed, and
never filed.

What is left is read again: it must hold every other entry, and not this one. Else the body stays as it was.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from wireroom import landing, store
from wireroom.common.urls import absolute_url
from wireroom.errors import ConfigurationError, NotAFeedError
from wireroom.landing.take_out import Cut, TakenOut, take_out
from wireroom.models import Entry
from wireroom.parse import lay_out, parse_document
from wireroom.settings import Settings
from wireroom.store.articles import takedown
from wireroom.takedown.article_marks import ArticleMarks, address_keys

_Name = tuple[str | None, str | None, str | None]


@dataclass
class TakenDown:
    """What was found, and where; what was not, and why."""

    articles: tuple[takedown.Found, ...] = ()
    quarantined: int = 0
    files: dict[str, TakenOut] = field(default_factory=dict)  # landing files that held it, or still name it
    searched: int = 0  # landing files looked through
    untold: tuple[int, ...] = ()  # articles that nothing in a landed file can be told by

    @property
    def changed(self) -> int:
        """Landing files that held it."""
        return sum(taken.is_changed for taken in self.files.values())

    @property
    def is_left(self) -> bool:
        """It may still be in what was landed: somebody must look."""
        return bool(self.untold) or any(taken.held or taken.damage for taken in self.files.values())


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
        marks = ArticleMarks.of(found, keys, names)
        rejected = takedown.takedown_quarantine(conn, sorted(marks.in_json()))
        untold = tuple(article.id for article in found if not ArticleMarks.of([article], (), ()).is_tellable)
        done = TakenDown(found, len(rejected), untold=untold)
        times = [(article.since, article.until) for article in found]
        times += [(refused.since, refused.until) for refused in rejected]
        if before := takedown.taken_down_before(conn, keys):
            times.append((before, now))
        for uri in _files(settings.landing_url, times):
            taken = take_out(uri, Scissors(marks), now=now, dry_run=dry_run)
            done.searched += 1
            if taken != TakenOut():
                done.files[uri] = taken
                tell(f"{uri}: {_in_words(taken)}")
        if not dry_run:
            takedown.take_down(
                conn,
                [article.id for article in found],
                keys=keys,
                rejected=[refused.id for refused in rejected],
                reason=reason,
                now=now,
            )
    return done


def _asked(what: str) -> tuple[int | None, list[bytes], set[str]]:
    """A number, or identity keys and names of an address."""
    if what.isdecimal():
        return int(what), [], set()
    keys = address_keys(what)
    if not keys:
        raise ConfigurationError(f"{what!r} is neither the number of an article nor the address of a page")
    return None, list(keys), {what}


def _in_words(taken: TakenOut) -> str:
    said = [f"{taken.entries} entries, {taken.pages} pages"] if taken.is_changed else []
    said += [f"could not be cut out of {', '.join(taken.held)}"] if taken.held else []
    said += [f"is named in {', '.join(taken.named)}"] if taken.named else []
    said += [f"not all of it could be read ({taken.damage})"] if taken.damage else []
    return "; ".join(said)


def _files(root: str, times: Sequence[tuple[datetime, datetime]]) -> Iterator[str]:
    """Landing files that may hold it: polls of its days, everything else of any day."""
    if not times:
        return
    first = min(since for since, _ in times).date() - timedelta(days=1)  # its shard began before
    last = max(until for _, until in times).date() + timedelta(days=1)
    seen: set[date] = set()
    for day in landing.landed_days(root):
        # Polls are landed on the day of capture; other kinds may have been fetched years later.
        if (day.kind != landing.POLLS or first <= day.day <= last) and day.day not in seen:
            seen.add(day.day)
            yield from landing.list_landed(root, day.day)


@dataclass(frozen=True, slots=True)
class Scissors:
    """Cuts one article out of landed bodies."""

    marks: ArticleMarks

    def names(self, record: bytes) -> bool:
        """The bytes name it, in whatever encoding."""
        return self.marks.are_named_in(record)

    def cut(self, body: bytes, *, urls: tuple[str, ...], content_type: str | None, feed_id: int) -> Cut:
        """The article's entries out of a feed, each other one as it came; a page about it goes whole."""
        if feed_id not in self.marks.feeds and not self.marks.may_be_in(body):
            return Cut(body, is_page=any(map(self.marks.is_page, urls)))
        reader = _Reader(self.marks, urls[0] if urls else "", content_type, feed_id)
        before = reader.read(body)
        if before is None:
            return Cut(body, is_page=any(map(self.marks.is_page, urls)))
        if not before.told:
            return Cut(body)
        for less, count in _attempts(body, reader, before.told):
            after = reader.read(less)
            if not before.others - (after.others if after else Counter()) and not (after and after.told):
                return Cut(less, count)
        return Cut(body, is_held=True)


@dataclass(frozen=True, slots=True)
class _Reading:
    told: frozenset[int]  # places of the article's entries
    others: Counter[_Name]


@dataclass(frozen=True, slots=True)
class _Reader:
    marks: ArticleMarks
    url: str
    content_type: str | None
    feed_id: int

    def read(self, body: bytes) -> _Reading | None:
        """Which entries are the article, and which others there are; None: this is no feed."""
        try:
            feed = parse_document(body, url=self.url, content_type=self.content_type, max_entries=None)
        except NotAFeedError:
            return None
        base = absolute_url(feed.link, self.url) or self.url
        told = frozenset(
            entry.position for entry in feed.entries if self.marks.is_entry(entry, base, self.feed_id)
        )
        return _Reading(told, Counter(_name(entry) for entry in feed.entries if entry.position not in told))


def _attempts(body: bytes, reader: _Reader, told: Collection[int]) -> Iterator[tuple[bytes, int]]:
    """By the places at which the entries were read, else by what each is when it stands alone."""
    laid = lay_out(body, reader.content_type)
    for spans in laid.guesses():
        if max(told) < len(spans):
            yield laid.without(spans, told), len(told)
    for spans in laid.guesses():
        alone = ((place, reader.read(laid.alone(spans, place))) for place in range(len(spans)))
        found = [place for place, reading in alone if reading and reading.told]
        if found:
            yield laid.without(spans, found), len(found)


def _name(entry: Entry) -> _Name:
    return entry.guid, entry.link, entry.title.value if entry.title else None
