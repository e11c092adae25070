"""Recognise entries that an earlier poll already transformed, by a mark: a hash of the entry as published.

Most entries of a poll were in the feed's document before, unchanged, and transforming them again was four
fifths of the cost of a poll. The mark is computed before cleaning. It is valid only in the same context: the
code and tables that transform entries, the libraries that these use, and what the feed says about itself.
"""

from __future__ import annotations

import functools
import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

from wireroom.models import Article, Entry, KnownDocument, KnownEntry, Publisher
from wireroom.transform.document_context import DocumentContext

MARK = 16  # bytes

Lookup = Callable[[bytes, Sequence[bytes]], Mapping[bytes, KnownEntry]]
"""Called with a context and marks; returns the known ones, each with what became of its entry."""

_CODE = ("clean", "common", "models", "normalize", "parse", "transform")
_LIBRARIES = ("beautifulsoup4", "idna", "lxml", "nh3", "tldextract")
_NO_TIME = datetime(1970, 1, 1, tzinfo=UTC)


def mark_of(entry: Entry) -> bytes:
    """The mark of an entry; it does not depend on the entry's position in the document."""
    return hashlib.sha256(repr(replace(entry, position=0)).encode("utf-8", "replace")).digest()[:MARK]


def context_of_marks(document: DocumentContext) -> bytes:
    """A hash of everything besides the entry that its article depends on, without the time and the reader."""
    timeless = replace(document, feed=replace(document.feed, seen_at=_NO_TIME, reader=None))
    return hashlib.sha256(_code() + repr(timeless).encode("utf-8", "replace")).digest()


def known_article(known: KnownEntry, document: DocumentContext) -> Article:
    """The article of a known entry, without content: it is only matched with the stored one."""
    return Article(
        feed_id=document.feed.feed_id,
        seen_at=document.feed.seen_at,
        keys=known.keys,
        guid=None,
        url=None,
        canonical_url=None,
        title="",
        summary="",
        text="",
        html="",
        publisher=Publisher(""),
        published=known.published,
        fingerprint=known.fingerprint,
        trust=known.trust,
        is_known=True,
    )


def document_of(marks: Sequence[bytes], made: Sequence[object], document: DocumentContext) -> KnownDocument:
    """What to remember of a document whose entries share no keys: each entry's mark and its result.

    Entries without a date, or with a refused or future one, are left out: the result depends on the time.
    """
    entries = {}
    for mark, article in zip(marks, made, strict=True):
        if not isinstance(article, Article) or article.published is None or article.published.at is None:
            continue
        if article.published.at <= document.feed.seen_at:
            entries[mark] = KnownEntry(article.keys, article.fingerprint, article.trust, article.published)
    return KnownDocument(document.feed.seen_at, context_of_marks(document), entries)


@functools.cache
def _code() -> bytes:
    """A hash of the code and libraries that transform entries; when it changes, all entries are unknown."""
    root = Path(__file__).parents[1]
    files = sorted(
        file
        for folder in _CODE
        for file in (root / folder).rglob("*")
        if file.suffix in {".py", ".tsv", ".yaml"}
    )
    contents = [hashlib.sha256(file.read_bytes()).digest() for file in files]
    return hashlib.sha256(b"".join(contents) + repr([version(name) for name in _LIBRARIES]).encode()).digest()
