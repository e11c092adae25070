"""Tell whether an entry, an address or a record of bytes is about an article, by its identities.

As articles are told when they are filed: by their address, by their identifier within its publisher or feed.
An entry that links to it, quotes it or names it as its source is another's.
"""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from xml.sax.saxutils import escape

from wireroom import normalize
from wireroom.common.gzip_members import gunzip
from wireroom.models import Entry
from wireroom.store.articles.takedown import Found
from wireroom.transform.entry_links import entry_links

LONG = 16  # characters of an identifier that no other feed has by accident
_MOST = 1 << 30  # bytes of a body, unpacked
_SCHEME = re.compile(r"^https?://(?:www\d?\.)?", re.IGNORECASE)
_HOST = re.compile(r"^https?://[^/]*", re.IGNORECASE)
_WORD = re.compile(r"[a-z0-9]+")


@dataclass(frozen=True)
class ArticleMarks:
    """The identity keys and names by which the articles to be removed are recognised."""

    own: frozenset[bytes]
    names: frozenset[str]
    feeds: frozenset[int] = frozenset()  # that carried them
    domains: frozenset[str] = frozenset()  # of their publishers
    _known: dict[str, bool] = field(default_factory=dict, repr=False)

    @classmethod
    def of(cls, found: Iterable[Found], keys: Iterable[bytes], names: Iterable[str]) -> ArticleMarks:
        """The marks of the articles `found`, and of an address given by its `keys` and `names`."""
        found = tuple(found)
        return cls(
            own=frozenset([*keys, *(key for article in found for key in article.keys)]),
            names=frozenset([*names, *(name for article in found for name in article.names)]),
            feeds=frozenset(feed for article in found for feed in article.feeds),
            domains=frozenset(domain for article in found for domain in article.domains),
        )

    def is_entry(self, entry: Entry, base_url: str, feed_id: int) -> bool:
        """Whether an entry is the article: whether its own link or its identifier is the article's."""
        return self.is_page(entry_links(entry, base_url).url) or self._is_identifier(entry, feed_id)

    def is_page(self, address: str | None) -> bool:
        """Whether an address is the article's page.

        Never for a home page or a page that all episodes share.
        """
        if not address:
            return False
        if address not in self._known:
            self._known[address] = not self.own.isdisjoint(address_keys(address))
        return self._known[address]

    @property
    def is_tellable(self) -> bool:
        """Whether an address or identifier identifies the article.

        Title and text alone are not searched for.
        """
        if self.telling:
            return True
        return any(
            not self.own.isdisjoint(self._guid_keys(name, said, feed))
            for name in self.names
            for feed in self.feeds
            for said in (None, False)
        )

    @property
    def telling(self) -> frozenset[str]:
        """The names that identify the article wherever they occur: addresses of its page and long
        identifiers.
        """
        return frozenset(
            name for name in self.names if self.is_page(name) or (len(name) >= LONG and "://" not in name)
        )

    def in_json(self) -> set[str]:
        """The same names as they are written in JSON."""
        return {*self.telling, *(json.dumps(name)[1:-1] for name in self.telling)}

    def may_be_in(self, body: bytes) -> bool:
        """Whether the body, in any encoding, contains the longest word of one of the names."""
        plain = _bare(body)
        return any(word.encode() in plain for word in map(_longest_word, self.telling))

    def are_named_in(self, record: bytes) -> bool:
        """Whether the bytes, in any encoding, contain one of the names as a whole."""
        plain = _bare(record)
        forms = {form for name in self.telling for form in _forms(_SCHEME.sub("", name).rstrip("/").lower())}
        return any(_stands_in(form.encode("utf-8", "replace"), plain) for form in forms)

    def _is_identifier(self, entry: Entry, feed_id: int) -> bool:
        if not entry.guid:
            return False
        return not self.own.isdisjoint(self._guid_keys(entry.guid, entry.guid_is_permalink, feed_id))

    def _guid_keys(self, guid: str, is_permalink: bool | None, feed_id: int) -> Iterator[bytes]:
        for domain in self.domains or {""}:
            yield from normalize.identity_keys(
                guid=guid, guid_is_permalink=is_permalink, publisher_domain=domain, feed_id=feed_id
            )


@lru_cache(maxsize=100_000)
def address_keys(address: str) -> tuple[bytes, ...]:
    """The identity keys of an article with that address; empty for a home page and for no address."""
    canonical = normalize.canonical_url(address)
    if canonical is None:
        return ()
    return normalize.identity_keys(feed_id=0, publisher_domain="", canonical_url=canonical)


def _forms(name: str) -> Collection[str]:
    """The ways to write a name: plain, in XML, in JSON, and in JSON with escaped slashes."""
    return {name, escape(name), json.dumps(name)[1:-1], json.dumps(name)[1:-1].replace("/", "\\/")}


def _bare(body: bytes) -> bytes:
    """The body unpacked, in lower case, without the zero bytes of ASCII characters in UTF-16 and UTF-32."""
    return gunzip(body, most=_MOST).content.replace(b"\0", b"").lower()


def _longest_word(name: str) -> str:
    return max(_WORD.findall(_HOST.sub("", name).lower()), key=len, default="")


def _stands_in(form: bytes, plain: bytes) -> bool:
    return form in plain and re.search(re.escape(form) + rb"(?![\w-])", plain) is not None
