"""The environment variables that configure Airflow for the stack; `docs/decisions/0072` has the reasons."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Mapping
from pathlib import Path

from wireroom.settings import PROJECT_ROOT
from wireroom.stack.paths import write_private
from wireroom.stack.ports import HOST
from wireroom.stack.postgres.databases import Databases
from wireroom.stack.process import clean_environment
from wireroom.stack.stack import Stack

UI_USER = "admin"
TAKEDOWN_URL = "WIREROOM_TAKEDOWN_DATABASE_URL"  # the api-server's alone: no task, no DAG file reads it
# Airflow's own use of a renamed class, said in every task's log; nothing that an operator can do about.
QUIET = "ignore:GitWildMatchPattern:DeprecationWarning"


def airflow_environment(stack: Stack, databases: Databases, port: int, connect_to: str) -> dict[str, str]:
    """The environment of Airflow's four processes and their tasks; no configuration file is used."""
    write_private(stack.paths.ui_passwords, json.dumps({UI_USER: stack.credentials.ui_admin}))
    venv = str(Path(sys.executable).parent)
    return {
        "HOME": str(stack.paths.airflow_home),  # where there is none; Airflow asks for it
        **clean_environment(os.environ),
        "PATH": os.pathsep.join([venv, os.environ.get("PATH", os.defpath)]),
        "AIRFLOW_HOME": str(stack.paths.airflow_home),
        "PYTHONWARNINGS": QUIET,
        **_options(_core(stack, databases, port)),
        **_options(_pace()),
        **_wireroom(stack, databases, connect_to),
    }


def _core(stack: Stack, databases: Databases, port: int) -> dict[str, str]:
    secret = stack.credentials
    return {
        "core.dags_folder": str(PROJECT_ROOT / "dags"),
        "core.plugins_folder": str(PROJECT_ROOT / "plugins"),
        "core.load_examples": "False",
        "core.executor": "wireroom.airflow_glue.preloading_executor.PreloadingExecutor",
        "core.fernet_key": secret.fernet_key,
        "core.simple_auth_manager_users": f"{UI_USER}:admin",
        "core.simple_auth_manager_passwords_file": str(stack.paths.ui_passwords),
        "core.execution_api_server_url": f"http://{HOST}:{port}/execution/",
        "database.sql_alchemy_conn": databases.airflow_url,
        "logging.base_log_folder": str(stack.paths.airflow_home / "logs"),
        "api.host": HOST,  # Airflow's default is every address of the machine
        "api.port": str(port),
        "api.base_url": f"http://{HOST}:{port}",
        "api.secret_key": secret.api_secret,
        "api_auth.jwt_secret": secret.jwt_secret,
        "usage_data_collection.enabled": "False",  # would call home at every start
    }


def _pace() -> dict[str, str]:
    return {
        "core.parallelism": "4",
        "api.workers": "1",
        "workers.min_heartbeat_interval": "1",  # 5 makes short tasks wait up to 5 s at their end
        # A scheduler that is started anew takes up killed tasks at once; the api-server beside it needs half
        # a minute on a busy machine: with the usual five tries they gave up, and a run ended as red.
        "workers.execution_api_retries": "20",
        "workers.execution_api_retry_wait_min": "2",
        "workers.execution_api_retry_wait_max": "10",
        "scheduler.scheduler_idle_sleep_time": "0.75",  # a look costs 20 CPU ms; tasks wait half of it
        # What a killed scheduler or worker was at is taken up within two minutes, not six.
        "scheduler.orphaned_tasks_check_interval": "30",
        "scheduler.task_instance_heartbeat_timeout": "120",
        "dag_processor.refresh_interval": "10",  # a new or changed file of dags/ is seen within that time
        "dag_processor.min_file_process_interval": "600",  # so long after a failed import, too
        "dag_processor.parsing_processes": "1",
        # A task imports its DAG file, too: on a machine under load the usual 30 seconds ended runs as red.
        "core.dagbag_import_timeout": "180",
        "dag_processor.dag_file_processor_timeout": "200",
    }


def _wireroom(stack: Stack, databases: Databases, connect_to: str) -> dict[str, str]:
    """Tasks get the loader's role: what may change the schema stays with `make up`."""
    settings = stack.settings
    return {
        "WIREROOM_DATABASE_URL": databases.loader_url,
        "WIREROOM_ADMIN_DATABASE_URL": "",
        TAKEDOWN_URL: "",
        "WIREROOM_READER_DATABASE_URL": databases.reader_url,  # what the pages read with
        "WIREROOM_OWN_AIRFLOW_DATABASE_URL": databases.airflow_url,
        "WIREROOM_HOME": str(settings.home),
        "WIREROOM_LANDING_URL": settings.landing_url,
        "WIREROOM_FEEDS_FILE": str(settings.feeds_file),
        "WIREROOM_CONNECT_TO": connect_to,
    }


def _options(options: Mapping[str, str]) -> dict[str, str]:
    """`section.key` as the variable that Airflow reads it from."""
    return {
        f"AIRFLOW__{section.upper()}__{key.upper()}": value
        for (section, _, key), value in ((name.partition("."), value) for name, value in options.items())
    }
