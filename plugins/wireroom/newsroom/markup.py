"""A story's body as HTML, with the furniture that publishers leave in their feeds: story in, markup out."""

from __future__ import annotations

import random
from html import escape
from importlib import resources
from urllib.parse import quote

from wireroom.newsroom.outlet import Outlet
from wireroom.newsroom.phrases import phrase_book
from wireroom.newsroom.story import Story, number_text


def story_html(outlet: Outlet, story: Story, *, relative: bool = False) -> str:
    """The paragraphs, an image at times, and what cleaning must find: tracker, share links, tails."""
    book = phrase_book(outlet.language)
    draw = random.Random(f"{outlet.host}|{story.number}|furniture")
    base = "" if relative else outlet.site
    parts = [f"<p>{escape(text, quote=False)}</p>" for text in story.paragraphs]
    if draw.random() < 0.5:
        parts.insert(1, _figure(base, story))
    if draw.random() < 0.3:
        parts.append(
            f'<p><a href="{base}{story.path}?utm_source=rss&amp;utm_medium=feed">{book.read_more}</a></p>'
        )
    if draw.random() < 0.3:
        parts.append(_share(outlet, story, book.share))
    if draw.random() < 0.4:
        tail = book.tail.format(
            url=outlet.site + story.path,
            title=escape(story.title),
            site=outlet.site + "/",
            outlet=escape(outlet.name),
        )
        parts.append(f"<p>{tail}</p>")
    if draw.random() < 0.5:
        parts.append(f'<img src="{base}/pixel.gif?story={story.number}" width="1" height="1" alt="">')
    return "\n".join(parts)


def adapted_html() -> str:
    """The adapted article of 2022 (issue 2): a date line, two quoted posts and the notice."""
    return resources.files(__package__).joinpath("data/adapted.html").read_text(encoding="utf-8")


def image_path(story: Story) -> str:
    """Where the story's picture is."""
    return f"/images/{number_text(story.number)}.{'png' if story.number % 2 else 'svg'}"


def _figure(base: str, story: Story) -> str:
    caption = escape(story.caption)
    return (
        f'<figure><img src="{base}{image_path(story)}" alt="{caption}" width="640" height="360">'
        f"<figcaption>{caption}</figcaption></figure>"
    )


def _share(outlet: Outlet, story: Story, label: str) -> str:
    target = quote(outlet.site + story.path, safe="")
    return (
        f'<div class="sharedaddy share-bar"><span>{label}</span> '
        f'<a href="https://www.facebook.com/sharer/sharer.php?u={target}">Facebook</a> '
        f'<a href="https://x.com/intent/tweet?url={target}">X</a></div>'
    )
