"""A platform's card of a quoted post in, as publishers paste it, the post out."""

from __future__ import annotations

import re
from typing import Final

from bs4 import Tag

from wireroom.clean.cards.players import read_address
from wireroom.clean.characters import tidied
from wireroom.clean.links import absolute
from wireroom.clean.signatures import Signature, find_signatures
from wireroom.clean.written_dates import find_date
from wireroom.common.soup import attribute, strings_in
from wireroom.models import Embed

# Class names of the cards, and the platform and kind where the card itself does not lead to an address.
CLASSES: Final = {
    "twitter-tweet": ("x", "post"),
    "twitter-video": ("x", "post"),
    "twitter-quote": ("x", "post"),
    "tweet": ("x", "post"),
    "mastodon-embed": ("mastodon", "post"),
    "bluesky-embed": ("bluesky", "post"),
    "instagram-media": ("instagram", "post"),
    "tiktok-embed": ("tiktok", "video"),
    "text-post-media": ("threads", "post"),
    "fb-post": ("facebook", "post"),
    "fb-video": ("facebook", "video"),
    "fb-xfbml-parse-ignore": ("facebook", "post"),
    "telegram-post": ("telegram", "post"),
    "reddit-embed-bq": ("reddit", "post"),
    "reddit-card": ("reddit", "post"),
}
# Where cards keep the address of their post, the surest first.
_ADDRESSES: Final = (
    "data-instgrm-permalink", "data-text-post-permalink", "data-embed-url", "data-href", "cite", "data-url",
)  # fmt: skip
_BLUESKY = re.compile(r"at://(?P<did>[^/\s]+)/app\.bsky\.feed\.post/(?P<id>\w+)")
# `A post shared by Name (@handle)`, `Ein Beitrag geteilt von …`, `Post by @handle`
_SHARED = re.compile(
    r"\b(?:by|von|par|por|da|door|av|przez|от)\s{1,5}(?P<author>[^()\n@]{1,80}?)\s{0,5}\(@(?P<handle>[\w.]{1,40})\)",
    re.IGNORECASE,
)
_BARE_HANDLE = re.compile(r"(?:^|[\s(])@(?P<handle>[\w.]{1,40}(?:@[\w.\-]{1,80})?)")
# `— @handle February 7, 2022`, as publishers sign who type the card themselves
_BARE_SIGNATURE = re.compile(
    r"(?:^|\s)[—–―]\s?@(?P<handle>\w{1,40}(?:@[\w.\-]{1,80})?)(?:[\s,·][^\n@]{0,30}\d{4})?\s*$"
)
# Lines that a platform writes round a post: `View this post on Instagram`, `Post by @handle`,
# `A post shared by Name (@handle) on May 2, 2018`
_PLATFORM_LINE = re.compile(
    r"^(?:(?:view|see|sieh|voir|ver|visualizza|bekijk|zobacz|visa|vis|посмотреть)\b[^\n.!?]{0,40}"
    r"\b(?:instagram|threads|mastodon|facebook)\b[^\n.!?]{0,4}"
    r"|(?:post|beitrag|publication|publicación|publicação) (?:by|von|de|par|por)"
    r" @[\w.\-]{1,40}(?:@[\w.\-]{1,80})?"
    rf"|[^\n@()]{{0,50}}{_SHARED.pattern}[^\n]{{0,50}})$",
    re.IGNORECASE | re.MULTILINE,
)
_BLUESKY_PICTURE: Final = "[image or embed]"  # what Bluesky writes for what its card cannot show
_TWEET_NUMBER: Final = "data-tweet-id"  # of the frame that X's script puts in place of the card
_LAST_LINK = re.compile(r"(?:https?://t\.co/\w{1,100}|pic\.(?:twitter|x)\.com/\w{1,100})$")
_LONGEST_LINK: Final = 120  # characters
_NO_WORDS: Final = ("script", "style", "rt", "rp", "template")


def read_quote(card: Tag, platform: str, kind: str, base_url: str | None) -> Embed | None:
    """The post quoted in `card`; None where the card holds neither an address nor a signature."""
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
    uri = _BLUESKY.match(attribute(card, "data-bluesky-uri") or "")
    if uri:
        return read_address(f"https://bsky.app/profile/{uri['did']}/post/{uri['id']}")
    frame = card.find(attrs={_TWEET_NUMBER: True}) if platform == "x" else None
    if isinstance(frame, Tag):
        return read_address(f"https://twitter.com/i/status/{frame[_TWEET_NUMBER]}")
    kept = [attribute(card, name) or "" for name in _ADDRESSES]
    # the post's own link is the last one: links before it are in its text
    links = [attribute(link, "href") or "" for link in reversed(card.find_all("a"))]
    for written in (*kept, *links):
        url = absolute(written, base_url)
        found = read_address(url) if url else None
        if found and (found.platform == platform or written in kept):
            return found
    return None


def _author(card: Tag, written: str, signature: Signature | None, platform: str) -> str | None:
    if signature and signature.author:
        return signature.author
    shared = _SHARED.search(written)
    if shared:
        return shared["author"].strip()
    if platform == "facebook":  # `Posted by <a href="page">Name</a> on <a href="post">day</a>`
        names = [link.get_text(" ", strip=True) for link in card.find_all("a")]
        named = [tidied(name) for name in names if name and find_date(name) is None]
        return named[-1] if named and len(named[-1]) <= 100 else None
    return None


def _handle(written: str, signature: Signature | None, address: Embed | None, platform: str) -> str | None:
    if signature:
        return signature.handle
    shared = _SHARED.search(written)
    if shared:
        return shared["handle"]
    if address and address.handle:
        return address.handle
    bare = _BARE_HANDLE.search(written) if platform in {"threads", "instagram", "mastodon"} else None
    bare = bare or _BARE_SIGNATURE.search(written)
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
            return found[0]
    return None


def _text(card: Tag) -> str:
    written = "\n".join(_lines(paragraph) for paragraph in card.find_all("p"))
    # Some publishers put it into the paragraph; without a date it ends the post only at its end.
    last = len(written.rstrip())
    signature = next((each for each in find_signatures(written) if each.date or each.end >= last), None)
    return without_trailing_links(written[: signature.start] if signature else written)


def _lines(paragraph: Tag) -> str:
    written = "".join(strings_in(paragraph, without=_NO_WORDS, lines=("br",)))
    return "\n".join(" ".join(tidied(line).split()) for line in written.split("\n")).strip()


def without_trailing_links(text: str) -> str:
    """A post's words without the short links to its pictures that X appends, and without who signs them."""
    unsigned = _BARE_SIGNATURE.sub("", _PLATFORM_LINE.sub("", text))
    return _without_last_links(unsigned).strip().removesuffix(_BLUESKY_PICTURE).rstrip()


def _without_last_links(text: str) -> str:
    """Link by link from the end: a pattern for all of them would begin anew at each."""
    end = last = len(text)
    while True:
        while end and text[end - 1].isspace():
            end -= 1
        if (link := _LAST_LINK.search(text[max(0, end - _LONGEST_LINK) : end])) is None:
            return text[:last]
        end = last = end - len(link[0])
