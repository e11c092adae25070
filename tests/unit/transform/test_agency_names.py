"""An agency has one name, and is no author, whether a byline tells it or the text."""

from __future__ import annotations

import pytest

from wireroom.clean import clean_html
from wireroom.common.agencies import CLOSING, DOUBTFUL, WRITTEN
from wireroom.models import Person
from wireroom.normalize import people


def _in_byline(written: str, publisher: str | None = None) -> tuple[tuple[str, ...], tuple[str, ...]]:
    return people([Person(written)], publisher=publisher)


def _in_text(last_paragraph: str) -> list[str | None]:
    cleaned = clean_html(f"<p>The port opened on Monday.</p><p>{last_paragraph}</p>", base_url=None)
    return [notice.name for notice in cleaned.attribution if notice.kind == "agency"]


@pytest.mark.parametrize("written", sorted(WRITTEN))
def test_what_a_text_calls_an_agency_is_one_in_a_byline_too(written: str) -> None:
    """Else one article is by `АФП` and from AFP, or from `AP` and from `Associated Press`."""
    assert _in_byline(written) == ((), (WRITTEN[written],))
    assert set(_in_text(f"© {written}")) == {WRITTEN[written]}


@pytest.mark.parametrize(
    ("written", "name"),
    {
        "АФП": "AFP",
        "로이터": "Reuters",
        "VOA": "Voice of America",
        "STA": "STA",
        "CNA": "CNA (Taiwan)",
        "sda": "Keystone-SDA",
        "美联社": "AP",
        "德新社": "dpa",
        "合众国际社": "UPI",
        "Folhapress": "Folhapress",
        "ACN": "ACN",
    }.items(),
)
def test_names_that_only_one_of_two_tables_knew(written: str, name: str) -> None:
    assert _in_byline(written) == ((), (name,))
    assert _in_text(f"({written})") == [name]


def test_an_outlet_with_an_agencys_initials_is_its_own_newsroom() -> None:
    assert _in_byline("CNA", publisher="CNA") == ((), ())
    assert _in_byline("CNA", publisher="Bay News") == ((), ("CNA (Taiwan)",))
    assert _in_byline("BTA", publisher="BTA") == ((), ("BTA",))


@pytest.mark.parametrize("word", ["Sana", "Ana", "sta", "aa", "Mena", "Mia", "Миа", "nova"])
def test_a_name_or_word_in_small_letters_is_no_agency(word: str) -> None:
    assert _in_byline(word)[1] == ()


def test_what_means_other_things_too_is_marked_in_the_table() -> None:
    assert DOUBTFUL.issubset(WRITTEN)
    assert CLOSING.issubset(DOUBTFUL)
