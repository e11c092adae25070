"""Calls of the house under a text and between its paragraphs, and what only tells of such calls."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wireroom.clean import clean_html
from wireroom.clean.boilerplate import house_lines

STORY = "<p>The ferry sailed at nine with forty goats on board.</p><p>It was late, the mate said.</p>"
STORY_TEXT = "The ferry sailed at nine with forty goats on board.\n\nIt was late, the mate said."

PRAISE = 'The Bay newsletter is your guide to boats. Sign up <a href="/n">here</a>.'
CALLS = {
    "English, the desk": "<p>Got a story? Contact the newsdesk at desk@bay.example.</p>",
    "Polish, media": "<p>Znajdziesz nas także w mediach społecznościowych</p>",
    "Czech, a network": "<p>Sledujte nás na Facebooku a Instagramu.</p>",
    "Slovak": "<p>Sledujte nás aj na sociálnych sieťach.</p>",
    "Ukrainian, networks": "<p>Стежте за нами у соцмережах!</p>",
    "Bulgarian": "<p>Абонирайте се за нашия бюлетин.</p>",
    "Hebrew, a network": "<p>עקבו אחרינו בפייסבוק</p>",
    "Arabic, a network": "<p>انضموا إلى قناة الخليج على Telegram</p>",
    "Indonesian, a network": "<p>Mari bergabung di saluran WhatsApp Teluk</p>",
    "Vietnamese, a network": "<p>Theo dõi Báo Vịnh trên Google News</p>",
    "Finnish, a network": "<p>Seuraa Lahden Sanomia Facebookissa</p>",
    "Spanish, whom to follow": "<p>Sigue a El Golfo en Google News</p>",
    "Portuguese, whom to follow": "<p>Siga o canal da Baía no WhatsApp</p>",
    "French, whom to follow": "<p>Suivez La Baie sur WhatsApp</p>",
    "English, what links earn them": "<p>If you buy through our links, we may earn a share of it.</p>",
    "English, a reason first": "<p><i>For more on ferries, sign up to our weekly newsletter.</i></p>",
    "English, thanks first": "<p>Thanks for reading. Follow us on Google News!</p>",
    "English, praise first": f"<p>{PRAISE}</p>",
    "English, a tip in two lines": "<h3>Got a tip?</h3><p>Send it to tips@bay.example</p>",
    "English, to readers who might comment": "<p>What do you think about this? Tell us in the comments.</p>",
    "English, an address to write to": "<p>Want to have your say? Email letters@bay.example.</p>",
    "English, a roundup": "<p>Would you like our week in your inbox? Then sign up to receive our e-mail.</p>",
    "English, trees for the dead": "<p>To plant a tree in memory of Jane Roe, visit our Tribute Store.</p>",
    "English, who covers what": "<p>Jane Roe covers goats for Bay Post. Follow her on X at @jroe.</p>",
    "English, who is what": "<p>Jane Roe is a staff writer at Bay. She can be reached at jr@bay.example.</p>",
    "English, what links earn": "<p>This post may contain affiliate links. Please read our disclosure.</p>",
    "German": "<p>Danke, dass Sie uns lesen. Abonnieren Sie unseren Newsletter!</p>",
    "German, a tip": "<p>Haben Sie einen Hinweis für uns? Schreiben Sie uns an tipp@bucht.example.</p>",
    "French": "<p>Pour ne rien manquer, abonnez-vous à notre newsletter.</p>",
    "French, an error": "<p>Vous avez repéré une erreur ? Écrivez-nous.</p>",
    "Spanish": "<p>Síguenos en Google News para no perderte nada.</p>",
    "Spanish, an error": "<p>¿Has encontrado un error? Escríbenos.</p>",
    "Spanish, a wall": "<p>Suscríbete para seguir leyendo</p>",
    "Spanish, behind an arrow": "<p>➡️ Únete al canal de la Bahía en WhatsApp</p>",
    "Portuguese, a channel": "<p>✅ Clique aqui para seguir o canal da Baía no WhatsApp</p>",
    "Portuguese": "<p>Fique por dentro. Siga o Jornal da Baía no Google News.</p>",
    "Italian": "<p>Hai trovato un errore? Scrivici. Seguici su Telegram!</p>",
    "Dutch": "<p>Heb je een tip? Mail ons op tip@baai.example</p>",
    "Polish": "<p>Dziękujemy, że przeczytałaś nasz tekst. Obserwuj nas na Facebooku!</p>",
    "Polish, a witness": "<p>Byłeś świadkiem wypadku? Napisz do nas!</p>",
    "Swedish": "<h3>Har du ett tips?</h3><p>Mejla oss på tips@viken.example</p>",
    "Danish": "<p>Har du set en fejl? Skriv til os på fejl@bugten.example</p>",
    "Norwegian": "<h3>Har du et tips?</h3><p>Send tips til tips@bukta.example</p>",
    "Finnish": "<p>Huomasitko virheen? Kerro siitä meille.</p>",
    "Czech": "<p>Našli jste v článku chybu? Napište nám.</p>",
    "Hungarian": "<p>Hibát talált? Írjon nekünk!</p>",
    "Hungarian, a page": "<p>Kövesd oldalunkat a Facebookon!</p>",
    "Romanian": "<p>Urmărește-ne pe Google News.</p>",
    "Greek": "<p>Ακολουθήστε τον Κόλπο στο Google News και μάθετε πρώτοι τις ειδήσεις</p>",
    "Turkish": "<p>Haberlerimizi Google News üzerinden takip edin.</p>",
    "Russian": "<p>Нашли ошибку? Выделите её и нажмите Ctrl+Enter.</p>",
    "Russian, a channel": "<p>Подписывайтесь на наш Telegram-канал</p>",
    "Ukrainian": "<p>Помітили помилку? Виділіть її та повідомте редакцію.</p>",
    "Croatian": "<p>Uočili ste pogrešku u tekstu? Javite nam.</p>",
    "Serbian": "<p>Пратите нас на Telegram каналу.</p>",
    "Chinese": "<p>海量资讯、精准解读，尽在海湾财经APP</p>",
    "Chinese, a code": "<p>更多精彩内容，请扫码关注海湾公众号</p>",
    "Chinese, an app": "<p>看新聞更方便　點我下載APP</p>",
    "Chinese, friends": "<p>◎ 加入LINE好友，最新消息不漏接！</p>",
    "Japanese": "<p>海湾新聞の公式LINEをフォローしてください</p>",
    "Korean": "<p>네이버에서 만일보를 구독하세요</p>",
    "Indonesian": "<p>Dapatkan update setiap hari. Mari bergabung di Saluran WhatsApp.</p>",
    "Vietnamese": "<p>Mời bạn theo dõi kênh Zalo của Vịnh.</p>",
    "Arabic": "<p>تابعونا على تليغرام</p>",
    "Arabic, news": "<p>تابعوا أخبار الخليج عبر Google News</p>",
    "Persian": "<p>ما را در تلگرام دنبال کنید</p>",
    "Hebrew": "<p>הצטרפו לערוץ הטלגרם שלנו</p>",
    "Hindi": "<p>ताजा खबरों के लिए हमें गूगल न्यूज पर फॉलो करें</p>",
}

TOLD = {
    "a quotation": "<p>“Sign up to our newsletter,” the mate told the goats.</p>",
    "a quotation that ends it": "<p>The mate said: “Follow us on Google News.”</p>",
    "in a quotation's element": "<blockquote><p>Sign up for our newsletter, please.</p></blockquote>",
    "a report on a newsletter": "<p>The Bay newsletter is three years old and has nine readers.</p>",
    "a report on an app": "<p>Readers may download the app and report an error there from Monday.</p>",
    "a report on a channel, in German": "<p>Der Sender hat seinen WhatsApp-Kanal eingestellt.</p>",
    "a report on a channel, in French": "<p>Le ministre s’est abonné à la newsletter du port.</p>",
    "a report on a channel, in Chinese": "<p>他下载了一个APP。</p>",
    "a report on a channel, in Korean": "<p>만일보는 네이버 채널 구독자가 아홉 명이라고 밝혔다.</p>",
    "a report on a channel, in Russian": "<p>Капитан подписался на Telegram-канал порта.</p>",
    "a report on a channel, in Indonesian": "<p>Nakhoda itu membuat saluran WhatsApp untuk kambing.</p>",
    "an address without a question": "<p>Send your entries to goats@bay.example by Friday.</p>",
    "a question without an address": "<p>Have you seen an error?</p>",
    "what somebody covers": "<p>Jane Roe covers goats for Bay Post. She owns two of them.</p>",
    "a writer whom the story is about": "<p>Jane Roe is a staff writer who never learned to type.</p>",
    "when somebody can be reached": "<p>She can be reached at low tide, by boat.</p>",
    "a question that is the story": "<p>What do you think of goats? It was asked of ninety sailors.</p>",
    "where trees are planted": "<p>To plant a tree in memory of the mate, the crew went ashore.</p>",
    "what a post contains": "<p>The post may contain affiliate links, the council wrote of it.</p>",
    "a report on news, in Arabic": "<p>تابعوا المباراة على تويتر.</p>",
    "who went on to a channel, in Chinese": "<p>他加入LINE群組。</p>",
    "whom to write to": "<p>Jane Roe, press officer, press@bay.example</p>",
}


@pytest.mark.parametrize("call", CALLS.values(), ids=CALLS)
def test_the_house_s_own_call_ends_no_text(call: str) -> None:
    assert clean_html(STORY + call).text == STORY_TEXT


TOLD_BY_OTHERS = {
    "English, a poster": "Download our app, the bank’s posters promised for years.",
    "English, an office": "Are you affected by the flood? Contact the town hall at help@flood.example.",
    "German, a fraud": "Folgen Sie uns auf Telegram, stand in der Nachricht der Betrüger.",
    "Italian, a fraud": "Seguici su Telegram, scrivevano alle vittime.",
    "Dutch, a fraud": "Volg ons op Telegram, schreven de oplichters.",
    "Polish, a match": "Obserwuj nas w sobotę na boisku.",
    "Czech, a match": "Sledujte nás na ledě i v sobotu.",
    "Slovak, a match": "Sledujte nás na ľade aj v sobotu.",
    "Ukrainian, a match": "Стежте за нами у фіналі кубка.",
    "Bulgarian, a poster": "Абонирайте се за изборите, гласеше плакатът.",
    "Hebrew, who watched": "עקבו אחרי דף הפייסבוק שלו חודשיים.",
    "Indonesian, who said it": "Ikuti lomba lewat siaran Facebook, kata panitia.",
    "English, a fraud": "If you click on the link, you will receive a bill for goats.",
    "English, a ruling": "When you buy through such links the mate and the goat earn money.",
    "English, the dead": "To plant trees in memory of the goats, the town asked all to visit the store.",
    "English, witnesses": "Do you have information about the goats? Call the police at tips@police.example.",
    "German, who reports": "Fehler melden die Beamten seitdem täglich an den Hersteller.",
    "German, witnesses": "Haben Sie einen Hinweis? Schreiben Sie an die Kripo unter kripo@bucht.example.",
    "French, of hospitals": "Signaler une erreur médicale reste difficile pour sept infirmières sur dix.",
    "French, come in numbers": "Rejoignez-nous nombreux samedi au port.",
    "French, who said it": "Suivez l’argent sur Facebook, a lancé le procureur.",
    "Spanish, who waits": "Sigue a la espera de una respuesta de Facebook.",
    "Spanish, who leads": "Sigue al frente de Instagram y de otras dos empresas.",
    "Portuguese, a fraud": "Clique aqui e siga as instruções pelo WhatsApp, dizia a mensagem.",
    "Portuguese, who said it": "Siga o dinheiro no Telegram, disse o procurador.",
    "Italian, an audit": "Segnala un errore di due milioni nella spesa sanitaria.",
    "Swedish, who said it": "Rapportera fel till oss dygnet runt, säger kommunalrådet.",
    "Danish, who said it": "Har du fundet en fejl? Skriv til os, siger borgmesteren.",
    "Finnish, what comes next": "Seuraa ensi viikolla Facebookin tulos, jota markkinat odottavat.",
    "Russian, what to read": "Читайте книги, а не Telegram.",
    "Ukrainian, what to sign": "Підпишіться на петицію міста.",
    "Croatian, who said it": "Prijavite pogrešku u planu do petka, poručio je gradonačelnik.",
    "Arabic, who founded it": "اشترك في تأسيس فيسبوك قبل عشرين عاما.",
    "Arabic, whom he joined": "انضم إلى قناة الخليج عام 2005.",
    "Hebrew, who joined": "הצטרפו להפגנה גם עובדי פייסבוק ישראל.",
    "Hindi, who said it": "योजना लागू होगी। मंत्री ने कहा कि किसान ऐप डाउनलोड करें।",
    "Hindi, what goes before": "योजना एक अप्रैल से लागू होगी। किसान टोल प्लाज़ा पर रुकें।",
    "Chinese, a fraud": "加入Telegram群组后，他损失五十万元。",
    "Chinese, an app": "他点击下载应用后账户即被清空。",
    "Indonesian, who joined": "Bergabung dengan Facebook pada 2015, ia sebelumnya bekerja di bank.",
    "Vietnamese, who was there": "Tham gia hội thảo có đại diện Facebook, TikTok.",
    "Vietnamese, who was watched": "Theo dõi tài khoản Zalo của nghi phạm, cảnh sát phát hiện nạn nhân.",
}


@pytest.mark.parametrize("told", TOLD_BY_OTHERS.values(), ids=TOLD_BY_OTHERS)
def test_what_somebody_else_says_or_does_stays(told: str) -> None:
    assert clean_html(f"{STORY}<p>{told}</p>").text == f"{STORY_TEXT}\n\n{told}"


def test_of_a_paragraph_in_hindi_the_call_alone_goes() -> None:
    told, call = "योजना एक अप्रैल से लागू होगी।", "हमें Facebook पर फॉलो करें।"
    assert clean_html(f"{STORY}<p>{told} {call}</p>").text == f"{STORY_TEXT}\n\n{told}"


@pytest.mark.parametrize("told", TOLD.values(), ids=TOLD)
def test_what_is_told_of_such_calls_stays(told: str) -> None:
    read = clean_html(STORY + told).text
    assert read.startswith(STORY_TEXT)
    assert read.count("\n\n") == STORY_TEXT.count("\n\n") + 1


def test_a_call_goes_from_a_paragraph_of_prose_and_the_prose_stays() -> None:
    markup = f"{STORY}<p>The goats slept. Thanks for reading! Follow us on Telegram.</p>"
    assert clean_html(markup).text == f"{STORY_TEXT}\n\nThe goats slept."


def test_between_paragraphs_a_call_to_the_reader_goes() -> None:
    assert clean_html(f"<p>{PRAISE}</p>{STORY}").text == STORY_TEXT


def test_between_paragraphs_what_to_sign_up_for_elsewhere_stays() -> None:
    told = "<p>Sign up for the council’s e-mail alerts to know when bins are emptied.</p>"
    assert "bins" in clean_html(f"{STORY}{told}<p>They are emptied on Monday.</p>").text


@pytest.mark.parametrize("in_latin", [True, False])
@given(data=st.data())
def test_the_wider_pattern_loses_no_sentence(in_latin: bool, data: st.DataObject) -> None:
    kind = data.draw(st.sampled_from(house_lines._KINDS))
    of_script = [row[2] for row in house_lines._rows_of(kind, in_latin=in_latin)]
    told = house_lines._meant(data.draw(st.sampled_from(of_script)), house_lines._EXACT)
    sentence = data.draw(st.from_regex(re.compile(told, re.IGNORECASE), fullmatch=True))
    assert house_lines._may_be_of_house(sentence, in_latin=in_latin)
