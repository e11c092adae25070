"""
### Backfill from archives

Loads articles of past days. One run is one day: its data interval, midnight to midnight UTC.

| | |
|---|---|
| **In** | past bytes, never today's feed: `landed` WARC files of that day · `rfc5005` archive documents that feeds link to · `paged` older pages of feeds, as WordPress serves them · `sitemaps` pages that a site names · `cdx` captures in a web archive · `documents`: what `backfill_files` has read of a folder is reported, nothing is read |
| **Out** | `news.articles` under their own dates; one row a run in `news.runs`; the asset `wireroom_articles_backfilled` with counts whenever something came in or changed |
| **Start it** | first `plan_backfill`, for what it will cost. Then in the UI: *Trigger → Backfill*, pick the days; or `wireroom airflow backfill create --dag-id backfill_archive --from-date … --to-date …`; or `POST /api/v2/backfills`. The daily scheduled run closes yesterday's gaps |
| **Full text** | with the param `full_text`, `fetch_pages` also fetches the pages of what the day brought. As for live articles, each feed's `full_text` and the budget of its family count |
| **Steps** | `plan_day` says what each origin will cost and makes a job of each · `gather` fetches and lands archive documents (nothing to do for bytes that are here) · `file_day` loads the day's articles · `report_day` adds up |
| **Re-run** | any time, with *reprocess completed*: a day that is already loaded changes no row but counters, unless newer code knows something (authors, a date) that its earlier reading left empty: a version with the reason `reread`. Archive documents are fetched once and kept |
| **Fails** | at once where a param is wrong (an unknown name, no origin, a match that no feed answers to); or when an origin cannot give what it lists. The message names it; what was reached is kept |
"""

from __future__ import annotations

from datetime import timedelta

import pendulum
from airflow.sdk import CronDataIntervalTimetable, dag, task_group

from wireroom.airflow_glue.backfill_tasks import file_day, gather, plan_day, report_day
from wireroom.airflow_glue.dag_params import full_text_param, origin_params
from wireroom.airflow_glue.task_context import ALL_TASKS


@dag(
    schedule=CronDataIntervalTimetable("0 0 * * *", timezone="UTC"),
    start_date=pendulum.datetime(2000, 1, 1, tz="UTC"),
    catchup=False,
    max_active_runs=2,
    dagrun_timeout=timedelta(hours=6),
    allowed_run_types=["backfill", "scheduled", "manual"],
    doc_md=__doc__,
    tags=["wireroom", "backfill"],
    default_args=ALL_TASKS,
    params=origin_params() | full_text_param(),
)
def backfill_archive() -> None:
    """Wire plan, one `gather >> file_day` a job, and report."""

    @task_group
    def job(job: dict[str, object]) -> None:
        file_day(gather(job))

    job.expand(job=plan_day()) >> report_day()


backfill_archive()
