"""Read and write what the entries of each feed's last document became.

It is a cache, which says what to look up and not what is stored: an entry is known only if its article has
not changed (`still_stored`).
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from wireroom.models import DateReading, KnownDocument, KnownEntry, Precision, Trust
from wireroom.store.connection import Connection
from wireroom.store.queries import fetch_all, query


def known_documents(conn: Connection, feed_ids: Sequence[int]) -> dict[int, KnownDocument]:
    """Feed → its last document; feeds of which none is kept are left out."""
    rows = fetch_all(conn, "filing/known_documents", {"ids": list(feed_ids)})
    return {
        row["feed_id"]: KnownDocument(row["seen_at"], bytes(row["context"]), _unpacked(row["entries"]))
        for row in rows
    }


def still_stored(conn: Connection, entries: Mapping[bytes, KnownEntry]) -> dict[bytes, KnownEntry]:
    """Entries whose article has this text and no other, from no feed that is trusted less."""
    first = {entry.keys[0]: mark for mark, entry in entries.items()}
    if not first:
        return {}
    found = {}
    for row in fetch_all(conn, "filing/stored_articles", {"keys": list(first)}):
        mark = first[bytes(row["key"])]
        entry = entries[mark]
        is_simple = not row["has_copies"] and not row["revisions"]
        is_same = bytes(row["fingerprint"]) == entry.fingerprint
        if is_simple and is_same and row["trust"] is not None and row["trust"] >= entry.trust:
            found[mark] = entry
    return found


def keep_documents(conn: Connection, documents: Iterable[tuple[int, KnownDocument]]) -> None:
    """Keep the document of each feed, in the transaction that files its articles."""
    kept = sorted(documents, key=lambda pair: pair[0])
    if not kept:
        return
    with conn.cursor() as cursor:
        cursor.execute(
            query("filing/keep_documents"),
            {
                "feed_ids": [feed_id for feed_id, _ in kept],
                "seen_at": [document.seen_at for _, document in kept],
                "contexts": [document.context for _, document in kept],
                "entries": [_packed(document.entries) for _, document in kept],
            },
        )


def _packed(entries: Mapping[bytes, KnownEntry]) -> bytes:
    rows = [
        (
            mark.hex(),
            [key.hex() for key in entry.keys],
            entry.fingerprint.hex(),
            int(entry.trust),
            entry.published.source,
            entry.published.at.isoformat() if entry.published.at else None,
            entry.published.precision,
        )
        for mark, entry in entries.items()
    ]
    return zlib.compress(json.dumps(rows, separators=(",", ":")).encode("ascii"), 1)


def _unpacked(packed: bytes) -> dict[bytes, KnownEntry]:
    return {
        bytes.fromhex(mark): KnownEntry(
            tuple(bytes.fromhex(key) for key in keys),
            bytes.fromhex(fingerprint),
            Trust(trust),
            DateReading(
                "",
                source,
                at=None if at is None else datetime.fromisoformat(at),
                precision=None if precision is None else Precision(precision),
            ),
        )
        for mark, keys, fingerprint, trust, source, at, precision in json.loads(zlib.decompress(packed))
    }
