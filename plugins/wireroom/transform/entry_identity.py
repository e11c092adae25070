"""Make the keys by which an entry's article is known again, by what kind of document it stands in."""

from __future__ import annotations

import hashlib

from wireroom.models import Entry, FeedContext, Trust
from wireroom.normalize import canonical_url, identity_keys, is_aggregators
from wireroom.transform.entry_body import EntryBody
from wireroom.transform.entry_dates import EntryDates
from wireroom.transform.entry_parts import EntryParts

ENOUGH_TEXT = 200  # characters; longer texts with equal title and text are the same article


def entry_identity(parts: EntryParts) -> tuple[bytes, ...]:
    """The identity keys of an entry, the strongest first; empty if nothing identifies it.

    - A feed trusted less than DECLARED gives only the strongest key. With two, it could tie its own article
      to the URL of another outlet's future article, which would then be taken for the same.
    - If an entry has a GUID, a link to an aggregator or feed service is not used as a key.
    """
    entry, document, body, dates = parts.entry, parts.document, parts.whole, parts.dates
    is_file = document.kind != "feed" and entry.guid is not None  # a saved file whose URL is unknown
    canonical = parts.links.canonical
    keys = identity_keys(
        feed_id=document.feed.feed_id or _stand_in(document.feed),
        guid=_at_its_place(entry.guid or "", body, dates) if is_file else entry.guid,
        guid_is_permalink=entry.guid_is_permalink,
        canonical_url=None if entry.guid and canonical and is_aggregators(canonical) else canonical,
        publisher_domain=parts.publisher.domain,
        published_at=dates.published.at if dates.published else None,
        text=body.cleaned.text,
        title=body.title,
    )
    if document.kind == "page":
        keys = tuple(dict.fromkeys(keys + _where_it_stood(entry)))
    if is_file or document.kind == "text":
        return tuple(dict.fromkeys(keys + _by_content(body)))
    is_vouched_for = parts.trust in (Trust.OWN, Trust.DECLARED) or not document.feed.feed_id
    return keys if is_vouched_for else keys[:1]


def _where_it_stood(entry: Entry) -> tuple[bytes, ...]:
    """The key of a page's own address, where its article is known by another one."""
    stood = next((link.href for link in entry.links if link.rel == "self"), None)
    canonical = canonical_url(stood) if stood else None
    return identity_keys(feed_id=0, publisher_domain="", canonical_url=canonical) if canonical else ()


def _at_its_place(path: str, body: EntryBody, dates: EntryDates) -> str:
    """A GUID from the file's path, title and date (or text): names such as `001.html` recur."""
    raw = dates.published.raw if dates.published else ""
    said = f"{body.title}\0{raw or body.cleaned.text}"
    return f"{path}#{hashlib.sha256(said.encode('utf-8', 'replace')).hexdigest()}"


def _by_content(body: EntryBody) -> tuple[bytes, ...]:
    """Keys that recognise the same text under another file name or path; none for a short text."""
    if len(body.cleaned.text) < ENOUGH_TEXT:
        return ()
    return identity_keys(feed_id=0, publisher_domain="", text=body.cleaned.text, title=body.title)


def _stand_in(context: FeedContext) -> int:
    """A stand-in for the id of a saved feed, which has none: a GUID such as `1` is unique only within a feed.

    It is negative, unlike any real id, and equal for all copies of a feed that states its site or title.
    """
    named = (context.site_url or context.title or context.url).encode("utf-8", "replace")
    return -1 - int.from_bytes(hashlib.sha256(named).digest()[:7])
