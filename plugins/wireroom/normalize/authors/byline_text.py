"""Reduce an author field to its names: without address, markup, label, lead word and place."""

from __future__ import annotations

import re
from typing import Final

from wireroom.common.agencies import agency
from wireroom.common.text import printable, unescape
from wireroom.common.text.byline_hands import without_korean_hands
from wireroom.common.text.joining_words import AND, one_of
from wireroom.normalize.authors.byline_labels import with_colons, without_labels
from wireroom.normalize.authors.byline_words import words
from wireroom.normalize.authors.person_name import person_name

MAX_BYLINE = 500  # characters that are read

_MARKUP = re.compile(r"<[^<>@]{0,200}>")
# `someone@example.com (A Name)`, as RSS 2.0 asks for; `A Name <someone@example.com>`
_MAIL_THEN_NAME = re.compile(r"\S{1,100}@\S{1,100}\s*\((.{1,300})\)")
_MAIL_IN_BRACKETS = re.compile(r"[<(\[]?(?:mailto:)?[^\s<>()@]{1,100}@[^\s<>()@]{1,100}[>)\]]?")
_LOCAL_PART = re.compile(r"([a-zA-Z][\w.-]{1,40})@\S{3,100}")
_REDDITOR = re.compile(r"/?u/([\w-]{3,20})")  # Reddit's `/u/harbour_keeper`: no place follows this slash
_URL = re.compile(r"(?:https?://|www\.)\S{1,300}")
# `Charlie Campbell / Dhaka`: the place after a slash (TIME's feeds); `A Name | A Paper`
_AFTER_BAR = re.compile(r"(?:\s+[/|•·]|(?<=[a-zß-ÿ])/)\s*\S.*")
# Scandinavian and German papers: `Text: Anna Svensson Foto: Bo Ek`
_PICTURES_BY = re.compile(
    r"\b(?:foto|fotos|photo|photos|bild|bilder|video|illustration|grafik)\s?:.*?(?=\b(?:text|ord|words)\s?:|$)",
    re.IGNORECASE,
)
# `记者 张三 李四`: after this word a space separates persons (else family and given name: `山田 太郎`)
_CHINESE_GAP = re.compile("(?<=[\u4e00-\u9fff]{2}) (?=[\u4e00-\u9fff]{2})")
_OTHERS = re.compile(
    rf",?\s(?:et al\b\.?|u\.\s?a\.|(?:{one_of(AND)}) (?:others|andere|otros|autres|altri|outros))$",
    re.IGNORECASE,
)
# `Jane Doe on November 20, 2026`, `am 20. November 2026`, `on 3 May 2026 at 10:15 GMT and …`: to the end of
# the field or the next name; `on the 2020 campaign trail` is no date
_DATED = re.compile(
    r"\s(?:on|am|le|el|il|op|em)\s[^;&@]{0,40}?\b(?:19|20)\d\d\b"
    r"(?:,?\s(?:(?:at|um|à|om)\s)?\d{1,2}[:.h]\d\d(?:\s?[ap]\.?m\b\.?)?(?:\s(?:[A-Z]{1,5}|Uhr|uur)\b)?)?"
    rf"(?=\s*(?:$|[.,;&|/(@·•–-]|(?:{one_of(AND)})\s))"
)
_BREAK = re.compile(r"<br\s?/?>|\n", re.IGNORECASE)
_LABELLED = re.compile(r"(?:by|von|par|por|av|af|door)\b|[^:：]{1,30}[:：]", re.IGNORECASE)
_TWITTER = re.compile(r"\(?@\w{1,30}\)?")

_A_PAIR: Final = 2
_FIRST_CJK: Final = 0x2E80


