"""Find the quoted posts among blocks, and the range of text that each of them covers."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from typing import Final

from wireroom.clean.blocks import Block, Container
from wireroom.clean.embeds import read_address, without_trailing_links
from wireroom.clean.embeds.embed_blocks import embed_of_address
from wireroom.clean.embeds.signatures import Signature, find_signatures
from wireroom.models import Embed

_MOST_WITHIN: Final = 200  # posts in one paragraph, and links to which each is compared
_MOST_BLOCKS: Final = 40  # blocks of a quotation before its signature
_SHORT_LINK = re.compile(r"(?:https?://)?(?:pic\.(?:twitter|x)\.com|t\.co)/\w+")
_STATUS_LINK = re.compile(r"https?://[^\s<>\"]{8,300}")


@dataclass(frozen=True, slots=True)
class FoundPost:
    """An embed and its place: from a character of one block to a character of the same or a later one."""

    embed: Embed
    first: int  # index of the block
    start: int  # character of its text
    last: int  # block, inclusive
    end: int


def find_posts(blocks: Sequence[Block]) -> list[FoundPost]:
    """In order. Cards and players were marked by `walk`; posts in plain form are read here."""
    found: list[FoundPost] = []
    place = 0
    while place < len(blocks):
        block = blocks[place]
        last = place
        if block.path and (card := _card_around(block)) is not None and card.card is not None:
            while last + 1 < len(blocks) and card in blocks[last + 1].path:
                last += 1
            found.append(_card(blocks, place, last, card.card))
        elif block.embed is not None:
            found.append(FoundPost(block.embed, place, 0, place, 0))
        elif "@" in block.text and ("(@" in block.text or "（@" in block.text):
            found.extend(_plain(blocks, place))
        elif "//" in block.text and (address := embed_of_address(block)):
            found.append(FoundPost(address, place, 0, place, len(block.text)))
        place = last + 1
    return found


def _card_around(block: Block) -> Container | None:
    for container in block.path:
        if container.card is not None:
            return container
    return None


def _card(blocks: Sequence[Block], first: int, last: int, embed: Embed) -> FoundPost:
    if embed.text is None:  # a card without paragraphs: its text is what precedes the signature
        words = "\n".join(block.text for block in blocks[first : last + 1])
        signature = next(find_signatures(words), None)
        text = without_trailing_links(words[: signature.start] if signature else words)
        embed = replace(embed, text=text or None)
    return FoundPost(embed, first, 0, last, len(blocks[last].text))


def _plain(blocks: Sequence[Block], place: int) -> Iterator[FoundPost]:
    """`words pic.twitter.com/… — Author (@handle) February 7, 2022`, once or several times in a paragraph."""
    block = blocks[place]
    start = 0
    for signature in islice(find_signatures(block.text), _MOST_WITHIN):
        if not signature.is_dated:
            continue
        first, words = place, block.text[start : signature.start]
        if not words.strip() and start == 0:
            first, words = _words_before(blocks, place)
        if words.strip():
            begin = 0 if first != place else start + len(words) - len(words.lstrip())
            links = [link for each in blocks[first : place + 1] for link in each.links][-_MOST_WITHIN:]
            yield FoundPost(_post(words, signature, links), first, begin, place, signature.end)
        start = signature.end


def _words_before(blocks: Sequence[Block], place: int) -> tuple[int, str]:
    """What a signature alone in its paragraph signs: the paragraph before it, or all of its quotation.

    As the index of the first block, and the text.
    """
    first = place
    quote = next((container for container in blocks[place].path if container.tag == "blockquote"), None)
    floor = max(0, place - _MOST_BLOCKS)
    while quote and first > floor and quote in blocks[first - 1].path:
        first -= 1
    if first == place and place > 0 and blocks[place - 1].text and not blocks[place - 1].path:
        first = place - 1
    return first, "\n".join(block.text for block in blocks[first:place])


def _post(words: str, signature: Signature, links: Sequence[str]) -> Embed:
    written = _STATUS_LINK.findall(words)
    status = next(
        (found for link in (*reversed(links), *reversed(written)) if (found := _status(link, signature))),
        None,
    )
    short = _SHORT_LINK.findall(words)
    url = status.url if status else None
    if url is None and short:
        url = short[-1] if short[-1].startswith("http") else f"https://{short[-1]}"
    return Embed(
        kind="post",
        platform=status.platform if status else signature.platform,
        url=url,
        author=signature.author,
        handle=signature.handle,
        date=signature.date,
        text=without_trailing_links(words) or None,
    )


def _status(link: str, signature: Signature) -> Embed | None:
    """The post that a link opens, unless both its handle and its platform are not the signer's."""
    found = read_address(link)
    if found is None or found.kind != "post":
        return None
    same = found.handle is None or found.handle.casefold() == signature.handle.casefold().split("@")[0]
    return found if same or found.platform == signature.platform else None
