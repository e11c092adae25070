"""Decide whether two articles are the same text, and make the marks by which copies of one are found."""

from wireroom.normalize.same_text.likeness import likeness
from wireroom.normalize.same_text.text_print import TextPrint, text_print

__all__ = ["TextPrint", "likeness", "text_print"]
