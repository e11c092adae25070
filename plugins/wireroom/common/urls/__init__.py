"""An address as somebody wrote it in; an absolute one, its parts, its host or its domain out."""

from wireroom.common.urls.absolute_url import absolute_parts, absolute_url
from wireroom.common.urls.domains import host_of, registrable_domain
from wireroom.common.urls.escapes import escape_path, escape_query
from wireroom.common.urls.parts import MAX_LENGTH, Parts, split_url

__all__ = [
    "MAX_LENGTH",
    "Parts",
    "absolute_parts",
    "absolute_url",
    "escape_path",
    "escape_query",
    "host_of",
    "registrable_domain",
    "split_url",
]
