"""The pages in a real Chromium: nothing a stranger wrote runs, nothing hangs over the edge."""

from __future__ import annotations

import os
import shutil
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest
import uvicorn
from fastapi import FastAPI

from support.pages import HOSTILE, LATER, Newsroom, StubGateway, fill, fill_every_state
from support.sites import site_with_feeds
from wireroom.settings import Settings
from wireroom.store.connection import Connection
from wireroom.ui import template_filters
from wireroom.ui.app import build_app

pytestmark = pytest.mark.browser


@pytest.fixture
def site(
    request: pytest.FixtureRequest, database_url: str, conn: Connection, tmp_path: Path
) -> Iterator[tuple[str, Newsroom]]:
    """Address of the pages on a server of their own; its param is the time there."""
    now = getattr(request, "param", LATER)
    newsroom = fill(conn)
    with conn.cursor() as cursor:  # filed by the database's clock, which is not the test's
        cursor.execute("UPDATE wireroom.articles SET filed_at = %s", (LATER,))
        cursor.execute("UPDATE wireroom.revisions SET filed_at = %s", (LATER,))
    conn.commit()
    app = FastAPI()
    feeds_file = tmp_path / "feeds.yaml"
    feeds_file.write_text("feeds:\n  - https://harbour.example/feed\n  - https://mire.example/feed\n")
    settings = Settings(
        database_url=database_url,
        reader_database_url=database_url,
        takedown_database_url=database_url,
        feeds_file=feeds_file,
        home=tmp_path,
        landing_url=tmp_path.as_uri(),
    )
    app.mount("/wireroom", build_app(settings, StubGateway(), lambda: now))
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        server = uvicorn.Server(uvicorn.Config(app, log_level="error"))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
        thread.start()
        while not server.started:
            time.sleep(0.05)
        yield f"http://127.0.0.1:{listening.getsockname()[1]}/wireroom", newsroom
        server.should_exit = True
        thread.join(10)


def paths_of(room: Newsroom) -> list[str]:
    """Every page, with something on it."""
    return [
        *("/", "/feeds", "/feeds/new", "/articles", "/articles?q=pier", "/runs", "/alerts", "/quarantine"),
        *("/feeds?condition=any", "/feeds?condition=moved", "/alerts?past=1", "/runs?busy=1", "/nothing"),
        *(f"/coverage?{urlencode({'publisher': HOSTILE})}", "/coverage?q=script"),
        *("/coverage?q=harbour", "/?by=language", "/?by=publisher", "/articles?corrected=1"),
        *("/quarantine/1", "/coverage", "/storage", "/about", f"/feeds/{room.sick}"),
        f"/feeds/{room.well}/document",
        f"/coverage?feed={room.well}&since=2026-11-20&until=2026-11-20",
        f"/coverage?feed={room.sick}",
        *(f"/articles/{room.hostile}", f"/articles/{room.corrected}", f"/runs/{room.run}"),
    ]


Chromium = Callable[..., AbstractContextManager[Any]]


@pytest.fixture(scope="module")
def chromium() -> Iterator[Chromium]:
    """Opens a page of Debian's Chromium as a visitor sees it, each with cookies and a view of its own."""
    executable = os.environ.get("WIREROOM_CHROMIUM") or shutil.which("chromium")
    if executable is None:
        pytest.skip("no Chromium: apt-get install chromium, or set WIREROOM_CHROMIUM")
    playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    with playwright.sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=executable, args=["--no-sandbox"])

        @contextmanager
        def opened(visitor: str = "editor", **view: Any) -> Iterator[Any]:
            with browser.new_context(extra_http_headers={"X-Visitor": visitor}, **view) as context:
                yield context.new_page()

        yield opened
        browser.close()


PATIENCE = 120_000  # milliseconds until a page must say what is waited for; a busy machine takes its time
# What is dark and narrow has the colours of the one and the layout of the other.
LOOKS = [("light", 1300), ("light", 400), ("dark", 1300)]


@pytest.mark.parametrize(("theme", "width"), LOOKS)
def test_no_page_has_what_axe_calls_a_violation(
    site: tuple[str, Newsroom], conn: Connection, chromium: Chromium, theme: str, width: int
) -> None:
    """In every state that a feed or an alert can be in: a colour that is not on the page is not looked at."""
    fill_every_state(conn)
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe-core is not installed")
    address, room = site
    view = {"width": width, "height": 900}
    with chromium(viewport=view, color_scheme=theme, bypass_csp=True) as page:
        for path in paths_of(room):
            page.goto(address + path)
            page.evaluate(OPEN_ALL)
            found = axe.Axe().run(page)
            assert found.violations_count == 0, f"{path}: {found.generate_report()}"
            if path == "/feeds?condition=any":
                for name in template_filters.CONDITIONS:
                    assert page.locator(f"tbody .tag.{name}").count(), name


def hangs_over(page: Any) -> int:
    """Pixels by which a page is wider than its window, once loaded: a click only begins to load the next."""
    page.wait_for_load_state()
    return int(page.locator("html").evaluate("html => html.scrollWidth - innerWidth"))


