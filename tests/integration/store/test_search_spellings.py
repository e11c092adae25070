"""`news.search` finds a word in whichever of its spellings it was written, or is asked for."""

from __future__ import annotations

import time
from collections.abc import Iterator

import pytest

from support import postgres
from support.filings import article, file, rows
from wireroom.store.connection import Connection, connect

WRITTEN = {
    "en": ("R&D costs at AT&T", "The S&P 500 fell, H & M and Marks&Spencer rose. It played AC & DC."),
    "he": (
        "צה״ל",
        'שר החוץ של ארה"ב אמר שָׁלוֹם, וכן ג\'ורג\'. מנכ”ל אמר "הארץ" וב"מעריב": ז’בוטינסקי',
    ),
    "fa": ("كتاب", "کتاب‌ها را می‌خواهم، علي در ۲۰۲۵ گفت"),
    "ar": ("الحكـــومة", "في عام ٢٠٢٤ قال یوسف"),
    "ur": ("حکومت", "وزیر نے کہا"),
    "hi": ("क़ानून", "सन २०२३ में ज़रूर"),
    "bn": ("সরকার", "২০২২ সালে বা\u09dcি, ন\u09a6\u09c0"),
    "ja": ("ｺﾛﾅ", "ﾜｸﾁﾝの接種が100㎡で始まった。"),
}
ASKED = {
    "en": ("at&t", "AT&T", "r&d", "S&P 500", '"s&p 500"', "h&m", "H & M", "marks", "spencer", "ac", "dc"),
    "he": (
        "צהל",
        'צה"ל',
        "צה״ל",
        "ארהב",
        "ארה״ב",
        "ארה”ב",
        'מנכ"ל',
        "הארץ",
        '"הארץ"',
        "מעריב",
        "ז'בוטינסקי",
        "שלום",
        "ג'ורג'",
        "ג׳ורג׳",
    ),
    "fa": ("کتاب", "كتاب", "کتاب‌ها", "علی", "علي", "می‌خواهم", "2025", "۲۰۲۵"),
    "ar": ("الحكومة", "2024", "٢٠٢٤", "يوسف"),
    "ur": ("حكومت", "حکومت", "کہا", "كها"),
    "hi": ("कानून", "क़ानून", "जरूर", "2023", "२०२३"),
    "bn": ("2022", "২০২২", "বা\u09a1\u09bcি", "বা\u09dcি"),
    "ja": ("コロナ", "ｺﾛﾅ", "ワクチン", "100㎡"),
}


@pytest.fixture(scope="module")
def filed(admin_database_url: str, template_database: str) -> Iterator[Connection]:
    """One article in each language; its tests only read."""
    with postgres.database(admin_database_url, template=template_database) as url, connect(url) as conn:
        file(
            conn,
            [article(code, title=title, text=text, language=code) for code, (title, text) in WRITTEN.items()],
        )
        yield conn


@pytest.mark.parametrize(("code", "query"), [(code, query) for code in ASKED for query in ASKED[code]])
def test_it_is_found_with_and_without_its_language(filed: Connection, code: str, query: str) -> None:
    named = rows(filed, "SELECT article_language FROM news.search(%s, language => %s)", query, code)
    assert named == [(code,)]
    assert (code,) in rows(filed, "SELECT article_language FROM news.search(%s)", query)


@pytest.mark.parametrize("query", ["at&d", "M&A", "p&s"])
def test_initials_are_no_other_initials_nor_any_word(filed: Connection, query: str) -> None:
    assert rows(filed, "SELECT title FROM news.search(%s, language => 'en')", query) == []


@pytest.mark.parametrize(
    ("code", "text", "query", "marked"),
    [
        ("fa", "کتاب تازه ایران منتشر شد.", "کتاب", "«کتاب» تازه"),
        ("ur", "نئی حکومت نے کہا کہ سب ٹھیک ہے۔", "حکومت", "«حکومت»"),
        ("he", 'דובר צה"ל מסר היום.', "צה״ל", '«צה"ל»'),
        ("bn", "নতুন বা\u09a1\u09bcি", "বা\u09a1\u09bcি", "«বা\u09a1\u09bcি»"),
        ("de", "Bei H&M und C & A wird gestreikt.", "H&M", "«H&M»"),
        ("en", "Shares of AT&T fell.", "at&t", "«AT&T»"),
        ("en", "The war in 東京都 began within minutes of the award.", "war 東京", "«war» in"),
    ],
)
def test_words_are_marked_as_they_stand_in_the_text(
    conn: Connection, code: str, text: str, query: str, marked: str
) -> None:
    """The index holds them in one spelling, and none of it was found in the text."""
    before = "9 3 7 1 2 5 4 8 6. " * 12
    file(conn, [article("a", title="A title", text=f"{before}\n\n{text}", language=code)])
    [(headline,)] = rows(conn, "SELECT headline FROM news.search(%s)", query)
    assert marked in headline
    assert "a«war»d" not in headline


def test_pairs_are_marked_in_time(conn: Connection) -> None:
    """Of a pasted headline that stands nowhere as such each pair is looked for: once in each text."""
    words = [chr(0x4E00 + number) + chr(0x5E00 + number) + chr(0x6E00 + number) for number in range(100)]
    text = " ".join(f"{word[:2]}，{word[1:]}" for word in words * 30)
    file(conn, [article(str(number), title="渡轮", text=text, language="zh") for number in range(50)])
    began = time.perf_counter()
    assert len(rows(conn, "SELECT headline FROM news.search(%s)", " ".join(words))) == 50
    assert time.perf_counter() - began < 5
