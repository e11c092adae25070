"""Make any text fit to be kept and shown: no entities, control characters or tag openers."""

from __future__ import annotations

import html
import re
import unicodedata
from typing import Final

# What no text may hold: C0 and C1 controls but tab and line ends (Postgres takes no NUL, XML none of them),
# overrides of direction (UTS 55: a text must not read otherwise than it is), lone surrogates, noncharacters.
_REFUSED: Final = (
    "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\u202d\u202e\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff"
)
# What only breaks words for search: soft hyphen, zero-width space, word joiner, byte order mark,
# object replacement.
_INVISIBLE: Final = "\u00ad\u200b\u2060\ufeff\ufffc"
_UNSTORABLE = re.compile(f"[{_REFUSED}]")
_UNWANTED = re.compile(f"[{_REFUSED}{_INVISIBLE}]")
_MOST_MARKS: Final = 30  # on one letter (UAX 15 §13, stream-safe text): no script writes more
_TOWER = re.compile(rb"[^\0]{%d,}" % (_MOST_MARKS + 1))
_ENTITY = re.compile(r"&(?:amp;)*(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,31});")
_ESCAPED_ENTITY = re.compile(r"&(?:amp;)+(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,31});")
# What an HTML parser takes for the start of a tag, comment or declaration (WHATWG 13.2.5.6).
_TAG_LIKE = re.compile(r"<([a-zA-Z/!?][^<>]*)>")
_HALVES = re.compile(
    r"&#([xX][dD][89abAB][0-9a-fA-F]{2}|5[56]\d{3});&#([xX][dD][c-fC-F][0-9a-fA-F]{2}|5[67]\d{3});"
)
_CJK = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3]")
_SECTION_OPENINGS = ("<![CDATA[", "<!--[CDATA[")
_SECTION_MARK = re.compile(r"<!(?:--)?\[CDATA\[|\]\](?:--)?>")
_NUMBER_TOO_LONG = re.compile(r"&#[0-9]{8,}+;?")  # of no character
_TAG_OPENER = re.compile(r"<(?=[a-zA-Z/!?])")
_RAISED: Final = str.maketrans("+-−0123456789", "⁺⁻⁻⁰¹²³⁴⁵⁶⁷⁸⁹")
_LOWERED: Final = str.maketrans("+-−0123456789", "₊₋₋₀₁₂₃₄₅₆₇₈₉")
_DEEPEST: Final = 16  # rounds of reading entities; deeper nests (`&#5&#5&#4…;;;`) come from an attacker


def storable(text: str) -> str:
    """`text` as its publisher wrote it, without what Postgres and XML refuse or what turns its direction.

    For identifiers and what is kept to be looked at; text for readers is made `printable`.
    """
    return text if text.isprintable() else _UNSTORABLE.sub("", text)


def printable(text: str) -> str:
    """`text` for readers: storable, without invisible marks; tab and line ends stay, NEL becomes one."""
    return text if _is_plain(text) else _UNWANTED.sub("", text.replace("\x85", "\n"))


def _is_plain(text: str) -> bool:
    """Nothing of it is unwanted; told at a glance: of those only the object replacement has a shape."""
    return text.isprintable() and "\ufffc" not in text


def composed(text: str) -> str:
    """`text` in Unicode NFC, unless that is longer (some old Indic and Hebrew letters decompose)."""
    if text.isascii():
        return text
    text = stream_safe(text)
    if unicodedata.is_normalized("NFC", text):
        return text
    normal = unicodedata.normalize("NFC", text)
    return normal if len(normal) <= len(text) else text


def stream_safe(text: str) -> str:
    """Drop marks beyond the thirtieth on one letter: to normalise takes the square of their number."""
    if text.isascii() or not any(map(unicodedata.combining, text[:: _MOST_MARKS + 1])):
        return text  # a longer run has a mark at one of these places
    classes = bytes(map(unicodedata.combining, text))
    kept: list[str] = []
    place = 0
    for tower in _TOWER.finditer(classes):
        kept.append(text[place : tower.start() + _MOST_MARKS])
        place = tower.end()
    return "".join((*kept, text[place:]))


