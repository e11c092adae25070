"""Blocks in, the cleaned body out: HTML, text, and every span in its place."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from wireroom.clean.credits.byline_and_dateline import Head
from wireroom.clean.credits.credit_lines import find_credit_lines
from wireroom.clean.embeds.find_posts import Found, find_posts
from wireroom.clean.write.sanitise import sanitise
from wireroom.clean.write.write_html import write_html
from wireroom.clean.write.write_text import write_text
from wireroom.models import Cleaned, Embed, Span


def assemble(head: Head, *, longest: int, images: Sequence[str] = ()) -> Cleaned:
    """The value that callers get; its text has at most `longest` characters."""
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


def _placed(found: Found, places: Sequence[Span | None]) -> Embed:
    """The embed with its span in the whole text; without one where it left no text."""
    written = [place for place in places[found.first : found.last + 1] if place]
    if not written:
        return found.embed
    first, last = places[found.first], places[found.last]
    start = first[0] + found.start if first else written[0][0]
    end = last[0] + found.end if last else written[-1][1]
    return replace(found.embed, span=(start, end))
