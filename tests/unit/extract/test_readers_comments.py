"""Readers' comments below an article are none of its text, whatever the page calls them."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from support.cpu_time import STEEPEST, growth
from wireroom.common.soup import soup_of
from wireroom.extract import read_page
from wireroom.extract.blocks.readers_comments import readers_comments
from wireroom.extract.blocks.text_blocks import text_blocks
from wireroom.extract.page_tree import tree_of
from wireroom.models import ParsedFeed

STORY = (
    "The lock keeper closed the upper gates on Tuesday, the canal trust said, and boats wait below the town.",
    "A beam that had carried the balance for ninety years broke when the last barge of the day went through.",
    "Carpenters from the yard at Harwich will cut a new one from oak that was felled for it in the spring.",
)
SAID = (
    "I walked past it last night and the whole beam was lying in the water, nobody had put up a single sign.",
    "They have known for years that the wood was rotten. Who pays for it now? We do, as always, every time.",
    "My grandfather worked there all his life and he always said that these gates would be the first to go.",
)


def read(comments: str, *, before: str = "".join(f"<p>{line}</p>" for line in STORY)) -> ParsedFeed:
    head = "<html><head><title>Lock closes</title></head><body>"
    page = f"{head}<div><h1>Lock closes</h1>{before}</div>{comments}"
    return read_page(page.encode(), url="https://canalpost.example/2026/lock")


def text_of(found: ParsedFeed) -> str:
    content = found.entries[0].content
    return content.value if content else ""


def listed(name: str, when: str, reply: str) -> str:
    """A list of comments: each with its author, when, what was said, and how to answer."""
    return "<section>" + "".join(
        f'<div class="{name}" id="x{place}"><div>~Rower{place} {when}</div><div><p>{said}</p></div>'
        f"<p><a href='#'>{reply}</a></p></div>"
        for place, said in enumerate(SAID * 3)
    ) + "</section>"  # fmt: skip


@pytest.mark.parametrize(
    ("when", "reply"),
    [
        ("[2026-01-04 08:45]", "Reply"),
        ("3 hours ago", "Like · Reply · Report"),
        ("12. März 2026", "Antworten"),
        ("08:45", "odpowiedz"),
        ("2 jam lalu", "Balas"),
        ("14.03.2026 в 10:11", "Ответить"),
        ("2026年3月14日 10:11", "回复"),
    ],
)
def test_comments_below_an_article_do_not_enter_its_text(when: str, reply: str) -> None:
    """Thrice as long as the article, in elements that are called nothing that tells."""
    text = text_of(read(listed("opn", when, reply)))
    assert [line for line in STORY if line not in text] == []
    assert [said for said in SAID if said in text] == []


def test_their_days_are_not_the_articles() -> None:
    comments = listed("opn", "published 4 January 2026 08:45", "Reply")
    assert [date.text for date in read(comments).entries[0].dates] == []


def test_answers_to_comments_and_what_stands_between_are_comments_too() -> None:
    inner = listed("opn", "2026-01-04 08:45", "Reply")
    between = f"<div><p>{SAID[0]} That was hidden.</p></div>"
    comments = inner.replace('<div class="opn" id="x2">', f'{between}<div class="opn" id="x2">')
    assert "That was hidden" not in text_of(read(comments))


def test_a_thread_of_a_forum_keeps_what_is_said_in_it() -> None:
    """Nothing but posts that can be answered: they are the page."""
    text = text_of(read(listed("post", "2026-01-04 08:45", "Reply"), before=""))
    assert [said for said in SAID if said not in text] == []


REPLY = "<div><a href='#'>Share</a> · <a href='#'>Reply</a></div>"
INTRO = "".join(f"<p>{line}</p>" for line in STORY)
AMONG_PARAGRAPHS = {
    "two tweets": f"<i>@lock · 3 Jan 2026</i><p>{SAID[0]}</p>{REPLY}",
    "two featured comments": f"<div>Jane, 3 hours ago</div><p>{SAID[0]}</p>{REPLY}",
}
PAGES = {
    "a live blog": "".join(
        f"<div class='u'><div>10:1{n}</div><h3>{line[:20]}</h3><p>{line}</p>{REPLY}</div>"
        for n, line in enumerate(SAID * 3)
    ),
    "short items": "<ul>"
    + "".join(f"<li><div>12 Jan 2026</div><p>{line}</p>{REPLY}</li>" for line in SAID * 3)
    + "</ul>",
    "readers' questions": "".join(
        f"<div class='qa'><div>10:1{n}</div><p><b>And lock {n}?</b></p>{REPLY}<p>{line}</p></div>"
        for n, line in enumerate(SAID * 3)
    ),
}


@pytest.mark.parametrize("quoted", AMONG_PARAGRAPHS.values(), ids=AMONG_PARAGRAPHS.keys())
def test_paragraphs_between_what_can_be_answered_stay(quoted: str) -> None:
    box = f"<div class='q'>{quoted}</div>"
    between = f"<p>{SAID[1]}</p><p>{SAID[2]}</p>"
    text = text_of(read("", before=INTRO + box + between + box + f"<p>{SAID[1]}</p>"))
    assert [line for line in (*STORY, SAID[2]) if line not in text] == []


@pytest.mark.parametrize("entries", PAGES.values(), ids=PAGES.keys())
def test_entries_among_the_paragraphs_of_a_page_stay_though_each_can_be_answered(entries: str) -> None:
    alone = text_of(read("", before=INTRO + entries.replace(">Reply<", ">Link<")))
    answered = text_of(read("", before=INTRO + entries))
    assert SAID[0] in answered
    assert [line for line in SAID if line in alone and line not in answered] == []


def test_a_thread_stays_beside_teasers_of_others() -> None:
    teasers = "<div>" + "".join(f"<p>{line}</p>" for line in STORY) + "</div>"
    text = text_of(read(listed("post", "2026-01-04 08:45", "Reply") + teasers, before=""))
    assert [said for said in SAID if said not in text] == []


@pytest.mark.parametrize("kind", ["LiveBlogPosting", "articleBody"])
def test_what_the_page_calls_its_article_is_no_comment(kind: str) -> None:
    entries = listed("u", "2026-01-04 08:45", "Reply")
    live = f'<script type="application/ld+json">{{"@type": "{kind}"}}</script>'
    body = f'<div itemprop="articleBody">{INTRO}{entries}</div>'
    text = text_of(
        read("", before=live + INTRO + entries) if kind == "LiveBlogPosting" else read("", before=body)
    )
    assert SAID[0] in text


ARTICLES = {
    "a live blog": "".join(
        f"<div class='u'><h3>1{n}:15</h3><p>{line}</p></div>" for n, line in enumerate(STORY)
    ),
    "questions and answers": "".join(f"<div><p>What did he reply?</p><p>{line}</p></div>" for line in STORY),
    "a timeline whose sentences say reply": "".join(
        f"<div><h3>19{n}0</h3><p>They did not reply to the letter of that year.</p><p>{line}</p></div>"
        for n, line in enumerate(STORY, 5)
    ),
    "one letter": f"<div><p>2026</p><p>{STORY[0]}</p><p>{STORY[1]}</p><a>Reply</a></div>",
    "an interview": "".join(f"<p>Was it you?</p><p>Reply: Yes, in 19{n}.</p>" for n in range(50, 54)),
}


@pytest.mark.parametrize("body", ARTICLES.values(), ids=ARTICLES.keys())
def test_parts_of_an_article_are_no_comments(body: str) -> None:
    tree = tree_of(f"<html><body><h1>Lock</h1>{body}<p>{SAID[0]}</p></body></html>".encode())
    assert tree is not None
    assert not readers_comments(text_blocks(soup_of(tree))).any()


def test_looking_for_them_takes_linear_time() -> None:
    def looked_through(count: int) -> Callable[[], object]:
        tree = tree_of(f"<html><body>{'<div>2026<p>Reply</p>' * count}</body></html>".encode())
        blocks = text_blocks(soup_of(tree)) if tree is not None else []
        return lambda: readers_comments(blocks)

    assert growth(looked_through, 2_000) < STEEPEST
