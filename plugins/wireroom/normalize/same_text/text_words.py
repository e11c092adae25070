"""Hash the words of a text, and what surrounds its numbers.

Hashes are CRC-32 of words in UTF-8, the same on every machine, since bands made of them are stored. Texts are
read as bytes and counted by numpy: with a Python object for each word that took most of the time of a story.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

LONGEST: Final = 50_000  # characters of a text that are read
WORDS_IN_A_ROW: Final = 4
LETTERS_IN_A_ROW: Final = 8  # in scripts without spaces
_WORD = re.compile(r"\w+")
_UNSPACED = re.compile(
    "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af\uf900-\ufaff"
    "\U00020000-\U0003ffff]"
)
# ASCII characters that `\w` does not match become spaces.
_PARTED = bytes(code if _WORD.match(chr(code)) else ord(" ") for code in range(128)) + bytes(128)
Hashes = NDArray[np.uint64]
MOST = 500  # numbers of a text that are read
APART = 2  # words between numbers; nearer ones are a date, a time or a score


@dataclass(frozen=True, slots=True)
class HashedWords:
    """The words of a text (its letters, in a script without spaces) as hashes; how many make a shingle.

    Strings would take 85 bytes for a letter, and hundreds of articles are in memory at once.
    """

    each: Hashes
    in_a_row: int
    numbers: Hashes  # words that begin with a digit, each once
    frames: Hashes  # what surrounds numbers, each once
    filled: Hashes  # the same, with the number

    @property
    def different(self) -> Hashes:
        """The words, each once."""
        return distinct(self.each)


def words_of(text: str) -> HashedWords:
    """Words in lower case, without punctuation; letters, if a third of it is in scripts without spaces."""
    text = unicodedata.normalize("NFKC", text[:LONGEST]).casefold()[:LONGEST]  # one letter may become 18
    if text.isascii():
        encoded, in_a_row = text.encode().translate(_PARTED).split(), WORDS_IN_A_ROW
        places = [place for place, word in enumerate(encoded) if b"0" <= word < b":"]
    else:
        words, in_a_row = _words_or_letters(text)
        encoded = "\n".join(words).encode().split()
        places = [place for place, word in enumerate(words) if word[0].isdecimal()]
    each = np.fromiter(map(crc32, encoded), dtype=np.uint64, count=len(encoded))
    numbers = {place: encoded[place].decode() for place in places}
    frames, filled = number_places(numbers, each, unspaced=in_a_row == LETTERS_IN_A_ROW)
    return HashedWords(each, in_a_row, distinct(each[places]), frames, filled)


def _words_or_letters(text: str) -> tuple[Sequence[str], int]:
    words = _WORD.findall(text)
    if _UNSPACED.search(text) and len(_UNSPACED.findall(text)) * 3 > len(text):
        return "".join(words), LETTERS_IN_A_ROW
    return words, WORDS_IN_A_ROW


def number_places(numbers: Mapping[int, str], each: Hashes, *, unspaced: bool) -> tuple[Hashes, Hashes]:
    """What is before, after and on both sides of each number, without and with the number.

    `numbers`: the positions of words that begin with a digit, in order; `each`: hashes of all words. Dates,
    times and scores are left out, which are numbers near each other.
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
    """Sorted, each once; for a few hundred several times as fast as `numpy.unique`."""
    ordered: Hashes = np.sort(hashes)
    if len(ordered) < 2:
        return ordered
    first = np.empty(len(ordered), dtype=np.bool_)
    first[0] = True
    np.not_equal(ordered[1:], ordered[:-1], out=first[1:])
    return ordered[first]


def _runs(numbers: Mapping[int, str], *, unspaced: bool) -> Iterator[tuple[int, int]]:
    """Where the first `MOST` numbers begin and end; `867,000` is one number of two words."""
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
