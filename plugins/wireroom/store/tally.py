"""What was written in, counts for each feed and in all out."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable

from wireroom.models import Action, Counts, Filing, PlannedWrite, Rejection
from wireroom.store.staged_rows import Row

ALL_NEW = 0.9  # share of a body's articles; the rest may be pinned


class Tally:
    """Counts by feed; 0 stands for documents that belong to no feed."""

    def __init__(
        self, filing: Filing, written: Iterable[PlannedWrite], rejections: Iterable[Rejection]
    ) -> None:
        self._actions: defaultdict[int, Counter[Action]] = defaultdict(Counter)
        for item in written:
            self._actions[item.article.feed_id][item.action] += 1
        self._rejected = Counter(rejection.feed_id for rejection in rejections)
        self._results = {result.feed_id: result for result in filing.results}

    def inserted(self, feed_id: int) -> int:
        """New articles that a feed brought."""
        return self._actions[feed_id][Action.INSERT]

    def missed(self, feed_id: int) -> int:
        """Entries that left the document unseen: suspected only where hardly one of the body was known."""
        actions = self._actions[feed_id]
        is_all_new = actions[Action.INSERT] >= ALL_NEW * max(actions.total(), 1)
        return self._results[feed_id].missed if is_all_new else 0

    def rows(self) -> list[Row]:
        """Feed, entries, inserted, revised, unchanged, rejected."""
        return [self._row(feed_id) for feed_id in sorted({*self._actions, *self._rejected, *self._results})]

    def counts(self) -> Counts:
        """All feeds together."""
        columns = [sum(column) for column in zip(*(row[1:] for row in self.rows()), strict=True)] or [0] * 5
        entries, inserted, revised, unchanged, rejected = columns
        return Counts(
            feeds=len(self._results),
            entries=entries,
            inserted=inserted,
            revised=revised,
            unchanged=unchanged,
            rejected=rejected,
            outcomes=dict(Counter(str(result.outcome) for result in self._results.values())),
        )

    def _row(self, feed_id: int) -> tuple[int, ...]:
        actions = self._actions[feed_id]
        rejected = self._rejected[feed_id]
        filed = actions.total() + rejected
        result = self._results.get(feed_id)
        return (
            feed_id,
            filed if result is None else max(result.entries, filed),
            actions[Action.INSERT],
            actions[Action.REVISE],
            actions[Action.SIGHTING],
            rejected,
        )
