"""Reading feeds.yaml, and saying where it is wrong."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from wireroom.errors import FeedsFileError
from wireroom.models import EntryRule, FeedSpec
from wireroom.sources import add_feeds, load_feeds_file

PROJECT = Path(__file__).resolve().parents[3]


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "feeds.yaml"


def test_every_key_has_its_meaning(file: Path) -> None:
    file.write_text(
        """
feeds:
  - url: feed:https://nytt.example.no/rss
    title: "Nytt: nå"
    publisher: Nytt
    country: no
    language: nb
    timezone: Europe/Oslo
    category: News/Europe
    every: 1h30m
    paused: yes
    private: true
    archive: https://nytt.example.no/archive
""",
        encoding="utf-8",
    )
    assert load_feeds_file(file) == (
        FeedSpec(
            url="https://nytt.example.no/rss",
            title="Nytt: nå",
            publisher="Nytt",
            country="no",
            language="nb",
            timezone="Europe/Oslo",
            category=("News", "Europe"),
            every=timedelta(minutes=90),
            paused=True,
            private=True,
            archive="https://nytt.example.no/archive",
            family="example.no",
        ),
    )


@pytest.mark.parametrize(
    ("said", "meant"), [("uk", "gb"), ("UK", "gb"), ("gb", "gb"), ("el", "gr"), ("ua", "ua")]
)
def test_a_country_is_named_as_iso_does(file: Path, said: str, meant: str) -> None:
    """Before, feeds of one country stood under two codes in the filters of the pages."""
    file.write_text(f"feeds:\n  - url: https://a.example/\n    country: {said}\n    language: uk\n")
    (spec,) = load_feeds_file(file)
    assert (spec.country, spec.language) == (meant, "uk")


def test_rules_are_read_written_and_read_alike(file: Path) -> None:
    file.write_text(
        """
defaults:
  drop: {any: "horoscope: today"}
feeds:
  - url: https://a.example/
    keep: {category: [Politics, "Economy, trade"], title: budget}
  - url: https://b.example/
    drop:
      url: re2:/(sport|games)/
      title:
        - '"quoted" {and} [bracketed]'
        - re2:\\d+ (dead|injured)
""",
        encoding="utf-8",
    )
    first, second = load_feeds_file(file)
    assert first.keep == (
        EntryRule("category", "Politics"),
        EntryRule("category", "Economy, trade"),
        EntryRule("title", "budget"),
    )
    assert first.drop == (EntryRule("any", "horoscope: today"),)
    assert [rule.text for rule in second.drop] == [
        "re2:/(sport|games)/",
        '"quoted" {and} [bracketed]',
        r"re2:\d+ (dead|injured)",
    ]
    written = file.with_name("written.yaml")
    add_feeds(written, [first, second])
    assert load_feeds_file(written) == (first, second)


def test_defaults_hold_where_a_feed_says_nothing(file: Path) -> None:
    file.write_text(
        "defaults: {every: 2h, language: sv}\n"
        "feeds:\n- https://a.example/\n- {url: https://b.example/, every: 1d}\n"
    )
    bare, own = load_feeds_file(file)
    assert (bare.every, bare.language) == (timedelta(hours=2), "sv")
    assert (own.every, own.language) == (timedelta(days=1), "sv")


def test_of_a_header_that_is_written_twice_the_last_counts(file: Path) -> None:
    """As YAML's readers do, and as it was; then the list was refused for a nested value."""
    file.write_text('feeds:\n- {url: https://a.example/, headers: {X-A: "1", X-A: "2"}}\n')
    (feed,) = load_feeds_file(file)
    assert feed.headers == (("X-A", "2"),)


def test_a_feed_goes_without_the_rules_of_the_defaults(file: Path) -> None:
    """Before, `{}` was refused with the advice to leave the key out, which is to follow the defaults."""
    file.write_text(
        "defaults: {drop: {title: quiz}}\nfeeds:\n"
        "- https://a.example/\n- {url: https://b.example/, drop: {}, keep: {}}\n"
    )
    bare, own = load_feeds_file(file)
    assert (bare.keep, bare.drop) == ((), (EntryRule("title", "quiz"),))
    assert (own.keep, own.drop) == ((), ())


@pytest.mark.parametrize("text", ["", "# nothing yet\n", "feeds:\n", "feeds: []\n"])
def test_an_empty_list_is_no_mistake(file: Path, text: str) -> None:
    file.write_text(text)
    assert load_feeds_file(file) == ()


