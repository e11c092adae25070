"""Statements of where a text comes from, in the languages they are written in."""

from __future__ import annotations

import pytest

from wireroom.clean import clean_html, clean_text

NOTICES = {
    "adapted, en": ("adapted", "This article has been adapted from its original source."),
    "adapted, en, named": ("adapted", "This story was adapted from Harbour Weekly."),
    "adapted, de": ("adapted", "Dieser Artikel wurde aus der Originalquelle übernommen."),
    "adapted, fr": ("adapted", "Cet article a été adapté de sa source originale."),
    "adapted, es": ("adapted", "Este artículo ha sido adaptado de su fuente original."),
    "adapted, pt": ("adapted", "Este artigo foi adaptado de sua fonte original."),
    "adapted, it": ("adapted", "Questo articolo è stato adattato dalla fonte originale."),
    "adapted, nl": ("adapted", "Dit artikel is bewerkt naar de oorspronkelijke bron."),
    "adapted, pl": ("adapted", "Ten artykuł został opracowany na podstawie oryginalnego źródła."),
    "adapted, ru": ("adapted", "Эта статья адаптирована из первоисточника."),
    "adapted, tr": ("adapted", "Bu makale orijinal kaynağından uyarlanmıştır."),
    "adapted, id": ("adapted", "Artikel ini telah disadur dari sumber aslinya."),
    "adapted, ar": ("adapted", "تم اقتباس هذا المقال من مصدره الأصلي."),
    "adapted, zh": ("adapted", "本文改编自海湾周刊。"),
    "adapted, ja": ("adapted", "この記事は湾岸新聞を元に作成されました。"),
    "original, en": ("original", "This article was originally published on Harbour Weekly."),
    "original, de": ("original", "Dieser Beitrag ist zuerst bei Hafenblatt erschienen."),
    "original, fr": ("original", "Cet article a été publié initialement sur La Baie."),
    "original, es": ("original", "Este artículo fue publicado originalmente en La Bahía."),
    "original, source line": ("original", "Source: Harbour Weekly"),
    "original, ru": ("original", "Источник: Гавань"),
    "original, zh": ("original", "来源：海湾周刊"),
    "licence, cc": (
        "licence",
        "This text is licensed under a Creative Commons Attribution 4.0 International License.",
    ),
    "licence, short": ("licence", "Text: CC BY-SA 4.0"),
    "licence, reserved": ("licence", "© 2024 Harbour Weekly. All rights reserved."),
    "agency, credit": ("agency", "(AFP)"),
    "agency, copyright": ("agency", "© 2024 AFP"),
    "agency, copyright in letters": ("agency", "(c) 2024 AFP"),
    "agency, whose text": ("agency", "Text: dpa"),
    "agency, pt, the end": ("agency", "Lusa/Fim"),
    "agency, in French Switzerland": ("agency", "Keystone-ATS"),
    "agency, sv": ("agency", "TT"),
    "agency, hu, initials that mean more": ("agency", "MTI"),
    "agency, de, initials that mean more": ("agency", "SDA"),
    "agency, nl, a name": ("agency", "Belga."),
    "agency, da": ("agency", "/ritzau/"),
    "agency, no": ("agency", "(©NTB)"),
    "agency, cs": ("agency", "Zdroj: ČTK"),
    "agency, ro": ("agency", "Sursa: Agerpres"),
    "agency, tr": ("agency", "Kaynak: AA"),
    "agency, ko": ("agency", "출처: 연합뉴스"),
    "agency, ja": ("agency", "（共同）"),
    "agency, ja, with its place": ("agency", "（ワシントン共同）"),
    "agency, vi": ("agency", "Theo AFP"),
    "agency, in India, with the desk's initials": ("agency", "PTI ABC DEF"),
    "agency, in Malaysia": ("agency", "— Bernama"),
}


