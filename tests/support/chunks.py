"""What is seen of vectors of articles, by their titles; and reservations of articles."""

from __future__ import annotations

from support.filings import rows
from wireroom.store.connection import Connection


def pieces(conn: Connection) -> list[tuple[object, ...]]:
    return rows(
        conn,
        "SELECT a.title, c.version, c.number, c.words FROM news.chunks AS c"
        " JOIN news.articles AS a ON a.id = c.article_id ORDER BY 1, 2, 3",
    )


def titles(conn: Connection) -> set[str]:
    return {str(title) for title, *_ in pieces(conn)}


def number_of(conn: Connection, name: str) -> int:
    [(number,)] = rows(conn, "SELECT id FROM news.articles WHERE guid = %s", name)
    return int(number)


def reserve(conn: Connection, article_id: int, reserved: bool) -> None:
    with conn.cursor() as cursor:
        cursor.execute(
            "INSERT INTO wireroom.pages (article_id, feed_id, family, url, tdm_reserved)"
            " VALUES (%s, 1, '', '', %s)"
            " ON CONFLICT (article_id) DO UPDATE SET tdm_reserved = excluded.tdm_reserved",
            (article_id, reserved),
        )
    conn.commit()
