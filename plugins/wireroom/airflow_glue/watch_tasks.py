"""The task of `watch_health`: one look, the message through Airflow's notifiers and webhooks, the ping."""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING, Any

from airflow.sdk import get_current_context, task
from airflow.sdk.exceptions import AirflowFailException

from wireroom.airflow_glue.task_context import check_params, no_retry_for_configuration, utc_now
from wireroom.errors import AlertError
from wireroom.settings import Settings

if TYPE_CHECKING:
    from wireroom.watch.notify import Message

_log = logging.getLogger(__name__)


@task(retries=1, retry_delay=timedelta(seconds=20), execution_timeout=timedelta(minutes=4))
@no_retry_for_configuration()
def look() -> dict[str, int]:
    """Look once; red where something could not be looked at or told, never because something is wrong."""
    from wireroom.watch.notify import Send, ping, tell
    from wireroom.watch.watch_health import watch_health

    context = get_current_context()
    check_params(context)
    settings, now = Settings.from_environment(), utc_now()
    watched = watch_health(settings, now=now)
    for alert in watched.open:
        _log.warning("%s%s: %s", "(silenced) " if alert.silenced_until else "", alert.rule, alert.words)
    told, refused = 0, list[str]()
    if context["params"]["tell"]:
        senders: dict[str, Send] = {kind: partial(send, context) for kind, send in NOTIFIERS.items()}
        told, refused = tell(settings, now=now, senders=senders)
    problems = [*watched.problems, *refused, *filter(None, [ping(settings)])]
    if problems:
        raise AirflowFailException("; ".join(problems))
    return {"open": len(watched.open), "told": told, "learned": watched.learned}


def _mail(context: Any, to: str, message: Message) -> None:
    from airflow.providers.smtp.notifications.smtp import SmtpNotifier

    escaped = message.text.replace("&", "&amp;").replace("<", "&lt;").replace("\n", "<br>\n")
    SmtpNotifier(to=to, subject=message.title, html_content=f"<p>{escaped}</p>").notify(context)


def _slack(context: Any, connection: str, message: Message) -> None:
    try:
        from airflow.providers.slack.notifications.slack_webhook import SlackWebhookNotifier
    except ImportError as error:
        raise AlertError("apache-airflow-providers-slack is not installed") from error
    text = f"*{message.title}*\n{message.text}"
    SlackWebhookNotifier(slack_webhook_conn_id=connection, text=text).notify(context)


NOTIFIERS: dict[str, Callable[[Any, str, Message], None]] = {"mailto": _mail, "slack": _slack}
