"""Feeds stored before secrets were set apart from addresses in; the same with their addresses masked out."""

from __future__ import annotations

import psycopg2
from psycopg2.extras import Json

from wireroom.common.masking import conceal, part_secrets
from wireroom.errors import StoreError
from wireroom.store.connection import Connection
from wireroom.store.queries import query


def hide_secrets(conn: Connection) -> int:
    """Once for each such feed, retired ones too: it stays the same, under the address the list now gives.

    What its polls noted of it (where it moved to, what went wrong) is masked along. How many there were;
    committed where there were any. Raises StoreError.
    """
    try:
        with conn.cursor() as cursor:
            cursor.execute(query("feeds_with_open_secrets"))
            found = cursor.fetchall()
            for feed_id, url, archive, *noted in found:
                shown, secrets = part_secrets(url)
                shown_archive, more = part_secrets(archive or "")
                secrets |= more
                values = {
                    "id": feed_id,
                    "url": shown,
                    "archive": shown_archive or None,
                    "secrets": Json(secrets),
                }
                names = ("title", "site_url", "fetch_url", "redirected_to", "archive_url", "detail")
                hidden = (text and conceal(text, secrets) for text in noted)
                cursor.execute(query("hide_secrets_of_feed"), values | dict(zip(names, hidden, strict=True)))
        if found:
            conn.commit()
    except psycopg2.Error as error:
        conn.rollback()
        raise StoreError(f"secrets in addresses of feeds were not set apart: {str(error).strip()}") from error
    return len(found)
