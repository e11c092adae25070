"""While much is built nothing looks for cycles; afterwards, and after an error, it is as before."""

from __future__ import annotations

import gc

import pytest

from wireroom.common.soup import without_cycle_search


def test_within_the_block_python_looks_for_no_cycles_and_after_it_does_again() -> None:
    with without_cycle_search():
        assert not gc.isenabled()
        with without_cycle_search():
            assert not gc.isenabled()
        assert not gc.isenabled()
    assert gc.isenabled()


def test_an_error_leaves_it_as_it_was() -> None:
    with pytest.raises(ValueError, match="a page"), without_cycle_search():
        raise ValueError("a page")
    assert gc.isenabled()
