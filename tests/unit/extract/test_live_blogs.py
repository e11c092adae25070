"""A live blog whose posts have a time and no headline: all of them are its text."""

from __future__ import annotations

from datetime import UTC, datetime
from itertools import pairwise, product

import numpy as np
import pytest

from wireroom.common.soup import soup_from
from wireroom.extract.blocks.block_features import Told, block_features
from wireroom.extract.blocks.second_extractor import Witness
from wireroom.extract.blocks.text_blocks import text_blocks
from wireroom.extract.blocks.timed_posts import with_posts
from wireroom.models import FeedContext
from wireroom.transform.transform_document import transform_document

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
    return read(f"<{around}>{posts}</{around}>")


def read(body: str) -> str:
    """The text of a page that follows a meeting."""
    page = (
        '<html lang="en"><head><title>Bridge closure: council meets</title></head><body><nav>Home</nav>'
        "<main><h1>Bridge closure: council meets</h1><p>We follow the council live.</p>"
        f"{body}</main><footer><p>Bay Post</p></footer></body></html>"
    )
    context = FeedContext(1, "https://news.example/story/bridge", datetime(2026, 11, 26, 20, tzinfo=UTC))
    (article,) = transform_document(page.encode(), context=context, or_page=True).articles
    return article.text


@pytest.mark.parametrize(
    ("tag", "name", "time"),
    list(product(("article", "li", "section", "div"), ("", "post", "live-update", "timeline-item"), TIMES)),
)
@pytest.mark.parametrize(
    "more",
    [
        "",
        '<span class="author">Jane Roe</span>',
        '<a class="share" href="#s">Share</a>',
        "<button>Share</button>",
    ],
)
def test_all_posts_are_there_in_their_order(tag: str, name: str, time: str, more: str) -> None:
    text = text_of(tag, name, time, more)
    places = [text.find(said) for said in SAID]
    assert -1 not in places
    assert all(first < second for first, second in pairwise(places))


def test_a_post_of_one_line_and_its_headline_are_there() -> None:
    short = "Good morning</h3><p>Welcome to our coverage.</p>"
    posts = "".join(
        f'<article class="post"><time>1{9 - n}:15</time><h3>Update {n} of the day</h3><p>{said}</p></article>'
        for n, said in enumerate(SAID)
    )
    text = read(f"<div>{posts}<article class='post'><time>10:15</time><h3>{short}</article></div>")
    assert text.endswith("Good morning\n\nWelcome to our coverage.")


@pytest.mark.parametrize(("chosen", "timed", "come"), [(4, 8, 8), (3, 8, 3), (4, 5, 4)])
def test_posts_come_back_where_most_of_them_are_kept_and_each_has_its_time(
    chosen: int, timed: int, come: int
) -> None:
    posts = "".join(
        f"<div class='c'><i>{f'1{n}:15' if n < timed else 'News'}</i><p>{said}</p></div>"
        for n, said in enumerate(SAID)
    )
    assert posts_come_back(posts, chosen=chosen) == come


def posts_come_back(posts: str, *, chosen: int) -> int:
    """How many of `posts` are there where the first `chosen` were kept."""
    soup, _ = soup_from(f"<div>{posts}</div>".encode())
    blocks = text_blocks(soup)
    said = [place for place, block in enumerate(blocks) if block.text.endswith(tuple(SAID))]
    kept = np.zeros(len(blocks), dtype=bool)
    kept[said[:chosen]] = True
    told = Told(main=Witness(""), title="", description="", body=None)
    return int(with_posts(kept, block_features(blocks, told), blocks)[said].sum())


def test_teasers_of_which_most_are_taken_for_text_bring_no_more() -> None:
    teasers = "".join(
        f"<div class='c'><i>1{n}:15</i><a href='/{n}'><b>Lock {n}</b></a> {said}</div>"
        for n, said in enumerate(SAID)
    )
    assert posts_come_back(teasers, chosen=5) == 5
