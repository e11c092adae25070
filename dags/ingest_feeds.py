"""
### Ingest feeds

Polls the feeds that are due and loads their articles into Postgres.

| | |
|---|---|
| **In** | the feeds of `feeds.yaml` (table `news.feeds`), those whose next poll is due |
| **Out** | `news.articles`, `news.revisions`, `news.rejected`; one row a run in `news.runs`; the asset `wireroom_articles` with counts whenever something came in or changed |
| **Steps** | `plan` lets the database follow the list of feeds, sweeps what earlier runs left behind, claims the feeds that are due and packs them into shards. No other run asks a claimed feed; the feeds of a politeness family go into one shard, and no more of them than its time holds · `follow_list` is red where the list could not be followed, and its log says why; the run goes on with the feeds as they were · `collect` fetches for `WIREROOM_SHARD_MINUTES` (4) at most and lands the bytes as WARC; what it did not ask stays due · `file` parses, normalises, cleans and loads them · `report` adds up and judges |
| **Re-run** | clear `file`: it reads landed bytes and files nothing twice. `collect` is not retried blindly: that would double the load on publishers. Feeds it did not ask stay due and come with the next run. Whatever ends the task, what it fetched is landed; where this run cannot file it, the next one does. Clearing the whole run polls what is due *now*: RSS has no history. For past days use `backfill_archive` |
| **Fails** | at once where a param is wrong (an unknown name, a match that no feed answers to); when planned feeds were not stored; when the list of feeds could not be followed for the second run in a row (it is no YAML, is not there, or would retire so many feeds that it must be confirmed); or when too many of the feeds that answered have newly failed (more than `WIREROOM_MAX_FAILED_SHARE`, half). One bad feed is a row in `news.feeds`, one bad entry a row in `news.rejected`. Neither makes a run red, nor does a missing network alone |
"""

from __future__ import annotations

from datetime import timedelta

import pendulum
from airflow.sdk import Param, dag, task_group

from wireroom.airflow_glue.ingest_tasks import collect, file, follow_list, plan, report
from wireroom.airflow_glue.task_context import ALL_TASKS


@dag(
    schedule="*/5 * * * *",
    start_date=pendulum.datetime(2026, 1, 1, tz="UTC"),
    catchup=False,
    max_active_runs=1,
    dagrun_timeout=timedelta(hours=1),
    # No backfill: RSS has no history, and the dialog would offer hundreds of runs that poll the present.
    allowed_run_types=["scheduled", "manual", "operator_triggered", "asset_materialization"],
    doc_md=__doc__,
    tags=["wireroom", "ingest"],
    default_args=ALL_TASKS,
    params={
        "match": Param(
            None,  # not "": the UI takes an empty text for a missing one and disables its buttons
            type=["null", "string"],
            title="Only feeds that match",
            description="A part of the feed's URL, title or publisher. Empty: all that are due.",
        ),
        "even_if_not_due": Param(
            False,
            type="boolean",
            title="Poll even if not due",
            description="Ignores the schedule of each feed. Publishers pay for it: use it with a match.",
        ),
        "in_full": Param(
            False,
            type="boolean",
            title="Ask in full",
            description="Asks for the whole document where “changed since?” (304) would do. Where a server says so wrongly.",
        ),
    },
)
def ingest_feeds() -> None:
    """Wire plan, one `collect >> file` a shard, and report."""

    @task_group
    def shard(shard: dict[str, object]) -> None:
        file(collect(shard))

    shards = plan()
    reported = report()
    shard.expand(shard=shards) >> reported
    shards >> follow_list() >> reported


ingest_feeds()
