"""What is cut from an article's end, sentence by sentence, and what is prose and stays."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wireroom.clean import clean_html, clean_text, without_footer

CREDITS = {
    "English": "The post Ferry appeared first on Bay News.",
    "English, a title in lower case": "The post ferry appeared first on Bay News.",
    "English, a title that ends like a sentence": "The post What now? appeared first on Bay News.",
    "English, an article": "The article Ferry first appeared on Bay News.",
    "German": "Der Beitrag Fähre erschien zuerst auf Bucht.",
    "French": "L’article Bac est apparu en premier sur Baie.",
    "Spanish": "La entrada Barco se publicó primero en Bahía.",
    "Italian": "L'articolo Traghetto proviene da Baia.",
    "Portuguese": "O post Barco apareceu primeiro em Baía.",
    "Dutch": "Het bericht Veer verscheen eerst op Baai.",
    "Russian": "Сообщение Паром появились сначала на Залив.",
    "Russian, this post": "Этот пост Паром впервые появился на Залив",
    "Ukrainian": "Запис Пором спершу з’явився на Затока.",
    "Hebrew": "הפוסט מעבורת הופיע לראשונה ב-מפרץ.",
    "Croatian": "Objava Trajekt pojavila se prvi puta na Zaljev.",
    "Serbian": "Чланак Трајект се појављује прво на Залив.",
    "Serbian, in Latin letters": "Članak Trajekt se pojavljuje prvo na Zaliv.",
    "Bulgarian": "Публикацията Ферибот се появи първо на Залив.",
    "Slovak": "Článok Trajekt zobrazený najskôr Záliv.",
    "Slovenian": "Prispevek Trajekt je bil prvotno objavljen na Zaliv.",
    "Galician": "A entrada Barca publicouse primeiro en Baía.",
    "Estonian": "Postitus Praam ilmus esmalt Laht.",
    "Latvian": "Raksts Prāmis pirmo reizi parādījās Līcis.",
    "Lithuanian": "Įrašas Keltas pirmą kartą paskelbtas Įlanka.",
    "Korean": "나룻배 게시물이 만에 처음 등장했습니다.",
}

PROSE = {
    "a song": "The song appeared first on the 1999 album.",
    "a novel": "The novel that made her name first appeared on the shelves in 1974, and critics were kind.",
    "a bird": "The bird first appeared on British shores in 1955.",
    "a story of something": "The story of her life first appeared on the shelves in 1974.",
    "a post office": "The post office first appeared on maps in 1890.",
    "a newspaper": "The Post first appeared on newsstands in 1877.",
    "a post about something": "The post about the flood appeared first on a wall of the town hall.",
    "words about newsletters": "Subscribe to our newsletters, they told the workers. None did.",
    "German": "Der Artikel von Schmidt erschien zuerst auf Englisch.",
    "Italian": "Il nome proviene da una leggenda del porto.",
    "Chinese": "这种病毒最先出现在武汉。",
    "Croatian": "Njegova objava o potresu pojavila se prvi puta na naslovnici.",
    "Bulgarian": "Статията за моста се появи първо на хартия.",
    "Lithuanian": "Straipsnis apie tiltą pirmą kartą pasirodė spaudoje.",
    "Galician": "A entrada de pago apareceu primeiro en Lugo.",
}

LINES = {
    "cut off, then Read More": ("Vote postponed… Read More", "Vote postponed…"),
    "cut off, then Continue reading and the title": (
        "Vote postponed [...] Continue reading Vote postponed in the harbour town until further notice →",
        "Vote postponed [...]",
    ),
    "two tails": ("Vote postponed. Comments The post Vote appeared first on Bay.", "Vote postponed."),
    "comments": ("Vote postponed. Comments", "Vote postponed."),
    "an arrow": ("Vote postponed […] →", "Vote postponed […]"),
    "more in brackets": ("Vote postponed (more…)", "Vote postponed"),
    "nothing but a tail": ("Read more »", ""),
    "a mark that it was cut off": ("Vote postponed […]", "Vote postponed […]"),
    "an order to read": ("The council had one demand. Read more books.", None),
    "somebody who reads": ("She slept less and read more", None),
    "a quotation that ends": ("Il a dit : « Que doit-on faire ? »", None),
    "a quotation that trails off": ("Il a dit : « Que doit-on faire… »", None),
    "direct speech after a pause": ("He paused… Details at eleven, she said.", None),
}


@pytest.mark.parametrize("credit", CREDITS.values(), ids=CREDITS)
def test_a_credit_goes_and_the_prose_before_it_in_the_paragraph_stays(credit: str) -> None:
    prose = "The vote was held."
    assert clean_html(f"<p>{prose} {credit}</p>").text == prose
    assert clean_html(f"<p>{prose} [&#8230;] {credit}</p>").text == f"{prose} […]"
    assert clean_html(f"<p>{prose}</p><p>{credit}</p>").text == prose
    assert clean_text(f"{prose} {credit}").text == prose
    assert without_footer(f"{prose} {credit}") == prose


def test_a_linked_title_tells_a_credit_by_itself() -> None:
    markup = (
        '<p>Held. Der Beitrag <a href="https://b.example/f">fähre fort</a> erschien zuerst auf Bucht.</p>'
    )
    assert clean_html(markup).text == "Held."


@pytest.mark.parametrize("prose", PROSE.values(), ids=PROSE)
def test_prose_that_sounds_like_a_credit_stays(prose: str) -> None:
    assert clean_html(f"<p>{prose}</p>").text == prose
    assert clean_html(f"<p>The first paragraph.</p><p>{prose}</p>").text.endswith(prose)
    assert without_footer(f"It began so. {prose}") == f"It began so. {prose}"


@pytest.mark.parametrize(
    "label",
    [
        "Advertisement",
        "ADVERTISEMENT",
        "Story continues below advertisement",
        "Share this article",
        "Sign up for our newsletter to get the best of the harbour every morning.",
        "Subscribe to our free daily newsletter!",
        "Sign up here for the Bay News newsletter",
        "Anzeige",
        "Artikel wird nach der Anzeige fortgesetzt",
        "La suite après cette publicité",
        "広告",
    ],
)
def test_what_interrupts_a_text_goes(label: str) -> None:
    """It went at the end alone before."""
    cleaned = clean_html(f"<p>Rain fell.</p><p>{label}</p><p>Wind blew.</p>")
    assert cleaned.text == "Rain fell.\n\nWind blew."
    kept = f"<h2>{label}</h2><ul><li>{label}</li></ul><p>The council wrote: {label}</p>"
    assert clean_html(f"<p>Rain fell.</p>{kept}<p>Wind blew.</p>").text.count(label) == 3


def test_a_paragraph_of_comments_and_sharing_goes() -> None:
    assert clean_html("<p>Held.</p><p>Comments | Share on Facebook</p>").text == "Held."


@pytest.mark.parametrize(("line", "kept"), LINES.values(), ids=LINES)
def test_a_line_loses_its_tails_and_nothing_else(line: str, kept: str | None) -> None:
    assert without_footer(line) == (line if kept is None else kept)


PIECES = [
    *CREDITS.values(),
    *PROSE.values(),
    *(line for line, _ in LINES.values()),
    " ",
    "…",
    "[",
    "The post ",
]


@given(st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=8)), max_size=6).map("".join))
def test_cutting_again_changes_nothing(line: str) -> None:
    once = without_footer(line)
    assert len(once) <= len(line)
    assert without_footer(once) == once


MANY = {
    "links in a paragraph": '<p>Held. {}</p>|<a href="https://b.example/m">Read more</a> ',
    "lines of a paragraph": "<p>Held.{}</p>|<br>Read more",
    "paragraphs": '<p>Held.</p>{}|<p><a href="https://b.example/m">Read more</a></p>',
}


@pytest.mark.parametrize("shape", MANY.values(), ids=MANY)
def test_thousands_of_tails_go_as_one_does(shape: str) -> None:
    """Ten seconds and more each when every cut read all that was left."""
    whole, tail = shape.split("|")
    assert clean_html(whole.format(tail * 2000)).text == "Held."


@pytest.mark.parametrize(
    "line",
    [
        "Tags: bridge, harbour, council",
        "Tagged with: bridge, harbour",
        "Filed under: News, Harbour",
        "Schlagwörter: Brücke, Hafen",
        "Mots-clés : pont, port",
        "Etiquetas: puente, puerto",
        "Parole chiave: ponte, porto",
        "Trefwoorden: brug, haven",
        "Tagi: most, port",
        "Теги: мост, порт",
        "タグ：橋、港",
        "标签：桥，港口",
    ],
)
def test_a_last_line_of_tags_goes(line: str) -> None:
    """They are the page's; a sentence that begins so stays, and so does such a line in the middle."""
    assert clean_html(f"<p>The bridge closed.</p><p>{line}</p>").text == "The bridge closed."
    middle = f"<p>One.</p><p>{line}</p><p>The bridge closed.</p>"
    assert clean_html(middle).text == f"One.\n\n{line}\n\nThe bridge closed."
    sentence = "Tags: we hand them out at the gate. Bring yours."
    assert clean_html(f"<p>One.</p><p>{sentence}</p>").text == f"One.\n\n{sentence}"


