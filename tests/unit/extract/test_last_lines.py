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
    "a year and an address": "© 2026 bay.example",
    "a year and whose it is": "© 2026 by The Bay Post.",
    "Italian": "© RIPRODUZIONE RISERVATA",
    "Italian, with a sign at its end": "Riproduzione riservata ©",
    "Polish": "Wszelkie prawa zastrzeżone. Dalsze rozpowszechnianie tylko za zgodą wydawcy.",
    "Korean": "저작권자 © 만일보 무단전재 및 재배포 금지",
    "Korean, who wrote": "이서연 기자 lee@bay.example",
    "Japanese": "無断転載を禁じます",
    "Chinese": "未經授權，不得轉載",
    "Arabic": "جميع الحقوق محفوظة للخليج",
    "German, the house first": "© 2026 Buchtpost GmbH. Alle Rechte vorbehalten.",
    "German, reprints": "Nachdruck, auch auszugsweise, nur mit Genehmigung",
    "Italian, the house first": "Il Golfo - Riproduzione riservata",
    "Spanish, on which terms": "Prohibida su reproducción total o parcial sin autorización.",
    "Russian, the house first": "© 2026 Залив. Все права защищены.",
    "Chinese, whose they are": "本文版权归海湾报所有，未经授权禁止转载。",
}

OWN = {
    "an agency": "© 2026 AFP",
    "an agency, all of it": "Copyright 2026 The Associated Press. All rights reserved.",
    "a licence": "© 2026 Bay Post, under CC BY 4.0",
    "what somebody said": "“All rights reserved,” the mate told the goats, and gave the paper back.",
    "who wrote, in Korean, and what": "이서연 기자가 lee@bay.example로 편지를 받았다.",
    "what lawyers said of it": "Copyright lawyers say the words “all rights reserved” are of no use",
    "what was written there": "The sleeve said copyright, and no part of this surprised the mate.",
    "German": "Auf dem Plakat stand „Alle Rechte vorbehalten“, doch der Händler übersah es.",
    "German, of a book": "Nachdruck und Verkauf des Romans sind bis auf Weiteres untersagt.",
    "French": "La couverture portait la mention « tous droits réservés », a dit l’avocate.",
    "Spanish": "La postal decía todos los derechos reservados y el ayuntamiento la imprimió.",
    "Italian": "Sul retro c’era scritto riproduzione vietata, ma il negoziante non lo ha visto.",
    "Polish": "Wszelkie prawa zastrzeżone to zdanie, które nie wystarczy, mówi sędzia.",
    "Hungarian": "Minden jog fenntartva, ez állt a könyvben, mégis kinyomtatták.",
    "Russian": "На обложке было написано «Все права защищены», но это никого не остановило.",
    "Turkish": "Tüm hakları saklıdır ibaresi kapakta yer alıyordu ama kimse aldırmadı.",
    "Arabic": "كتب على الغلاف جميع الحقوق محفوظة لكن الناشر تجاهل ذلك.",
    "Korean, of a crime": "이들은 영상을 무단 배포한 혐의로 구속됐다.",
    "Japanese, of a crime": "出版社によると、無断転載の被害は三千万円に上る。",
    "Chinese, of a fine": "该公司未经许可擅自向河中排放污水，被罚款十万元。",
    "Chinese, of a suit": "法官認為，出版社未經授權重印小說三千本，須賠償作者兩百萬元。",
    "what a plan bears": "© 2026 is written on the plan, and the council owns it.",
    "who owns it, somebody said": "Copyright 2019 by the council of Bay, the plan says.",
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
