"""The language of a text: declared against detected."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wireroom.normalize import detect_language
from wireroom.normalize.language.language_tables import language_code

GERMAN = (
    "Die Stadt hat am Montag beschlossen, den alten Hafen zu sanieren. Die Arbeiten sollen im Frühjahr "
    "beginnen und etwa zwei Jahre dauern, sagte die Bürgermeisterin nach der Sitzung des Rates."
)
ENGLISH = (
    "The town decided on Monday to repair the old harbour. Work is to begin in spring and will take about "
    "two years, the mayor said after the meeting of the council."
)


def test_long_text_in_another_language_overrules_the_declaration() -> None:
    """Feeds on a theme's default `en-us`."""
    reading = detect_language(GERMAN, declared="en-us")
    assert (reading.code, reading.source) == ("de", "detected")


def test_a_confirmed_declaration_says_so_with_confidence() -> None:
    reading = detect_language(ENGLISH, declared="en-US")
    assert (reading.code, reading.source) == ("en", "declared")
    assert reading.confidence > 0.9


def test_english_is_told_by_its_words_where_nobody_declares() -> None:
    """Names draw letter groups away: three reports from Seoul in koreatimes.co.kr were taken for Korean."""
    reading = detect_language(ENGLISH, declared=None)
    assert (reading.code, reading.source, reading.confidence) == ("en", "detected", 0.99)


def test_an_english_note_before_the_text_does_not_make_it_english() -> None:
    """jtemporal.com: `en`, a line that leads to the translation, then Portuguese."""
    text = f"Harbour news: read the English version here. {GERMAN} {GERMAN}"
    assert detect_language(text, declared="en").code == "de"


def test_an_english_sentence_does_not_confirm_text_written_without_spaces() -> None:
    chinese = "港口维修工程昨天正式开始，市长表示整个项目预计需要两年时间才能完成，费用由市政府承担。" * 3
    assert detect_language(f"The first thing to do is to let it be. {chinese}", declared="en").code == "zh"


@pytest.mark.parametrize(
    "text", ["v3.9.0", "Kiosk", "KDE", "", "12:30", "https://example.com/ein-langer-weg"]
)
def test_short_text_keeps_the_declaration(text: str) -> None:
    assert detect_language(text, declared="sv").code == "sv"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        pytest.param("港の修理が始まる", "ja", id="kana decides"),
        pytest.param("港口维修工程开始", "zh", id="Han alone"),
        pytest.param("항구 수리 시작", "ko", id="Hangul"),
        pytest.param("Το λιμάνι επισκευάζεται", "el", id="Greek"),
        pytest.param("ซ่อมท่าเรือ", "th", id="Thai"),
    ],
)
def test_a_script_of_one_language_needs_no_length(text: str, code: str) -> None:
    assert detect_language(text, declared="en").code == code


@pytest.mark.parametrize(
    ("text", "code"),
    [
        pytest.param("Городской совет в понедельник закрыл старый мост", "ru", id="Cyrillic"),
        pytest.param("أعلن المجلس البلدي يوم الاثنين إغلاق الجسر القديم", "ar", id="Arabic"),
        pytest.param("מועצת העיר הודיעה ביום שני על סגירת הגשר הישן", "he", id="Hebrew"),
    ],
)
def test_a_line_in_another_script_is_not_in_the_declared_language(text: str, code: str) -> None:
    """A theme's default `en-US` over one line of text: too short to overrule, but not written so."""
    assert detect_language(text, declared="en-US").code == code


def test_letters_that_tell_nothing_but_that_the_declaration_is_wrong_leave_it_unknown() -> None:
    assert detect_language("Мост закрыт", declared="en").code is None


@pytest.mark.parametrize("declared", ["sr", "uz", "az", "ru"])
def test_a_language_with_two_scripts_keeps_its_declaration(declared: str) -> None:
    assert detect_language("Мост је затворен", declared=declared).code == declared


def test_names_in_another_script_do_not_unseat_the_declaration() -> None:
    assert detect_language("The novel Война и мир in a new translation", declared="en").code == "en"


