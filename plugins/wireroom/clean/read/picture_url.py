"""Find the picture that a reader of the page would have seen for an `<img>`: no placeholder, no tracker."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import islice, pairwise
from typing import Final, cast

from bs4 import Tag

from wireroom.clean.lexicon import TRACKER, groups
from wireroom.common.elements import ICON, attribute, is_tiny
from wireroom.common.urls import absolute_url

# Attributes with the address while `src` has a placeholder, the most reliable first.
_LAZY: Final = (
    "data-src", "data-original", "data-lazy-src", "data-lazy", "data-orig-file", "data-large-file",
    "data-hi-res-src", "data-full-src", "data-url", "data-image", "data-img-src",
    "data-ezsrc", "data-lazyload", "data-runner-src", "data-pagespeed-lazy-src",
    "data-original-src", "data-actualsrc", "data-cfsrc", "data-echo",
)  # fmt: skip
_IN_FULL: Final = ("data-native-src", "data-full-src", "data-orig-file", "data-original")
_LAZY_SETS: Final = ("data-srcset", "data-lazy-srcset", "srcset")
_ANY_LAZY: Final = frozenset(_LAZY)
_IN_SIZES: Final = _ANY_LAZY.union(_LAZY_SETS)
_SURE, _DOUBTFUL, _BESIDE_THEM = (
    frozenset(" ".join(groups("placeholders.tsv")[kind]).split()) for kind in ("sure", "name", "beside")
)
_PLACEHOLDER_NAMES: Final = _SURE | _DOUBTFUL
_NAME_OF_FILE = re.compile(r"([^/?#&=]{1,100})\.(?:gif|png|svg|jpe?g|webp)(?:$|[?#&])", re.IGNORECASE)
_WORD_OF_NAME = re.compile(r"\d+x\d+|[A-Z]?[a-z]+|[A-Z]+(?![a-z])|\d+")
_MOST_OTHERS: Final = 2  # words beside one that names a placeholder; more are a headline
_HASH = re.compile(r"[._-](?=[a-f]*\d)[\da-f]{6,40}$", re.IGNORECASE)  # of a build: `blank.3f2a9c1e.gif`
_NAMES_OF_SIDES: Final = ("width", "height")
_PICTURE_FILE = re.compile(  # the value of an attribute that a site has made up: `data-original-mos`
    r"(?:(?:https?:)?/)?/[^\s,]{1,1000}\.(?:jpe?g|png|webp|avif|gif)(?:\?[^\s,]{0,500})?", re.IGNORECASE
)
_LONGEST_NAME: Final = 60  # characters of an attribute
_NAMES_PICTURE = re.compile(  # and nothing of who wrote it, counts it or stands in for it
    r"data-(?!.*(?:logo|avatar|author|icon|share|track|pixel|placeholder))"
    r"(?:\w+-)*(?:\w*src|orig\w*|lazy\w*|full\w*|large|big|hi-?res|image|img|picture|photo|normal)(?:-\w+)*$"
)
_NO_ADDRESS = re.compile(  # among them JSON of several sizes, and templates without values
    r"(?:data:|about:|#|[{\[]|<%|$)", re.IGNORECASE
)
_SMALL = re.compile(r"[1-9]\d?(?:px)?")
_PREVIEW = re.compile(r"lqip|thumb|blur|preview|placeholder", re.IGNORECASE)
_TINY_STYLE = re.compile(
    r"(?:^|;|\s)(?:width|height)\s*:\s*0*[0-2](?:px)?\s*(?:;|!|$)|display\s*:\s*none", re.I
)
_PORTRAIT: Final = 64  # pixels a side, of what its class calls an icon or an avatar
_ICON_CLASS = re.compile(r"(?<![a-z])(?:icon|avatar|gravatar|emoji|smiley)(?![a-z])", re.IGNORECASE)
_RATIOS: Final = frozenset(
    {("16", "9"), ("9", "16"), ("4", "3"), ("3", "4")}
)  # proportions for a layout, not pixels
_SIDES: Final = tuple(  # properties of a style; `max-width` is none
    re.compile(rf"(?:^|[;\s]){side}\s*:\s*(\d{{1,4}}(?:\.\d+)?px)\s*(?:;|!|$)", re.IGNORECASE)
    for side in _NAMES_OF_SIDES
)
_CANDIDATE = re.compile(r"(?:^|,)\s*([^\s,][^\s]*)\s*(?:([\d.]{1,9})([wx]))?\s*(?=,|$)")
_FORMULA = re.compile(
    r"(?<![^\s_-])(?:latex|tex|mwe-math-fallback-image(?:-inline|-display)?)(?![^\s_-])", re.I
)
_DRAWN = re.compile(r"/latex\.php\?|//latex\.codecogs\.com/|/math/render/")
_DISPLAYED = re.compile(r"\{\\(?:display|text)style (.+)\}")
_LONGEST_FORMULA: Final = 500  # characters
_MOST_SOURCES: Final = 100  # elements and strings searched; sources come first
_WIDEST: Final = 2048.0  # pixels; a wider picture wastes bandwidth


def picture_url(image: Tag, base_url: str | None) -> str | None:
    """The absolute URL of the picture; None for a tracker, a placeholder or an unusable address."""
    written = cast("dict[str, str]", image.attrs)  # all strings: the tree has no list-valued attributes
    if _is_tracker(written) or _is_icon(written) or _is_preview(image, written):
        return None
    for address in _addresses(image, written):
        if not _is_placeholder(address) and (url := absolute_url(address, base_url)):
            return None if TRACKER.match(url) else url
    return None


def emoji(image: Tag) -> str:
    """The emoji that a small picture stands for (WordPress and X draw them as images), or ""."""
    alternative = attribute(image, "alt") or ""
    if len(alternative) > 8 or alternative.isascii():
        return ""
    return alternative if re.search("emoji|smiley", attribute(image, "class") or "", re.I) else ""


def formula(image: Tag) -> str:
    """The TeX of a picture of a formula (WordPress, Wikipedia, CodeCogs), or ""."""
    alternative = " ".join((attribute(image, "alt") or "").split())
    if not 0 < len(alternative) <= _LONGEST_FORMULA:
        return ""
    is_one = _FORMULA.search(attribute(image, "class") or "") or _DRAWN.search(attribute(image, "src") or "")
    style = _DISPLAYED.fullmatch(alternative)
    return "" if not is_one else style[1] if style else alternative


def _is_tracker(written: Mapping[str, str]) -> bool:
    """Whether it has at most two pixels a side: it counts readers and shows nothing."""
    for side in _NAMES_OF_SIDES:
        size = written.get(side)
        if size and is_tiny(size):
            return True
    style = written.get("style")
    return bool(style and _TINY_STYLE.search(style))


def _is_icon(written: Mapping[str, str]) -> bool:
    """Whether both declared sides are those of an icon, and no script or srcset has a larger picture."""
    style = written.get("style", "")[:500]
    sides = [found[1] if (found := side.search(style)) else "" for side in _SIDES]
    width, height = (side or written.get(name, "") for side, name in zip(sides, _NAMES_OF_SIDES, strict=True))
    if (width, height) in _RATIOS or not _IN_SIZES.isdisjoint(written):
        return False
    most = _PORTRAIT if _ICON_CLASS.search(written.get("class", "")[:500]) else ICON
    return is_tiny(width, most=most) and is_tiny(height, most=most)


def _is_preview(image: Tag, written: Mapping[str, str]) -> bool:
    """Whether it is a small or blurred copy, shown until a script has loaded the picture after it."""
    if not written.keys().isdisjoint(_ANY_LAZY):
        return False
    if not (_PREVIEW.search(written.get("class", "")[:500]) or _SMALL.fullmatch(written.get("width", ""))):
        return False
    after = image.find_next_sibling("img")
    return (
        isinstance(after, Tag) and "src" not in after.attrs and not after.attrs.keys().isdisjoint(_ANY_LAZY)
    )


def _is_placeholder(address: str) -> bool:
    lowered = address.lower()
    if "{width}" in lowered or "/pagespeed_static/" in lowered:  # of Shopify's lazysizes, of mod_pagespeed
        return True
    if _NO_ADDRESS.match(address):
        return True
    if not any(name in lowered for name in _PLACEHOLDER_NAMES):  # far cheaper than looking at the words
        return False
    return any(map(_names_placeholder, _NAME_OF_FILE.findall(address)))


def _names_placeholder(name: str) -> bool:
    """Whether its file name says placeholder; `pixel-8` is a telephone, a long name that of a story."""
    words = [word.lower() for word in _WORD_OF_NAME.findall(_HASH.sub("", name))]
    together = {"-".join(pair) for pair in pairwise(words)}
    said = _DOUBTFUL.intersection(words)
    others = {word for word in {*words} - said - _SURE - _BESIDE_THEM if not word[0].isdigit()}
    if not _SURE.isdisjoint(together.union(words)):
        return len(others) <= _MOST_OTHERS
    numbers = {word for word in words if word.isdigit()}
    return bool(said) and not others and not ("pixel" in said and numbers - {"1"})


def _addresses(image: Tag, written: Mapping[str, str]) -> Iterator[str]:
    """The addresses as written, the most reliable first."""
    if not written.keys().isdisjoint(_ANY_LAZY) and not _is_shown(written):
        for name in _LAZY:
            if name in written:
                yield written[name].strip()
    src = written.get("src", "").strip()
    sets = [_best(written[name]) for name in _LAZY_SETS if name in written]
    is_doubtful = any(name in src.lower() for name in _PLACEHOLDER_NAMES)
    yield from (*sets, src) if is_doubtful else (src, *sets)
    picture = image.find_parent("picture")  # libxml2 puts the image into an unclosed `<source>`
    for source in islice(picture.descendants, _MOST_SOURCES) if picture else ():
        if isinstance(source, Tag) and source.name == "source":
            yield _best(attribute(source, "srcset") or attribute(source, "data-srcset") or "")
    for name, value in written.items():
        if _NAMES_PICTURE.match(name[:_LONGEST_NAME]) and _PICTURE_FILE.fullmatch(value.strip()):
            yield value.strip()


def _is_shown(written: Mapping[str, str]) -> bool:
    """Whether `src` is the picture itself: another attribute names it again as the full one."""
    src = written.get("src")
    return bool(src) and any(written.get(name) == src for name in _IN_FULL)


def _best(srcset: str) -> str:
    """The widest candidate of a srcset (HTML 4.8.4.2.1) that is not wider than needed, or ""."""
    best, best_width = "", -1.0
    for address, number, unit in _CANDIDATE.findall(srcset[:8000]):
        width = _width(number) * (1000 if unit == "x" else 1)
        if not best or best_width < width <= _WIDEST:
            best, best_width = address, width
    return best.strip()


def _width(number: str) -> float:
    try:
        return float(number) if number else 0.0
    except ValueError:
        return 0.0
