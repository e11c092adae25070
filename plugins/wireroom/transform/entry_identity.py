"""An entry and what was made of it in, its identity keys out; a saved document has its own."""

from __future__ import annotations

import hashlib

from wireroom.models import Entry, FeedContext, Publisher, Trust
from wireroom.normalize import identity_keys, is_aggregators
from wireroom.transform.entry_body import EntryBody
from wireroom.transform.entry_context import EntryContext
from wireroom.transform.entry_dates import EntryDates
from wireroom.transform.entry_links import EntryLinks

ENOUGH_TEXT = 200  # characters from which the same text under the same title is no coincidence


def entry_identity(
    entry: Entry,
    around: EntryContext,
    links: EntryLinks,
    body: EntryBody,
    publisher: Publisher,
    dates: EntryDates,
    trust: Trust,
) -> tuple[bytes, ...]:
    """Give the keys, the strongest first; empty where nothing identifies the entry.

    A feed that nobody vouches for leaves the strongest alone: with two it could tie an article to the URL of
    one to come, which would then be taken for the first.
    A link of an aggregator's or a feed service's is nobody's mark, where there is a GUID.
    """
    is_file = (
        around.document_kind != "feed" and entry.guid is not None
    )  # alone, and without an address of its own
    url = None if entry.guid and links.canonical and is_aggregators(links.canonical) else links.canonical
    keys = identity_keys(
        feed_id=around.context.feed_id or _stand_in(around.context),
        guid=_at_its_place(entry.guid or "", body, dates) if is_file else entry.guid,
        guid_is_permalink=entry.guid_is_permalink,
        canonical_url=url,
        publisher_domain=publisher.domain,
        published_at=dates.published.at if dates.published else None,
        text=body.cleaned.text,
        title=body.title,
    )
    if is_file or around.document_kind == "text":
        return tuple(dict.fromkeys(keys + _by_content(body)))
    is_vouched_for = trust in (Trust.OWN, Trust.DECLARED) or not around.context.feed_id
    return keys if is_vouched_for else keys[:1]


def _at_its_place(path: str, body: EntryBody, dates: EntryDates) -> str:
    """With headline and date, else the text: a path alone is no identity, `001.html` is in many folders."""
    raw = dates.published.raw if dates.published else ""
    said = f"{body.title}\0{raw or body.cleaned.text}"
    return f"{path}#{hashlib.sha256(said.encode('utf-8', 'replace')).hexdigest()}"


def _by_content(body: EntryBody) -> tuple[bytes, ...]:
    """The same words in a file of another name, or read from the folder above."""
    if len(body.cleaned.text) < ENOUGH_TEXT:
        return ()
    return identity_keys(
        feed_id=0,
        guid=None,
        guid_is_permalink=None,
        canonical_url=None,
        publisher_domain="",
        published_at=None,
        text=body.cleaned.text,
        title=body.title,
    )


def _stand_in(context: FeedContext) -> int:
    """A number for a saved feed, which has none: GUIDs such as `1` are unique in their feed only.

    Negative, as no feed's is; the same for every copy of the feed that names its site or itself.
    """
    named = (context.site_url or context.title or context.url).encode("utf-8", "replace")
    return -1 - int.from_bytes(hashlib.sha256(named).digest()[:7])
