"""What cleaning lets through runs no script in a real browser: our payloads, and the corpus where it is.

Each cleaned fragment is a page, and the inner HTML of an element of it; `window.fired` counts.
"""

from __future__ import annotations

import gzip
import html
import json
import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from wireroom.clean import clean_html, clean_text
from wireroom.common.text import plain_text

pytestmark = pytest.mark.browser

PROJECT = Path(__file__).resolve().parents[2]
CORPORA = Path(os.environ.get("WIREROOM_CORPORA") or PROJECT.parent / "shared" / "corpora")
OURS = Path(__file__).with_name("xss_payloads.txt").read_text("utf-8").split("\n%\n")
WAYS: dict[str, Callable[[str], str]] = {
    "body": lambda payload: clean_html(payload, base_url="https://bay.example/").html,
    "text": lambda payload: clean_html(payload, base_url="https://bay.example/").text,
    "title": plain_text,
    "document": lambda payload: clean_text(payload).html,
}
SHELL = (
    "<!doctype html><meta charset=utf-8><script>window.fired=0;"
    "window.alert=window.confirm=window.prompt=window.print=()=>{window.fired++};</script>"
)


@pytest.fixture(scope="module")
def run() -> Iterator[Callable[[str], int]]:
    """Show markup in Chromium, poke at it as a reader would, and count the scripts that ran."""
    executable = (
        os.environ.get("WIREROOM_CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
    )
    if executable is None:
        pytest.skip("no Chromium: apt-get install chromium, or set WIREROOM_CHROMIUM")
    playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    with playwright.sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=executable, args=["--no-sandbox"])
        page = browser.new_page()
        page.route("http*://**", lambda route: route.abort())  # nothing leaves this machine
        page.on("dialog", lambda dialog: dialog.dismiss())

        def run_in_page(markup: str) -> int:
            page.set_content(f"{SHELL}<body>{markup}", wait_until="load")
            page.evaluate(
                """markup => {
                    const twin = document.createElement('div');
                    document.body.append(twin);
                    twin.innerHTML = markup;
                    for (const element of document.querySelectorAll('body *'))
                        for (const name of ['mouseover', 'focus', 'error', 'load', 'toggle', 'animationend'])
                            element.dispatchEvent(new Event(name));
                    for (const link of document.querySelectorAll('a[href^="javascript" i]')) link.click();
                }""",
                markup,
            )
            page.wait_for_timeout(5)
            return int(page.evaluate("window.fired"))

        yield run_in_page
        browser.close()


def test_the_page_notices_scripts_that_run(run: Callable[[str], int]) -> None:
    """The check can fail: the same payloads, not cleaned, do run."""
    assert run("<img src=x onerror=alert(1)>") > 0
    assert sum(run(payload) > 0 for payload in OURS) >= 10


@pytest.mark.parametrize("way", WAYS)
def test_no_script_runs_from_our_payloads(run: Callable[[str], int], way: str) -> None:
    assert len(OURS) >= 60
    assert [payload for payload in OURS if run(WAYS[way](payload))] == []


@pytest.mark.timeout(600)
def test_no_script_runs_from_the_corpus(run: Callable[[str], int]) -> None:
    path = CORPORA / "gold" / "xss.jsonl.gz"
    if not path.is_file():
        pytest.skip(f"no {path}: set WIREROOM_CORPORA")
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        payloads = [json.loads(line)["payload"] for line in lines]
    survivors = []
    for start in range(0, len(payloads), 20):  # together, and alone where any of them fires
        batch = payloads[start : start + 20]
        shown = [way(payload) for payload in batch for way in WAYS.values()]
        if run("\n".join(shown)):
            survivors += [markup for markup in shown if run(markup)] or shown
    assert survivors == [], html.escape(str(survivors)[:2000])
