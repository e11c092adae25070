"""Find the target that is written in a link through an aggregator, redirector or AMP cache."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache
from urllib.parse import unquote, unquote_plus

from wireroom.common.urls import Parts, absolute_parts, split_url
from wireroom.normalize.urls.rules import (
    OUTLINK_PARAMS,
    OUTLINK_SEGMENTS,
    WRAPPERS,
    Wrapper,
    host_and_parents,
)
from wireroom.normalize.urls.wrapped_target import (
    GOOGLE,
    wrapped_in_path,
    wrapped_in_token,
    wrapped_respelt,
    wraps_in_path,
    wraps_in_token,
    wraps_respelt,
)

_DEEPEST = 5  # wrappers within wrappers
# Google escapes all but `:` and `/`: `q=https://news.example/story%3Fid%3D1`, `…/caf%25C3%25A9`
_HALF_ESCAPED = re.compile(r"%(?:3f|25[0-9a-f]{2})", re.IGNORECASE)


def unwrap_url(url: str) -> str:
    """The target of a link, unwrapped up to five times; other links are returned unchanged. No network."""
    parts = split_url(url)
    target = unwrapped(parts) if parts else None
    return url if target is None or target is parts else target.text()


def unwrapped(parts: Parts) -> Parts:
    """The same for a link in parts; the same object if nothing wraps it."""
    for _ in range(_DEEPEST):
        target = _target(parts)
        if target is None or target == parts:
            break
        parts = target
    return parts


def _target(parts: Parts) -> Parts | None:
    if not (parts.query or _may_wrap(parts.host)):
        return None
    for reader in _READERS:
        target = absolute_parts(reader(parts), None)
        if target and "." in target.host:
            return target
    return None


@lru_cache(maxsize=4096)  # a feed links to few hosts, and hardly any wraps without a query
def _may_wrap(host: str) -> bool:
    return wraps_in_path(host) or wraps_in_token(host) or wraps_respelt(host)


def _known_wrapper(parts: Parts) -> str | None:
    if not parts.query:
        return None
    for wrapper in _wrappers(parts.host):
        if parts.path.startswith(wrapper.path):
            return _web_value(parts.query, wrapper.params)
    return None


@lru_cache(maxsize=4096)
def _wrappers(host: str) -> tuple[Wrapper, ...]:
    """The wrappers of a host and its parent domains; Google's for each of its country domains."""
    hosts = ("google.com",) if GOOGLE.fullmatch(host) else host_and_parents(host)
    return tuple(wrapper for name in hosts for wrapper in WRAPPERS.get(name, ()))


def _outlink(parts: Parts) -> str | None:
    if not parts.query or parts.path.rstrip("/").rpartition("/")[2] not in OUTLINK_SEGMENTS:
        return None
    return _web_value(parts.query, OUTLINK_PARAMS)


def _web_value(query: str, names: tuple[str, ...]) -> str | None:
    """The value of the first of `names` that is an http(s) URL, escaped once or twice."""
    values: dict[str, str] = {}
    for piece in query.split("&"):
        name, _, value = piece.removeprefix("amp;").partition("=")
        values.setdefault(name.lower(), value)
    for name in names:
        value = values.get(name, "")
        once = unquote_plus(value)
        written = once if _HALF_ESCAPED.search(value) and "?" not in value else value
        for candidate in (written, once, unquote(once)):
            if candidate.lower().startswith(("http://", "https://")):
                return candidate
    return None


_READERS: tuple[Callable[[Parts], str | None], ...] = (
    _known_wrapper,
    wrapped_in_path,
    wrapped_in_token,
    wrapped_respelt,
    _outlink,
)
