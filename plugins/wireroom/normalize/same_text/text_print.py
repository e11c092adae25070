"""Make the print of an article: what it is compared by, and the bands by which copies of it are found.

Bands are minima of its shingles under fixed permutations (MinHash): two texts that share half of their
shingles share half of their bands. Some are made of the opening only, so that a teaser finds the whole
text, and some of the title, for feeds without texts.

Shingles as Broder has them (On the resemblance and containment of documents, 1997). The hashes are the same
in every process and on every machine: bands made of them are stored.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from wireroom.normalize.same_text.text_words import Hashes, distinct, words_of

OPENING = 40  # words; in scripts without spaces twice as many letters
WHOLE_BANDS, OPENING_BANDS, TITLE_BANDS = 12, 4, 3
SHORTEST = 5  # words; a shorter text or title makes no bands
# Odd numbers without a pattern, one for each position in a shingle: constants of well-known integer hashes.
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
        """The shingles of its first words."""
        return shingles(self.ordered[:words], self.in_a_row)


def text_print(title: str, text: str, domain: str) -> TextPrint:
    """The print of an article; `domain` is its publisher's registrable domain, empty if not known."""
    body, head = words_of(text), words_of(title)
    whole = shingles(body.each, body.in_a_row)
    opening = OPENING if body.in_a_row < 8 else 2 * OPENING
    bands: list[int] = []
    if len(body.each) >= SHORTEST:
        bands += _WHOLE.bands(whole)
        bands += _OPENING.bands(_in_a_row(body.each[:opening], body.in_a_row))
    if len(head.each) >= SHORTEST:
        bands += _TITLE.bands(_in_a_row(head.each, 2))
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


def shingles(words: Hashes, in_a_row: int) -> Hashes:
    """Hashes of every `in_a_row` neighbouring words, sorted, each once; a shorter text is one shingle."""
    return distinct(_in_a_row(words, in_a_row))


def _in_a_row(words: Hashes, in_a_row: int) -> Hashes:
    if not len(words):
        return words
    in_a_row = min(in_a_row, len(words))
    rows = len(words) - in_a_row + 1
    mixed = np.zeros(rows, dtype=np.uint64)
    for place in range(in_a_row):
        mixed += (words[place : place + rows] + np.uint64(place + 1)) * _PLACES[place]
    return scatter(mixed)


def scatter(hashes: Hashes) -> Hashes:
    """Spread numbers over all 64 bits (the finalizer of MurmurHash3)."""
    spread: Hashes = hashes ^ (hashes >> np.uint64(33))
    spread *= np.uint64(0xFF51AFD7ED558CCD)
    spread ^= spread >> np.uint64(33)
    spread *= np.uint64(0xC4CEB9FE1A85EC53)
    spread ^= spread >> np.uint64(33)
    return spread


class _Permutations:
    """Fixed orders of all hashes; in each order the least hash of a text makes a band."""

    def __init__(self, many: int, *, seed: int) -> None:
        self._numbers = np.arange(seed, seed + many, dtype=np.uint64)
        self._keys = scatter(self._numbers)[:, None]
        self._factors = self._keys | np.uint64(1)

    def bands(self, hashes: Hashes) -> list[int]:
        """Signed 32-bit numbers, one for each order; there must be at least one of `hashes`."""
        least = ((hashes ^ self._keys) * self._factors).min(axis=1)
        bands: list[int] = (
            (scatter(least + self._numbers) >> np.uint64(32)).astype(np.uint32).view(np.int32).tolist()
        )
        return bands


_WHOLE = _Permutations(WHOLE_BANDS, seed=1)
_OPENING = _Permutations(OPENING_BANDS, seed=101)
_TITLE = _Permutations(TITLE_BANDS, seed=201)
