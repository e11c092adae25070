"""Plain documents: date lines, paragraphs, bylines; titles as one plain line."""

from __future__ import annotations

import pytest

from support.cpu_time import cpu_seconds
from wireroom.clean import clean_text
from wireroom.common.text import plain_text

DATE_LINES = {
    "as the saved documents write it": (" date 2022-02-08 The port opened.", "date 2022-02-08"),
    "with a colon": ("Date: 2022-02-08 The port opened.", "Date: 2022-02-08"),
    "on its own line": ("date 2022-02-08\n\nThe port opened.", "date 2022-02-08"),
    "in brackets": ("[Date 2022-02-08] The port opened.", "Date 2022-02-08"),
    "with a clock": ("date 2022-02-08T10:30:00Z The port opened.", "date 2022-02-08T10:30:00Z"),
    "German": ("Datum: 8. Februar 2022\n\nThe port opened.", "Datum: 8. Februar 2022"),
    "French": ("Publié le 8 février 2022\n\nThe port opened.", "Publié le 8 février 2022"),
    "Spanish": ("Fecha: 8 de febrero de 2022\n\nThe port opened.", "Fecha: 8 de febrero de 2022"),
    "Russian": ("Дата: 8 февраля 2022\n\nThe port opened.", "Дата: 8 февраля 2022"),
    "Chinese": ("日期：2022年2月8日\n\nThe port opened.", "日期：2022年2月8日"),
    "French, and a clock of the change": (
        "Publié le 08/02/2022 à 07:01, mis à jour à 09:30\n\nThe port opened.",
        "Publié le 08/02/2022 à 07:01",
    ),
    "French, and a day of the change": (
        "Publié le 8 février 2022 à 07h01, mis à jour le 9 février 2022\n\nThe port opened.",
        "Publié le 8 février 2022 à 07h01\nmis à jour le 9 février 2022",
    ),
    "German, and a clock of the change": (
        "Veröffentlicht am 08.02.2022 um 07:01 Uhr, aktualisiert um 09:30 Uhr\n\nThe port opened.",
        "Veröffentlicht am 08.02.2022 um 07:01 Uhr",
    ),
    "bare": ("Tuesday, February 8, 2022\n\nThe port opened.", "Tuesday, February 8, 2022"),
    "none": ("The port opened.", None),
}


@pytest.mark.parametrize(("plain", "line"), DATE_LINES.values(), ids=DATE_LINES.keys())
def test_a_leading_date_leaves_the_text(plain: str, line: str | None) -> None:
    cleaned = clean_text(plain)
    assert (cleaned.date_line, cleaned.text) == (line, "The port opened.")


def test_dates_in_prose_stay() -> None:
    for prose in ("2022-02-08 was a Tuesday.", "Date night is on 2022-02-08, they said.", "Date palms grew."):
        assert clean_text(prose).text == prose


@pytest.mark.parametrize(
    "line",
    [
        "Publié le 08/02/2022, mis à jour par la mairie",
        "Published on 8 February 2022, updated plans will be shown on Friday.",
    ],
)
def test_what_goes_on_behind_a_date_is_prose(line: str) -> None:
    assert clean_text(f"{line}\n\nThe port opened.").text.endswith(line[-20:] + "\n\nThe port opened.")


def test_paragraphs_are_parted_by_one_blank_line() -> None:
    assert clean_text("One.\r\n \n\n\nTwo\nlines.\n").text == "One.\n\nTwo\nlines."


def test_long_lines_without_blank_ones_are_paragraphs() -> None:
    long = "word " * 40
    assert clean_text(f"{long}\n{long}\n").text.count("\n\n") == 1


def test_a_byline_leaves_the_text() -> None:
    cleaned = clean_text("By Ann Lee and Bo Kay\n\nThe port opened.")
    assert (cleaned.byline, cleaned.text) == ("Ann Lee and Bo Kay", "The port opened.")


