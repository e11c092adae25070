"""The task of `watch_health`: one look, the message through Airflow's notifiers and webhooks, the ping."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

from airflow.sdk import get_current_context, task
from airflow.sdk.exceptions import AirflowFailException

from wireroom import watch
from wireroom.airflow_glue.task_context import check_params, no_retry_for_configuration, utc_now
from wireroom.errors import AlertError
from wireroom.settings import Settings

_log = logging.getLogger(__name__)


@task(retries=1, retry_delay=timedelta(seconds=20), execution_timeout=timedelta(minutes=4))
@no_retry_for_configuration()
def look() -> dict[str, int]:
    """Look once; red where something could not be looked at or told, never because something is wrong."""
    context = get_current_context()
    check_params(context)
    settings, now = Settings.from_environment(), utc_now()
    watched = watch.watch_health(settings, now=now)
    for alert in watched.open:
        _log.warning("%s%s: %s", "(silenced) " if alert.silenced_until else "", alert.rule, alert.words)
    problems = list(watched.problems)
    message = watch.message_of(watched.untold)
    if message is not None and context["params"]["tell"]:
        problems += [*watch.post_alerts(settings, message), *_notify(settings, message, context)]
        if not problems:
            watch.note_told(settings, message, now)
    problems += filter(None, [watch.ping(settings)])
    if problems:
        raise AirflowFailException("; ".join(problems))
    return {"open": len(watched.open), "told": len(watched.untold), "learned": watched.learned}


def _notify(settings: Settings, message: watch.Message, context: Any) -> Iterator[str]:
    """What could not be sent by mail or Slack, in words."""
    for address in settings.alerting.to:
        kind, _, target = address.partition(":")
        if kind in NOTIFIERS:
            try:
                NOTIFIERS[kind](target, message, context)
            except Exception as error:  # whatever a provider raises is a problem to tell
                yield f"alerts cannot be sent to {kind}:{target}: {error}"


def _mail(to: str, message: watch.Message, context: Any) -> None:
    from airflow.providers.smtp.notifications.smtp import SmtpNotifier

    escaped = message.text.replace("&", "&amp;").replace("<", "&lt;").replace("\n", "<br>\n")
    SmtpNotifier(to=to, subject=message.title, html_content=f"<p>{escaped}</p>").notify(context)


def _slack(connection: str, message: watch.Message, context: Any) -> None:
    try:
        from airflow.providers.slack.notifications.slack_webhook import SlackWebhookNotifier
    except ImportError as error:
        raise AlertError("apache-airflow-providers-slack is not installed") from error
    text = f"*{message.title}*\n{message.text}"
    SlackWebhookNotifier(slack_webhook_conn_id=connection, text=text).notify(context)


NOTIFIERS: dict[str, Callable[[str, watch.Message, Any], None]] = {"mailto": _mail, "slack": _slack}
