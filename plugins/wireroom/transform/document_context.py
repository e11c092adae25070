"""Work out the context that all entries of a document share, from the parsed feed and its configuration."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from itertools import islice

from wireroom.common.dates import learn_day_first
from wireroom.common.text import plain_text
from wireroom.common.urls import absolute_url
from wireroom.models import Attribution, Feed, FeedContext, FeedFormat, ParsedFeed
from wireroom.normalize import detect_language, domain_country, publisher_of
from wireroom.transform.stated_rights import stated_rights

PIECES_FOR_LANGUAGE = 20  # titles and bodies
CHARACTERS_OF_EACH = 100
FAIRLY_SURE = 0.6
_ALONE = {FeedFormat.PAGE: "page", FeedFormat.TEXT: "text"}


@dataclass(frozen=True, slots=True)
class DocumentContext:
    """What applies to every entry of a document."""

    feed: FeedContext  # as declared by the operator; what is not declared is filled in from the feed
    dialect: FeedFormat
    base_url: str  # relative links are resolved against it
    dates_country: str | None  # for time zones and the order of numeric dates; may be guessed from a domain
    language_is_declared: bool  # False: detected from the entries
    rights: tuple[Attribution, ...] = ()  # licences and copyright notice, for entries that state none

    @property
    def kind(self) -> str:
        """`feed`, `page` or `text`, as provenance names the document."""
        return _ALONE.get(self.dialect, "feed")


def context_of(feed: Feed, *, url: str, seen_at: datetime) -> FeedContext:
    """The context of `feed`: what the operator declared, and what was learned from earlier polls."""
    spec = feed.spec
    return FeedContext(
        feed_id=feed.id,
        url=url,
        seen_at=seen_at,
        title=spec.title,
        publisher=spec.publisher,
        country=spec.country,
        language=spec.language,
        timezone=spec.timezone,
        day_first=feed.day_first,
        reader=feed.readers.believed,
        keep=spec.keep,
        drop=spec.drop,
        listed_url=spec.url,
    )


def document_context(parsed: ParsedFeed, context: FeedContext) -> DocumentContext:
    """Fill in what the operator did not declare: title, site, language, country, order of numeric dates.

    The language that the feed declares is checked against a sample of its entries taken together: single
    titles are too short for that, and themes declare `en-us` whatever the language. The order of numeric
    dates is learned from unambiguous ones.
    """
    language = context.language or _language(parsed)
    filled = replace(
        context,
        title=context.title or plain_text(parsed.title or "") or None,
        site_url=context.site_url or absolute_url(parsed.link, context.url),
        language=language,
        day_first=_day_first(parsed) if context.day_first is None else context.day_first,
    )
    if filled.country is None:
        home = publisher_of(None, source_title=None, source_url=None, context=filled)
        filled = replace(filled, country=home.country)
    base_url = absolute_url(parsed.link, context.url) or context.url
    is_declared = language is not None and language == (context.language or parsed.language)
    home_country = filled.country or domain_country(filled.site_url) or domain_country(filled.url)
    rights = stated_rights(parsed.rights, parsed.links, base_url)
    return DocumentContext(filled, parsed.format, base_url, home_country, is_declared, rights)


def _language(parsed: ParsedFeed) -> str | None:
    """The language that the feed declares, unless its entries contradict it; else the detected one.

    Entries that declare another for themselves (RFC 4287, 2: `xml:lang`) do not contradict it.
    """
    said = (
        each
        for entry in parsed.entries
        if not (parsed.language and entry.language) or _is_same(entry.language, parsed.language)
        for each in (entry.title, entry.content or entry.summary)
        if each
    )
    sample = ". ".join([_opening(each.value) for each in islice(said, PIECES_FOR_LANGUAGE)])
    read = detect_language(sample, declared=parsed.language)
    if parsed.language and read.code:
        return parsed.language if parsed.language.lower().startswith(read.code) else read.code
    if read.source == "detected" and read.confidence < FAIRLY_SURE:
        return None  # for example, entries in many languages
    return parsed.language or read.code


def _is_same(one: str, other: str) -> bool:
    """Whether two BCP 47 tags are of one language: `en`, `en-CA`."""
    first, second = (tag.replace("_", "-").partition("-")[0].casefold() for tag in (one, other))
    return first == second


def _opening(markup: str) -> str:
    start = markup[: CHARACTERS_OF_EACH * 5]
    if start.rfind("<") > start.rfind(">"):
        start = start[: start.rfind("<")]  # without half a tag
    return plain_text(start)[:CHARACTERS_OF_EACH]


def _day_first(parsed: ParsedFeed) -> bool | None:
    return learn_day_first([raw.text for entry in parsed.entries for raw in entry.dates])
