"""Text that may hold secrets in, text that may be shown out; and back, for requests that need the secrets.

An address is kept as it may be shown: `https://***3fa9c1@bay.example/rss?token=***77b02e`, its secrets beside
it by their masks. What refers to a secret, `?token=${BAY_TOKEN}`, is none and stays as it is.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Final
from urllib.parse import quote, unquote
from xml.sax.saxutils import escape

from wireroom.common.secret_rules import secret_patterns

MASK: Final = "***"

_REFERENCE = re.compile(r"\$\{([A-Za-z_][A-Za-z0-9_]{0,99})\}")
_SECRETS = tuple(re.compile(pattern, re.IGNORECASE | re.ASCII) for pattern in secret_patterns())
_SECRET_HEADER = re.compile(
    r"(?:authorization|cookie)|.*(?:token|key|secret|auth|password|credential|session).*", re.I
)
_UNMISTAKABLE = 8  # characters of a secret that is looked for anywhere; `feed` only as a parameter's value
_ENCODINGS = ("utf-8", "utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be")
_ROUNDS = 10_000  # so that whoever reads a mask cannot try passwords by the million


def masked(text: str) -> str:
    """`text` with `***` for each secret in its addresses and headers; masks and references stay."""
    for pattern in _SECRETS:
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


def is_secret_header(name: str) -> bool:
    """A request header of this name carries a secret."""
    return _SECRET_HEADER.fullmatch(name) is not None


@lru_cache(maxsize=4096)
def _mask_of(secret: str) -> str:
    digest = hashlib.pbkdf2_hmac("sha256", secret.encode("utf-8", "replace"), b"wireroom", _ROUNDS)
    return MASK + digest.hex()[:6]
