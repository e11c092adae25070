"""The site's own lines under an article: its rights; and notices and endings that are the article's."""

from __future__ import annotations

import pytest

from wireroom.extract.read_page import read_page

STORY = [
    f"On day {day} the ferry sailed at nine with forty goats on board, and the mate, who never liked goats,"
    f" said that {day} of them in front had eaten the timetable before the island was in sight."
    for day in range(2, 6)
]

NOTICES = {
    "English, all": "Copyright 2026 The Bay Publishing Co. All rights reserved. No part may be sold.",
    "a year and a name": "© 2026 Bay Post",
    "Italian": "© RIPRODUZIONE RISERVATA",
    "Italian, with a sign at its end": "Riproduzione riservata ©",
    "Polish": "Wszelkie prawa zastrzeżone. Dalsze rozpowszechnianie tylko za zgodą wydawcy.",
    "Korean": "저작권자 © 만일보 무단전재 및 재배포 금지",
    "Korean, who wrote": "이서연 기자 lee@bay.example",
    "Japanese": "無断転載を禁じます",
    "Chinese": "未經授權，不得轉載",
    "Arabic": "جميع الحقوق محفوظة للخليج",
}

OWN = {
    "an agency": "© 2026 AFP",
    "an agency, all of it": "Copyright 2026 The Associated Press. All rights reserved.",
    "a licence": "© 2026 Bay Post, under CC BY 4.0",
    "what somebody said": "“All rights reserved,” the mate told the goats, and gave the paper back.",
    "who wrote, in Korean, and what": "이서연 기자가 lee@bay.example로 편지를 받았다.",
    "a year": "2026 will be the year of the goat, the mate said.",
    "what it is about": "The copyright of 1926 ran out on Friday, and the ferry’s song is free.",
}


def read(last: str, after: str = "") -> str:
    paragraphs = "".join(f"<p>{line}</p>" for line in (*STORY, last))
    page = (
        f"<html><head><title>Goats sail</title></head><body><article><h1>Goats sail</h1>{paragraphs}{after}"
    )
    entry = read_page(page.encode(), url="https://bay.example/goats").entries[0]
    assert entry.content is not None
    return entry.content.value


@pytest.mark.parametrize("notice", NOTICES.values(), ids=NOTICES)
def test_the_site_s_notice_of_its_rights_ends_no_text(notice: str) -> None:
    markup = read(notice)
    assert STORY[-1] in markup
    assert notice not in markup


@pytest.mark.parametrize("own", OWN.values(), ids=OWN)
def test_what_only_begins_so_ends_a_text(own: str) -> None:
    assert own in read(own)


def test_a_notice_in_the_midst_of_a_text_is_told() -> None:
    assert "© 2026 Bay Post" in read("© 2026 Bay Post", f"<p>{STORY[0].replace('goats', 'sheep')}</p>")
