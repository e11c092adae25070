"""What makes two entries the same article, and two versions the same content."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wireroom.normalize import fingerprint, identity_keys

HOME = "https://harbourpost.example/"
AT = datetime(2026, 3, 1, 8, 30, tzinfo=UTC)
LONG = "The harbour of the town was closed on Monday after a crane fell into the water. " * 4


def keys(**said: Any) -> set[bytes]:
    where = {"feed_id": 1, "publisher_domain": "harbourpost.example"}
    return set(identity_keys(**(where | said)))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param(
            {"guid": "http://harbourpost.example/?p=1"},
            {"guid": "https://harbourpost.example/?p=1"},
            id="FreshRSS#5151: https",
        ),
        pytest.param(
            {"guid": "https://www.harbourpost.example/a/"}, {"guid": HOME + "a"}, id="www and slash"
        ),
        pytest.param(
            {"guid": "tag:a,2026:1"},
            {"guid": "tag:a,2026:1", "feed_id": 2},
            id="another feed of the publisher",
        ),
        pytest.param(
            {"canonical_url": HOME + "a"},
            {"canonical_url": "http://www.harbourpost.example/a"},
            id="URL without scheme and www",
        ),
        pytest.param(
            {"guid": "old-slug-of-the-guid", "published_at": AT, "text": LONG},
            {"guid": "new-slug-of-the-guid", "published_at": AT, "text": LONG},
            id="NetNewsWire#324: GUID edited, content and instant the same",
        ),
        pytest.param(
            {"title": "A crane falls", "published_at": AT},
            {"title": "A crane falls", "published_at": AT},
            id="miniflux PR#2898: neither GUID nor link",
        ),
    ],
)
def test_these_are_the_same_article(one: dict[str, Any], other: dict[str, Any]) -> None:
    assert keys(**one) & keys(**other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param({"guid": "123"}, {"guid": "123", "feed_id": 2}, id="short GUIDs of two feeds"),
        pytest.param(
            {"guid": "tag:a,2026:1"},
            {"guid": "tag:a,2026:1", "publisher_domain": "other.example"},
            id="another publisher's GUID",
        ),
        pytest.param({"canonical_url": HOME}, {"canonical_url": HOME}, id="links to the home page"),
        pytest.param(
            {"published_at": AT, "text": "Short.", "guid": "a"},
            {"published_at": AT, "text": "Short.", "guid": "b"},
            id="little text",
        ),
        pytest.param(
            {"title": "Weather", "published_at": AT},
            {"title": "Weather", "published_at": AT.replace(day=2)},
            id="the same title next day",
        ),
    ],
)
def test_these_are_not(one: dict[str, Any], other: dict[str, Any]) -> None:
    assert not keys(**one) & keys(**other)


@pytest.mark.parametrize("known", [{"feed_id": 1}, {"publisher_domain": "harbourpost.example"}])
def test_whose_entry_it_is_has_to_be_said(known: dict[str, Any]) -> None:
    """Forgotten, short GUIDs of all feeds would be one article."""
    with pytest.raises(TypeError, match="missing 1 required keyword-only argument"):
        identity_keys(**known, guid="1")


def test_nothing_at_all_has_no_identity() -> None:
    assert keys() == set()


def test_keys_are_sixteen_bytes() -> None:
    assert {
        len(key) for key in keys(guid="g", canonical_url="https://e.example/a", published_at=AT, text=LONG)
    } == {16}


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("Published 5 minutes ago. Ships wait.", "Published 3 hours ago. Ships wait."),
        ("Ships wait. 12 comments", "Ships wait. 1,204 comments"),
        ("Ships wait.\n\n4,812 views", "Ships wait.\n\n26,240 views"),
        ("Ships wait. Page generated at 12:00:07", "Ships wait. Page generated at 12:01:44"),
        ("Schiffe warten. Stand: 23.11.2026, 12:00 Uhr", "Schiffe warten. Stand: 23.11.2026, 14:30 Uhr"),
        ("Points: 12 Ships wait", "Points: 140 Ships wait"),
        ("Ships wait. Comments (3)", "Ships wait. Comments (17)"),
        ("Vor 5 Minuten: Schiffe warten", "vor 2 Stunden: Schiffe warten"),
        ("il y a 5 minutes, des navires", "il y a 2 heures, des navires"),
        ("5 минут назад суда ждут", "2 часа назад суда ждут"),
        ("3分前 船が待つ", "10分前 船が待つ"),
        ("See https://e.example/a?utm_source=x", "See https://e.example/a?utm_source=y"),
        ("Ships  wait\n\nhere", "Ships wait here"),
        ("“Ships” – wait…", '"Ships" - wait...'),
    ],
)
def test_volatile_noise_is_no_change(before: str, after: str) -> None:
    assert fingerprint("t", before) == fingerprint("t", after)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("Two ships wait.", "Three ships wait."),
        ("5 minutes of silence", "6 minutes of silence"),
        ("12 ships wait", "13 ships wait"),
        ("She bought 5,000 shares.", "She bought 6,000 shares."),
        ("Won by 12 points", "Won by 13 points"),
        ("The ferry sails at 12:00", "The ferry sails at 12:30"),
        ("She ran it in 2:03:15", "She ran it in 2:03:51"),
        ("", "Ships wait."),
    ],
)
def test_a_change_that_a_reader_sees_is_one(before: str, after: str) -> None:
    assert fingerprint("t", before) != fingerprint("t", after)


@given(st.text(max_size=300), st.text(max_size=300))
def test_title_and_text_are_not_mixed_up(title: str, text: str) -> None:
    assert len(fingerprint(title, text)) == 16
