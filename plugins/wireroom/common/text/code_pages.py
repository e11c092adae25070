"""Find the code page for a charset's label, or for bytes without a reliable one.

A detector of statistics alone takes French for Baltic and Finnish for Icelandic of the Macintosh: a feed
has few accents, and their codes are letters in every page. So it only tells other scripts apart; between
the Latin pages the feed's own language decides, and without one, the language whose letters they would be.
"""

from __future__ import annotations

import codecs
import re
from contextlib import suppress
from functools import cache
from itertools import pairwise
from typing import NamedTuple

import webencodings
from charset_normalizer import from_bytes

from wireroom.common.tables import rows

_HIGH = re.compile(rb"[\x80-\xff]")
_HIGH_RUNS = {least: re.compile(rb"[\x80-\xff]{%d,}" % least) for least in (2, 3, 4)}
_TYPOGRAPHY = "€‚„…‘’“”•–—‹›\xa0«»\xad·".encode("cp1252")  # stands in runs in Western text too: `…»`
_WORD = re.compile(rb"[A-Za-z\x80-\xff]{1,60}")  # at most: hostile ones are megabytes
_KANA = re.compile(rb"\x82[\x9f-\xf1]|\x83[\x40-\x96]|[\xa4\xa5][\xa1-\xf6]")  # of Shift-JIS and EUC-JP
_LANGUAGE = re.compile(
    rb"(?:<(?:dc:)?language>\s{0,40}(?:<!\[CDATA\[)?|\bxml:lang=[\"']|<html\s[^>]{0,200}?\blang=[\"']?|\"language\":\s?\")\s{0,40}([a-z]{2})[^a-z]",
    re.IGNORECASE,
)
_SAMPLE = 24_000  # bytes that detection looks at: more costs seconds and teaches nothing
_WORDS = 2_000
_SAME_IN_ALL = frozenset("’‘“”„‚–—…«»•€°§·\xa0\xad")
_JAPANESE = "ja"
_TEMPLATE = "en"  # what a template says that nobody has edited: no evidence

# Publishers name the small set and send the large one; browsers read it so (WHATWG Encoding §4.2).
_SUPERSETS = {
    "ascii": "cp1252",
    "iso8859-1": "cp1252",
    "iso8859-9": "cp1254",
    "iso8859-11": "cp874",
    "tis-620": "cp874",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "big5": "big5hkscs",
    "euc_kr": "cp949",
    "shift_jis": "cp932",
    "johab": "cp949",
}
_ALIASES = {
    "x-sjis": "cp932",
    "x-gbk": "gb18030",
    "x-euc-jp": "euc_jp",
    "unicode": "utf-16",
    "windows-874": "cp874",
}


class _Page(NamedTuple):
    """A code page as one language uses it."""

    name: str
    language: str
    letters: frozenset[str]  # empty: another script than Latin


def legacy_page(body: bytes) -> str:
    """Return the name of the codec that `body` is most likely written in; never a Macintosh one."""
    said = _LANGUAGE.search(body)
    language = said.group(1).decode("ascii").lower() if said else _TEMPLATE
    if _has_kana(body):
        return _foreign_page(body, _JAPANESE) or _latin_page(body, language)
    return (_is_foreign(body, language) and _foreign_page(body, language)) or _latin_page(body, language)


def _is_foreign(body: bytes, language: str) -> bool:
    """The language says how much it takes: Turkish has `ğış` in a word, Chinese words of two bytes."""
    letters = {bool(page.letters) for page in _pages() if page.language == language and language != _TEMPLATE}
    return looks_foreign(body, 4 if True in letters else 2 if letters else 3)


def looks_foreign(body: bytes, least: int = 3) -> bool:
    """Western text has single accented letters; `least` high bytes in a row and more are another script."""
    runs = [run for run in _HIGH_RUNS[least].findall(body) if len(run.translate(None, _TYPOGRAPHY)) > 1]
    return sum(map(len, runs)) * 2 > len(_HIGH.findall(body))


def _has_kana(body: bytes) -> bool:
    """Japanese has kana everywhere; without them the Japanese pages fit Cyrillic and Thai by chance."""
    return len(_KANA.findall(body)) * 8 > len(_HIGH.findall(body))


def _foreign_page(body: bytes, language: str) -> str | None:
    """What the detector says, asked first for the pages of the language; it is silent on a few words."""
    first = _HIGH.search(body)
    start = max(0, first.start() - _WORDS) if first else 0
    sample = body[start : start + _SAMPLE]
    pages = [page for page in _pages() if not page.letters]
    usual = [page.name for page in pages if page.language == language]
    others = [page.name for page in pages if page.language != _JAPANESE]
    return _detected(sample, usual) or _decoding(body, usual) or _detected(sample, others)


def _detected(sample: bytes, names: list[str]) -> str | None:
    best = from_bytes(sample, cp_isolation=names).best() if names else None
    return best.encoding if best else None


def _decoding(body: bytes, names: list[str]) -> str | None:
    for name in names:
        with suppress(UnicodeDecodeError):
            body.decode(name)
            return name
    return None


def _latin_page(body: bytes, language: str) -> str:
    """The page of the language; of several, and without one, of any, the one whose letters fit best."""
    pages = [page for page in _pages() if page.letters]
    if language != _TEMPLATE:
        pages = [page for page in pages if page.language == language] or pages[:1]
    words = [word for word in _WORD.findall(body) if not word.isascii()][:_WORDS]
    text = b" ".join(words)
    return max(pages, key=lambda page: _usual(text, page)).name  # of equals, max takes the first


def _usual(text: bytes, page: _Page) -> int:
    """Letters that the language uses less characters that it does not; capitals within words count twice."""
    read = text.decode(page.name, "replace")
    beyond = [char for char in read if char > "\x7f"]
    letters = page.letters | _SAME_IN_ALL
    usual = sum(char in letters or char.lower() in letters for char in beyond)
    odd = sum(before.islower() and char.isupper() and char > "\x7f" for before, char in pairwise(read))
    return 2 * usual - len(beyond) - 2 * odd


@cache
def _pages() -> tuple[_Page, ...]:
    return tuple(
        _Page(name, language, frozenset(letters.replace("-", "")))
        for names, language, letters in rows("wireroom.common.text", "code_pages.tsv")
        for name in names.split()
    )


def charset(label: str) -> str | None:
    """Return the Python codec for `label`, widened to what publishers really send; None: no such."""
    written = label.strip().lower()
    found = _find(_ALIASES.get(written, written)) or _find(re.sub(r"^(?:x-)?cp-?", "cp", written))
    found = found or _as_browsers_know_it(written)
    return _SUPERSETS.get(found, found) if found else None


def _as_browsers_know_it(label: str) -> str | None:
    """By the labels of the WHATWG's Encoding Standard: `windows-949`, `windows-31j`, `iso-8859-8-i`, …"""
    encoding = webencodings.lookup(label)
    if encoding is None or encoding.name in {"replacement", "x-user-defined"}:  # which decode nothing
        return None
    return _find(encoding.codec_info.name)


def _find(label: str) -> str | None:
    try:
        info = codecs.lookup(label)
    except (LookupError, ValueError):
        return None
    # Codecs such as base64 or zlib are no character sets; `_is_text_encoding` is how open() tells.
    is_text = getattr(info, "_is_text_encoding", True)
    return info.name if is_text and info.name.replace("-", "_") not in _UNSAFE else None


_UNSAFE = frozenset(
    {"idna", "punycode", "unicode_escape", "raw_unicode_escape", "undefined", "mbcs", "oem", "utf_7"}
)
