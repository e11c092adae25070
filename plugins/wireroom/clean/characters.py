"""Text that may hold anything in; text of printable characters, without entities or tag openers, out."""

from __future__ import annotations

import html
import re
import unicodedata
from typing import Final

from wireroom.common.stream_safe import stream_safe

# C0 and C1 controls, overrides of direction, lone surrogates, non-characters; and the invisible marks that
# only break words for search: soft hyphen, zero-width space, byte order mark, object replacement.
_UNWANTED = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202d\u202e\ud800-\udfff\ufffe\uffff\u00ad\u200b\ufeff\ufffc]"
)
_ENTITY = re.compile(r"&(?:amp;)*(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,31});")
_ESCAPED_ENTITY = re.compile(r"&(?:amp;)+(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,31});")
# What an HTML parser takes for the start of a tag, comment or declaration (WHATWG 13.2.5.6).
_TAG_LIKE = re.compile(r"<([a-zA-Z/!?][^<>]*)>")
_NUMBER_TOO_LONG = re.compile(r"&#[0-9]{8,}+;?")  # of no character
_TAG_OPENER = re.compile(r"<(?=[a-zA-Z/!?])")
_DEEPEST: Final = 16  # rounds of reading entities; deeper nests (`&#5&#5&#4…;;;`) come from an attacker


def printable(text: str) -> str:
    """`text` without control characters, lone surrogates and invisible marks; tab and line ends stay."""
    return text if text.isprintable() else _UNWANTED.sub("", text)


def composed(text: str) -> str:
    """`text` in Unicode NFC, unless that is longer (some old Indic and Hebrew letters decompose)."""
    if text.isascii():
        return text
    text = stream_safe(text)
    if unicodedata.is_normalized("NFC", text):
        return text
    normal = unicodedata.normalize("NFC", text)
    return normal if len(normal) <= len(text) else text


def without_entities(text: str) -> str:
    """`text` with the entities that escaping twice or more left behind read as characters."""
    for _ in range(_DEEPEST):
        before = text
        if "&" not in text or (text := _ENTITY.sub(_read, text)) == before:
            break
    return text


def unescape(text: str) -> str:
    """`html.unescape`, which raises at a number of more than 4,300 digits."""
    return html.unescape(_NUMBER_TOO_LONG.sub("\ufffd", text) if "&#" in text else text)


def readable(text: str) -> str:
    """A piece of character data of HTML: entities escaped too often are read, line ends are spaces."""
    if "&" in text:
        text = without_entities(text)
    if not text.isprintable():  # line ends are not
        text = printable(text.replace("\n", " "))
    return text


def repaired(markup: str) -> str:
    """HTML with entities that were escaped twice or more escaped once: `&amp;nbsp;` → `&nbsp;`."""
    for _ in range(_DEEPEST):
        before = markup
        if "&amp;" not in markup or (markup := _ESCAPED_ENTITY.sub(_reescape, markup)) == before:
            break
    return markup


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
    is_plain = line.isprintable()
    if not is_plain or "  " in line:  # of white space only the space is printable
        line = " ".join(line.split())
        is_plain = is_plain or line.isprintable()
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
