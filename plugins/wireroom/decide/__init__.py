"""Pure judgement: what to do with an article, and when and how to ask its feed again."""

from wireroom.decide.feed_result import feed_result
from wireroom.decide.outcome_after import outcome_after
from wireroom.decide.plan_batch import plan_batch

__all__ = ["feed_result", "outcome_after", "plan_batch"]