@pytest.mark.parametrize(("kind", "notice"), NOTICES.values(), ids=NOTICES.keys())
def test_notices_are_found_where_they_stand(kind: str, notice: str) -> None:
    cleaned = clean_text(f"The first paragraph of the text.\n\nThe second one.\n\nThe third one.\n\n{notice}")
    found = [(each.kind, each.text) for each in cleaned.attribution]
    assert (kind, notice) in found or any(each == kind and text in notice for each, text in found)
    for each in cleaned.attribution:
        assert each.span is not None
        assert cleaned.text[slice(*each.span)] == each.text


NOT_CLOSING = {
    "batteries": "<p>The port opened.</p><p>AA</p>",
    "a party amid the text": "<p>The port opened.</p><p>PAP</p><p>More of it.</p>",
    "a heading": "<p>The port opened.</p><h2>MTI</h2>",
    "a point of a list": "<p>The port opened.</p><ul><li>APA</li></ul>",
    "quoted": "<p>The port opened.</p><blockquote><p>APA</p></blockquote>",
    "all there is": "<p>BTA</p>",
}


@pytest.mark.parametrize("markup", NOT_CLOSING.values(), ids=NOT_CLOSING)
def test_initials_that_mean_more_close_a_text_only_as_its_last_paragraph(markup: str) -> None:
    assert clean_html(markup).attribution == ()


DATELINES = {
    "reuters": ("BAY CITY (Reuters) - The port opened.", "Reuters"),
    "ap": ("BAY CITY (AP) — The port opened.", "AP"),
    "afp with a day": ("PARIS, March 3 (AFP) – The port opened.", "AFP"),
    "dpa with a desk": ("Bremen (dpa/lni) - Der Hafen ist offen.", "dpa"),
    "xinhua": ("新华社上海2月8日电 港口开放了。", "Xinhua"),
    "tass": ("МОСКВА, 3 марта. /ТАСС/. Порт открыт.", "TASS"),
    "tt with another": ("STOCKHOLM (TT-AFP) Hamnen öppnar igen.", "TT"),
    "ntb": ("Hamar (©NTB) – Havnen åpner igjen.", "NTB"),
    "yonhap": ("(서울=연합뉴스) 홍길동 기자 = 항구가 열렸다.", "Yonhap"),
    "newsis": ("[부산=뉴시스] 홍길동 기자 = 항구가 열렸다.", "Newsis"),
    "kyodo": ("【ニューヨーク共同】港が開いた。", "Kyodo"),
    "afp in Japanese": ("【11月23日 AFP】港が開いた。", "AFP"),
    "reuters in Japanese": ("[東京 23日 ロイター] - 港が開いた。", "Reuters"),
    "cna": ("（中央社記者王小明台北23日電）港口開放了。", "CNA (Taiwan)"),
    "interfax": ("Москва. 23 ноября. INTERFAX.RU - Порт открыт.", "Interfax"),
    "ria": ("МОСКВА, 23 ноя - РИА Новости. Порт открыт.", "RIA Novosti"),
    "ukrinform": ("КИЇВ, 23 листопада. УКРІНФОРМ - Порт відкрито.", "Ukrinform"),
    "apa": ("WIEN (APA) - Der Hafen öffnet.", "APA"),
    "sda": ("Bern (sda) Der Hafen öffnet.", "Keystone-SDA"),
    "ctk": ("Praha 23. listopadu (ČTK) - Přístav se otevírá.", "CTK"),
    "mti": ("Budapest, 2026. november 23., hétfő (MTI) - Megnyílt.", "MTI"),
    "hina": ("ZAGREB, 23. studenoga 2026. (Hina) - Luka je otvorena.", "HINA"),
    "sta": ("Ljubljana, 23. novembra (STA) - Pristanišče je odprto.", "STA"),
    "agi": ("(AGI) - Roma, 23 nov. - Il porto apre.", "AGI"),
    "anadolu": ("ANKARA (AA) - Liman açıldı.", "Anadolu"),
    "antara": ("Jakarta (ANTARA) - Pelabuhan dibuka.", "Antara"),
    "bernama": ("KUALA LUMPUR, Nov 23 (Bernama) -- The port opened.", "Bernama"),
    "pti": ("New Delhi, Nov 23 (PTI) The port opened.", "PTI"),
    "canadian press": ("TORONTO (CP) — The port opened.", "The Canadian Press"),
    "a release": ("BAY CITY, Nov. 23, 2026 /PRNewswire/ -- The port opened.", "PR Newswire"),
}
FALSE_FRIENDS = {
    "batteries": "Two (AA) batteries are needed for the lamp.",
    "batteries at the end": "Every lamp needs two batteries (AA)",
    "what the initials stand for": "Unified Payments Interface (UPI) — the system — grows.",
    "also in small letters": "Artificial general intelligence (AGI) - the idea - is old.",
    "with small words between": "Middle East and North Africa (MENA) - trade grows.",
    "Advanced Placement": "Students of Advanced Placement (AP) courses did well.",
    "Pennsylvania": "Lancaster (PA) - Police opened the port.",
    "Pennsylvania, as a dateline": "LANCASTER, PA - Police opened the port.",
    "a party": "The Communist Party (CP) won the vote.",
    "a version": "Beta - the new version - is out.",
    "a race": "Isle of Man TT - results of the week",
    "together": "共同推进水电站建设，港口开放。",
    "who was told": "He told Reuters. The port opened.",
    "an outlet": "(VnExpress) Cảng mở cửa.",
    "an outlet as source": "Cảng mở cửa. - VnExpress",
    "the word for between": "Antara Jakarta dan Bandung - kereta cepat dibuka.",
    "a dash in prose": "The score was 3 - AFP",
}


