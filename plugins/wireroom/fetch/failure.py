"""A failed step of a request in, the outcome it stands for out: carried as an exception inside fetch."""

from __future__ import annotations

from datetime import timedelta

from wireroom.models import Outcome


class Failure(Exception):  # noqa: N818 - named for the value it becomes; it never leaves this package
    """Ends a request early; `fetch` turns it into an Exchange with this outcome and these words."""

    def __init__(self, outcome: Outcome, detail: str, *, retry_after: timedelta | None = None) -> None:
        super().__init__(detail)
        self.outcome = outcome
        self.detail = detail
        self.retry_after = retry_after
