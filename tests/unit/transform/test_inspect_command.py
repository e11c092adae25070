"""`wireroom inspect`: one JSON line in, one out, in order, whatever comes."""

from __future__ import annotations

import base64
import io
import json
import random
from pathlib import Path
from typing import Any

import pytest

from wireroom.cli.main import main

FEED = b"""<rss version="2.0"><channel><title>The Harbour Post</title><item><title>Ships wait</title>
<link>https://harbourpost.example/a</link><pubDate>Sun, 01 Mar 2026 08:30:00 GMT</pubDate></item>
</channel></rss>"""


class Stdin(io.StringIO):
    """Text from a pipe, with the bytes beneath it."""

    def __init__(self, lines: list[str]) -> None:
        super().__init__()
        self.buffer = io.BytesIO("\n".join(lines).encode())

    def isatty(self) -> bool:
        return False


@pytest.fixture
def ask(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Any:
    def answers(what: str, *questions: Any) -> list[dict[str, Any]]:
        lines = [question if isinstance(question, str) else json.dumps(question) for question in questions]
        monkeypatch.setattr("sys.stdin", Stdin(lines))
        assert main(["inspect", what]) == 0
        return [json.loads(line) for line in capsys.readouterr().out.splitlines()]

    return answers


def test_a_feed_is_answered_with_its_entries(ask: Any) -> None:
    body = base64.b64encode(FEED).decode()
    question = {
        "url": "https://harbourpost.example/feed",
        "body": body,
        "headers": {"Content-Type": "text/xml"},
    }
    (answer,) = ask("feed", question)
    assert (answer["outcome"], answer["feed"]["title"]) == ("ok", "The Harbour Post")
    (entry,) = answer["entries"]
    assert entry["id"] == entry["url"] == "https://harbourpost.example/a"
    assert (entry["published_at"], entry["published_precision"]) == ("2026-03-01T08:30:00Z", "second")
    assert {"title", "authors", "published_source", "published_raw", "summary", "text", "html"} <= set(entry)
    assert {"language", "embeds", "attribution", "tags"} <= set(entry)


def test_a_feed_is_answered_with_what_rules_would_drop(ask: Any) -> None:
    body = base64.b64encode(FEED).decode()
    question = {"url": "https://harbourpost.example/feed", "body": body}
    (dropped, kept, wrong) = ask(
        "feed",
        {**question, "drop": {"title": "ships"}},
        {**question, "keep": {"title": ["ships"]}},
        {**question, "drop": ["ships"]},
    )
    (entry,) = dropped["entries"]
    assert (entry["dropped"], entry["title"]) == ("drop title: ships", "Ships wait")
    assert "dropped" not in kept["entries"][0]
    assert "`drop`" in wrong["error"]


def test_an_entry_without_guid_and_link_has_an_id_of_ours(ask: Any) -> None:
    body = base64.b64encode(b"<rss><channel><item><title>Ships wait</title></item></channel></rss>").decode()
    (answer,) = ask("feed", {"body": body})
    assert answer["entries"][0]["id"].startswith("urn:wireroom:")


def test_bytes_that_are_no_feed_are_an_outcome(ask: Any) -> None:
    body = base64.b64encode(b"<html><body>Gone</body></html>").decode()
    assert [a["outcome"] for a in ask("feed", {"url": "https://e.example/", "body": body})] == ["not_a_feed"]


def test_a_bad_line_is_answered_and_ends_nothing(ask: Any) -> None:
    answers = ask("url", "{broken", "[]", {}, {"url": 5}, {"url": "https://www.e.example/a?utm_source=x"})
    assert [("error" in answer) for answer in answers] == [True, True, True, True, False]
    assert answers[4]["domain"] == "e.example"
    assert "utm_source" not in answers[4]["canonical_url"]


def test_a_refused_date_says_why(ask: Any) -> None:
    good, bad = ask(
        "date",
        {"text": "Sun, 01 Mar 2026 08:30:00 GMT", "now": "2026-03-02T00:00:00Z"},
        {"text": "0001-01-01", "now": "2026-03-02T00:00:00Z"},
    )
    assert (good["at"], good["precision"], good["reason"]) == ("2026-03-01T08:30:00Z", "second", None)
    assert good["published_at"] == good["at"]
    assert bad["at"] is None
    assert bad["reason"]


def test_markup_is_answered_clean(ask: Any) -> None:
    (answer,) = ask(
        "html", {"html": "<p>Ships <script>alert(1)</script>wait</p>", "base_url": "https://e.example/"}
    )
    assert answer["text"] == "Ships wait"
    assert "script" not in answer["html"]
    assert answer["embeds"] == answer["attribution"] == []


def test_plain_arguments_print_for_people(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "feed.xml").write_bytes(FEED)
    assert main(["inspect", "feed", str(tmp_path / "feed.xml")]) == 0
    assert main(["inspect", "date", "Sun, 01 Mar 2026 08:30:00 GMT"]) == 0
    printed = capsys.readouterr().out
    assert "Ships wait" in printed
    assert "2026-03-01T08:30:00Z" in printed


def test_a_missing_file_is_one_clear_line(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["inspect", "feed", "/no/such/feed.xml"]) == 1
    assert "/no/such/feed.xml" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["feed", "garbage"], 1),
        (["feed", "feed"], 0),
        (["page", "garbage"], 1),
        (["date", "zzz"], 1),
        (["date", "2026-03-01"], 0),
        (["url", "::::"], 1),
        (["url", "https://bay.example/a"], 0),
        (["html", "garbage"], 1),
        (["html", "picture"], 1),
        (["html", "noise"], 1),
        (["html", "nothing"], 1),
        (["html", "cyrillic"], 0),
        (["html", "plain"], 0),
    ],
)
def test_scripts_are_told_by_the_exit_code_whether_it_could_be_read(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], code: int
) -> None:
    (tmp_path / "garbage").write_bytes(b"\x93\x00\xff no feed \x01" * 40)
    (tmp_path / "feed").write_bytes(FEED)
    (tmp_path / "picture").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(40))
    (tmp_path / "noise").write_bytes(random.Random(1).randbytes(4_000))
    (tmp_path / "nothing").write_bytes(b"<script>1</script>")
    (tmp_path / "cyrillic").write_bytes("<p>Паром опоздал, никто не возражал.</p>".encode("cp1251"))
    (tmp_path / "plain").write_bytes("\U0001f468\u200d\U0001f469\ufe0f \u200fcafé".encode())
    what, value = arguments
    value = str(tmp_path / value) if (tmp_path / value).exists() else value
    for also in ([], ["--json"]):
        assert main(["inspect", what, value, *also]) == code
    said = capsys.readouterr()
    assert said.out or said.err
