"""`news.search`: found in each article's own language, ranked, with the words marked."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from datetime import timedelta
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from support import postgres
from support.filings import NOW, article, file, published, rows
from wireroom.decide import plan_batch
from wireroom.models import LoadBatch, Publisher
from wireroom.store.articles.loader import loading
from wireroom.store.articles.search_index import index_search
from wireroom.store.connection import Connection, connect
from wireroom.store.runs import open_run

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
def filed(admin_database_url: str, template_database: str) -> Iterator[Connection]:
    """A database with one article in each language; its tests only read."""
    with postgres.database(admin_database_url, template=template_database) as url, connect(url) as conn:
        file_each_language(conn)
        yield conn


def file_each_language(conn: Connection) -> None:
    file(conn, [article(code, title=code, summary="", text=t, language=code) for code, t in ARTICLES.items()])


def found(conn: Connection, query: str, **chosen: object) -> list[str]:
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
    filed: Connection, query: str, language: str | None, expected: str
) -> None:
    """Inflected, without accents, and in scripts without spaces."""
    assert expected in found(filed, query, language=language)


def test_what_is_not_there_is_not_found(filed: Connection) -> None:
    """Pairs of letters that stand in other places make no match."""
    assert found(filed, "口旅") == []
    assert found(filed, "storm -harbour", language="en") == []
    assert found(filed, "") == []


@pytest.mark.parametrize("query", ["'", "a & | !", "((", '"', "\\", ":*", "港:*' | 口", "%s", "\u0e00'"])
def test_no_query_is_an_error(filed: Connection, query: str) -> None:
    """It is typed by people into a search box."""
    assert isinstance(found(filed, query), list)


@pytest.mark.parametrize("query", ["", "…", "ferr*", '-"late"', "ferr* -lat*", "the", "war", "ferry -war"])
def test_a_search_leaves_no_notices_behind(filed: Connection, query: str) -> None:
    """`begin*` alone gave a hundred lines of "doesn't contain lexemes" in a prompt, above its answer."""
    del filed.notices[:]
    rows(filed, "SELECT id FROM news.search(%s)", query)
    rows(filed, "SELECT day FROM news.search_count(%s)", query)
    assert filed.notices == []


@pytest.mark.parametrize("query", ["渡轮", "渡轮 -码头", "渡轮 “旅客”", "渡*"])
def test_nor_does_one_in_a_language_without_spaces(filed: Connection, query: str) -> None:
    del filed.notices[:]
    assert found(filed, query, language="zh") == found(filed, query)
    assert filed.notices == []


@pytest.mark.parametrize("word", ["ferry", "渡轮", "暴风雨影响", "フェリー欠航", "เรือข้ามฟาก"])
def test_a_word_in_the_title_ranks_first(conn: Connection, word: str) -> None:
    """Title before summary before text."""
    file(
        conn,
        [
            article("text", title="Text", summary="", text=f"All about a {word} and more."),
            article("summary", title="Summary", summary=f"Of a {word}.", text="All about ships and more."),
            article("title", title=f"The {word}", summary="", text="All about ships and more."),
        ],
    )
    ranked = rows(conn, "SELECT title, rank FROM news.search(%s)", word)
    assert [title for title, _ in ranked] == [f"The {word}", "Summary", "Text"]
    assert len({rank for _, rank in ranked}) == 3


@pytest.mark.parametrize("query", ["ferry -wall", "ferry or pier -wall", "ferr* -wall*", "渡轮 -码头"])
def test_what_is_left_out_has_no_part_in_the_rank(conn: Connection, query: str) -> None:
    file(
        conn,
        [
            article("text", title="A night at sea", text="At last a 渡轮, a ferry, came to the pier."),
            article("title", title="渡轮: the ferry is back", text="A ferry came to the pier."),
        ],
    )
    found = rows(conn, "SELECT title, rank FROM news.search(%s)", query)
    wanted = rows(conn, "SELECT title, rank FROM news.search(%s)", query.split(" -")[0])
    assert found == wanted
    assert found[0][0] == "渡轮: the ferry is back"
    assert found[0][1] > found[1][1]


def test_narrowed_by_time_publisher_and_language(conn: Connection) -> None:
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


def test_the_words_are_marked(filed: Connection) -> None:
    """Between « and »."""
    [(headline,)] = rows(filed, "SELECT headline FROM news.search('ferry', language => 'en')")
    assert "«ferries»" in headline


@pytest.mark.parametrize(
    ("query", "marked"),
    [
        ("渡轮", "«渡轮»"),
        ("暴风雨 旅客 -飞机", "«旅客»"),
        ('"渡轮全部"', "«渡轮全部»"),
        ("NATO", "«NATO»"),
        ("フェリー", "«フェリー»"),
        ("여객선", "«여객선»"),
        ("ข้ามฟาก", "«ข้ามฟาก»"),
        ("汐見市", "«汐見市»"),  # a name in an English text
    ],
)
def test_words_of_scripts_without_spaces_are_marked_in_a_passage(
    conn: Connection, query: str, marked: str
) -> None:
    """The whole article was shown, and nothing marked."""
    texts = {
        "zh": "港口旅客滞留，市政府宣布免费提供食物。" * 9 + "受暴风雨影响，港口渡轮全部延误，北约NATO也说。",
        "ja": "市は書棚と照明のために予算を充てる。" * 9 + "嵐のため港のフェリーは遅れました。",
        "ko": "시청은 무료로 음식을 제공한다고 밝혔다. " * 9 + "폭풍우로 항구의 여객선이 지연되었습니다.",
        "th": "เทศบาลแจกอาหารฟรีแก่ผู้โดยสาร" * 9 + "เรือข้ามฟากล่าช้าเพราะพายุ",
        "en": "Nobody came to the old quay on that day. " * 9 + "The town of 汐見市 was dark.",
    }
    file(conn, [article(code, title="Storm", text=text, language=code) for code, text in texts.items()])
    [(headline,)] = rows(conn, "SELECT headline FROM news.search(%s)", query)
    assert marked in headline
    assert len(headline) < 150


def test_a_word_of_the_title_alone_shows_how_such_a_text_begins(conn: Connection) -> None:
    text = "港口旅客滞留，市政府宣布免费提供食物。" * 20
    file(conn, [article("a", title="渡轮延误", text=text, language="zh")])
    assert rows(conn, "SELECT headline FROM news.search('渡轮')") == [(text[:120],)]


def test_what_stands_in_the_title_alone_leaves_the_rest_marked_in_the_text(conn: Connection) -> None:
    """No passage of the text has both words: none was marked, and its first words were shown."""
    text = "On Monday nobody came to the old quay, and on the day after it the tide turned late. " * 2
    file(conn, [article("a", title="Gale over the bay", text=text)])
    for query in ("gale tide", "gale tide -ferry", 'gale "tide turned"'):
        [(headline,)] = rows(conn, "SELECT headline FROM news.search(%s)", query)
        assert "«tide»" in headline, query
    [(headline,)] = rows(conn, "SELECT headline FROM news.search('gale')")
    assert headline.startswith("On Monday nobody came")


def test_a_new_version_is_found_by_its_own_words(conn: Connection) -> None:
    """And no longer by those of the version before it."""
    file(conn, [article("ferry", title="Ferry", summary="", text="Late tonight.")])
    later = NOW + timedelta(hours=1)
    file(conn, [article("ferry", title="Ferry", summary="", text="Cancelled.", seen_at=later)], run="later")
    assert found(conn, "cancelled") == ["Ferry"]
    assert found(conn, "tonight") == []


def test_what_a_killed_filing_left_unfindable_the_next_one_mends(conn: Connection) -> None:
    """Vectors are made after the commit; a kill in between loses no article and no search."""
    run_id = open_run(conn, "ingest", "killed", NOW)
    with loading(conn, plan_batch, searchable=False) as filing:
        filing.apply(LoadBatch(run_id, (article("ferry"),)))
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
def test_no_text_is_too_long_to_be_filed(conn: Connection, text: str) -> None:
    """A tsvector ends at 1 MB; miniflux (issues 251, 871, 3556) lost whole feeds to it."""
    counts = file(conn, [article("huge", title="A huge report", text=text)])
    assert (counts.inserted, counts.rejected) == (1, 0)
    assert found(conn, "huge report") == ["A huge report"]


def letters_by_script() -> dict[str, list[str]]:
    """The first, a middle and the last letter of each script, by the first word of their Unicode names."""
    scripts: dict[str, list[str]] = {}
    for number in range(0x110000):
        letter = chr(number)
        if unicodedata.category(letter) in {"Lu", "Ll", "Lt", "Lm", "Lo", "Mn", "Mc"}:
            scripts.setdefault(unicodedata.name(letter, "NONE").split()[0], []).append(letter)
    return {name: [of[0], of[len(of) // 2], of[-1]] for name, of in scripts.items()}


SCRIPTS = letters_by_script()
LETTERS = [letter for letters in SCRIPTS.values() for letter in letters]


def test_every_text_has_a_vector_in_any_script(conn: Connection) -> None:
    """A letter alone, at the ends, in pairs, between words: `¯\\_(ツ)_/¯` had none and stopped the queue."""
    assert len(SCRIPTS) > 150
    shapes = ("{0}", "{0} end", "start {0}", "the {0} sign", "_({0})_", "{0}{0}", "{0}{1}", "{1}{0} {0}")
    texts = [shape.format(a, b) for a, b in pairwise(LETTERS) for shape in shapes]
    for statement in (
        "SELECT t FROM unnest(%s) AS t WHERE wireroom.search_vector('en', t, '', '') IS NULL",
        "SELECT t FROM unnest(%s) AS t WHERE wireroom.search_vector(NULL, '', t, t) IS NULL",
        "SELECT t FROM unnest(%s) AS t WHERE wireroom.search_vector('zh', NULL, NULL, t) IS NULL",
        "SELECT t FROM unnest(%s) AS t, wireroom.asked_readings(t, 'zh') AS r WHERE r.words IS NULL",
    ):
        assert rows(conn, statement, texts) == []
    assert rows(conn, "SELECT wireroom.search_vector(NULL, NULL, NULL, NULL)") == [("",)]


@given(text=st.text(st.sampled_from([*LETTERS, " ", "'", "\\", "-", "\u200d", "\n"]), max_size=40))
@settings(
    max_examples=150,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
def test_any_mixture_of_scripts_has_a_vector(filed: Connection, text: str) -> None:
    """Whatever stands beside whatever."""
    vector = rows(filed, "SELECT wireroom.search_vector('ja', %s, %s, %s) IS NOT NULL", text, text, text)
    assert vector == [(True,)]


ALONE = (
    "¯\\_(ツ)_/¯",
    "Why the 囍 sign means luck",
    "囍",
    "The letter ก alone",
    "港 at the start",
    "at the end 港",
)


@pytest.mark.parametrize("title", ALONE)
def test_a_letter_that_stands_alone_is_found(conn: Connection, title: str) -> None:
    """By itself, wherever it stands."""
    file(conn, [article("alone", title=title, summary="", text="Plain words.")])
    (letter,) = [letter for letter in title if letter in "ツ囍ก港"]
    assert found(conn, letter) == [title]
    assert found(conn, "plain words") == [title]


@pytest.mark.parametrize(
    "text",
    ["x" * 2_500, "囍" * 1_000_000, "囍 " * 300_000, "a" * 3_000 + " 囍", "\U00020000 " * 250_000],
    ids=["a word over 2 KB", "1 MB of one", "spaced", "a long word and one", "beyond the first plane"],
)
def test_long_texts_have_a_vector(conn: Connection, text: str) -> None:
    """What Postgres refuses in a vector is left out of it."""
    file(conn, [article("long", title="A long report", summary=text, text=text)])
    assert found(conn, "long report") == ["A long report"]


@pytest.mark.parametrize(
    "query",
    [
        " ".join(f"w{n}" for n in range(20_000)),
        "港" * 20_000,
        '"' + "a b " * 10_000,
        "( or " * 5_000,
        "a" * 99_999,
        "-" * 5_000 + "x",
        "-((" * 160,
        "-\t" * 240 + "x",
        '-"-' * 160,
    ],
    ids=[
        *("20,000 words", "20,000 ideographs", "an endless phrase", "operators", "one word"),
        *("a rule of hyphens", "hyphens and brackets", "hyphens and tabs", "hyphens and quotes"),
    ],
)
def test_a_query_of_any_length_is_answered_at_once(filed: Connection, query: str) -> None:
    """Somebody pastes an article into the search box."""
    assert found(filed, query) == []
    assert found(filed, "ferry storm " + " " * 600 + query, language="en") == ["en"]


@pytest.mark.parametrize(("most", "expected"), [(-1, 0), (0, 0), (1, 1), (None, 2)])
def test_any_number_of_results_may_be_asked_for(conn: Connection, most: int | None, expected: int) -> None:
    """A negative number is none, NULL is no limit."""
    file(conn, [article("one"), article("two")])
    assert len(rows(conn, "SELECT id FROM news.search('report', max_results => %s)", most)) == expected


@pytest.mark.parametrize(
    "query", ['report -"long one"', "report -one", "report --one", 'report - -"long one"']
)
def test_a_hyphen_leaves_a_word_or_a_phrase_out(conn: Connection, query: str) -> None:
    """Before, it was found all the same where no language was named: another's stemmer had cut the word."""
    file(
        conn,
        [article("one", title="Report", text="A long one."), article("two", title="Report", text="Two.")],
    )
    left = "SELECT a.text FROM news.search(%s) AS s JOIN news.articles AS a USING (id)"
    assert rows(conn, left, query) == [("Two.",)]


def test_what_search_says_that_it_reads_is_what_it_reads(conn: Connection) -> None:
    """Neither fields nor weights were said; nor that what is missing is '' and not NULL."""
    ((said,),) = rows(conn, "SELECT obj_description('news.search'::regproc)")
    assert "title (weight 1), summary (0.4" in said
    assert "authors, tags, section and publisher are not searched" in said
    file(conn, [article("quiet", title="", summary="", text="Ferry.", html="", authors=("Ada Quill",))])
    index_search(conn)
    assert rows(conn, "SELECT count(*) FROM news.search_ids('quill')") == [(0,)]
    assert rows(conn, "SELECT count(*) FROM news.search_ids('ferry')") == [(1,)]
    assert rows(conn, "SELECT title, summary, html, section FROM news.articles") == [("", "", "", None)]
    ((table,),) = rows(conn, "SELECT obj_description('news.articles'::regclass)")
    assert "What is missing is '' in title, summary, text, own_text and html" in table