def test_a_title_in_kanji_alone_stays_japanese_where_japanese_is_declared() -> None:
    title = "東京都議会議員選挙開票結果"
    assert detect_language(title, declared="ja").code == "ja"
    assert detect_language(title, declared="en").code == "zh"


def test_a_language_that_no_model_knows_is_left_to_who_declares_it() -> None:
    """Yiddish was Hebrew, and surely, for its letters are; English under the same tag is still English."""
    yiddish = "דער שטאָטראַט האָט מאָנטיק באַשלאָסן צו פֿאַרמאַכן די אַלטע בריק אין צפֿון פֿון דער שטאָט. " * 3
    assert detect_language(yiddish, declared="yi").code == "yi"
    assert detect_language(ENGLISH, declared="yi").code == "en"


@pytest.mark.parametrize(
    ("claimed", "code", "text"),
    [
        pytest.param(
            "cs",
            "sk",
            "Mestské zastupiteľstvo v pondelok schválilo plán obnovy starého prístavu. Práce sa začnú opäť "
            "na jar a potrvajú dva roky, povedala primátorka po zasadnutí, na ktorom bolo veľa ľudí.",
            id="sk under cs",
        ),
        pytest.param(
            "sk",
            "cs",
            "Městské zastupitelstvo v pondělí schválilo plán obnovy starého přístavu. Práce začnou na jaře a "
            "potrvají dva roky, řekla starostka po zasedání, na které přišlo několik set lidí.",
            id="cs under sk",
        ),
        pytest.param(
            "bg",
            "mk",
            "Градскиот совет во понеделникот го усвои планот за обнова на старото пристаниште. Работите "
            "ќе почнат напролет и ќе траат две години, а пристаништето ќе биде поубаво, најави таа.",
            id="mk under bg",
        ),
        pytest.param(
            "mk",
            "bg",
            "Градският съвет прие в понеделник план за обновяване на старото пристанище. Работите ще "
            "започнат през пролетта и ще продължат две години, каза кметицата след заседанието.",
            id="bg under mk",
        ),
        pytest.param(
            "ru",
            "be",
            "Гарадскі савет у панядзелак ухваліў план аднаўлення старога порта. Працы пачнуцца вясной і "
            "будуць ісці два гады, сказала старшыня пасля пасяджэння, на якое прыйшло шмат людзей.",
            id="be under ru",
        ),
        pytest.param(
            "be",
            "ru",
            "Городской совет в понедельник утвердил план обновления старого порта. Работы начнутся весной и "
            "продлятся два года, сказала мэр после заседания, на которое пришло несколько сотен человек.",
            id="ru under be",
        ),
        pytest.param(
            "no",
            "da",
            "Byrådet vedtog mandag planen for den gamle havn. Arbejdet begynder til foråret og varer "
            "to år, sagde borgmesteren efter mødet. Den nye kaj bliver bygget af sten og åbner efter påske.",
            id="da under no",
        ),
        pytest.param(
            "da",
            "no",
            "Bystyret vedtok mandag planen for den gamle havna. Arbeidet begynner til våren og varer i to "
            "år, sa ordføreren etter møtet. Den nye kaia blir bygd av stein, og etter påske åpner den.",
            id="no under da",
        ),
    ],
)
def test_a_near_relative_is_told_by_letters_that_the_claimed_language_does_not_write(
    claimed: str, code: str, text: str
) -> None:
    """What a channel says of all its items is often wrong; words do not tell such relatives apart."""
    assert detect_language(text, declared=claimed).code == code
    assert detect_language(text, declared=code).code == code


