"""Wireroom's entry for Airflow's plugin manager; the product lives in the package beside it."""

from __future__ import annotations

import logging
from typing import Any

from airflow.plugins_manager import AirflowPlugin

# One picture for light, dark, and the dark blue of the chosen entry: of two, Airflow takes one by the theme
# alone, and in the light theme the chosen entry had a dark picture on dark blue.
ICONS = {"icon": "/wireroom/static/icon.svg"}


class WireroomPlugin(AirflowPlugin):
    """Wireroom's pages: an entry in the navigation, a tab on DAGs and one on their runs."""

    name = "wireroom"
    external_views = [  # noqa: RUF012 - as Airflow's plugin manager reads it
        {
            "name": "Wireroom",
            "href": "/wireroom/",
            "destination": "nav",
            "url_route": "wireroom",
            "nav_top_level": True,
            **ICONS,
        },
        {
            "name": "Feeds",
            "href": "/wireroom/dags/{DAG_ID}/feeds",
            "destination": "dag",
            "url_route": "wireroom-feeds",
            **ICONS,
        },
        {
            "name": "Coverage",
            "href": "/wireroom/dags/{DAG_ID}/coverage",
            "destination": "dag",
            "url_route": "wireroom-coverage",
            **ICONS,
        },
        {
            "name": "What came in",
            "href": "/wireroom/dags/{DAG_ID}/runs/{RUN_ID}",
            "destination": "dag_run",
            "url_route": "wireroom-run",
            **ICONS,
        },
    ]

    @property
    def fastapi_apps(self) -> list[dict[str, Any]]:
        """A property, so that only the api-server, which asks for it, loads the pages."""
        from wireroom.airflow_glue.task_context import utc_now
        from wireroom.errors import ConfigurationError
        from wireroom.settings import Settings
        from wireroom.ui.airflow_gateway import AirflowGateway
        from wireroom.ui.app import build_app

        try:
            settings = Settings.from_environment()
        except ConfigurationError:  # Airflow's own pages must come up all the same
            logging.getLogger(__name__).exception("Wireroom's pages are left out")
            return []
        app = build_app(settings, AirflowGateway(), utc_now)
        return [{"app": app, "url_prefix": "/wireroom", "name": "Wireroom"}]
