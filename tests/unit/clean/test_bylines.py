"""Bylines at a body's head, and prose that begins like one; those among markup are in test_clean_html."""

from __future__ import annotations

from functools import partial

import pytest

from support.cpu_time import STEEPEST, growth
from wireroom.clean import clean_html, clean_text
from wireroom.clean.blocks import Block
from wireroom.clean.credits.byline_and_dateline import take_byline

REST = "One more paragraph.\n\nAnd one."

LINES = {
    "zh": ("记者 张三 报道", "张三"),
    "zh, several": ("本报记者 张三 李四", "张三、李四"),
    "zh, from a place": ("本报记者 张三 北京报道", "张三"),
    "zh, in brackets": ("（记者 张三）", "张三"),
    "zh, text by": ("文｜张三", "张三"),
    "zh, author": ("作者：张三、李四", "张三、李四"),
    "zh, Taiwan": ("聯合報 記者王小明／台北即時報導", "王小明"),
    "ja": ("文・山田太郎", "山田太郎"),
    "ja, a reporter with a blank in the name": ("記者 山田 太郎", "山田 太郎"),
    "ko": ("홍길동 기자", "홍길동"),
    "ko, several": ("홍길동·김철수 기자", "홍길동、김철수"),
    "ko, with an address": ("홍길동 선임기자 hong@example.com", "홍길동"),
    "el": ("Της Μαρίας Παππά-Νίκου", "Μαρίας Παππά-Νίκου"),
    "el, written by": ("Γράφει ο Γιώργος Παππάς", "Γιώργος Παππάς"),
    "en, an agency": ("By Reuters", "Reuters"),
    "en, and an outlet": ("By ANN LEE | Bay News", "ANN LEE"),
    "es, and an agency": ("Por Ana Ruiz – EFE", "Ana Ruiz, EFE"),
    "en, and an agency after a bar": ("By Jane Roe | AFP", "Jane Roe, AFP"),
    "en, and an agency of two words": ("By Jane Roe – Europa Press", "Jane Roe, Europa Press"),
    "en, a newsroom": ("By Bay Post staff and agencies", "Bay Post staff and agencies"),
    "en, given names after a sure lead": ("Written by Ann and Bo", "Ann and Bo"),
    "nl, a family name with small words": ("Door Jan van der Berg, ANP", "Jan van der Berg, ANP"),
    "sv, and an agency after a slash": ("Av Anna Svensson/TT", "Anna Svensson, TT"),
    "de, an agency in small letters": ("Von dpa", "dpa"),
    "de, and an agency in small letters": ("Von Max Muster, dpa", "Max Muster, dpa"),
    "de, and an agency": ("Von Max Muster und Anna Berg (dpa)", "Max Muster und Anna Berg, dpa"),
    "en, two people": ("By Ann Lee and Bo Ray", "Ann Lee and Bo Ray"),
    "ru": ("Автор: Иван Лесной", "Иван Лесной"),
    "uk": ("Текст: Олена Річкова", "Олена Річкова"),
    "tr": ("Haber: Ali Veli", "Ali Veli"),
    "ar": ("كتب: أحمد علي", "أحمد علي"),
    "ar, by the pen of": ("بقلم منى علي", "منى علي"),
    "he": ("מאת: דנה כהן", "דנה כהן"),
    "hu": ("Írta: Kovács Anna", "Kovács Anna"),
}


@pytest.mark.parametrize(("line", "byline"), LINES.values(), ids=LINES)
def test_a_line_that_is_a_byline_is_taken(line: str, byline: str) -> None:
    cleaned = clean_text(f"{line}\n\n{REST}")
    assert (cleaned.byline, cleaned.text) == (byline, REST)


