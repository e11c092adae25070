"""A feed as it was written in, the same with the secrets in its addresses set apart out."""

from __future__ import annotations

from dataclasses import replace

from wireroom.common.masking import part_secrets, reveal
from wireroom.models import FeedSpec


def without_secrets(spec: FeedSpec) -> FeedSpec:
    """`url` and `archive` masked, what stood there in `secrets`: whatever prints a feed is safe then."""
    url, secrets = part_secrets(spec.url)
    archive, more = part_secrets(spec.archive or "")
    return replace(spec, url=url, archive=archive or None, secrets={**secrets, **more})


def with_secrets(spec: FeedSpec, address: str) -> str:
    """An address of the feed as it was written: for the operator's own file, and nothing else."""
    return reveal(address, spec.secrets)
