"""A feed's last documents and its usual ones in; what their entries say is wrong out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from wireroom.models.alert import Finding

IN_A_ROW = 3  # documents, so that one that was cut short says nothing
FEWEST = 20  # documents that the usual is learned from
_ENOUGH = 5  # entries; of fewer, half is an accident
_LOWEST = 0.6  # of what 19 in 20 documents have at least
_REFUSED = 0.5  # share of entries
_REFUSED_USUALLY = 0.1


@dataclass(frozen=True, slots=True)
class DocumentRhythm:
    """What is usual of one feed's documents."""

    documents: int  # learned from
    entries: float  # the median
    low: float  # 19 in 20 have at least as many
    refused: float  # share of entries


@dataclass(frozen=True, slots=True)
class LastDocuments:
    """Entries and refused entries of a feed's last documents, the newest first."""

    feed_id: int
    title: str
    entries: tuple[int, ...]
    refused: tuple[int, ...]


def learn_documents(entries: Sequence[int], refused: Sequence[int]) -> DocumentRhythm | None:
    """From a feed's documents of the last weeks; None: too few."""
    if len(entries) < FEWEST:
        return None
    low, median = (float(number) for number in np.quantile(entries, (0.05, 0.5)))
    return DocumentRhythm(len(entries), median, low, sum(refused) / max(sum(entries), 1))


def judge_documents(last: LastDocuments, usual: DocumentRhythm) -> Iterator[Finding]:
    """What the last three have in common, and the feed's usual ones have not."""
    entries, refused = last.entries[:IN_A_ROW], last.refused[:IN_A_ROW]
    if len(entries) < IN_A_ROW or usual.documents < FEWEST:
        return
    if usual.low >= _ENOUGH and max(entries) < _LOWEST * usual.low:
        yield Finding(
            "document",
            f"feed:{last.feed_id}",
            f"{last.title}: its last {IN_A_ROW} documents have {max(entries)} entries at most; "
            f"{usual.entries:.0f} are usual. Look at the feed in a browser: it may have moved or been "
            "emptied.",
            last.feed_id,
        )
    shares = [gone / all_of_it for gone, all_of_it in zip(refused, entries, strict=True) if all_of_it]
    if sum(entries) >= _ENOUGH and shares and min(shares) > _REFUSED and usual.refused <= _REFUSED_USUALLY:
        yield Finding(
            "refused",
            f"feed:{last.feed_id}",
            f"{last.title}: of its last {IN_A_ROW} documents {sum(refused)} of {sum(entries)} entries were "
            f"refused; usual are {usual.refused:.0%}. The quarantine says why.",
            last.feed_id,
        )
