"""Runs and what came in with one: the list and the page agree, and everything a run did can be reached."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from fastapi.testclient import TestClient

from support.filings import NOW, article, file, rejection, result, rows
from support.pages import LATER, Newsroom
from wireroom.store.connection import Connection
from wireroom.store.runs import close_run, open_run, run_summary
from wireroom.ui.pages import runs_page


def _run(conn: Connection, kind: str, name: str) -> int:
    """The run of that name, closed as its use case does."""
    run_id = open_run(conn, kind, name, NOW)
    close_run(conn, run_id, LATER, run_summary(conn, run_id).counts)
    return run_id


def _row(text: str, run_id: int) -> list[str]:
    row = re.search(rf'<tr><td class="when"><a href="/wireroom/runs/{run_id}">.*?</tr>', text, re.DOTALL)
    assert row
    return [re.sub(r"\s+", " ", re.sub("<[^>]+>", " ", cell)).strip() for cell in row[0].split("</td>")]


@pytest.mark.parametrize("kind", ["pages", "backfill", "replay"])
def test_the_list_of_runs_counts_feeds_as_the_runs_own_page_does(
    viewer: TestClient, newsroom: Newsroom, conn: Connection, kind: str
) -> None:
    """It said 0 of runs that poll nobody; a run of pages that read six feeds said so on its page alone."""
    name = "2026-11-19 backfill__x" if kind == "backfill" else "some"
    file(conn, [article("old", feed_id=newsroom.well)], run=name, kind=kind)  # it polls nobody
    run_id = _run(conn, kind, name)
    text, listed = viewer.get(f"/wireroom/runs/{run_id}").text, viewer.get("/wireroom/runs").text
    assert re.search(r'Feeds</div><div class="figure">(\d+)', text)[1] == "1"  # type: ignore[index]
    started, _, named, feeds, *_ = _row(listed, run_id)
    assert (bool(started), feeds) == (True, "1")
    day = " of 2026-11-19" if kind == "backfill" else ""
    assert named == f"{kind}{day}"
    assert f'<td class="when hide">{kind}' in listed  # a day in one line
    assert f"{kind} run {run_id}{day}" in text
    assert _row(listed, newsroom.run)[2:4] == ["ingest", "2"]


@pytest.mark.parametrize(
    ("name", "day"),
    [
        ("2026-02-30-import", ""),  # whoever triggers a DAG may name its run
        ("cli-2026-13-01-of-mine", ""),
        ("cli-2026-02-30-20261120T101010.123456", ""),
        ("2026-11-19-archive", ""),
        ("2026-11-19 of-mine", " of 2026-11-19"),
        ("cli-2026-11-19-20261120T101010.123456", " of 2026-11-19"),
        ("cli-all-20261120T101010.123456", ""),
    ],
)
def test_a_run_that_its_user_named_is_of_no_day(
    viewer: TestClient, newsroom: Newsroom, conn: Connection, name: str, day: str
) -> None:
    """One named with a day that no calendar has took the list of all runs from everybody, and coverage."""
    file(conn, [article("old", feed_id=newsroom.well)], run=name, kind="backfill")
    run_id = _run(conn, "backfill", name)
    assert _row(viewer.get("/wireroom/runs").text, run_id)[2] == f"backfill{day}"
    text = viewer.get(f"/wireroom/runs/{run_id}").text
    assert re.findall(rf"backfill run {run_id}( of [-\d]+)?", text) == [day]
    assert [
        run["day"] for run in viewer.get("/wireroom/runs.json").json()["runs"] if run["id"] == run_id
    ] == [day.removeprefix(" of ") or None]
    for whose in ("", f"?feed={newsroom.well}"):
        assert viewer.get(f"/wireroom/coverage{whose}").status_code == 200
    rows(conn, "SELECT * FROM news.coverage")


def test_a_run_that_polls_nobody_does_not_speak_of_polls(viewer: TestClient, conn: Connection) -> None:
    run_id = _run(conn, "backfill", "2026-11-19 backfill__x")
    text = viewer.get(f"/wireroom/runs/{run_id}").text
    assert "It brought nothing new." in text
    assert "feeds polled" not in text
    assert "No feed was due" not in text
    assert "No feed was due" in viewer.get(f"/wireroom/runs/{_run(conn, 'ingest', 'idle')}").text


def test_all_that_a_run_brought_is_turned_over(
    viewer: TestClient, newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Past the first 200 it named a column of a view: nothing for whoever has a browser only."""
    monkeypatch.setattr(runs_page, "ARTICLES", 20)
    seen: list[str] = []
    for number in range(1, 9):
        text = viewer.get(f"/wireroom/runs/{newsroom.run}?page={number}").text
        listed = re.findall(r'href="/wireroom/articles/(\d+)"', text)
        seen += listed
        cells = re.findall(rf'<td class="hide"><a href="/wireroom/feeds/{newsroom.well}"', text)
        assert len(cells) == len(listed)
        if f"page={number + 1}" not in text:
            break
    brought = 62  # 60 of the quay, one hostile, one corrected
    assert len(seen) == brought
    assert len(set(seen)) == brought
    assert "No more articles" in viewer.get(f"/wireroom/runs/{newsroom.run}?page=9").text


def test_what_a_run_refused_is_found_after_a_later_one_met_it_too(
    viewer: TestClient, newsroom: Newsroom, conn: Connection
) -> None:
    """The figure of the first run led to an empty list, beside a count of one."""
    file(conn, results=[result(newsroom.sick, at=NOW)], run="other")
    other = _run(conn, "ingest", "other")
    later = NOW + timedelta(minutes=5)
    again = rejection("odd", newsroom.well, seen_at=later)
    file(conn, rejections=[again], results=[result(newsroom.well, at=later)], run="third")
    ((third,),) = rows(conn, "SELECT run_id FROM news.rejected")
    assert third not in (newsroom.run, other)
    for run_id in (newsroom.run, third):
        text = viewer.get(f"/wireroom/quarantine?run={run_id}").text
        assert 'href="/wireroom/quarantine/1"' in text
        assert f'href="/wireroom/runs/{run_id}">run {run_id}</a>' in text
        assert f'href="/wireroom/quarantine?run={run_id}&amp;reason=no_content"' in text
    text = viewer.get(f"/wireroom/quarantine?run={other}").text
    assert "Nothing of this run is in quarantine any more" in text
    assert "Nothing to read: 1" not in text
    text = viewer.get(f"/wireroom/quarantine?feed={newsroom.sick}").text
    assert f'Quarantine of <a href="/wireroom/feeds/{newsroom.sick}"' in text
    assert "Nothing to read: 1" not in text
