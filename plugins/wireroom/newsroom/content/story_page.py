"""Write a story's body as HTML, as feeds carry it and as the page behind it shows it."""

from __future__ import annotations

import json
import random
from html import escape
from importlib import resources
from urllib.parse import quote
from zoneinfo import ZoneInfo

from wireroom.newsroom.content.outlet import Outlet
from wireroom.newsroom.content.story import PhraseBook, Story, number_text, phrase_book

_RIGHT_TO_LEFT = frozenset({"ar", "he", "fa"})


def story_page(outlet: Outlet, story: Story, others: tuple[Story, ...]) -> str:
    """The page of `story`; `others` fill the related list."""
    body = story_html(outlet, story)
    head = _head(outlet, story.title, story.summary, outlet.site + story.path, _metadata(outlet, story))
    byline = escape(", ".join(story.authors))
    stamp = story.published.astimezone(ZoneInfo(outlet.timezone))
    article = (
        f'<article class="story"><h1>{escape(story.title)}</h1><p class="byline" rel="author">{byline}</p>'
        f'<time datetime="{stamp.isoformat(timespec="seconds")}">{stamp:%Y-%m-%d %H:%M}</time>'
        f'<div class="story-body" itemprop="articleBody">{body}</div></article>'
    )
    return _page(outlet, head, article, others)


def adapted_page(outlet: Outlet) -> str:
    """The page of the adapted article of 2022."""
    title = "Breakwater talks end with assurances"
    head = _head(outlet, title, title, f"{outlet.site}/features/breakwater-talks-end-with-assurances", "")
    return _page(outlet, head, f'<article class="story"><h1>{title}</h1>{adapted_html()}</article>', ())


def front_page(outlet: Outlet, stories: tuple[Story, ...]) -> str:
    """The outlet's front page: its newest stories and its feeds."""
    feeds = "".join(
        f'<li><a href="{escape(feed.path)}">{escape(feed.title)}</a>: {escape(feed.shows)}</li>'
        for feed in outlet.feeds
    )
    items = "".join(f"<h2>{_link(story)}</h2><p>{escape(story.summary)}</p>" for story in stories)
    main = f"<section>{items}</section><section><h2>Feeds</h2><ul>{feeds}</ul></section>"
    return _page(outlet, _head(outlet, outlet.name, outlet.town, outlet.site + "/", ""), main, ())


def _head(outlet: Outlet, title: str, description: str, url: str, more: str) -> str:
    feed = outlet.feeds[0]
    name, title, url = escape(outlet.name), escape(title), escape(url)
    return (
        f'<meta charset="utf-8"><title>{title} | {name}</title>'
        f'<meta name="description" content="{escape(description)}"><link rel="canonical" href="{url}">'
        f'<meta property="og:site_name" content="{name}"><meta property="og:title" content="{title}">'
        f'<meta property="og:url" content="{url}">'
        f'<link rel="alternate" type="application/{feed.shape}+xml" href="{escape(feed.path)}">{more}'
    )


def _metadata(outlet: Outlet, story: Story) -> str:
    published = story.published.isoformat(timespec="seconds")
    modified = (story.updated or story.published).isoformat(timespec="seconds")
    image = outlet.site + image_path(story)
    data = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": story.title,
        "datePublished": published,
        "dateModified": modified,
        "inLanguage": outlet.language,
        "image": [image],
        "author": [{"@type": "Person", "name": author} for author in story.authors],
        "publisher": {"@type": "NewsMediaOrganization", "name": outlet.name, "url": outlet.site + "/"},
        "articleSection": story.section,
        "keywords": list(story.tags),
        "mainEntityOfPage": outlet.site + story.path,
    }
    script = json.dumps(data, ensure_ascii=False).replace("<", "\\u003c")
    return (
        f'<meta property="og:type" content="article"><meta property="og:image" content="{image}">'
        f'<meta property="article:published_time" content="{published}">'
        f'<meta property="article:modified_time" content="{modified}">'
        f'<meta name="author" content="{escape(", ".join(story.authors))}">'
        f'<script type="application/ld+json">{script}</script>'
    )


def _page(outlet: Outlet, head: str, main: str, others: tuple[Story, ...]) -> str:
    book = phrase_book(outlet.language)
    direction = "rtl" if outlet.language in _RIGHT_TO_LEFT else "ltr"
    return (
        f'<!DOCTYPE html>\n<html lang="{outlet.language}" dir="{direction}"><head>{head}</head><body>'
        f'<div class="cookie-banner" role="dialog">{escape(book.cookies)}</div>{_navigation(outlet, book)}'
        f"<main>{main}</main>{_related(outlet, book, others)}"
        f"<footer><p>{escape(book.rights.format(outlet=outlet.name))}</p></footer></body></html>\n"
    )


def _navigation(outlet: Outlet, book: PhraseBook) -> str:
    sections = dict.fromkeys(topic.section for topic in book.topics)
    links = "".join(f'<li><a href="/?section={escape(name)}">{escape(name)}</a></li>' for name in sections)
    return (
        f'<header><a href="/"><img src="/logo.png" alt="{escape(outlet.name)}"></a></header>'
        f'<nav><ul><li><a href="/">{escape(book.home)}</a></li>{links}</ul></nav>'
    )


def _related(outlet: Outlet, book: PhraseBook, others: tuple[Story, ...]) -> str:
    if not others:
        return ""
    items = "".join(f"<li>{_link(story)}</li>" for story in others)
    label = escape(book.related.format(outlet=outlet.name))
    return f'<aside class="related"><h3>{label}</h3><ul>{items}</ul></aside>'


def _link(story: Story) -> str:
    return f'<a href="{story.path}">{escape(story.title)}</a>'


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
    return resources.files("wireroom.newsroom").joinpath("data/adapted.html").read_text(encoding="utf-8")


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
