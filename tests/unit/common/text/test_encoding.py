"""The encoding of a document is decided by evidence, not by who shouts."""

from __future__ import annotations

import pytest
import webencodings
from hypothesis import given, settings
from hypothesis import strategies as st

from wireroom.common.text.code_pages import charset
from wireroom.common.text.encoding import decode

RUSSIAN = "Наводнение на реке: вода отступает, дороги открыты для проезда, сообщили в мэрии города"
CHINESE = "河水退去，道路重新开放，市政府表示，居民可以回家。消防队员整夜工作。"
FRENCH = "Après la décrue, les élèves reprennent le chemin de l'école"


CZECH = "Žlutá řeka u přístavu klesla"
LITHUANIAN = "Prasidėjo šventė, žmonės šoko ir dainavo"
THAI = "ฝนตกหนักในกรุงเทพ " * 4


def rss(title: str, declared: str | None = "utf-8") -> str:
    """A feed of one entry whose prolog says `declared`."""
    prolog = f'<?xml version="1.0" encoding="{declared}"?>' if declared else ""
    return f"{prolog}<rss version='2.0'><channel><item><title>{title}</title></item></channel></rss>"


def page(text: str, declared: str | None, *, before: str = "", language: str = "en") -> str:
    """A page whose meta element says `declared`."""
    meta = f'<meta http-equiv="Content-Type" content="text/html; charset={declared}">' if declared else ""
    head = f"<head>{before}{meta}<title>{text}</title></head>"
    return f'<!DOCTYPE html>\n<html class="no-js" lang="{language}">{head}<body><p>{text}</p></body></html>'


CYRILLIC_SERVED = "text/xml; charset=windows-1251"
SCENARIOS = {
    "utf-8 as declared": (rss(RUSSIAN).encode(), None, "utf-8"),
    "utf-8, prolog says windows-1251 (ruTorrent PR 3170)": (
        rss(RUSSIAN, "windows-1251").encode(),
        None,
        "utf-8",
    ),
    "utf-8, server says iso-8859-1": (rss(RUSSIAN).encode(), "text/xml; charset=iso-8859-1", "utf-8"),
    "utf-8 with a mark": (rss(RUSSIAN).encode("utf-8-sig"), None, "utf-8"),
    "utf-16 with a mark": (rss(RUSSIAN, "utf-16").encode("utf-16"), None, "utf-16-le"),
    "utf-16 without a mark": (rss(RUSSIAN, "utf-16").encode("utf-16-be"), None, "utf-16-be"),
    "utf-32 without a mark": (rss(RUSSIAN, "utf-32").encode("utf-32-le"), None, "utf-32-le"),
    "windows-1251 as served": (
        rss(RUSSIAN, None).encode("cp1251"),
        "text/xml; charset=windows-1251",
        "cp1251",
    ),
    "windows-1251 as the prolog says": (rss(RUSSIAN, "windows-1251").encode("cp1251"), None, "cp1251"),
    "windows-1251, written cp-1251 (simplepie 354)": (
        rss(RUSSIAN, "cp-1251").encode("cp1251"),
        None,
        "cp1251",
    ),
    "windows-1251, prolog says iso-8859-1": (rss(RUSSIAN, "iso-8859-1").encode("cp1251"), None, "cp1251"),
    "windows-1251, prolog says utf-8": (rss(RUSSIAN, "utf-8").encode("cp1251"), None, "cp1251"),
    "gb18030, prolog says gb2312": (rss(CHINESE, "gb2312").encode("gb18030"), None, "gb18030"),
    "gb18030, nothing said": (rss(CHINESE * 3, None).encode("gb18030"), None, "gb18030"),
    "windows-1252, prolog says iso-8859-1": (rss(FRENCH, "iso-8859-1").encode("cp1252"), None, "cp1252"),
    "windows-1251 as the page says, another in a comment": (
        page(RUSSIAN, "windows-1251", before='<!-- <meta charset="iso-8859-2"> -->').encode("cp1251"),
        None,
        "cp1251",
    ),
    "windows-1251 as the page says, another in a script": (
        page(RUSSIAN, "windows-1251", before="<script>('<meta charset=iso-8859-2>')</script>").encode(
            "cp1251"
        ),
        None,
        "cp1251",
    ),
    "no page is in utf-7": (page(f"+ADw- {FRENCH}", "utf-7").encode("cp1252"), None, "cp1252"),
    "utf-8 with an escape of ISO-2022": (rss(f"{RUSSIAN} \x1b$B").encode(), None, "utf-8"),
    "iso-2022-jp in seven bits": (
        rss("川の水が引いた", "iso-2022-jp").encode("iso2022_jp"),
        None,
        "iso2022_jp",
    ),
    "windows-1250, server says iso-8859-1": (
        rss(CZECH, "windows-1250").encode("cp1250"),
        "text/xml; charset=ISO-8859-1",
        "cp1250",
    ),
    "iso-2022-jp, server says iso-8859-1": (
        rss("川の水が引いた", "iso-2022-jp").encode("iso2022_jp"),
        "text/xml; charset=ISO-8859-1",
        "iso2022_jp",
    ),
    "windows-1252, a page says iso-8859-1": (page(FRENCH, "iso-8859-1").encode("cp1252"), None, "cp1252"),
    "windows-1250, a page says it behind its scripts": (
        page(CZECH, "windows-1250", before="<script>" + "x" * 9_000 + "</script>").encode("cp1250"),
        None,
        "cp1250",
    ),
    "gb18030, a page says gb2312": (page(CHINESE, "gb2312").encode("gb18030"), None, "gb18030"),
    "windows-1251, a page says it, the server iso-8859-1": (
        page(RUSSIAN, "windows-1251").encode("cp1251"),
        "text/html; charset=ISO-8859-1",
        "cp1251",
    ),
    "windows-1257, a page says only that it is Lithuanian": (
        page(LITHUANIAN, None, language="lt").encode("cp1257"),
        None,
        "cp1257",
    ),
    "tis-620, of which much is valid UTF-8": (rss(THAI, "tis-620").encode("cp874"), None, "cp874"),
    "windows-874, as served": (
        rss(THAI, None).encode("cp874"),
        "text/xml; charset=windows-874",
        "cp874",
    ),
}


