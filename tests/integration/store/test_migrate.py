"""Migrating: any earlier state of a database in, the present schema out."""

from __future__ import annotations

from wireroom import store


def test_a_second_migration_finds_nothing_to_do(empty_database_url: str) -> None:
    """Every `make up` migrates; it must cost nothing and change nothing."""
    first = store.migrate(empty_database_url)
    again = store.migrate(empty_database_url)
    assert first.applied
    assert again.applied == ()
    assert again.present == len(first.applied)
