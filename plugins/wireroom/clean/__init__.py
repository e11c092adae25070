"""Markup in, safe HTML, plain text and what was quoted in it out."""

from wireroom.clean.characters import one_line
from wireroom.clean.clean_html import clean_html
from wireroom.clean.clean_text import clean_text
from wireroom.clean.linked_licence import linked_licence
from wireroom.clean.plain_text import plain_text
from wireroom.clean.without_tails import without_tails

__all__ = ["clean_html", "clean_text", "linked_licence", "one_line", "plain_text", "without_tails"]
