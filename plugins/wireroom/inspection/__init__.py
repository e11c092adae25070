"""One request in, one plain response out: what `wireroom inspect` shows."""

from wireroom.inspection.handlers import HANDLERS
from wireroom.inspection.request import html_of

__all__ = ["HANDLERS", "html_of"]
