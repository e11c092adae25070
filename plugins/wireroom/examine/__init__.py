"""One question in, one plain answer out: what `wireroom inspect` shows."""

from wireroom.examine.examiners import EXAMINERS

__all__ = ["EXAMINERS"]
