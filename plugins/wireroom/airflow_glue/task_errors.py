"""What a task raises in, what Airflow should make of it out: retried, or failed at once and once."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from airflow.sdk.exceptions import AirflowFailException

from wireroom.errors import ConfigurationError


@contextmanager
def no_retry_for_configuration() -> Iterator[None]:
    """Fail the task at once for what only the operator can mend; a retry would fail three times alike."""
    try:
        yield
    except ConfigurationError as error:
        raise AirflowFailException(str(error)) from None


def check_params(context: Mapping[str, Any]) -> None:
    """Raise ConfigurationError for a param that the DAG does not have: Airflow takes any, and a slip in a
    name would run green with the default."""
    given = set(context["dag_run"].conf or {})
    known = set(context["dag"].params)
    if unknown := sorted(given - known):
        raise ConfigurationError(
            f"{context['dag'].dag_id} has no param {', '.join(unknown)}; it has {', '.join(sorted(known))}"
        )
