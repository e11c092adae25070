"""Every route: closed without a login, open to a viewer, changes for those with the right only."""

from __future__ import annotations

from dataclasses import replace
from html.parser import HTMLParser

import pytest
from fastapi import FastAPI
from fastapi.routing import APIRoute
from fastapi.testclient import TestClient

from support.pages import HOSTILE, Newsroom
from wireroom.settings import Settings

OPEN = {"/health"}
OF_THE_ADMIN = "/takedown"  # stands in the address of what Airflow's admin alone sees and does


def addresses(app: FastAPI, newsroom: Newsroom, method: str) -> list[str]:
    """Every route of the pages that takes this method, with values that are there."""
    (mount,) = [route for route in app.routes if getattr(route, "path", "") == "/wireroom"]
    values = {
        "{name}": "wireroom.css",
        "{dag_id}": "ingest_feeds",
        "{dag_run_id}": "second",
        "{feed_id:int}": newsroom.sick,
        "{article_id:int}": newsroom.hostile,
        "{rejected_id:int}": 1,
        "{alert_id:int}": 1,
        "{run_id:int}": newsroom.run,
    }
    paths = [
        route.path for route in mount.app.routes if isinstance(route, APIRoute) and method in route.methods
    ]
    for name, value in values.items():
        paths = [path.replace(name, str(value)) for path in paths]
    assert not any("{" in path for path in paths), "give the test a value for the new parameter"
    return [f"/wireroom{path}" for path in paths if path not in OPEN]


def test_no_route_but_the_health_probe_answers_without_a_login(
    app: FastAPI, anybody: TestClient, newsroom: Newsroom
) -> None:
    for method in ("GET", "POST"):
        for path in addresses(app, newsroom, method):
            answer = anybody.request(method, path)
            assert answer.status_code == 401, path
            assert "harbour" not in answer.text.lower(), path
    assert anybody.get("/wireroom/health").json() == {"database": "answers"}
    for path in ("/wireroom/docs", "/wireroom/openapi.json", "/wireroom/redoc"):
        assert anybody.get(path).status_code == 404


def test_a_viewer_is_offered_nothing_that_is_refused(
    app: FastAPI, viewer: TestClient, editor: TestClient, newsroom: Newsroom
) -> None:
    """The form of a new feed was shown to whoever may only look, and refused what they had typed."""
    why = "buttons need a role that may trigger the DAG ingest_feeds"
    for path in addresses(app, newsroom, "GET"):
        answer = viewer.get(path)
        if answer.status_code == 200 and "<main" in answer.text:
            assert 'method="post"' not in answer.text, path
            assert "/feeds/new" not in answer.text, path
            assert why in answer.text, path
            assert why not in editor.get(path).text, path


def test_a_viewer_sees_every_page(app: FastAPI, viewer: TestClient, newsroom: Newsroom) -> None:
    for path in addresses(app, newsroom, "GET"):
        answer = viewer.get(path)
        if OF_THE_ADMIN not in path:
            assert answer.status_code in {200, 307}, f"{path}: {answer.text[:2000]}"


def test_what_is_the_admins_nobody_else_sees_or_does(
    app: FastAPI, viewer: TestClient, editor: TestClient, admin: TestClient, newsroom: Newsroom
) -> None:
    pages = [path for path in addresses(app, newsroom, "GET") if OF_THE_ADMIN in path]
    buttons = [path for path in addresses(app, newsroom, "POST") if OF_THE_ADMIN in path]
    assert (len(pages), len(buttons)) == (1, 2)
    for client in (viewer, editor):
        assert {client.get(path).status_code for path in pages} == {403}
        assert {client.post(path).status_code for path in buttons} == {403}
        assert "Take it down" not in client.get(f"/wireroom/articles/{newsroom.hostile}").text
    assert {admin.get(path).status_code for path in pages} == {200}
    assert "Take it down" in admin.get(f"/wireroom/articles/{newsroom.hostile}").text


def test_a_viewer_changes_nothing(
    app: FastAPI, viewer: TestClient, newsroom: Newsroom, settings: Settings
) -> None:
    before = settings.feeds_file.read_text()
    for path in addresses(app, newsroom, "POST"):
        assert viewer.post(path, headers={"Sec-Fetch-Site": "same-origin"}).status_code == 403, path
    assert "Poll now" not in viewer.get("/wireroom/feeds").text
    assert settings.feeds_file.read_text() == before


@pytest.mark.parametrize(
    "headers",
    [
        {"Sec-Fetch-Site": "cross-site", "Origin": "http://testserver"},
        {"Sec-Fetch-Site": "same-site"},
        {"Sec-Fetch-Site": "", "Origin": "https://evil.example"},
        {"Sec-Fetch-Site": "", "Origin": "null"},
        {"Sec-Fetch-Site": ""},
    ],
)
def test_another_sites_page_changes_nothing_in_an_editors_or_admins_name(
    app: FastAPI,
    admin: TestClient,
    editor: TestClient,
    newsroom: Newsroom,
    settings: Settings,
    headers: dict[str, str],
) -> None:
    before = settings.feeds_file.read_text()
    for path in addresses(app, newsroom, "POST"):
        assert editor.post(path, headers=headers).status_code == 403, path
        assert admin.post(path, headers=headers).status_code == 403, path
    assert settings.feeds_file.read_text() == before


