"""Title, text and domain of an article in, what it is compared by and the bands it is found by out.

Bands are minima of its shingles under fixed permutations (MinHash): two texts that share half of their
shingles share half of their bands. Some are made of the opening alone, so that a teaser finds the whole
text, and some of the title, for feeds that give no text.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from wireroom.normalize.same_text.shingles import Hashes, scatter, shingles, words_of

OPENING = 40  # words; letters where the script has no spaces: twice as many
WHOLE_BANDS, OPENING_BANDS, TITLE_BANDS = 12, 4, 3
SHORTEST = 5  # words that a text or title must have to be found by


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
