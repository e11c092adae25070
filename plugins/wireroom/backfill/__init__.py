"""Past days without a scheduler: archives in, that day's articles in Postgres out.

    plan_range ─▶ what the days would cost, before any of it
    plan_day ─▶ [Job, …] with what each will cost             one run = one UTC day
      └─ gather ─▶ Gathered: landed archive documents          the only part that touches the network
           └─ file_day ─▶ understand ─▶ keep the day's ─▶ store   may be repeated freely
    finish_day ─▶ counts                                       closes the run

Origins (`archive/`): `landed`, our own WARC files; `rfc5005`, documents that feeds link to; `documents`,
a folder. Today's feed is never read for its entries: RSS has no history. `file_documents` is the same
without a day, for a folder of saved documents.
"""

from wireroom.backfill.file_day import FileProblem, file_day
from wireroom.backfill.file_documents import file_documents
from wireroom.backfill.gather import gather
from wireroom.backfill.jobs import ORIGINS, Gathered, Job
from wireroom.backfill.origins import documents_below_root
from wireroom.backfill.plan_day import DayPlan, finish_day, plan_day
from wireroom.backfill.plan_range import RangeCost, days_of, plan_range

__all__ = [
    "ORIGINS",
    "DayPlan",
    "FileProblem",
    "Gathered",
    "Job",
    "RangeCost",
    "days_of",
    "documents_below_root",
    "file_day",
    "file_documents",
    "finish_day",
    "gather",
    "plan_day",
    "plan_range",
]
