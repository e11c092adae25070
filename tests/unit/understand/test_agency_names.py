"""An agency has one name, whether a byline tells it or the text."""

from __future__ import annotations

from wireroom.clean.lexicon import rows
from wireroom.normalize.authors.agencies import agency


def test_bylines_and_texts_give_an_agency_the_same_name() -> None:
    """Else one article would be attributed to `AP` and to `Associated Press`."""
    named = [(row[0], agency(written)) for row in rows("agencies.tsv") for written in row[1].split("|")]
    assert [(ours, theirs) for ours, theirs in named if theirs not in (None, ours)] == []
    assert sum(theirs is not None for _, theirs in named) > 100
