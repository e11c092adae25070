"""Divide feeds into a few shards of similar size, without splitting a politeness family."""

from __future__ import annotations

import heapq
import math
from collections.abc import Iterator, Mapping, Sequence

from wireroom.common.families import politeness_family
from wireroom.common.text.counted import counted
from wireroom.models import Feed, Shard

_WORTH_A_TASK = 20  # feeds in a shard: starting a task takes seconds, a feed a fraction of one


def pack_shards(feeds: Sequence[Feed], max_shards: int) -> tuple[Shard, ...]:
    """At most `max_shards` shards, largest first; the same feeds in the same order give the same shards.

    Families are added, largest first, to the smallest shard: a family takes time in proportion to its number
    of feeds, and the slowest shard determines the time of the run. Within a family the order of `feeds` is
    kept, so that the first are polled if there is not enough time for all.
    """
    families: dict[str, list[int]] = {}
    for feed in feeds:
        families.setdefault(feed.spec.family or politeness_family(feed.spec.url), []).append(feed.id)
    return tuple(Shard(number, name, ids) for number, name, ids in pack_families(families, max_shards))


def pack_families(
    families: Mapping[str, Sequence[int]], max_shards: int
) -> Iterator[tuple[int, str, tuple[int, ...]]]:
    """Number, name and ids of each shard; `families` maps a name to ids of any kind."""
    size_of_all = sum(map(len, families.values()))
    count = min(max_shards, len(families), math.ceil(size_of_all / _WORTH_A_TASK))
    packed: list[tuple[int, int, list[str]]] = [(0, number, []) for number in range(count)]
    for name in sorted(families, key=lambda name: (-len(families[name]), name)):
        size, number, names = heapq.heappop(packed)
        names.append(name)
        heapq.heappush(packed, (size + len(families[name]), number, names))
    largest_first = sorted(packed, key=lambda shard: (-shard[0], shard[1]))
    for number, (_, _, names) in enumerate(largest_first):
        yield number, _shard_name(names), tuple(each for name in names for each in families[name])


def _shard_name(families: Sequence[str]) -> str:
    """The name shown in Airflow: `bbc.co.uk and 12 others`."""
    others = len(families) - 1
    if not others:
        return families[0]
    return f"{families[0]} and {counted(others, 'other')}"