@pytest.mark.parametrize("words", FALSE_FRIENDS.values(), ids=FALSE_FRIENDS)
def test_what_only_looks_like_an_agency_is_none(words: str) -> None:
    assert clean_text(f"{words}\n\nMore of it.").attribution == ()
    assert clean_text(f"One.\n\nTwo.\n\nThree.\n\n{words}").attribution == ()


@pytest.mark.parametrize(("first", "agency"), DATELINES.values(), ids=DATELINES.keys())
def test_agencies_are_read_from_datelines(first: str, agency: str) -> None:
    cleaned = clean_text(f"{first}\n\nMore of it.")
    assert [(each.kind, each.name) for each in cleaned.attribution] == [("agency", agency)]


@pytest.mark.parametrize(
    ("notice", "agency"),
    [
        ("The Associated Press contributed to this report.", "AP"),
        ("(With inputs from PTI)", "PTI"),
        ("With reporting by Reuters", "Reuters"),
        ("Con información de EFE", "EFE"),
        ("Com informações da Agência Brasil", "Agência Brasil"),
        ("Avec l’AFP", "AFP"),
        ("Mit Material von dpa", "dpa"),
        ("(con informazioni ANSA)", "ANSA"),
        ("По материалам РИА Новости", "RIA Novosti"),
        ("За матеріалами Укрінформу.", "Ukrinform"),
        ("据新华社报道，河水已退。", "Xinhua"),
    ],
)
def test_agency_material_said_in_a_sentence_is_attributed(notice: str, agency: str) -> None:
    cleaned = clean_html(f"<p>The river fell on Monday.</p><p>{notice}</p>")
    assert [(each.kind, each.name) for each in cleaned.attribution] == [("agency", agency)]


@pytest.mark.parametrize(
    ("notice", "name"),
    [
        ("Статья впервые опубликована на сайте Гавань.", "Гавань"),
        ("Artykuł ukazał się pierwotnie w Zatoka.press.", "Zatoka.press"),
        ("本文最初发表于海湾周刊。", "海湾周刊"),
        ("نُشر هذا المقال في الأصل على خليج22.", "خليج22"),
        ("Adapted from a release by Harbour College.", "Harbour College"),
        ("Bu makale ilk olarak Liman sitesinde yayımlanmıştır.", "Liman"),
    ],
)
def test_the_name_is_the_outlet_without_the_words_around_it(notice: str, name: str) -> None:
    cleaned = clean_html(f"<p>The river fell on Monday.</p><p>{notice}</p>")
    assert [each.name for each in cleaned.attribution] == [name]