@pytest.mark.parametrize(("body", "content_type", "expected"), SCENARIOS.values(), ids=SCENARIOS)
def test_the_encoding_that_fits_the_bytes_is_chosen(
    body: bytes, content_type: str | None, expected: str
) -> None:
    """Marks and valid UTF-8 first, then what was said if it holds, detection last."""
    decoded = decode(body, content_type)
    assert decoded.encoding == expected
    assert any(
        text in decoded.text for text in (RUSSIAN, CHINESE, FRENCH, CZECH, LITHUANIAN, THAI, "川の水が引いた")
    )


def test_a_server_that_contradicts_the_prolog_is_said() -> None:
    decoded = decode(rss(CZECH, "windows-1250").encode("cp1250"), "text/xml; charset=ISO-8859-1")
    assert decoded.problem == "the server says cp1252, the document cp1250, which it is read as"


def test_a_few_stray_bytes_do_not_turn_utf8_into_something_else() -> None:
    """One windows-1252 apostrophe pasted into a UTF-8 feed is read as such, and said."""
    body = rss(RUSSIAN).encode().replace(b"</title>", b" caf\xe9</title>")
    decoded = decode(body, None)
    assert decoded.encoding == "utf-8"
    assert f"{RUSSIAN} café" in decoded.text
    assert decoded.problem == "1 stray bytes in UTF-8"


def test_a_character_beyond_16_bits_is_read_from_its_halves() -> None:
    """CESU-8: databases and Java encode each half of a surrogate pair on its own."""
    body = rss(f"{RUSSIAN} 😀").encode().replace("😀".encode(), b"\xed\xa0\xbd\xed\xb8\x80")
    assert f"{RUSSIAN} 😀" in decode(body, None).text


GREETING = "Grüße aus Köln: Größe, Bäche, Flüsse, Höfe"


def test_one_stray_byte_among_a_few_accents_does_not_turn_utf8_into_mojibake() -> None:
    """Short feeds have few accents; what is valid UTF-8 is not so by chance."""
    decoded = decode(rss(GREETING).encode().replace(b"K\xc3\xb6ln", b"K\xf6ln"), None)
    assert (decoded.encoding, GREETING in decoded.text) == ("utf-8", True)


LEGACY = {
    "French": ("fr", "cp1252", "Les élèves ont réussi : « Ça coûte déjà très cher », dit l’Élysée"),
    "Spanish": ("es", "cp1252", "¿Quién ganó? El niño y la niña comían piñas"),
    "Portuguese": ("pt", "cp1252", "A eleição não será adiada; milhões sofrem com a seca na região"),
    "Swedish": ("sv", "cp1252", "Småföretag får stöd på måndag"),
    "Danish": ("da", "cp1252", "Små øer får støtte, færgen sejler igen"),
    "Finnish": ("fi", "cp1252", "Hän löysi jäätä järveltä"),
    "German": ("de", "cp1252", GREETING),
    "English": ("en", "cp1252", "“It’s the café’s £5 naïveté…” – said nobody"),
    "Polish": ("pl", "cp1250", "Rząd przyjął nową ustawę, woda opadła i prom znów pływa"),
    "Polish of ISO": ("pl", "iso8859_2", "Święta już wkrótce, będą śnieżyce"),
    "Czech": ("cs", "cp1250", "Vláda schválila nový zákon, řeka klesla a přívoz jezdí"),
    "Hungarian": ("hu", "cp1250", "Több ezren tüntettek a fővárosban az új törvény miatt"),
    "Turkish": ("tr", "cp1254", "İstanbul’da yağış bekleniyor, Türkiye’nin ihracatı arttı"),
    "Lithuanian": ("lt", "cp1257", "Vyriausybė priėmė naują įstatymą, žmonės rinkosi aikštėje"),
    "Russian": ("ru", "cp1251", RUSSIAN),
    "Greek": ("el", "cp1253", "Νέα μέτρα για την οικονομία, μίλησε στη Βουλή ο πρωθυπουργός"),
    "Chinese": ("zh", "gb18030", CHINESE),
    "Japanese": ("ja", "cp932", "川の水が引いて、フェリーはまた動いています。道路も開きました"),
    "Korean": ("ko", "cp949", "강물이 빠지고 나룻배가 다시 다닙니다. 도로도 열렸습니다"),
}


