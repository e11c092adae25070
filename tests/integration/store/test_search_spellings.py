"""`news.search` finds a word in whichever of its spellings it was written, or is asked for."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from support import postgres
from support.filings import article, file, rows
from wireroom.store.connection import Connection, connect

WRITTEN = {
    "en": ("R&D costs at AT&T", "The S&P 500 fell, H&M and Marks&Spencer rose."),
    "he": ("צה״ל", "שר החוץ של ארה\"ב אמר שָׁלוֹם, וכן ג'ורג'"),
    "fa": ("كتاب", "کتاب‌ها را می‌خواهم، علي در ۲۰۲۵ گفت"),
    "ar": ("الحكـــومة", "في عام ٢٠٢٤ قال یوسف"),
    "ur": ("حکومت", "وزیر نے کہا"),
    "hi": ("क़ानून", "सन २०२३ में ज़रूर"),
    "bn": ("সরকার", "২০২২ সালে"),
    "ja": ("ｺﾛﾅ", "ﾜｸﾁﾝの接種が始まった。"),
}
ASKED = {
    "en": ("at&t", "AT&T", "r&d", "S&P 500", '"s&p 500"', "h&m", "marks", "spencer"),
    "he": ("צהל", 'צה"ל', "צה״ל", "ארהב", "ארה״ב", "שלום", "ג'ורג'", "ג׳ורג׳"),
    "fa": ("کتاب", "كتاب", "کتاب‌ها", "علی", "علي", "می‌خواهم", "2025", "۲۰۲۵"),
    "ar": ("الحكومة", "2024", "٢٠٢٤", "يوسف"),
    "ur": ("حكومت", "حکومت", "کہا", "كها"),
    "hi": ("कानून", "क़ानून", "जरूर", "2023", "२०२३"),
    "bn": ("2022", "২০২২"),
    "ja": ("コロナ", "ｺﾛﾅ", "ワクチン"),
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


@pytest.mark.parametrize("query", ["at t", "t", "p 500", "and"])
def test_letters_of_a_name_with_an_ampersand_are_no_words(filed: Connection, query: str) -> None:
    assert rows(filed, "SELECT title FROM news.search(%s, language => 'en')", query) == []
