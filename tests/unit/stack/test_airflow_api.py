"""What `make up` asks of Airflow on a machine that has much else to do."""

from __future__ import annotations

import pytest

from support.http_server import after, http_server
from wireroom.errors import StackError
from wireroom.stack.airflow.airflow_api import AirflowApi


def test_a_first_answer_may_take_as_long_as_the_caller_waits() -> None:
    """Airflow imports half of itself to answer it: on a machine under load `make up` gave up after 30 s."""
    with http_server() as server:
        server.on("/auth/token", after(0.5, b'{"access_token": "t"}'))
        server.on("/execution/health", after(0.5, b"{}"))
        api = AirflowApi(server.url(""), "admin", "secret")
        with pytest.raises(StackError, match="does not answer"):
            api.log_in(timeout=0.1)
        api.log_in(timeout=30)
        # Anew: this server leaves the body of a POST on its connection.
        api = AirflowApi(server.url(""), "admin", "secret")
        with pytest.raises(StackError, match="does not answer"):
            api.warm_up_execution(timeout=0.1)
        api.warm_up_execution(timeout=30)
