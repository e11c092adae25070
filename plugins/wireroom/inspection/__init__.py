"""One request in, one plain response out: what `wireroom inspect` shows."""

from wireroom.inspection.handlers import HANDLERS

__all__ = ["HANDLERS"]
