"""Make the one form of a link by which two links are known to lead to the same article.

    unwrap ─▶ split ─▶ host ─▶ path ─▶ query ─▶ fragment ─▶ put together

Unwrapping comes first, since the parameters of a redirector are not those of the article. The query comes
after the path, since some parameters are noise only if the path names the article.
"""

from __future__ import annotations

import re
from functools import lru_cache

from wireroom.common.urls import MAX_LENGTH, Parts, absolute_parts
from wireroom.normalize.urls.canonical_path import canonical_fragment, canonical_path
from wireroom.normalize.urls.canonical_query import canonical_query
from wireroom.normalize.urls.rules import (
    ALIASES,
    BLOGGER,
    MOBILE_LABELS,
    PLATFORMS,
    SECOND_LEVEL,
    host_and_parents,
)
from wireroom.normalize.urls.unwrap_url import unwrapped

_WWW = re.compile(r"www\d{0,3}\.(?=[^.]+\.)")
_BLOGGER = re.compile(rf"([^.]+)\.{BLOGGER}(?:\.[a-z]{{2,3}}){{1,2}}")

_MOST_PASSES = 6
_YOUTUBE = re.compile(r"/(?:shorts|live|embed|v)/([\w-]{11})")
_VIDEO_PATHS = {
    "youtu.be": re.compile(r"/([\w-]{11})"),
    "youtube.com": _YOUTUBE,
    "youtube-nocookie.com": _YOUTUBE,
}

_POST_PATHS = {
    "x.com": re.compile(r"(/\w{1,20}/status/\d+)/(?:photo|video)/\d"),
    "t.me": re.compile(r"/s(/\w{4,40}/\d+)"),
}


def canonical_url(url: str | None) -> str | None:
    """The identity of a link: for comparing, not for fetching (the server may want `www` or `http`).

    Idempotent. None for what is no http(s) URL. It uses the URL only, by the rules in `url_rules.yaml`, never
    the page. Two different articles must never get one form, so there are no doubtful rules.
    """
    parts = absolute_parts(url, None)
    settled = _settled(parts) if parts else None
    text = settled.text() if settled else ""
    return text if 0 < len(text) <= MAX_LENGTH else None  # escaping may have made it longer


def _settled(parts: Parts) -> Parts | None:
    for _ in range(_MOST_PASSES):
        following = _one_pass(parts)
        if following == parts:
            return parts
        parts = following
    return None  # no honest link takes so many passes


def _one_pass(parts: Parts) -> Parts:
    parts = unwrapped(parts)
    host, path = canonical_host(parts.host), canonical_path(parts.path)
    query = canonical_query(parts.query, host=host, path=path)
    scheme = "https" if parts.port is None else parts.scheme  # on another port it is another server
    fragment = canonical_fragment(parts.fragment, host=host)
    path = _post(host, path)
    return _video(Parts(scheme, host, parts.port, path, query, fragment))


def _post(host: str, path: str) -> str:
    """The path of the post, for a picture of a post on X, or the preview of a Telegram channel's post."""
    pattern = _POST_PATHS.get(host)
    found = pattern.fullmatch(path) if pattern else None
    return "".join(found.groups()) if found else path


def _video(parts: Parts) -> Parts:
    """One address for a YouTube video, which has five."""
    pattern = _VIDEO_PATHS.get(parts.host)
    found = pattern.fullmatch(parts.path) if pattern else None
    return Parts("https", "youtube.com", None, "/watch", f"v={found[1]}", "") if found else parts


@lru_cache(maxsize=4096)  # a feed links to few hosts
def canonical_host(host: str) -> str:
    """The name of `host` (valid, lower case). `m.blogspot.com` stays: on a platform any label is a tenant."""
    host = _WWW.sub("", host, 1)
    if found := _BLOGGER.fullmatch(host):
        return f"{found[1]}.{BLOGGER}.com"
    bare = _without_mobile(host)
    return ALIASES.get(host) or ALIASES.get(bare, bare)


def _without_mobile(host: str) -> str:
    first, _, rest = host.partition(".")
    if rest in PLATFORMS or any(parent in PLATFORMS for parent in host_and_parents(rest)):
        return host
    if first in MOBILE_LABELS and _is_site(rest):
        return _WWW.sub("", rest, 1)
    if first.startswith("amp-") and first[4:5].isalnum() and _is_site(rest):  # amp-madame.lefigaro.fr
        return host[4:]
    if rest.startswith("m.") and _is_site(rest[2:]):  # en.m.wikipedia.org
        return f"{first}.{rest[2:]}"
    return host


def _is_site(host: str) -> bool:
    """Whether there is a name before the public suffix: `lemonde.fr`, `bbc.co.uk`; not `co.uk`, `media`."""
    labels = host.split(".")
    return len(labels) > 2 or (len(labels) == 2 and labels[0] not in SECOND_LEVEL)
