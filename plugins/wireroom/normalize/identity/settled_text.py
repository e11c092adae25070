"""A text in; the same text out, without what changes while the content does not."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

# Counters, clocks and relative times that a CMS renders anew at each poll, each beside words without
# which it cannot match (a test of these is a hundred times faster than the pattern). `ago` and its
# like bound a phrase, so that `5 minutes of silence` stays.
_UNIT = r"(?:s|sec|secs|seconds?|m|mins?|minutes?|h|hrs?|hours?|days?|weeks?|months?|years?)"
_VOLATILE = tuple(
    (words.split("|"), re.compile(pattern))
    for words, pattern in (
        ("ago", rf"(?:\d{{1,4}}|\ban?|\bone)\s{{0,2}}{_UNIT}\s{{0,2}}ago\b"),
        ("vor ", r"vor\s\d{1,4}\s(?:sekunden?|minuten?|std\.?|stunden?|tag(?:en)?|wochen?|monat(?:en)?)\b"),
        ("il y a", r"il y a\s\d{1,4}\s(?:s|secondes?|min|minutes?|h|heures?|jours?|semaines?|mois)\b"),
        ("hace", r"hace\s\d{1,4}\s(?:segundos?|min|minutos?|horas?|días?|semanas?|mes(?:es)?)\b"),
        ("há ", r"há\s\d{1,4}\s(?:segundos?|min|minutos?|horas?|dias?|semanas?|mês|meses)\b"),
        (" fa", r"\d{1,4}\s(?:minuti|minuto|ore|ora|giorni|giorno)\sfa\b"),
        ("назад", r"\d{1,4}\s(?:секунд[уы]?|минут[уы]?|час(?:а|ов)?|дн(?:я|ей)|день)\sназад\b"),
        ("前", r"\d{1,4}\s?(?:秒|分|分钟|分鐘|小时|小時|時間|天|日)前"),
        ("전", r"\d{1,4}\s?(?:초|분|시간|일)\s?전"),
        (
            "comment|repl|view|share|like|read|tweet|react|point|vote",
            r"\d[\d.,]{0,11}\s?[km]?\s(?:comments?|replies|views?|shares?|likes?|reads?|retweets?|reactions?|points?|votes?)\b",
        ),
        (
            "comment|repl|view|share|like|point|vote",
            r"(?:comments?|replies|views?|shares?|likes?|points?|votes?)\s?[:(]\s?\d[\d.,]{0,11}\)?",
        ),
        (
            "komment|aufruf|commentaire|vues|coment|visitas|comment|просмотр",
            r"\d[\d.,]{0,11}\s(?:kommentare?|aufrufe|commentaires?|vues|comentarios?|visitas|comentários?|commenti|комментари\w{1,3}|просмотр\w{0,3})\b",
        ),
    )
)
_DIGIT = re.compile(r"\d")
_QUERY = re.compile(r"(https?://[^\s?#]{1,2000})[?#]\S{0,2000}")
_ALIKE = {"'": "‘’‚‛′", '"': "“”„‟«»", "-": "–—‐‑", "": "\u00ad\u200b\u200c\u200d\u2060\ufeff"}
_ONE_KIND = tuple((variant, plain) for plain, variants in _ALIKE.items() for variant in variants)


@lru_cache(maxsize=16)  # identity and fingerprint ask for the same text, one after the other
def settled_text(text: str) -> str:
    """Take out counters, relative times and link queries; make white space, quotes and dashes one kind.

    Lower case, for headlines change theirs. Linear in the text's length.
    """
    plain = (text if text.isascii() else _one_kind(text)).lower()
    if "://" in plain:
        plain = _QUERY.sub(r"\1", plain)
    if _DIGIT.search(plain) or "ago" in plain:
        plain = _without_volatile(plain)
    return " ".join(plain.split())


def _one_kind(text: str) -> str:
    plain = unicodedata.normalize("NFKC", text)
    for variant, one in _ONE_KIND:  # each a scan for one character: faster than a table for all
        plain = plain.replace(variant, one)
    return plain


def _without_volatile(plain: str) -> str:
    for words, pattern in _VOLATILE:
        for word in words:
            if word in plain:
                plain = pattern.sub(" ", plain)
                break
    return plain
