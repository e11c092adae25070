"""Feeds and the file that lists them in, a warning out where others may read a secret there."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from wireroom.models import FeedSpec


def warn_of_open_secrets(specs: Sequence[FeedSpec], file: Path) -> str:
    """What to do about the first address that holds a secret; empty: none does, or only its owner reads."""
    with_secrets = [spec.url for spec in specs if any("${" not in secret for secret in spec.secrets.values())]
    if not with_secrets or not file.exists() or not file.stat().st_mode & 0o044:
        return ""
    return (
        f"The address {with_secrets[0]} holds a secret, and other users of this machine may read {file}: "
        f"write ${{NAME}} in its place and NAME='…' into feeds.env (see feeds.env.example), "
        f"or `chmod 600 {file}`."
    )
