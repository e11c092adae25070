"""Put a page's text into its article as it stands.

The body is the page's, what the feed says else stays, and what it does not say comes from the page. Of an
article that a stranger's feed told of, all that the page says is taken: it is the publisher's own.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from wireroom.models import Article, Publisher, Trust
from wireroom.normalize import fingerprint, publisher_domain

Stored = Mapping[str, Any]  # a row of pages_of_landing
_SAID = ("title", "summary", "authors", "tags", "section", "image_url", "media", "has_date", "language")
_OF_THE_BODY = ("text", "html", "embeds", "attribution", "word_count", "code")


def page_version(page: Stored, read: Article) -> Article:
    """The article with the page's text; fields that are None or empty in it are left unchanged when filed."""
    trust = _trust(page, read)
    is_strangers = page["trust"] == Trust.STRANGER and trust > Trust.STRANGER
    said = {name: bool(page[name]) and not is_strangers for name in _SAID}
    title = page["title"] if said["title"] or not read.title else read.title
    return replace(
        read,
        feed_id=page["feed_id"],
        keys=(bytes(page["key"]),),
        guid=None,
        url=page["article_url"],
        canonical_url=page["canonical_url"],
        title=title,
        summary=page["summary"] if said["summary"] else read.summary,
        publisher=_publisher(page),
        published=None if said["has_date"] else read.published,
        authors=() if said["authors"] else read.authors,
        tags=() if said["tags"] else read.tags,
        section=None if said["section"] else read.section,
        image_url=None if said["image_url"] else read.image_url,
        media=() if said["media"] else read.media,
        language=page["language"] if said["language"] else read.language,
        fingerprint=fingerprint(title, read.whole_text or read.text),
        provenance=_provenance(read, said),
        trust=trust,
        from_page=True,
    )


def _provenance(read: Article, said: Mapping[str, bool]) -> dict[str, str]:
    """The provenance of the fields that come from the page."""
    filled = ("published_at" if name == "has_date" else name for name in _SAID if not said[name])
    return {name: read.provenance[name] for name in (*_OF_THE_BODY, *filled) if name in read.provenance}


def _publisher(page: Stored) -> Publisher:
    return Publisher(
        page["publisher_domain"] or "",
        page["publisher_name"],
        page["publisher_country"],
        page["publisher_language"],
        page["publisher_source"] or "",
    )


def _trust(page: Stored, read: Article) -> Trust:
    """The trust of a page: OWN if it is on its publisher's domain, whichever feed led there."""
    if page["publisher_domain"] and publisher_domain(read.url or "") == page["publisher_domain"]:
        return Trust.OWN
    return Trust(page["trust"]) if page["trust"] else Trust.DECLARED
