"""A date as written in; lower case, ASCII digits, no accents, one kind of blank and dash out."""

from __future__ import annotations

import re
import unicodedata

from wireroom.common.text import unescape

_MARKS = re.compile("[\u0300-\u036f\u064b-\u0652\u0670\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]")
_DASHES = re.compile("[\u2010-\u2015\u2212]")
_QUOTES = re.compile("[\u2018\u2019\u02bc\u00b4`]")
_BLANKS = re.compile(r"\s+")
_TAG = re.compile(r"</?[a-z][^<>]{0,100}>", re.IGNORECASE)
_DIGIT = re.compile(r"[^\W\D]")


def fold(text: str) -> str:
    """For comparing only: `Décembre` and `decembre`, `१७` and `17`, `16:31` with a no-break space are one.

    Markup is not read: `<p>5 Oct 2026</p>`, `5&nbsp;Oct&nbsp;2026`, out of fields that editors fill.
    """
    if "<" in text or "&" in text:
        text = _TAG.sub(" ", unescape(text))
    if text.isascii():
        return " ".join(text.lower().split())
    text = unicodedata.normalize("NFKD", text.casefold())
    text = _QUOTES.sub("'", _DASHES.sub("-", _MARKS.sub("", text))).replace("ı", "i")
    text = unicodedata.normalize("NFC", text)
    if not text.isascii():
        text = _DIGIT.sub(lambda found: str(unicodedata.decimal(found[0], found[0])), text)
    return _BLANKS.sub(" ", text).strip()
