"""The contract with analysts: rights, pruning, comments, and examples that run."""

from __future__ import annotations

import ast
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import psycopg2
import pytest
from psycopg2.extensions import cursor as Cursor  # noqa: N812 - a class, badly named upstream

from support import postgres
from support.filings import NOW, article, feed, file, partition_of, published, rejection, result, rows
from support.generated_pages import columns_page
from support.schema_docs import column_docs
from wireroom.models import Attribution, Embed, Outcome, Publisher
from wireroom.settings import PROJECT_ROOT
from wireroom.store.articles import partitions
from wireroom.store.articles.partitions import ensure_partitions
from wireroom.store.connection import Connection, connect
from wireroom.store.queries import change
from wireroom.store.runs import close_run, open_run, run_summary
from wireroom.stories.cluster_stories import cluster_stories

DECEMBER = datetime(2026, 12, 1, tzinfo=UTC)
EXAMPLES = sorted((PROJECT_ROOT / "sql" / "examples").glob("*.sql"))
VIEWS = ("articles", "publishers", "feeds", "revisions", "runs", "rejected", "stories", "corrections")


@pytest.fixture(scope="module")
def filled(admin_database_url: str, template_database: str) -> Iterator[Connection]:
    """A database with something in every view; its tests only read."""
    with postgres.database(admin_database_url, template=template_database) as url, connect(url) as conn:
        fill(conn)
        yield conn


@pytest.fixture
def reader(filled: Connection) -> Iterator[Cursor]:
    """A cursor with the rights of wireroom_reader."""
    with filled.cursor() as cursor:
        cursor.execute("SET LOCAL ROLE wireroom_reader")
        yield cursor
    filled.rollback()


def fill(conn: Connection) -> None:
    one, two = feed(conn, "one", category=("World",)), feed(conn, "two")
    batch = [
        article(
            f"ferry {n}",
            feed_id=one,
            published=published(NOW - timedelta(days=3 * n)),
            authors=("Ada Holm",),
            tags=("sea",),
        )
        for n in range(30)
    ]
    quoting = article(
        "quoting",
        feed_id=two,
        text="Before.\n\nA post.\n\nAP",
        publisher=Publisher("other.example", country="fr"),
        embeds=(
            Embed("post", "x", author="Ada", handle="ada", date="2022-02-01", text="A post.", span=(9, 16)),
        ),
        attribution=(Attribution("agency", name="AP", text="AP", span=(18, 20)),),
    )
    file(
        conn,
        [*batch, quoting, article("undated", feed_id=two, published=None)],
        rejections=[rejection("bad", two)],
        results=[result(one, entries=30), result(two, Outcome.NOT_FOUND, failures=3)],
    )
    later = NOW + timedelta(hours=2)
    renamed = article("ferry 1", feed_id=one, title="Another headline", seen_at=later)
    file(conn, [article("ferry 0", feed_id=one, text="Changed.", seen_at=later), renamed], run="later")
    dispatch = " ".join(f"word{n}" for n in range(80))
    copies = [
        article(name, text=dispatch, publisher=Publisher(f"{name}.example"), title=f"Headline of {name}")
        for name in ("wire", "post", "times")
    ]
    file(conn, copies, run="copies")
    cluster_stories(conn, 14)


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_an_example_answers_what_it_says(reader: Cursor, path: Path) -> None:
    """Each says in its first lines what it answers, runs for a reader, and finds something."""
    text = path.read_text(encoding="utf-8")
    assert text.startswith("-- ")
    reader.execute(text.replace("now()", "timestamptz '2026-11-20 15:00+00'"))
    assert reader.fetchall()


def test_there_are_examples_for_the_usual_questions() -> None:
    """Enough to begin with."""
    assert len(EXAMPLES) >= 25


@pytest.mark.parametrize("view", VIEWS)
def test_a_reader_reads_the_views(reader: Cursor, view: str) -> None:
    """Role wireroom_reader, every column."""
    reader.execute(f"SELECT * FROM news.{view}")
    assert reader.fetchall()


