"""One author field as written in, the bare byline out: no address, markup, lead word or place."""

from __future__ import annotations

import re

from wireroom.common.text import printable, unescape
from wireroom.normalize.authors.credit_labels import without_labels
from wireroom.normalize.authors.words import words

MAX_BYLINE = 500  # characters read

_MARKUP = re.compile(r"<[^<>@]{0,200}>")
# `someone@example.com (A Name)`, as RSS 2.0 asks for; `A Name <someone@example.com>`
_MAIL_THEN_NAME = re.compile(r"\S{1,100}@\S{1,100}\s*\((.{1,300})\)")
_MAIL_IN_BRACKETS = re.compile(r"[<(\[]?(?:mailto:)?[^\s<>()@]{1,100}@[^\s<>()@]{1,100}[>)\]]?")
_LOCAL_PART = re.compile(r"([a-zA-Z][\w.-]{1,40})@\S{3,100}")
_URL = re.compile(r"(?:https?://|www\.)\S{1,300}")
# `Charlie Campbell / Dhaka`: the place after a slash (TIME's feeds); `A Name | A Paper`
_AFTER_BAR = re.compile(r"(?:\s+[/|•·]|(?<=[a-zß-ÿ])/)\s*\S.*")
# Scandinavian and German papers: `Text: Anna Svensson Foto: Bo Ek`
_PICTURES_BY = re.compile(
    r"\b(?:foto|fotos|photo|photos|bild|bilder|video|illustration|grafik)\s?:.*?(?=\b(?:text|ord|words)\s?:|$)",
    re.IGNORECASE,
)
# `记者 张三 李四`: after this word a space parts persons (elsewhere family and given name: `山田 太郎`)
_CHINESE_GAP = re.compile("(?<=[\u4e00-\u9fff]{2}) (?=[\u4e00-\u9fff]{2})")
_PARTICLES = frozenset({"de", "di", "da", "von", "av", "af"})
_TWITTER = re.compile(r"\(?@\w{1,30}\)?")


def byline_text(field: str) -> str:
    """Give the names part of an author field; `` where there is nothing but an address.

    A lone address gives its local part where that may be a name (`kevin@…`), never `info@…`.
    """
    text = " ".join(_MARKUP.sub(" ", printable(unescape(field[:MAX_BYLINE]))).split())
    mail = _MAIL_THEN_NAME.fullmatch(text)
    if mail:
        text = mail.group(1)
    elif alone := _LOCAL_PART.fullmatch(text):
        return _name_of(alone.group(1))
    for furniture in (_MAIL_IN_BRACKETS, _URL, _TWITTER):
        text = furniture.sub(" ", text)
    text = _bare(_PICTURES_BY.sub(" ", text)) or _bare(text)  # `Foto: Bo Ek` is all there is
    if text.startswith("(") and text.find(")") == len(text) - 1:  # `(avec AFP)`
        text = text[1:-1]
    return _without_lead(without_labels(text))


def _bare(text: str) -> str:
    return " ".join(text.split()).strip(" ,;|-–—•·")


def without_place(byline: str) -> str:
    """Take off what follows a bar or slash: a bureau's place, the outlet."""
    return _AFTER_BAR.sub("", byline)


def _without_lead(text: str) -> str:
    lowered = text.casefold()
    if not lowered.startswith(words().leads):
        return text
    for lead in words().leads:
        if lowered.startswith(lead) and _is_lead(text[: len(lead)], text[len(lead) :]):
            rest = text[len(lead) :].lstrip(" :：,")
            return _without_lead(_CHINESE_GAP.sub("、", rest) if "记者" in lead else rest)
    return text


def _is_lead(lead: str, rest: str) -> bool:
    """A lead is a word of its own. `Von` and `De` also begin names: two capitalised words must follow."""
    may_lead = lead[0].isupper() or lead in ("von", "av", "af")  # `de Souza Santos` is a name
    if lead.casefold() in _PARTICLES and not (may_lead and _starts_with_name(rest)):
        return False
    return bool(rest) and (not lead[-1].isalpha() or ord(lead[-1]) > 0x2E80 or rest[0] in " :：")


def _starts_with_name(rest: str) -> bool:
    following = rest.split()[:2]
    return len(following) == 2 and following[0][-1] != "," and all(word[0].isupper() for word in following)


def _name_of(local: str) -> str:
    return "" if local.casefold() in words().mailboxes else local