@pytest.mark.parametrize("language_said", [True, False], ids=["language said", "no language"])
@pytest.mark.parametrize("declared", ["utf-8", None], ids=["declared utf-8", "nothing declared"])
@pytest.mark.parametrize(("language", "page", "title"), LEGACY.values(), ids=LEGACY)
def test_legacy_bytes_are_read_in_the_page_of_their_language(
    language: str, page: str, title: str, declared: str | None, language_said: bool
) -> None:
    """feedparser takes what is not UTF-8 for windows-1252; so do we, unless the bytes say otherwise."""
    said = f"<language>{language}</language>" if language_said else ""
    body = rss(title, declared).replace("<channel>", f"<channel>{said}").encode(page)
    assert title in decode(body, None).text


def test_a_template_in_english_says_nothing_about_the_bytes() -> None:
    """Nobody edits `<language>en-us</language>`; it must not make windows-1252 of Czech."""
    title = LEGACY["Czech"][2]
    body = rss(title).replace("<channel>", "<channel><language>en-us</language>").encode("cp1250")
    assert title in decode(body, None).text


@settings(deadline=None)  # the detector takes its time on a busy machine
@given(st.binary(min_size=1, max_size=60), st.sampled_from(["", "fr", "pl", "tr", "ru", "zh", "ja", "xx"]))
def test_no_bytes_are_read_as_of_a_macintosh_nor_raise(title: bytes, language: str) -> None:
    """Whatever the bytes, a codec that Python knows is named and reads them."""
    body = b"<rss><language>" + language.encode() + b"</language><title>" + title + b"</title></rss>"
    decoded = decode(body, None)
    assert not decoded.encoding.startswith("mac")
    assert charset(decoded.encoding) is not None


@pytest.mark.parametrize(
    ("label", "expected"),
    [
        ("UTF8", "utf-8"),
        (" ISO-8859-1 ", "cp1252"),
        ("x-sjis", "cp932"),
        ("ks_c_5601-1987", "cp949"),
        ("big5", "big5hkscs"),
        ("base64", None),
        ("none", None),
        ("", None),
        ("unicode_escape", None),
    ],
)
def test_charset_labels_are_read_as_browsers_read_them(label: str, expected: str | None) -> None:
    """The small set that is named widens to the large one that is sent; other codecs do not count."""
    assert charset(label) == expected


_DECODES_NOTHING = {"replacement", "x-user-defined"}


@pytest.mark.parametrize(
    "label", [label for label, name in webencodings.LABELS.items() if name not in _DECODES_NOTHING]
)
def test_a_label_that_browsers_know_is_known(label: str) -> None:
    """WHATWG's Encoding Standard; 57 of its 228 labels were unknown, `windows-31j` and `windows-949` too."""
    assert charset(label) is not None


@pytest.mark.parametrize(
    ("label", "codec", "text"),
    [
        ("windows-874", "cp874", "เรือข้ามฟากหยุดวิ่ง"),
        ("windows-949", "cp949", "부두에서 여객선이 멈췄다 뷁"),
        ("windows-31j", "cp932", "港のフェリー①が止まる"),
        ("iso-8859-8-i", "iso8859_8", "המעבורת נעצרה בנמל"),
        ("x-mac-cyrillic", "mac_cyrillic", "Паром остановлен"),
        ("iso885915", "iso8859_15", "Le bac cœur à quai, 3 €"),
    ],
)
def test_a_feed_is_read_by_the_label_that_browsers_know(label: str, codec: str, text: str) -> None:
    body = f'<?xml version="1.0" encoding="{label}"?><rss><channel><title>{text}</title></channel></rss>'
    decoded = decode(body.encode(codec), None)
    assert text in decoded.text
    assert decoded.problem is None
