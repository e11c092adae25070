"""How the exchange ended and what parsing found in; the poll's outcome and its words out."""

from __future__ import annotations

from wireroom.models import Outcome, ParsedFeed


def outcome_after(
    fetched: Outcome,
    detail: str,
    parsed: ParsedFeed | None,
    refused: str | None = None,
    refused_as: Outcome = Outcome.NOT_A_FEED,
) -> tuple[Outcome, str]:
    """Give (outcome, detail): what the network said, made worse by what the bytes turned out to be.

    `fetched` and `detail` are the exchange's. `refused`: why the parser refused the bytes (the words
    of NotAFeedError), or why nobody may read them; `refused_as`: what that is called.
    """
    if fetched is Outcome.TRUNCATED:  # whatever is wrong with the beginning, the end is missing
        return fetched, f"{detail} ({refused})" if refused else detail
    if fetched is not Outcome.OK:
        return fetched, detail
    if refused is not None:
        return refused_as, refused
    if parsed is None:
        return Outcome.UNPARSABLE, detail or "the document could not be read"
    words = "; ".join(parsed.problems)
    if not parsed.entries:
        return Outcome.EMPTY, words or "a feed without entries"
    if parsed.left_out:
        return Outcome.CAPPED, words
    return (Outcome.MALFORMED if parsed.is_damaged else Outcome.OK), words or detail
