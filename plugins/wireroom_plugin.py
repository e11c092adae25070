"""Wireroom's entry for Airflow's plugin manager; the product lives in the package beside it."""

from __future__ import annotations

from airflow.plugins_manager import AirflowPlugin


class WireroomPlugin(AirflowPlugin):
    """Registers Wireroom by name, so that the UI's plugin page shows that it is installed."""

    name = "wireroom"