@pytest.mark.parametrize(
    "line",
    [
        "(Visited 1,212 times, 3 visits today)",
        "Post Views: 1,234",
        "Views: 123",
        "Beitrags-Aufrufe: 1.234",
        "Vues : 123",
        "Visitas: 123",
        "Visualizações: 1.234",
        "Просмотров: 123",
        "Görüntülenme: 45",
        "阅读量：1234次",
        "閲覧数：123回",
        "조회수 1,234",
        "Permalink | Comments | Email this",
    ],
)
def test_a_last_line_that_counts_visits_or_leads_about_the_page_goes(line: str) -> None:
    """It may stand above such another; one in the middle tells of something."""
    assert clean_html(f"<p>The bridge closed.</p><p>{line}</p><p>Comments</p>").text == "The bridge closed."
    middle = f"<p>One.</p><p>{line}</p><p>The bridge closed.</p>"
    assert line in clean_html(middle).text


@pytest.mark.parametrize(
    "sentence",
    [
        "Views: 12 of the jury dissented.",
        "Visits: 3,000 a day, the museum says.",
        "Visited 12 times, the island has one inn.",
        "Views of 123 people were heard.",
        "Comments on the plan were few; print them.",
        "Permalink: what is it?",
    ],
)
def test_a_last_sentence_that_begins_like_a_count_stays(sentence: str) -> None:
    assert clean_html(f"<p>One.</p><p>{sentence}</p>").text == f"One.\n\n{sentence}"


