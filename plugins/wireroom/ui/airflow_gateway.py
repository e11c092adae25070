"""Airflow as the pages' gateway: its login, its rights, and its own API asked without the network.

The only module of the pages that imports Airflow; what it uses of `core_api.security` is what Airflow's own
providers use, and is pinned with Airflow in requirements.txt.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import airflow
import httpx
from airflow.api_fastapi.app import get_auth_manager
from airflow.api_fastapi.auth.managers.base_auth_manager import COOKIE_NAME_JWT_TOKEN
from airflow.api_fastapi.auth.managers.models.resource_details import AccessView, DagAccessEntity, DagDetails
from airflow.api_fastapi.core_api.security import bearer_scheme, get_user
from fastapi import HTTPException, Request
from starlette.concurrency import run_in_threadpool

from wireroom.ui.gateway import INGEST, AirflowAnswer, Visitor

_TIMEOUT = 30.0  # seconds


class AirflowGateway:
    """The gateway of pages that Airflow's api-server serves."""

    async def visitor(self, request: Request) -> Visitor:
        """The user logged in to Airflow.

        Raises HTTPException: 401 without a login, 403 if they may not see pages.
        """
        user = await get_user(request, None, await bearer_scheme(request))
        may_see, may_change = await run_in_threadpool(_rights, user)
        if not may_see:
            raise HTTPException(403, "Your role may not see this website.")
        return Visitor(user.get_name(), may_change, is_admin=may_change and _is_admin(user))

    async def ask_airflow(
        self, request: Request, method: str, path: str, json: Mapping[str, Any] | None = None
    ) -> AirflowAnswer:
        """Send a request to the api-server that we are part of, with the visitor's own token."""
        from airflow.api_fastapi.main import app  # being served: it is loaded already

        transport = httpx.ASGITransport(app, raise_app_exceptions=False)
        async with httpx.AsyncClient(
            transport=transport, base_url="http://wireroom", timeout=_TIMEOUT
        ) as client:
            answer = await client.request(method, path, json=json, headers=_credentials(request))
        try:
            body = answer.json()
        except ValueError:
            body = {"detail": answer.text[:500]}
        return AirflowAnswer(answer.status_code, body if isinstance(body, dict) else {"items": body})

    def about(self) -> Mapping[str, str]:
        """The version of Airflow, by name."""
        return {"Airflow": airflow.__version__}


def _rights(user: Any) -> tuple[bool, bool]:
    manager = get_auth_manager()
    may_see = manager.is_authorized_view(access_view=AccessView.WEBSITE, user=user)
    may_change = manager.is_authorized_dag(
        method="POST", access_entity=DagAccessEntity.RUN, details=DagDetails(id=INGEST), user=user
    )
    return may_see, may_change


def _is_admin(user: Any) -> bool:
    """Whether the user is admin, by the name of the role: no right of auth managers is the admin's alone.

    The simple auth manager has one role a user, FAB several; with an auth manager that has neither, nobody
    is.
    """
    if isinstance(role := getattr(user, "role", None), str):
        return role.upper() == "ADMIN"
    return any(getattr(each, "name", None) == "Admin" for each in getattr(user, "roles", None) or ())


def _credentials(request: Request) -> dict[str, str]:
    given = request.headers.get("authorization")
    token = request.cookies.get(COOKIE_NAME_JWT_TOKEN)
    return {"Authorization": given or f"Bearer {token}"}
