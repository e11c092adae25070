"""Keep a list of takedowns beside the landing files, since a backup from before one has no tombstone.

    {landing}/taken-down/{hash}.json

It holds the article's identities, hashed with the database's secret, and the time. The reason is not in it:
that may name whom the takedown protects, and landing files are shared.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime

from upath import UPath

from wireroom.common.storage_errors import landing_errors
from wireroom.errors import LandingError
from wireroom.landing.publishing import Publication
from wireroom.store.articles import takedown
from wireroom.store.connection import Connection

_FOLDER, _SUFFIX = "taken-down", ".json"
_NO_KEY = b""  # its hash tells one database's secret from another's


@dataclass(frozen=True, slots=True)
class ListedTakedown:
    """The content of one list: hashes of an article's identities, and the time of its takedown."""

    secret: bytes  # a hash of it: of the database whose tombstones these are
    hashes: tuple[bytes, ...]  # of identities, as among the tombstones
    taken_down_at: datetime


@dataclass(frozen=True, slots=True)
class Lists:
    """All lists beside the landing files."""

    ours: tuple[ListedTakedown, ...] = ()  # of this database
    others: int = 0  # of a database with another secret: nothing can be told by them here
    unread: tuple[str, ...] = ()  # of each that cannot be read: which, and why

    def __len__(self) -> int:
        return len(self.ours) + self.others


def list_takedown(conn: Connection, root: str, hashes: Iterable[bytes], now: datetime) -> None:
    """Write the list of a takedown; the same identities give the same file.

    Raises LandingError, StoreError.
    """
    names = sorted({each.hex() for each in hashes})
    said = {"secret": _secret_of(conn).hex(), "hashes": names, "taken_down_at": now.isoformat()}
    name = hashlib.sha256("".join(names).encode()).hexdigest()[:32]
    uri = f"{root.rstrip('/')}/{_FOLDER}/{name}{_SUFFIX}"
    with landing_errors(uri):
        writing = Publication(uri)
        try:
            writing.file.write(json.dumps(said, indent=1).encode())
            writing.publish()
        except BaseException:
            writing.discard()
            raise


def read_lists(conn: Connection, root: str) -> Lists:
    """Read all lists below `root`; an unreadable one is reported in `unread`.

    Raises LandingError, StoreError.
    """
    secret = _secret_of(conn)
    read: list[ListedTakedown] = []
    unread = []
    with landing_errors(root):
        folder = UPath(root) / _FOLDER
        paths = sorted(folder.iterdir(), key=str) if folder.exists() else []
    for path in paths:
        if path.name.endswith(_SUFFIX) and not path.name.startswith("."):
            try:
                read.append(_read(path))
            except LandingError as error:
                unread.append(str(error))
    ours = tuple(each for each in read if each.secret == secret)
    return Lists(ours, len(read) - len(ours), tuple(unread))


def _secret_of(conn: Connection) -> bytes:
    """A hash by which lists of this database are recognised; the secret cannot be derived from it."""
    [mark] = takedown.tombstone_hashes(conn, [_NO_KEY])
    return mark


def _read(path: UPath) -> ListedTakedown:
    with landing_errors(str(path)), closing(path.open("rb")) as stream:
        data = stream.read()
    try:
        said = json.loads(data)
        return ListedTakedown(
            bytes.fromhex(said["secret"]),
            tuple(map(bytes.fromhex, said["hashes"])),
            datetime.fromisoformat(said["taken_down_at"]),
        )
    except (ValueError, KeyError, TypeError) as error:
        raise LandingError("this is no list of a takedown", uri=str(path)) from error
