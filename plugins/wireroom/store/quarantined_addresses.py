"""The quarantine in, web addresses that its entries name out, read by a cursor of the server."""

from __future__ import annotations

import json
import re
from contextlib import suppress
from typing import Final

import psycopg2

from wireroom.store.connection import Connection
from wireroom.store.queries import query, store_error

_AT_ONCE = 100  # rows of at most 256 KB
# Here and not in the database, whose expressions take ten times as long.
_QUOTED: Final = re.compile(rb'"https?://[^"]*"')


def quarantined_addresses(conn: Connection) -> set[str]:
    """Each once, as the entry has it. Raises StoreError."""
    found = set[bytes]()
    try:
        with conn.cursor(name="quarantine") as cursor:
            cursor.itersize = _AT_ONCE
            cursor.execute(query("quarantined_entries"))
            for (raw,) in cursor:
                found.update(_QUOTED.findall(raw))
        conn.commit()
    except psycopg2.Error as error:
        raise store_error(error, "the quarantine could not be looked through") from error
    names = set[str]()
    for quoted in found:
        with suppress(ValueError):  # an address with a quotation mark, or bytes that are no text
            names.add(json.loads(quoted))
    return names
