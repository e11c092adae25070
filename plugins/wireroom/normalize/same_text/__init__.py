"""Two articles in, whether they are the same text out; and of one, the marks that its copies are found by."""

from wireroom.normalize.same_text.likeness import likeness
from wireroom.normalize.same_text.text_print import TextPrint, text_print

__all__ = ["TextPrint", "likeness", "text_print"]
