"""Decisions in, rows in Postgres out; in bulk, in one transaction."""

from wireroom.store.archive_indexes import Documents, archive_indexes, save_archive_index
from wireroom.store.claims import claim_due_feeds, claim_feeds, release_feeds
from wireroom.store.clock_jumps import SKEW, ClockJump, put_clock_right, refuse_clock_behind
from wireroom.store.column_docs import ColumnDoc, column_docs
from wireroom.store.connection import Connection, connect
from wireroom.store.feed_list import (
    feed_list_state,
    list_problems,
    note_feed_list,
    note_list_problem,
    retiring_feeds,
)
from wireroom.store.feed_reads import (
    feed_ids_matching,
    feeds_by_cause,
    feeds_by_id,
    feeds_with_past,
    last_outcomes,
    list_feeds,
)
from wireroom.store.feed_writes import sync_feeds
from wireroom.store.filing import OpenFiling, filing
from wireroom.store.landings import (
    LeftLanding,
    Unfinished,
    adopt_landing,
    left_landings,
    note_filed,
    note_landed,
    note_lost,
    open_landing,
    open_landings,
    take_landing,
    unasked_feeds,
    unfinished,
)
from wireroom.store.migrate import Migrated, migrate
from wireroom.store.partitions import ensure_partitions
from wireroom.store.reader_limits import READER_LIMITS
from wireroom.store.run_life import (
    ALIVE_FOR,
    RunningRun,
    add_remark,
    end_run,
    running_runs,
    sign_of_life,
)
from wireroom.store.runs import (
    close_run,
    filed_feeds,
    note_network,
    open_run,
    run_polls,
    run_refused,
    run_summary,
    sick_feeds,
)
from wireroom.store.schema_dump import schema_dump
from wireroom.store.search_index import SearchBacklog, index_search, search_backlog
from wireroom.store.session_limits import FILING, MIGRATING, PATIENT, QUICK, SessionLimits
from wireroom.store.values import (
    Cause,
    FeedChanges,
    FeedListState,
    FeedStatus,
    Poll,
    Refused,
    Retiring,
    RetiringFeed,
    RunSummary,
)

__all__ = [
    "ALIVE_FOR",
    "FILING",
    "MIGRATING",
    "PATIENT",
    "QUICK",
    "READER_LIMITS",
    "SKEW",
    "Cause",
    "ClockJump",
    "ColumnDoc",
    "Connection",
    "Documents",
    "FeedChanges",
    "FeedListState",
    "FeedStatus",
    "LeftLanding",
    "Migrated",
    "OpenFiling",
    "Poll",
    "Refused",
    "Retiring",
    "RetiringFeed",
    "RunSummary",
    "RunningRun",
    "SearchBacklog",
    "SessionLimits",
    "Unfinished",
    "add_remark",
    "adopt_landing",
    "archive_indexes",
    "claim_due_feeds",
    "claim_feeds",
    "close_run",
    "column_docs",
    "connect",
    "end_run",
    "ensure_partitions",
    "feed_ids_matching",
    "feed_list_state",
    "feeds_by_cause",
    "feeds_by_id",
    "feeds_with_past",
    "filed_feeds",
    "filing",
    "index_search",
    "last_outcomes",
    "left_landings",
    "list_feeds",
    "list_problems",
    "migrate",
    "note_feed_list",
    "note_filed",
    "note_landed",
    "note_list_problem",
    "note_lost",
    "note_network",
    "open_landing",
    "open_landings",
    "open_run",
    "put_clock_right",
    "refuse_clock_behind",
    "release_feeds",
    "retiring_feeds",
    "run_polls",
    "run_refused",
    "run_summary",
    "running_runs",
    "save_archive_index",
    "schema_dump",
    "search_backlog",
    "sick_feeds",
    "sign_of_life",
    "sync_feeds",
    "take_landing",
    "unasked_feeds",
    "unfinished",
]
