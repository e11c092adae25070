"""The table of what in an address is a secret in, patterns that Python and Postgres read alike out.

Each has two groups: what stands before the secret and stays, and the secret. They keep to what both read in
the same way: classes by their characters, no quantifier over 255, nothing that is not greedy.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from wireroom.common.tables import rows

_NEVER: Final = r"\t-\r \"'<>"  # in an address
_VALUE: Final = rf"[^{_NEVER}&;#]"  # of a parameter, a character
_SEGMENT: Final = "[a-z0-9_=-]"  # of a path, up to what a file's name ends with

# What is no secret: a mask; references, with a name before them too (`ada:${NAME}`); what a switch says.
_REFERENCES: Final = r"(?:\$\{[a-z_][a-z0-9_]*\})+"
_NO_SECRET: Final = (
    rf"(?!{_VALUE}*\*\*\*|(?:[^{_NEVER}&;#:]*:)?{_REFERENCES}(?!{_VALUE})|{_REFERENCES}:(?!{_VALUE})|"
    rf"(?:[01]|true|false|yes|no|on|off|none|null)(?!{_VALUE}))"
)
_NO_LOGIN: Final = rf"(?![^{_NEVER}/?#@]*\*\*\*|(?:[^{_NEVER}/?#@:]*:)?{_REFERENCES}@|{_REFERENCES}:@)"

_START: Final = "(?:[?&;#]|%3f|%26)"  # of a parameter; encoded: of an address that is one itself
_EQUALS: Final = r"(?:\]|%5d)?(?:\[\]|%5b%5d)?(?:=|%3d)"
_ANY: Final = r"(?:[a-z0-9_.\[\]-]|%5[bd])*"
_BEHIND: Final = rf"(?:{_ANY}(?:[_.\[-]|%5b))?"

_HEADER: Final = "((?:^|[^a-z0-9])(?:Bearer|Basic)[ \t]+)((?=[a-z+/._~-]*[0-9=])[a-z0-9+/=._~-]{8,})"


def secret_patterns() -> tuple[str, ...]:
    """In the order in which they are applied, blind for case, to an address or to a text that holds some."""
    login = rf"(://)({_NO_LOGIN}[^{_NEVER}/?#]+)(?=@)"
    known_by: dict[str, list[str]] = {}
    for kind, expression, *_ in rows(__package__, "secrets.tsv"):
        known_by.setdefault(kind, []).append(expression)
    table = (_RULES[kind](f"(?:{'|'.join(expressions)})") for kind, expressions in known_by.items())
    return (login, *table, _HEADER)


def _drawn(character: str) -> str:
    """Looks drawn by lot: digits between letters, letters between digits, or sixteen of both unbroken."""
    mixed = rf"(?={character}{{8}}){character}*(?:[a-z][0-9]+[a-z]|[0-9][a-z]+[0-9])"
    unbroken = "(?=[0-9]*[a-z])(?=[a-z]*[0-9])[a-z0-9]{16}"
    return f"(?={mixed}|{unbroken})"


def _parameter(name: str, value: str = "") -> str:
    return rf"({_START}{name}{_EQUALS})({_NO_SECRET}{value}{_VALUE}+)"


_RULES: Final[Mapping[str, Callable[[str], str]]] = {
    "name": lambda name: _parameter(f"{_BEHIND}{name}"),
    "name ends": lambda name: _parameter(f"{_ANY}{name}"),
    "name, drawn": lambda name: _parameter(f"{_BEHIND}{name}", _drawn(_VALUE)),
    "name ends, drawn": lambda name: _parameter(f"{_ANY}{name}", _drawn(_VALUE)),
    "name, digest": lambda name: _parameter(name, "(?=[0-9a-f]{32})"),
    "path parameter": lambda name: rf"(;{name}=)({_NO_SECRET}[^{_NEVER}&;#?/]+)",
    "path": lambda before: rf"({before})({_drawn(_SEGMENT)}{_SEGMENT}+)",
    "anywhere": lambda secret: rf"((?<![a-z0-9_-]))({secret})",
}
