"""Turn categories as written into plain, distinct tags."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache, lru_cache
from unicodedata import category, normalize

from wireroom.common.tables import words
from wireroom.common.text import inert, printable, unescape, without_section_marks
from wireroom.common.text.joining_words import AND, one_of
from wireroom.models import Tag

MAX_TAGS = 50  # some feeds list every name that the text mentions
MAX_LENGTH = 100  # characters; longer ones are sentences
_LONGEST_LIST = 4_000  # characters of a list; html.unescape raises at a number of more than 4,300 digits

_SPLIT = re.compile(r"[,;،؛，、；|\n]| [>»·•] ")  # a path (`News > World`) is a list, too
# Names with a comma, where they stand among others: `Harbours, docks and quays`, `Washington, D.C.`
_NAME = re.compile(rf"[^;|\n]*, (?:[^,;|\n]* (?:&|{one_of(AND)}) [^,;|\n]*|(?:[A-Z]\.){{2,4}})")
_MARKUP = re.compile(r"<[^<>]{0,200}>")
_HASHTAG = re.compile(r"\s*#(?=\w)")
_QUOTED = re.compile(r"^[“”„«»]([^“”„«»]*)[“”«»]$")
_ADDRESS = re.compile(r"(?:https?:)?//\S+|www\.\S+\.\S+|\d+", re.IGNORECASE)
_WHOLE_ADDRESS = re.compile(r"(?:tag:[\w.-]+,\d{4}[\d-]*|urn:\w+):\S*")
# Of a content system that did not fill it in: `{{ tag }}`, `{category_name}`, `{% if %}`, or torn at a comma
# within; `C{}` is none.
_TEMPLATE = re.compile(r"^[^{]*\}|\{[^}]*$|\{\{|\{%|\{/?\w+(?:\s[^{}]*)?\}")
_UNSORTED = re.compile(r"uncategori[sz]ed[ -]@?[a-z]{2}")  # of WPML, one for each language


def clean_tags(tags: Iterable[Tag]) -> tuple[str, ...]:
    """Tags in their order, without markup, `#`, and repeats that differ in case only.

    Atom's label, which is for readers, is preferred to its term, which is for machines. Lists are split;
    where there are several tags, one with a comma may be a name.
    """
    seen: dict[str, str] = {}
    listed = list(tags)
    alone = len(listed) == 1
    for tag in listed:
        label, term = (tag.label or "")[:_LONGEST_LIST], (tag.term or "")[:_LONGEST_LIST]
        for part in (label and _parts(label, alone)) or _parts(term, alone):
            seen.setdefault(part.casefold(), part)
            if len(seen) == MAX_TAGS:
                return tuple(seen.values())
    return tuple(seen.values())


@lru_cache(maxsize=8192)  # the tags of a site recur
def _parts(written: str, alone: bool) -> tuple[str, ...]:
    text = written
    if "&" in written or "<" in written:
        text = unescape(unescape(text))  # escaped twice: `R&amp;amp;D`
        text = _MARKUP.sub(" ", without_section_marks(text))
    if ":" in text and _WHOLE_ADDRESS.fullmatch(text.strip()):
        return ()
    split = (
        [printable(text)] if not alone and _NAME.fullmatch(text.strip()) else _SPLIT.split(printable(text))
    )
    tidied = (_tidy(part) for listed in split for part in _hashtags(listed))
    return tuple(part for part in tidied if part and not _is_noise(part))


def _hashtags(part: str) -> list[str]:
    """Split `#ClimateChange #COP31`; the sharp of `C#` stays."""
    return _HASHTAG.split(part) if part.lstrip().startswith("#") else [part]


def _tidy(part: str) -> str:
    plain = " ".join(part.split()).strip("\"'<> ").lstrip("#\"'<> ")
    plain = plain if plain.isascii() else normalize("NFC", _QUOTED.sub(r"\1", plain))
    return inert(plain.strip())


def _is_noise(part: str) -> bool:
    folded = part.casefold()
    return (
        len(part) > MAX_LENGTH
        or _TEMPLATE.search(part) is not None
        or folded in _no_choice()
        or _ADDRESS.fullmatch(part) is not None
        or (folded.startswith("uncategor") and _UNSORTED.fullmatch(folded) is not None)
        or not (part[0].isalnum() or any(category(character)[0] in "LNS" for character in part))
    )


@cache
def _no_choice() -> frozenset[str]:
    """Whether it is what a content system writes, in any language, where its author chose no category."""
    return frozenset(map(str.casefold, words("wireroom.normalize", "no_choice.tsv")))
