"""What the processes of `support/warm.py` share: imported once, and what is loaded with the first article."""

from __future__ import annotations

import gc

import wireroom.load  # noqa: F401
from wireroom.normalize import load_language_model

load_language_model()
gc.freeze()
