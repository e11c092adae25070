"""A failed step of a request in, the outcome it stands for out: carried as an exception inside fetch."""

from __future__ import annotations

from wireroom.models import Outcome


class Failure(Exception):  # noqa: N818 - named for the value it becomes; it never leaves this package
    """Ends a request early; `fetch` turns it into an Exchange with this outcome and these words."""

    def __init__(self, outcome: Outcome, why: str, *, advice: str = "") -> None:
        super().__init__(why)
        self.outcome = outcome
        self.why = why  # what happened
        self.detail = f"{why}; {advice}" if advice else why  # and what to do
