"""The encoding of a document is decided by evidence, not by who shouts."""

from __future__ import annotations

import pytest

from wireroom.parse.charset_names import charset
from wireroom.parse.encoding import decode

RUSSIAN = "Наводнение на реке: вода отступает, дороги открыты для проезда, сообщили в мэрии города"
CHINESE = "河水退去，道路重新开放，市政府表示，居民可以回家。消防队员整夜工作。"
FRENCH = "Après la décrue, les élèves reprennent le chemin de l'école"


def rss(title: str, declared: str | None = "utf-8") -> str:
    """A feed of one entry whose prolog says `declared`."""
    prolog = f'<?xml version="1.0" encoding="{declared}"?>' if declared else ""
    return f"{prolog}<rss version='2.0'><channel><item><title>{title}</title></item></channel></rss>"


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
    "iso-2022-jp in seven bits": (
        rss("川の水が引いた", "iso-2022-jp").encode("iso2022_jp"),
        None,
        "iso2022_jp",
    ),
}


@pytest.mark.parametrize(("body", "content_type", "expected"), SCENARIOS.values(), ids=SCENARIOS)
def test_the_encoding_that_fits_the_bytes_is_chosen(
    body: bytes, content_type: str | None, expected: str
) -> None:
    """Marks and valid UTF-8 first, then what was said if it holds, detection last."""
    decoded = decode(body, content_type)
    assert decoded.encoding == expected
    assert any(text in decoded.text for text in (RUSSIAN, CHINESE, FRENCH, "川の水が引いた"))


def test_a_few_stray_bytes_do_not_turn_utf8_into_something_else() -> None:
    """One windows-1252 apostrophe pasted into a UTF-8 feed is read as such, and said."""
    body = rss(RUSSIAN).encode().replace(b"</title>", b" caf\xe9</title>")
    decoded = decode(body, None)
    assert decoded.encoding == "utf-8"
    assert f"{RUSSIAN} café" in decoded.text
    assert decoded.problem == "1 stray bytes in UTF-8"


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
