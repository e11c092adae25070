"""Python's search for unreachable cycles, put off while much is built."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def without_cycle_search() -> Iterator[None]:
    """Within the block Python looks for no unreachable cycles: for bounded work that builds much.

    While a tree of 10,000 elements grows it would go through all of them again and again, and find nothing.
    """
    if not gc.isenabled():  # somebody around us
        yield
        return
    gc.disable()
    try:
        yield
    finally:
        gc.enable()
