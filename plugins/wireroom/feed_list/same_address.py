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


class Spellings:
    """Addresses of feeds, among which one is found in whichever spelling: each is taken apart once."""

    def __init__(self, urls: Iterable[str]) -> None:
        """Of two spellings of one address the first is found."""
        self._urls: set[str] = set()
        self._by_common: dict[str, str] = {}
        for url in urls:
            self.add(url)

    def add(self, url: str) -> bool:
        """Take in one more address; whether it is new, in any spelling."""
        self._urls.add(url)
        common = same_address(url)
        is_new = common not in self._by_common
        self._by_common.setdefault(common, url)
        return is_new

    def of(self, url: str) -> str | None:
        """The one of them that is this feed's; None if none is."""
        return url if url in self._urls else self._by_common.get(same_address(url))


def listed_as(listed: Iterable[str], url: str) -> str | None:
    """The one of these addresses that is this feed's, in whichever spelling; None if none is."""
    return Spellings(listed).of(url)
