"""An article in pieces: none too long, nothing lost, each where it says that it stands."""

from __future__ import annotations

import re
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from wireroom.normalize.text_chunks import MOST_CHUNKS, text_chunks, token_estimate

PARAGRAPH = "The ferry was late again on Tuesday. Nobody was told why. "


def test_paragraphs_that_fit_stand_together_and_none_is_cut() -> None:
    text = "\n\n".join(f"{n} {PARAGRAPH.strip()}" for n in range(6))
    chunks = text_chunks("Ferry", text, "", most_tokens=55)
    assert len(chunks) == 3
    assert [text[c.starts : c.ends].count("ferry") for c in chunks] == [2, 2, 2]
    assert chunks[0].words == "Ferry\n\n" + text[: chunks[0].ends]


def test_a_long_paragraph_is_cut_between_sentences_and_a_long_word_anywhere() -> None:
    text = PARAGRAPH * 20
    pieces = [text[c.starts : c.ends] for c in text_chunks("", text, "", most_tokens=60)]
    assert len(pieces) > 5
    assert all(piece.endswith(".") for piece in pieces)
    chinese = "轮渡星期二又晚点了。" * 40
    cut = text_chunks("", chinese, "", most_tokens=50)
    assert all(chinese[c.starts : c.ends].endswith("。") for c in cut)
    assert len(text_chunks("", "界" * 500, "", most_tokens=100)) == 5


def test_without_text_the_summary_stands_for_it_and_nothing_for_nothing() -> None:
    (chunk,) = text_chunks("Ferry late", " ", "In short.", most_tokens=50)
    assert (chunk.starts, chunk.ends, chunk.words) == (0, 0, "Ferry late\n\nIn short.")
    assert text_chunks("", "\n", " ", most_tokens=50) == ()


def test_a_book_ends_somewhere() -> None:
    assert len(text_chunks("", PARAGRAPH * 5000, "", most_tokens=40)) == MOST_CHUNKS


@given(st.text(alphabet="ab cé界.!\n。 1x", max_size=400), st.text(max_size=60), st.integers(8, 60))
def test_no_piece_is_too_long_and_no_character_is_lost(text: str, title: str, most: int) -> None:
    chunks = text_chunks(title, text, "", most_tokens=most)
    assert all(token_estimate(chunk.words) <= most for chunk in chunks)
    if text.strip():
        assert [c.starts for c in chunks] == sorted({c.starts for c in chunks})
        assert all(one.ends <= other.starts for one, other in pairwise(chunks))
        kept = "".join(text[c.starts : c.ends] for c in chunks)
        assert re.sub(r"\s", "", kept) == re.sub(r"\s", "", text)
