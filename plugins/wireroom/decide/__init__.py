"""Pure decisions: what to do with an article, and when and how to poll its feed again."""

from wireroom.decide.feed_result import feed_result, outcome_after
from wireroom.decide.plan_batch import plan_batch
from wireroom.decide.second_reading import (
    compare_readings,
    disagreement_in_words,
    reader_after,
    why_read_twice,
)

__all__ = [
    "compare_readings",
    "disagreement_in_words",
    "feed_result",
    "outcome_after",
    "plan_batch",
    "reader_after",
    "why_read_twice",
]
