"""Rules of feeds.yaml: what they are, which are refused, and what they fit."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from support.cpu_time import STEEPEST, growth
from wireroom.common.entry_rules import FIELDS, RuleError, read_rules, reason_to_drop, write_rules

FITS: dict[str, tuple[str, str]] = {
    "a word": ("horoscope", "Your horoscope for today"),
    "in any case": ("HOROSCOPE", "horoscope"),
    "beyond ASCII": ("москва", "МОСКВА слезам не верит"),
    "several words": ("lottery numbers", "The Lottery Numbers of Saturday"),
    "however they are spaced in the rule": ("lottery   numbers", "the lottery numbers"),
    "beside punctuation": ("live", "LIVE: the match"),
    "signs of a pattern are signs": ("C++ (beta)", "Why C++ (beta)?"),
    "an accent written as two characters in the rule": ("cafe\u0301", "Caf\u00e9 closes"),
    "where a script sets no spaces": ("足球", "日本足球队获胜"),
    "Latin amid Chinese": ("AI", "生成AI的时代"),
    "with an ending, in Korean": ("축구", "축구는 계속된다"),
    "part of an address": ("/sport/", "https://a.example/en/sport/1"),
    "a pattern": ("re2:(?i)^live\\b", "Live: the match"),
    "a pattern with a script": ("re2:\\p{Cyrillic}", "о погоде"),
}
FITS_NOT: dict[str, tuple[str, str]] = {
    "part of a word": ("port", "A report on ports"),
    "part of a word beyond ASCII": ("год", "погода"),
    "another order": ("lottery numbers", "numbers of the lottery"),
    "a pattern in another case": ("re2:live", "LIVE"),
    "Latin within a longer Latin word": ("AI", "生成AIR的时代"),
}
WRONG: dict[str, tuple[Any, str]] = {
    "no such field": ({"headline": "x"}, "names the field 'headline'; there are: title, text"),
    "no words": ({"title": " "}, "has an empty rule for title"),
    "no pattern": ({"title": "re2:"}, "has an empty rule for title"),
    "a pattern that is none": ({"title": "re2:(a"}, "RE2 does not read: missing )"),
    "what RE2 has not": ({"title": "re2:(?=a)b"}, "RE2 does not read"),
    "a pattern that would take the memory": ({"title": "re2:((a{500}){2}b){900}"}, "RE2 does not read"),
    "a pattern that fits all": ({"title": "re2:.*"}, "fits every entry"),
    "nothing": ({}, "says nothing"),
    "an empty list": ({"title": []}, "says nothing"),
    "a novel": ({"title": "a" * 1_001}, "a rule of 1,001 characters"),
    "a control character": ({"title": "a\0b"}, "control character"),
    "half a pair": ({"title": "a\ud800b"}, "control character"),
    "too many": ({"title": [str(number) for number in range(501)]}, "has 501 rules"),
}


def drops(rule: str, text: str) -> bool:
    return reason_to_drop((), read_rules({"title": rule}), lambda field: [text]) is not None


@pytest.mark.parametrize(("rule", "text"), FITS.values(), ids=FITS)
def test_a_rule_fits(rule: str, text: str) -> None:
    assert drops(rule, text)


@pytest.mark.parametrize(("rule", "text"), FITS_NOT.values(), ids=FITS_NOT)
def test_a_rule_does_not_fit(rule: str, text: str) -> None:
    assert not drops(rule, text)


@pytest.mark.parametrize(("written", "words"), WRONG.values(), ids=WRONG)
def test_a_rule_is_refused_in_words(written: Any, words: str) -> None:
    with pytest.raises(RuleError) as refused:
        read_rules(written)
    assert words in str(refused.value)


def test_what_drop_fits_goes_whatever_keep_says_and_what_keep_fits_not_goes_too() -> None:
    keep = read_rules({"category": ["politics", "economy"], "title": "budget"})
    drop = read_rules({"any": "horoscope"})

    def reason(**said: str) -> str | None:
        return reason_to_drop(keep, drop, lambda field: [said[field]] if field in said else [])

    assert reason(category="Politics") is None
    assert reason(category="Sport", title="The budget of the club") is None, "one that fits is enough"
    assert reason(category="Politics", text="A horoscope.") == "drop any: horoscope"
    assert reason(category="Sport") == "keep: none of its rules (category, title) fits"
    assert reason() == "keep: none of its rules (category, title) fits"
    assert reason_to_drop((), (), lambda field: ["x"]) is None


def test_rules_are_written_as_they_were_read() -> None:
    written = {"title": ["horoscope", "re2:^Live"], "url": ["/sport/"]}
    assert write_rules(read_rules(written)) == written


@given(st.text(), st.text())
def test_words_and_a_text_are_never_too_strange(words: str, text: str) -> None:
    try:
        rules = read_rules({"any": words})
    except RuleError:
        return
    shown = text.encode("utf-8", "replace").decode()  # as plain text is: without half a pair
    assert reason_to_drop((), rules, lambda field: [shown]) in (None, f"drop any: {rules[0].text}")
    assert reason_to_drop((), rules, lambda field: [rules[0].text] if field == FIELDS[0] else [])


def test_a_pattern_costs_time_linear_in_the_text() -> None:
    """`(a|aa)+$` and its like take Python's `re` years over a title of a hundred characters."""
    rules = read_rules({"title": ["re2:^(a|aa)+$", "re2:(a*)*b", "re2:(x+x+)+y"]})

    def judge(size: int) -> Callable[[], object]:
        said = ["a" * size + "!"]
        return lambda: reason_to_drop((), rules, lambda field: said)

    assert growth(judge, 800_000) <= STEEPEST
