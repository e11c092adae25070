"""Backfill: read the articles of past days from archives and store them in Postgres.

    plan_range ─▶ what the days would cost, estimated before anything is read
    plan_day ─▶ [Job, …] with what each will cost             one run = one UTC day
      └─ gather ─▶ Gathered: landed archive documents          the only part that touches the network
           └─ file_day ─▶ transform ─▶ keep the day's ─▶ store   may be repeated freely
    finish_day ─▶ counts                                       closes the run

Origins: see the register, `archive/register.py`. For a past day, the current feed is never read for its
entries: RSS has no history. Files are read once for all their days: `plan_files`, `file_set` for each set,
`report_files`; the ledger (`news.backfill_units`) records what was read.
"""

from wireroom.archive import ORIGINS, FromFeeds, FromPlace, origin_named, summaries
from wireroom.backfill.asked_backfills import (
    at_work_on_days,
    begin_days,
    days_left,
    note_asked_day,
    note_expected,
    report_files,
)
from wireroom.backfill.estimates.expect_files import price_place
from wireroom.backfill.file_day import file_day
from wireroom.backfill.file_set import FileSet, file_set
from wireroom.backfill.gaps import Gap, close_gaps, find_gaps
from wireroom.backfill.gather import gather
from wireroom.backfill.jobs import Allowance, DayRequest, FeedWalk, Filed, Gathered, Job, LoadedDay
from wireroom.backfill.origins import article_window, documents_below_root, nothing_landed, open_files
from wireroom.backfill.plan_day import check_origins, finish_day, plan_day
from wireroom.backfill.plan_files import MAX_SETS, STOPPED_WHILE_PLANNING, FilesPlan, file_planned, plan_files
from wireroom.backfill.plan_range import RangeCost, days_of, plan_range
from wireroom.backfill.read_so_far import Pace, ReadSoFar, at_times, eta_in_words
from wireroom.normalize import load_language_model

__all__ = [
    "MAX_SETS",
    "ORIGINS",
    "STOPPED_WHILE_PLANNING",
    "Allowance",
    "DayRequest",
    "FeedWalk",
    "FileSet",
    "Filed",
    "FilesPlan",
    "FromFeeds",
    "FromPlace",
    "Gap",
    "Gathered",
    "Job",
    "LoadedDay",
    "Pace",
    "RangeCost",
    "ReadSoFar",
    "article_window",
    "at_times",
    "at_work_on_days",
    "begin_days",
    "check_origins",
    "close_gaps",
    "days_left",
    "days_of",
    "documents_below_root",
    "eta_in_words",
    "file_day",
    "file_planned",
    "file_set",
    "find_gaps",
    "finish_day",
    "gather",
    "load_language_model",
    "note_asked_day",
    "note_expected",
    "nothing_landed",
    "open_files",
    "origin_named",
    "plan_day",
    "plan_files",
    "plan_range",
    "price_place",
    "report_files",
    "summaries",
]
