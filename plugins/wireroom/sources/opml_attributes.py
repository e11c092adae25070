"""Write and read, as our own OPML attributes, keys of feeds.yaml that OPML does not have.

They are in a namespace, which other readers ignore (OPML 2.0, "Extending OPML"). What another person's list
must not set is neither written nor read: what is sent with requests (`headers`, `basic_auth`, `connection`),
access to private addresses, and further URLs. `publisher` is written but not read: a feed may correct the
articles of its publisher, and anybody could claim to be one.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any, Final

from wireroom.common.duration import write_duration
from wireroom.common.entry_rules import write_rules
from wireroom.models import FeedSpec
from wireroom.sources.feed_keys import READERS, Value, shown_value

NAMESPACE: Final = "urn:wireroom:feeds"
PREFIX: Final = "wireroom"
_TEXTS: Final = ("publisher", "country", "timezone", "full_text")
_RULES: Final = ("keep", "drop")  # as JSON: {"title": ["words", "re2:a|b"]}
_KEYS: Final = (*(key for key in _TEXTS if key != "publisher"), "every", "paused", *_RULES)


def own_attributes(spec: FeedSpec) -> dict[str, str]:
    """Qualified name → text, for what differs from the defaults."""
    said = {key: text for key in _TEXTS if (text := getattr(spec, key))}
    if spec.full_text == "auto":
        del said["full_text"]
    if spec.every:
        said["every"] = write_duration(spec.every)
    if spec.paused:
        said["paused"] = "true"
    for key in _RULES:
        if rules := getattr(spec, key):
            said[key] = json.dumps(write_rules(rules), ensure_ascii=False)
    return {_qualified(key): text for key, text in said.items()}


def read_own_attributes(attributes: Mapping[str, str]) -> dict[str, Any]:
    """Fields of a FeedSpec. Raises ValueError with a message that follows the feed's name."""
    found = {}
    for key in _KEYS:
        text = attributes.get(_qualified(key))
        if text is None:
            continue
        try:
            found[key] = READERS[key](_rules(text) if key in _RULES else text)
        except ValueError as error:
            raise ValueError(f"{PREFIX}:{shown_value(key, text)} {error}") from error
    return found


def claimed_publisher(attributes: Mapping[str, str]) -> str | None:
    """The publisher that the list states for the feed; None if it states none."""
    return attributes.get(_qualified("publisher"))


def _rules(text: str) -> Value:
    try:
        rules = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise ValueError('is no JSON such as {"title": ["words"]}') from error
    if not isinstance(rules, dict) or not all(map(_is_said, rules.values())):
        raise ValueError('names no words by field, such as {"title": ["words"]}')
    return rules


def _is_said(value: object) -> bool:
    return isinstance(value, str) or (
        isinstance(value, list) and all(isinstance(text, str) for text in value)
    )


def _qualified(key: str) -> str:
    return f"{{{NAMESPACE}}}{key}"
