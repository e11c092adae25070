"""A link as a feed wrote it in; its target or its one canonical form out."""

from wireroom.normalize.urls.canonical_url import canonical_url
from wireroom.normalize.urls.rules import RULES_VERSION
from wireroom.normalize.urls.unwrap_url import unwrap_url

__all__ = ["RULES_VERSION", "canonical_url", "unwrap_url"]
