"""Feeds whose addresses hold secrets, from the list to the pages: asked with them, shown without."""

from __future__ import annotations

import gzip
import logging
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from urllib.parse import quote

import psycopg2
import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from support.feed_farm import Farm, feed_farm, rss, slow
from support.pages import StubGateway
from wireroom.cli.main import main
from wireroom.common.tables import rows
from wireroom.ingest.run_ingest import run_ingest
from wireroom.replay.replay_landed import Wanted, replay
from wireroom.settings import Settings
from wireroom.ui.app import build_app

EXAMPLES = [example for _, _, example, *_ in rows("wireroom.common", "secrets.tsv")]
SECRETS = sorted(
    {example.partition("{")[2].partition("}")[0] for example in EXAMPLES} | {"f1le-s3cret", "l0gin-s3cret"}
)


@pytest.fixture
def farm(database_url: str, tmp_path: Path) -> Iterator[Farm]:
    """Each example of the table at a host that answers here; every second fails and repeats the path."""
    with feed_farm(database_url, tmp_path) as running:
        (connect_to,) = running.settings.connect_to
        running.settings = replace(
            running.settings,
            connect_to=(("*:80", connect_to[1]),),
            environment={"FILED": "f1le-s3cret"},
        )
        urls = [example.replace("{", "").replace("}", "").replace("https:", "http:") for example in EXAMPLES]
        urls += ["http://named.example/rss?token=${FILED}", "http://ada:l0gin-s3cret@login.example/rss"]
        for number, url in enumerate(urls):
            path = "/" + url.split("/", 3)[3].replace("${FILED}", "f1le-s3cret").partition("#")[0]
            if number % 2:
                running.server.redirects(path, f"{path}{'&' if '?' in path else '?'}again=1")
                running.server.sends(
                    f"{path}{'&' if '?' in path else '?'}again=1", b"gone", status=f"404 No {path}"
                )
            else:
                running.server.on(path, slow(rss(f"feed {number}", [f"entry-{number}"], at=running.now), 0.0))
        lines = "".join(f"  - url: '{url}'\n    private: true\n" for url in urls)
        running.settings.feeds_file.write_text(f"feeds:\n{lines}")
        yield running


def found(text: str) -> list[str]:
    return [secret for secret in SECRETS if secret in text]


def test_secrets_are_asked_with_and_never_shown(
    farm: Farm,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
    capsys: pytest.CaptureFixture[str],
) -> None:
    with caplog.at_level(logging.DEBUG):
        report = run_ingest(farm.settings, key="first", clock=farm.clock)
        farm.advance(days=2)
        run_ingest(farm.settings, key="second", clock=farm.clock)
    assert report.counts.feeds == len(EXAMPLES) + 2
    assert report.counts.inserted >= len(EXAMPLES) // 2
    asked = " ".join(asked.path + str(asked.headers) for asked in farm.server.asked)
    assert set(SECRETS) - set(found(asked)) == {"l0gin-s3cret"}, "which goes in a header, encoded"
    assert found(caplog.text) == []

    for name, value in farm.environment().items():
        monkeypatch.setenv(name, value)
    for words in (
        ["list"],
        ["list", "--json"],
        ["list", "--urls"],
        ["export"],
        ["check"],
        ["pause", "named.example"],
    ):
        main(["feeds", *words])
    assert main(["ingest", "--even-if-not-due"]) in (0, 1, 2)
    shown = capsys.readouterr()
    assert "***" in shown.out
    assert found(shown.out + shown.err) == []

    assert found(dump(farm.settings.database_url)) == []
    for file in (farm.settings.home / "landing").rglob("*.warc.gz"):
        assert found(gzip.decompress(file.read_bytes()).decode("utf-8", "replace")) == [], file.name
    assert found(pages(farm)) == []


def dump(url: str) -> str:
    """Every row of every table and view of ours, but the one column that is for loaders only."""
    with psycopg2.connect(url) as conn, conn.cursor() as cursor:
        cursor.execute("UPDATE wireroom.feeds SET secrets = DEFAULT")
        cursor.execute(
            "SELECT string_agg(format('SELECT to_jsonb(t)::text FROM %I.%I AS t', table_schema, table_name), "
            "' UNION ALL ') FROM information_schema.tables WHERE table_schema IN ('news', 'wireroom')"
        )
        (statement,) = cursor.fetchone() or ("",)
        cursor.execute(statement)
        text = " ".join(row[0] for row in cursor.fetchall())
        conn.rollback()
    assert "***" in text
    return text


