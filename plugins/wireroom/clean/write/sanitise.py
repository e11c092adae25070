"""Reduce HTML to an allow-list: ammonia (nh3) parses it as a browser does and keeps what is listed.

It runs after everything that rewrites the markup, which could turn harmless markup into an attack: a link
made absolute, an entity repaired, a fragment moved.
"""

from __future__ import annotations

import re
from typing import Final

import nh3

INLINE: Final = frozenset(
    "a abbr b br cite code del dfn em i img ins kbd mark s samp small strong sub sup u var".split()  # noqa: SIM905 - reads as a list
)
BLOCK: Final = frozenset(
    "blockquote dd dl dt figcaption figure h1 h2 h3 h4 h5 h6 hr li ol p pre table tbody td th tr ul".split()  # noqa: SIM905 - reads as a list
)
ATTRIBUTES: Final = {
    "a": {"href", "title"},
    "abbr": {"title"},
    **{
        tag: {"dir"}
        for tag in ("p", "h1", "h2", "h3", "h4", "h5", "h6", "pre", "li", "dd", "dt", "figcaption")
    },
    "img": {"src", "alt", "width", "height"},
    "ol": {"start"},
    "td": {"colspan", "rowspan", "dir"},
    "th": {"colspan", "rowspan", "dir"},
}
SCHEMES: Final = {"http", "https", "mailto", "tel"}

_CLEANER = nh3.Cleaner(
    tags=set(INLINE | BLOCK),
    attributes=ATTRIBUTES,
    url_schemes=SCHEMES,
    link_rel=None,
    generic_attribute_prefixes=set(),
)


_REFUSED = re.compile(r"<a>((?:(?!</?a>).)*+)</a>", re.DOTALL)
# A tag; or a run of text of the greatest length that ammonia reads quickly; or a shorter run.
_LONGEST_RUN: Final = 8_000  # characters
_PARTS = re.compile(rf"<[^>]*+>?|([^<]{{{_LONGEST_RUN}}}[^<&\xa0]*+)(?=[&\xa0])|[^<]++")


def sanitise(markup: str) -> str:
    """Safe HTML: elements that are not listed are removed, their content stays.

    So is the element of a link whose address ammonia could not read.
    """
    safe = _CLEANER.clean(_parted(markup) if len(markup) > _LONGEST_RUN else markup)
    return _REFUSED.sub(r"\1", safe) if "<a>" in safe else safe


def _parted(markup: str) -> str:
    """`markup` with empty comments, which ammonia removes, within long runs of text.

    ammonia (html5ever) takes quadratic time for a run with many ampersands or no-break spaces: 17 s for 1 MB
    of `&amp; `. `markup` is ours: `<` and `>` appear in tags only.
    """
    if max(map(len, markup.split("<"))) <= _LONGEST_RUN or ("&" not in markup and "\xa0" not in markup):
        return markup
    return _PARTS.sub(lambda part: f"{part[1]}<!---->" if part[1] else part[0], markup)
