"""What the readers of an entry's elements fill in, and the frozen entry that comes of it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TypeVar

from wireroom.models import Entry, Link, Markup, Media, Person, RawDate, Tag
from wireroom.parse.xml_feeds.element_text import has_licence

T = TypeVar("T")

_TAG = re.compile(r"<[^<>]*>")
_ASCII_SPACES = b" \n\t\r\v\f\x1c\x1d\x1e\x1f"
_ENOUGH = 8_000  # characters of the longest body that mostly settle the question
_SHORT = 2_500  # characters of the other bodies, below which fewer settle it


@dataclass(slots=True)
class Draft:
    """An entry being read: everything said so far, in document order."""

    position: int
    guid: str | None = None
    guid_is_permalink: bool | None = None
    identifier: str | None = None  # rdf:about or dc:identifier
    link_text: str | None = None  # <link>…</link>
    links: list[Link] = field(default_factory=list)
    translations: set[Link] = field(default_factory=set)  # links that lead to the page in another language
    titles: list[tuple[str, Markup]] = field(default_factory=list)  # with their rank
    bodies: list[Markup] = field(default_factory=list)  # description, content, …
    teasers: list[Markup] = field(default_factory=list)  # subtitles and the like: if there is no body
    captions: list[Markup] = field(default_factory=list)  # of one picture or recording: if there is nothing
    authors: list[Person] = field(default_factory=list)
    contributors: list[Person] = field(default_factory=list)
    source_authors: list[Person] = field(default_factory=list)
    dates: list[RawDate] = field(default_factory=list)
    tags: list[Tag] = field(default_factory=list)
    media: list[Media] = field(default_factory=list)
    source_title: str | None = None
    source_url: str | None = None
    original_link: str | None = None
    rights: str | None = None
    source_rights: str | None = None  # of the feed that an aggregator took the entry from
    source_licences: list[Link] = field(default_factory=list)
    language: str | None = None
    point: tuple[float, float] | None = None
    latitude: float | None = None
    longitude: float | None = None
    fields: dict[str, str] = field(default_factory=dict)  # of Entry, as written: role `field`

    def freeze(self, feed_authors: tuple[Person, ...] = ()) -> Entry:
        """Weigh what was said and return the entry; the feed's authors are its own where it names none."""
        summary, content = self._bodies()
        guid = self.guid or self.identifier
        return Entry(
            position=self.position,
            guid=guid,
            guid_is_permalink=self.guid_is_permalink,
            link=self._link(),
            links=tuple(self.links if has_licence(self.links) else [*self.links, *self.source_licences]),
            title=min(self.titles, key=lambda ranked: ranked[0])[1] if self.titles else None,
            summary=summary,
            content=content,
            authors=_each_once(self.authors)
            or tuple(self.source_authors or self.contributors or feed_authors),
            dates=tuple(self.dates),
            tags=_each_once(self.tags),
            media=_each_once(self.media),
            source_title=self.source_title,
            source_url=self.source_url,
            original_link=self.original_link,
            rights=self.rights or self.source_rights,
            language=self.language,
            point=self.point or self._position(),
            whole=None,
            **self.fields,
        )

    def _bodies(self) -> tuple[Markup | None, Markup | None]:
        """The longest body is the content; the first of the others is the summary."""
        bodies = self.bodies or self.teasers or self.captions
        if not bodies:
            return None, None
        content = bodies[0] if len(bodies) == 1 else _fullest(bodies)
        others = (body for body in (*self.bodies, *self.teasers) if body.value != content.value)
        return next(others, None), content

    def _link(self) -> str | None:
        """RSS <link>, else the first alternate that is a page in the entry's language, else a permalink."""
        if self.link_text:
            return self.link_text
        alternates = [link for link in self.links if link.rel == "alternate"]
        if alternates:  # of equals the first
            return min(alternates, key=self._how_far).href
        for guid in (self.guid if self.guid_is_permalink is not False else None, self.identifier):
            if guid and guid.lower().startswith(("http://", "https://")):
                return guid
        return None

    def _how_far(self, link: Link) -> tuple[int, bool]:
        return how_far_from_a_page(link), link in self.translations

    def _position(self) -> tuple[float, float] | None:
        if self.latitude is None or self.longitude is None:
            return None
        return self.latitude, self.longitude


def _each_once(values: list[T]) -> tuple[T, ...]:
    return tuple(dict.fromkeys(values) if len(values) > 1 else values)


def how_far_from_a_page(link: Link) -> int:
    """Rank of a link: 0 if its type is HTML, 1 if it has no type, 2 if it is something else."""
    return 1 if link.type is None else 0 if "html" in link.type else 2


def _fullest(bodies: list[Markup]) -> Markup:
    """The body with most to read; among those about as long, the one that keeps its markup.

    A picture's tag can be longer than the story (www.huffingtonpost.ca), and a plain-text double of the
    story a little longer than the story itself (onlinelibrary.wiley.com).
    """
    longest = max(bodies, key=lambda body: len(body.value))
    others = max((len(body.value) for body in bodies if body.value != longest.value), default=0)
    if not others:
        return longest  # twice the same: description and content:encoded
    if others < _SHORT and _seen(_opening(longest.value, 3 * others + 200)) >= others:
        return longest  # as nearly always: a paragraph of summary beside the story
    if _seen(longest.value[:_ENOUGH]) >= others:
        return longest
    lengths = [_seen(body.value) for body in bodies]
    enough = max(lengths) * 0.9
    full = [body for body, length in zip(bodies, lengths, strict=True) if length >= enough]
    return max(full, key=lambda body: len(body.value))


def _opening(value: str, length: int) -> str:
    """At most `length` characters, with no tag cut in two: its name and attributes would count as seen."""
    opening = value[:length]
    return opening[: opening.rfind("<")] if "<" in opening else opening


def _seen(value: str) -> int:
    """Count the characters that a reader sees."""
    text = _TAG.sub("", value)
    if text.isascii():  # twice as fast
        return len(text.encode().translate(None, _ASCII_SPACES))
    return len("".join(text.split()))
