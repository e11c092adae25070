"""What an origin of one feed's past is opened with: the feed, how to ask for more, what is known already."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime

from wireroom.archive.walks.archive_index import ArchiveIndex, IndexedDocument
from wireroom.models import Exchange, ParsedFeed, RawDate

DateReader = Callable[[RawDate, ParsedFeed], datetime | None]


@dataclass(frozen=True, slots=True)
class ArchiveServer:
    """A web archive with a CDX list of captures; `pause` in seconds between requests."""

    url: str = "https://web.archive.org/cdx/search/cdx"
    playback: str = "https://web.archive.org/web/{stamp}id_/{url}"  # the bytes as they were captured
    pause: float = 5.0


@dataclass(frozen=True, slots=True)
class FeedHistory:
    """One feed and the means to walk its past.

    `get` fetches (and may land) a URL; `date_of` parses a date as the feed writes dates; `recall` gives the
    bytes of an indexed document landed before, or None; `note` is told what is no fault, `left_out` counts it
    by reason; `conceal` masks the feed's own secrets in an address, which `get` accepts.
    """

    subscription: str  # the feed's own address
    get: Callable[[str], Exchange]
    date_of: DateReader
    now: datetime
    archive: str | None = None  # its newest archive document, where it is known
    index: ArchiveIndex = field(default_factory=ArchiveIndex)
    recall: Callable[[IndexedDocument], bytes | None] = lambda document: None
    feed_id: int | None = None
    note: Callable[[str], None] = lambda words: None
    left_out: Counter[str] = field(default_factory=Counter)
    planned: dict[str, None] | None = None  # of a dry walk: what would be fetched but for lists, each once
    conceal: Callable[[str], str] = lambda url: url
    with_subscription: bool = False  # its entries too, for a first import of all there is
    max_documents: int = 2_000
    is_private: bool = False  # of the operator's own network: nobody else is told of it
    archive_server: ArchiveServer = field(default_factory=ArchiveServer)
    user_agent: str = "Wireroom"  # as robots.txt may name us
    wait: Callable[[float], None] = lambda seconds: None  # what robots.txt asks for between two requests
    _here: dict[str, bool] = field(default_factory=dict, repr=False)  # landing files

    def is_here(self, known: IndexedDocument) -> bool:
        """Whether the document's bytes can be recalled; checked once for each landing file."""
        uri = known.landed_uri or ""
        if uri not in self._here:
            self._here[uri] = self.recall(known) is not None
        return self._here[uri]
