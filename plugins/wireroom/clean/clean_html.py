"""Clean the body of an entry or page: safe HTML, plain text, and the posts and notices found in it.

    markup ─▶ unescape ─▶ soup ─▶ walk ─▶ footers ─▶ take head ─▶ find posts, notices ─▶ write ─▶ sanitise

The order is the order because
- markup that was escaped twice has no tags before it is unescaped;
- class names and data attributes, by which boilerplate and cards are known, do not survive the walk;
- footers go before the head is taken, or a byline that is all there is would be taken for metadata;
- spans are counted in the text as it is finally written, so nothing may change it after;
- sanitising is last, so that nothing done before can bring back what it refuses.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from wireroom.clean.blocks import Block
from wireroom.clean.boilerplate.drop_footers import drop_footers, is_between, without_loose_rules
from wireroom.clean.credits.below_standfirst import take_day_below
from wireroom.clean.credits.byline_and_dateline import Head, take_byline, without_title
from wireroom.clean.credits.credit_lines import find_credit_lines
from wireroom.clean.credits.named_authors import without_known_names
from wireroom.clean.embeds.embed_blocks import mark_address
from wireroom.clean.embeds.find_posts import FoundPost, find_posts
from wireroom.clean.read.read_plain import read_plain
from wireroom.clean.read.read_tree import has_tags, read_tree, unescaped
from wireroom.clean.read.shortcodes import without_shortcodes
from wireroom.clean.read.walk import walk
from wireroom.clean.write.sanitise import sanitise
from wireroom.clean.write.write_blocks import write_html, write_text
from wireroom.common.soup import release, without_cycle_search
from wireroom.common.text import out_of_section
from wireroom.models import Cleaned, Embed, Span


def clean_html(
    markup: str, *, base_url: str | None = None, title: str | None = None, names: Sequence[str] = ()
) -> Cleaned:
    """Clean `markup`; relative links and pictures are resolved against `base_url`, the entry's page.

    Never raises. Cleaning its own HTML again gives the same HTML. The text is never longer than the
    markup, and each span is half-open, in characters of the text. A heading that repeats `title` is removed,
    and so is a line near the head that contains nothing but `names`, those of the known authors.
    """
    whole = unescaped(markup) if "&" in markup else markup
    whole = without_shortcodes(out_of_section(whole))
    blocks, images = _read(whole, base_url) if has_tags(whole) else (read_plain(whole), [])
    for block in blocks:
        if block.text.startswith("http"):
            mark_address(block)
    prose = [block for block in blocks if not is_between(block)]
    kept = drop_footers(prose if any(block.text for block in prose) else blocks)
    kept = without_known_names(without_title(kept, title) if title else kept, names)
    head = take_byline(kept)
    below, day = take_day_below(head.blocks)
    head = head._replace(blocks=below, date_line=head.date_line or day)
    head = head._replace(blocks=without_loose_rules(head.blocks))
    return assemble(head, longest=len(markup), images=images)


@without_cycle_search()
def _read(markup: str, base_url: str | None) -> tuple[list[Block], list[str]]:
    """Blocks, and absolute URLs of pictures; the tree is freed before Python searches for cycles again."""
    soup = read_tree(markup)
    blocks, images = walk(soup, base_url)
    release(soup)
    return blocks, images


def clean_text(plain: str) -> Cleaned:
    """Clean a document like a saved article: `date 2022-02-08 First paragraph…`, blank lines between.

    The leading date goes to `date_line`; quoted posts and notices stay in the text, their spans are
    recorded. Never raises; cleaning its own text again changes nothing; never longer than `plain`.
    """
    return assemble(take_byline(drop_footers(read_plain(plain))), longest=len(plain))


def assemble(head: Head, *, longest: int, images: Sequence[str] = ()) -> Cleaned:
    """The result for callers; its text has at most `longest` characters."""
    text, places = write_text(head.blocks, longest=longest)
    return Cleaned(
        html=sanitise(write_html(head.blocks)),
        text=text,
        embeds=tuple(_placed(found, places) for found in find_posts(head.blocks)),
        attribution=find_credit_lines(head.blocks, places),
        images=tuple(images),
        byline=head.byline,
        date_line=head.date_line,
    )


def _placed(found: FoundPost, places: Sequence[Span | None]) -> Embed:
    """The embed with its span in the whole text; without a span if none of its words are in the text."""
    written = [place for place in places[found.first : found.last + 1] if place]
    if not written:
        return found.embed
    first, last = places[found.first], places[found.last]
    start = first[0] + found.start if first else written[0][0]
    end = last[0] + found.end if last else written[-1][1]
    return replace(found.embed, span=(start, end))
