"""Lines near the head that say nothing but who is known to have written it, and lines like them that stay."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from wireroom.clean import clean_html

OPENING = "The harbour council met on Tuesday and agreed to rebuild the northern pier."
REST = "<p>Work begins in spring.</p><p>Ferries call again next year.</p>"
REST_TEXT = "Work begins in spring.\n\nFerries call again next year."
KNOWN = ("Jane Roe", "Iñigo Sáez", "佐藤健一")

METADATA = {
    "a name": "<p>Jane Roe</p>",
    "in capitals": "<p>JANE ROE</p>",
    "two names": "<p>Jane Roe / Iñigo Sáez</p>",
    "two names, joined": "<p>Jane Roe y Iñigo Sáez</p>",
    "two names, joined in Polish": "<p>Jane Roe oraz Iñigo Sáez</p>",
    "two names, joined in Turkish": "<p>Jane Roe ve Iñigo Sáez</p>",
    "behind a lead of several words": "<p>Propos recueillis par Jane Roe et Iñigo Sáez</p>",
    "behind a lead of a language that few know": "<p>संवाददाता: Jane Roe</p>",
    "and a day after a break": "<p>Jane Roe<br>Nov 20, 2026</p>",
    "and a place and day below": "<p>Jane Roe</p><p>Madrid - 14 may 2026 - 15:05 CEST</p>",
    "days, and how long it takes to read": (
        "<p>Par Jane Roe — Publié le 11 février 2026 à 18h30, modifié le 12 février 2026 à 07h10 · Temps de"
        " lecture 6 min.</p>"
    ),
    "in Japanese": "<p>佐藤健一</p>",
    "and who made the pictures, Italian": "<p>Testo di Jane Roe, foto di Ben Low</p>",
    "and who made the pictures, Dutch": "<p>Tekst: Jane Roe Beeld: Ben Low</p>",
    "and who made the pictures, behind a stop": "<p>Story by Jane Roe. Photography by Ben Low.</p>",
    "and who made the pictures, behind a bar": "<p>Texte : Jane Roe | Illustrations : Luc Fort</p>",
    "what each did in brackets": "<p>Von Jane Roe (Text) und Ben Low (Bilder)</p>",
    "and a role and an account": "<p>By JANE ROE, Harbour Correspondent | @janeroe</p>",
    "and a day behind a word": "<p>Posted by Jane Roe on 20 November 2026</p>",
    "and who translated it": "<p>By Jane Roe, translated by Ben Low</p>",
    "and a role for somebody": "<p>Von Jane Roe, Redakteurin der Hafenpost</p>",
    "and a role in brackets": "<p>By Jane Roe (staff writer), Nov 20, 2026</p>",
    "two names and a role": "<p>By Jane Roe and Iñigo Sáez – Political Correspondent</p>",
    "and a mailbox": "<p>Por Jane Roe | jroe@quaypost.example</p>",
}
PROSE = {
    "a sentence": "<p>Jane Roe was born here</p>",
    "a name that is not known": "<p>John Doe</p>",
    "a part of a name": "<p>Jane Roesler</p>",
    **{
        f"who took the picture, {label}": f"<p>{label} Jane Roe</p>"
        for label in (
            *(
                "Foto:",
                "Photos by",
                "Foto von",
                "Φωτογραφία:",
                "撮影：",
                "تصوير:",
                "Valokuva:",
                "Kuva:",
                "Fotó:",
            ),
            *("Zdjęcia:", "Фото:", "Pictures:"),
        )
    },
    "who took the picture, in Japanese": "<p>撮影：佐藤健一</p>",
    **{
        f"text, {label}": f"<p>{label} Jane Roe</p>"
        for label in ("The winner is:", "Gestorben:", "Hamlet:", "Hamlet played by", "Translated by")
    },
    "a sentence that begins like a byline": "<p>By Jane Roe and the council, nobody was asked.</p>",
    **{
        f"of the text, {line}": f"<p>{line}</p>"
        for line in (
            *("Writer Jane Roe dies at 90", "Author Jane Roe wins the Harbour Prize"),
            *("Interview by Jane Roe reveals a broken ramp", "By Jane Roe’s own account, the ramp was fine"),
            *(
                "By Jane Roe’s own account",
                "By Jane Roe, the ramp was fine",
                "By Jane Roe - by nobody else",
            ),
            *("Von Jane Roe lernen heißt siegen lernen", "Por Jane Roe votaron más de mil vecinos"),
            *(
                "Di Jane Roe si sa poco, del porto ancora meno",
                "Author Jane Roe, officials say, was there",
            ),
            "By Jane Roe, translated by hand and left on the pier",
        )
    },
    "words that begin like a byline": (
        "<p>Von Jane Roe bis zum alten Pier und zurück, über die Brücke und den Markt, an dem sie wohnt</p>"
    ),
    "a heading": "<h2>Jane Roe</h2>",
    "an item": "<ul><li>Jane Roe</li></ul>",
    "a place and day alone": "<p>Concert Hall - 14 May 2026</p>",
}


def text_of(markup: str, names: Sequence[str] = KNOWN) -> str:
    return clean_html(markup, names=names).text


@pytest.mark.parametrize("line", METADATA.values(), ids=METADATA)
@pytest.mark.parametrize("before", ["", f"<h2>{OPENING}</h2>", f"<p>{OPENING}</p>"])
def test_what_only_says_who_wrote_it_goes(before: str, line: str) -> None:
    opening = f"{OPENING}\n\n" if before else ""
    assert text_of(before + line + REST) == opening + REST_TEXT


@pytest.mark.parametrize("line", PROSE.values(), ids=PROSE)
def test_what_says_more_stays(line: str) -> None:
    text = text_of(f"<p>{OPENING}</p>{line}{REST}")
    assert text == text_of(f"<p>{OPENING}</p>{line}{REST}", ())
    assert text != f"{OPENING}\n\n{REST_TEXT}"


def test_a_name_that_signs_the_text_stays() -> None:
    assert text_of(f"<p>{OPENING}</p><p>Jane Roe</p>") == f"{OPENING}\n\nJane Roe"


def test_names_of_speakers_stay() -> None:
    spoken = "<p>Jane Roe</p><p>How is the pier?</p><p>The Mayor</p><p>Broken.</p>"
    assert text_of(spoken * 2).count("Jane Roe") == 2


def test_a_first_name_alone_may_be_a_word() -> None:
    assert (
        text_of(f"<p>{OPENING}</p><p>Summer</p>{REST}", ("Summer",)) == f"{OPENING}\n\nSummer\n\n{REST_TEXT}"
    )
