"""The pages in a real Chromium: nothing a stranger wrote runs, nothing hangs over the edge."""

from __future__ import annotations

import os
import shutil
import socket
import threading
import time
from collections.abc import Iterator

import pytest
import uvicorn
from fastapi import FastAPI

from support.pages import LATER, Newsroom, StubDoor, fill
from wireroom import store
from wireroom.settings import Settings
from wireroom.ui.app import build_app

pytestmark = pytest.mark.browser


@pytest.fixture
def site(database_url: str, conn: store.Connection) -> Iterator[tuple[str, Newsroom]]:
    """Address of the pages on a server of their own."""
    newsroom = fill(conn)
    app = FastAPI()
    settings = Settings(database_url=database_url, reader_database_url=database_url)
    app.mount("/wireroom", build_app(settings, StubDoor(), lambda: LATER))
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


@pytest.mark.parametrize(("theme", "width"), [("light", 1300), ("dark", 400)])
def test_pages_of_hostile_words_run_nothing_and_fit(
    site: tuple[str, Newsroom], theme: str, width: int
) -> None:
    executable = os.environ.get("WIREROOM_CHROMIUM") or shutil.which("chromium")
    if executable is None:
        pytest.skip("no Chromium: apt-get install chromium, or set WIREROOM_CHROMIUM")
    playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    address, room = site
    paths = [
        *("/", "/feeds", "/articles", "/articles?q=pier", "/runs", "/quarantine", "/quarantine/1", "/about"),
        *(
            f"/feeds/{room.sick}",
            f"/articles/{room.hostile}",
            f"/articles/{room.corrected}",
            f"/runs/{room.run}",
        ),
    ]
    with playwright.sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=executable, args=["--no-sandbox"])
        page = browser.new_page(
            viewport={"width": width, "height": 900},
            color_scheme=theme,
            extra_http_headers={"X-Visitor": "editor"},
        )
        errors: list[str] = []
        page.on("pageerror", lambda error: errors.append(str(error)))
        for path in paths:
            page.goto(address + path)
            assert page.evaluate("window.fired") is None, path
            assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0, path
            shade = page.evaluate("getComputedStyle(document.body).colorScheme")
            assert shade == theme, path
        assert errors == []
        browser.close()