def test_where_a_notice_links_is_kept() -> None:
    cleaned = clean_html(
        '<p>Prose.</p><p>Originally published at <a href="https://h.example/a">Harbour</a>.</p>'
    )
    (notice,) = cleaned.attribution
    assert (notice.kind, notice.name, notice.url) == ("original", "Harbour", "https://h.example/a")


def test_prose_amid_the_text_is_no_notice() -> None:
    filler = "\n\n".join(f"Paragraph {number} of the text." for number in range(10))
    assert clean_text(f"{filler}\n\nThe novel was adapted from a play.\n\n{filler}").attribution == ()


def test_an_agency_named_once_is_told_once() -> None:
    (notice,) = clean_text("Port zamknięto. (PAP)").attribution
    assert (notice.kind, notice.text) == ("agency", "(PAP)")


LICENCES = {
    "with its version": (
        "Under a Creative Commons Attribution 4.0 International License.",
        "Creative Commons Attribution 4.0 International License",
    ),
    "with its parts": (
        "Creative Commons Attribution-NonCommercial 3.0 Unported",
        "Creative Commons Attribution-NonCommercial 3.0 Unported",
    ),
    "without what follows in the sentence": (
        "Licensed under Creative Commons and free to share in the town.",
        "Creative Commons",
    ),
}


@pytest.mark.parametrize(("notice", "name"), LICENCES.values(), ids=LICENCES)
def test_a_licence_keeps_its_whole_name(notice: str, name: str) -> None:
    (found,) = clean_text(f"The first paragraph.\n\nThe second one.\n\n{notice}").attribution
    assert (found.kind, found.name) == ("licence", name)


@pytest.mark.parametrize("words", ["these terms", "a Creative Commons licence"])
def test_the_address_of_a_licence_names_it(words: str) -> None:
    address = "https://creativecommons.org/licenses/by-nc-nd/4.0/"
    markup = f'<p>Prose.</p><p>Published under <a rel="license" href="{address}">{words}</a>.</p>'
    (found,) = clean_html(markup).attribution
    assert (found.kind, found.name, found.url) == ("licence", "CC BY-NC-ND 4.0", address)


def test_a_badge_is_a_licence_though_it_has_no_words() -> None:
    address = "https://creativecommons.org/licenses/by-sa/4.0/"
    badge = f'<a rel="license" href="{address}"><img src="https://bay.example/by-sa.png" alt=""></a>'
    (found,) = clean_html(f"<p>Prose.</p><p>{badge}</p>").attribution
    assert (found.kind, found.name, found.url, found.span) == ("licence", "CC BY-SA 4.0", address, None)


def test_a_badge_beside_its_words_is_told_once() -> None:
    address = "https://creativecommons.org/licenses/by-sa/4.0/"
    badge = f'<a rel="license" href="{address}"><img src="https://bay.example/by-sa.png" alt=""></a>'
    words = f'<p>Licensed under <a href="{address}">these terms</a>.</p>'
    found = clean_html(f"<p>Prose.</p>{words}<div>{badge}</div>").attribution
    assert [(each.kind, each.name) for each in found] == [("licence", "CC BY-SA 4.0")]


