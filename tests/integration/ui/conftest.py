"""The pages over a real database, with a gateway that believes a header; Airflow's own is in tests/dags."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from support.logins import login, url_of
from support.pages import LATER, Newsroom, StubGateway, fill
from wireroom.settings import Settings
from wireroom.store.connection import Connection
from wireroom.ui.app import build_app


@pytest.fixture
def newsroom(conn: Connection) -> Newsroom:
    return fill(conn)


@pytest.fixture
def feeds_file(tmp_path: Path) -> Path:
    path = tmp_path / "feeds.yaml"
    path.write_text(
        "# kept\nfeeds:\n  - https://harbour.example/feed\n"
        "  - url: https://mire.example/feed\n    title: Mire # kept too\n"
    )
    return path


@pytest.fixture
def settings(database_url: str, admin_database_url: str, feeds_file: Path) -> Iterator[Settings]:
    """Pages read as somebody who may read `news` and nothing else, and take down as one who may just that."""
    with (
        login(admin_database_url, "wireroom_reader") as reader,
        login(admin_database_url, "wireroom_takedown") as takedown,
    ):
        yield Settings(
            database_url=database_url,
            reader_database_url=url_of(database_url, reader),
            takedown_database_url=url_of(database_url, takedown),
            landing_url=feeds_file.with_name("landing").as_uri(),
            home=feeds_file.parent,
            feeds_file=feeds_file,
        )


@pytest.fixture
def gateway() -> StubGateway:
    return StubGateway()


@pytest.fixture
def app(settings: Settings, gateway: StubGateway) -> FastAPI:
    outer = FastAPI()
    outer.mount("/wireroom", build_app(settings, gateway, lambda: LATER))
    return outer


@pytest.fixture
def anybody(app: FastAPI) -> TestClient:
    return TestClient(app, follow_redirects=False)


@pytest.fixture
def viewer(app: FastAPI) -> TestClient:
    return TestClient(app, headers={"X-Visitor": "viewer"}, follow_redirects=False)


@pytest.fixture
def editor(app: FastAPI) -> TestClient:
    """Somebody at a page of ours."""
    headers = {"X-Visitor": "editor", "Sec-Fetch-Site": "same-origin"}
    return TestClient(app, headers=headers, follow_redirects=False)


@pytest.fixture
def admin(app: FastAPI) -> TestClient:
    """Airflow's admin at a page of ours."""
    headers = {"X-Visitor": "admin", "Sec-Fetch-Site": "same-origin"}
    return TestClient(app, headers=headers, follow_redirects=False)
