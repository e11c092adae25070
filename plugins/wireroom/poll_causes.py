"""The polls of a run in, why some of them did not go well out: grouped, so that one cause is one line."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from wireroom.store import Cause, Poll

_NAMED = 5  # feeds of one cause that are told apart; of more the first are named


def cause_lines(polls: Iterable[Poll]) -> tuple[tuple[bool, str], ...]:
    """Whether it needs somebody, and a line for people; what needs somebody first, then the commonest."""
    groups: dict[Cause, list[Poll]] = defaultdict(list)
    for poll in polls:
        if poll.cause and not poll.outcome.is_healthy:
            groups[Cause(poll.condition, poll.cause, poll.needs_somebody, 0)].append(poll)
    ordered = sorted(
        groups.items(), key=lambda item: (not item[0].needs_somebody, -len(item[1]), item[0].cause)
    )
    return tuple(
        (cause.needs_somebody, line) for cause, members in ordered for line in _lines(cause, members)
    )


def _lines(cause: Cause, members: list[Poll]) -> Iterator[str]:
    if cause.needs_somebody and len(members) <= _NAMED:
        for poll in members:
            yield f"{poll.title} needs somebody: {cause.cause}: {poll.detail or poll.outcome}"
        return
    words = Cause(cause.condition, cause.cause, cause.needs_somebody, len(members)).words
    if cause.needs_somebody:
        named = ", ".join(poll.title for poll in members[:_NAMED])
        words += f" ({named}, and {len(members) - _NAMED} more: see news.feeds)"
    yield words
