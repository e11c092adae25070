"""Past days without a scheduler: archives in, that day's articles in Postgres out.

    plan_range ─▶ what the days would cost, before any of it
    plan_day ─▶ [Job, …] with what each will cost             one run = one UTC day
      └─ gather ─▶ Gathered: landed archive documents          the only part that touches the network
           └─ file_day ─▶ understand ─▶ keep the day's ─▶ store   may be repeated freely
    finish_day ─▶ counts                                       closes the run

Origins: see the register, `archive/register.py`. Today's feed is never read for its entries: RSS has no
history. `file_place` is the same without a day, for files that are read once.
"""

from wireroom.archive import ORIGINS, FromPlace, origin_named, summaries
from wireroom.backfill.file_day import FileProblem, file_day
from wireroom.backfill.file_place import file_place
from wireroom.backfill.gather import gather
from wireroom.backfill.jobs import Gathered, Job
from wireroom.backfill.origins import documents_below_root
from wireroom.backfill.plan_day import DayPlan, check_origins, finish_day, plan_day, plan_place
from wireroom.backfill.plan_range import RangeCost, days_of, plan_range

__all__ = [
    "ORIGINS",
    "DayPlan",
    "FileProblem",
    "FromPlace",
    "Gathered",
    "Job",
    "RangeCost",
    "check_origins",
    "days_of",
    "documents_below_root",
    "file_day",
    "file_place",
    "finish_day",
    "gather",
    "origin_named",
    "plan_day",
    "plan_place",
    "plan_range",
    "summaries",
]
