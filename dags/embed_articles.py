"""
### Embed articles

Makes vectors of articles, for search by meaning. Off until you switch it on, after `wireroom vectors enable`.

| | |
|---|---|
| **In** | `news.changes` since the last time; the endpoint of `WIREROOM_EMBEDDINGS_URL`, `WIREROOM_EMBEDDINGS_MODEL` and `WIREROOM_EMBEDDINGS_KEY` (of the form of OpenAI's `/v1/embeddings`) |
| **Out** | `news.chunks`, `news.similar`: pieces of each article's present version with their vectors; none of what is reserved (`tdm_reserved`) or taken down |
| **Steps** | `embed` follows the changes page by page. It cuts articles without vectors into pieces by paragraphs and embeds them. Each article is kept by itself, the cursor after each page |
| **Re-run** | any time: what has vectors is not embedded again, and a run that was killed goes on with what its last page lacks. After five hours a run ends green, and the next goes on |
| **Fails** | when the endpoint cannot be asked after five tries, answers nonsense, or refuses 50 articles one after the other; what was embedded stays. Fewer refused articles make no run red: `wireroom vectors status` counts them. Skipped where no endpoint is set or vectors are not enabled |
"""

from __future__ import annotations

from datetime import timedelta

import pendulum
from airflow.sdk import Param, dag

from wireroom.airflow_glue.assets import ARTICLES, BACKFILLED, PAGES
from wireroom.airflow_glue.task_context import ALL_TASKS
from wireroom.airflow_glue.vector_tasks import embed


@dag(
    schedule=(ARTICLES | BACKFILLED | PAGES),
    start_date=pendulum.datetime(2026, 1, 1, tz="UTC"),
    catchup=False,
    max_active_runs=1,
    dagrun_timeout=timedelta(hours=7),
    is_paused_upon_creation=True,
    allowed_run_types=["asset_triggered", "manual", "operator_triggered"],
    doc_md=__doc__,
    tags=["wireroom", "vectors"],
    default_args=ALL_TASKS,
    params={
        "most": Param(
            None,
            type=["null", "integer"],
            minimum=1,
            title="Articles at most",
            description="So many articles or a few more, then the run ends. Empty: all that changed.",
        ),
    },
)
def embed_articles() -> None:
    """Wire the one task."""
    embed()


embed_articles()
