"""Apply the `keep` and `drop` rules of a feed to an entry."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import unquote

from wireroom.common.entry_rules import reason_to_drop
from wireroom.common.text import composed, plain_text, printable
from wireroom.common.urls import shown_host
from wireroom.models import DroppedEntry, Entry, Markup
from wireroom.transform.document_context import DocumentContext
from wireroom.transform.entry_body import plain_line
from wireroom.transform.entry_dates import entry_dates
from wireroom.transform.entry_links import entry_links


def dropped_entry(entry: Entry, document: DocumentContext) -> DroppedEntry | None:
    """The entry as dropped, with the reason; None if the rules keep it or the feed has none.

    The rules are applied before cleaning, so that an unwanted entry costs next to nothing and is not rejected
    for another reason first.
    """
    context = document.feed
    if not (context.keep or context.drop):
        return None
    said = _Said(entry, document.base_url)
    reason = reason_to_drop(context.keep, context.drop, said)
    if reason is None:
        return None
    canonical = entry_links(entry, document.base_url).canonical
    dates = entry_dates(entry, document, url=canonical, date_line=None)
    return DroppedEntry(context.feed_id, reason, next(iter(said("title")), ""), dates.published)


class _Said:
    """The texts of an entry for each field that a rule may name, read on first use."""

    def __init__(self, entry: Entry, base_url: str) -> None:
        self._entry, self._base_url = entry, base_url
        self._read: dict[str, tuple[str, ...]] = {}

    def __call__(self, field: str) -> tuple[str, ...]:
        if field not in self._read:
            self._read[field] = tuple(self._texts(field))
        return self._read[field]

    def _texts(self, field: str) -> Iterator[str]:
        entry = self._entry
        match field:
            case "title":
                yield from _readings(entry.title)
            case "text":
                yield from (*_readings(entry.summary), *_readings(entry.content))
            case "url":
                links = entry_links(entry, self._base_url)
                for url in filter(None, dict.fromkeys((links.url, links.canonical))):
                    yield from _spellings(url)
            case "author":
                yield from (plain_text(person.name) for person in entry.authors)
            case "category":
                yield from (plain_text(word) for tag in entry.tags for word in (tag.term, tag.label) if word)


def _readings(markup: Markup | None) -> Iterator[str]:
    """The markup as a line of plain text; declared plain text that contains `<` also as written.

    An article shows `‹video›` where such text says `<video>`, and a rule may be written either way.
    """
    if markup is not None:
        yield plain_line(markup)
        if markup.type == "text" and "<" in markup.value:
            yield " ".join(composed(printable(markup.value)).split())


def _spellings(url: str) -> tuple[str, ...]:
    """The URL as it is sent and as a browser shows it: `/pol%C3%ADtica/` and `/política/`."""
    shown = composed(unquote(shown_host(url), errors="replace"))
    return tuple(dict.fromkeys((url, shown)))
