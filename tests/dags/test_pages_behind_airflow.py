"""The pages in a real Airflow api-server: its login, its roles, its own API asked in the visitor's name."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from fastapi.testclient import TestClient

from support import postgres
from support.filings import NOW
from wireroom.models import FeedSpec
from wireroom.store.connection import connect
from wireroom.store.feeds.feed_sync import sync_feeds
from wireroom.ui.actions import feed_actions

pytestmark = pytest.mark.slow

USERS = {"ada": "admin", "otto": "op", "ursula": "user", "vera": "viewer"}
SAME_ORIGIN = {"Sec-Fetch-Site": "same-origin"}


@pytest.fixture(scope="module")
def feeds_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("pages") / "feeds.yaml"
    file.write_text("feeds:\n  - url: https://harbour.example/feed\n    title: Harbour\n")
    return file


@pytest.fixture(scope="module")
def airflow_app(
    airflow_database: None, admin_database_url: str, template_database: str, feeds_file: Path
) -> Iterator[Any]:
    """Airflow's web application as its api-server builds it, plugins and all."""
    passwords = feeds_file.with_name("passwords.json")
    passwords.write_text(json.dumps(dict.fromkeys(USERS, "secret")))
    with (
        postgres.database(admin_database_url, template=template_database) as url,
        pytest.MonkeyPatch.context() as env,
    ):
        with connect(url) as conn:
            sync_feeds(conn, [FeedSpec(url="https://harbour.example/feed", title="Harbour")], NOW)
        for name, value in {
            "WIREROOM_DATABASE_URL": url,
            "WIREROOM_READER_DATABASE_URL": url,
            "WIREROOM_TAKEDOWN_DATABASE_URL": url,
            "WIREROOM_FEEDS_FILE": str(feeds_file),
            "WIREROOM_HOME": str(feeds_file.parent),
            "AIRFLOW_API_APPS": "core",
            "AIRFLOW__CORE__SIMPLE_AUTH_MANAGER_USERS": ",".join(f"{n}:{r}" for n, r in USERS.items()),
            "AIRFLOW__CORE__SIMPLE_AUTH_MANAGER_PASSWORDS_FILE": str(passwords),
            "AIRFLOW__API_AUTH__JWT_SECRET": "signs the tokens of these tests and of no others " * 2,
        }.items():
            env.setenv(name, value)
        from airflow.api_fastapi.main import app

        yield app


@pytest.fixture(scope="module")
def client(airflow_app: Any) -> Iterator[TestClient]:
    with TestClient(airflow_app, follow_redirects=False) as client:
        yield client


def token(client: TestClient, user: str) -> str:
    answer = client.post("/auth/token", json={"username": user, "password": "secret"})
    return str(answer.json()["access_token"])


def cookie(client: TestClient, user: str) -> dict[str, str]:
    """As a browser brings it that has logged in."""
    return {"Cookie": f"_token={token(client, user)}"}


def test_nobody_gets_in_without_airflows_login(client: TestClient) -> None:
    assert client.get("/wireroom/").status_code == 401
    assert client.get("/wireroom/feeds", headers={"Cookie": "_token=made.up.token"}).status_code in {401, 403}
    assert client.get("/wireroom/health").status_code == 200


@pytest.mark.parametrize("user", USERS)
def test_every_role_sees_the_pages_with_the_browsers_cookie(client: TestClient, user: str) -> None:
    for path in ("/", "/feeds", "/articles", "/runs", "/alerts", "/coverage", "/metrics", "/about"):
        answer = client.get(f"/wireroom{path}", headers=cookie(client, user))
        assert answer.status_code == 200, answer.text[:500]
    assert "Harbour" in client.get("/wireroom/feeds", headers=cookie(client, user)).text


def test_who_may_not_trigger_the_dag_may_not_poll_or_pause(client: TestClient, feeds_file: Path) -> None:
    before = feeds_file.read_text()
    for action in ("poll", "pause", "resume"):
        headers = cookie(client, "vera") | SAME_ORIGIN
        assert client.post(f"/wireroom/feeds/1/{action}", headers=headers).status_code == 403
    assert feeds_file.read_text() == before


def test_who_may_trigger_the_dag_pauses_and_resumes_in_feeds_yaml(
    client: TestClient, feeds_file: Path
) -> None:
    headers = cookie(client, "otto")
    assert client.post("/wireroom/feeds/1/pause", headers=headers).status_code == 403  # no page of ours
    answer = client.post("/wireroom/feeds/1/pause", headers=headers | SAME_ORIGIN)
    assert answer.status_code == 303
    assert "paused: true" in feeds_file.read_text()
    assert "Not polled until resumed" in client.get("/wireroom/feeds/1", headers=headers).text
    assert client.post("/wireroom/feeds/1/resume", headers=headers | SAME_ORIGIN).status_code == 303
    assert "paused" not in feeds_file.read_text()


@pytest.mark.parametrize(("user", "status"), [(name, 404 if name == "ada" else 403) for name in USERS])
def test_airflows_admin_alone_may_take_articles_down(client: TestClient, user: str, status: int) -> None:
    """There is no such article, which is for the admin to know."""
    headers = cookie(client, user)
    assert client.get("/wireroom/articles/7/takedown", headers=headers).status_code == status
    for path in ("/wireroom/articles/7/takedown/look", "/wireroom/articles/7/takedown"):
        assert client.post(path, headers=headers).status_code == 403, "no page of ours"
    look = client.post("/wireroom/articles/7/takedown/look", headers=headers | SAME_ORIGIN)
    assert look.status_code == status


@pytest.mark.parametrize(
    ("user", "is_admin"),
    [
        (SimpleNamespace(role="admin"), True),
        (SimpleNamespace(role="ADMIN"), True),
        (SimpleNamespace(role="op"), False),
        (SimpleNamespace(role=None), False),
        (SimpleNamespace(roles=[SimpleNamespace(name="Viewer"), SimpleNamespace(name="Admin")]), True),
        (SimpleNamespace(roles=[SimpleNamespace(name="Op")]), False),
        (SimpleNamespace(), False),
    ],
)
def test_an_admin_is_told_by_the_roles_of_simple_and_fab_and_else_nobody_is(
    user: SimpleNamespace, is_admin: bool
) -> None:
    from wireroom.ui import airflow_gateway

    assert airflow_gateway._is_admin(user) is is_admin


def test_poll_now_asks_airflow_itself_in_the_visitors_name(
    client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    """There is no such DAG, and it is Airflow that says so."""
    monkeypatch.setattr(feed_actions, "INGEST", "no_such_dag")
    answer = client.post("/wireroom/feeds/1/poll", headers=cookie(client, "ada") | SAME_ORIGIN)
    assert answer.status_code == 404
    assert "no_such_dag" in answer.text
    assert "Airflow did not start a run" in answer.text


def test_airflows_ui_is_told_of_the_page_and_the_tabs(client: TestClient) -> None:
    headers = {"Authorization": f"Bearer {token(client, 'ada')}"}
    plugins = client.get("/api/v2/plugins", headers=headers).json()["plugins"]
    (ours,) = [plugin for plugin in plugins if plugin["name"] == "wireroom"]
    views = ours["external_views"]
    places = {view["name"]: view["destination"] for view in views}
    assert places == {"Wireroom": "nav", "Feeds": "dag", "Coverage": "dag", "What came in": "dag_run"}
    for view in views:
        assert client.get(view["icon"], headers=headers).headers["content-type"] == "image/svg+xml"