NEWS = {
    "a film": "The film was adapted from a novel by Jane Roe.",
    "a recipe's memory": "The recipe is adapted from my grandmother's.",
    "a play": "The play first appeared on stage at the Globe in 1999, and was seen by ten thousand people.",
    "a song": "The song first appeared on her 1999 album.",
    "a book and its year": "His first novel was originally published in 1954 by Faber.",
    "a drug": "Originally produced in Germany, the drug was sold all over the world.",
    "a data set": "The dataset is in the public domain.",
    "a magazine, de": "Das Album ist zuerst in Japan erschienen.",
    "a museum, de": "Ursprünglich in der Altstadt gelegen, zog das Museum 1950 um.",
    "a film, fr": "Le film est adapté d’un roman de Zola.",
    "a wine, it": "Il vino è tratto dalle uve del luogo.",
    "a well, es": "El agua es extraída de un pozo.",
    "a book, pt": "O livro foi publicado originalmente em 1960.",
    "a book, pl": "Książka ukazała się po raz pierwszy w 1950 roku.",
    "a film, ru": "Фильм впервые появился в прокате в 1980 году.",
    "a book, ru, first": "Впервые опубликован в 1950 году роман стал известен.",
    "a film, zh": "电影改编自小说。",
    "a book, id": "Buku itu pertama kali terbit di Jakarta tahun 1950.",
    "an agency and its initials": "She is a reporter for the Associated Press (AP).",
}


@pytest.mark.parametrize("said", NEWS.values(), ids=NEWS.keys())
def test_what_is_said_of_a_film_or_a_book_is_no_statement_about_the_text(said: str) -> None:
    before = "The board met.\n\nIt voted on the quay.\n\nThe mayor spoke for an hour.\n\n"
    assert clean_text(before + said).attribution == ()
    assert clean_text(f"{said}\n\n{before}").attribution == ()


OWN = {
    "without a subject": ("Originally published by Harbour Weekly.", "original", "Harbour Weekly"),
    "it, of the text": ("It was originally published on Harbour Weekly.", "original", "Harbour Weekly"),
    "a version": ("A version of it first appeared in Harbour Weekly.", "original", "Harbour Weekly"),
    "a year is no outlet": ("This article was first published in 2019.", "original", None),
    "a publication": ("This publication is in the public domain.", "licence", "public domain"),
    "a report by an agency": (
        "This report by The Canadian Press was first published Nov. 23, 2026.",
        "agency",
        "The Canadian Press",
    ),
    "inputs": ("(With PTI inputs)", "agency", "PTI"),
    "copyright in words": ("Copyright 2026 The Associated Press. All rights reserved.", "agency", "AP"),
    "a compound, de": ("Mit dpa-Material", "agency", "dpa"),
    "between stars": ("*Mit Informationen von AFP und Reuters*", "agency", "AFP"),
}


@pytest.mark.parametrize(("said", "kind", "name"), OWN.values(), ids=OWN.keys())
def test_a_text_says_where_it_comes_from_without_naming_itself(
    said: str, kind: str, name: str | None
) -> None:
    cleaned = clean_text(f"The board met.\n\nIt voted on the quay.\n\n{said}")
    assert (kind, name) in [(each.kind, each.name) for each in cleaned.attribution]


def test_a_notice_in_italics_may_begin_with_a_title() -> None:
    cleaned = clean_html("<p>Prose.</p><p><em>“The Quay” was first published in Harbour Weekly.</em></p>")
    assert [(each.kind, each.name) for each in cleaned.attribution] == [("original", "Harbour Weekly")]


@pytest.mark.parametrize(
    ("said", "name"),
    [
        ("on Harbour Weekly on 3 May 2021", "Harbour Weekly"),
        ("in Harbour Weekly, on May 3, 2021", "Harbour Weekly"),
        ("by Harbour Weekly in May 2021", "Harbour Weekly"),
        ("on October 7", None),
        ("on 3 May 2021", None),
        ("on Harbour Weekly", "Harbour Weekly"),
        ("in May Street Review", "May Street Review"),
    ],
)
def test_a_date_is_no_part_of_the_outlets_name(said: str, name: str | None) -> None:
    cleaned = clean_html(f"<p>The ferry sails again.</p><p>This article was originally published {said}.</p>")
    assert [notice.name for notice in cleaned.attribution] == [name]
