"""An address in, the post or player that it is of out."""

from __future__ import annotations

import re
from functools import lru_cache
from urllib.parse import unquote

from wireroom.clean.facts import rows
from wireroom.clean.links import absolute
from wireroom.models import Embed

_PLAYERS = tuple((row[0], row[1], re.compile(row[2], re.IGNORECASE), row[3]) for row in rows("players.tsv"))
# One cheap look before thirty patterns: what every one of them holds.
_POSSIBLE = re.compile(
    r"/status|/embed|youtu|vimeo|dailymotion|facebook\.com|instagram|tiktok|bsky|threads\.|t\.me/|telegram\.me/|/@"
    r"|reddit|twitch|streamable|rumble|bilibili|vk(?:video)?\.|rutube|soundcloud|spotify|bandcamp|embed",
    re.IGNORECASE,
)


@lru_cache(maxsize=1024)
def read_address(url: str) -> Embed | None:
    """The embed that `url` (absolute) opens, with the address a reader would open and its handle."""
    if len(url) > 4000 or not _POSSIBLE.search(url):
        return None
    for platform, kind, pattern, template in _PLAYERS:
        match = pattern.match(url)
        if match is None:
            continue
        groups = match.groupdict()
        if "url" in groups:
            return _inner(platform, kind, unquote(groups["url"]))
        return Embed(
            kind=kind, platform=platform, url=template.format(match[0], **groups), handle=_handle(groups)
        )
    return None


def _inner(platform: str, kind: str, url: str) -> Embed | None:
    inner = absolute(url, None)
    if inner is None:
        return None
    found = read_address(inner)
    return found or Embed(kind=kind, platform=platform, url=inner)


def _handle(groups: dict[str, str | None]) -> str | None:
    handle = groups.get("handle")
    return None if not handle or handle == "i" or handle.startswith("did:") else unquote(handle)