class Scripts(HTMLParser):
    """What a browser would run: scripts, handlers and addresses of scripts."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag == "script" and given.get("src") != "/wireroom/static/wireroom.js":
            self.found.append(f"<script {given}>")
        for name, value in attrs:
            if (
                name.startswith("on")
                or name == "style"
                or (value or "").strip().lower().startswith("javascript:")
            ):
                self.found.append(f"{tag} {name}={value}")


def test_no_page_says_what_a_stranger_wrote_as_markup(
    app: FastAPI, admin: TestClient, newsroom: Newsroom
) -> None:
    seen = 0
    for path in addresses(app, newsroom, "GET"):
        for query in (
            "",
            f"?q={HOSTILE}&publisher={HOSTILE}&cause={HOSTILE}&reason={HOSTILE}&page={HOSTILE}",
        ):
            answer = admin.get(path + query, follow_redirects=True)
            if "html" not in answer.headers["content-type"]:
                continue
            parser = Scripts()
            parser.feed(answer.text)
            assert parser.found == [], path + query
            assert "window.fired=1</script>" not in answer.text, path + query
            seen += "window.fired" in answer.text and "{{7*7}}" in answer.text
    assert seen >= 8  # the hostile words did get there


def test_every_answer_says_what_a_browser_may_run(
    app: FastAPI, viewer: TestClient, anybody: TestClient, newsroom: Newsroom
) -> None:
    for path in addresses(app, newsroom, "GET"):
        for client in (viewer, anybody):
            headers = client.get(path).headers
            policy = headers["content-security-policy"]
            assert "default-src 'none'" in policy
            assert "unsafe" not in policy
            assert headers["x-content-type-options"] == "nosniff"


def test_no_number_is_too_large_to_be_looked_up(
    app: FastAPI, admin: TestClient, newsroom: Newsroom, settings: Settings
) -> None:
    """2**63 was an error of the database's, in some queries."""
    numbers = replace(newsroom, **dict.fromkeys(("well", "sick", "run", "hostile", "corrected"), 2**63))
    seen = 0
    for method in ("GET", "POST"):
        for path in addresses(app, numbers, method):
            if str(2**63) in path:
                seen += 1
                assert admin.request(method, path).status_code == 404, path
    assert seen >= 8


@pytest.mark.parametrize(
    "path",
    [
        "/feeds/999999", "/articles/999999999", "/runs/999999", "/quarantine/99999", "/nothing",
        "/static/..%2f..%2fapp.py", "/static/app.py", "/feeds/99999999999999999999", "/dags/other/runs/x",
    ],
)  # fmt: skip
def test_what_is_not_there_is_a_page_that_says_so(viewer: TestClient, path: str) -> None:
    answer = viewer.get("/wireroom" + path)
    assert answer.status_code == 404
    assert "Not here" in answer.text


def test_a_number_that_python_does_not_read_is_not_there_either(
    anybody: TestClient, viewer: TestClient
) -> None:
    """More than 4,300 digits: whoever asked, with a login or without, got a 500."""
    for asking in (anybody, viewer):
        for path in ("/feeds/", "/articles/", "/runs/", "/quarantine/"):
            answer = asking.get(f"/wireroom{path}{'9' * 5000}")
            assert (answer.status_code, "Not here" in answer.text) == (404, True), path


def test_a_fault_of_ours_is_not_called_a_missing_page(app: FastAPI, viewer: TestClient) -> None:
    """A ValueError within a page goes up to where faults are logged."""
    inner = app.routes[-1].app  # type: ignore[attr-defined]
    inner.state.clock = lambda: int("no moment")
    with pytest.raises(ValueError, match="no moment"):
        viewer.get("/wireroom/runs")


TYPED = (
    *("page=-1", "page=99999999999", "page=x", "since=2026-13-45", "since=0000-00-00", "until=9999-12-31"),
    *("q=%00", "q=%ff", "language=%27", "q=" + "a" * 9000, "condition=%3Cb%3E", "order=1;drop", "feed=1e9"),
    *("q=%25_%5C", "feed=99999999999999999999999", "run=-1", "corrected=1", "order=published"),
)


@pytest.mark.parametrize("path", ["/feeds", "/articles", "/runs", "/quarantine", "/"])
def test_whatever_is_typed_into_an_address_gives_a_page(
    viewer: TestClient, path: str, newsroom: Newsroom
) -> None:
    for query in TYPED:
        assert viewer.get(f"/wireroom{path}?{query}").status_code == 200, query
