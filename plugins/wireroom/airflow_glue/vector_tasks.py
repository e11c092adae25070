"""The task of `embed_articles`: one use case, its lines in the log; skipped where vectors are not enabled."""

from __future__ import annotations

import logging
from datetime import timedelta
from typing import Any

from airflow.sdk import get_current_context, task
from airflow.sdk.exceptions import AirflowSkipException

from wireroom.airflow_glue.task_context import check_params, no_retry_for_configuration
from wireroom.settings import Settings

_log = logging.getLogger(__name__)
_WITHIN = timedelta(hours=5)  # a longer backlog is left to the next run; an hour for the page under way


@task(retries=2, retry_delay=timedelta(minutes=5), execution_timeout=timedelta(hours=6))
@no_retry_for_configuration()
def embed() -> dict[str, Any]:
    """Embed what changed since the last time."""
    from wireroom.embed_articles import embed_articles, why_nothing_to_embed

    context = get_current_context()
    check_params(context)
    settings = Settings.from_environment()
    if why_not := why_nothing_to_embed(settings):
        raise AirflowSkipException(why_not)
    done = embed_articles(settings, most=context["params"]["most"], within=_WITHIN, tell=_log.info)
    _log.info("%s", done)
    return {"articles": done.articles, "chunks": done.chunks, "refused": len(done.refused)}
