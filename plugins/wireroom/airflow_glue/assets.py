"""The assets that downstream DAGs schedule on."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from airflow.sdk import Asset, AssetAlias

from wireroom.models import Counts

ARTICLES = Asset(name="wireroom_articles", uri="x-wireroom://news/articles", group="wireroom")
BACKFILLED = Asset(
    name="wireroom_articles_backfilled", uri="x-wireroom://news/articles/backfilled", group="wireroom"
)
PAGES = Asset(name="wireroom_pages", uri="x-wireroom://news/pages", group="wireroom")
# An alias emits only when something is added to it: a run that changed nothing wakes nobody.
CHANGED_ARTICLES = AssetAlias(name="wireroom_articles_changed", group="wireroom")
CHANGED_PAGES = AssetAlias(name="wireroom_pages_changed", group="wireroom")


def tell_of_changes(
    outlet_events: Any,
    counts: Counts,
    *,
    run_id: int,
    summary: Mapping[str, Any],
    asset: Asset = ARTICLES,
) -> dict[str, Any]:
    """The summary with what the run brought, if anything for downstream DAGs, with the number of the run.

    The one way in which reports tell: whoever listens finds the same fields, whichever DAG loaded.
    """
    brought = {"new": counts.inserted, "revised": counts.revised, "known": counts.unchanged}
    told = {**summary, **brought}
    if counts.inserted or counts.revised:
        outlet_events[CHANGED_ARTICLES].add(asset, extra={**told, "run_id": run_id})
    return told
