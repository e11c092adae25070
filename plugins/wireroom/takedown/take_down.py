"""An article's number or address in; it is removed from every place of ours, and refused from then on.

    find it ─▶ (a dry run only says) ─▶ rewrite landed files ─▶ list it beside them
        ─▶ rows go, tombstones stay: one transaction

Killed before the last step, the same call again does what is left: the rows say where to look, so they go
last. Not done here: backups and exports that were made before are named only; what publishers go on saying
is landed, and never filed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from itertools import chain

from wireroom import landing
from wireroom.common.text.counted import counted
from wireroom.errors import ConfigurationError
from wireroom.landing.take_out import TakenOut, take_out
from wireroom.settings import Settings
from wireroom.store.articles import takedown
from wireroom.store.connection import PATIENT, connect
from wireroom.store.files_made import FileMade, files_made
from wireroom.takedown.article_marks import ArticleMarks, address_keys
from wireroom.takedown.cut_article import Scissors
from wireroom.takedown.listed_takedowns import list_takedown
from wireroom.transform.site_boilerplate import page_hashes


@dataclass
class TakenDown:
    """The result of a takedown: what was found and where, and what could not be searched for."""

    articles: tuple[takedown.Found, ...] = ()
    quarantined: int = 0
    files: dict[str, TakenOut] = field(default_factory=dict)  # landing files that held it, or still name it
    searched: int = 0  # landing files looked through
    untold: tuple[int, ...] = ()  # articles that nothing in a landed file can be told by
    elsewhere: tuple[FileMade, ...] = ()  # backups and exports that may hold it

    def note(self, uri: str, taken: TakenOut, tell: Callable[[str], None]) -> None:
        """Count a landing file as searched; if it has anything of the article, keep and report that."""
        self.searched += 1
        if taken != TakenOut():
            self.files[uri] = taken
            tell(f"{uri}: {_in_words(taken)}")

    @property
    def changed(self) -> int:
        """Number of landing files that contained the article."""
        return sum(taken.is_changed for taken in self.files.values())

    @property
    def is_left(self) -> bool:
        """Whether landing files may still contain the article, so that somebody must look."""
        return bool(self.untold) or any(taken.held or taken.damage for taken in self.files.values())


def take_down(
    settings: Settings,
    what: str,
    *,
    reason: str,
    now: datetime,
    dry_run: bool,
    tell: Callable[[str], None] = lambda words: None,
    looked: Callable[[int, int], None] = lambda searched, files: None,
) -> TakenDown:
    """Take down the article with that number, or what answers to that address, now and from now on.

    `looked` hears after each landing file how many were looked through, and of how many. Raises
    ConfigurationError where it is neither, and for a number that no article has.
    """
    article_id, keys, names = _asked(what)
    with connect(settings.admin_database_url, limits=PATIENT) as conn:
        found = takedown.takedown_found(conn, article_id, keys)
        if article_id is not None and not found:
            raise ConfigurationError(f"there is no article {article_id}")
        marks = ArticleMarks.of(found, keys, names)
        rejected = takedown.takedown_quarantine(conn, sorted(marks.in_json()))
        untold = tuple(article.id for article in found if not ArticleMarks.of([article], (), ()).is_tellable)
        ids = [article.id for article in found]
        elsewhere = files_made(conn, ids, min((article.since for article in found), default=now))
        done = TakenDown(found, len(rejected), untold=untold, elsewhere=elsewhere)
        times = [(article.since, article.until) for article in found]
        times += [(refused.since, refused.until) for refused in rejected]
        if before := takedown.taken_down_before(conn, keys):
            times.append((before, now))
        for uri in (files := list(_files(settings.landing_url, times))):
            done.note(uri, take_out(uri, Scissors(marks), now=now, dry_run=dry_run), tell)
            looked(done.searched, len(files))
        if not dry_run:
            list_takedown(conn, settings.landing_url, takedown.tombstone_hashes(conn, list(marks.own)), now)
            takedown.take_down(
                conn,
                ids,
                keys=keys,
                rejected=[refused.id for refused in rejected],
                pages=page_hashes(chain(marks.names, *(article.pages for article in found))),
                reason=reason,
                now=now,
            )
    return done


def _asked(what: str) -> tuple[int | None, list[bytes], set[str]]:
    """Parse the argument: an article's number, or else the identity keys and names of an address.

    Raises ConfigurationError if it is neither.
    """
    if what.isdecimal():
        return int(what), [], set()
    keys = address_keys(what)
    if not keys:
        raise ConfigurationError(f"{what!r} is neither the number of an article nor the address of a page")
    return None, list(keys), {what}


def _in_words(taken: TakenOut) -> str:
    said = (
        [f"{counted(taken.entries, 'entry', 'entries')}, {counted(taken.pages, 'page')}"]
        if taken.is_changed
        else []
    )
    said += [f"could not be cut out of {', '.join(taken.held)}"] if taken.held else []
    said += [f"is named in {', '.join(taken.named)}"] if taken.named else []
    said += [f"not all of it could be read ({taken.damage})"] if taken.damage else []
    return "; ".join(said)


def _files(root: str, times: Sequence[tuple[datetime, datetime]]) -> Iterator[str]:
    """URIs of the landing files that may contain it: polls of the days of capture, other kinds of any day."""
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