@pytest.mark.parametrize("name", ["articles_in_pandas", "articles_in_polars"])
def test_what_an_example_in_python_asks_can_be_asked(reader: Cursor, name: str) -> None:
    """Its library is not among ours; its query is run as it stands."""
    source = (PROJECT_ROOT / "docs" / "examples" / f"{name}.py").read_text(encoding="utf-8")
    [asked] = [
        part.value
        for part in ast.walk(ast.parse(source))
        if isinstance(part, ast.Constant) and str(part.value).startswith("\nSELECT")
    ]
    plain = str(asked).replace(":word", "'report'").replace("now()", "timestamptz '2026-11-20 15:00+00'")
    reader.execute(plain)
    assert reader.fetchall()


def test_every_length_of_time_is_there_in_seconds_too(reader: Cursor) -> None:
    """Of an interval connectorx and polars, by ADBC, take nothing: they panic, and Python with them."""
    reader.execute(
        "SELECT table_name, column_name FROM information_schema.columns"
        " WHERE table_schema = 'news' AND data_type = 'interval' ORDER BY 1, 2"
    )
    intervals = reader.fetchall()
    assert {view for view, _ in intervals} == {"freshness", "runs"}
    for view, column in intervals:
        reader.execute(f"SELECT extract(epoch FROM {column})::float8, {column}_seconds FROM news.{view}")
        assert all(length == seconds for length, seconds in reader.fetchall())


@pytest.mark.parametrize(
    "statement",
    [
        "SELECT * FROM wireroom.articles",
        "SELECT * FROM wireroom.feed_states",
        "INSERT INTO news.publishers (domain) VALUES ('x')",
        "DELETE FROM news.articles",
        "SELECT wireroom.ensure_partition(now())",
        "CREATE TABLE news.mine (id bigint)",
        "CREATE TABLE wireroom.mine (id bigint)",
    ],
)
def test_a_reader_does_nothing_else(reader: Cursor, statement: str) -> None:
    """Not the tables behind, and no writing."""
    with pytest.raises(psycopg2.errors.Error, match=r"permission denied|cannot (insert|delete)"):
        reader.execute(statement)


@pytest.mark.parametrize(
    "statement",
    [
        "DROP TABLE wireroom.articles",
        "DELETE FROM wireroom.articles",
        "TRUNCATE wireroom.feeds",
        "UPDATE wireroom.revisions SET title = ''",
        "INSERT INTO wireroom.schema_migrations VALUES ('x', '')",
        "CREATE TABLE wireroom.mine (id bigint)",
    ],
)
def test_a_loader_cannot_undo(filled: Connection, statement: str) -> None:
    """Whoever takes over a loading process still cannot take the archive away."""
    with filled.cursor() as cursor:
        cursor.execute("SET LOCAL ROLE wireroom_loader")
        with pytest.raises(psycopg2.errors.Error, match=r"permission denied|must be owner"):
            cursor.execute(statement)
    filled.rollback()


def test_a_loader_can_do_all_that_loading_needs(conn: Connection) -> None:
    """With its own rights only: list, file, revise, reject, make partitions, close the run."""
    with conn.cursor() as cursor:
        cursor.execute("SET SESSION AUTHORIZATION wireroom_loader")
    conn.commit()
    one = feed(conn, "one")
    file(conn, [article("a", feed_id=one)], rejections=[rejection("b", one)], results=[result(one)])
    counts = file(conn, [article("a", feed_id=one, text="Other.", seen_at=NOW + timedelta(hours=1))], run="2")
    assert counts.revised == 1
    feed(conn, "two", paused=True)
    run_id = open_run(conn, "ingest", "2", NOW)
    close_run(conn, run_id, NOW, counts)
    assert run_summary(conn, run_id).status == "succeeded"
    assert rows(conn, "SELECT tableoid::regclass::text FROM wireroom.articles") == [
        (f"wireroom.{partition_of(NOW)}",)
    ]


