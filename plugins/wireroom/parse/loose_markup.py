"""Damaged XML in; the same where it is HTML: fields that stay open in sections, attributes as XML has them.

A field of words alone (a category, a link) loses such a tag; one of markup becomes a section with it.

A `<br>` or `<p>` that nobody escaped and that stays open would take the end of its field for its own, and the
entries after it. Attributes without a value or quotes, without a blank before them, and twice cost whatever
follows them in the tag: the address of a recording.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import escape

_FIELD = re.compile(
    r"<!--|<!\[CDATA\[|<(description|summary|content:encoded|content)(?=[\s>])[^<>]{0,300}(?<!/)>"
)
_ENDS = {"<!--": "-->", "<![CDATA[": "]]>"}
_SECTION_FOLLOWS = re.compile(r"\s*+<!\[CDATA\[")
_ENTRY = re.compile(r"</?(?:item|entry)[\s>]")
_SECTION = r"<!\[CDATA\[((?:[^\]]++|\](?!\]>))*+)"
_SECTIONS = re.compile(rf"{_SECTION}\]\]>")
_TAG = re.compile(
    r"<(/?)([A-Za-z][\w:-]{0,40})(?:[\s/][^<>]{0,2000})?(?<!/)>"
    rf"|<!--(?:[^-]++|-(?!->))*+(?:-->)?|{_SECTION}(?:\]\]>)?"
)
_TYPE = re.compile(r"\stype\s{0,9}=")
# Said of what is HTML all the same: plain text, or XHTML, which would close.
_TYPE_OF_OTHERS = re.compile(
    r"""\stype\s{0,9}=\s{0,9}(["'])(?:text|text/plain|plain|xhtml|application/xhtml\+xml)\1"""
)
_INLINE = "a|abbr|b|big|br|center|div|em|font|hr|i|img|p|small|span|strike|strong|sub|sup|u|wbr"
_WORDS = re.compile(
    rf"<(title|category|link|guid|id|pubDate|published|updated|author|name|comments|source|dc:[a-z]{{1,20}})"
    rf"(?=[\s>])[^<>]*(?<!/)>((?:[^<]*+</?(?:{_INLINE})(?:\s[^<>]*)?/?>)++[^<]*+)</\1\s*>"
)
_INLINE_TAG = re.compile(r"<(/?)(\w+)[^<>]*?(/?)>")
_NAME = r"[A-Za-z_][\w:.-]*+"
_PIECE = 100_000  # characters
# Nothing here goes beyond the next `<`, so each character is looked at few times. A lone quote stays.
_ONE_AS_IN_XML = rf"""\s+{_NAME}\s*=\s*(?:"[^"<]*"|'[^'<]*')\s*/?>"""
_TAG_WITH = re.compile(rf"""<({_NAME})(?!{_ONE_AS_IN_XML})(\s(?:[^<>"'/]|/(?!>)|"[^"<]*"|'[^'<]*')*+)(/?)>""")
_AS_IN_XML = re.compile(rf"""(?:\s+{_NAME}\s*=\s*(?:"[^"<]*"|'[^'<]*'))*+\s*""")
_ATTRIBUTE = re.compile(rf"""({_NAME})(?:\s*=\s*("[^"<]*"|'[^'<]*'|[^\s"'<>=]+))?""")


def with_loose_fields_closed(text: str) -> str:
    """Put fields with unescaped, unclosed HTML into CDATA sections; the same text if there is none.

    Linear time.
    """
    pieces, at = [], 0
    for start, inside, end in _loose_fields(text):
        markup = _as_html(text[inside:end])
        pieces += [text[at:start], _with_type(text[start:inside]), f"<![CDATA[{markup}]]>"]
        at = end
    return "".join([*pieces, text[at:]]) if pieces else text


def _loose_fields(text: str) -> Iterator[tuple[int, int, int]]:
    """For each such field, in order: its start, and the start and end of its content."""
    closes: dict[str, int] = {}  # the next end of each name: looked for once, not at every opening
    entry = at = 0
    while field := _FIELD.search(text, at):
        at = field.end()
        end = _ENDS.get(field[0]) or f"</{field[1]}>"
        if 0 <= closes.get(end, 0) < at:
            closes[end] = text.find(end, at)
        close = closes[end]
        if field[1] is None:
            at = max(at, close)
            continue
        if entry < at:
            found = _ENTRY.search(text, at)
            entry = found.start() if found else len(text)
        if close < 0 or entry < close or _SECTION_FOLLOWS.match(text, at):
            continue  # nobody closed the field itself, or nothing in it is markup
        if not _is_balanced(text, at, close):
            yield field.start(), at, close
        at = close


def _is_balanced(text: str, start: int, end: int) -> bool:
    opened: list[str] = []
    for tag in _TAG.finditer(text, start, end):
        if tag[2] is None:
            if not tag[0].endswith(("-->", "]]>")):
                return True  # who mends what is left open sees to it
        elif not tag[1]:
            opened.append(tag[2])
        elif not opened or opened.pop() != tag[2]:
            return False
    return not opened


def _as_html(markup: str) -> str:
    """The content for a CDATA section: sections in it are escaped, since the first `]]>` would end ours."""
    return _SECTIONS.sub(lambda section: escape(section[1]), markup).replace("]]>", "]]&gt;")


def _with_type(opening: str) -> str:
    """The start tag with `type="html"`: in Atom, untyped content is plain text (RFC 4287 §3.1.1)."""
    opening = _TYPE_OF_OTHERS.sub("", opening)
    return opening if _TYPE.search(opening) else f'{opening[:-1]} type="html">'


def with_words_closed(text: str) -> str:
    """Take the tags of HTML out that stay open in a field of words; what is closed there stays.

    For a part of a feed that has no CDATA section and no comment. Linear time.
    """
    return _WORDS.sub(_words_closed, text)


def _words_closed(field: re.Match[str]) -> str:
    start = field.start()
    open_tags: list[re.Match[str]] = []
    unmatched: list[re.Match[str]] = []
    for tag in _INLINE_TAG.finditer(field[0], field.start(2) - start, field.end(2) - start):
        if not tag[1] and not tag[3]:
            open_tags.append(tag)
        elif tag[1] and open_tags and open_tags[-1][2] == tag[2]:
            open_tags.pop()
        elif tag[1]:
            unmatched.append(tag)
    pieces, at = [], 0
    for tag in sorted([*open_tags, *unmatched], key=lambda found: found.start()):
        pieces.append(field[0][at : tag.start()])
        at = tag.end()
    return "".join([*pieces, field[0][at:]])


def with_attributes_mended(text: str) -> str:
    """Mend the attributes of tags in a part of a feed that has no CDATA section and no comment.

    Works in pieces that end at a bracket, which no tag spans: a million matches take ten times the memory of
    the text.
    """
    return "".join(_TAG_WITH.sub(_tag_mended, piece) for piece in _pieces(text))


def _pieces(text: str) -> Iterator[str]:
    at = 0
    while (end := text.find("<", at + _PIECE)) >= 0:
        yield text[at:end]
        at = end
    yield text[at:]


def _tag_mended(tag: re.Match[str]) -> str:
    name, written, end = tag.groups()
    found = _ATTRIBUTE.findall(written)
    attributes: dict[str, str] = {}
    for key, value in found:
        attributes.setdefault(key, value or key)
    if len(attributes) == len(found) and _AS_IN_XML.fullmatch(written):
        return tag[0]
    told = "".join(
        f" {key}={value}" if value[0] in "\"'" else f' {key}="{value}"' for key, value in attributes.items()
    )
    return f"<{name}{told}{end}>"
