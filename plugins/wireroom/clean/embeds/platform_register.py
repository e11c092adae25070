"""What is known of each platform, out of platforms.tsv: addresses, and how posts and players are found."""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from wireroom.clean.lexicon import rows

_KINDS: Final = frozenset({"post", "video", "audio", "image", "other"})


class AddressForm(NamedTuple):
    """One form of a platform's addresses, and the address that a reader would open instead."""

    platform: str
    kind: str  # as `Embed.kind` has it; `frame` is what no platform knows
    pattern: re.Pattern[str]
    opens: str  # a template: `{0}` is the whole match, `{name}` a group


class _Row(NamedTuple):
    platform: str
    what: str
    written: str = ""
    becomes: str = ""


_ROWS: Final = tuple(_Row(*row) for row in rows("platforms.tsv"))


def _of(what: str) -> tuple[_Row, ...]:
    return tuple(row for row in _ROWS if row.what == what)


FORMS: Final = tuple(
    AddressForm(name, kind, re.compile(f"https?://{written}", re.IGNORECASE), opens or "{0}")
    for name, kind, written, opens in _ROWS
    if kind in _KINDS
)
CARDS: Final = {row.written: (row.platform, row.becomes) for row in _of("card")}
PLAYERS: Final = {row.written: row.platform for row in _of("player")}
SUBSTACK: Final = {row.written: row.becomes for row in _of("substack")}
CLASSES: Final = frozenset({*CARDS, *PLAYERS, *SUBSTACK})  # of elements that may be cards or players
ELEMENTS: Final = {
    tag: (name, row.becomes) for row in _of("element") for tag, name in [row.written.split(" ")]
}
CARD_NAMES: Final = CLASSES | ELEMENTS.keys()
MARKS: Final = {row.written: (row.platform, row.becomes) for row in _of("mark")}
PERMALINKS: Final = (*(row.written for row in _of("permalink")), "data-url")
NAMES_HANDLE: Final = frozenset(row.platform for row in _of("handle"))
INTRODUCES: Final = tuple(row.platform for row in _of("introduces"))
STAND_INS: Final = tuple(row.written for row in _of("stand-in"))