def test_a_condition_on_published_at_reads_only_its_months(filled: Connection) -> None:
    """Through the view."""
    plan = "\n".join(
        row[0]
        for row in rows(
            filled,
            "EXPLAIN SELECT title FROM news.articles"
            " WHERE published_at >= '2026-11-01+00' AND published_at < '2026-12-01+00'",
        )
    )
    assert partition_of(NOW) in plan
    assert "articles_2026_10" not in plan
    assert "articles_default" not in plan


def test_a_query_pays_only_for_the_columns_it_names(filled: Connection) -> None:
    """Publisher, feed and sightings are joined only where asked for."""
    plan = "\n".join(row[0] for row in rows(filled, "EXPLAIN SELECT title, text FROM news.articles"))
    assert not any(name in plan for name in ("publishers", "feeds", "feed_states", "sightings"))


def test_every_table_column_and_function_has_a_comment(conn: Connection) -> None:
    """docs/COLUMNS.md is made of them."""
    bare = [
        f"{doc.schema}.{doc.relation}.{doc.column}"
        for doc in column_docs(conn)
        if not doc.relation_comment or (doc.column and not doc.comment)
    ]
    assert bare == []


def test_columns_md_is_up_to_date(conn: Connection) -> None:
    """Generated, never edited."""
    page = (PROJECT_ROOT / "docs" / "COLUMNS.md").read_text(encoding="utf-8")
    assert columns_page(column_docs(conn)) == page, "run tests/support/write_docs.py"


def test_partitions(conn: Connection) -> None:
    """Months up to two ahead, years from 2000 that are long past whole; all else in the default one."""
    dates = {
        "ordinary": (datetime(2026, 11, 30, 23, 59, 59, tzinfo=UTC), partition_of(NOW)),
        "next": (DECEMBER, partition_of(DECEMBER)),
        "long past": (datetime(2024, 12, 31, 23, 59, 59, tzinfo=UTC), "articles_2024"),
        "the same year": (datetime(2024, 1, 1, tzinfo=UTC), "articles_2024"),
        "oldest": (datetime(2000, 1, 1, tzinfo=UTC), "articles_2000"),
        "too old": (datetime(1999, 12, 31, 23, 59, tzinfo=UTC), "articles_default"),
        "very old": (datetime(1, 1, 1, tzinfo=UTC), "articles_default"),
        "far ahead": (datetime(9999, 12, 31, tzinfo=UTC), "articles_default"),
        "undated": (None, "articles_default"),
    }
    file(conn, [article(name, published=published(at)) for name, (at, _) in dates.items()])
    assert dict(
        rows(conn, "SELECT guid, replace(tableoid::regclass::text, 'wireroom.', '') FROM wireroom.articles")
    ) == {name: partition for name, (_, partition) in dates.items()}


