"""Know two addresses of one feed as one: without trackers, in one spelling."""

from __future__ import annotations

from collections.abc import Iterable

from wireroom.common.masking import MASK
from wireroom.common.urls import Parts, split_url
from wireroom.normalize.urls.rules import TRACKING


def same_address(url: str) -> str:
    """What two addresses of one feed have in common: for comparing, not for fetching.

    Trackers are cut as from articles' URLs, and nothing else of the query: `?feed=rss2` or `?hl=en`, which
    mean nothing behind an article, choose a feed. A URL with a secret is compared as it stands.
    """
    parts = None if MASK in url else split_url(url)
    if parts is None:
        return url
    pieces = sorted(piece for piece in parts.query.split("&") if piece and not _is_tracker(piece))
    scheme = "https" if parts.port is None else parts.scheme  # on another port it is another server
    host, path = parts.host.removeprefix("www."), parts.path.rstrip("/")
    return Parts(scheme, host, parts.port, path, "&".join(pieces), "").text()


def _is_tracker(piece: str) -> bool:
    name = piece.partition("=")[0].lower()
    return name in TRACKING and not any(word in name for word in ("feed", "rss"))  # `?feedname=` chooses one


def listed_as(listed: Iterable[str], url: str) -> str | None:
    """The one of these addresses that is this feed's, in whichever spelling; None if none is."""
    addresses, wanted = list(listed), same_address(url)
    same = (address for address in addresses if same_address(address) == wanted)
    return url if url in addresses else next(same, None)