# What a click would show: the forms of Remove, Silence and OPML, the tables behind charts, the SQL.
OPEN_ALL = "document.querySelectorAll('details').forEach(each => { each.open = true; })"
# Tags, numbers and buttons that are one short word, and yet stand in more than one line.
BROKEN_WORDS = r"""() => [...document.querySelectorAll('.tag, td.number, button')].filter(each => {
    const range = document.createRange();
    range.selectNodeContents(each);
    const lines = new Set([...range.getClientRects()].map(line => Math.round(line.top)));
    return /^\S{2,19}$/.test(each.textContent.trim()) && lines.size > 1;
}).map(each => each.textContent.trim())"""
# Tables that are wider than where they stand; what is folded away has no width.
CUT_OFF = """[...document.querySelectorAll('.scroll')].filter(each => each.scrollWidth > each.clientWidth)
    .map(each => each.getAttribute('aria-label'))"""
# Words of a chart that nobody can read, since it was shrunk to the screen.
SMALL_PRINT = """[...document.querySelectorAll('svg.chart text')]
    .map(each => each.getBoundingClientRect().height).filter(height => height > 0 && height < 10)"""
JOURNEYS = {
    "find why a feed is sick, and mend it": (["Mire", "button:Pause"], "Paused in feeds.yaml"),
    "take out a feed that is gone, from where it is said": (
        ["summary:Remove", "button:Yes, remove it"],
        "Removed from feeds.yaml",
    ),
    "add a feed": (
        ["Feeds", "Add a feed", "button:Try it", "button:Add it"],
        "Added to feeds.yaml",
    ),
    "see what a run brought": (["Runs", "2026-11-20"], "Pier closed"),
    "close a gap from the calendar": (
        ["Coverage", "61", "button:Create the backfill"],
        "backfill is created",
    ),
    "follow a corrected headline": (["Articles", "checkbox:corrected", "Pier closed"], "What changed"),
    "replay a quarantined entry": (
        ["Quarantine", "cell link:Nothing to read", "button:Read that day again"],
        "is read again",
    ),
}


# A backfill loads days that are over: that of the newsroom's entries is so on the next.
@pytest.mark.parametrize(
    ("site", "journey"),
    [(LATER + timedelta(days="calendar" in j or "replay" in j), j) for j in JOURNEYS],
    indirect=["site"],
    ids=JOURNEYS,
)
def test_a_journey_takes_four_clicks_at_most(
    site: tuple[str, Newsroom], chromium: Chromium, monkeypatch: pytest.MonkeyPatch, journey: str
) -> None:
    address, _ = site
    clicks, seen = JOURNEYS[journey]
    assert len(clicks) <= 4
    view = {"width": 1300, "height": 900}
    with site_with_feeds(monkeypatch) as outlet, chromium(viewport=view) as page:
        page.goto(f"{address}/")
        for click in clicks:
            role, _, name = click.rpartition(":")
            if name == "Try it":
                page.get_by_label("Address of the feed").fill(outlet.url("/news.xml"))
            inside = page.locator("tbody") if role == "cell link" else page
            if role == "summary":  # to a browser it is no button
                page.locator("summary", has_text=name).first.click()
            else:
                inside.get_by_role(role.removeprefix("cell ") or "link", name=name).first.click()
        page.get_by_text(seen).first.wait_for(timeout=PATIENCE)


@pytest.mark.parametrize(("theme", "width"), LOOKS)
def test_a_feed_of_a_site_is_found_chosen_and_added(
    site: tuple[str, Newsroom],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    chromium: Chromium,
    theme: str,
    width: int,
) -> None:
    """By the site's address: what it has is shown as it was tried, and one of it chosen."""
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe-core is not installed")
    address, _ = site
    view = {"width": width, "height": 900}
    with (
        site_with_feeds(monkeypatch) as outlet,
        chromium(viewport=view, color_scheme=theme, bypass_csp=True) as page,
    ):
        page.goto(f"{address}/feeds")
        page.get_by_role("link", name="Add a feed").click()
        page.get_by_label("Address of the feed").fill(outlet.url("/"))
        page.get_by_role("button", name="Try it").click()
        page.get_by_text("feeds of this site").wait_for(timeout=PATIENCE)
        assert [each.is_checked() for each in page.get_by_role("radio").all()] == [True, False, False]
        assert page.get_by_text("Ferry returns after eleven weeks").count() == 2
        assert axe.Axe().run(page).violations_count == 0
        assert hangs_over(page) <= 0
        page.get_by_role("radio", name="Pier Sport").check()
        page.get_by_role("button", name="Add the chosen one").click()
        page.get_by_text("Added to feeds.yaml").wait_for(timeout=PATIENCE)
    assert outlet.url("/sport.xml") in (tmp_path / "feeds.yaml").read_text()


