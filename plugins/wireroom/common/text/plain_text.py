"""Turn a title or summary, as feeds write them, into one plain line."""

from __future__ import annotations

import re
from typing import Final

from wireroom.common.text.characters import raised, tidied, without_entities, without_section_marks
from wireroom.common.text.emoji import is_emoji
from wireroom.common.text.hidden_addresses import with_addresses

# Elements that feeds put into titles, opening or closing, with their attributes. Anything else in
# angle brackets is what the title is about (`The <dialog> element`) and stays, made inert.
_TAGS: Final = (
    "a|abbr|acronym|b|bdi|bdo|big|blockquote|body|br|center|cite|code|data|dd|del|dfn|div|dl|dt|em|embed|figcaption|figure|font|form"
    "|h[1-6]|head|hr|html|i|iframe|img|ins|kbd|li|link|mark|meta|nobr|noscript|object|ol|p|picture|pre|q|rb|rp|rt|rtc|ruby|s|samp|script|section"
    "|small|source|span|strike|strong|style|sub|sup|svg|table|tbody|td|th|time|title|tr|tt|u|ul|var|wbr|article|header|footer"
)
_BLOCK_TAG = re.compile(
    r"</?(?:br|p|div|li|ul|ol|td|tr|th|h[1-6]|hr|dd|dt|blockquote|figure|figcaption|section|pre)(?:\s[^<>]*|/)?>",
    re.I,
)
_TAG = re.compile(rf"</?(?:{_TAGS})(?:\s[^<>]*|/)?>", re.IGNORECASE)
# Standing as a word: what a title is about, unless it is closed.
_AS_A_WORD = re.compile(
    rf"(?<![^\s(\"'“‘])<({_TAGS})(\s+[a-z][^<>]{{0,100}})?>(?=[\s?!.,;:)\"'”’]|$)", re.IGNORECASE
)
# Attributes that are spoken about: without a value, or `<script type="module">`, `<img loading="lazy">`. Any
# other is at work in markup, as those without a value are that only say how a table or line looks.
_SPOKEN_OF = re.compile(
    r"(?:\s+(?:(?:type|loading|decoding|fetchpriority|async|defer|rel)\s*=\s*(?:\"[^\"]*\"|'[^']*'|[^\s\"']+)"
    r"|(?!(?:nowrap|noshade|compact|itemscope)\b)[a-z][\w-]*+(?!\s*=)))*\s*/?",
    re.IGNORECASE,
)
_LEFT_OPEN: Final = frozenset("br hr wbr p li td tr th dd dt body html head".split())  # noqa: SIM905
# `std::vector<Source>`, `Vec<data>`: types behind another, which no markup leaves open there.
_OF_TYPE = re.compile(
    r"(?<=\w)<(article|data|form|header|link|object|picture|section|source|table|time|title)>", re.IGNORECASE
)
_TITLE: Final = 200  # characters; in a longer text an element left open is an author's slip
_RAISED = re.compile(r"(?<=[\w)])<sup>([+\-−]?[0-9]{1,4})</sup>", re.IGNORECASE)
_UNREAD = re.compile(r"<(script|style|svg)\b", re.IGNORECASE)
_ENDS: Final = {name: re.compile(f"</{name}", re.IGNORECASE) for name in ("script", "style", "svg")}
# Of `<ruby>港<rp>(</rp><rt>みなと</rt><rp>)</rp></ruby>` how it is read, and the brackets round that.
_RUBY = re.compile(r"<ruby(?:\s[^<>]*)?>((?:[^<]|<(?!/?ruby\b))*+)</ruby\s*>", re.IGNORECASE)
_READING = re.compile(
    r"<r[tp](?:\s[^<>]*)?>(?:[^<]|<(?!/?(?:r[tpb]|rtc)\b))*+(?:</r[tp]\s*>)?", re.IGNORECASE
)
_PICTURE = re.compile(r"<img\s[^<>]*>", re.IGNORECASE)
_SAID = re.compile(r"""(?<=[\s"'])alt\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""", re.IGNORECASE)
_DEEPEST: Final = 4  # times that markup may have been escaped


def plain_text(markup: str) -> str:
    """`markup` as one line: no tags, entities, control characters or lone surrogates; Unicode NFC.

    Plain text stays as it is: `AT&T < 5 > 3`, `<3`, `a < b`. Never raises, never longer than `markup`,
    and its own output is left alone.
    """
    text = markup
    if "<" in text or "&" in text:
        for _ in range(_DEEPEST):
            before, text = text, without_entities(_without_tags(text))
            if text == before:
                break
    return " ".join(tidied(_without_tags(text)).split())


def _without_tags(text: str) -> str:
    if "<" not in text:
        return text
    text = _without_comments(without_section_marks(with_addresses(text)))
    if len(text) < _TITLE:
        text = _with_spoken(text)
    text = _PICTURE.sub(_drawn, _RUBY.sub(lambda ruby: _READING.sub("", ruby[1]), text))
    text = _RAISED.sub(lambda number: raised(number[1]), _without_scripts(text))
    return _TAG.sub("", _BLOCK_TAG.sub(" ", text))


def _drawn(picture: re.Match[str]) -> str:
    """The emoji that a picture draws; what another picture shows is no part of a title."""
    said = _SAID.search(picture[0])
    alternative = next(filter(None, said.groups()), "") if said else ""
    return alternative if is_emoji(without_entities(alternative)) else ""


def _with_spoken(text: str) -> str:
    """`Styling <b> and <a href>` → `Styling ‹b› and ‹a href›`; of bare ones that may be left open, two."""
    lowered = text.lower()
    text = _OF_TYPE.sub(lambda tag: tag[0] if f"</{tag[1].lower()}" in lowered else f"‹{tag[1]}›", text)
    tags = [tag for tag in _AS_A_WORD.finditer(text) if f"</{tag[1].lower()}" not in lowered]
    spoken = {tag[0] for tag in tags if _is_spoken(tag, text)}
    names = {tag[1:-1].lower() for tag in spoken}
    if names <= _LEFT_OPEN and len(names) < 2:
        return text
    return _AS_A_WORD.sub(lambda tag: f"‹{tag[0][1:-1]}›" if tag[0] in spoken else tag[0], text)


def _is_spoken(tag: re.Match[str], text: str) -> bool:
    """At the very beginning a tag with a value is markup that was left open."""
    attributes = tag[2] or ""
    opens = "=" in attributes and not text[: tag.start()].strip()
    return not opens and _SPOKEN_OF.fullmatch(attributes) is not None


def _without_comments(text: str) -> str:
    kept: list[str] = []
    place = 0
    while (start := text.find("<!--", place)) >= 0 and (end := text.find("-->", start)) >= 0:
        kept.append(text[place:start])
        place = end + 3
    return "".join((*kept, text[place:]))


def _without_scripts(text: str) -> str:
    """Without the inside of script, style and svg; one that is never closed takes the rest."""
    kept: list[str] = []
    place = 0
    while match := _UNREAD.search(text, place):
        kept.append(text[place : match.start()])
        end = _ENDS[match[1].lower()].search(text, match.end())
        if end is None:
            return "".join(kept)
        close = text.find(">", end.start())
        place = len(text) if close < 0 else close + 1
    return "".join(kept) + text[place:]
