"""A port that somebody has is never chosen."""

from __future__ import annotations

import socket
from collections.abc import Iterator

import pytest

from wireroom.errors import StackError
from wireroom.stack.ports import HOST, free_port, is_free


@pytest.fixture(params=[HOST, "0.0.0.0"], ids=["loopback", "every-address"])
def listener(request: pytest.FixtureRequest) -> Iterator[int]:
    with socket.socket() as server:
        server.bind((request.param, 0))
        server.listen()
        yield server.getsockname()[1]


def test_a_port_in_use_is_not_free(listener: int) -> None:
    assert not is_free(listener)


def test_the_next_port_is_taken_instead(listener: int) -> None:
    assert free_port(listener) > listener


def test_a_port_meant_for_another_process_is_passed_over() -> None:
    first = free_port(20000)
    assert free_port(first, taken=frozenset({first})) > first


def test_no_port_at_all_is_said_plainly(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("wireroom.stack.ports.is_free", lambda port: False)
    with pytest.raises(StackError, match="no free port from 65500 to"):
        free_port(65500)
