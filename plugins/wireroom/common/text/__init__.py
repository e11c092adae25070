"""Make text of feeds and pages fit to be stored, shown or put into markup."""

from wireroom.common.text.characters import (
    composed,
    escaped,
    inert,
    is_cjk,
    joined_halves,
    lowered,
    one_line,
    out_of_section,
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
from wireroom.common.text.names import letters_of, title_letters
from wireroom.common.text.plain_text import plain_text

__all__ = [
    "composed",
    "escaped",
    "inert",
    "is_cjk",
    "joined_halves",
    "letters_of",
    "lowered",
    "one_line",
    "out_of_section",
    "plain_text",
    "printable",
    "quoted",
    "raised",
    "readable",
    "repaired",
    "storable",
    "stream_safe",
    "tidied",
    "title_letters",
    "unescape",
    "without_section_marks",
]
