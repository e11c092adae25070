"""The newsroom's feeds as a list: for feeds.yaml, for people, for tools."""

from __future__ import annotations

from datetime import timedelta
from html import escape

from wireroom.models import FeedSpec
from wireroom.newsroom.content.outlet import Outlet, OutletFeed, generated_outlet, standing_outlets

_CATEGORY = ("Sample newsroom",)
_EVERY = timedelta(minutes=5)  # something new at every run: it is a demo


def feed_specs(generated: int = 0) -> tuple[FeedSpec, ...]:
    """The standing feeds, then those of `generated` outlets of the load generator."""
    generated_outlets = (generated_outlet(number) for number in range(generated))
    outlets = (*standing_outlets().values(), *generated_outlets)
    return tuple(_spec(outlet, feed) for outlet in outlets for feed in outlet.feeds if feed.standing)


def directory_page(generated: int) -> str:
    """A table of every standing feed and what it shows."""
    rows = "".join(
        f'<tr><td>{escape(outlet.name)}</td><td>{outlet.language}</td><td><a href="{outlet.site}{feed.path}">'
        f"{escape(outlet.site + feed.path)}</a></td><td>{escape(feed.shows)}</td></tr>"
        for outlet in standing_outlets().values()
        for feed in outlet.feeds
    )
    return (
        '<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8"><title>The sample newsroom</title>'
        "</head><body><h1>The sample newsroom</h1><p>Every outlet, town and person here is invented. "
        f"Generated outlets: {generated}. The list for tools is <a href='/feeds.txt'>feeds.txt</a>.</p>"
        "<table><tr><th>outlet</th><th>language</th><th>feed</th><th>shows</th></tr>"
        f"{rows}</table></body></html>\n"
    )


def directory_list(generated: int) -> str:
    """One URL a line."""
    return "".join(f"{spec.url}\n" for spec in feed_specs(generated))


def _spec(outlet: Outlet, feed: OutletFeed) -> FeedSpec:
    return FeedSpec(
        url=outlet.site + feed.path,
        title=feed.title,
        publisher=outlet.name,
        country=outlet.country,
        language=outlet.language,
        category=_CATEGORY,
        every=_EVERY,
        private=True,
        full_text=feed.full_text,
    )
