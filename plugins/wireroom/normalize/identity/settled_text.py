"""Remove from a text what changes while its content does not, and take its fingerprint."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

# Counters and relative times that a content system renders at each poll. All begin with a number, so one
# scan for digits finds them; they must end with `ago` or the like, so `5 minutes of silence` stays.
# Shares, votes and points are news in prose: they count as noise only as a tally, `Points: 12`.
# A number is tried once, from its first digit and as a whole (the look-behind, `}+`), and only before
# letters that begin a unit (the look-ahead): prose is full of numbers.
_UNIT = r"(?:s|secs?|seconds?|m|mins?|minutes?|h|hrs?|hours?|days?|weeks?|months?|years?)"
_NUMBERED = re.compile(
    r"[0-9](?<![0-9]{2})[0-9.,]{0,11}+(?=\s{0,2}[acdghjkmoprstvwyдкмпсч秒分小時天日초분시일])(?:"
    rf"\s{{0,2}}{_UNIT}\s{{0,2}}ago\b"
    r"|\s?[km]?\s(?:comments?|replies|views|retweets|reactions)\b"
    r"|\s(?:kommentare?|aufrufe|commentaires?|vues|comentarios?|visitas|comentários?|commenti)\b"
    r"|\s(?:комментари\w{1,3}|просмотр\w{0,3})\b"
    r"|\s(?:minuti|minuto|ore|ora|giorni|giorno)\sfa\b"
    r"|\s(?:секунд[уы]?|минут[уы]?|час(?:а|ов)?|дн(?:я|ей)|день)\sназад\b"
    r"|\s?(?:秒|分|分钟|分鐘|小时|小時|時間|天|日)前"
    r"|\s?(?:초|분|시간|일)\s?전"
    r"|\s(?P<since>"  # where the number stands after `vor`, `il y a`, `hace` or `há`
    r"sekunden?|minuten?|std|stunden?|tag(?:en)?|wochen?"
    r"|secondes?|min|minutes?|h|heures?|jours?|semaines?|mois"
    r"|segundos?|minutos?|horas?|d[ií]as?|semanas?|mês|mes(?:es)?"
    r")\b"
    r")"
)
_SINCE = ("vor", "il y a", "hace", "há")
_ONE_AGO = re.compile(rf"\b(?:an?|one)\s{_UNIT}\sago\b")
# `Comments (12)`, `Views: 1,204`
_TALLY = re.compile(r"[:(]\s?[0-9][0-9.,]{0,11}\)?")
# Each match begins with a known character (a bracket or colon before a number, after the last letter of a
# counted word): ten times as fast, and nine of ten texts need no further search.
_MAY_TALLY = (re.compile(r":(?<=[stwe\s]:)\s?[0-9]"), re.compile(r"\((?<=[stwe\s]\()\s?[0-9]"))
_TALLIED = (
    *("comment", "comments", "replies", "view", "views", "shares"),
    *("like", "likes", "point", "points", "vote", "votes"),
)

# `Page generated at 12:00:07`: the clock of whoever rendered the page, told by the word before it.
_RENDERED = (
    r"(?:generated|rendered|retrieved|loaded|refreshed|updated|erzeugt|aktualisiert|stand|généré|actualisé"
    r"|mis à jour|generado|actualizado|gerado|atualizado|aggiornato|обновлено)"
)
_CLOCK = re.compile(
    rf"\b{_RENDERED}\b[^0-9\n]{{0,20}}"
    r"(?:[0-9]{1,4}[./-][0-9]{1,2}[./-][0-9]{1,4}[^0-9\n]{1,5})?[0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?"
)
# Times are common, such words near one are not: tried only where one stands before a time.
_MAY_CLOCK = re.compile(r":(?<=[0-9]:)[0-9]{2}")
_TELLS_CLOCK = re.compile(_RENDERED)
_BEFORE_CLOCK = 64  # characters: more than a word, the longest gap, a date and an hour

_QUERY = re.compile(r"(https?://[^\s?#]{1,2000})[?#]\S{0,2000}")
_ALIKE = {"'": "‘’‚‛′", '"': "“”„‟«»", "-": "–—‐‑", "": "\u00ad\u200b\u200c\u200d\u2060\ufeff"}
_ONE_KIND = tuple((variant, plain) for plain, variants in _ALIKE.items() for variant in variants)


class Settled(NamedTuple):
    """A text without its noise: its length, and its SHA-256."""

    length: int  # characters
    digest: str  # hexadecimal


@lru_cache(maxsize=4)  # identity and fingerprint ask for the same title and text, one after the other
def settled(text: str) -> Settled:
    """Length and digest of `settled_text`, cached."""
    plain = settled_text(text)
    return Settled(len(plain), hashlib.sha256(plain.encode("utf-8", "replace")).hexdigest())


def settled_text(text: str) -> str:
    """Remove counters, relative times and link queries; use one kind of white space, quotes and dashes.

    In lower case, since headlines change theirs. Linear in the length of the text.
    """
    plain = (text if text.isascii() else _one_kind(text)).lower()
    if "://" in plain:
        plain = _QUERY.sub(r"\1", plain)
    plain = _NUMBERED.sub(_without_noise, plain)
    if _may_tell_clock(plain):
        plain = _CLOCK.sub(" ", plain)
    if any(pattern.search(plain) for pattern in _MAY_TALLY):
        plain = _TALLY.sub(_without_tally, plain)
    if " ago" in plain:
        plain = _ONE_AGO.sub(" ", plain)
    return _one_spaced(plain)


def _one_spaced(plain: str) -> str:
    """Replace each run of white space by one space; clean text has such runs only between lines."""
    line = plain.replace("\n\n", " ").replace("\n", " ").strip()
    return " ".join(line.split()) if "  " in line else line  # in code, and where noise was


def _without_noise(found: re.Match[str]) -> str:
    if not found["since"]:
        return " "
    before = found.string[max(found.start() - 8, 0) : found.start()].rstrip()
    return " " if before.endswith(_SINCE) else found.group()


def _may_tell_clock(plain: str) -> bool:
    starts = (found.start() for found in _MAY_CLOCK.finditer(plain))
    return any(_TELLS_CLOCK.search(plain, max(start - _BEFORE_CLOCK, 0), start) for start in starts)


def _one_kind(text: str) -> str:
    # The characters of most texts that NFKC would change; a text without them is known to be normal at once.
    text = text.replace("…", "...").replace("\u00a0", " ")
    plain = unicodedata.normalize("NFKC", text)
    for variant, one in _ONE_KIND:  # one scan for each character: faster than `translate` with a table
        plain = plain.replace(variant, one)
    return plain


def _without_tally(found: re.Match[str]) -> str:
    before = found.string[max(found.start() - 12, 0) : found.start()].rstrip()
    return " " if before.endswith(_TALLIED) else found.group()


def fingerprint(title: str, text: str) -> bytes:
    """Hash title and plain text without their noise; ids, dates and markup are not part of it.

    Otherwise content with counters or the present time would be revised at every poll (lemon24/reader stops
    such updates at 24; Wireroom does not see them).
    """
    content = f"{settled(title).digest} {settled(text).digest}"
    return hashlib.sha256(content.encode("ascii")).digest()[:16]