def byline_text(field: str) -> str:
    """The part of an author field that holds names; "" if there is none.

    Of a field that is only an address it is the local part, where that may be a name: `kevin@…`, not
    `info@…`.
    """
    text = _in_one_line(unescape(field[:MAX_BYLINE]))
    text = with_colons(without_korean_hands(text))
    mail = _MAIL_THEN_NAME.fullmatch(text)
    if mail:
        text = mail.group(1)
    elif alone := _LOCAL_PART.fullmatch(text):
        return _name_of(alone.group(1))
    elif redditor := _REDDITOR.fullmatch(text):
        return redditor.group(1)
    for no_name in (_MAIL_IN_BRACKETS, _URL, _TWITTER, _DATED):
        text = no_name.sub(" ", text)
    text = _bare(_PICTURES_BY.sub(" ", text)) or _bare(text)  # unless `Foto: Bo Ek` is all there is
    if text.startswith("(") and text.find(")") == len(text) - 1:  # `(avec AFP)`
        text = text[1:-1]
    return _without_lead(without_labels(text))


def _in_one_line(text: str) -> str:
    """Join the lines of a field: with semicolons where each line names a person of its own.

    That is so of three lines or more that are whole names, and of two whose second line begins with a given
    name or names nobody; else it may be the rest of a name broken to fit. A place below a name is left out.
    """
    lines = [" ".join(_MARKUP.sub(" ", printable(line)).split()) for line in _BREAK.split(text)]
    written = [line for line in lines if line]
    is_said = all(line.endswith((",", ";")) for line in written[:-1]) or all(map(_LABELLED.match, written))
    are_names = all(map(_starts_with_name, written))
    if are_names and len(written) == _A_PAIR and not is_said:
        if _is_place_below(*written):
            written = written[:1]
        are_names = _begins_anew(written[0], written[-1])
    return _OTHERS.sub("", "; ".join(map(_without_lead, written)) if are_names else " ".join(written))


def _begins_anew(first: str, second: str) -> bool:
    """Whether the second line begins anew: `Pedro Soto` below `Ana Ruiz`; below `Juan Carlos` it may not."""
    is_whole = not words().given.issuperset(first.casefold().split())
    is_other = second.split()[0].casefold() in words().given or person_name(second, publisher=None) is None
    return is_whole and is_other


def _is_place_below(first: str, second: str) -> bool:
    """Whether the second line is a place: `New York` below `Ada North`; `San Martín` may be a family name."""
    opens = second.split()[0].casefold()
    return opens in words().place_first and first.split()[0].casefold() not in words().given


def _bare(text: str) -> str:
    return " ".join(text.split()).strip(" ,;|-–—•·")


def without_place(byline: str) -> str:
    """Remove what follows a bar or slash: the place of a bureau, or the outlet."""
    return _AFTER_BAR.sub("", byline)


def _without_lead(text: str) -> str:
    lowered = text.casefold()
    if not lowered.startswith(words().leads):
        return text
    for lead in words().leads:
        if lowered.startswith(lead) and _is_lead(text[: len(lead)], text[len(lead) :]):
            rest = text[len(lead) :].lstrip(" :：,・=＝")
            return _without_lead(_CHINESE_GAP.sub("、", rest) if "记者" in lead else rest)
    return text


def _is_lead(lead: str, rest: str) -> bool:
    """Whether `By` or the like leads the names. `Von` and `De` also begin names: two capitals must follow."""
    may_lead = lead[0].isupper() or lead in (
        "von",
        "av",
        "af",
    )  # `de Souza Santos`, `di Maio Luigi` are names
    is_by = may_lead and (_starts_with_name(rest) or bool(agency(rest.strip())))
    if lead.casefold() in words().leads_in_names and not is_by:
        return False
    return bool(rest) and (not lead[-1].isalpha() or ord(lead[-1]) > _FIRST_CJK or rest[0] in " :：")


def _starts_with_name(rest: str) -> bool:
    following = rest.split()[:2]
    return len(following) == 2 and following[0][-1] != "," and all(word[0].isupper() for word in following)


def _name_of(local: str) -> str:
    return "" if local.casefold() in words().mailboxes else local
