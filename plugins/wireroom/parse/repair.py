"""Mend the usual slips in text that is not quite XML.

Every pattern here either matches in a bounded span or runs to the end of the text, so the time is linear
in its length whatever a hostile feed sends.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html.entities import html5
from itertools import islice

from wireroom.common.text import joined_halves
from wireroom.common.xml_references import AS_NUMBERS
from wireroom.parse.left_open import fields_left_open, is_left_open
from wireroom.parse.loose_markup import with_attributes_mended, with_loose_fields_closed, with_words_closed

_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
_DECLARATION = re.compile(r"\s*<\?xml\b[^>]{0,300}\?>", re.IGNORECASE)
_ENTITY = re.compile(r"<!ENTITY\s{1,20}([\w.-]{1,40})\s{1,20}([\"'])([^\"'&%<]{0,40})\2\s{0,20}>")
_SUBSET_END = re.compile(r"\]\s{0,200}>")
_CLOSING = re.compile(r"</(?:[\w.-]{1,20}:)?(?:rss|rdf|feed|urlset)\s{0,20}>", re.IGNORECASE)
_SECTION_MISSPELT = re.compile(r"<! ?\[ ?CDATA ?\[", re.IGNORECASE)
_VERBATIM = re.compile(r"<!\[CDATA\[|<!--")
_VERBATIM_ENDS = {"<![CDATA[": "]]>", "<!--": "-->"}
# Before a blank or the end of a field a reference may lack its semicolon; in addresses it is a parameter.
_ENDS = r"(?=\s|\Z|<(?!/[\w:]{0,20}(?:[lL]ink|guid|id|loc|url)\b))"
# A reference, of the commonest also one without its semicolon, or a bare `&`; a bracket that begins no name:
# `a < b`, `<3`, `<jane@news.example>`; the end of a section that did not begin. XML's own become numbers.
_SLIP = re.compile(
    rf"&(?:#(\d{{1,9}}|[xX][0-9a-fA-F]{{1,7}})(?:;|(?<=\d\d)(?<!#[0-2]\d)(?<!#3[01]){_ENDS})"
    rf"|(\w{{1,40}});|(amp|lt|gt|quot|nbsp){_ENDS})?"
    r"|<(?=[\s\d=<&.,;$%()-]|[\w.+-]{1,40}@)|(?<=\]\])>"
)
# `<description>Rain. <!--more</description>`, in which it would take every entry that follows.
_FIELD_ENDS = re.compile(
    r"[^<>]{0,200}</(?:[\w.-]{1,20}:)?(?:title|description|summary|content|encoded)\s{0,9}>", re.IGNORECASE
)
_BRACKETS = {"<": "&#60;", ">": "&#62;"}
_PIECES = 10_000  # of mended text, joined at once
_OPENED_BY = re.compile(r"<([A-Za-z_][\w.:-]{0,40})(?:\s[^<>]{0,200})?>\s{0,20}$")
_BEFORE_CDATA = 300  # characters looked at for the tag that a section stands in
_SUBSET_LIMIT = 200_000  # characters of DOCTYPE looked through


def without_doctype(text: str) -> tuple[str, dict[str, str]]:
    """Cut the DOCTYPE off and give its harmless entities: short, literal, internal ones.

    An entity that names others, a file or a URL is not given: a reference to it stays as written
    (tests: billion laughs, quadratic blow-up, XXE).
    """
    prolog = _prolog_end(text)
    if text[prolog : prolog + 9].upper() != "<!DOCTYPE":
        return text, {}
    end = _doctype_end(text, prolog)
    subset = text[prolog : min(end, prolog + _SUBSET_LIMIT)]
    entities = {name: value for name, _, value in _ENTITY.findall(subset)}
    return text[:prolog] + text[end:], entities


def after_prolog(text: str) -> str:
    """Cut off white space, processing instructions and comments before the DOCTYPE or root."""
    return text[_prolog_end(text) :]


def _prolog_end(text: str) -> int:
    """Position after the white space, processing instructions and comments before the DOCTYPE or root."""
    at = 0
    while True:
        while at < len(text) and text[at].isspace():
            at += 1
        if text.startswith("<?", at):
            end = text.find("?>", at)
        elif text.startswith("<!--", at):
            end = text.find("-->", at)
        else:
            return at
        if end < 0:
            return at
        at = end + (2 if text.startswith("<?", at) else 3)


def _doctype_end(text: str, start: int) -> int:
    """Position after the DOCTYPE, including its internal subset."""
    close = text.find(">", start)
    bracket = text.find("[", start, close if close >= 0 else len(text))
    if bracket >= 0:
        subset_end = _SUBSET_END.search(text, bracket)
        return subset_end.end() if subset_end else len(text)
    return close + 1 if close >= 0 else len(text)


def mended(text: str, entities: dict[str, str]) -> str:
    """Return `text` without illegal characters, bare ampersands, unknown entities or trailing junk."""
    text = joined_halves(text)
    text = _ILLEGAL.sub("", _DECLARATION.sub("", text, count=1) if _DECLARATION.match(text) else text)
    text = _SECTION_MISSPELT.sub("<![CDATA[", text)
    text = "".join(_with_references_mended(with_loose_fields_closed(text), entities))
    end = 0
    for closing in _CLOSING.finditer(text):
        end = closing.end()
    return text[:end] if end else text


def _with_references_mended(text: str, entities: dict[str, str]) -> Iterator[str]:
    """Pieces of the text, mended outside CDATA sections and comments.

    An unclosed comment runs to the end, unless only words stand between it and the end of its field.
    """
    at, element = 0, None
    closes = dict.fromkeys(
        _VERBATIM_ENDS.values(), 0
    )  # the next of each: looked for once, not at every opening
    while opening := _VERBATIM.search(text, at):
        yield from _characters_mended(text, at, opening.start(), entities)
        end = _VERBATIM_ENDS[opening.group()]
        if 0 <= closes[end] < opening.end():
            closes[end] = text.find(end, opening.end())
        close = closes[end]
        if close < 0 and end == "-->" and _FIELD_ENDS.match(text, opening.end()):
            yield "&#60;!--"
            at = opening.end()
            continue
        if opening.group() != "<!--" and (element_end := _cut_short(text, opening, close)):
            yield text[opening.start() : element_end].removesuffix("]>").removesuffix("]]") + end
            at, element = element_end, None
            continue
        is_next = element and not text[at : opening.start()].strip()  # to another section of the element
        at = close + len(end) if close >= 0 else len(text)
        yield text[opening.start() : at]
        element = element if is_next else _element_before(text, opening)
        if element and end == "]]>" and is_left_open(element, text, at):
            yield f"</{element}>"
    yield from _characters_mended(text, at, len(text), entities)


def _cut_short(text: str, opening: re.Match[str], close: int) -> int | None:
    """Where the element of an unclosed CDATA section ends, before another section opens; else None.

    Otherwise the section would run to the next one's end, over an entry, or to the end of the feed.
    """
    following = text.find("<![CDATA[", opening.end(), close if close >= 0 else len(text))
    if close >= 0 and following < 0:
        return None  # as nearly always
    element = _element_before(text, opening)
    limit = following if following >= 0 else len(text)
    end = text.find(f"</{element}>", opening.end(), limit) if element else -1
    return end if end >= 0 else None


def _element_before(text: str, section: re.Match[str]) -> str | None:
    """The name of the element whose content begins with this CDATA section, or None."""
    found = _OPENED_BY.search(text, max(0, section.start() - _BEFORE_CDATA), section.start())
    return found[1] if found else None


def _characters_mended(text: str, at: int, end: int, entities: dict[str, str]) -> Iterator[str]:
    """Pieces of `text[at:end]` with unclosed fields closed and characters mended."""
    for field_end, name in fields_left_open(text, at, end):
        yield from _joined_now_and_then(_with_characters_mended(text[at:field_end], entities))
        yield f"</{name}>"
        at = field_end
    yield from _joined_now_and_then(_with_characters_mended(text[at:end], entities))


def _with_characters_mended(text: str, entities: dict[str, str]) -> Iterator[str]:
    text, at = with_words_closed(with_attributes_mended(text)), 0
    for found in _SLIP.finditer(text):
        yield text[at : found.start()]
        yield _BRACKETS.get(found[0]) or _reference(found, entities)
        at = found.end()
    yield text[at:]


def _joined_now_and_then(pieces: Iterator[str]) -> Iterator[str]:
    """Join pieces to larger ones: millions of small ones take ten times the memory of the text."""
    while some := list(islice(pieces, _PIECES)):
        yield "".join(some)


def _reference(found: re.Match[str], entities: dict[str, str]) -> str:
    whole, number, name = found.group(0), found.group(1), found.group(2) or found.group(3)
    if number:
        return f"&#{number.lower()};" if _is_character(number) else ""  # XML knows no `&#X41;`
    value = entities.get(name or "") or html5.get(f"{name};")
    return _quoted(value) if value else f"&#38;{whole[1:]}"


def _is_character(number: str) -> bool:
    code = int(number[1:], 16) if number[0] in "xX" else int(number)
    legal = code in (9, 10, 13) or 0x20 <= code <= 0xD7FF or 0xE000 <= code <= 0xFFFD
    return legal or 0x10000 <= code <= 0x10FFFF


def _quoted(value: str) -> str:
    return value.translate(AS_NUMBERS)