MISTAKES = {
    "an unknown key": (
        "feeds:\n  - url: https://a.example/\n    privat: true\n",
        3,
        "Did you mean `private`",
    ),
    "allowed keys are named": ("feeds:\n  - link: https://a.example/\n", 2, "Allowed: url, title, publisher"),
    "an unknown top key": ("sources: []\n", 1, "Allowed: defaults, feeds"),
    "no url": ("feeds:\n  - url: https://a.example/\n  - title: B\n", 3, "no `url`"),
    "another scheme": ("feeds:\n  - url: ftp://a.example/\n", 2, "http://"),
    "no host": ("feeds:\n  - url: https:///x\n", 2, "no host"),
    "a space in the address": ("feeds:\n  - url: https://a.example/a b\n", 2, "space"),
    "rules without a field": (
        "feeds:\n  - url: https://a.example/\n    drop: horoscope\n",
        3,
        "`drop` is no mapping of a field (title, text",
    ),
    "a rule for no field": (
        "feeds:\n  - url: https://a.example/\n    keep:\n      title: x\n      headline: y\n",
        5,
        "`keep` names the field 'headline'",
    ),
    "a pattern that is none": (
        "feeds:\n  - url: https://a.example/\n    drop:\n      title:\n        - x\n        - re2:(a\n",
        6,
        "RE2 does not read: missing ): (a",
    ),
    "a rule for a field without words": (
        "feeds:\n  - url: https://a.example/\n    drop: {title: []}\n",
        3,
        "`drop` says nothing",
    ),
    "rules for a field twice": (
        "feeds:\n  - url: https://a.example/\n    drop:\n      title: a\n      title: b\n",
        5,
        "`drop`: `title` is written twice; write a list",
    ),
    "rules too deep": (
        "feeds:\n  - url: https://a.example/\n    drop: {title: {a: b}}\n",
        3,
        "nested",
    ),
    "rules in a list": (
        "feeds:\n  - url: https://a.example/\n    drop:\n      - title: x\n      - author: y\n",
        4,
        "nested value; write {title: [word, other words]}",
    ),
    "a header of several values": (
        "feeds:\n  - url: https://a.example/\n    headers: {Accept: [a, b]}\n",
        3,
        "several values",
    ),
    "a country's name": ("feeds:\n  - url: https://a.example/\n    country: Norway\n", 3, "two letters"),
    "a language's name": ('feeds:\n  - url: https://a.example/\n    language: "norwegian!"\n', 3, "BCP 47"),
    "no such time zone": ("feeds:\n  - url: https://a.example/\n    timezone: Mars/Base\n", 3, "IANA"),
    "a time zone outside": (
        "feeds:\n  - url: https://a.example/\n    timezone: ../../etc/passwd\n",
        3,
        "IANA",
    ),
    "no length of time": ("feeds:\n  - url: https://a.example/\n    every: often\n", 3, "15m"),
    "neither true nor false": (
        "feeds:\n  - url: https://a.example/\n    paused: perhaps\n",
        3,
        "true nor false",
    ),
    "a nested value": ("feeds:\n  - url: https://a.example/\n    title: {a: b}\n", 3, "nested"),
    "an empty value": ("feeds:\n  - url: https://a.example/\n    title:\n", 3, "empty"),
    "a key twice": ("feeds:\n  - url: https://a.example/\n    title: A\n    title: B\n", 4, "twice"),
    "an address twice": ("feeds:\n  - https://a.example/\n  - https://a.example/\n", 3, "already, on line 2"),
    "no list": ("feeds: https://a.example/\n", 1, "must be a list"),
    "an item that is a list": ("feeds:\n  - [a, b]\n", 2, "mapping"),
    "a text for the whole file": ("hello\n", 1, "mapping"),
    "broken YAML": ("feeds:\n  - url: [https://a.example/\n", 3, "not YAML"),
    "a NUL": ("feeds:\n  - https://a.example/\n  - https://b.ex\0ample/\n", 3, "NUL"),
    "a NUL in an escape": (
        'feeds:\n  - url: https://a.example/\n    title: "a\\0b"\n',
        3,
        "control character",
    ),
    "a NUL in a list": ('feeds:\n  - url: https://a.example/\n    category: ["a\\0b"]\n', 3, "control char"),
    "half a pair": ('feeds:\n  - url: https://a.example/\n    title: "a\\ud800b"\n', 3, "not YAML"),
    "tabs": ("feeds:\n\t- url: x\n", 2, "not YAML"),
    "a url among the defaults": ("defaults:\n  url: https://a.example/\n", 2, "no key `url`"),
}


@pytest.mark.parametrize(("text", "line", "words"), MISTAKES.values(), ids=MISTAKES)
def test_a_mistake_names_its_line_and_what_is_allowed(file: Path, text: str, line: int, words: str) -> None:
    file.write_text(text)
    with pytest.raises(FeedsFileError) as error:
        load_feeds_file(file)
    assert error.value.line == line
    assert words in str(error.value)
    assert str(file) in str(error.value)


def test_a_missing_file_says_how_to_make_one(file: Path) -> None:
    with pytest.raises(FeedsFileError, match="feeds add"):
        load_feeds_file(file)


def test_an_alias_bomb_costs_nothing(file: Path) -> None:
    levels = ["a0: &a0 [x, x]"] + [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 30)]
    file.write_text("\n".join(levels))
    with pytest.raises(FeedsFileError):
        load_feeds_file(file)


@given(
    st.binary(max_size=200)
    | st.text(max_size=200).map(lambda text: f"feeds:\n- url: {text}".encode("utf-8", "replace"))
)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_bytes_are_feeds_or_a_mistake_with_words(file: Path, data: bytes) -> None:
    file.write_bytes(data)
    try:
        found: object = load_feeds_file(file)
    except FeedsFileError as error:
        found = str(error)
    assert isinstance(found, tuple) or str(file) in str(found)


class TestShippedFile:
    """The feeds.yaml of the project."""

    FEEDS = load_feeds_file(PROJECT / "feeds.yaml")
    PUBLIC = tuple(feed for feed in FEEDS if not feed.private)

    def test_it_ships_about_forty_public_feeds_of_six_continents_and_ten_languages(self) -> None:
        assert len(self.PUBLIC) >= 38
        assert len({feed.category for feed in self.PUBLIC}) == 6
        assert len({str(feed.language).partition("-")[0] for feed in self.PUBLIC}) >= 10

    def test_each_says_who_and_where(self) -> None:
        assert [f.url for f in self.FEEDS if not (f.title and f.publisher and f.country and f.language)] == []

    def test_public_feeds_are_asked_over_tls(self) -> None:
        assert [feed.url for feed in self.PUBLIC if not feed.url.startswith("https://")] == []

    def test_the_whole_sample_newsroom_is_in_it(self) -> None:
        from wireroom.newsroom import feed_specs

        listed = {feed.url for feed in self.FEEDS if feed.private}
        assert listed == {spec.url for spec in feed_specs()}
