"""A stack in; the sample newsroom running, and the addresses under which its outlets are found, out."""

from __future__ import annotations

import contextlib
import os
import socket
import sys

from wireroom.settings import PROJECT_ROOT
from wireroom.stack.ports import HOST
from wireroom.stack.process import Command, clean_environment, code_hash, wait_until
from wireroom.stack.stack import Stack

NAME = "newsroom"
PUBLIC_PORT = 8799  # in the outlets' URLs, which stay the same wherever the server listens


def bring_up_newsroom(stack: Stack) -> str:
    """Start it; the answer is `WIREROOM_CONNECT_TO`, which leads from its outlets' hosts to its port."""
    port = stack.port_for(NAME, stack.settings.newsroom_port)
    options = ("--port", str(port), *stack.settings.newsroom_options)
    arguments = (sys.executable, "-m", "wireroom.cli.main", "newsroom", *options)
    version = code_hash(PROJECT_ROOT / "plugins" / "wireroom" / "newsroom")
    command = Command(NAME, arguments, clean_environment(os.environ), PROJECT_ROOT, version=version)
    record, _ = stack.keep_running(command)
    wait_until(lambda: _listens(port), what="the sample newsroom", process=record, timeout=60)
    ours = f"*.localhost:{PUBLIC_PORT}={HOST}:{port}"
    theirs = [f"{asked}={actual}" for asked, actual in stack.settings.connect_to]
    return ",".join([ours, *theirs])


def _listens(port: int) -> bool | None:
    with contextlib.closing(socket.socket()) as probe:
        probe.settimeout(1)
        return True if probe.connect_ex((HOST, port)) == 0 else None
