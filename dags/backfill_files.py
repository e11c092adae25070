"""
### Backfill files

Loads the articles of saved files: WARC files of a crawl, folders and archives of documents. Each file is read once, whatever days it holds.

| | |
|---|---|
| **In** | `warc` WARC, ARC and WACZ files of any crawl · `documents` saved feeds, pages, texts, tables and mailboxes; below `WIREROOM_DOCUMENTS_ROOT` · `ccnews` Common Crawl's news crawl, by the days of crawling |
| **Out** | `news.articles` under their own dates; a line for each file in `news.backfill_units`, the sums in `news.backfills`; one row in `news.runs`; the asset `wireroom_articles_backfilled` with counts whenever something came in or changed |
| **Start it** | in the UI: *Trigger*, name the origin and the place. First leave `dry_run` on, for what it will cost; then switch it off. Or `wireroom backfill run --from warc:PLACE` without Airflow |
| **Steps** | `plan_files` lists the place and makes sets of what was not read before · `file_set` reads a set, each a mapped task · `report_files` says what came in, what was left out and why, what is missing |
| **Re-run** | any time: what was read is not read again, unless `again` is on, which fills what the earlier reading left empty; what was killed goes on after the last document that was stored. Days of `backfill_archive` report what these files held of them |
| **Fails** | at once where a param is wrong or the place cannot be listed; or when a file is torn or cannot be read, now or by an earlier run. The message names the file or that run; what is whole of it is stored |
"""

from __future__ import annotations

from datetime import timedelta

import pendulum
from airflow.sdk import dag

from wireroom.airflow_glue.dag_params import file_params
from wireroom.airflow_glue.file_tasks import file_set, plan_files, report_files
from wireroom.airflow_glue.task_context import ALL_TASKS


@dag(
    schedule=None,
    start_date=pendulum.datetime(2000, 1, 1, tz="UTC"),
    catchup=False,
    max_active_runs=2,
    dagrun_timeout=timedelta(days=3),
    allowed_run_types=["manual", "operator_triggered"],
    doc_md=__doc__,
    tags=["wireroom", "backfill"],
    default_args=ALL_TASKS,
    params=file_params(),
)
def backfill_files() -> None:
    """Wire plan, one `file_set` a set of files, and report."""
    file_set.expand(job=plan_files()) >> report_files()


backfill_files()
