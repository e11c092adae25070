"""Words of a text in, the places that its numbers stand in out.

Who fills a form in anew puts other numbers between the same words; who cuts a dispatch, or adds to it, does
not.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

Hashes = NDArray[np.uint64]
MOST = 500  # numbers of a text that are looked at
APART = 2  # words: a number nearer to another is part of a date, a time or a score


def number_places(numbers: Mapping[int, str], each: Hashes, *, unspaced: bool) -> tuple[Hashes, Hashes]:
    """What stands before, after and on both sides of each number, alone and with the number.

    `numbers`: the words that begin with a digit by their place, in order; `each`: hashes of all words.
    Not of dates, times and scores: a number near another is left out.
    """
    runs = list(_runs(numbers, unspaced=unspaced))
    aside = 4 if unspaced else 2
    ends = [-APART, *(end for _, end in runs)]
    starts = [*(start for start, _ in runs), len(each) + APART]
    frames: list[int] = []
    filled: list[int] = []
    for place, (start, end) in enumerate(runs):
        if min(start - ends[place], starts[place + 1] - end) < APART:
            continue
        number = crc32("".join(numbers[word] for word in range(start, end)).encode())
        before, after, half = (start - aside, start), (end, end + aside), aside // 2
        for spans in ((before,), (after,), ((start - half, start), (end, end + half))):
            if spans[0][0] >= 0 and spans[-1][1] <= len(each):
                frame = crc32(b"".join(each[slice(*span)].tobytes() + b"|" for span in spans))
                frames.append(frame | (len(spans) + (spans[0] is after)) << 32)
                filled.append(frames[-1] ^ number << 32)
    return distinct(np.array(frames, dtype=np.uint64)), distinct(np.array(filled, dtype=np.uint64))


def distinct(hashes: Hashes) -> Hashes:
    """Each once, in order of size; for a few hundred several times as fast as `numpy.unique`."""
    ordered: Hashes = np.sort(hashes)
    if len(ordered) < 2:
        return ordered
    first = np.empty(len(ordered), dtype=np.bool_)
    first[0] = True
    np.not_equal(ordered[1:], ordered[:-1], out=first[1:])
    return ordered[first]


def _runs(numbers: Mapping[int, str], *, unspaced: bool) -> Iterator[tuple[int, int]]:
    """Where numbers begin and end, the first `MOST`; `867,000` is one number of two words."""
    start = end = 0
    found = 0
    for place, word in numbers.items():
        if end and place == end and (unspaced or (len(word) == 3 and len(numbers[start]) <= 3)):
            end = place + 1
            continue
        if end:
            yield start, end
            found += 1
        if found == MOST:
            return
        start, end = place, place + 1
    if end:
        yield start, end
