"""Several candidates, one date: whom we trust, and what we say about the others."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from wireroom.common.dates import choose_date, date_in_url, read_date
from wireroom.common.dates.choose_date import SOURCE_RANK
from wireroom.common.tables import rows
from wireroom.models import DateReading

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)


def said(source: str, text: str) -> DateReading:
    """A reading of `text`."""
    return read_date(text, source=source, now=NOW)


def test_publishing_outranks_changing_and_guessing() -> None:
    """Whatever the order they come in."""
    published = said("feed:pubDate", "Mon, 23 Nov 2026 09:15:30 GMT")
    others = [said("feed:updated", "2026-11-23T10:00:00Z"), said("text", "2026-11-23T08:00:00Z")]
    assert choose_date([*others, published], now=NOW) == published


def test_midnight_gives_way_to_a_time_on_the_same_day() -> None:
    """Templates write 00:00 for "no time"; the reading says whose time it is."""
    chosen = choose_date(
        [said("feed:pubDate", "Mon, 23 Nov 2026 00:00:00 GMT"), said("feed:updated", "2026-11-23T10:00:00Z")],
        now=NOW,
    )
    assert chosen is not None
    assert (chosen.source, chosen.note) == ("feed:updated", "feed:pubDate gives only the day")


def test_midnight_stays_where_the_change_is_of_another_day() -> None:
    """A later edit is no publication."""
    midnight = said("feed:pubDate", "Fri, 20 Nov 2026 00:00:00 GMT")
    assert choose_date([midnight, said("feed:updated", "2026-11-23T10:00:00Z")], now=NOW) == midnight


def test_a_day_in_the_url_is_refined_by_the_elements_of_that_day() -> None:
    """The URL is sure of the day, `updated` of the second."""
    url = date_in_url("https://news.example/2026/11/23/story", now=NOW)
    assert url is not None
    chosen = choose_date([said("feed:updated", "2026-11-23T10:00:00Z"), url], now=NOW)
    assert chosen is not None
    assert chosen.source == "feed:updated"


@pytest.mark.parametrize(
    ("url", "updated"),
    [
        pytest.param("https://news.example/2016/10/story", "2016-10-21T00:27+02:00", id="within the month"),
        pytest.param(
            "https://news.example/2016/10/story", "2016-10-21T10:27:00+00:00", id="an offset is no midnight"
        ),
        pytest.param(
            "https://news.example/2026/07/27/story", "2026-07-28T02:43Z", id="the evening in another zone"
        ),
    ],
)
def test_what_the_url_is_unsure_of_the_change_says(url: str, updated: str) -> None:
    """A month or a day as seen from another zone."""
    in_url = date_in_url(url, now=NOW)
    assert in_url is not None
    chosen = choose_date([in_url, said("feed:updated", updated)], now=NOW)
    assert chosen is not None
    assert (chosen.source, chosen.at) == ("feed:updated", said("feed:updated", updated).at)


def test_of_one_instant_the_clock_of_its_own_zone_is_kept_where_its_day_is_another() -> None:
    """So `published_raw` tells the day that readers there see; the instant is the same."""
    told = said("meta:article:published_time", "2025-12-19T03:05:00+00:00")
    chosen = choose_date([told, said("html:shown", "2025-12-18T19:05:00-08:00")], now=NOW)
    assert chosen is not None
    assert (chosen.raw, chosen.at) == ("2025-12-18T19:05:00-08:00", told.at)
    assert chosen.note == "meta:article:published_time writes the same instant in UTC"
    same_day = said("meta:article:published_time", "2025-12-18T13:05:00Z")
    assert choose_date([same_day, said("html:shown", "2025-12-18T05:05:00-08:00")], now=NOW) == same_day


def test_disagreement_is_written_down() -> None:
    """An update long before the publication, and another publication."""
    chosen = choose_date(
        [
            said("feed:pubDate", "Mon, 23 Nov 2026 09:15:30 GMT"),
            said("feed:dc:date", "2026-11-18T09:15:30Z"),
            said("feed:updated", "2026-11-01T09:15:30Z"),
        ],
        now=NOW,
    )
    assert chosen is not None
    assert chosen.note == "feed:dc:date says 2026-11-18; feed:updated says 2026-11-01"


def test_a_refused_better_candidate_is_named() -> None:
    """So that nobody wonders why the feed's own date was not taken."""
    chosen = choose_date(
        [
            said("feed:pubDate", "Mon, 01 Jan 0001 00:00:00 +0000"),
            said("feed:updated", "2026-11-23T10:00:00Z"),
        ],
        now=NOW,
    )
    assert chosen is not None
    assert chosen.note == "feed:pubDate refused: absurd: before 1900"


