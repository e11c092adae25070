"""Emoji are told from letters, digits and other signs."""

from __future__ import annotations

import pytest

from wireroom.common.text.emoji import is_emoji


@pytest.mark.parametrize(
    "text",
    [
        "😐",
        "😐 🔫",
        "👩\u200d💻",
        "👋🏽",
        "🇩🇪",
        "1\ufe0f\u20e3",
        "❤\ufe0f",
        "©\ufe0f",
        "☀",
        "🏴\U000e0067\U000e007f",
    ],
)
def test_emoji(text: str) -> None:
    assert is_emoji(text)


@pytest.mark.parametrize(
    "text", ["", " ", "1", "A", "©", "°", "港", ":)", "😐 a", "A\u200d", "\ufe0f", "🏽", "→", "😐" * 41]
)
def test_no_emoji(text: str) -> None:
    assert not is_emoji(text)
