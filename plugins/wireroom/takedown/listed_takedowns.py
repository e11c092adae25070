"""A takedown in, its list beside the landing files out, and back: a backup from before it has no tombstone.

    {landing}/taken-down/{hash}.json

It holds the article's identities, hashed with the database's secret, the time and the reason.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime

from upath import UPath

from wireroom import store
from wireroom.common.storage_errors import landing_errors
from wireroom.errors import LandingError
from wireroom.landing.publishing import Publication
from wireroom.store.articles import takedown

_FOLDER, _SUFFIX = "taken-down", ".json"
_NO_KEY = b""  # its hash tells one database's secret from another's


@dataclass(frozen=True, slots=True)
class ListedTakedown:
    """What one list says."""

    secret: bytes  # what `secret_of` gives for the database whose tombstones these are
    hashes: tuple[bytes, ...]  # of identities, as among the tombstones
    taken_down_at: datetime
    reason: str


def secret_of(conn: store.Connection) -> bytes:
    """By what lists of this database are told from those of others; the secret does not follow from it."""
    [mark] = takedown.tombstone_hashes(conn, [_NO_KEY])
    return mark


def list_takedown(
    conn: store.Connection, root: str, keys: Sequence[bytes], *, reason: str, now: datetime
) -> None:
    """Write the list; of the same identities it is the same file. Raises LandingError, StoreError."""
    hashes = sorted(each.hex() for each in takedown.tombstone_hashes(conn, keys))
    said = {
        "secret": secret_of(conn).hex(),
        "hashes": hashes,
        "taken_down_at": now.isoformat(),
        "reason": reason,
    }
    name = hashlib.sha256("".join(hashes).encode()).hexdigest()[:32]
    uri = f"{root.rstrip('/')}/{_FOLDER}/{name}{_SUFFIX}"
    with landing_errors(uri):
        writing = Publication(uri)
        try:
            writing.file.write(json.dumps(said, ensure_ascii=False, indent=1).encode())
            writing.publish()
        except BaseException:
            writing.discard()
            raise


def listed_takedowns(root: str) -> Iterator[ListedTakedown]:
    """Every list below the root. Raises LandingError, also for a file that is none."""
    with landing_errors(root):
        folder = UPath(root) / _FOLDER
        for path in sorted(folder.iterdir(), key=str) if folder.exists() else ():
            if path.name.endswith(_SUFFIX) and not path.name.startswith("."):
                with closing(path.open("rb")) as stream:
                    yield _read(str(path), stream.read())


def _read(uri: str, data: bytes) -> ListedTakedown:
    try:
        said = json.loads(data)
        return ListedTakedown(
            bytes.fromhex(said["secret"]),
            tuple(map(bytes.fromhex, said["hashes"])),
            datetime.fromisoformat(said["taken_down_at"]),
            str(said["reason"]),
        )
    except (ValueError, KeyError, TypeError) as error:
        raise LandingError("this is no list of a takedown", uri=uri) from error
