"""All copies of an article in, in any order; the same out with the versions that they make of it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from wireroom.decide.capture_order import capture_order
from wireroom.decide.judge_copy import judge_copy
from wireroom.models import Copy


def versions_of(copies: Iterable[Copy]) -> list[Copy]:
    """Judge each copy against the one that stood when it was first captured; versions count from 1."""
    standing: Copy | None = None
    version = 0
    judged = []
    for copy in sorted(copies, key=capture_order):
        counts, reason = judge_copy(copy, standing)
        version += counts
        copy = replace(copy, version=version if counts else None, reason=reason)
        standing = copy if counts else standing
        judged.append(copy)
    return judged
