"""No month's name is taken for a label of a date: `maj` is May in Danish, and in French `mis à jour`."""

from __future__ import annotations

import pytest

from wireroom.common.dates.date_lexicon import label_in


@pytest.mark.parametrize("written", ["12. maj", "maj", "3 maj", "Maj.", "Jens Olsen · 12. maj"])
def test_may_in_danish_and_swedish_is_no_label(written: str) -> None:
    assert label_in(written) == ""


@pytest.mark.parametrize("written", ["maj le", "MAJ :", "Maj: "])
def test_maj_is_a_label_as_the_french_write_it(written: str) -> None:
    assert label_in(written) == "modified"


@pytest.mark.parametrize("written", ["발행인 김철수", "প্রকাশ রায়", "شائع في"])
def test_words_that_only_begin_as_labels_do_are_none(written: str) -> None:
    assert label_in(written) == ""
