"""Cut an article out of a landed body, by what it is known by.

What is left is read again: it must hold every other entry, and not this one. Else the body stays as it was.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from wireroom.common.urls import absolute_url
from wireroom.errors import NotAFeedError
from wireroom.landing.take_out import Cut
from wireroom.models import Entry
from wireroom.parse import lay_out, parse_document
from wireroom.takedown.article_marks import ArticleMarks

_Name = tuple[str | None, str | None, str | None]


@dataclass(frozen=True, slots=True)
class Scissors:
    """Cuts one article out of landed bodies."""

    marks: ArticleMarks

    def names(self, record: bytes) -> bool:
        """Whether the record names the article, in any encoding."""
        return self.marks.are_named_in(record)

    def cut(self, body: bytes, *, urls: tuple[str, ...], content_type: str | None, feed_id: int) -> Cut:
        """Remove the article's entries from a feed, leaving the bytes of the others.

        Remove its page whole.
        """
        if feed_id not in self.marks.feeds and not self.marks.may_be_in(body):
            return Cut(body, is_page=any(map(self.marks.is_page, urls)))
        reader = _Reader(self.marks, urls[0] if urls else "", content_type, feed_id)
        before = reader.read(body)
        if before is None:
            return Cut(body, is_page=any(map(self.marks.is_page, urls)))
        if not before.matches:
            return Cut(body)
        for less, count in _attempts(body, reader, before.matches):
            after = reader.read(less)
            if not before.others - (after.others if after else Counter()) and not (after and after.matches):
                return Cut(less, count)
        return Cut(body, is_held=True)


@dataclass(frozen=True, slots=True)
class _Reading:
    matches: frozenset[int]  # places of the article's entries
    others: Counter[_Name]


@dataclass(frozen=True, slots=True)
class _Reader:
    marks: ArticleMarks
    url: str
    content_type: str | None
    feed_id: int

    def read(self, body: bytes) -> _Reading | None:
        """Read which entries are the article, and which are others; None if the body is no feed."""
        try:
            feed = parse_document(body, url=self.url, content_type=self.content_type, max_entries=None)
        except NotAFeedError:
            return None
        base = absolute_url(feed.link, self.url) or self.url
        matches = frozenset(
            entry.position for entry in feed.entries if self.marks.is_entry(entry, base, self.feed_id)
        )
        return _Reading(
            matches, Counter(_name(entry) for entry in feed.entries if entry.position not in matches)
        )


def _attempts(body: bytes, reader: _Reader, matches: Collection[int]) -> Iterator[tuple[bytes, int]]:
    """Candidate bodies without the article, each with the number of entries removed.

    First by the positions at which the entries were read, then by reading each entry on its own.
    """
    laid = lay_out(body, reader.content_type)
    for spans in laid.guesses():
        if max(matches) < len(spans):
            yield laid.without(spans, matches), len(matches)
    for spans in laid.guesses():
        alone = ((place, reader.read(laid.alone(spans, place))) for place in range(len(spans)))
        found = [place for place, reading in alone if reading and reading.matches]
        if found:
            yield laid.without(spans, found), len(found)


def _name(entry: Entry) -> _Name:
    return entry.guid, entry.link, entry.title.value if entry.title else None
