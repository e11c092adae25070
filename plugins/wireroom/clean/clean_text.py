"""A plain-text document in; its paragraphs and what was quoted in them out."""

from __future__ import annotations

from wireroom.clean.assemble import assemble
from wireroom.clean.boilerplate.drop_footers import drop_footers
from wireroom.clean.credits.byline_and_dateline import take_byline
from wireroom.clean.read.read_plain import read_plain
from wireroom.models import Cleaned


def clean_text(plain: str, *, language: str | None = None) -> Cleaned:
    """Clean a document like a saved article: `date 2022-02-08 First paragraph…`, blank lines between.

    The leading date goes to `date_line`; quoted posts and notices stay in the text, their spans are
    recorded. Never raises; cleaning its own text again changes nothing; never longer than `plain`.
    `language` is a hint that nothing needs yet.
    """
    return assemble(take_byline(drop_footers(read_plain(plain))), longest=len(plain))