def without_entities(text: str) -> str:
    """`text` with the entities that escaping twice or more left behind read as characters."""
    for _ in range(_DEEPEST):
        before = text
        if "&" not in text or (text := _ENTITY.sub(_read, text)) == before:
            break
    return text


def without_section_marks(text: str) -> str:
    """`text` out of the CDATA sections that were escaped, or made comments, along with what is in them."""
    return _SECTION_MARK.sub("", text) if "[" in text or "]" in text else text


def is_cjk(text: str) -> bool:
    """Whether `text` has Chinese, Japanese or Korean letters, which say in fewer signs what others say."""
    return _CJK.search(text) is not None


def out_of_section(text: str) -> str:
    """`text` out of the CDATA section that it is, where that was escaped along with what is in it."""
    return without_section_marks(text) if text.lstrip().startswith(_SECTION_OPENINGS) else text


def unescape(text: str) -> str:
    """`html.unescape`, which raises at a number of over 4,300 digits and reads halves of UTF-16 apart."""
    return html.unescape(_NUMBER_TOO_LONG.sub("\ufffd", joined_halves(text)) if "&#" in text else text)


def joined_halves(text: str) -> str:
    """`&#55357;&#56841;` → `&#128521;`: writers that count units of UTF-16 mean one character by two."""
    return _HALVES.sub(_joined, text) if "&#" in text else text


def _joined(halves: re.Match[str]) -> str:
    high, low = (int(half[1:], 16) if half[0] in "xX" else int(half) for half in halves.groups())
    if not (0xD800 <= high < 0xDC00 <= low < 0xE000):
        return halves[0]
    return f"&#{0x10000 + ((high - 0xD800) << 10) + low - 0xDC00};"


def readable(text: str) -> str:
    """A piece of character data of HTML: entities escaped too often are read, line ends are spaces."""
    if "&" in text:
        text = without_entities(text)
    if not _is_plain(text):  # line ends are not
        text = printable(text).replace("\n", " ")
    return text


def repaired(markup: str) -> str:
    """HTML with entities that were escaped twice or more escaped once: `&amp;nbsp;` → `&nbsp;`."""
    for _ in range(_DEEPEST):
        before = markup
        if "&amp;" not in markup or (markup := _ESCAPED_ENTITY.sub(_reescape, markup)) == before:
            break
    return markup


def raised(number: str) -> str:
    """`-3` → `⁻³`."""
    return number.translate(_RAISED)


def lowered(number: str) -> str:
    """`-3` → `₋₃`."""
    return number.translate(_LOWERED)


def inert(text: str) -> str:
    """`text` in which no `<` can open a tag wherever it is pasted: `<b>` → `‹b›`; `<3` and `a < b` stay."""
    return _TAG_OPENER.sub("‹", _TAG_LIKE.sub(r"‹\1›", text)) if "<" in text else text


def tidied(text: str) -> str:
    """All of the above, in the one order in which none undoes another; never longer than `text`."""
    if "&" in text:
        text = without_entities(text)
    return composed(inert(printable(text)))


def one_line(text: str) -> str:
    """`text` tidied, with each run of white space one space."""
    line = text.strip()
    is_plain = _is_plain(line)
    if not is_plain or "  " in line:  # of white space only the space is printable
        line = " ".join(line.split())
        is_plain = is_plain or _is_plain(line)
    is_plain = is_plain and "&" not in line and "<" not in line
    if is_plain and composed(line) == line:
        return line
    return " ".join(tidied(line).split())


def escaped(text: str) -> str:
    """`text` as HTML character data."""
    if "&" in text or "<" in text or ">" in text:
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return text


def quoted(text: str) -> str:
    """`text` as it stands between double quotes in a tag."""
    return escaped(text).replace('"', "&quot;")


def _read(match: re.Match[str]) -> str:
    found = match[0]
    if found == "&amp;":
        return "&"
    inner = "&" + found[1:].replace("amp;", "") if found.startswith("&amp;") else found
    if inner == "&":  # nothing but ampersands, however often escaped
        return "&"
    character = html.unescape(inner)
    return found if character == inner else printable(character)


def _reescape(match: re.Match[str]) -> str:
    character = _read(match)
    return match[0] if character == match[0] else escaped(character)
