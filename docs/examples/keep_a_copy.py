"""Keep a copy of every article in SQLite in step with `news.changes`; may be killed at any moment.

    python docs/examples/keep_a_copy.py postgresql://…/wireroom copy.sqlite [--once]

Needs psycopg2 alone. The pattern, for a consumer of any kind: what a page of changes does to your side and
the cursor after it are saved in one transaction of your side. Killed before: the page comes again. Killed
after: it does not. Where your side has no transactions (a queue, an HTTP endpoint), put the page and the
cursor into a table of yours first, send from there, and let the receiver drop what it has seen by `cursor`:
that is an outbox.
"""

from __future__ import annotations

import argparse
import select
import sqlite3

import psycopg2

PAGE = 1000
LOOK_ANYWAY = 60.0  # seconds; a notification is a hint, and is lost with the connection
SCHEMA = """
CREATE TABLE IF NOT EXISTS article (id INTEGER PRIMARY KEY, version INTEGER, title TEXT, url TEXT, text TEXT);
CREATE TABLE IF NOT EXISTS taken (cursor TEXT NOT NULL);
"""
CHANGES = "SELECT cursor, kind, article_id FROM news.changes(%s, %s)"
# As they are now, which may be newer than the change: then that change comes later and finds the same.
ARTICLES = "SELECT id, version, title, url, text FROM news.articles WHERE id = ANY(%s)"


def take_page(source: psycopg2.extensions.connection, copy: sqlite3.Connection) -> int:
    """Take the changes after the cursor that the copy has; how many there were."""
    (after,) = copy.execute("SELECT max(cursor) FROM taken").fetchone()
    with source, source.cursor() as cursor:
        cursor.execute(CHANGES, (after, PAGE))
        changes = cursor.fetchall()
        ids = sorted({article_id for _, _, article_id in changes})
        cursor.execute(ARTICLES, (ids,))
        present = cursor.fetchall()
    if changes:
        with copy:  # one transaction: the articles and the cursor
            copy.executemany("DELETE FROM article WHERE id = ?", [(article_id,) for article_id in ids])
            copy.executemany("INSERT INTO article VALUES (?, ?, ?, ?, ?)", present)
            copy.execute("DELETE FROM taken")
            copy.execute("INSERT INTO taken VALUES (?)", (changes[-1][0],))
    return len(changes)


def main() -> None:
    """Take what there is, then wait for more."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("source", help="URL of the database, of a login that has role wireroom_reader")
    parser.add_argument("copy", help="file of the copy")
    parser.add_argument("--once", action="store_true", help="end when there is nothing more")
    arguments = parser.parse_args()
    copy = sqlite3.connect(arguments.copy)
    copy.executescript(SCHEMA)
    source = psycopg2.connect(arguments.source)
    with source, source.cursor() as cursor:
        cursor.execute("LISTEN news_changes")  # before the first look, so that nothing falls in between
    while True:
        if take_page(source, copy):
            continue
        if arguments.once:
            return
        select.select([source], [], [], LOOK_ANYWAY)
        source.poll()
        source.notifies.clear()


if __name__ == "__main__":
    main()
