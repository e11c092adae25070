"""What each did is taken from a byline; words that go on behind it are a title or a sentence."""

from __future__ import annotations

import pytest

from wireroom.common.text.byline_hands import without_korean_hands


@pytest.mark.parametrize(
    ("byline", "left"),
    [
        ("김철수 글·사진", "김철수"),
        ("김철수 글/사진, 서울", "김철수, 서울"),
        ("김철수 글 박영희 사진", "김철수"),
        ("김철수 글 | 박영희 사진", "김철수 | 박영희 사진"),
        ("김철수 취재 기자", "김철수 기자"),
        ("김철수 글 사진", "김철수 사진"),
    ],
)
def test_a_label_behind_a_korean_name_is_left_out(byline: str, left: str) -> None:
    assert without_korean_hands(byline) == left


@pytest.mark.parametrize(
    "line",
    [
        "박영희 취재 지원",
        "박완서 글 모음",
        "박완서 글 사진집",
        "김철수 글·사진 전시",
        "김철수 글 박영희 사진 모음",
        "김철수 취재: 서울",
    ],
)
def test_korean_words_that_go_on_stay_as_they_are(line: str) -> None:
    assert without_korean_hands(line) == line
