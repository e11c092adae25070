"""Tell which elements beside an article's text are the caption of a picture, and of which.

A caption is a <figcaption>, or an element whose class says so: `wp-caption-text`, `PhotoCMS_Caption`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Final

from bs4 import Tag
from bs4.element import NavigableString

from wireroom.common.elements import HEADINGS, NOT_READ, attribute
from wireroom.extract.blocks.text_blocks import names

PICTURES: Final = names("img picture amp-img")
MEDIA: Final = PICTURES | names(
    "amp-audio amp-iframe amp-video amp-video-iframe audio embed iframe object oembed video"
)
_MOST_INSIDE: Final = 100  # elements and strings; what has more is no caption
_LONGEST_CLASS: Final = 300  # characters
_END: Final = "</figure>"
# `text-caption` is a size of type. Camel case parts words as signs do.
_CALLED = re.compile(
    r"(?i:(?:^|[\s_-])(?:cutline|bildunterschrift|bild-?text|bildtekst|billedtekst|kuvateksti|(?:foto-?)?bijschrift"
    r"|didascalia|leyenda|pie-?(?:de-?)?foto|podpis-?(?:foto|zdjecia)|l[ée]gende-?(?:photo|image)"
    r"|(?:img|image|photo|foto|picture)[_-]{0,2}(?:desc|description|legende?)))(?![a-z])"
    r"|(?:(?:^|[\s_-])(?<!text-)(?:img|image|photo|picture)?[Cc]|[a-z]C)aption(?:text)?(?![a-z])"
)


def is_caption(element: Tag) -> bool:
    """Whether it is called so, shows no picture, and neither announces a story nor leads to one."""
    if element.name != "figcaption":
        called = attribute(element, "class")
        if not called or _CALLED.search(called[:_LONGEST_CLASS]) is None:
            return False
    inside = list(islice(element.descendants, _MOST_INSIDE + 1))
    elements = [node for node in inside if isinstance(node, Tag)]
    if len(inside) > _MOST_INSIDE or any(node.name in HEADINGS | MEDIA for node in elements):
        return False
    if element.name == "a" or element.find_parent("a") is not None:
        return False
    words = sum(len(node.strip()) for node in inside if isinstance(node, NavigableString))
    linked = sum(len(link.get_text().strip()) for link in elements if link.name == "a")
    return words > 0 and 2 * linked < words


def captioned(shown: Sequence[Tag], captions: Sequence[Tag], around: Tag) -> dict[int, Tag]:
    """By the id() of a picture its caption: the one in the smallest element that holds no other picture.

    `shown` are the pictures and players in `around`, in order.
    """
    held: dict[int, list[Tag]] = {}
    for picture in shown if captions else ():
        for element in _up_to(picture, around):
            held.setdefault(id(element), []).append(picture)
    found: dict[int, Tag] = {}
    for caption in captions:
        near = next((held[id(each)] for each in _up_to(caption, around) if id(each) in held), [])
        if len(near) == 1 and near[0].name in PICTURES:
            found.setdefault(id(near[0]), caption)
    return found


def _up_to(element: Tag, last: Tag) -> Iterator[Tag]:
    """The elements around it, the innermost first, and `last` at the end."""
    for above in element.parents:
        yield above
        if above is last:
            return


def picture_markup(picture: Tag, caption: Tag | None) -> str:
    """A figure of both."""
    return f"<figure>{picture.decode(formatter='minimal')}{_written(caption) if caption else ''}{_END}"


def add_caption(caption: Tag, out: list[str]) -> None:
    """`<p><img></p><p class="caption">…</p>`: to the picture that was written last, if nothing came since."""
    at = next((place for place in range(len(out) - 1, -1, -1) if out[place] != " "), -1)
    if at >= 0 and out[at].startswith("<figure><") and out[at].endswith(_END):
        alone = out[at].removesuffix(_END)
        out[at] = f"{alone}{'' if alone.endswith('</figcaption>') else _written(caption)}{_END}"


def _written(caption: Tag) -> str:
    """Shown with its picture, and no part of the text: annotators leave nearly all captions out of theirs."""
    return f'<figcaption {NOT_READ}="">{caption.decode_contents(formatter="minimal")}</figcaption>'
