"""Read an address as somebody wrote it: made absolute, its parts, its host and domain."""

from wireroom.common.urls.absolute_url import absolute_link, absolute_parts, absolute_url, join
from wireroom.common.urls.hosts import host_of, is_address, registrable_domain, shown_host, web_origin
from wireroom.common.urls.parts import MAX_LENGTH, Parts, escape_path, escape_query, split_url

__all__ = [
    "MAX_LENGTH",
    "Parts",
    "absolute_link",
    "absolute_parts",
    "absolute_url",
    "escape_path",
    "escape_query",
    "host_of",
    "is_address",
    "join",
    "registrable_domain",
    "shown_host",
    "split_url",
    "web_origin",
]