@pytest.mark.parametrize(
    ("code", "text"),
    [
        pytest.param(
            "cs",
            "Ministr zahraničí se v pondělí sešel s kancléřem Schäublem, s ministrem Jägerem a s poslankyní"
            " Schäferovou. Jednání o nové dálnici bude pokračovat na jaře, řekl mluvčí.",
            id="cs",
        ),
        pytest.param(
            "sk",
            "Primátor v pondelok rokoval s Dvořákom, Řepíkom a Němcom o obnove starého prístavu. Práce sa "
            "začnú na jar a potrvajú dva roky, povedal hovorca po stretnutí v Bratislave.",
            id="sk",
        ),
        pytest.param(
            "ru",
            "«Ми повертаємося додому, і ніхто нас не зупинить», — сказал журналистам капитан судна. Команда"
            " вышла из порта в понедельник утром после ремонта, который продолжался почти два года.",
            id="ru",
        ),
        pytest.param(
            "bg",
            "„Мы вернёмся весной, и мост будет открыт“, каза капитанът на журналистите. Екипажът напусна "
            "пристанището в понеделник сутринта след ремонт, който продължи почти две години.",
            id="bg",
        ),
        pytest.param(
            "tr",
            "Cumhurbaşkanı Əliyev, bakan Məmmədov ve Həsənov pazartesi günü eski limanı gezdi. Çalışmalar "
            "ilkbaharda başlayacak ve iki yıl sürecek, dedi belediye başkanı toplantıdan sonra.",
            id="tr",
        ),
        pytest.param(
            "da",
            "Borgmesteren sagde mandag til NRK: «Vi er glade for at broen ble bygget av lokale folk etter "
            "så lang tid». Arbejdet med den gamle havn begynder til foråret og varer mindst to år.",
            id="da",
        ),
    ],
)
def test_names_and_quotations_leave_the_language_alone(code: str, text: str) -> None:
    """They brought letters and words of a relative along."""
    assert detect_language(text, declared=code).code == code


def test_languages_too_alike_are_left_to_the_publisher() -> None:
    croatian = (
        "Grad je u ponedjeljak odlučio obnoviti staru luku, a radovi bi trebali početi na proljeće. " * 2
    )
    assert detect_language(croatian, declared="sr").code == "sr"


@pytest.mark.parametrize(
    ("text", "group"),
    [
        pytest.param(
            "Gradsko vijeće usvojilo je u ponedjeljak plan obnove stare luke. Radovi bi trebali početi na "
            "proljeće i trajat će oko dvije godine, rekla je gradonačelnica nakon sjednice vijeća.",
            {"hr", "sr", "bs"},
            id="Croatian",
        ),
        pytest.param(
            "Dewan kota pada hari Senin menyetujui rencana perbaikan pelabuhan lama. Pekerjaan akan dimulai "
            "pada musim semi dan memakan waktu sekitar dua tahun, kata wali kota setelah rapat.",
            {"id", "ms"},
            id="Indonesian",
        ),
    ],
)
def test_near_relatives_together_overrule_a_declaration_outside_them(text: str, group: set[str]) -> None:
    """They divide the probability among themselves, so that none of them alone is sure."""
    reading = detect_language(text, declared="en-US")
    assert reading.code in group
    assert reading.source == "detected"


@pytest.mark.parametrize("text", ["ब्याज दर घटी", "hi é", "hi é. hi é."])
def test_a_few_letters_tell_no_language_where_nobody_declares(text: str) -> None:
    assert detect_language(text, declared=None).code is None


def test_nothing_to_go_by_is_not_guessed() -> None:
    reading = detect_language("42", declared=None)
    assert (reading.code, reading.source) == (None, "none")


@pytest.mark.parametrize(
    ("tag", "code"),
    [
        ("en-us", "en"), ("EN_GB", "en"), ("pt-br", "pt"), ("zh-Hant-TW", "zh"), ("iw", "he"), ("eng", "en"),
        ("nb-NO", "no"), ("en_US.UTF-8", "en"), ("de_DE@euro", "de"), ("www.a.example", None),
        ("us", None), ("", None), (None, None), ("not a language", None), ("und", None), ("en, fr", "en"),
    ],
)  # fmt: skip
def test_a_declared_tag_becomes_a_code(tag: str | None, code: str | None) -> None:
    assert language_code(tag) == code


@given(st.text(max_size=400), st.one_of(st.none(), st.text(max_size=12)))
def test_never_raises_and_confidence_is_a_share(text: str, declared: str | None) -> None:
    assert 0.0 <= detect_language(text, declared=declared).confidence <= 1.0
