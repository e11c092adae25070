"""Remove shortcodes that a content system left in markup: `[vc_row]`, `[caption …]`.

Plugins replace them on pages, but not in feeds, nor after they were removed. Brackets in prose stay (`[sic]`,
`[the mayor]`): the name of a shortcode is no word, or is one of WordPress's and has attributes or an end. The
content of a shortcode stays; an address becomes what the shortcode would have shown.
"""

from __future__ import annotations

import re
from typing import Final

_BUILDERS: Final = r"(?:vc|et_pb|fusion|su|av|tatsu|wpb)_[a-z][a-z0-9_]{1,40}"
_NAMED: Final = (
    r"(?:wp_)?caption|gallery|playlist|embed|audio|video|contact-form(?:-7|-field)?|gravityform|mc4wp_form"
    r"|rev_slider|layerslider|youtube|vimeo|instagram|tweet|twitter|soundcloud|googlemaps|dropcap|pullquote"
    r"|one_(?:half|third|fourth)(?:_last)?|columns?|toc|shortcode|ads?"
)
_ATTRIBUTES: Final = r"[^\[\]<>]{0,500}"
_SHORTCODE = re.compile(
    rf"\[/?(?:{_BUILDERS})(?:\s{_ATTRIBUTES})?/?\]|\[/(?:{_NAMED})\]|\[(?P<name>{_NAMED})(?P<said>\s?={_ATTRIBUTES}"
    rf"|\s[\w-]{{1,40}}\s?={_ATTRIBUTES}|\s(?=https?://){_ATTRIBUTES})\]|\[(?:gallery|embed)\](?=\s*(?:https?://|<|$))"
)
_CAPTION = re.compile(
    rf"\[(?:wp_)?caption\s(?P<said>{_ATTRIBUTES})\](?P<held>(?:(?!\[/?(?:wp_)?caption).){{0,5000}})\[/(?:wp_)?caption\]",
    re.DOTALL,
)
_SAID_CAPTION = re.compile(
    r"\bcaption\s?=\s?(?:\"|&quot;|&#82(?:20|21|43);|[“”″])(.{1,500}?)(?:\"|&quot;|&#82|[“”″])"
)
_ADDRESS = re.compile(r"https?://[^\s\"'<>\[\]”″]{1,500}")
_PLAYED: Final = frozenset({"audio", "video"})
_CODE = re.compile(
    r"(<(?:pre|code)\b(?:(?!<(?:pre|code)\b).){0,20000}?</(?:pre|code)>)", re.DOTALL | re.IGNORECASE
)


def without_shortcodes(markup: str) -> str:
    """`markup` without shortcodes, except in code, where they are quoted. Idempotent."""
    if "[" not in markup or not (_SHORTCODE.search(markup) or _CAPTION.search(markup)):
        return markup
    parts = _CODE.split(markup)
    return "".join(part if place % 2 else _left_out(part) for place, part in enumerate(parts))


def _left_out(markup: str) -> str:
    """Replace each by a space, so that the text around it cannot form another."""
    return _SHORTCODE.sub(_shown, _CAPTION.sub(_figure, markup))


def _figure(found: re.Match[str]) -> str:
    """The picture with the caption after it, or in an attribute (WordPress before 3.4)."""
    held = found["held"]
    picture, end, words = held.rpartition(">")
    told = _SAID_CAPTION.search(found["said"])
    caption = words.strip() or (told[1] if told else "")
    return f"<figure>{picture}{end}<figcaption>{caption}</figcaption></figure>" if end else f" {held} "


def _shown(found: re.Match[str]) -> str:
    address = _ADDRESS.search(found["said"] or "")
    if address is None:
        return " "
    url = address[0].removesuffix("&quot;")
    return f'<{found["name"]} src="{url}"></{found["name"]}>' if found["name"] in _PLAYED else f" {url} "
