"""A feed's title in, the outlet's name out, freed of section names and feed furniture."""

from __future__ import annotations

import re

_SEPARATORS = re.compile(r"\s+[-–—|·:»>•/]+\s+|\s*[|»]\s*|:\s+")
_FURNITURE = re.compile(r"\b(?:public )?(?:rss|atom|json)(?: ?feeds?)?\b|\bfeed\b", re.IGNORECASE)


def publisher_name(feed_title: str | None, domain: str) -> str | None:
    """Choose the segment of the title that resembles the domain, else the whole title.

    `CTVNews.ca - Top Stories - Public RSS` on ctvnews.ca gives `CTVNews.ca`. None for an empty title.
    """
    title = " ".join((feed_title or "").split())
    segments = [segment for segment in _SEPARATORS.split(title) if segment]
    label = _letters(domain.partition(".")[0])
    for segment in segments:
        if _resembles(_letters(segment), label):
            return segment
    return " ".join(_FURNITURE.sub(" ", title).split()).strip(" -–|:»") or None


def _letters(text: str) -> str:
    return "".join(character for character in text.casefold() if character.isalnum())


def _resembles(segment: str, label: str) -> bool:
    if min(len(segment), len(label)) < 3:
        return False
    return segment.startswith(label) or label in (segment, segment.removeprefix("the"))
