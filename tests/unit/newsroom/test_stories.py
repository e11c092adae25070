"""Stories read like news in ten languages, and are the same from the same seed."""

from __future__ import annotations

import re
import string
import unicodedata
from collections import Counter
from datetime import UTC, datetime

import pytest

from wireroom.newsroom.content.outlet import Outlet, generated_outlet, standing_outlets
from wireroom.newsroom.content.schedule import latest
from wireroom.newsroom.content.story import make_story, number_in, number_text, phrase_book

NOW = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
LANGUAGES = sorted({outlet.language for outlet in standing_outlets().values()})
SCRIPTS = {"ru": "CYRILLIC", "ar": "ARABIC", "zh": "CJK", "ja": "CJK"}
SLOTS = {"town", "outlet", "street", "person", "other", "weekday", "amount"} | {
    "count", "wrong", "tens", "small", "few", "year",
}  # fmt: skip


def outlets_in(language: str) -> list[Outlet]:
    return [outlet for outlet in standing_outlets().values() if outlet.language == language]


def test_there_are_at_least_eight_languages() -> None:
    assert len(LANGUAGES) >= 8


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_phrase_names_only_slots_that_are_filled(language: str) -> None:
    book = phrase_book(language)
    phrases = [*book.quotes, *book.background, *book.outlook]
    for topic in book.topics:
        phrases += [*topic.titles, *topic.leads, *topic.details]
    named = {name for phrase in phrases for _, name, _, _ in string.Formatter().parse(phrase) if name}
    assert named <= SLOTS


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_book_has_enough_to_say(language: str) -> None:
    book = phrase_book(language)
    assert len(book.topics) >= 6
    assert len(book.people) >= 10
    assert all(len(topic.details) >= 4 for topic in book.topics)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_story_has_a_title_two_to_seven_paragraphs_and_an_author(language: str) -> None:
    (outlet, *_) = outlets_in(language)
    for slot in latest(outlet, "1", NOW, 40):
        story = make_story(outlet, "1", slot)
        assert story.title
        assert story.authors
        assert 2 <= len(story.paragraphs) <= 7
        assert not re.search(r"[{}]", " ".join((story.title, *story.paragraphs)))


@pytest.mark.parametrize(("language", "script"), SCRIPTS.items())
def test_a_story_is_written_in_the_script_of_its_language(language: str, script: str) -> None:
    (outlet,) = outlets_in(language)
    text = "".join(make_story(outlet, "1", latest(outlet, "1", NOW, 1)[0]).paragraphs)
    letters = [character for character in text if character.isalpha()]
    written = sum(
        unicodedata.name(letter, "").startswith((script, "HIRAGANA", "KATAKANA")) for letter in letters
    )
    assert written > 0.9 * len(letters)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_window_hardly_repeats_itself(language: str) -> None:
    (outlet, *_) = outlets_in(language)
    titles = Counter(make_story(outlet, "1", slot).title for slot in latest(outlet, "1", NOW, 20))
    assert len(titles) >= 17


def test_the_same_seed_tells_the_same_story_and_another_seed_another() -> None:
    outlet = standing_outlets()["harbour-post"]
    made = [
        [make_story(outlet, seed, slot) for slot in latest(outlet, seed, NOW, 10)] for seed in ("1", "1", "2")
    ]
    assert made[0] == made[1]
    assert made[0] != made[2]


def test_a_corrected_story_says_so_and_keeps_its_address() -> None:
    outlet = standing_outlets()["harbour-post"]
    slot = next(slot for slot in latest(outlet, "1", NOW, 50) if slot.corrected)
    before = make_story(outlet, "1", type(slot)(slot.number, slot.published))
    after = make_story(outlet, "1", slot)
    assert after.paragraphs == (*before.paragraphs, after.paragraphs[-1])
    assert after.paragraphs[-1].startswith("Correction: ")
    assert (after.path, after.updated) == (before.path, slot.corrected)


@pytest.mark.parametrize("number", [0, 1, 35, 36, 46_655, 2_000_000])
def test_a_storys_number_is_read_back_from_its_address(number: int) -> None:
    assert number_in(f"/2026/11/23/a-slug-9-{number_text(number)}") == number


@pytest.mark.parametrize("path", ["/", "/2026/11/23/", "/2026/11/23/x", "/a/b/c/d-1", "/2026/11/23/x-%00"])
def test_other_addresses_hold_no_story(path: str) -> None:
    assert number_in(path) is None


def test_generated_outlets_take_turns_in_shape_and_language() -> None:
    outlets = [generated_outlet(number) for number in range(60)]
    assert len({outlet.host for outlet in outlets}) == 60
    assert {outlet.feeds[0].shape for outlet in outlets} == {"rss", "atom", "json"}
    assert len({outlet.language for outlet in outlets}) >= 8
