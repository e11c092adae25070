"""docker-compose.yml holds no secret, opens nothing to the world, and means the same as `make up`."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import yaml

from wireroom.settings import Settings
from wireroom.stack.airflow.airflow_environment import airflow_environment
from wireroom.stack.credentials import (
    FEEDS_VARIABLE,
    VARIABLES,
    credentials_from,
    write_compose_environment,
)
from wireroom.stack.postgres.databases import Databases
from wireroom.stack.stack import open_stack

ROOT = Path(__file__).resolve().parents[3]
TEXT = (ROOT / "docker-compose.yml").read_text()
COMPOSE: dict[str, Any] = yaml.safe_load(TEXT)
SERVICES: dict[str, Any] = COMPOSE["services"]
OPTIONAL = {"WIREROOM_EXECUTOR", "WIREROOM_PARALLELISM", "WIREROOM_UI_PORT", "WIREROOM_POSTGRES_PORT"}
OPTIONAL |= {"WIREROOM_READER_STATEMENT_TIMEOUT", "WIREROOM_READER_IDLE_IN_TRANSACTION_SESSION_TIMEOUT"}
OPTIONAL |= {FEEDS_VARIABLE, "WIREROOM_WEBSUB_CALLBACK", "WIREROOM_WEBSUB_PORT"}
OPTIONAL |= {"WIREROOM_READER_LOCK_TIMEOUT", "WIREROOM_READER_TEMP_FILE_LIMIT"}
# What the file itself says, since it says where things are in its containers.
SAID_HERE = {"HOME", "DATABASE_URL", "ADMIN_DATABASE_URL", "READER_DATABASE_URL", "AIRFLOW_DATABASE_URL"}
SAID_HERE |= {
    "OWN_AIRFLOW_DATABASE_URL",
    "TAKEDOWN_DATABASE_URL",
    "DOCUMENTS_ROOT",
    "FEEDS_FILE",
    "CONNECT_TO",
    "NEWSROOM_PORT",
    "NEWSROOM_OPTIONS",
}
SOURCES = ("settings/settings.py", "settings/groups.py")
SETTINGS = {
    name
    for source in SOURCES
    for name in re.findall(r'"(WIREROOM_[A-Z_]*[A-Z])"', (ROOT / "plugins/wireroom" / source).read_text())
}
OPTIONAL |= SETTINGS - {f"WIREROOM_{name}" for name in SAID_HERE}


def required() -> set[str]:
    return set(re.findall(r"\$\{(\w+):\?", TEXT))


def test_every_secret_comes_from_the_env_file_that_make_env_writes() -> None:
    assert required() == set(VARIABLES)


def test_every_other_variable_has_a_default() -> None:
    assert set(re.findall(r"\$\{(\w+):-", TEXT)) == OPTIONAL
    assert set(re.findall(r"\$\{(\w+)", TEXT)) == OPTIONAL | required()


def test_what_an_operator_may_set_reaches_the_tasks() -> None:
    """Every setting that is not the file's own business; before, a shard's time and its pauses were not."""
    for name in OPTIONAL & SETTINGS - {"WIREROOM_UI_PORT", "WIREROOM_POSTGRES_PORT"}:
        assert COMPOSE["x-airflow-environment"][name].startswith(f"${{{name}:-"), name
    empty = Settings.from_environment(dict.fromkeys(OPTIONAL & SETTINGS, ""))
    assert replace(empty, environment={}) == replace(Settings.from_environment({}), environment={})


def test_no_password_is_written_in_the_file() -> None:
    for name, value in re.findall(r"(\w*(?:PASSWORD|SECRET|KEY)): (\S+)", TEXT):
        assert value.startswith("${"), name
    assert all("${" in match for match in re.findall(r"://\w+:([^@\s]+)@", TEXT))


@pytest.mark.parametrize("name", sorted(SERVICES))
def test_a_port_is_open_on_loopback_alone(name: str) -> None:
    for port in SERVICES[name].get("ports", []):
        assert port.startswith("127.0.0.1:"), port


@pytest.mark.parametrize("name", sorted(SERVICES))
def test_what_a_service_refers_to_is_there(name: str) -> None:
    service = SERVICES[name]
    for other, condition in service.get("depends_on", {}).items():
        assert other in SERVICES
        health = condition["condition"] == "service_healthy"
        assert not health or "healthcheck" in SERVICES[other], other
        profiles = set(SERVICES[other].get("profiles", []))
        assert profiles <= set(service.get("profiles", [])), f"{other} may not be started with {name}"
    for volume in service.get("volumes", []):
        source = volume.partition(":")[0]
        assert source in COMPOSE["volumes"] or (ROOT / source).exists(), source


@pytest.mark.parametrize("name", sorted(SERVICES))
def test_whatever_stays_up_has_a_health_check(name: str) -> None:
    once = SERVICES[name].get("restart") == "no"
    assert once != ("healthcheck" in SERVICES[name])


def test_airflow_gets_the_settings_that_make_up_gives_it(tmp_path: Path) -> None:
    with open_stack(Settings(home=tmp_path / "home"), print, needed_room=0) as stack:
        ours = airflow_environment(stack, Databases("", "", "", ""), 8080, "")
    theirs = COMPOSE["x-airflow-environment"]
    elsewhere = {name for name, value in theirs.items() if "/" in str(value) or "${" in str(value)}
    elsewhere |= {"AIRFLOW__API__HOST"}  # inside its container, behind a port that is bound to 127.0.0.1
    expected = {
        name: value for name, value in ours.items() if name.startswith(("AIRFLOW__", "PYTHONWARNINGS"))
    }
    assert set(expected) <= set(theirs)
    assert {name: theirs[name] for name in expected if name not in elsewhere} == {
        name: value for name, value in expected.items() if name not in elsewhere
    }


def test_make_env_keeps_what_is_there_and_adds_what_is_missing(tmp_path: Path) -> None:
    path = tmp_path / ".env"
    path.write_text("POSTGRES_PASSWORD=mine\nWIREROOM_UI_PORT=9999\n")
    added = write_compose_environment(path)
    assert set(added) == set(VARIABLES) - {"POSTGRES_PASSWORD"} | {FEEDS_VARIABLE}
    assert (tmp_path / "feeds.env").stat().st_mode & 0o077 == 0
    assert path.read_text().startswith("POSTGRES_PASSWORD=mine\nWIREROOM_UI_PORT=9999\n")
    assert path.stat().st_mode & 0o077 == 0
    assert write_compose_environment(path) == ()
    lines = dict(line.split("=", 1) for line in path.read_text().splitlines())
    assert credentials_from(lines).postgres == "mine"


@pytest.mark.slow
@pytest.mark.parametrize(
    "profiles", [[], ["--profile", "demo"], ["--profile", "celery"], ["--profile", "websub"]], ids=str
)
def test_the_client_accepts_the_file(profiles: list[str], tmp_path: Path) -> None:
    client = compose_client()
    if client is None:
        pytest.skip("neither `docker compose` nor `docker-compose` is installed here")
    write_compose_environment(tmp_path / ".env")
    options = ["-f", str(ROOT / "docker-compose.yml"), "--env-file", str(tmp_path / ".env"), *profiles]
    environment = {**os.environ, FEEDS_VARIABLE: str(tmp_path / "feeds.env")}
    done = subprocess.run(
        [*client, *options, "config", "-q"], capture_output=True, text=True, check=False, env=environment
    )
    assert done.returncode == 0, done.stderr


def compose_client() -> list[str] | None:
    for client in (["docker", "compose"], ["docker-compose"]):
        if shutil.which(client[0]):
            done = subprocess.run([*client, "version"], capture_output=True, check=False)
            if done.returncode == 0:
                return client
    return None


def test_secrets_of_feeds_reach_the_services_that_ask_feeds_or_file_and_no_others() -> None:
    """Before, `${NAME}` was not set in any container; then not where what hubs tell is filed."""
    files = {name: service.get("env_file") for name, service in SERVICES.items() if "env_file" in service}
    assert files == dict.fromkeys(
        ("scheduler", "websub", "worker"), "${WIREROOM_FEEDS_ENV:-feeds.env.example}"
    )
    assert "feeds.env" in (ROOT / ".gitignore").read_text().split()


def test_secrets_of_feeds_reach_the_tasks_of_make_up(tmp_path: Path) -> None:
    """Whatever shell it is called from; before, only the one that had them set."""
    listed = Settings(home=tmp_path / "home", feeds_file=tmp_path / "feeds.yaml")
    with open_stack(listed, print, needed_room=0) as stack:
        ours = airflow_environment(stack, Databases("", "", "", ""), 8080, "")
    (tmp_path / "feeds.env").write_text(
        "# paid\nBAY_TOKEN='wo$rd'\nexport OLD=\"a b\"\nPATH=/nowhere\n\nEMPTY=\n"
    )
    environment = Settings.from_environment(ours).environment
    assert (environment["BAY_TOKEN"], environment["OLD"]) == ("wo$rd", "a b")
    assert environment["PATH"] == ours["PATH"]


def test_the_api_server_alone_may_take_articles_down() -> None:
    """What tasks and DAG files get must not lead to a role that deletes articles."""
    told = {name for name in SERVICES if "wireroom_takedown:" in str(SERVICES[name].get("environment"))}
    assert told == {"api-server"}
    assert "wireroom_takedown" not in str(COMPOSE["x-airflow-environment"])
