"""Feeds stored by other rules of what is a secret in, the same masked by today's out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import psycopg2
from psycopg2.extras import Json

from wireroom.common.masking import conceal, part_secrets, reveal
from wireroom.errors import StoreError
from wireroom.store.connection import Connection
from wireroom.store.queries import query

_NOTED = ("title", "site_url", "fetch_url", "redirected_to", "archive_url", "detail")


def hide_secrets(conn: Connection) -> int:
    """Once for each such feed, retired ones too: it stays the same, under the address the list now gives.

    What its polls noted of it (where it moved to, what went wrong) is masked along, and what is no longer
    taken for a secret is shown. How many there were; committed where there were any. Raises StoreError.
    """
    try:
        with conn.cursor() as cursor:
            cursor.execute(query("feed_addresses"))
            parted = {id_: parts for id_, *old in cursor.fetchall() if (parts := _parted_anew(*old))}
            if parted:
                cursor.execute(query("feed_noted"), {"ids": list(parted)})
                for feed_id, *noted in cursor.fetchall():
                    values = {"id": feed_id, **_values(*parted[feed_id], noted)}
                    cursor.execute(query("hide_secrets_of_feed"), values)
        if parted:
            conn.commit()
    except psycopg2.Error as error:
        conn.rollback()
        raise StoreError(f"secrets in addresses of feeds were not set apart: {str(error).strip()}") from error
    return len(parted)


_Parted = tuple[
    str, str, Mapping[str, str], Mapping[str, str]
]  # both addresses, their secrets now and before


def _parted_anew(url: str, archive: str, before: Mapping[str, str]) -> _Parted | None:
    """None: it is so already."""
    shown, secrets = part_secrets(reveal(url, before))
    shown_archive, more = part_secrets(reveal(archive, before))
    now = {**secrets, **more}
    return None if (shown, shown_archive) == (url, archive) else (shown, shown_archive, now, before)


def _values(
    url: str, archive: str, now: Mapping[str, str], before: Mapping[str, str], noted: Sequence[str | None]
) -> dict[str, Any]:
    hidden = (text and conceal(reveal(text, before), now) for text in noted)
    return {
        "url": url,
        "archive": archive or None,
        "secrets": Json(dict(now)),
        **dict(zip(_NOTED, hidden, strict=True)),
    }
