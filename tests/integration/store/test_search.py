"""`news.search`: found in each article's own language, ranked, with the words marked."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest

from support import postgres
from support.filings import NOW, article, file, published, rows
from wireroom import store
from wireroom.models import Action, Decision, Filing, Publisher

ARTICLES = {
    "en": "The ferries were running late because of storms over the harbour.",
    "de": "Die Fähren fuhren wegen der Stürme über dem Hafen verspätet.",
    "fr": "Les élèves étaient réunis à l'école malgré la tempête.",
    "ru": "Паромы опаздывали из-за штормов над гаванью.",
    "es": "Los transbordadores llegaron tarde por las tormentas.",
    "tr": "Fırtına nedeniyle vapurlar gecikti.",
    "zh": "受暴风雨影响，港口渡轮全部延误，旅客滞留码头。",
    "ja": "嵐のため港のフェリーは遅れました。",
    "ko": "폭풍우로 항구의 여객선이 지연되었습니다.",
    "th": "เรือข้ามฟากล่าช้าเพราะพายุเหนือท่าเรือ",
    "ar": "تأخرت العبارات بسبب العواصف فوق الميناء.",
    "xx": "Nespoznata lingvo pri pramoj kaj ŝtormoj.",
}

QUERIES = {
    "english, another form of the word": ("ferry storm", None, "en"),
    "german, another form": ("fähre sturm", "de", "de"),
    "german, without its umlauts": ("fahren verspatet", "de", "de"),
    "french, without its accents": ("eleve ecole", "fr", "fr"),
    "russian, another form and case": ("ШТОРМ гавань", "ru", "ru"),
    "spanish, another form": ("transbordador tormenta", "es", "es"),
    "turkish": ("fırtına vapurlar", "tr", "tr"),
    "chinese, a word": ("渡轮", None, "zh"),
    "chinese, a longer run": ("暴风雨影响", None, "zh"),
    "chinese, two words": ("港口 旅客", "zh", "zh"),
    "chinese, a lone letter": ("港", "zh", "zh"),
    "japanese": ("フェリー", None, "ja"),
    "korean, inside a word": ("여객선", None, "ko"),
    "thai": ("เรือข้ามฟาก", None, "th"),
    "arabic": ("العواصف", "ar", "ar"),
    "a language that nobody stems": ("ŝtormoj", None, "xx"),
    "a phrase": ('"running late"', None, "en"),
}


@pytest.fixture(scope="module")
def filed(admin_database_url: str, template_database: str) -> Iterator[store.Connection]:
    """A database with one article in each language; its tests only read."""
    with postgres.database(admin_database_url, template=template_database) as url, store.connect(url) as conn:
        file_each_language(conn)
        yield conn


def file_each_language(conn: store.Connection) -> None:
    file(conn, [article(code, title=code, summary="", text=t, language=code) for code, t in ARTICLES.items()])


def found(conn: store.Connection, query: str, **chosen: object) -> list[str]:
    """Titles found, the best first."""
    names = ("since", "until", "publisher", "language")
    values = [chosen.get(name) for name in names]
    return [
        row[0]
        for row in rows(
            conn,
            "SELECT title FROM news.search(%s, %s::timestamptz, %s::timestamptz, %s, %s)",
            *(query, *values),
        )
    ]


@pytest.mark.parametrize(("query", "language", "expected"), QUERIES.values(), ids=QUERIES)
def test_found_in_its_own_language(
    filed: store.Connection, query: str, language: str | None, expected: str
) -> None:
    """Inflected, without accents, and in scripts without spaces."""
    assert expected in found(filed, query, language=language)


def test_what_is_not_there_is_not_found(filed: store.Connection) -> None:
    """Pairs of letters that stand in other places make no match."""
    assert found(filed, "口旅") == []
    assert found(filed, "storm -harbour", language="en") == []
    assert found(filed, "") == []


@pytest.mark.parametrize("query", ["'", "a & | !", "((", '"', "\\", ":*", "港:*' | 口", "%s", "\u0e00'"])
def test_no_query_is_an_error(filed: store.Connection, query: str) -> None:
    """It is typed by people into a search box."""
    assert isinstance(found(filed, query), list)


def test_a_word_in_the_title_ranks_first(conn: store.Connection) -> None:
    """Title before summary before text."""
    file(
        conn,
        [
            article("text", title="Plain", summary="", text="All about a ferry and more."),
            article("title", title="The ferry", summary="", text="All about ships and more."),
        ],
    )
    assert found(conn, "ferry") == ["The ferry", "Plain"]


def test_narrowed_by_time_publisher_and_language(conn: store.Connection) -> None:
    """`since` is included, `until` is not; a publisher by domain or by name."""
    file(
        conn,
        [
            article("old", published=published(NOW - timedelta(days=9))),
            article("new", publisher=Publisher("other.example", name="Other Daily"), language="en-GB"),
            article("undated", published=None, language="de"),
        ],
    )
    day = timedelta(days=1)
    assert found(conn, "report", since=NOW - day) == ["Report on new"]
    assert found(conn, "report", until=NOW - day) == ["Report on old"]
    assert found(conn, "report", publisher="other.example") == ["Report on new"]
    assert found(conn, "report", publisher="other daily") == ["Report on new"]
    assert set(found(conn, "report", language="en")) == {"Report on old", "Report on new"}


def test_the_words_are_marked(filed: store.Connection) -> None:
    """Between « and »."""
    [(headline,)] = rows(filed, "SELECT headline FROM news.search('ferry', language => 'en')")
    assert "«ferries»" in headline


def test_a_new_version_is_found_by_its_own_words(conn: store.Connection) -> None:
    """And no longer by those of the version before it."""
    file(conn, [article("ferry", title="Ferry", summary="", text="Late tonight.")])
    later = NOW + timedelta(hours=1)
    file(conn, [article("ferry", title="Ferry", summary="", text="Cancelled.", seen_at=later)], run="later")
    assert found(conn, "cancelled") == ["Ferry"]
    assert found(conn, "tonight") == []


def test_what_a_killed_filing_left_unfindable_the_next_one_mends(conn: store.Connection) -> None:
    """Vectors are made after the commit; a kill in between loses no article and no search."""
    run_id = store.open_run(conn, "ingest", "killed", NOW)
    with store.filing(conn, searchable=False) as filing:
        filing.apply(Filing(run_id, (Decision(Action.INSERT, article("ferry"), "new"),)))
    assert rows(conn, "SELECT title FROM news.articles") == [("Report on ferry",)]
    assert found(conn, "ferry") == []
    file(conn, run="next")
    assert found(conn, "ferry") == ["Report on ferry"]


HUGE = {
    "different words": " ".join(f"w{number:06}" for number in range(300_000)),
    "hyphens": "-".join(f"x{number:05}" for number in range(200_000)),
    "addresses": " ".join(f"http://h{n}.example/a{n}/b{n}?c={n}" for n in range(60_000)),
    "one endless word": "a" * 3_000_000,
    "ideographs": "".join(chr(0x4E00 + number * 7919 % 20_000) for number in range(600_000)),
}


@pytest.mark.parametrize("text", HUGE.values(), ids=HUGE)
def test_no_text_is_too_long_to_be_filed(conn: store.Connection, text: str) -> None:
    """A tsvector ends at 1 MB; miniflux (issues 251, 871, 3556) lost whole feeds to it."""
    counts = file(conn, [article("huge", title="A huge report", text=text)])
    assert (counts.inserted, counts.rejected) == (1, 0)
    assert found(conn, "huge report") == ["A huge report"]
