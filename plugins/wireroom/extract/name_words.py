"""The class and id of an element in, the kinds of page parts that their words name out."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

# What templates call the parts of a page; a name is cut into words at signs and at capitals.
_KINDS: Final = {
    "body": "article articlebody articletext body content copy entry main post prose richtext story text",
    "comment": "comment comments discuss discussion disqus feedback replies reply respond responses",
    "related": "also card cards carousel feed grid items latest list listing more mostread next outbrain"
    " popular prev previous recirc recommend recommended recommendations related similar suggested"
    " suggestions taboola teaser teasers tout trending upnext",
    "side": "aside column complementary inset rail right secondary side sidebar widget widgets",
    "navigation": "breadcrumb breadcrumbs crumbs menu nav navbar navigation pager pagination tabs toc",
    "foot": "bottom colophon copyright disclaimer foot footer footnotes legal",
    "head": "banner head header headline hero masthead title top topbar",
    "share": "action actions bar button buttons facebook follow share sharing social toolbar tools twitter",
    "about": "author authors bio byline contributor credit credits date dateline info kicker meta"
    " metadata posted profile published time timestamp",
    "tags": "categories category keywords label labels tag tags topic topics",
    "picture": "caption figcaption figure gallery image images img media photo photos picture player"
    " slideshow slider thumb thumbnail video",
    "advert": "ad ads adv advert advertisement advertising dfp promo promoted promotion sponsor sponsored",
    "ask": "captcha consent cookie cookies cta donate form gdpr login modal newsletter overlay paywall popup"
    " register signup subscribe subscription",
    "opening": "abstract chapeau chapo deck dek description excerpt intro introduction lead lede preamble"
    " sapo standfirst subhead subheading subtitle summary teaser",
    "quote": "blockquote pullquote quote quotes quotation tweet",
    "aside": "box callout facts factbox fact infobox key note notice promo recipe sidebar",
}
KINDS: Final = tuple(_KINDS)
_KIND_OF: Final[dict[str, tuple[int, ...]]] = {}
for _place, _words in enumerate(_KINDS.values()):
    for _word in _words.split():
        _KIND_OF[_word] = (*_KIND_OF.get(_word, ()), _place)
_WORD = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")
_LONGEST: Final = 300  # characters that are looked at


@lru_cache(maxsize=20_000)
def kinds_named(name: str) -> tuple[int, ...]:
    """Places in KINDS, each once: `article-body__shareTools` → body, share."""
    found = (_KIND_OF.get(word.lower(), ()) for word in _WORD.findall(name[:_LONGEST]))
    return tuple(dict.fromkeys(place for places in found for place in places))
