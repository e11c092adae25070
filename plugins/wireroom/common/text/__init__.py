"""Text as feeds and pages hold it in; text that may be stored, shown or put into markup out."""

from wireroom.common.text.characters import (
    composed,
    escaped,
    inert,
    joined_halves,
    letters_of,
    lowered,
    one_line,
    printable,
    quoted,
    raised,
    readable,
    repaired,
    storable,
    stream_safe,
    tidied,
    unescape,
    without_section_marks,
)
from wireroom.common.text.plain_text import plain_text

__all__ = [
    "composed",
    "escaped",
    "inert",
    "joined_halves",
    "letters_of",
    "lowered",
    "one_line",
    "plain_text",
    "printable",
    "quoted",
    "raised",
    "readable",
    "repaired",
    "storable",
    "stream_safe",
    "tidied",
    "unescape",
    "without_section_marks",
]
