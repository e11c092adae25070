"""A document's articles in; whether any two of them have a key in common out."""

from __future__ import annotations

from collections.abc import Iterable

from wireroom.models import Article


def share_keys(articles: Iterable[Article]) -> bool:
    """Tell the few documents that need a closer look from the many in which each key stands once."""
    keys = [key for article in articles for key in article.keys]
    return len(set(keys)) < len(keys)
