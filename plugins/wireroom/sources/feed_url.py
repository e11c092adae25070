"""A feed's address as people paste it in, the address to ask for out."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

_LONGEST = 8000  # characters; servers refuse more


def read_feed_url(text: str) -> str:
    """An http or https URL. `feed:` addresses, as old readers wrote them, become ordinary ones.

    Raises ValueError, in words.
    """
    url = re.sub(r"^feed:(?=https?:)|^feed:(?=//)", lambda match: "", text.strip(), flags=re.IGNORECASE)
    url = f"http:{url}" if url.startswith("//") else url
    if len(url) > _LONGEST:
        raise ValueError(f"is longer than {_LONGEST} characters")
    if not url.isprintable() or " " in url:
        raise ValueError("holds a space or a control character")
    parts = urlsplit(url)  # raises ValueError of its own: a bad port or a bad IPv6 address
    if parts.scheme.lower() not in {"http", "https"}:
        raise ValueError("does not begin with http:// or https://")
    if not parts.hostname:
        raise ValueError("names no host")
    _ = parts.port
    return url
