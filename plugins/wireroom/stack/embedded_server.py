"""A stack in; its own PostgreSQL running, with roles and databases, out."""

from __future__ import annotations

import signal

from wireroom.stack.credentials import Credentials
from wireroom.stack.databases import Databases, for_sqlalchemy
from wireroom.stack.postgres_cluster import create_cluster
from wireroom.stack.postgres_install import SHARED_ROOT, prepare_install
from wireroom.stack.postgres_roles import AIRFLOW, AIRFLOW_DATABASE, DATABASE, LOADER, OWNER, READER
from wireroom.stack.postgres_roles import ensure_roles_and_databases as ensure_all
from wireroom.stack.postgres_server import NAME, Address, server_command, wait_for_server
from wireroom.stack.postgres_strays import end_strays
from wireroom.stack.stack import Stack


def bring_up_postgres(stack: Stack) -> Databases:
    """Install, `initdb`, start, roles: whatever of it is not there yet."""
    install = prepare_install(stack.places, SHARED_ROOT)
    for remark in install.remarks:
        stack.tell(remark)
    stack.state.notes["postgres_folder"] = str(install.folder)
    create_cluster(install, stack.credentials.postgres)
    if stack.record_of(NAME) is None and end_strays(install.data):
        stack.tell("a database server of an earlier life was still running: it was ended")
    address = Address(stack.port_for(NAME, stack.settings.postgres_port))
    record, _ = stack.keep_running(server_command(install, address.port), ask=signal.SIGINT)
    wait_for_server(record, address, stack.credentials.postgres)
    ensure_all(address, stack.credentials)
    return databases_at(address, stack.credentials)


def databases_at(address: Address, secret: Credentials) -> Databases:
    """The URL of each role on a server whose roles are ours."""
    return Databases(
        admin_url=address.url(OWNER, secret.wireroom_owner, DATABASE),
        loader_url=address.url(LOADER, secret.wireroom_loader, DATABASE),
        reader_url=address.url(READER, secret.wireroom_reader, DATABASE),
        airflow_url=for_sqlalchemy(address.url(AIRFLOW, secret.airflow, AIRFLOW_DATABASE)),
    )
