"""A backup's list of entries and its script in, both as far as this server can follow them out."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from wireroom.store.connection import Connection
from wireroom.store.queries import fetch_one

_SET = re.compile(rb"SET (\w+) = ")
_SCHEMA = b"-- Name: "  # before the first of them there are settings only
_ROWS = b"-- Data for Name: "  # and from the first of these on, rows of ours, which nobody touches
_MAPPING = re.compile(rb"    ADD MAPPING FOR \w+ WITH ")
_DICTIONARY = re.compile(rb"\b\w+_stem\b")
_VECTORS = re.compile(  # by the names of its things; the line ends with an owner, who may be called anything
    r" (?:news|wireroom) (?:(?:TABLE|VIEW|COLUMN|FUNCTION|INDEX) |pages )?"
    r'(?:chunks(?:_[0-9a-f]{12})?|chunk_models|chunk_queue|reserve_chunks|"?similar"?(?=\())(?=[ .(])'
)
_EXTENSION = re.compile(r"\d+; \d+ \d+ (?:(COMMENT) - )?EXTENSION (?:- )?(\S+)")


@dataclass(slots=True)
class DumpRewriter:
    """What this server knows, and in words what of a backup it has not; `lost` grows as it is met."""

    settings: frozenset[str]
    present: frozenset[str]  # extensions of this database
    offered: frozenset[str]  # those that it could have
    dictionaries: frozenset[str]
    lost: dict[str, None] = field(default_factory=dict)

    @classmethod
    def of(cls, conn: Connection) -> DumpRewriter:
        """Ask the server. Raises StoreError."""
        known = {name: frozenset(found) for name, found in fetch_one(conn, "what_server_knows").items()}
        return cls(known["settings"], known["present"], known["offered"], known["dictionaries"])

    def entries(self, listed: str) -> str:
        """The entries to restore, in the form of `pg_restore --list`.

        An extension that is there already is not ours to describe: on a managed server its owner is somebody
        else. One that is not offered may be a provider's own, which nothing of ours needs.
        """
        return "".join(f"{line}\n" for line in listed.splitlines() if self._is_possible(line))

    def lines(self, script: Iterator[bytes]) -> Iterator[bytes]:
        """The lines before the rows; settings that this server does not know are left out.

        A stemmer that it does not know leaves words as they are, as migrating does.
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
