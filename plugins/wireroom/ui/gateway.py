"""A request in, who is asking and what Airflow answers in their name out: the part that an Airflow plays."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from fastapi import HTTPException, Request

INGEST = "ingest_feeds"


@dataclass(frozen=True, slots=True)
class Visitor:
    """A logged-in user and their rights."""

    name: str
    may_change: bool  # may trigger `ingest_feeds`: then also poll, pause and resume feeds
    is_admin: bool = False  # of Airflow: then also take articles down


@dataclass(frozen=True, slots=True)
class AirflowAnswer:
    """A response of Airflow's API: HTTP status and JSON body."""

    status: int
    body: Mapping[str, Any]


class Gateway(Protocol):
    """Interface to whoever knows users and rights: `airflow_gateway` in service, another in tests."""

    async def visitor(self, request: Request) -> Visitor:
        """The user of the request.

        Raises HTTPException: 401 without a login, 403 without the right to see pages.
        """

    async def ask_airflow(
        self, request: Request, method: str, path: str, json: Mapping[str, Any] | None = None
    ) -> AirflowAnswer:
        """Send a request to Airflow's API as the visitor, whose rights Airflow checks."""

    def about(self) -> Mapping[str, str]:
        """Versions of what serves the pages: name → version."""


async def log_in(request: Request) -> None:
    """Require a login; a dependency of every route but the health probe."""
    request.state.visitor = await request.app.state.gateway.visitor(request)


async def allow_change(request: Request) -> None:
    """Require the right to trigger `ingest_feeds`, and a request from one of our own pages (CSRF)."""
    if not request.state.visitor.may_change:
        raise HTTPException(403, f"This needs a role that may trigger the DAG {INGEST}.")
    if not is_from_here(request):
        raise HTTPException(403, "This came from another site's page; open Wireroom and do it there.")


async def allow_admin(request: Request) -> None:
    """Require Airflow's role Admin, in addition to `allow_change`."""
    if not request.state.visitor.is_admin:
        raise HTTPException(403, "This needs Airflow's role Admin.")


def is_from_here(request: Request) -> bool:
    """Whether the browser says that the request is of our own origin; scripts with a token count as such."""
    headers = request.headers
    if headers.get("authorization", "").lower().startswith("bearer "):
        return True
    if site := headers.get("sec-fetch-site"):
        return site == "same-origin"
    origin = headers.get("origin", "")
    return bool(origin) and origin.partition("://")[2] == headers.get("host")
