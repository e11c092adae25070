"""Others' titles and languages: as a sentence of ours names them, and compared by their letters alone."""

from __future__ import annotations

from functools import cache

from wireroom.common.text.characters import one_line

_NAME = 80  # characters: of a title, in a sentence of ours


def cut_line(line: str, length: int) -> str:
    """The line, or its first words and `…`."""
    return line if len(line) <= length else line[: length - 1].rsplit(" ", 1)[0].rstrip() + "…"


def as_name(title: str) -> str:
    """Somebody's title within a sentence of ours: one line, of the length of a name."""
    return cut_line(one_line(title), _NAME)


@cache
def language_name(code: str) -> str:
    """`German` for `de` and `de-AT`, as CLDR has it; a code that it does not have stays."""
    from babel import Locale  # tens of milliseconds that a task which names no language is spared

    return str(Locale("en").languages.get(code.partition("-")[0].lower(), code))


def letters_of(name: str) -> str:
    """Letters and digits of `name` alone, in lower case, as a name stands in its host."""
    return "".join(filter(str.isalnum, name.casefold()))


def title_letters(title: str) -> str:
    """The same of an outlet's title, without `The` before it."""
    return letters_of(title.casefold().strip().removeprefix("the "))
