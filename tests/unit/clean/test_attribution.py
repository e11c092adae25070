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
}


@pytest.mark.parametrize(("kind", "notice"), NOTICES.values(), ids=NOTICES.keys())
def test_notices_are_found_where_they_stand(kind: str, notice: str) -> None:
    cleaned = clean_text(f"The first paragraph of the text.\n\nThe second one.\n\nThe third one.\n\n{notice}")
    found = [(each.kind, each.text) for each in cleaned.attribution]
    assert (kind, notice) in found or any(each == kind and text in notice for each, text in found)
    for each in cleaned.attribution:
        assert each.span is not None
        assert cleaned.text[slice(*each.span)] == each.text


DATELINES = {
    "reuters": ("BAY CITY (Reuters) - The port opened.", "Reuters"),
    "ap": ("BAY CITY (AP) — The port opened.", "Associated Press"),
    "afp with a day": ("PARIS, March 3 (AFP) – The port opened.", "Agence France-Presse"),
    "dpa with a desk": ("Bremen (dpa/lni) - Der Hafen ist offen.", "Deutsche Presse-Agentur"),
    "xinhua": ("新华社上海2月8日电 港口开放了。", "Xinhua"),
    "tass": ("МОСКВА, 3 марта. /ТАСС/. Порт открыт.", "TASS"),
}


@pytest.mark.parametrize(("first", "agency"), DATELINES.values(), ids=DATELINES.keys())
def test_agencies_are_read_from_datelines(first: str, agency: str) -> None:
    cleaned = clean_text(f"{first}\n\nMore of it.")
    assert [(each.kind, each.name) for each in cleaned.attribution] == [("agency", agency)]


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
