"""Every service of docker-compose.yml, its command and environment as written, started as a process.

There is no container engine here: what this cannot prove is the images, the build and the networks.
Names of services and folders inside containers are put in terms of this machine; nothing else is changed.
"""

from __future__ import annotations

import os
import re
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import yaml

from wireroom.settings import Settings
from wireroom.stack.airflow.airflow_api import AirflowApi
from wireroom.stack.credentials import credentials_from, write_compose_environment
from wireroom.stack.down import bring_down
from wireroom.stack.ports import free_port
from wireroom.stack.postgres.postgres_install import SHARED_ROOT, prepare_install
from wireroom.stack.postgres.postgres_server import (
    ServerAddress,
    create_cluster,
    server_command,
    wait_for_server,
)
from wireroom.stack.process import Command, clean_environment
from wireroom.stack.stack import Stack, open_stack

pytestmark = [pytest.mark.stack, pytest.mark.timeout(1500)]
ROOT = Path(__file__).resolve().parents[3]
SERVICES: dict[str, Any] = yaml.safe_load((ROOT / "docker-compose.yml").read_text())["services"]
AIRFLOW = ("api-server", "scheduler", "dag-processor", "triggerer")


@dataclass
class Compose:
    """Stands in for the engine: runs a service's command in our terms."""

    stack: Stack
    variables: Mapping[str, str]
    terms: Mapping[str, str]

    def command(self, service: str, words: list[str] | None = None) -> Command:
        written = SERVICES[service]
        environment = {
            name: self._here(str(value)) for name, value in (written.get("environment") or {}).items()
        }
        path = f"{Path(sys.executable).parent}:{os.environ['PATH']}"
        environment = {**clean_environment(), "HOSTNAME": socket.gethostname(), **environment, "PATH": path}
        host, _, environment["WIREROOM_POSTGRES_PORT"] = self.terms["postgres:5432"].partition(":")
        if "WIREROOM_POSTGRES_HOST" in environment:
            environment["WIREROOM_POSTGRES_HOST"] = host
        arguments = tuple(self._here(word) for word in words or written["command"])
        program = shutil.which(arguments[0], path=path)
        assert program, arguments[0]
        return Command(service, (program, *arguments[1:]), environment, ROOT)

    def run(self, service: str) -> str:
        command = self.command(service)
        done = subprocess.run(
            command.arguments, env=command.environment, cwd=ROOT, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    def wait_until_healthy(self, service: str, patience: float = 180) -> None:
        """By the health check as it is written."""
        kind, *words = SERVICES[service]["healthcheck"]["test"]
        if kind == "CMD-SHELL":
            words = ["sh", "-c", words[0].replace("$$", "$")]
        check = self.command(service, words)
        deadline = time.monotonic() + patience
        while True:
            done = subprocess.run(
                check.arguments, env=check.environment, cwd=ROOT, capture_output=True, text=True, check=False
            )
            if done.returncode == 0:
                return
            log = self.stack.paths.logs / f"{service}.log"
            assert self.stack.record_of(service), log.read_text()[-3000:]
            assert time.monotonic() < deadline, done.stdout + done.stderr + log.read_text()[-3000:]
            time.sleep(1)

    def _here(self, text: str) -> str:
        text = re.sub(r"\$\{(\w+)(?::[?-]([^}]*))?\}", self._value, text)
        there = "|".join(re.escape(term) for term in sorted(self.terms, key=len, reverse=True))
        return re.sub(there, lambda match: self.terms[match[0]], text)

    def _value(self, match: re.Match[str]) -> str:
        default = match[2] if ":-" in match[0] else None
        value = self.variables.get(match[1]) or default
        assert value is not None, f"{match[1]} is not in .env"
        return value


@pytest.fixture(params=["", "CeleryExecutor"], ids=["executor of ours", "CeleryExecutor"])
def compose(request: pytest.FixtureRequest, open_folder: Path) -> Iterator[Compose]:
    """A local Postgres in the place of the service `postgres`, and an .env as `make env` writes it."""
    if request.param == "CeleryExecutor" and not shutil.which("redis-server"):
        pytest.skip("redis-server is not installed here (apt install redis-server)")
    write_compose_environment(open_folder / ".env")
    lines = [line for line in (open_folder / ".env").read_text().splitlines() if not line.startswith("#")]
    variables = {**dict(line.split("=", 1) for line in lines), "WIREROOM_EXECUTOR": request.param}
    settings = Settings(home=open_folder / "home", postgres_port=free_port(27432))
    with open_stack(settings, print, needed_room=0) as stack:
        stack.credentials = credentials_from(variables)
        try:
            yield Compose(stack, variables, _terms(stack))
        finally:
            bring_down(stack)


def _terms(stack: Stack) -> dict[str, str]:
    install = prepare_install(stack.paths, SHARED_ROOT)
    stack.state.notes["postgres_folder"] = str(install.folder)
    create_cluster(install, stack.credentials.postgres)
    postgres = stack.port_for("postgres", stack.settings.postgres_port)
    record, _ = stack.keep_running(server_command(install, postgres))
    wait_for_server(record, ServerAddress(postgres), stack.credentials.postgres)
    ui, news, redis = (
        stack.port_for(name, wished)
        for name, wished in (("api-server", 27080), ("newsroom", 27799), ("redis", 27379))
    )
    return {
        "*.localhost:8799": "*.localhost:8799",  # in the outlets' addresses, which stay
        "@postgres:5432": f"@127.0.0.1:{postgres}",
        "postgres:5432": f"127.0.0.1:{postgres}",
        "api-server:8080": f"127.0.0.1:{ui}",
        "redis:6379": f"127.0.0.1:{redis}",
        "newsroom:8799": f"127.0.0.1:{news}",
        "0.0.0.0": "127.0.0.1",
        "/opt/wireroom": str(ROOT),
        "/var/lib/wireroom": str(stack.paths.home),
        "8080": str(ui),
        "8799": str(news),
    }


def test_every_service_does_its_work(compose: Compose) -> None:
    compose.run("prepare")
    compose.run("prepare")  # a restart of the whole finds everything in place
    names = ["newsroom", *AIRFLOW]
    if compose.variables["WIREROOM_EXECUTOR"] == "CeleryExecutor":
        start_redis(compose)
        names.append("worker")
    for name in names:
        compose.stack.keep_running(compose.command(name))
    for name in names:
        compose.wait_until_healthy(name)
    compose.run("switch-on")
    api = AirflowApi(
        f"http://{compose.terms['api-server:8080']}", "admin", compose.variables["AIRFLOW_ADMIN_PASSWORD"]
    )
    api.log_in()
    assert ingest(api) == "success"


def start_redis(compose: Compose) -> None:
    """As written, but on our port and in our folder: containers have both to themselves."""
    written = compose.command("redis")
    port = compose.terms["redis:6379"].rpartition(":")[2]
    arguments = (*written.arguments, "--port", port, "--bind", "127.0.0.1")
    compose.stack.keep_running(Command("redis", arguments, written.environment, compose.stack.paths.home))


def ingest(api: AirflowApi) -> str:
    run_id = api.trigger("ingest_feeds", {"match": ".localhost", "even_if_not_due": True})
    deadline = time.monotonic() + 600
    while (state := api.run_state("ingest_feeds", run_id)) in {"queued", "running"}:
        assert time.monotonic() < deadline
        time.sleep(0.5)
    return state