LEADS = {
    "ko, after an agency": ("(서울=연합뉴스) 홍길동 기자 = 항구가 열렸다.", "홍길동"),
    "ko, several": ("(서울=연합뉴스) 홍길동 김철수 기자 = 항구가 열렸다.", "홍길동、김철수"),
    "ko, with the outlet": ("[바다경제 홍길동 기자] 항구가 열렸다.", "홍길동"),
    "ja, after a place": ("【東京=山田太郎】港が開いた。", "山田太郎"),
    "zh": ("新华社记者张三北京11月23日电 港口开放了。", "张三"),
    "zh, Taiwan": ("（中央社記者王小明台北23日電）港口開放了。", "王小明"),
    "zh, Taiwan, a paper": ("〔記者王小明／高雄報導〕港口開放了。", "王小明"),
}


@pytest.mark.parametrize(("lead", "byline"), LEADS.values(), ids=LEADS)
def test_a_byline_before_the_prose_is_read_and_stays(lead: str, byline: str) -> None:
    cleaned = clean_text(f"{lead}\n\n{REST}")
    assert (cleaned.byline, cleaned.text) == (byline, f"{lead}\n\n{REST}")
    assert clean_html(cleaned.html).byline == byline


PROSE = {
    "tr, where the news is from": "Haber: Ankara",
    "fa, the writer of a book": "نویسنده کتاب تازه",
    "en, a headline in parts": "By Christmas | Bay News",
    "en, a phrase in capitals": "By Way of Introduction",
    "en, three ways": "By Land, Sea and Air",
    "en, a day and who says so": "By Monday, Reuters",
    "de, there and back": "Von Hamburg nach Bremen",
    "de, two towns and an agency": "Von Berlin und Bonn, dpa",
    "de, a book": "Von Menschen und Mäusen",
    "de, from and to": "Von Montag bis Freitag, Hafenblatt",
    "fr, two towns": "Par Paris et Lyon, AFP",
    "es, an exclamation": "Por Dios, EFE",
    "es, a town and an agency": "Por Barcelona – EFE",
    "it, two towns": "Di Roma, Milano",
    "nl, the sea": "Door Noordzee en Waddenzee",
    "sv, a town and an agency": "Av Stockholm, TT",
    "de, a sentence in parts": "Von Anfang an – dpa war dabei.",
    "zh, reporter's notes": "记者手记",
    "zh, what reporters found": "记者调查发现",
    "zh, about the author": "作者 简介",
    "zh, a question": "记者：港口为什么开放？",
    "el, of Greece": "Της Ελλάδας",
    "el, next year": "Του χρόνου πάλι",
    "ar, books": "كتب جديدة للأطفال",
    "ko, a press conference": "기자 회견",
    "ko, a name alone": "홍길동",
    "ko, breaking": "[속보] 항구가 열렸다.",
    "ja, a picture": "【写真=港の前】",
    "ja, a word that begins with text": "文化財",
    "en, a feast": "By Christmas",
    "de, from the beginning": "Von Anfang an",
    "it, a minister comes back": "Di Maio torna",
    "ru, the author of a book": "Автор книги пишет о море.",
}


@pytest.mark.parametrize("line", PROSE.values(), ids=PROSE)
def test_prose_that_begins_like_a_byline_stays(line: str) -> None:
    cleaned = clean_text(f"{line}\n\n{REST}")
    assert (cleaned.byline, cleaned.text) == (None, f"{line}\n\n{REST}")


def test_the_time_that_paragraphs_of_names_take_grows_as_they_do() -> None:
    """Each was cut out of a list of all the others: 51,200 in a body of 1 MB took seven seconds."""

    def blocks(size: int) -> list[Block]:
        pictures = [Block("p", "<img>", "")] * size
        return [*pictures, *[Block("p", "By Ann Lee", "By Ann Lee")] * size, Block("p", "Prose.", "Prose.")]

    head = take_byline(blocks(3))
    assert [block.text for block in head.blocks if block.text] == ["Prose."]
    assert head.byline == "Ann Lee"
    assert growth(lambda size: partial(take_byline, blocks(size)), 8_192) <= STEEPEST
