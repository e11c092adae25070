"""Text without quoted posts and notices of origin."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from support.filings import article
from wireroom.models import Attribution, Embed
from wireroom.store.articles.article_columns import own_text

TEXT = "One.\n\nPost.\n\nTwo.\n\nNotice."

SCENARIOS = {
    "nothing quoted": ((), None),
    "a post between paragraphs": (((6, 11),), "One.\n\nTwo.\n\nNotice."),
    "a notice at the end": (((19, 26),), "One.\n\nPost.\n\nTwo."),
    "spans that overlap": (((6, 11), (8, 17)), "One.\n\nNotice."),
    "one inside the other": (((6, 17), (8, 9)), "One.\n\nNotice."),
    "a span beyond the end": (((19, 900),), "One.\n\nPost.\n\nTwo."),
    "everything quoted": (((0, 26),), ""),
    "an empty span": (((3, 3),), None),
}


@pytest.mark.parametrize(("spans", "expected"), SCENARIOS.values(), ids=SCENARIOS)
def test_spans_are_taken_out(spans: tuple[tuple[int, int], ...], expected: str | None) -> None:
    """Blank lines left behind are closed; None means that nothing was taken out."""
    quoting = article("x", text=TEXT, embeds=tuple(Embed("post", "x", span=span) for span in spans))
    assert own_text(quoting) == expected


@given(st.text(max_size=60), st.lists(st.tuples(st.integers(-5, 80), st.integers(-5, 80)), max_size=5))
def test_any_spans_do_no_harm(text: str, spans: list[tuple[int, int]]) -> None:
    """Never raises, never longer than the text."""
    parts = tuple(Attribution("agency", span=span) for span in spans)
    own = own_text(article("x", text=text, attribution=parts))
    assert own is None or len(own) <= len(text)
