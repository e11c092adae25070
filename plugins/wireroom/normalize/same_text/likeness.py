"""Compare the prints of two articles: whether they are the same text, and how much they share.

The measure is how much of the shorter text is in the longer one (containment): outlets cut a dispatch, and
put a line before it. The thresholds come from real feeds: copies share six tenths or more, two authors'
reports of the same event at most half.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np

from wireroom.normalize.same_text.text_print import TextPrint
from wireroom.normalize.same_text.text_words import Hashes

SAME: Final = 0.5  # from this score on, two texts are the same
SHORT: Final = 60  # words; a shorter text is a summary, of which the title counts too
MUCH_SHORTER: Final = 0.3  # of the length of the longer text: a teaser, a quotation, a part of a roundup
_LIKE_TITLES: Final = 0.5  # share of the words of both titles
_NEARLY_ALL: Final = (
    0.9  # shared: a toll that rose, `3 min read`; a short form filled in otherwise shares less
)
_A_FEW: Final = (
    9  # places (three a figure) where such a copy is newer; a long form filled in otherwise has more
)
_ALL: Final = 0.95  # share from which summaries are the same, whatever numbers their titles have
_UNLIKE: Final = 0.49  # the highest score of a pair against which something speaks


@dataclass(frozen=True, slots=True)
class Likeness:
    """`score`: 0 to 1, the same text from `SAME` on; `share`: how much of the shorter text is in the longer.

    `within`: the shorter text is within the longer one, not at its head, as in a roundup or a full quotation.
    They are the same text, but what else is in the longer one is not.
    """

    same: bool
    score: float
    share: float
    within: bool = False


def likeness(a: TextPrint, b: TextPrint) -> Likeness:
    """Compare two articles. Symmetric."""
    shorter, longer = sorted((a, b), key=lambda print_: (print_.words, print_.domain))
    share = _share(shorter, longer)
    both = _in_both(a.title, b.title)
    either = len(a.title) + len(b.title) - both
    titles = both / either if either else 1.0
    within = False
    if shorter.words >= SHORT and len(shorter.shingles) < MUCH_SHORTER * len(longer.shingles):
        at_head = _share_of_head(shorter, longer)
        within = at_head < share / 2
        score = _over(share, 0.8) if within else _over(share, 0.6)
    elif shorter.words >= SHORT:
        score = _over(share, 0.52)
    else:
        score = _short_score(shorter, longer, share, titles)
    if score >= SAME and _is_template(a, b, share, titles):
        score = _UNLIKE
    return Likeness(same=score >= SAME, score=round(score, 4), share=round(share, 4), within=within)


def _share(shorter: TextPrint, longer: TextPrint) -> float:
    least = min(len(shorter.shingles), len(longer.shingles))
    if not least or shorter.in_a_row != longer.in_a_row:
        return 0.0
    return _in_both(shorter.shingles, longer.shingles) / least


def _share_of_head(shorter: TextPrint, longer: TextPrint) -> float:
    head = longer.opening(2 * shorter.words + 40)
    return _in_both(shorter.shingles, head) / max(len(shorter.shingles), 1)


def _short_score(shorter: TextPrint, longer: TextPrint, share: float, titles: float) -> float:
    """The score of summaries and entries without text, whose titles count as much as their words."""
    long_titles = min(shorter.title_words, longer.title_words) >= 6
    scores = [0.0]
    if shorter.words >= 12:
        scores.append(_over(share, 0.8))
        scores.append(_over(share, 0.6) if titles >= 0.35 else min(_over(share, 0.6), _UNLIKE))
    if long_titles and titles >= 0.7 and share >= 0.2:
        scores.append(_over((share + titles) / 2, 0.5))
    if long_titles and (shorter.words < 12 or share >= 0.5):
        scores.append(_over(titles, 0.9))
    if (
        min(shorter.title_words, longer.title_words) >= 5
        and titles == 1.0
        and shorter.words >= 5
        and share >= 0.9
    ):
        scores.append(1.0)
    return max(scores)


def _is_template(a: TextPrint, b: TextPrint, share: float, titles: float) -> bool:
    """Whether they are two fillings of one form: lottery results, weather, prices, a show's weekly page.

    Articles of one publisher are the same only if titles and numbers are, too. Those of two publishers are
    not if hardly any number is shared, or if titles differ and the same places have other numbers: whoever
    cuts or extends a dispatch does not change figures between the same words.
    """
    numbers = _common(a.numbers, b.numbers)
    if a.domain and a.domain == b.domain:
        other_titles = titles < 0.8 or not np.array_equal(a.title_numbers, b.title_numbers)
        return other_titles or numbers < 0.8 or share < 0.7
    if min(len(a.numbers), len(b.numbers)) >= 4 and numbers < 0.34:
        return True
    if titles == 1:
        return False
    return _filled_in_otherwise(a, b, share, titles) or (
        min(a.words, b.words) < SHORT and _names_another(a, b, share)
    )


def _filled_in_otherwise(a: TextPrint, b: TextPrint, share: float, titles: float) -> bool:
    """Whether half of the places for numbers in both texts have other numbers; a third, if titles differ.

    Titles that are alike but for their numbers differ: `3.4 quake strikes`, `3.9 quake strikes`. A few newer
    figures do not separate two texts that are nearly the same.
    """
    places, alike = _in_both(a.frames, b.frames), _in_both(a.filled, b.filled)
    if share >= _NEARLY_ALL and places - alike <= _A_FEW:
        return False
    both = _in_both(a.title_numbers, b.title_numbers)
    other_numbers = both < min(len(a.title_numbers), len(b.title_numbers))
    are_alike = titles >= _LIKE_TITLES and not other_numbers
    return places > 0 and alike <= places * (1 / 2 if are_alike else 2 / 3)


def _names_another(a: TextPrint, b: TextPrint, share: float) -> bool:
    """Whether titles tell summaries apart: by numbers, or each by a word that only its own text has.

    Such words tell nothing if the summaries were rewritten.
    """
    if share >= _ALL:
        return False
    if len(a.title_numbers) and len(b.title_numbers) and not _in_both(a.title_numbers, b.title_numbers):
        return True
    return share >= 0.5 and all(
        np.isin(one.title, one.ordered).any()
        and not np.isin(one.title[np.isin(one.title, one.ordered)], other.ordered).all()
        for one, other in ((a, b), (b, a))
    )


def _common(some: Hashes, others: Hashes) -> float:
    """How much of the smaller set is in the other, 0 to 1; 1 if it is empty."""
    least = min(len(some), len(others))
    return _in_both(some, others) / least if least else 1.0


def _in_both(some: Hashes, others: Hashes) -> int:
    return len(np.intersect1d(some, others, assume_unique=True))


def _over(value: float, bar: float) -> float:
    """Map a value to the scale of scores: its threshold to `SAME`, 1 to 1."""
    return SAME * value / bar if value < bar else SAME + (1 - SAME) * (value - bar) / (1 - bar)
