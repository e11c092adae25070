"""Read the post out of the card that a platform lets publishers paste into their pages."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from bs4 import Tag

from wireroom.clean.embeds.own_addresses import OWN_ADDRESSES
from wireroom.clean.embeds.platform_register import INTRODUCES, MARKS, NAMES_HANDLE, PERMALINKS, STAND_INS
from wireroom.clean.embeds.read_address import read_address
from wireroom.clean.embeds.signatures import Signature, find_signatures
from wireroom.common.dates import find_date
from wireroom.common.elements import attribute, strings_in
from wireroom.common.text import tidied
from wireroom.common.urls import absolute_url
from wireroom.models import Embed

_BARE_HANDLE = re.compile(r"(?:^|[\s(])@(?P<handle>[\w.]{1,40}(?:@[\w.\-]{1,80})?)")
_NO_WORDS: Final = ("script", "style", "rt", "rp", "template")

# `A post shared by Name (@handle)`, `Ein Beitrag geteilt von …`, `Post by @handle`
SHARED = re.compile(
    r"\b(?:by|von|par|por|da|door|av|przez|от)\s{1,5}(?P<author>[^()\n@]{1,80}?)\s{0,5}\(@(?P<handle>[\w.]{1,40})\)",
    re.IGNORECASE,
)
# `— @handle February 7, 2022`, in cards that publishers type themselves
BARE_SIGNATURE = re.compile(
    r"(?:^|\s)[—–―]\s?@(?P<handle>\w{1,40}(?:@[\w.\-]{1,80})?)(?:[\s,·][^\n@]{0,30}\d{4})?\s*$"
)
# Lines that a platform adds around a post: `View this post on Instagram`, `Post by @handle`,
# `A post shared by Name (@handle) on May 2, 2018`
_PLATFORM_LINE = re.compile(
    r"^(?:(?:view|see|sieh|voir|ver|visualizza|bekijk|zobacz|visa|vis|посмотреть)\b[^\n.!?]{0,40}"
    rf"\b(?:{'|'.join(INTRODUCES)})\b[^\n.!?]{{0,4}}"
    r"|(?:post|beitrag|publication|publicación|publicação) (?:by|von|de|par|por)"
    r" @[\w.\-]{1,40}(?:@[\w.\-]{1,80})?"
    rf"|[^\n@()]{{0,50}}{SHARED.pattern}[^\n]{{0,50}})$",
    re.IGNORECASE | re.MULTILINE,
)
_LAST_LINK = re.compile(r"(?:https?://t\.co/\w{1,100}|pic\.(?:twitter|x)\.com/\w{1,100})$")
_LONGEST_LINK: Final = 120  # characters


def read_quote(card: Tag, platform: str, kind: str, base_url: str | None) -> Embed | None:
    """The post quoted in `card`; None if the card has neither an address nor a signature."""
    address = _address(card, platform, base_url)
    written = tidied(" ".join(card.get_text(" ").split()))
    signature = next(reversed(list(find_signatures(written))), None)
    if address is None and signature is None:
        return None
    return Embed(
        kind=address.kind if address else kind,
        platform=address.platform if address else platform,
        url=address.url if address else None,
        author=_author(card, written, signature, platform),
        handle=_handle(written, signature, address, platform),
        date=_date(card, signature),
        text=_text(card) or None,
    )


def _address(card: Tag, platform: str, base_url: str | None) -> Embed | None:
    for written in _kept(card, platform):
        if found := _opened(written, base_url):
            return found
    for link in reversed(card.find_all("a")):  # earlier links belong to the text of the post
        found = _opened(attribute(link, "href"), base_url)
        if found and found.platform == platform:
            return found
    return None


def _kept(card: Tag, platform: str) -> Iterator[str | None]:
    """The addresses in the attributes of the card, the most reliable first."""
    if platform in OWN_ADDRESSES:
        yield from OWN_ADDRESSES[platform](card)
    for mark, (marked, before) in MARKS.items():  # of the frame that a script has inserted
        frame = card.find(True, {mark: True}) if marked == platform else None
        if isinstance(frame, Tag):
            yield f"{before}{frame[mark]}"
    for name in PERMALINKS:
        yield attribute(card, name)


def _opened(written: str | None, base_url: str | None) -> Embed | None:
    url = absolute_url(written, base_url)
    return read_address(url) if url else None


def _author(card: Tag, written: str, signature: Signature | None, platform: str) -> str | None:
    if signature and signature.author:
        return signature.author
    shared = SHARED.search(written)
    if shared:
        return shared["author"].strip()
    return _facebook_author(card) if platform == "facebook" else None


def _facebook_author(card: Tag) -> str | None:
    """The name in `Posted by <a href="page">Name</a> on <a href="post">day</a>`."""
    names = [link.get_text(" ", strip=True) for link in card.find_all("a")]
    named = [tidied(name) for name in names if name and find_date(name) is None]
    return named[-1] if named and len(named[-1]) <= 100 else None


def _handle(written: str, signature: Signature | None, address: Embed | None, platform: str) -> str | None:
    if signature:
        return signature.handle
    shared = SHARED.search(written)
    if shared:
        return shared["handle"]
    if address and address.handle:
        return address.handle
    bare = _BARE_HANDLE.search(written) if platform in NAMES_HANDLE else None
    bare = bare or BARE_SIGNATURE.search(written)
    return bare["handle"].rstrip(".") if bare else None


def _date(card: Tag, signature: Signature | None) -> str | None:
    if signature and signature.date:
        return signature.date
    time = card.find("time")
    stamp = attribute(time, "datetime") or "" if isinstance(time, Tag) else ""
    if re.match(r"\d{4}-\d\d-\d\d", stamp):
        return stamp
    for link in reversed(card.find_all("a")):
        found = find_date(link.get_text(" "))
        if found:
            return found.day
    return None


def _text(card: Tag) -> str:
    written = "\n".join(_lines(paragraph) for paragraph in card.find_all("p"))
    # Some publishers put it into the paragraph; without a date it ends the post only at its end.
    last = len(written.rstrip())
    signature = next((each for each in find_signatures(written) if each.is_dated or each.end >= last), None)
    return without_trailing_links(written[: signature.start] if signature else written)


def _lines(paragraph: Tag) -> str:
    written = "".join(strings_in(paragraph, without=_NO_WORDS, lines=("br",)))
    return "\n".join(" ".join(tidied(line).split()) for line in written.split("\n")).strip()


def without_trailing_links(text: str) -> str:
    """The text of a post without the short links to pictures that X appends, and without its signature."""
    unsigned = BARE_SIGNATURE.sub("", _PLATFORM_LINE.sub("", text))
    words = _without_last_links(unsigned).strip()
    for stand_in in STAND_INS:
        words = words.removesuffix(stand_in).rstrip()
    return words


def _without_last_links(text: str) -> str:
    """Remove links one by one from the end: one pattern for all of them would take quadratic time."""
    end = last = len(text)
    while True:
        while end and text[end - 1].isspace():
            end -= 1
        if (link := _LAST_LINK.search(text[max(0, end - _LONGEST_LINK) : end])) is None:
            return text[:last]
        end = last = end - len(link[0])
