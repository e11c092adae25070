"""An entry as its publisher wrote it in; its hash out, and where that is known the article made of it before.

Most entries of most polls were in the document before, as they are now. Transforming them anew was four
fifths of what a poll cost. The mark is taken before anything is cleaned; it holds only under one context: the
code and tables that transform, the libraries below them, and what the feed around the entry says.
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
from wireroom.transform.entry_context import EntryContext

MARK = 16  # bytes

Lookup = Callable[[bytes, Sequence[bytes]], Mapping[bytes, KnownEntry]]
"""Context and marks in, the known ones whose articles are as they were out."""

_CODE = ("clean", "common", "models", "normalize", "transform")
_LIBRARIES = ("beautifulsoup4", "idna", "lxml", "nh3", "tldextract")
_NO_TIME = datetime(1970, 1, 1, tzinfo=UTC)


def mark_of(entry: Entry) -> bytes:
    """The same entry gives the same mark wherever it stands in the document."""
    return hashlib.sha256(repr(replace(entry, position=0)).encode("utf-8", "replace")).digest()[:MARK]


def context_of_marks(around: EntryContext) -> bytes:
    """What an article depends on besides its entry; not on when it was fetched or by whom it was read."""
    timeless = replace(around, context=replace(around.context, seen_at=_NO_TIME, reader=None))
    return hashlib.sha256(_code() + repr(timeless).encode("utf-8", "replace")).digest()


def known_article(known: KnownEntry, around: EntryContext) -> Article:
    """The article without its content: it is looked up, never written."""
    return Article(
        feed_id=around.context.feed_id,
        seen_at=around.context.seen_at,
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


def document_of(marks: Sequence[bytes], made: Sequence[object], around: EntryContext) -> KnownDocument:
    """To be kept of a document whose entries share no keys: what each became, where that is settled.

    A date that is refused or still ahead is read anew each time: it depends on the time.
    """
    entries = {}
    for mark, article in zip(marks, made, strict=True):
        if not isinstance(article, Article) or article.published is None or article.published.at is None:
            continue
        if article.published.at <= around.context.seen_at:
            entries[mark] = KnownEntry(article.keys, article.fingerprint, article.trust, article.published)
    return KnownDocument(around.context.seen_at, context_of_marks(around), entries)


@functools.cache
def _code() -> bytes:
    """Of what makes an article of an entry; a new version of it makes every entry unknown."""
    root = Path(__file__).parents[1]
    files = sorted(
        file
        for folder in _CODE
        for file in (root / folder).rglob("*")
        if file.suffix in {".py", ".tsv", ".yaml"}
    )
    contents = [hashlib.sha256(file.read_bytes()).digest() for file in files]
    return hashlib.sha256(b"".join(contents) + repr([version(name) for name in _LIBRARIES]).encode()).digest()