def pages(farm: Farm) -> str:
    """Each page that can be reached from the first by its links."""
    outer = FastAPI()
    outer.mount("/wireroom", build_app(farm.settings, StubGateway(), farm.clock))
    client = TestClient(outer, headers={"X-Visitor": "editor"}, follow_redirects=False)
    texts = [
        client.get(f"/wireroom/{path}").text
        for path in ("", "feeds", "articles", "runs", "quarantine", "about")
    ]
    texts += [client.get(f"/wireroom/feeds/{number}").text for number in range(1, len(EXAMPLES) + 3)]
    texts += [client.get(f"/wireroom/runs/{number}").text for number in (1, 2)]
    assert sum("***" in text for text in texts) > len(EXAMPLES)
    return "\n".join(texts)


REPEATING = """<?xml version="1.0"?><rss version="2.0"><channel><title>Paid {token}</title>
<link>http://paid.example/?token={token}&amp;edition=2</link>
<item><title>Ferry {token}</title><link>http://paid.example/ferry?token={token}&amp;page=2</link>
<guid isPermaLink="false">ferry-{token}</guid>
<description>&lt;p&gt;&lt;a href="http://paid.example/more?token={quoted}"&gt;More&lt;/a&gt; of what is
new.&lt;/p&gt;</description>
<enclosure url="http://paid.example/{quoted}/1.mp3" type="audio/mpeg" length="1"/></item>
<item><title>No link</title></item></channel></rss>"""


TOKENS = ("l1sted-t0ken", "p+id/t0ken", "p%2Bid%2Ft0ken")


@contextmanager
def paid_feeds(database_url: str, folder: Path, encoding: str) -> Iterator[tuple[Farm, Settings]]:
    """Two listed feeds whose entries repeat the token of their address, in any spelling; polled once."""
    with feed_farm(database_url, folder) as farm:
        (connect_to,) = farm.settings.connect_to
        settings = replace(
            farm.settings, connect_to=(("*:80", connect_to[1]),), environment={"PAID": "p+id/t0ken"}
        )
        for path, token in (("listed", "l1sted-t0ken"), ("referred", "p+id/t0ken")):
            text = REPEATING.format(token=token, quoted=quote(token, safe=""))
            body = gzip.compress(text.encode()) if encoding == "gzip" else text.encode(encoding)
            farm.server.on(f"/{path}?token={quote(token, safe='')}", slow(body, 0.0))
        settings.feeds_file.write_text(
            "feeds:\n  - url: 'http://paid.example/listed?token=l1sted-t0ken'\n    private: true\n"
            "  - url: 'http://paid.example/referred?token=${PAID}'\n    private: true\n"
        )
        report = run_ingest(settings, key="first", clock=farm.clock)
        assert report.counts.inserted >= 2
        yield farm, settings


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "gzip"])
def test_a_token_that_entries_repeat_stands_in_no_article(
    database_url: str, tmp_path: Path, encoding: str
) -> None:
    """In links, players, identifiers and titles, in any spelling; what was sent is landed as it came."""
    with paid_feeds(database_url, tmp_path, encoding):
        text = dump(database_url)
        assert [token for token in TOKENS if token in text] == []
        assert "page=2" in text


def test_a_token_in_landed_bytes_comes_back_with_no_replay(database_url: str, tmp_path: Path) -> None:
    """Read again, the same bytes say the same; and articles that were lost are told from them without it."""
    with paid_feeds(database_url, tmp_path, "utf-8") as (farm, settings):
        report = replay(settings, Wanted(), clock=farm.clock, dry_run=True)
        assert (report.documents, report.reread, report.new) == (2, 0, 0), report
        assert [token for token in TOKENS if token in repr(report)] == []
        with psycopg2.connect(database_url) as conn, conn.cursor() as cursor:
            cursor.execute(
                "TRUNCATE wireroom.articles, wireroom.article_heads, wireroom.article_keys CASCADE"
            )
        unset = replace(settings, environment={})
        without = replay(unset, Wanted(), clock=farm.clock, dry_run=False)
        assert [token for token in TOKENS if token in dump(database_url)] == [], (
            "what cannot be masked is not read"
        )
        assert len(without.read_to_end) == 1, "the other is read once its secret is set"
        assert replay(settings, Wanted(), clock=farm.clock, dry_run=False).counts.inserted >= 2
        text = dump(database_url)
        assert [token for token in TOKENS if token in text] == []
        assert "page=2" in text
