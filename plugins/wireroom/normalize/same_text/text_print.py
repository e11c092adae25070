"""Title, text and domain of an article in, what it is compared by and the bands it is found by out.

Bands are minima of its shingles under fixed permutations (MinHash): two texts that share half of their
shingles share half of their bands. Some are made of the opening alone, so that a teaser finds the whole
text, and some of the title, for feeds that give no text.

Shingles as Broder has them (On the resemblance and containment of documents, 1997). The hashes are the same
in every process and on every machine: bands made of them are stored.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from zlib import crc32

import numpy as np

from wireroom.normalize.same_text.number_places import Hashes, number_places

OPENING = 40  # words; letters where the script has no spaces: twice as many
WHOLE_BANDS, OPENING_BANDS, TITLE_BANDS = 12, 4, 3
SHORTEST = 5  # words that a text or title must have to be found by

LONGEST = 50_000  # characters of a text that are looked at
WORDS_IN_A_ROW = 4
LETTERS_IN_A_ROW = 8  # in scripts without spaces
_WORD = re.compile(r"\w+")
_UNSPACED = re.compile(
    "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af\uf900-\ufaff"
    "\U00020000-\U0003ffff]"
)
# Odd numbers without a pattern, one a place in the row; the constants of well-known integer hashes.
_PLACES = np.array(
    [
        0x9E3779B97F4A7C15,
        0xC2B2AE3D27D4EB4F,
        0x165667B19E3779F9,
        0x27D4EB2F165667C5,
        0x85EBCA77C2B2AE63,
        0xD6E8FEB86659FD93,
        0xFF51AFD7ED558CCD,
        0xC4CEB9FE1A85EC53,
    ],
    dtype=np.uint64,
)


@dataclass(frozen=True, slots=True, eq=False)
class TextPrint:
    """What an article is compared by; `bands` are signed 32-bit numbers."""

    words: int
    shingles: Hashes
    ordered: Hashes
    in_a_row: int
    title: Hashes
    title_words: int
    numbers: Hashes
    title_numbers: Hashes
    frames: Hashes
    filled: Hashes
    domain: str
    bands: tuple[int, ...]

    def opening(self, words: int) -> Hashes:
        """Shingles of its first words."""
        return shingles(self.ordered[:words], self.in_a_row)


def text_print(title: str, text: str, domain: str) -> TextPrint:
    """Read an article; `domain`: its publisher's registrable domain, empty where it is not known."""
    body, head = words_of(text), words_of(title)
    whole = shingles(body.each, body.in_a_row)
    opening = OPENING if body.in_a_row < 8 else 2 * OPENING
    bands: list[int] = []
    if len(body.each) >= SHORTEST:
        bands += _bands(whole, WHOLE_BANDS, seed=1)
        bands += _bands(shingles(body.each[:opening], body.in_a_row), OPENING_BANDS, seed=101)
    if len(head.each) >= SHORTEST:
        bands += _bands(shingles(head.each, 2), TITLE_BANDS, seed=201)
    return TextPrint(
        words=len(body.each),
        shingles=whole,
        ordered=body.each,
        in_a_row=body.in_a_row,
        title=head.different,
        title_words=len(head.each),
        numbers=body.numbers,
        title_numbers=head.numbers,
        frames=body.frames,
        filled=body.filled,
        domain=domain,
        bands=tuple(dict.fromkeys(bands)),
    )


def _bands(hashes: Hashes, many: int, *, seed: int) -> list[int]:
    numbers = np.arange(seed, seed + many, dtype=np.uint64)
    keys = scatter(numbers)
    least = ((hashes[:, None] ^ keys) * (keys | np.uint64(1))).min(axis=0)
    return [
        int(band) for band in (scatter(least + numbers) >> np.uint64(32)).astype(np.uint32).view(np.int32)
    ]


@dataclass(frozen=True, slots=True)
class Words:
    """Words of a text, or its letters where its script has no spaces, as hashes; how many make a shingle.

    Not as strings: a letter would take 85 bytes, and hundreds of articles are held at once.
    """

    each: Hashes
    in_a_row: int
    numbers: Hashes  # words that begin with a digit, each once
    frames: Hashes  # what stands around numbers, each once
    filled: Hashes  # the same, each with its number

    @property
    def different(self) -> Hashes:
        """Each word once."""
        return np.unique(self.each)


def words_of(text: str) -> Words:
    """Words in lower case without marks of punctuation; letters where they make up a third of the text."""
    text = unicodedata.normalize("NFKC", text[:LONGEST]).casefold()[:LONGEST]  # one letter may become 18
    words: Sequence[str] = _WORD.findall(text)
    in_a_row = WORDS_IN_A_ROW
    if _UNSPACED.search(text) and len(_UNSPACED.findall(text)) * 3 > len(text):
        words, in_a_row = "".join(words), LETTERS_IN_A_ROW
    numbers = [word for word in words if word[0].isdecimal()]
    each = _hashes(words)
    frames, filled = number_places(words, each, unspaced=in_a_row == LETTERS_IN_A_ROW)
    return Words(each, in_a_row, np.unique(_hashes(numbers)), frames, filled)


def shingles(words: Hashes, in_a_row: int) -> Hashes:
    """Hash every `in_a_row` neighbours, each hash once, in order of size; of a shorter text all of it."""
    if not len(words):
        return np.empty(0, dtype=np.uint64)
    in_a_row = min(in_a_row, len(words))
    rows = len(words) - in_a_row + 1
    mixed = np.zeros(rows, dtype=np.uint64)
    for place in range(in_a_row):
        mixed += (words[place : place + rows] + np.uint64(place + 1)) * _PLACES[place]
    return np.unique(scatter(mixed))


def _hashes(words: Sequence[str]) -> Hashes:
    return np.fromiter((crc32(word.encode()) for word in words), dtype=np.uint64, count=len(words))


def scatter(hashes: Hashes) -> Hashes:
    """Spread numbers over all 64 bits (the finisher of MurmurHash3)."""
    spread: Hashes = hashes ^ (hashes >> np.uint64(33))
    spread *= np.uint64(0xFF51AFD7ED558CCD)
    spread ^= spread >> np.uint64(33)
    spread *= np.uint64(0xC4CEB9FE1A85EC53)
    spread ^= spread >> np.uint64(33)
    return spread