def test_no_candidate_is_no_date() -> None:
    """None, not now."""
    assert choose_date([], now=NOW) is None
    assert choose_date([said("feed:pubDate", "soon")], now=NOW) is None


def test_each_element_that_a_feed_dates_an_entry_by_has_its_rank() -> None:
    names = [row[2] for row in rows("wireroom.parse", "vocabulary.tsv") if row[1] == "date"]
    assert [name for name in names if name.lower().rpartition(":")[2] not in SOURCE_RANK] == []


def test_a_change_that_prism_tells_is_no_publication() -> None:
    published = said("feed:prism:publicationDate", "2026-11-20")
    changed = said("feed:prism:modificationDate", "2026-11-22T10:00:00Z")
    assert choose_date([changed, published], now=NOW) == published


@pytest.mark.parametrize(
    ("told", "shown", "at"),
    [
        pytest.param(
            "2026-11-20T20:00:00.000Z", "2026-11-20T20:00:00+09:00", "2026-11-20T11:00:00", id="a Z behind it"
        ),
        pytest.param("2026-11-20T20:00:00", "2026-11-20T20:00+01:00", "2026-11-20T19:00:00", id="no zone"),
        pytest.param("2026-11-20T20:00:00Z", "2026-11-20T21:00:00+01:00", "2026-11-20T20:00:00", id="agreed"),
        pytest.param(
            "2026-11-20T20:00:00Z", "2026-11-20T20:07:00+01:00", "2026-11-20T20:00:00", id="another minute"
        ),
        pytest.param("2026-11-20T20:00:00Z", "2026-11-20T20:00:00", "2026-11-20T20:00:00", id="both without"),
        pytest.param(
            "2026-11-20T20:00:00+02:00", "2026-11-20T20:00:00+09:00", "2026-11-20T18:00:00", id="two zones"
        ),
    ],
)
def test_the_same_clock_with_a_zone_tells_what_it_means(told: str, shown: str, at: str) -> None:
    """`T20:00:00Z` in the head and `T20:00:00+09:00` beside the headline are one clock on one wall."""
    readings = [said("meta:article:published_time", told), said("html:shown", shown)]
    chosen = choose_date(readings, now=NOW)
    assert chosen is not None
    assert chosen.at is not None
    assert f"{chosen.at:%Y-%m-%dT%H:%M:%S}" == at
    assert ("same clock as UTC" in chosen.note) == (chosen.raw == shown)


@pytest.mark.parametrize("name", ["meta:article:modified_time", "meta:og:updated_time", "meta:bt:moddate"])
def test_a_change_outranks_no_day_that_the_page_shows(name: str) -> None:
    """Whatever the element that tells it is called."""
    shown = said("html:shown", "20 November 2026, 14:45 UTC")
    assert choose_date([said(name, "2026-11-22T10:00:00Z"), shown], now=NOW) == shown


@pytest.mark.parametrize("day", ["1970-01-01", "31 December 1969"])
def test_a_day_of_the_epoch_counts_where_nobody_says_another(day: str) -> None:
    """A paper of that day has no other; of a live feed it stands for none, and something else tells more."""
    paper = said("feed:pubDate", day)
    assert choose_date([paper], now=NOW) == paper
    chosen = choose_date([paper, said("feed:dc:date", "2026-11-20")], now=NOW)
    assert chosen is not None
    assert chosen.at == datetime(2026, 11, 20, tzinfo=UTC)
