"""Mask secrets in text that is shown, and put them back for requests that need them.

An address is kept as it may be shown: `https://***3fa9c1@bay.example/rss?token=***77b02e`, its secrets beside
it by their masks. What refers to a secret, `?token=${BAY_TOKEN}`, is none and stays as it is.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import Final
from urllib.parse import quote, unquote
from xml.sax.saxutils import escape

from wireroom.common.tables import rows
from wireroom.models import FeedSpec

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


MASK: Final = "***"

_REFERENCE = re.compile(r"\$\{([A-Za-z_][A-Za-z0-9_]{0,99})\}")
_SECRETS = tuple(re.compile(pattern, re.IGNORECASE | re.ASCII) for pattern in secret_patterns())
_SECRET_HEADER = re.compile(
    r"(?:authorization|cookie)|.*(?:token|key|secret|auth|password|credential|session).*", re.I
)
_LONG = re.compile(r"(\S{200})\S+")
_WORDS = 2_000  # characters
_NO_SECRETS: Final[Mapping[str, str]] = {}
_UNMISTAKABLE = 8  # characters of a secret that is looked for anywhere; `feed` only as a parameter's value
_ENCODINGS = ("utf-8", "utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be")
_ROUNDS = 10_000  # so that whoever reads a mask cannot try passwords by the million


def masked(text: str) -> str:
    """`text` with `***` for each secret in its addresses and headers; masks and references stay."""
    for pattern in _SECRETS if text else ():
        if pattern.search(text):  # nearly never, and a third of what `sub` costs to find nothing
            text = pattern.sub(rf"\g<1>{MASK}", text)
    return text


def part_secrets(url: str) -> tuple[str, dict[str, str]]:
    """The address as it may be shown, and its secrets by their masks; two with other secrets stay two."""
    secrets: dict[str, str] = {}

    def hide(found: re.Match[str]) -> str:
        mask = _mask_of(found[2])
        secrets[mask] = found[2]
        return found[1] + mask

    for pattern in _SECRETS:
        url = pattern.sub(hide, url)
    return url, secrets


def reveal(text: str, secrets: Mapping[str, str]) -> str:
    """`text` with each mask or reference of `secrets` replaced by what it stands for."""
    for mask, secret in secrets.items():
        text = text.replace(mask, secret)
    return text


def conceal(text: str, secrets: Mapping[str, str]) -> str:
    """The reverse, in whatever spelling the secret came back; then `masked`, for what nobody told us of."""
    for mask, secret in sorted(secrets.items(), key=lambda pair: -len(pair[1])):
        for spelling in {secret, unquote(secret), quote(unquote(secret), safe="")}:
            if len(spelling) >= _UNMISTAKABLE:
                text = text.replace(spelling, mask)
            elif spelling:
                value = re.compile(rf"(?<==){re.escape(spelling)}(?![^&#\s\"'])")
                text = value.sub(lambda found, mask=mask: mask, text)  # type: ignore[misc]
    return masked(text)


def shown_in_words(text: str, secrets: Mapping[str, str] = _NO_SECRETS) -> str:
    """`conceal`, and only then each address cut, and all of it: half a secret would not be found."""
    return _LONG.sub(r"\g<1>…", conceal(text, secrets))[:_WORDS]


def conceal_in_document(body: bytes, secrets: Mapping[str, str]) -> bytes:
    """A feed's bytes with each of `secrets` as it may be shown: publishers repeat the token in their entries.

    In whatever spelling and encoding; what merely looks like a secret there is the publisher's own.
    """
    for mask, secret in sorted(secrets.items(), key=lambda pair: -len(pair[1])):
        for spelling in _spellings(secret):
            for encoding in _ENCODINGS if len(spelling) >= _UNMISTAKABLE else ():
                body = body.replace(spelling.encode(encoding), mask.encode(encoding))
            if 0 < len(spelling) < _UNMISTAKABLE:
                value = re.compile(rb"(?<==)%s(?![^&#\s\"'<])" % re.escape(spelling.encode()))
                body = value.sub(lambda found, mask=mask: mask.encode(), body)  # type: ignore[misc]
    return body


def _spellings(secret: str) -> set[str]:
    """As addresses, XML and JSON write it."""
    plain = unquote(secret)
    spelled = {secret, plain, quote(plain, safe=""), quote(plain)}
    return spelled | {escape(each) for each in spelled} | {json.dumps(each)[1:-1] for each in spelled}


def references(text: str) -> tuple[str, ...]:
    """The names in `${NAME}`, in order."""
    return tuple(_REFERENCE.findall(text))


def may_hold_secrets(spec: FeedSpec) -> bool:
    """Whether its requests carry what nobody else may learn."""
    return bool(spec.secrets or spec.headers or spec.basic_auth or spec.connection or "${" in spec.url)


def is_secret_header(name: str) -> bool:
    """A request header of this name carries a secret."""
    return _SECRET_HEADER.fullmatch(name) is not None


@lru_cache(maxsize=4096)
def _mask_of(secret: str) -> str:
    digest = hashlib.pbkdf2_hmac("sha256", secret.encode("utf-8", "replace"), b"wireroom", _ROUNDS)
    return MASK + digest.hex()[:6]
