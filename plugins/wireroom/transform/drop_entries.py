"""An entry and the rules of its feed in; the entry as dropped, and why, or None out."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import unquote

from wireroom.common.entry_rules import reason_to_drop
from wireroom.common.text import composed, plain_text, printable
from wireroom.common.urls import shown_host
from wireroom.models import DroppedEntry, Entry, Markup
from wireroom.transform.entry_body import plain_line
from wireroom.transform.entry_context import EntryContext
from wireroom.transform.entry_dates import entry_dates
from wireroom.transform.entry_links import entry_links


def dropped_entry(entry: Entry, around: EntryContext) -> DroppedEntry | None:
    """None: the feed's rules keep it, or it has none. The entry is judged as written, before cleaning.

    So what is not wanted costs next to nothing, and is neither refused nor filed for another fault.
    """
    context = around.context
    if not (context.keep or context.drop):
        return None
    said = _Said(entry, around.base_url)
    reason = reason_to_drop(context.keep, context.drop, said)
    if reason is None:
        return None
    canonical = entry_links(entry, around.base_url).canonical
    dates = entry_dates(entry, around, url=canonical, date_line=None)
    return DroppedEntry(context.feed_id, reason, next(iter(said("title")), ""), dates.published)


class _Said:
    """What an entry says, by field, read once and only where a rule asks."""

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
    """As an article shows it; and declared text as written, whose `<video>` an article shows as `‹video›`."""
    if markup is not None:
        yield plain_line(markup)
        if markup.type == "text" and "<" in markup.value:
            yield " ".join(composed(printable(markup.value)).split())


def _spellings(url: str) -> tuple[str, ...]:
    """An address as it is sent, and as a browser shows it: `/política/`, not `/pol%C3%ADtica/`."""
    shown = composed(unquote(shown_host(url), errors="replace"))
    return tuple(dict.fromkeys((url, shown)))
