"""What the body, the bylines and the feed say of a text's origin in, all of it once out."""

from __future__ import annotations

import re
from collections.abc import Sequence

from wireroom.models import Attribution, Entry, Publisher
from wireroom.normalize import absolute_url, names_publisher, publisher_domain

_LICENCE = re.compile(
    r"creativecommons\.org/\S{1,100}|creative commons|\bCC[ -]BY\b[-\w .]{0,20}|\bCC0\b", re.IGNORECASE
)


def understand_attribution(
    entry: Entry,
    in_text: Sequence[Attribution],
    agencies: Sequence[str],
    *,
    publisher: Publisher,
    url: str | None,
) -> tuple[Attribution, ...]:
    """Join notices in the text with agencies of the byline, the entry's <source> and its rights.

    A <source> that published at `url` itself is no other's original: news sitemaps name their own outlet.
    """
    found = list(in_text)
    named = {item.name.casefold() for item in found if item.name}
    found.extend(
        Attribution("agency", name=name, text=name) for name in agencies if name.casefold() not in named
    )
    if (
        entry.source_title
        and entry.source_title.casefold() not in named
        and not _is_own(entry, publisher, url)
    ):
        url = absolute_url(entry.source_url, None) if entry.source_url else None
        found.append(Attribution("original", name=entry.source_title, url=url, text=entry.source_title))
    licence = _LICENCE.search(entry.rights or "")
    if licence and not any(item.kind == "licence" for item in found):
        found.append(Attribution("licence", name=licence.group(0), text=(entry.rights or "")[:500]))
    return tuple(found)


def _is_own(entry: Entry, publisher: Publisher, url: str | None) -> bool:
    """Not so on an aggregator's page, whose publisher is known by the <source> alone."""
    if publisher.source == "feed:source" and url and publisher_domain(url) != publisher.domain:
        return False
    return names_publisher(entry.source_title or "", entry.source_url, publisher.domain, publisher.name)
