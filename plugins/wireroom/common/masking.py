"""Text that may hold secrets in, text that may be shown out; and the way back for whoever asks with them.

An address is kept as it may be shown: `https://***3fa9c1@bay.example/rss?token=***77b02e`, its secrets beside
it by their masks. What refers to a secret, `?token=${BAY_TOKEN}`, is none and stays as it is.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Final
from urllib.parse import quote, unquote

MASK: Final = "***"

_NAME: Final = (
    r"(?:[\w.-]{0,60}[_.-])?(?:(?:access|api|auth|feed|private|secret|user|client|rss|session)[_-]?)?"
    r"(?:token|key|auth|authorization|authkey|sig|signature|hmac|password|passwd|passwort|pwd|pass|secret|"
    r"credentials?|jwt|session|sessionid|sid)"
)
_REFERENCE = re.compile(r"\$\{([A-Za-z_][A-Za-z0-9_]{0,99})\}")
_USER = re.compile(r"(?<=://)([^\s/?#\"'<>]{1,500})(?=@)")
_PARAMETER = re.compile(rf"(?<=[?&;])({_NAME})=([^\s&;#\"'<>]{{1,4000}})", re.IGNORECASE)
_BEARER = re.compile(r"\b((?:Bearer|Basic)\s+)[A-Za-z0-9+/=._~-]{8,}", re.IGNORECASE)
_SECRET_HEADER = re.compile(
    r"(?:authorization|cookie)|.*(?:token|key|secret|auth|password|credential|session).*", re.I
)
_UNMISTAKABLE = 8  # characters of a secret that is looked for anywhere; `feed` only as a parameter's value
_ROUNDS = 10_000  # so that whoever reads a mask cannot try passwords by the million


def masked(text: str) -> str:
    """`text` with `***` for what looks like a secret in an address or header; masks and references stay."""
    if "://" in text or "?" in text or "&" in text:
        text = _USER.sub(lambda found: _hidden(found[1]), text)
        text = _PARAMETER.sub(lambda found: f"{found[1]}={_hidden(found[2])}", text)
    return _BEARER.sub(rf"\g<1>{MASK}", text)


def part_secrets(url: str) -> tuple[str, dict[str, str]]:
    """The address as it may be shown, and its secrets by their masks; two with other secrets stay two."""
    secrets: dict[str, str] = {}

    def hide(secret: str) -> str:
        if is_harmless(secret):
            return secret
        mask = _mask_of(secret)
        secrets[mask] = secret
        return mask

    url = _USER.sub(lambda found: hide(found[1]), url, count=1)
    return _PARAMETER.sub(lambda found: f"{found[1]}={hide(found[2])}", url), secrets


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


def references(text: str) -> tuple[str, ...]:
    """The names in `${NAME}`, in order."""
    return tuple(_REFERENCE.findall(text))


def is_harmless(text: str) -> bool:
    """Nothing secret stands there: a mask, a reference, or one with a name before it (`ada:${PASSWORD}`)."""
    if MASK in text:
        return True
    _, colon, rest = text.partition(":")
    return bool(_REFERENCE.search(text)) and not _REFERENCE.sub("", rest if colon else text)


def is_secret_header(name: str) -> bool:
    """A request header of this name carries a secret."""
    return _SECRET_HEADER.fullmatch(name) is not None


def _hidden(secret: str) -> str:
    return secret if is_harmless(secret) else MASK


@lru_cache(maxsize=4096)
def _mask_of(secret: str) -> str:
    digest = hashlib.pbkdf2_hmac("sha256", secret.encode("utf-8", "replace"), b"wireroom", _ROUNDS)
    return MASK + digest.hex()[:6]
