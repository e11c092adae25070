"""Turn a document's bytes into articles and rejections: parse it, then normalize and clean each entry.

    bytes ─▶ read_document ─▶ ParsedFeed ───────────────────────── as the publisher wrote it
               ▼
           document_context ─▶ DocumentContext: language, country, order of numeric dates
               ▼ entry by entry
           dropped_entry ─▶ left out by a rule in feeds.yaml
               ▼
           transform_entry ─▶ Article or Rejection ────────────── what we publish
               ▼
           drop_ambiguous_keys ─▶ merge_repeats ─▶ TransformedDocument

Not done here: fetching, and deciding what is stored (`decide`). The current time is `seen_at` of the context.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial

from wireroom.models import (
    Article,
    DroppedEntry,
    Entry,
    FeedContext,
    KnownDocument,
    KnownEntry,
    ParsedFeed,
    Rejection,
)
from wireroom.normalize import drop_ambiguous_keys, merge_repeats, share_keys
from wireroom.parse import split_feed
from wireroom.runtime.document_budget import Refusal
from wireroom.transform.document_context import DocumentContext, document_context
from wireroom.transform.drop_entries import dropped_entry
from wireroom.transform.known_entries import Lookup, context_of_marks, document_of, known_article, mark_of
from wireroom.transform.read_document import read_document
from wireroom.transform.safe_fields import safe, safe_feed
from wireroom.transform.transform_entry import reject, transform_entry

# Called before each entry with its position and the number of entries; at the end with that number twice.
# If it returns a refusal, the entry is not transformed but rejected.
OnEntry = Callable[[int, int], Refusal | None]
Result = Article | Rejection | DroppedEntry
SPLIT_BEYOND = 4_000_000  # bytes; a larger archived document is split before it is parsed
PART = 2_000  # entries of an archived document that are transformed at a time


@dataclass(frozen=True, slots=True)
class TransformedDocument:
    """A document and the articles made of it."""

    parsed: ParsedFeed  # entries as their publisher wrote them; the feed's own fields made safe
    articles: tuple[Article, ...]  # without duplicates, in the order of the document
    rejections: tuple[Rejection, ...]
    day_first: bool | None  # whether numeric dates begin with the day; None: unknown
    dropped: tuple[DroppedEntry, ...] = ()  # by the rules of feeds.yaml
    document: KnownDocument | None = None  # to recognise its entries at the next poll, if that is possible


def transform_document(
    body: bytes,
    *,
    context: FeedContext,
    content_type: str | None = None,
    or_page: bool = False,
) -> TransformedDocument:
    """Transform a feed; with `or_page` also a saved HTML page or plain text, as one article.

    `content_type` is the HTTP header as received. Raises only NotAFeedError; a bad entry becomes a Rejection.
    """
    return transform_parsed(read_document(body, context, content_type=content_type, or_page=or_page), context)


def transform_parsed(
    parsed: ParsedFeed, context: FeedContext, on_entry: OnEntry | None = None, known: Lookup | None = None
) -> TransformedDocument:
    """Transform a parsed document, except entries that `known` recognises from an earlier poll.

    If entries share identity keys, the result of each depends on the others: then all are transformed.
    """
    document = document_context(parsed, context)
    if known is None:
        return _document(parsed, document, transform_entries(parsed, document, on_entry=on_entry))
    marks = [mark_of(entry) for entry in parsed.entries]
    found = known(context_of_marks(document), marks)
    made = transform_entries(parsed, document, on_entry=on_entry, known=[found.get(mark) for mark in marks])
    if share_keys(item for item in made if isinstance(item, Article)):
        return _document(parsed, document, transform_entries(parsed, document, on_entry=on_entry))
    return replace(_document(parsed, document, made), document=document_of(marks, made, document))


def transform_in_parts(
    body: bytes,
    *,
    context: FeedContext,
    content_type: str | None = None,
    or_page: bool = False,
    is_torn: bool = False,
    max_entries: int | None = None,
    on_entry: OnEntry | None = None,
) -> Iterator[TransformedDocument]:
    """Like `transform_document`, but `PART` entries at a time: an archive's articles may not fit in memory.

    With `is_torn` the body breaks off, and only its complete entries are taken; of more than `max_entries`
    the newest. Identity keys that entries share are noticed only within a part.
    """
    read = partial(read_document, or_page=or_page, is_torn=is_torn, max_entries=max_entries)
    is_large = len(body) > SPLIT_BEYOND and not is_torn and max_entries is None
    before = 0  # entries in the parts before this one
    for part in split_feed(body, PART) if is_large else (body,):
        part_type = content_type if part is body else None  # a part declares its encoding, UTF-8, itself
        parsed = read(part, context, content_type=part_type)
        document = document_context(parsed, context)
        heard = _counting_from(before, on_entry) if on_entry else None
        for start in range(0, max(len(parsed.entries), 1), PART):
            made = transform_entries(parsed, document, start, start + PART, on_entry=heard)
            yield _document(parsed, document, made)
        before += len(parsed.entries)


def _counting_from(before: int, on_entry: OnEntry) -> OnEntry:
    """`on_entry` for a part of a document that follows `before` entries in earlier parts."""
    return lambda place, count: on_entry(before + place, before + count)


def _document(
    parsed: ParsedFeed, document: DocumentContext, transformed: Sequence[Result]
) -> TransformedDocument:
    articles = [item for item in transformed if isinstance(item, Article)]
    return TransformedDocument(
        parsed=safe_feed(parsed, document.feed.url),
        articles=merge_repeats(drop_ambiguous_keys(articles)),
        rejections=tuple(item for item in transformed if isinstance(item, Rejection)),
        day_first=document.feed.day_first,
        dropped=tuple(item for item in transformed if isinstance(item, DroppedEntry)),
    )


def transform_entries(
    parsed: ParsedFeed,
    document: DocumentContext,
    start: int = 0,
    stop: int | None = None,
    *,
    on_entry: OnEntry | None = None,
    known: Sequence[KnownEntry | None] = (),
) -> list[Result]:
    """One result for each entry from `start` up to `stop`, in order.

    `known` has one item for each entry of the document, or is empty if nothing is known.
    """
    count = len(parsed.entries)
    transformed: list[Result] = []
    for place, entry in enumerate(parsed.entries[start:stop], start):
        if known and (as_before := known[place]):
            transformed.append(known_article(as_before, document))
            continue
        refusal = on_entry(place, count) if on_entry else None
        if refusal:
            transformed.append(safe(reject(entry, document.feed, refusal.reason, refusal.words)))
        else:
            transformed.append(_transformed(entry, document, is_cut=_is_cut(entry, parsed)))
    if on_entry:
        on_entry(count, count)
    return transformed


def _is_cut(entry: Entry, parsed: ParsedFeed) -> bool:
    """Whether the document breaks off in this entry; it may, too, where all that came is a title."""
    if parsed.cut_off is not None:
        return entry.position == parsed.cut_off
    return parsed.is_damaged and entry is parsed.entries[-1] and not (entry.guid or entry.link)


def _transformed(entry: Entry, document: DocumentContext, *, is_cut: bool) -> Result:
    if is_cut:
        # Half a title or link would be another article at each poll; the whole one comes with a whole feed.
        # The key allows one such rejection for each feed.
        rejection = reject(entry, document.feed, "cut_off", "the feed breaks off in the middle of this entry")
        return replace(rejection, key=hashlib.sha256(b"cut_off %d" % document.feed.feed_id).digest())
    try:
        return safe(dropped_entry(entry, document) or transform_entry(entry, document))
    except MemoryError:
        return safe(reject(entry, document.feed, "too_large", "reading it takes more memory than is allowed"))
    except Exception as error:  # the other entries must be stored, and this one kept as a rejection
        return safe(reject(entry, document.feed, "failed", f"{type(error).__name__}: {error}"))
