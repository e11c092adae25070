"""A document's bytes in, articles and rejections out: parse, then normalize and clean each entry.

    bytes ─▶ read_document ─▶ ParsedFeed ───────────────────────── what the publisher said
               ▼
           entry_context ─▶ EntryContext: language, country, order of numeric dates
               ▼ entry by entry
           dropped_entry ─▶ the rules of feeds.yaml do not want it
               ▼
           transform_entry ─▶ Article or Rejection ────────────── what we say
               ▼
           drop_ambiguous_keys ─▶ merge_repeats ─▶ TransformedDocument
Not done here: fetching, deciding what is stored (`decide`). No clock: `seen_at` is the context's.
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
from wireroom.transform.drop_entries import dropped_entry
from wireroom.transform.entry_context import EntryContext, entry_context
from wireroom.transform.known_entries import Lookup, context_of_marks, document_of, known_article, mark_of
from wireroom.transform.read_document import read_document
from wireroom.transform.safe_fields import safe, safe_feed
from wireroom.transform.transform_entry import reject, transform_entry

OnEntry = Callable[[int, int], Refusal | None]  # place, count; `count` itself: all are read
Result = Article | Rejection | DroppedEntry
LARGE = 4_000_000  # bytes of a document worth splitting before it is read
PART = 2_000  # entries of a document of the past


@dataclass(frozen=True, slots=True)
class TransformedDocument:
    """A document transformed: what it said and what we make of it."""

    parsed: ParsedFeed  # its entries as their publisher wrote them, what it says of itself made safe
    articles: tuple[Article, ...]  # each once, in the document's order
    rejections: tuple[Rejection, ...]
    day_first: bool | None  # the order of numeric dates, as learned; None: nothing to learn from
    dropped: tuple[DroppedEntry, ...] = ()  # by the rules of feeds.yaml
    document: KnownDocument | None = None  # to be known by; None: keys are shared, or nobody asked


def transform_document(
    body: bytes,
    *,
    context: FeedContext,
    content_type: str | None = None,
    or_page: bool = False,
    is_torn: bool = False,
    on_entry: OnEntry | None = None,
) -> TransformedDocument:
    """Transform a feed; with `or_page` also a saved HTML page or plain text, as one article.

    `content_type` is the HTTP header as received; of a body that `is_torn` only whole entries are taken,
    for the rest will come. `on_entry` hears of each entry before it is read, and why one must not be.
    Raises NotAFeedError and nothing else; a bad entry is a Rejection and never hurts its siblings.
    """
    parsed = read_document(
        body,
        url=context.url,
        content_type=content_type,
        or_page=or_page,
        is_torn=is_torn,
        believed=context.reader,
        hints=context.hints,
    )
    return transform_parsed(parsed, context, on_entry)


def transform_parsed(
    parsed: ParsedFeed, context: FeedContext, on_entry: OnEntry | None = None, known: Lookup | None = None
) -> TransformedDocument:
    """Likewise of a document that was parsed already; an entry that `known` knows is looked up only.

    Where entries share keys, what they become depends on the others: then all are transformed.
    """
    around = entry_context(parsed, context)
    if known is None:
        return _transformed_document(parsed, around, on_entry=on_entry)
    marks = [mark_of(entry) for entry in parsed.entries]
    found = known(context_of_marks(around), marks)
    made = transform_entries(parsed, around, on_entry=on_entry, known=[found.get(mark) for mark in marks])
    if share_keys(item for item in made if isinstance(item, Article)):
        return _transformed_document(parsed, around, on_entry=on_entry)
    return replace(_document(parsed, around, made), document=document_of(marks, made, around))


def transform_in_parts(
    body: bytes,
    *,
    context: FeedContext,
    content_type: str | None = None,
    or_page: bool = False,
    is_torn: bool = False,
    size: int = PART,
    on_entry: OnEntry | None = None,
) -> Iterator[TransformedDocument]:
    """Likewise a document of the past, however many entries it has: `size` of them at a time.

    The articles of a saved feed may not fit into memory. Shared keys are told apart within a part.
    """
    read = partial(read_document, url=context.url, or_page=or_page, is_torn=is_torn, max_entries=None)
    is_large = len(body) > LARGE and not is_torn
    before = 0  # entries in the parts before this one
    for part in split_feed(body, size) if is_large else (body,):
        part_type = content_type if part is body else None  # a part is UTF-8 and says so
        parsed = read(part, content_type=part_type, believed=context.reader, hints=context.hints)
        around = entry_context(parsed, context)
        heard = _counting_from(before, on_entry) if on_entry else None
        for start in range(0, max(len(parsed.entries), 1), size):
            yield _transformed_document(parsed, around, start, start + size, on_entry=heard)
        before += len(parsed.entries)


def _counting_from(before: int, on_entry: OnEntry) -> OnEntry:  # of the whole document
    return lambda place, count: on_entry(before + place, before + count)


def _transformed_document(
    parsed: ParsedFeed,
    around: EntryContext,
    start: int = 0,
    stop: int | None = None,
    *,
    on_entry: OnEntry | None = None,
) -> TransformedDocument:
    return _document(parsed, around, transform_entries(parsed, around, start, stop, on_entry=on_entry))


def _document(parsed: ParsedFeed, around: EntryContext, transformed: Sequence[Result]) -> TransformedDocument:
    articles = [item for item in transformed if isinstance(item, Article)]
    return TransformedDocument(
        parsed=safe_feed(parsed, around.context.url),
        articles=merge_repeats(drop_ambiguous_keys(articles)),
        rejections=tuple(item for item in transformed if isinstance(item, Rejection)),
        day_first=around.context.day_first,
        dropped=tuple(item for item in transformed if isinstance(item, DroppedEntry)),
    )


def transform_entries(
    parsed: ParsedFeed,
    around: EntryContext,
    start: int = 0,
    stop: int | None = None,
    *,
    on_entry: OnEntry | None = None,
    known: Sequence[KnownEntry | None] = (),
) -> list[Result]:
    """One answer an entry, in order; of those from `start` to `stop`. `known`: by place, if any."""
    count = len(parsed.entries)
    transformed: list[Result] = []
    for place, entry in enumerate(parsed.entries[start:stop], start):
        if known and (as_before := known[place]):
            transformed.append(known_article(as_before, around))
            continue
        refusal = on_entry(place, count) if on_entry else None
        if refusal:
            transformed.append(safe(reject(entry, around.context, refusal.reason, refusal.words)))
        else:
            transformed.append(
                _transformed(entry, around, may_be_cut=parsed.is_damaged and place == count - 1)
            )
    if on_entry:
        on_entry(count, count)
    return transformed


def _transformed(entry: Entry, around: EntryContext, *, may_be_cut: bool) -> Result:
    if may_be_cut and not (entry.guid or entry.link):
        # Half a title would be a new article at each poll. One row a feed: it is whole another time.
        rejection = reject(
            entry, around.context, "cut_off", "the feed breaks off in the middle of this entry"
        )
        return replace(rejection, key=hashlib.sha256(b"cut_off %d" % around.context.feed_id).digest())
    try:
        return safe(dropped_entry(entry, around) or transform_entry(entry, around))
    except MemoryError:
        return safe(
            reject(entry, around.context, "too_large", "reading it takes more memory than is allowed")
        )
    except Exception as error:  # whatever it was, its siblings must come in and its bytes be kept
        return safe(reject(entry, around.context, "failed", f"{type(error).__name__}: {error}"))