def test_a_past_of_many_years_is_few_partitions(conn: Connection) -> None:
    """Planning takes time for each, whatever is asked for: 300 months made a look-up by number 10 ms."""
    months = [datetime(2000 + number // 12, 1 + number % 12, 3, tzinfo=UTC) for number in range(26 * 12)]
    ensure_partitions(conn, [article(f"a{at:%Y%m}", published=published(at)) for at in months])
    ((made,),) = rows(
        conn, "SELECT count(*) FROM pg_inherits WHERE inhparent = 'wireroom.articles'::regclass"
    )
    assert made <= 26 + 24


def test_a_year_whose_months_stand_gets_the_month_that_is_missing(conn: Connection) -> None:
    """The two cannot stand beside each other; maintenance merges them."""
    with conn.cursor() as cursor:
        cursor.execute(
            "CREATE TABLE wireroom.articles_2019_03 PARTITION OF wireroom.articles"
            " FOR VALUES FROM ('2019-03-01+00') TO ('2019-04-01+00')"
        )
    conn.commit()
    file(conn, [article("ferry", published=published(datetime(2019, 5, 4, tzinfo=UTC)))])
    assert rows(conn, "SELECT tableoid::regclass::text FROM wireroom.articles") == [
        ("wireroom.articles_2019_05",)
    ]


def test_articles_filed_before_their_partition_are_moved_into_it(conn: Connection) -> None:
    """A filing never waits for a partition: the month comes later, and takes its rows along."""
    file(conn, [article("early")], partitions=False)
    where = "SELECT tableoid::regclass::text FROM wireroom.articles"
    assert rows(conn, where) == [("wireroom.articles_default",)]
    ensure_partitions(conn, [article("early")])
    assert rows(conn, where) == [(f"wireroom.{partition_of(NOW)}",)]
    assert rows(conn, "SELECT title FROM news.search('early')") == [("Report on early",)]


def test_dates_all_over_the_years_make_a_dozen_partitions_a_transaction(
    conn: Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A hostile feed may date its entries in 300 months: no lock may last for all of them."""
    asked: list[int] = []

    def spy(conn: Connection, name: str, values: dict[str, list[datetime]]) -> int:
        asked.append(len(values["months"]))
        return change(conn, name, values)  # commits

    monkeypatch.setattr(partitions, "change", spy)
    months = [datetime(2010 + number // 12, 1 + number % 12, 3, tzinfo=UTC) for number in range(30)]
    ensure_partitions(conn, [article(f"a{at:%Y%m}", published=published(at)) for at in months])
    made = "SELECT count(*) FROM pg_inherits WHERE inhrelid::regclass::text ~ 'articles_201[0-2]$'"
    assert rows(conn, made) == [(3,)]
    assert asked == [12, 12, 6]


def test_a_reader_in_the_way_is_waited_for_once_not_for_each_month(
    conn: Connection, database_url: str
) -> None:
    """A hostile feed beside an analyst's long query held a run up for ten minutes."""
    months = [datetime(2010 + number // 12, 1 + number % 12, 3, tzinfo=UTC) for number in range(30)]
    with connect(database_url) as analyst, analyst.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM news.articles")
        began = time.monotonic()
        ensure_partitions(conn, [article(f"a{at:%Y%m}", published=published(at)) for at in months])
        assert time.monotonic() - began < 30, "two seconds are the function's own lock_timeout; not for each"
    made = "SELECT count(*) FROM pg_inherits WHERE inhrelid::regclass::text ~ 'articles_201'"
    assert rows(conn, made) == [(0,)]


@pytest.mark.slow
def test_a_reader_in_the_way_delays_a_partition_not_the_filing(conn: Connection, database_url: str) -> None:
    """An analyst's long query holds a lock on every partition."""
    with connect(database_url) as analyst:
        with analyst.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM news.articles")
        assert file(conn, [article("ferry")]).inserted == 1
    ensure_partitions(conn, [article("ferry")])
    assert rows(conn, "SELECT tableoid::regclass::text FROM wireroom.articles") == [
        (f"wireroom.{partition_of(NOW)}",)
    ]


def test_an_article_is_found_by_its_address_through_an_index(conn: Connection) -> None:
    file(conn, [article(f"n{n}", published=published(NOW - timedelta(days=n))) for n in range(20)])
    with conn.cursor() as cursor:
        cursor.execute("SET enable_seqscan = off")
        cursor.execute(
            "EXPLAIN SELECT id FROM news.articles WHERE url = 'https://www.harbour-post.example/n7'"
        )
        plan = "\n".join(line for (line,) in cursor.fetchall())
    assert "Seq Scan on articles_" not in plan
    assert "url" in plan


def test_health_and_cause_of_a_feed_are_part_of_the_plan(filled: Connection) -> None:
    """Called for each feed, with the condition worked out anew in each, they took far longer."""
    plan = "\n".join(row[0] for row in rows(filled, "EXPLAIN VERBOSE SELECT health, cause FROM news.feeds"))
    assert "SubPlan" in plan
    assert "feed_health(" not in plan
    assert "feed_cause(" not in plan
