"""A live blog whose posts have a time and no headline: all of them are its text."""

from __future__ import annotations

from datetime import UTC, datetime
from itertools import pairwise, product

import pytest

from wireroom.models import FeedContext
from wireroom.transform import transform_document

SAID = [
    "The council opened its meeting with a report on the northern pier, which a barge had struck.",
    "Engineers told the members that steel for the repair would arrive in January at the earliest.",
    "A ferry has been hired to carry people over the harbour until the bridge can be used again.",
    "Shopkeepers near the quay said that sales had fallen by a third since the bridge was closed.",
    "The mayor left the hall for talks with the owners of the barge, who had come from the south.",
    "Police have closed the road above the lock, where cranes will be set up during the night.",
    "The harbour master said that ships with a low mast could pass the pier from Thursday on.",
    "Two schools on the far side will begin an hour later so that pupils can take the ferry.",
]
TIMES = {
    "time": '<time datetime="2026-11-26T1{n}:15:00Z">1{n}:15</time>',
    "span": '<span class="when">1{n}:15</span>',
}


def text_of(tag: str, name: str, time: str, more: str) -> str:
    """The text of a page of such posts, the last first."""
    posts = "".join(
        f'<{tag} class="{name}" id="p{n}">{TIMES[time].format(n=9 - n)}{more}<p>{said}</p></{tag}>'
        for n, said in enumerate(SAID)
    )
    around = "ul" if tag == "li" else "div"
    page = (
        '<html lang="en"><head><title>Bridge closure: council meets</title></head><body><nav>Home</nav>'
        "<main><h1>Bridge closure: council meets</h1><p>We follow the council live.</p>"
        f"<{around}>{posts}</{around}></main><footer><p>Bay Post</p></footer></body></html>"
    )
    context = FeedContext(1, "https://news.example/story/bridge", datetime(2026, 11, 26, 20, tzinfo=UTC))
    (article,) = transform_document(page.encode(), context=context, or_page=True).articles
    return article.text


@pytest.mark.parametrize(
    ("tag", "name", "time"),
    product(("article", "li", "section"), ("", "post", "live-update", "timeline-item"), TIMES),
)
@pytest.mark.parametrize(
    "more", ["", '<span class="author">Jane Roe</span>', '<a class="share" href="#s">Share</a>']
)
def test_all_posts_are_there_in_their_order(tag: str, name: str, time: str, more: str) -> None:
    text = text_of(tag, name, time, more)
    places = [text.find(said) for said in SAID]
    assert -1 not in places
    assert all(first < second for first, second in pairwise(places))