HOSTILE = ("<ruby>", "<ruby><rt>", "<img alt=a ", "<img ", "alt='", "<ruby><rt></rp>")
TITLES = {
    "plain signs": ("AT&T < 5 > 3", "AT&T < 5 > 3"),
    "heart": ("I <3 ferries", "I <3 ferries"),
    "tags": ("The <b>Tern</b> <em>sails</em>", "The Tern sails"),
    "tags, escaped": ("The &lt;b&gt;Tern&lt;/b&gt;", "The Tern"),
    "escaped twice": ("Fish &amp;amp; chips", "Fish & chips"),
    "an element by name": ("The <dialog> element", "The ‹dialog› element"),
    "script": ("Ferry<script>alert(1)</script> sails", "Ferry sails"),
    "script without end": ("Ferry <script>alert(1)", "Ferry"),
    "lines and controls": ("Ferry\n\x00\ud800 sails\u200b", "Ferry sails"),
    "decomposed": ("Cafe\u0301", "Café"),
    "breaks": ("Ferry<br>sails", "Ferry sails"),
    "comment": ("Ferry <!-- x -->sails", "Ferry sails"),
    "nothing": ("", ""),
    "ruby": ("<ruby>港<rp>(</rp><rt>みなと</rt><rp>)</rp></ruby>の火事", "港の火事"),
    "ruby, escaped": ("&lt;ruby&gt;港&lt;rt&gt;みなと&lt;/rt&gt;&lt;/ruby&gt;の火事", "港の火事"),
    "ruby, ends left out": ("<ruby>東<rt>とう京<rt>きょう</ruby>湾", "東湾"),
    "ruby, complex": ("<RUBY><rb>漢<rb>字<rtc><rt>かん<rt><b>じ</b></rt></rtc></RUBY>", "漢字"),
    "brackets without ruby": ("港(みなと)の火事", "港(みなと)の火事"),
    "directions": ('<bdi>علي</bdi> and <bdo dir="rtl">abc</bdo>', "علي and abc"),
    "place for a break": ("Donau<wbr>dampf<wbr/>schiff", "Donaudampfschiff"),
    "data": ('<data value="3">Three</data> ferries', "Three ferries"),
    "emoji drawn": (
        '#100: <img class="wp-smiley" src="/1f610.svg" alt="😐"><img alt=\'👩‍💻\'>',
        "#100: 😐👩‍💻",
    ),
    "emoji drawn, escaped": ("Ferry &lt;img alt=&quot;❤️&quot; src=&quot;/h.png&quot;&gt;", "Ferry ❤️"),
    "emoji drawn, unquoted": ("Germany <img alt=🇩🇪 src=/de.png> wins", "Germany 🇩🇪 wins"),
    "a picture": ('Ferry <img src="/f.jpg" alt="The ferry 😐 at the quay"> sails', "Ferry sails"),
    "a sign's picture": ('Ferry <img src="/c.jpg" alt="©"> sails <img alt="1">', "Ferry sails"),
    "a picture in its sources": ('<picture><source srcset="/f.webp"><img alt="x"></picture> Ferry', "Ferry"),
    "another's attribute": ('Ferry <img data-alt="😐" src="/f.jpg"> sails', "Ferry sails"),
}


@pytest.mark.parametrize(("markup", "line"), TITLES.values(), ids=TITLES.keys())
def test_titles_are_one_plain_line(markup: str, line: str) -> None:
    assert plain_text(markup) == line


@pytest.mark.parametrize("piece", ["<!--", "<script>", "<b ", "&lt;p ", "&amp;", "<", "<<b>i>", *HOSTILE])
def test_hostile_titles_cost_bounded_time(piece: str) -> None:
    cleaned: list[str] = []
    assert cpu_seconds(lambda: cleaned.append(plain_text(piece * 100_000)), times=1) < 20
    assert len(cleaned[0]) <= len(piece) * 100_000