@pytest.mark.parametrize(("theme", "width"), LOOKS)
def test_the_admin_takes_an_article_down(
    site: tuple[str, Newsroom], conn: Connection, chromium: Chromium, theme: str, width: int
) -> None:
    """Looked for first, confirmed by typing; the page sees by itself that it is done."""
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe-core is not installed")
    address, room = site
    view = {"width": width, "height": 900}
    with chromium("admin", viewport=view, color_scheme=theme, bypass_csp=True) as page:

        def is_fit() -> bool:
            return hangs_over(page) <= 0 and axe.Axe().run(page).violations_count == 0

        page.goto(f"{address}/articles/{room.hostile}")
        page.get_by_role("link", name="Take it down").click()
        page.get_by_role("button", name="See what would be deleted").wait_for(timeout=PATIENCE)
        assert is_fit()
        page.get_by_role("button", name="See what would be deleted").click()
        page.get_by_role("heading", name="What would be deleted").wait_for(timeout=PATIENCE)
        assert is_fit()
        page.get_by_label("Reason").fill("court order 7")
        page.get_by_label("Type the article's number").fill(str(room.hostile))
        page.get_by_role("button", name="Take it down for good").click()
        page.get_by_text("court order 7").wait_for(timeout=PATIENCE)
        assert is_fit()
        assert page.evaluate("window.fired") is None
    with conn.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM news.articles WHERE id = %s", (room.hostile,))
        assert cursor.fetchone() == (0,)


def test_what_unfolds_in_a_heads_line_leaves_the_heading_where_it_is(
    site: tuple[str, Newsroom], chromium: Chromium
) -> None:
    """The heading sank to the middle of what Remove and OPML say."""
    address, room = site
    with chromium(viewport={"width": 1300, "height": 900}) as page:
        for path in ("/feeds", f"/feeds/{room.sick}"):
            page.goto(address + path)
            before = page.locator("h1").bounding_box()["y"]
            page.locator(".head summary").first.click()
            assert page.locator("h1").bounding_box()["y"] == before, path


def test_by_keyboard_a_list_is_turned_without_walking_through_it(
    site: tuple[str, Newsroom], chromium: Chromium
) -> None:
    """Each feed has three stops: to the next page it were more than a hundred, and again from its top."""
    address, _ = site
    with chromium(viewport={"width": 1300, "height": 900}) as page:
        page.goto(f"{address}/articles#list")
        for turned in ("page=2#list", "page=1#list"):
            skip = page.get_by_role("link", name="To the pages of the list")
            skip.focus()
            assert skip.bounding_box()["x"] >= 0, "it is seen where it is"
            page.keyboard.press("Enter")
            page.keyboard.press("Tab")
            page.keyboard.press("Enter")
            page.wait_for_url(f"**/articles?{turned}")


def test_on_paper_there_are_dark_words_and_no_buttons(site: tuple[str, Newsroom], chromium: Chromium) -> None:
    """Of the dark theme light words were printed, on white."""
    address, room = site
    with chromium(color_scheme="dark") as page:
        for path in ("/", "/feeds", f"/runs/{room.run}"):
            page.goto(address + path)
            page.evaluate("document.documentElement.dataset.theme = 'dark'")
            page.emulate_media(media="print")
            assert page.evaluate("getComputedStyle(document.body).colorScheme") == "light", path
            shown = page.locator("button, nav, summary.button")
            assert not any(each.is_visible() for each in shown.all()), path
            page.emulate_media(media="screen")


def test_lists_are_read_on_a_narrow_screen_without_moving_them(
    site: tuple[str, Newsroom], conn: Connection, chromium: Chromium
) -> None:
    """When an article came in was cut off at the edge; of 400 pixels Airflow's frame leaves 336."""
    fill_every_state(conn)
    address, room = site
    with chromium(viewport={"width": 336, "height": 900}) as page:
        for path in paths_of(room):
            page.goto(address + path)
            assert page.evaluate(CUT_OFF) == [], path
            assert page.evaluate(SMALL_PRINT) == [], path
        assert page.goto(f"{address}/runs").ok
        assert page.locator(".scroll").get_by_role("row").count() > 1


@pytest.mark.parametrize(("theme", "width"), LOOKS[1:])
def test_pages_of_hostile_words_run_nothing_and_fit(
    site: tuple[str, Newsroom], conn: Connection, chromium: Chromium, theme: str, width: int
) -> None:
    fill_every_state(conn)
    address, room = site
    with chromium(viewport={"width": width, "height": 900}, color_scheme=theme) as page:
        errors: list[str] = []
        page.on("pageerror", lambda error: errors.append(str(error)))
        for path in paths_of(room):
            page.goto(address + path)
            page.evaluate(OPEN_ALL)
            assert page.evaluate("window.fired") is None, path
            assert hangs_over(page) <= 0, path
            broken = page.evaluate(BROKEN_WORDS)
            assert broken == [], f"{path}: in pieces on a screen of {width}"
            shade = page.evaluate("getComputedStyle(document.body).colorScheme")
            assert shade == theme, path
            for frame in page.frames[1:]:  # an article's preview
                back = frame.evaluate("getComputedStyle(document.body).backgroundColor")
                assert (back == "rgb(255, 255, 255)") == (theme == "light"), path
        assert errors == []
