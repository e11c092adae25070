"""Parse a sitemap into the pages and sitemaps that it names (sitemaps.org 0.9, Google's news).

`lastmod` is a last change and never a publication: of a page without other dates it says that it was there by
then.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from typing import NamedTuple
from urllib.parse import urlsplit

from lxml import etree

from wireroom.archive.origin import day_bounds
from wireroom.common.dates import date_in_url
from wireroom.common.days import iso_instant
from wireroom.common.gzip_members import gunzip
from wireroom.common.xml_references import with_numbered_references

MAX_BYTES = 50 * 1024 * 1024  # of one sitemap, unpacked, as the protocol has it
MAX_PAGES = 50_000  # likewise
_SAID = frozenset({"loc", "lastmod", "publication_date"})
_OTHERS = re.compile("image|video")  # whose locations are no pages

Window = tuple[datetime, datetime] | None  # None: all days
_TOLERANCE = timedelta(days=1)  # zones, and pages filed on the morrow
_EDITED = timedelta(days=31)  # a page that only tells its last change is looked at when that is no later
_MONTH = re.compile(
    r"(?<!\d)(20\d\d)[-_/]?(0[1-9]|1[0-2])(?!\d)|(?<!\d)(20\d\d)[-_/]?(0[1-9]|1[0-2])[-_/]?[0-3]\d"
)


class SitemapPage(NamedTuple):
    """A page; `changed` is the time of its last change, which need not be that of publication."""

    url: str
    changed: datetime | None
    published: datetime | None  # of a news sitemap


class Sitemap(NamedTuple):
    """The pages and sitemaps that a sitemap names; `trouble` says why it was not read to its end."""

    pages: tuple[SitemapPage, ...]
    sitemaps: tuple[tuple[str, datetime | None], ...]  # and when each was last changed
    trouble: str = ""


def read_sitemap(body: bytes) -> Sitemap:
    """Read XML or plain text, packed or not; of a damaged one what precedes the damage. Never raises."""
    body, trouble = gunzip(body, most=MAX_BYTES)
    if len(body) > MAX_BYTES:
        return Sitemap((), (), f"is larger than {MAX_BYTES:,} bytes")
    if body.lstrip()[:1] != b"<" and b"<" not in body[:100]:
        return Sitemap(tuple(_lines(body)), (), trouble)
    pages: list[SitemapPage] = []
    sitemaps: list[tuple[str, datetime | None]] = []
    try:
        for kind, said in _entries(body):
            if len(pages) + len(sitemaps) >= MAX_PAGES:
                trouble = f"names more than {MAX_PAGES:,} pages: the rest was left"
                break
            if kind == "sitemap":
                sitemaps.append((said["loc"], iso_instant(said.get("lastmod") or "")))
            else:
                published = iso_instant(said.get("publication_date") or "")
                pages.append(SitemapPage(said["loc"], iso_instant(said.get("lastmod") or ""), published))
    except (etree.XMLSyntaxError, ValueError) as error:
        trouble = f"is not well-formed: {error}"
    return Sitemap(tuple(pages), tuple(sitemaps), trouble)


def _entries(body: bytes) -> Iterator[tuple[str, dict[str, str]]]:
    """`url` or `sitemap` with its children by local name.

    Entities are not resolved and nothing is fetched.
    """
    parsed = etree.iterparse(
        io.BytesIO(with_numbered_references(body)),
        events=("end",),
        recover=True,
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
    )
    for _, element in parsed:
        kind = _local(element.tag)
        if kind not in {"url", "sitemap"}:
            continue
        said = {
            _local(child.tag): child.text.strip()
            for child in element.iterdescendants()
            if _local(child.tag) in _SAID and child.text and not _OTHERS.search(child.tag)
        }
        if said.get("loc", "").startswith(("http://", "https://")):
            yield kind, said
        element.clear()


def _local(tag: object) -> str:
    """The name without its namespace or an undeclared prefix; empty for comments."""
    return re.split("[}:]", tag)[-1] if isinstance(tag, str) else ""


def _lines(body: bytes) -> Iterator[SitemapPage]:
    """The pages of a plain-text sitemap, one address a line."""
    for line in body.decode("utf-8-sig", "replace").splitlines()[:MAX_PAGES]:
        if line.strip().startswith(("http://", "https://")):
            yield SitemapPage(line.strip(), None, None)


def window_of(day: date | None) -> Window:
    """The day with some tolerance on both sides; None for all days."""
    return day_bounds(day, _TOLERANCE) if day else None


def may_name(url: str, changed: datetime | None, window: Window) -> bool:
    """Whether a sitemap may name pages of the window, by its last change and a month in its name."""
    if window is None:
        return True
    start, end = window
    if changed and changed < start:
        return False
    if not (found := _MONTH.search(urlsplit(url)._replace(scheme="", netloc="").geturl())):
        return True
    year, month = int(found[1] or found[3]), int(found[2] or found[4])
    first = datetime(year, month, 1, tzinfo=UTC)
    return first < end and first + timedelta(days=32) > start


def may_be_of(page: SitemapPage, window: Window, *, now: datetime) -> bool | None:
    """Whether a page may be of the window, by its news date, its address or its last change.

    None: unknown.
    """
    if window is None:
        return True
    start, end = window
    if page.published:
        return start <= page.published < end
    written = date_in_url(page.url, now=now)
    if written and written.at:
        last = written.at + timedelta(days=31 if str(written.precision) == "month" else 1)
        return written.at < end and last > start
    return start <= page.changed < end + _EDITED if page.changed else None
