"""Remove what feeds append to an article: calls to read on or share, links to other stories, blog credits."""

from __future__ import annotations

import re
from typing import Final

from wireroom.clean.blocks import Block
from wireroom.clean.boilerplate.find_footer import footer_start, interrupts, is_more, label_start
from wireroom.clean.boilerplate.house_lines import first_of_house_lines
from wireroom.clean.write.cut import solid_length, without_end
from wireroom.common.tables import rows
from wireroom.common.text import tidied, unescape

_LAST_LINK = re.compile(r"<a [^>]*>((?:(?!</?a\b).){1,600})</a>(?:</\w+>|[^\w<>]){0,12}$", re.DOTALL)
_TAGS = re.compile(r"<[^>]*>")
_MOST_CUTS: Final = 100  # in one paragraph; more come from an attacker, and each reads the whole paragraph
_LONGEST_LIST: Final = 40  # blocks; lists of related articles are shorter, and the search reads all of it
_STAYS: Final = frozenset({"pre", "hr"})

_ARROWS = re.compile(r"(?:…|\.\.\.)(?P<close>[\])]?)\s*(?P<arrows>[→»›⟶➔➜➡▶►]+)$")

_LABELS = "|".join(f"(?:{row[0]})" for row in rows("wireroom.common", "related.tsv"))
_LABEL = re.compile(rf"[\W_]*(?:{_LABELS})[\W_]*", re.IGNORECASE)
_LABEL_BEFORE = re.compile(rf"[\W_]*(?:{_LABELS})\s?[:：|»>→–—-]+\s*", re.IGNORECASE)
_CJK: Final = "\u2e80"  # words of these scripts have no blanks between
_SEPARATED = re.compile(r"[:：|»>→–—-]")
_LINK = re.compile(r"<a [^>]*>(.*?)</a>", re.DOTALL)


def drop_footers(blocks: list[Block]) -> list[Block]:
    """Remove footers from the end until none is left: calls to read on or share, and the blog's credit."""
    kept = list(blocks)
    place, cuts = len(kept) - 1, 0
    while place >= 0:
        block = kept[place]
        if not block.text:
            place -= 1
            continue
        if block.tag in _STAYS or block.inside("table"):
            break
        floor = max(0, place - _LONGEST_LIST)
        first = first_of_related_list(kept[floor : place + 1], place - floor)
        first = first_of_house_lines(kept, place) if first is None else floor + first
        if first is not None:
            del kept[first : place + 1]
            place = first - 1
            continue
        start = _footer_start(block)
        if start is None:
            break
        if start and cuts == _MOST_CUTS:
            break
        cuts += 1 if start else 0
        shorter = without_end(block, start) if start else None
        if start and shorter is None:
            break
        kept[place : place + 1] = [shorter] if shorter else []
        place -= 0 if shorter else 1
    return kept


def _footer_start(block: Block) -> int | None:
    """The character of the text of `block` at which its footers begin, however many; None if it has none."""
    text, markup, start = block.text, block.html, None
    may_end_letter = not block.inside("li", "ol", "ul", "blockquote", "figure")
    for _ in range(_MOST_CUTS):  # find all of them before cutting: each cut reads the whole block
        if not text:
            break
        first = text.rfind("\n") + 1
        found = footer_start(
            text[first:], linked=bool(block.links), markup=block.html, may_end_letter=may_end_letter
        )
        if found is not None:
            start = first + found
        elif block.links and (link := _link(text, markup)) is not None:
            start, markup = link, markup[: markup.rfind("<a ")].rstrip()
        else:
            break
        text = text[:start].rstrip()
    return start


def _link(text: str, markup: str) -> int | None:
    """The start of a link at the end of the text that says `Continue reading →`."""
    start = markup.rfind("<a ")  # no link holds or follows another
    match = _LAST_LINK.match(markup, start) if start >= 0 else None
    if match is None:
        return None
    words = tidied(" ".join(unescape(_TAGS.sub("", match[1])).split()))
    start = text.rfind(words) if words else -1
    return start if start >= 0 and is_more(words) else None


def without_loose_rules(blocks: list[Block]) -> list[Block]:
    """Remove rules (`<hr>`) that separate nothing: first, last, or next to another rule."""
    kept: list[Block] = []
    for block in blocks:
        if block.tag != "hr" or (kept and kept[-1].tag != "hr"):
            kept.append(block)
    while kept and kept[-1].tag == "hr":
        kept.pop()
    return kept


def without_footer(line: str) -> str:
    """`line` up to `… Read more »`, `The post … appeared first on ….`, `Comments`, or an arrow to the rest.

    The mark that the text was cut off stays. A line that is nothing but footers becomes empty. The result is
    never longer than `line`; applied again, nothing changes.
    """
    kept = line.strip()
    while kept:
        start = footer_start(kept)
        if start is None:
            start = label_start(kept)
        if start is None:
            start = _arrows_start(kept)
        if start is None:
            break
        kept = kept[:start].rstrip()
    return kept


def _arrows_start(line: str) -> int | None:
    """Arrows after the mark that the text was cut off; one that closes a quotation is none."""
    found = _ARROWS.search(line, max(0, len(line) - 12))
    if found is None or ("«" in line and not found["close"]):
        return None
    return found.start("arrows")


def is_between(block: Block) -> bool:
    """Whether the block interrupts the text: a link to another story, or the label of an advertisement."""
    if block.links and is_related_line(block):
        return True
    return block.tag in ("p", "") and not block.path and interrupts(block.text)


def is_related_line(block: Block) -> bool:
    """`READ ALSO: <a>Another story</a>` and nothing else, wherever it stands.

    A label of several words needs no sign before a headline: `Watch <a>the whole speech</a>` is a sentence.
    """
    if not block.links or len(block.text) > 400:
        return False
    words = tidied(unescape(_TAGS.sub("", block.html.partition("<a ")[0]))).strip()
    if _LABEL.fullmatch(words) and (_SEPARATED.search(words) or _stands_alone(words, block.text)):
        return solid_length(block.text) - solid_length(words) <= _linked(block.html)
    if not _SEPARATED.search(block.text, 0, 60):
        return False
    label = _LABEL_BEFORE.match(block.text)
    return label is not None and solid_length(block.text[label.end() :]) <= _linked(block.html)


def _stands_alone(label: str, text: str) -> bool:
    is_long = " " in label or label >= _CJK
    return is_long and not text.lstrip()[len(label) :].lstrip()[:1].islower()


def first_of_related_list(blocks: list[Block], last: int) -> int | None:
    """The first block of the labelled list of links that ends with block `last`; None if there is none."""
    place = last
    while place >= 0 and (not blocks[place].text or _is_only_link(blocks[place])):
        place -= 1
    label = blocks[place] if 0 <= place < last else None
    return place if label is not None and len(label.text) <= 80 and _LABEL.fullmatch(label.text) else None


def _is_only_link(block: Block) -> bool:
    return bool(block.links) and block.embed is None and solid_length(block.text) <= _linked(block.html) + 3


def _linked(markup: str) -> int:
    return sum(solid_length(unescape(_TAGS.sub("", link))) for link in _LINK.findall(markup))
