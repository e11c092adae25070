"""What is said when a database cannot be reached."""

from __future__ import annotations

import pytest

from wireroom.errors import StoreError
from wireroom.store.connection import connect


def test_a_database_that_is_away_is_named_without_its_password() -> None:
    """The message says where, what to do, and no secret."""
    with pytest.raises(StoreError) as caught:
        connect("postgresql://ada:secret@127.0.0.1:1/wireroom")
    assert "127.0.0.1:1/wireroom" in str(caught.value)
    assert "make status" in str(caught.value)
    assert "secret" not in str(caught.value)


def test_a_url_that_is_none_is_refused() -> None:
    """A typing error in a setting is no crash."""
    with pytest.raises(StoreError, match="not a database URL"):
        connect("wireroom database")
