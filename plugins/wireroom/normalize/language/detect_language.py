"""Decide the language of a text, from what was declared and what is detected, and how sure that is.

one script ▷ enough text and a sure detection ▷ declared, where written so ▷ a fair detection ▷ not known
"""

from __future__ import annotations

import re
from collections import Counter
from functools import cache

from wireroom.models import LanguageReading
from wireroom.normalize.language.language_letters import (
    FEW_FOREIGN,
    has_foreign_letters,
    is_hardly_latin,
    script_language,
)
from wireroom.normalize.language.language_model import probability_of, statistical_language
from wireroom.normalize.language.language_tables import language_code, tables

CONFIRMED = 0.99  # confidence where common words and the publisher agree, or many English words are found
GLANCE = 80  # characters by which a declaration may be confirmed
SAMPLE = 500  # characters read otherwise: more would take time and add no certainty
ENOUGH = 100  # characters from which a detection may overrule the declaration
SURE = 0.95
FAIR = 0.40
FEW_LETTERS = 20  # fewer are too short for detection: `hi é` is not Catalan
SURE_OF_RELATIVE = 0.99  # that it is a near relative of the declared language, where its letters are found
KANJI_TITLE = 40  # characters that Japanese may write without kana

_LETTER = re.compile(r"[^\W\d_]")
_NUMBERS = re.compile(r"[\d_]+")
_NO_WORDS = re.compile(rf"https?://\S{{1,500}}|www\.\S{{1,500}}|[@#]\w{{1,100}}|{_NUMBERS.pattern}")


def detect_language(text: str, *, declared: str | None) -> LanguageReading:
    """The language of `text` (plain); `declared` is a BCP 47 tag of the feed or the operator.

    A short text keeps the declaration; a long text that is clearly in another language overrules it
    (feeds on a theme's default `en-us`). Never raises.
    """
    claimed = language_code(declared)
    if claimed and len(text) >= ENOUGH and _may_be_of_a_relative(text[:SAMPLE], claimed):
        code, confidence = statistical_language(_sample(text, SAMPLE))
        if code != claimed and confidence >= SURE_OF_RELATIVE:
            return LanguageReading(code, round(confidence, 3), "detected")
    confirmed = confirms(text[:SAMPLE], claimed) if claimed else False
    if claimed and confirmed:
        return LanguageReading(claimed, CONFIRMED, "declared")
    may_glance = confirmed is None
    sample = _sample(text, GLANCE if may_glance else SAMPLE)
    if claimed in tables().latin and is_hardly_latin(sample):
        claimed = None  # it is in another script, like Russian under a theme's `en-US`
    by_script = script_language(sample)
    if by_script is not None and not (
        claimed == "ja" and by_script[0] == "zh" and len(sample) <= KANJI_TITLE
    ):
        return LanguageReading(by_script[0], round(by_script[1], 3), "script")
    if not _LETTER.search(sample) or (claimed and len(text) < ENOUGH):
        return _declared(claimed)  # no detection could overrule it
    if not claimed and is_english(sample):
        return LanguageReading("en", CONFIRMED, "detected")
    code, confidence = statistical_language(sample)
    if claimed and _agrees(claimed, code):
        return LanguageReading(claimed, round(confidence, 3), "declared")
    if may_glance and len(text) > GLANCE:
        sample = _sample(text, SAMPLE)
        code, confidence = statistical_language(sample)
    return _judge(claimed, code, confidence, sample)


def _may_be_of_a_relative(text: str, claimed: str) -> bool:
    """Whether letters or words speak for a language too like the claimed one for detection alone.

    Slovak has letters that Czech has not; `efter` and `af` are Danish. A quotation or a few names hold them
    too, so detection has to agree.
    """
    if has_foreign_letters(text, claimed):
        return True
    common = tables().common
    relatives = _relatives(claimed) & common.keys() if claimed in common else ()
    words = Counter(text.lower().split()) if relatives else Counter[str]()
    return any(
        sum(words[word] for word in common[relative] - common[claimed]) >= FEW_FOREIGN
        and words.keys().isdisjoint(common[claimed] - common[relative])
        for relative in relatives
    )


@cache
def _relatives(code: str) -> frozenset[str]:
    return frozenset[str]().union(*(group for group in tables().alike if code in group)) - {code}


def _sample(text: str, length: int) -> str:
    opening = text[: length * 2]
    has_names = "://" in opening or "www." in opening or "@" in opening or "#" in opening
    return (_NO_WORDS if has_names else _NUMBERS).sub(" ", opening)[:length].strip()


def _agrees(claimed: str, code: str) -> bool:
    return claimed == code or any({claimed, code} <= group for group in tables().alike)


def _judge(claimed: str | None, code: str, confidence: float, sample: str) -> LanguageReading:
    if claimed and _agrees(claimed, code):
        return LanguageReading(claimed, round(confidence, 3), "declared")
    if len(sample) >= ENOUGH and _is_sure(claimed, code, confidence, sample):
        return LanguageReading(code, round(confidence, 3), "detected")
    if claimed:
        return _declared(claimed)
    if confidence >= FAIR and sum(map(str.isalpha, sample)) >= FEW_LETTERS:
        return LanguageReading(code, round(confidence, 3), "detected")
    return LanguageReading(None, 0.0, "none")


def _is_sure(claimed: str | None, code: str, confidence: float, sample: str) -> bool:
    """Whether it is surely that language, or of a group without the declared one (Croatian under `en-US`).

    A declared language that the model does not know (Yiddish, Assamese) is meant: the model then names a
    close relative, with confidence. In that case the common words of that relative must agree.
    """
    if claimed and claimed not in tables().detected and not confirms(sample, code):
        return False
    if confidence >= SURE or not claimed:
        return confidence >= SURE
    relatives = _relatives(code)
    return bool(relatives) and claimed not in relatives and probability_of(relatives | {code}, sample) >= SURE


def _declared(claimed: str | None) -> LanguageReading:
    """The declared language, which nothing confirms or contradicts."""
    return LanguageReading(claimed, 0.5, "declared") if claimed else LanguageReading(None, 0.0, "none")


WORDS = 80  # looked at
SHARE = 0.15  # of them common ones: running text holds more, a list of names less
FEWEST = 4  # different ones
LONG = 10  # characters of a word on average: of more, they are written without spaces, or no words
ENGLISH_SHARE, FEWEST_ENGLISH = 0.2, 5  # where nobody said so; of running English, a third and more
FOREIGN_SHARE, ENOUGH_WORDS = 0.05, 40  # fewer common ones in so many words: hardly the language it claims


def confirms(text: str, claimed: str) -> bool | None:
    """True where common words confirm the claim; False where they are next to none; None: no telling.

    Costs a thirtieth of a detection. False is no contradiction yet: lists of names have none either,
    and titles have few.
    """
    share, different, words = _common(text, claimed)
    if share >= SHARE and different >= FEWEST:
        return True
    return False if words >= ENOUGH_WORDS and share < FOREIGN_SHARE else None


def is_english(text: str) -> bool:
    """Common words alone tell English, which has no near relative among the languages of news."""
    share, different, _ = _common(text, "en")
    return share >= ENGLISH_SHARE and different >= FEWEST_ENGLISH


def _common(text: str, language: str) -> tuple[float, int, int]:
    """Share of common words, different ones, words looked at; no words for a language without a list."""
    common = tables().common.get(language)
    words = text.lower().split(None, WORDS)[:WORDS] if common else []
    if not common or not words or len(text) > len(words) * LONG:
        return 0.0, 0, 0
    return sum(map(common.__contains__, words)) / len(words), len(common.intersection(words)), len(words)