@pytest.mark.parametrize("last", ["Visits: 120,000", "Facebook", "LinkedIn | Reddit"])
def test_the_last_of_a_list_of_figures_or_names_stays(last: str) -> None:
    markup = f"<p>The year in short:</p><ul><li>Boats: 12</li><li>{last}</li></ul>"
    assert clean_html(markup).text.endswith(last)


def test_a_list_of_links_to_share_by_goes() -> None:
    links = "".join(
        f'<li><a href="https://share.example/{name}">{name}</a></li>' for name in ("Facebook", "Reddit")
    )
    assert clean_html(f"<p>The bridge closed.</p><ul>{links}</ul>").text == "The bridge closed."


FERRY = "The ferry sailed at noon with forty walkers on board."
MAIL_TAILS = [
    "Unsubscribe",
    "Unsubscribe | Update your preferences",
    "To unsubscribe click here",
    "You receive these e-mails because you signed up at quaypost.example. Unsubscribe | Update preferences",
    "You get this because you signed up at quaypost.example. Unsubscribe",
    "Click here to unsubscribe or manage your e-mail preferences",
    "You are receiving this email because you signed up on our website.",
    "This email was sent to ana@news.example",
    "Don’t want to get these emails? Tell us.",
    "Newsletter abmelden",
    "Sie erhalten diese E-Mail, weil Sie sich angemeldet haben.",
    "Se désinscrire",
    "Vous recevez cet e-mail car vous êtes inscrit.",
    "Darse de baja",
    "Recibes este correo porque te suscribiste.",
    "Ricevi questa newsletter perché ti sei iscritto.",
    "Uitschrijven",
    "Отписаться от рассылки",
]
MAIL_HEADS = [
    "View this email in your browser",
    "View in browser",
    "Trouble viewing this newsletter? Read it online.",
    "Im Browser ansehen",
    "Voir dans le navigateur",
    "Ver en el navegador",
    "Visualizza nel browser",
    "Bekijk deze nieuwsbrief in je browser",
]
ON_MAILS = [
    "To unsubscribe from the list, members must write a letter.",
    "You get this because you signed up for a war, the minister told them.",
    "You are receiving this e-mail because you signed up. Unsubscribe if you dare, the minister wrote.",
    "You are receiving this email because, the fraud began, your bank has closed. Nobody fell for it.",
    "Unsubscribe from everything, the minister told the young, and go outside.",
    "Open the browser",
    "This message was sent to all employees at noon; by Monday two of them had resigned.",
    "You are receiving this message because you would not listen",
    "View in browser tabs that sleep",
    "Im Browser ansehen lassen sich die Karten erst ab Mai.",
]


@pytest.mark.parametrize("line", MAIL_TAILS)
def test_what_ends_a_letter_goes(line: str) -> None:
    html = f'<p>{FERRY}</p><table><tr><td><a href="https://mail.example/u">{line}</a></td></tr></table>'
    assert line not in clean_html(html, base_url="").text
    assert clean_text(f"{FERRY}\n\n{line}").text == FERRY


@pytest.mark.parametrize("line", MAIL_HEADS)
def test_what_leads_from_a_letter_to_its_page_goes(line: str) -> None:
    read = clean_html(f'<p><a href="https://mail.example/v">{line}</a></p><p>{FERRY}</p>', base_url="").text
    assert read == FERRY


@pytest.mark.parametrize("line", ON_MAILS)
def test_prose_on_letters_and_browsers_stays(line: str) -> None:
    assert line in clean_text(f"{FERRY}\n\n{line}").text
    assert line in clean_html(f"<p>{line}</p><p>{FERRY}</p>", base_url="").text


@pytest.mark.parametrize(
    "html", ["<ol><li>Scroll down</li><li>Unsubscribe</li></ol>", "<blockquote>Unsubscribe</blockquote>"]
)
def test_a_step_or_a_quotation_ends_no_letter(html: str) -> None:
    assert "Unsubscribe" in clean_html(f"<p>{FERRY}</p>{html}").text
