"""Feeds as the database would give them, for tests."""

from __future__ import annotations

from wireroom.models import Feed, FeedSpec, Validators


def make_feed(
    number: int,
    url: str,
    *,
    family: str = "",
    private: bool = True,
    validators: Validators | None = None,
    polls_since_full: int = 0,
) -> Feed:
    """A feed; private, as feeds on a loopback server are."""
    return Feed(
        number,
        FeedSpec(url, family=family, private=private),
        validators or Validators(),
        polls_since_full=polls_since_full,
    )
