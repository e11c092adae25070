"""Read what a feed's head element says of the feed, by the field of ParsedFeed."""

from __future__ import annotations

from dataclasses import dataclass, field

from wireroom.models import Link, Person
from wireroom.parse.written_values import number, whole_number
from wireroom.parse.xml_feeds.draft import how_far_from_a_page
from wireroom.parse.xml_feeds.element_text import (
    RDF_RESOURCE,
    Element,
    Scope,
    markup_of,
    read_licence,
    text_of,
)
from wireroom.parse.xml_feeds.known_names import known_name
from wireroom.parse.xml_feeds.roles_links import read_link
from wireroom.parse.xml_feeds.roles_media import read_media
from wireroom.parse.xml_feeds.roles_people import read_person

# Element → field; the first of a field that says anything holds.
_TEXTS = {
    "title": "title",
    "atom:title": "title",
    "dc:title": "title",
    "description": "description",
    "atom:subtitle": "description",
    "atom:tagline": "description",
    "subtitle": "description",
    "tagline": "description",
    "dc:description": "teaser",
    "itunes:summary": "teaser",
    "itunes:subtitle": "teaser",
    "language": "language",
    "dc:language": "language",
    "generator": "generator",
    "atom:generator": "generator",
    "copyright": "rights",
    "atom:rights": "rights",
    "rights": "rights",
    "dc:rights": "rights",
    "atom:copyright": "rights",
    "media:copyright": "rights",
    "prism:copyright": "rights",
    "atom:logo": "image",
    "atom:icon": "icon",
    "logo": "image",
    "ttl": "ttl",
    "sy:updateperiod": "period",
    "sy:updatefrequency": "frequency",
}
_IMAGES = frozenset({"image", "itunes:image", "googleplay:image", "media:thumbnail"})
_LINKS = frozenset({"link", "atom:link"})
_LICENCES = frozenset({"creativecommons:license", "cc:license", "media:license", "dcterms:license"})
_FLAGS = {"fh:complete": "is_complete", "fh:archive": "is_archive"}  # RFC 5005
_ACCOUNT = "wp:author"  # in an export of WordPress, whose entries name the login of who wrote them
_KNOWN = frozenset(
    {*_TEXTS, *_LINKS, *_LICENCES, *_IMAGES, "atom:author", _ACCOUNT, "fh:complete", "fh:archive"}
)
_MINUTES = {"hourly": 60, "daily": 1_440, "weekly": 10_080, "monthly": 43_200, "yearly": 525_600}
_LONGEST_TTL = 525_600  # a year, in minutes


@dataclass(slots=True)
class ChannelHead:
    """What a feed says of itself, before its entries."""

    texts: dict[str, str] = field(default_factory=dict)
    link_text: str | None = None
    links: list[Link] = field(default_factory=list)
    authors: list[Person] = field(default_factory=list)  # of every entry that names none (RFC 4287 §4.2.1)
    name_of: dict[str, str] = field(default_factory=dict)  # of a person, by login
    image_url: str | None = None
    is_complete: bool = False
    is_archive: bool = False

    @property
    def link(self) -> str | None:
        """The site's page: RSS <link>, else the first alternate that is a page, not another feed."""
        alternates = [link for link in self.links if link.rel == "alternate"]
        page = min(alternates, key=how_far_from_a_page, default=None)
        return self.link_text or (page.href if page else None)

    @property
    def ttl_minutes(self) -> int | None:
        """RSS ttl, else the syndication module; None where neither is sane (`dayly`, 0, a century)."""
        ttl = whole_number(self.texts.get("ttl"))
        if ttl is None:
            period = _MINUTES.get(self.texts.get("period", "").lower())
            times = number(self.texts.get("frequency", "1")) or 0
            ttl = int(period / times) if period and times >= 1 else period
        return ttl if ttl and ttl <= _LONGEST_TTL else None


def read_head(element: Element, scope: Scope, head: ChannelHead) -> None:
    """Add to `head` what `element` (a channel or an Atom feed) says of its feed."""
    for child in element:
        name = known_name(child.tag, scope.plain)
        if name not in _KNOWN:
            continue  # mostly an entry
        if name in _TEXTS:
            _put_text(head, child, name, scope)
        elif name in _LINKS:
            _read_link(head, child, scope)
        elif name in _LICENCES:
            _put_licence(head, child, scope)
        elif name in _IMAGES:
            _put_image(head, child, scope)
        elif name == "atom:author":
            head.authors.extend(read_person(child, scope))
        elif name == _ACCOUNT:
            _put_account(head, child, scope)
        else:
            setattr(head, _FLAGS[name], True)


def _put_text(head: ChannelHead, element: Element, name: str, scope: Scope) -> None:
    said = markup_of(element, scope, is_atom=name.startswith("atom:"))
    words = said.value if said else element.get(RDF_RESOURCE)  # <dc:rights rdf:resource="…"/>
    if words:
        head.texts.setdefault(_TEXTS[name], words)


def _put_image(head: ChannelHead, element: Element, scope: Scope) -> None:
    image = read_media(element, "image", scope)
    head.image_url = head.image_url or (image.url if image else None)


def _put_licence(head: ChannelHead, element: Element, scope: Scope) -> None:
    link, words = read_licence(element, scope)
    if link:
        head.links.append(link)
    elif words:
        head.texts.setdefault("rights", words)


def _put_account(head: ChannelHead, element: Element, scope: Scope) -> None:
    said = {known_name(child.tag, scope.plain): text_of(child) for child in element}
    if (login := said.get("wp:author_login")) and (name := said.get("wp:author_display_name")):
        head.name_of[login] = name


def _read_link(head: ChannelHead, element: Element, scope: Scope) -> None:
    link = read_link(element, scope)
    if link is None:
        return
    head.links.append(link)
    if element.get("href") is None and link.rel == "alternate":
        head.link_text = head.link_text or link.href
