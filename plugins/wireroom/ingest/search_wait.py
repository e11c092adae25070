"""Judge how long stored articles have waited until news.search finds them."""

from __future__ import annotations

from datetime import timedelta

from wireroom.common.text.counted import agreeing, are, counted
from wireroom.errors import WireroomError
from wireroom.store.articles.search_index import SearchBacklog

SEARCH_MAY_WAIT = timedelta(hours=1)  # moments are usual; after an hour nothing is being indexed


def judge_search(backlog: SearchBacklog) -> WireroomError | None:
    """The failure if articles have waited too long for the search index; else None."""
    if backlog.oldest <= SEARCH_MAY_WAIT:
        return None
    hours = backlog.oldest / timedelta(hours=1)
    return WireroomError(
        f"{counted(backlog.waiting, 'article')} {are(backlog.waiting)} stored, but news.search has not "
        f"found {agreeing(backlog.waiting, 'it', 'them')} for {hours:.1f} hours: "
        "see news.search_queue, and whether a session holds its rows (pg_stat_activity)"
    )


def unsearchable(backlog: SearchBacklog) -> str:
    """A remark about articles that cannot be indexed for search; empty if there are none."""
    if not backlog.failed:
        return ""
    return (
        f"{counted(backlog.failed, 'article')} {are(backlog.failed)} stored but cannot be found by "
        f"news.search (most: {backlog.reason}); "
        "they are tried again, see news.search_queue"
    )
