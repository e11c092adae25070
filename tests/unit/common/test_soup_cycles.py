"""While much is built nothing looks for cycles; afterwards, and after an error, it is as before."""

from __future__ import annotations

import gc
import weakref

import pytest

from wireroom.common.soup import release, soup_from, without_cycle_search


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


def test_a_released_tree_is_free_without_a_search() -> None:
    with without_cycle_search():
        soup, _ = soup_from(b"<div><p>One <b>two</b></p><script>three</script></div>")
        kept = [weakref.ref(element) for element in soup.find_all(True)]
        release(soup)
        del soup
        assert [each() for each in kept] == [None] * len(kept)
