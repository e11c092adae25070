"""Find the news agency that a paragraph names, in its dateline or as its credit line."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from typing import Final

from wireroom.clean.credits.datelines import is_place, spells
from wireroom.clean.lexicon import rows
from wireroom.common.agencies import CLOSING, DOUBTFUL, WRITTEN
from wireroom.models import Attribution


def _choices(written: Collection[str]) -> str:
    return "|".join(sorted(map(re.escape, written), key=len, reverse=True))


_WRITTEN: Final = _choices(WRITTEN)
_SURE: Final = _choices(WRITTEN.keys() - DOUBTFUL)
# `WASHINGTON (AP) —`, `PARIS, March 3 (AFP) –`, `Berlin (dpa)`, `МОСКВА, 3 марта. /ТАСС/.`, `(TT-AFP)`
_BRACKETED = re.compile(
    r"(?P<place>[^\n(（]{0,80}?)"
    r"(?P<notice>[(（/]\s?©?"
    rf"(?P<agencies>(?:{_WRITTEN})(?:\s?[/,|]\s?[\w. -]{{2,24}}|-(?:{_WRITTEN}))?)\s?[)）/])"
    r"\s?(?P<dash>[-–—:.]|$|(?=\s))"
)
# `Москва. 23 ноября. INTERFAX.RU -`, `МОСКВА, 23 ноя - РИА Новости.`, `Tehran, IRNA –`
_BARE = re.compile(
    rf"(?P<place>(?:[^\W\d_][^\n(（]{{1,60}}?[\s,.–—-]\s?)?)"
    rf"(?P<notice>(?P<agencies>{_SURE}))\s?(?:[.:–—]|--?)\s"
)
_BARE_WORDS: Final = frozenset(
    written.split()[0] + mark
    for written in WRITTEN.keys() - DOUBTFUL
    for mark in ("", ".", ":", "-", "–", "—")
)
# `新华社北京2月8日电`, `（中央社記者…台北23日電）`
_CHINESE = re.compile(
    rf"[【(（]?[据據]?(?P<notice>(?P<agencies>{_SURE})[^\n，。 ]{{0,24}}?(?:电|電|讯|訊|】))"
)
# `(서울=연합뉴스)`, `【東京共同】`, `【11月23日 AFP】`, `［東京 23日 ロイター］`
_ASIAN: Final = r"[\d\s・、=＝\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]"
_IN_BRACKETS = re.compile(
    rf"\s?(?P<notice>[【（(［\[〔](?:{_ASIAN}{{0,20}}?|[\w\s·]{{1,24}}[=＝])(?P<agencies>{_WRITTEN})[】）)］\]〕])"
)
_CLOSING = re.compile(r"[)）/]")
_ASIAN_SIGN = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_LONGEST_INITIALS: Final = 3
# `(AFP)`, `© 2022 AFP`, `Source: dpa`, `dpa/abc`, `EFE`, `— Bernama`, `PTI ABC DEF`
_PREPOSITIONS, *_NOUNS = [row[0] for row in rows("credit_words.tsv")]
_CREDIT = re.compile(
    rf"(?P<mark>(?:©|\([cC]\))\s?(?:\d{{4}}\s)?|[(\[（/]\s?©?|[-–—]{{1,2}}\s?"
    rf"|(?i:{'|'.join(_NOUNS)})(?:\s?[:：]\s?|\s)(?:agency |agencies )?)?"
    rf"(?:(?i:{_PREPOSITIONS})\s)?"
    rf"(?P<agencies>(?:{_WRITTEN})(?:\s?[-/,+]\s?(?:{_WRITTEN}|[a-z]{{2,4}}))*)"
    r"(?:[)\]）/]?\.?|(?<=PTI)(?: [A-Z]{2,4}){1,6})"
)
_ASIAN_CLOSING: Final = frozenset("】）］〕)]")
_SENTENCE_END: Final = '.!?。！？…”"»’؟।'
_MEANINGS: Final = (
    ("START", r"(?:^|(?<=[.!?…”\"»)]\s)|(?<=[(\[*–—-])|(?<=[–—-]\s))"),
    ("AGENCY", rf"(?<![^\W\u3400-\u9fff])(?P<name>(?-i:{_WRITTEN}))(?![A-Za-z])"),
    ("END", r"(?=[а-яіїє]{0,2}»?\s*(?:[.,;:)\]*]|$|(?:and|y|e|et|und|en|и)\s))"),
)
_NEAR: Final = 60  # characters from the end within which the last brackets must open
_HEAD: Final = 160  # characters of a first paragraph within which the agency is named
_CREDIT_LINE: Final = 120  # characters; a longer last paragraph is prose


def agency_pattern(written: str) -> re.Pattern[str]:
    """Compile a pattern of notices.tsv, with START, AGENCY and END replaced; group `name` is the agency."""
    for word, meaning in _MEANINGS:
        written = written.replace(word, meaning)
    return re.compile(written, re.IGNORECASE)


def is_agency(written: str) -> bool:
    """Whether `words` are the name of an agency and nothing else."""
    return written in WRITTEN


def agency_called(written: str) -> str:
    """Our name for the agency that a line calls `dpa-AFX` or `TT-AFP`: that of the first one named."""
    first = re.split(r"\s?[/,|+]\s?", written)[0].strip()
    return WRITTEN.get(written) or WRITTEN.get(first) or WRITTEN.get(first.split("-")[0]) or first


def agency_in_dateline(text: str, offset: int) -> Iterator[Attribution]:
    """The agency at the head of the first paragraph, which begins at character `offset` of the text."""
    head = text[:_HEAD]
    match = _bracketed(head) if _CLOSING.search(head) else None
    if match is None and not _BARE_WORDS.isdisjoint(head.split()):
        match = _bare(head)
    if match is None and not head.isascii() and _ASIAN_SIGN.search(head):
        match = _CHINESE.match(head) or _IN_BRACKETS.match(head)
    if match:
        yield _agency(match["agencies"], match["notice"], offset + match.start("notice"))


def _bracketed(head: str) -> re.Match[str] | None:
    match = _BRACKETED.match(head)
    if match is None or spells(match["place"], match["agencies"]):
        return None
    if match["agencies"] not in DOUBTFUL:
        return match
    is_dateline = match["dash"] in {"-", "–", "—", ":"} or match["place"].isupper()
    return match if is_dateline and is_place(match["place"]) else None


def _bare(head: str) -> re.Match[str] | None:
    match = _BARE.match(head)
    place = match["place"].rstrip() if match else ""
    if not match or not is_place(place):
        return None
    parted = not place or place[-1] in ",.–—-"
    return match if parted or len(match["agencies"]) > _LONGEST_INITIALS else None


def agency_that_closes(text: str, offset: int) -> Iterator[Attribution]:
    """The agency whose name is the whole last paragraph, even if its initials also mean other things."""
    if text.rstrip(".") in CLOSING:
        yield _agency(text.rstrip("."), text, offset)


def agency_at_end(text: str, offset: int) -> Iterator[Attribution]:
    """The agency that a short last paragraph or the last words in brackets name."""
    match = _CREDIT.fullmatch(text) if len(text) <= _CREDIT_LINE else None
    if match is None and (last := _last_words(text)) > 0:
        match = _CREDIT.fullmatch(text, last) or _IN_BRACKETS.fullmatch(text, last)
        if match and spells(text[max(0, last - _NEAR) : last], match["agencies"]):
            return  # `a reporter of the Associated Press (AP).`
        after_sentence = text[:last].rstrip()[-1:] in _SENTENCE_END
        if match and not after_sentence and (match["agencies"] in DOUBTFUL or match[0][0] == "/"):
            return
    elif match is None and text[-1:] in _ASIAN_CLOSING:
        match = _IN_BRACKETS.fullmatch(text)
    if match and (match["agencies"] not in DOUBTFUL or _is_marked(match)):
        yield _agency(match["agencies"], match[0], offset + match.start())


def _is_marked(match: re.Match[str]) -> bool:
    """Whether it is in brackets or after © or a word for source: neither bare nor only after a dash."""
    return match.start("agencies") > match.start() and match[0][0] not in "-–—"


def _last_words(text: str) -> int:
    """Where the brackets, slashes or dash around the last words open; -1 or 0 if there are none."""
    first, end = max(len(text) - _NEAR, 0), len(text)
    closing = text[-2:-1] if text.endswith(".") else text[-1:]
    if closing in {")", "）", "]"}:
        return max(text.rfind(opening, first) for opening in "(（[")
    if closing == "/":
        return text.rfind("/", first, end - 2)
    if text.isascii() and "-" not in text[first:]:
        return -1
    last = max(text.rfind(dash, first) for dash in "-–—©")
    if last > 0 and text[last] != "©" and text[:last].rstrip(" -–—")[-1:] not in _SENTENCE_END:
        return -1
    return last - 1 if last > 0 and text[last - 1] == "-" else last


def _agency(written: str, notice: str, start: int) -> Attribution:
    return Attribution("agency", agency_called(written), None, notice, (start, start + len(notice)))
