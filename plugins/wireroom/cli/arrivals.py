"""What `wireroom up` ends with: what came in, where to look, what to try."""

from __future__ import annotations

from wireroom.cli.progress import Progress
from wireroom.stack.airflow_api import AirflowApi
from wireroom.stack.airflow_settings import UI_USER
from wireroom.stack.databases import Databases
from wireroom.stack.stack import Stack


def show_arrivals(stack: Stack, databases: Databases, api: AirflowApi, progress: Progress) -> None:
    """Print the address and the login."""
    login = f"user {UI_USER}, password {stack.credentials.ui_admin}"
    progress.console.print(f"Airflow   {api.base_url}  {login}", markup=False)
    progress.console.print(f"Postgres  {databases.reader_url}", markup=False)
