"""An entry and what was made of it in; its identity keys, by which its article is known again, out."""

from __future__ import annotations

import hashlib

from wireroom.models import FeedContext, Trust
from wireroom.normalize import identity_keys, is_aggregators
from wireroom.transform.entry_body import EntryBody
from wireroom.transform.entry_dates import EntryDates
from wireroom.transform.entry_parts import EntryParts

ENOUGH_TEXT = 200  # characters; two longer texts that agree, title included, do so by no coincidence


def entry_identity(parts: EntryParts) -> tuple[bytes, ...]:
    """The identity keys of an entry, the strongest first; empty if nothing identifies it.

    - A feed that nobody vouches for gives one key, the strongest. With two, it could tie an article to the
      URL of one to come, which would then be taken for the first.
    - The link of an aggregator or a feed service identifies nothing where the entry has a GUID.
    """
    entry, document, body, dates = parts.entry, parts.document, parts.whole, parts.dates
    is_file = document.kind != "feed" and entry.guid is not None  # saved, and without an address
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
    if is_file or document.kind == "text":
        return tuple(dict.fromkeys(keys + _by_content(body)))
    is_vouched_for = parts.trust in (Trust.OWN, Trust.DECLARED) or not document.feed.feed_id
    return keys if is_vouched_for else keys[:1]


def _at_its_place(path: str, body: EntryBody, dates: EntryDates) -> str:
    """A GUID of the file's path with headline and date, or else text: many folders have a `001.html`."""
    raw = dates.published.raw if dates.published else ""
    said = f"{body.title}\0{raw or body.cleaned.text}"
    return f"{path}#{hashlib.sha256(said.encode('utf-8', 'replace')).hexdigest()}"


def _by_content(body: EntryBody) -> tuple[bytes, ...]:
    """Keys that recognise the same words in a file of another name, or read from the folder above."""
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
    """A number that stands for a saved feed, which has no id: a GUID such as `1` is unique in its feed only.

    It is negative, as no feed's id is, and the same for all copies of a feed that names its site or itself.
    """
    named = (context.site_url or context.title or context.url).encode("utf-8", "replace")
    return -1 - int.from_bytes(hashlib.sha256(named).digest()[:7])
