"""Categories as written in, plain distinct tags out."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable
from functools import lru_cache

from wireroom.models import Tag
from wireroom.normalize.inert import inert
from wireroom.normalize.storable import storable

MAX_TAGS = 50  # some feeds list every name in the text
MAX_LENGTH = 100  # characters; longer ones are sentences

_SPLIT = re.compile(r"[,;，、；|\n]")
_MARKUP = re.compile(r"<[^<>]{0,200}>")
_ADDRESS = re.compile(r"(?:https?:)?//\S+|\d+")
# What a CMS writes when its author chose nothing.
_NO_CHOICE = frozenset(
    (
        *("uncategorized", "uncategorised", "unkategorisiert", "allgemein", "non classé", "none", "default"),
        *("sin categoría", "senza categoria", "sem categoria", "без рубрики", "未分类"),
    )
)


def clean_tags(tags: Iterable[Tag]) -> tuple[str, ...]:
    """Give tags in their first order, freed of markup, `#` and repeats that differ in case only.

    Atom's label is for readers and goes before the term, which is for machines. Lists are split.
    """
    seen: dict[str, str] = {}
    for tag in tags:
        for part in _parts(tag.label or tag.term or ""):
            seen.setdefault(part.casefold(), part)
            if len(seen) == MAX_TAGS:
                return tuple(seen.values())
    return tuple(seen.values())


@lru_cache(maxsize=8192)  # a site has its tags, and sets them again and again
def _parts(written: str) -> tuple[str, ...]:
    text = _MARKUP.sub(" ", html.unescape(written))
    tidied = (_tidy(part) for part in _SPLIT.split(text[: MAX_LENGTH * MAX_TAGS]))
    return tuple(part for part in tidied if part and not _is_noise(part))


def _tidy(part: str) -> str:
    return inert(" ".join(storable(part).split()).strip("#\"'<> ").strip())


def _is_noise(part: str) -> bool:
    return len(part) > MAX_LENGTH or part.casefold() in _NO_CHOICE or bool(_ADDRESS.fullmatch(part))
