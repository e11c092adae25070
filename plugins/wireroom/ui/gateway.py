"""A request in, who is asking and what Airflow answers in their name out: the part that an Airflow plays."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from fastapi import HTTPException, Request

INGEST = "ingest_feeds"


@dataclass(frozen=True, slots=True)
class Visitor:
    """Somebody who is logged in."""

    name: str
    may_change: bool  # may trigger `ingest_feeds`: then also poll, pause and resume feeds
    is_admin: bool = False  # of Airflow: then also take articles down


@dataclass(frozen=True, slots=True)
class AirflowAnswer:
    """What Airflow's API said: an HTTP status and the JSON of its body."""

    status: int
    body: Mapping[str, Any]


class Gateway(Protocol):
    """Who may come in. `airflow_gateway` asks Airflow; tests have their own."""

    async def visitor(self, request: Request) -> Visitor:
        """Who asks. Raises HTTPException: 401 without a login, 403 where it does not do."""

    async def ask_airflow(
        self, request: Request, method: str, path: str, json: Mapping[str, Any] | None = None
    ) -> AirflowAnswer:
        """Airflow's own API, asked in the name of whoever asks; it judges their rights itself."""

    def about(self) -> Mapping[str, str]:
        """What stands around the pages: name → version."""


async def log_in(request: Request) -> None:
    """Let nobody past without a login; every route but the health probe depends on it."""
    request.state.visitor = await request.app.state.gateway.visitor(request)


async def allow_change(request: Request) -> None:
    """Let past who may trigger `ingest_feeds`, from a page of ours and no other site's (CSRF)."""
    if not request.state.visitor.may_change:
        raise HTTPException(403, f"This needs a role that may trigger the DAG {INGEST}.")
    if not _is_from_here(request):
        raise HTTPException(403, "This came from another site's page; open Wireroom and do it there.")


async def allow_admin(request: Request) -> None:
    """Let past Airflow's admin; whatever changes something depends on `allow_change` as well."""
    if not request.state.visitor.is_admin:
        raise HTTPException(403, "This needs Airflow's role Admin.")


def _is_from_here(request: Request) -> bool:
    """As the browser says; a script that brings a token of its own is not led by anybody's page."""
    headers = request.headers
    if headers.get("authorization", "").lower().startswith("bearer "):
        return True
    if site := headers.get("sec-fetch-site"):
        return site == "same-origin"
    origin = headers.get("origin", "")
    return bool(origin) and origin.partition("://")[2] == headers.get("host")
