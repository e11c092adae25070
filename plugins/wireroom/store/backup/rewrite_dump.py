"""Reduce the list of entries and the script of a backup to what this server can run."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from wireroom.store.connection import Connection
from wireroom.store.queries import fetch_one

_SET = re.compile(rb"SET (\w+) = ")
_SCHEMA = b"-- Name: "  # the lines before the first one are settings
_ROWS = b"-- Data for Name: "  # from the first one on there are rows, which are not changed
_MAPPING = re.compile(rb"    ADD MAPPING FOR \w+ WITH ")
_DICTIONARY = re.compile(rb"\b\w+_stem\b")
_VECTORS = re.compile(  # by object names; the line ends with an owner, whose name may be anything
    r" (?:news|wireroom) (?:(?:TABLE|VIEW|COLUMN|FUNCTION|INDEX) |pages )?"
    r'(?:chunks(?:_[0-9a-f]{12})?|chunk_models|chunk_queue|reserve_chunks|"?similar"?(?=\())(?=[ .(])'
)
_EXTENSION = re.compile(r"\d+; \d+ \d+ (?:(COMMENT) - )?EXTENSION (?:- )?(\S+)")


@dataclass(slots=True)
class DumpRewriter:
    """What this server has; `lost` says in words what it lacks of a backup, as that is found."""

    settings: frozenset[str]
    present: frozenset[str]  # extensions of this database
    offered: frozenset[str]  # extensions that it could have
    dictionaries: frozenset[str]
    lost: dict[str, None] = field(default_factory=dict)

    @classmethod
    def of(cls, conn: Connection) -> DumpRewriter:
        """Read it from the server. Raises StoreError."""
        known = {
            name: frozenset(found) for name, found in fetch_one(conn, "backup/what_server_knows").items()
        }
        return cls(known["settings"], known["present"], known["offered"], known["dictionaries"])

    def entries(self, listed: str) -> str:
        """The entries to restore, in the form of `pg_restore --list`.

        Comments of extensions are left out: on a managed server somebody else owns these. So are extensions
        that exist, and those that are not offered: they may be a provider's own, which we do not need.
        """
        return "".join(f"{line}\n" for line in listed.splitlines() if self._is_possible(line))

    def lines(self, script: Iterator[bytes]) -> Iterator[bytes]:
        """The lines before the rows, without settings that this server does not know.

        A stemmer that it does not know is replaced by one that leaves words as they are, as in migrations.
        """
        yield from self._settings(script)
        for line in script:
            yield _DICTIONARY.sub(self._dictionary, line) if _MAPPING.match(line) else line
            if line.startswith(_ROWS):
                return

    def _is_possible(self, line: str) -> bool:
        if _VECTORS.search(line) and "vector" not in self.present | self.offered:
            self._lose("vectors of articles are left out: this server does not offer the extension vector")
            return False
        found = _EXTENSION.match(line)
        if found is None:
            return True
        if found[1] or found[2] in self.present:
            return False
        if found[2] not in self.offered:
            self._lose(f"this server does not offer the extension {found[2]}, which the backup names")
        return found[2] in self.offered

    def _settings(self, script: Iterable[bytes]) -> Iterator[bytes]:
        for line in script:
            found = _SET.match(line)
            if found is None or found[1].decode().lower() in self.settings:
                yield line
            if line.startswith((_SCHEMA, _ROWS)):
                return

    def _dictionary(self, found: re.Match[bytes]) -> bytes:
        name = found[0].decode()
        if name in self.dictionaries:
            return found[0]
        self._lose(f"this server has no {name}: such words are searched as they are written")
        return b"simple"

    def _lose(self, words: str) -> None:
        self.lost[words] = None
