"""A feed in, its bytes or a named outcome out; polite, bounded and safe."""

from wireroom.fetch.fetch_document import fetch_document
from wireroom.fetch.fetch_feeds import fetch_feeds

__all__ = ["fetch_document", "fetch_feeds"]
