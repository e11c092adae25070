"""Before a day stands what it is, in the words of the page's language: each of them tells the same."""

from __future__ import annotations

from pathlib import Path

import pytest

from wireroom.common.dates import label_in

TABLE = Path(__file__).with_name("labels_of_languages.tsv")
LANGUAGES = [line.split("\t") for line in TABLE.read_text().splitlines() if not line.startswith("#")]


@pytest.mark.parametrize(("published", "modified"), [pytest.param(*row[1:], id=row[0]) for row in LANGUAGES])
def test_a_language_s_labels_are_known(published: str, modified: str) -> None:
    for label, words in (("published", published), ("modified", modified)):
        for said in words.split("|"):
            for before in (said, f"{said}:", f"Ana Pike, {said} "):
                assert label_in(before) == label, before


@pytest.mark.parametrize(
    "before",
    [
        "Creator: Ana Pike",
        "Kreativität",
        "Endre Nagy",
        "Luotue",
        "Publication Nature",
        "Erstligist",
        "Objavan",
        "Creatura",
        "Birthe Holm",
        "Editorial",
        "法案修正案",
    ],
)
def test_words_that_begin_alike_are_no_labels(before: str) -> None:
    assert label_in(before) == ""
