"""
### Fetch pages

Fetches the full text of articles whose feed gives only a summary.

| | |
|---|---|
| **In** | articles that live ingest saw first in the last seven days, of feeds whose pages were seen to give more than the feed does (`full_text: auto` in feeds.yaml, learned by three pages, tried again once a week), or of all articles of a feed (`always`); of none (`never`) |
| **Out** | a version of each article with its page's text (`change_reason` `full_text`; the feed's stays in `news.articles.feed_text`); what was decided and what came of each page in `news.pages`; whether mining is reserved in `tdm_reserved`, `tdm_source`; one row a run in `news.runs`; the asset `wireroom_pages` whenever a text came in |
| **Steps** | `plan_of_pages` claims pages, of a politeness family at most `WIREROOM_PAGES_A_DAY` (200) in 24 hours · `collect_shard_of_pages` asks for robots.txt first (kept for a day), obeys it and its Crawl-delay, and lands all answers as WARC · `file_shard_of_pages` reads each page within limits of time and memory, names what is no article (`paywall`, `consent_wall`, `bot_wall`, `soft_404`, `redirected_home`, `live_blog` …) and files the rest · `report_of_pages` adds up |
| **Re-run** | clear `file_shard_of_pages`: it reads landed bytes and files nothing twice. `collect_shard_of_pages` is not retried blindly; pages it did not ask for stay wanted and come with the next run, which also files what this one left |
| **Fails** | at once where a param is wrong; when pages were landed and could not be read. A page that cannot be had is a row in `news.pages`, and makes no run red |
"""

from __future__ import annotations

from datetime import timedelta

import pendulum
from airflow.sdk import Param, dag, task_group

from wireroom.airflow_glue.assets import ARTICLES
from wireroom.airflow_glue.page_tasks import (
    collect_shard_of_pages,
    file_shard_of_pages,
    plan_of_pages,
    report_of_pages,
)
from wireroom.airflow_glue.task_context import ALL_TASKS


@dag(
    schedule=[ARTICLES],
    start_date=pendulum.datetime(2026, 1, 1, tz="UTC"),
    catchup=False,
    max_active_runs=1,
    dagrun_timeout=timedelta(hours=2),
    allowed_run_types=["asset_triggered", "manual", "operator_triggered"],
    doc_md=__doc__,
    tags=["wireroom", "pages"],
    default_args=ALL_TASKS,
    params={
        "match": Param(
            None,
            type=["null", "string"],
            title="Only feeds that match",
            description="A part of the feed's URL, title or publisher. Empty: all.",
        ),
    },
)
def fetch_pages() -> None:
    """Wire plan, one `collect >> file` a shard, and report."""

    @task_group
    def pages(shard: dict[str, object]) -> None:
        file_shard_of_pages(collect_shard_of_pages(shard))

    pages.expand(shard=plan_of_pages()) >> report_of_pages()


fetch_pages()
