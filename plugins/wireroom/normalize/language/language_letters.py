"""Tell what the letters of a text say of its language, and which languages they rule out."""

from __future__ import annotations

import re

from wireroom.normalize.language.language_tables import tables

# In order: kana decides before Han, for Japanese is written in both.
_SCRIPTS: tuple[tuple[str, re.Pattern[str], float], ...] = (
    ("ja", re.compile("[\u3041-\u30fa\u31f0-\u31ff]"), 0.08),
    ("ko", re.compile("[\uac00-\ud7a3\u1100-\u11ff]"), 0.25),
    ("zh", re.compile("[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]"), 0.30),
    ("el", re.compile("[\u0370-\u03ff\u1f00-\u1fff]"), 0.50),
    ("th", re.compile("[\u0e00-\u0e7f]"), 0.50),
    ("ka", re.compile("[\u10a0-\u10ff]"), 0.50),
    ("hy", re.compile("[\u0530-\u058f]"), 0.50),
    ("km", re.compile("[\u1780-\u17ff]"), 0.50),
    ("lo", re.compile("[\u0e80-\u0eff]"), 0.50),
    ("my", re.compile("[\u1000-\u109f]"), 0.50),
    ("si", re.compile("[\u0d80-\u0dff]"), 0.50),
    ("ta", re.compile("[\u0b80-\u0bff]"), 0.50),
    ("te", re.compile("[\u0c00-\u0c7f]"), 0.50),
    ("kn", re.compile("[\u0c80-\u0cff]"), 0.50),
    ("ml", re.compile("[\u0d00-\u0d7f]"), 0.50),
    ("gu", re.compile("[\u0a80-\u0aff]"), 0.50),
    ("or", re.compile("[\u0b00-\u0b7f]"), 0.50),
)
# Any of them: accented Latin, Cyrillic and typographic quotes need not be counted seventeen times.
_ANY = re.compile("".join(("[", *(pattern.pattern.strip("[]") for _, pattern, _ in _SCRIPTS), "]")))

FEW_FOREIGN, FOREIGN_LETTERS = 3, 0.01  # letters at least, and of all characters: names hold fewer
_FROM_GREEK_ON = re.compile("[\u0370-\u1dff\u1f00-\u1fff\u2c00-\uabff]")  # but Vietnamese, U+1E00 to U+1EFF
_MOSTLY = 0.6  # of the letters: names of products and people stay Latin


def is_hardly_latin(text: str) -> bool:
    """Whether most letters are of other scripts, so that no language written in Latin ones is meant."""
    if text.isascii() or not _FROM_GREEK_ON.search(text):
        return False
    foreign = sum(map(str.isalpha, _FROM_GREEK_ON.findall(text)))
    return foreign >= 2 and foreign >= _MOSTLY * sum(map(str.isalpha, text))


def has_foreign_letters(text: str, claimed: str) -> bool:
    """Whether a text holds more than a few letters that the claimed language does not write.

    A few are of names: Müller and Škoda are written so everywhere.
    """
    letters = tables().foreign_letters.get(claimed)
    found = len(letters.findall(text)) if letters else 0
    return found >= FEW_FOREIGN and found >= FOREIGN_LETTERS * len(text)


def script_language(text: str) -> tuple[str, float] | None:
    """Give (language, share of letters in its script); None where the script does not tell.

    The shares are low for East Asia: a character there says as much as a word elsewhere.
    """
    if text.isascii() or not _ANY.search(text):
        return None
    letters = sum(map(str.isalpha, text))
    for code, pattern, share in _SCRIPTS:
        found = len(pattern.findall(text))
        if found >= 2 and found >= share * letters:
            return code, min(found / max(letters, 1), 1.0)
    return None
