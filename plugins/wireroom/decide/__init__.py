"""Pure judgement: what to do with an article, and when and how to ask its feed again."""

from wireroom.decide.decide import decide
from wireroom.decide.drop_ambiguous_keys import drop_ambiguous_keys
from wireroom.decide.feed_result import feed_result
from wireroom.decide.merge_repeats import merge_repeats
from wireroom.decide.outcome_after import outcome_after

__all__ = ["decide", "drop_ambiguous_keys", "feed_result", "merge_repeats", "outcome_after"]
