"""Takes the README's pictures of a running `make up`: a run of `ingest_feeds`, the newsroom page.

python tools/screenshot_run.py docs/images/run.png
python tools/screenshot_run.py docs/images/newsroom.png     needs Chromium (Debian: apt install chromium)

Of the stack in `.wireroom` here, or in WIREROOM_HOME.
"""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path

import requests
from playwright.sync_api import Page, sync_playwright

HOME = Path(os.environ.get("WIREROOM_HOME") or Path(__file__).resolve().parents[1] / ".wireroom")


def main(target: str, base_url: str = "http://127.0.0.1:8080") -> None:
    """Log in as the operator would, open the page or the first run, which had every feed to poll, save it."""
    password = json.loads((HOME / "airflow" / "ui_passwords.json").read_text())["admin"]
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": 1440, "height": 860})
        page.set_default_timeout(120_000)  # ms; of a busy machine, too
        _log_in(page, base_url, password)
        is_newsroom = Path(target).stem == "newsroom"
        run = f"dags/ingest_feeds/runs/{_first_run(base_url, password)}"
        page.goto(f"{base_url}/{'plugin/wireroom' if is_newsroom else run}")
        page.wait_for_timeout(6000)  # the graph is laid out after the page has loaded
        page.screenshot(path=target)
        browser.close()


def _log_in(page: Page, base_url: str, password: str) -> None:
    page.goto(f"{base_url}/auth/login/")
    page.fill("input[name=username]", "admin")
    page.fill("input[name=password]", password)
    page.click("button[type=submit]")
    page.wait_for_timeout(3000)


def _first_run(base_url: str, password: str) -> str:
    session = requests.Session()
    login = {"username": "admin", "password": password}
    token = session.post(f"{base_url}/auth/token", json=login, timeout=30).json()["access_token"]
    session.headers["Authorization"] = f"Bearer {token}"
    url = f"{base_url}/api/v2/dags/ingest_feeds/dagRuns?state=success&order_by=run_after&limit=1"
    return str(session.get(url, timeout=30).json()["dag_runs"][0]["dag_run_id"])


if __name__ == "__main__":
    main(*sys.argv[1:])
