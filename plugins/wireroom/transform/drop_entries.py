"""An entry and the rules of its feed in; the entry as dropped, with the rule, or None to keep it, out."""

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
    """The entry, dropped by the rules `keep` and `drop` of its feed; None if they keep it or there are none.

    It is judged as written, before cleaning: an unwanted entry costs next to nothing, and is not rejected for
    another reason first.
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
    """The texts of an entry by field of a rule; each read once, when a rule asks for it."""

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
    """As an article has it; declared text also as written, for an article has `‹video›` for its `<video>`."""
    if markup is not None:
        yield plain_line(markup)
        if markup.type == "text" and "<" in markup.value:
            yield " ".join(composed(printable(markup.value)).split())


def _spellings(url: str) -> tuple[str, ...]:
    """A URL as it is sent, and as a browser shows it: `/pol%C3%ADtica/` and `/política/`."""
    shown = composed(unquote(shown_host(url), errors="replace"))
    return tuple(dict.fromkeys((url, shown)))
