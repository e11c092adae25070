"""A text and its declared language in, one reading out: which of the two is believed, how surely.

one script ▷ enough text and a sure detection ▷ declared, where written so ▷ a fair detection ▷ not known
"""

from __future__ import annotations

import re

from wireroom.models import LanguageReading
from wireroom.normalize.language.evidence import (
    confirms,
    is_english,
    is_hardly_latin,
    script_language,
)
from wireroom.normalize.language.language_model import probability_of, statistical_language
from wireroom.normalize.language.language_tables import language_code, tables

CONFIRMED = 0.99  # by common words and the publisher, independently, or by many English words
GLANCE = 80  # characters that may confirm a declaration
SAMPLE = 500  # characters read where they do not: more adds time, no certainty
ENOUGH = 100  # characters from which a detection may overrule the declaration
SURE = 0.95
FAIR = 0.40
FEW_LETTERS = 20  # fewer tell no language by their groups: `hi é` is not Catalan
KANJI_TITLE = 40  # characters that Japanese may write without kana

_LETTER = re.compile(r"[^\W\d_]")
_NUMBERS = re.compile(r"[\d_]+")
_NO_WORDS = re.compile(rf"https?://\S{{1,500}}|www\.\S{{1,500}}|[@#]\w{{1,100}}|{_NUMBERS.pattern}")


def detect_language(text: str, *, declared: str | None) -> LanguageReading:
    """Say what language `text` (plain) is in; `declared` is a BCP 47 tag as the feed or operator gives it.

    Short text keeps the declaration; long text in evidently another language overrules it
    (feeds on a theme's default `en-us`). Never raises.
    """
    claimed = language_code(declared)
    confirmed = confirms(text[:SAMPLE], claimed) if claimed else False
    if claimed and confirmed:
        return LanguageReading(claimed, CONFIRMED, "declared")
    may_glance = confirmed is None
    sample = _sample(text, GLANCE if may_glance else SAMPLE)
    if claimed in tables().latin and is_hardly_latin(sample):
        claimed = None  # whatever it is, it is not that: one line of Russian under a theme's `en-US`
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
    """Sure of the language, or that it is one of a group without the declared one: Croatian under `en-US`.

    Who declares a language that the model does not know (Yiddish, Assamese) means it: the model names its
    neighbour, and surely. There the common words of the neighbour must say so as well.
    """
    if claimed and claimed not in tables().detected and not confirms(sample, code):
        return False
    if confidence >= SURE or not claimed:
        return confidence >= SURE
    relatives = frozenset[str]().union(*(group for group in tables().alike if code in group))
    return bool(relatives) and claimed not in relatives and probability_of(relatives, sample) >= SURE


def _declared(claimed: str | None) -> LanguageReading:
    """Nobody contradicts, nobody confirms."""
    return LanguageReading(claimed, 0.5, "declared") if claimed else LanguageReading(None, 0.0, "none")
