"""Players and posts that stand between a page's paragraphs become embeds, as those of feeds do."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from wireroom.models import FeedContext
from wireroom.transform.transform_document import transform_document

SAMPLES = Path(__file__).parents[1] / "clean" / "players.tsv"
# An address that is all the text of a `div` looks like no article's text.
MARKED_UP = [
    line.split("\t")
    for line in SAMPLES.read_text("utf-8").splitlines()
    if not line.startswith(("#", "x, word"))
]
BEFORE = (
    "The harbour council met on Tuesday and agreed to rebuild the northern pier, which the storm of January "
    "had broken in two places."
)
AFTER = (
    "Work will begin in the spring, the mayor said, and the first ferries are expected to call again before "
    "the end of next year."
)


@pytest.mark.parametrize(("url", "markup"), [row[2:] for row in MARKED_UP], ids=[row[0] for row in MARKED_UP])
def test_a_player_between_paragraphs_is_an_embed(url: str, markup: str) -> None:
    title = "Council agrees to rebuild the pier"
    page = (
        f"<html><head><title>{title}</title></head><body><article><h1>{title}</h1><p>{BEFORE}</p>{markup}"
        f"<p>{AFTER}</p></article></body></html>"
    )
    context = FeedContext(1, "https://harbour.example/pier", datetime(2026, 11, 26, 20, tzinfo=UTC))
    (article,) = transform_document(page.encode(), context=context, or_page=True).articles
    assert [embed.url for embed in article.embeds] == [url]
    assert (BEFORE in article.text, AFTER in article.text) == (True, True)
