"""A parsed feed and its declared context in; what its entries are read against out."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import islice

from wireroom.clean import plain_text
from wireroom.models import FeedContext, FeedFormat, ParsedFeed
from wireroom.normalize import absolute_url, detect_language, learn_day_first, publisher_of, storable

ENTRIES_FOR_LANGUAGE = 20
CHARACTERS_OF_EACH = 200
_ALONE = {FeedFormat.PAGE: "page", FeedFormat.TEXT: "text"}


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What the feed around an entry tells about it."""

    context: FeedContext  # filled: what the operator left open is what the feed says
    dialect: FeedFormat
    base_url: str  # what relative links stand against
    language_is_declared: bool  # False: detected over the feed's titles

    @property
    def origin(self) -> str:
        """How provenance names the document: `feed`, `page` or `text`."""
        return _ALONE.get(self.dialect, "feed")


def understand_feed(parsed: ParsedFeed, context: FeedContext) -> Surroundings:
    """Fill what the operator left open: title, site, language, country, order of numeric dates.

    The operator's word stays. A language that nobody declared is detected over many entries, for
    single titles are too short; numeric dates are learned from unambiguous siblings.
    """
    declared = context.language or parsed.language
    filled = replace(
        context,
        title=context.title or storable(plain_text(parsed.title or "")) or None,
        site_url=context.site_url or absolute_url(parsed.link, context.url),
        language=declared or _detected(parsed),
        day_first=_day_first(parsed) if context.day_first is None else context.day_first,
    )
    if filled.country is None:
        home = publisher_of(None, source_title=None, source_url=None, context=filled)
        filled = replace(filled, country=home.country)
    base_url = absolute_url(parsed.link, context.url) or context.url
    return Surroundings(filled, parsed.format, base_url, declared is not None)


def _detected(parsed: ParsedFeed) -> str | None:
    markups = (entry.title or entry.content or entry.summary for entry in parsed.entries)
    values = (markup.value[: CHARACTERS_OF_EACH * 5] for markup in markups if markup)
    sample = ". ".join(
        plain_text(value)[:CHARACTERS_OF_EACH] for value in islice(values, ENTRIES_FOR_LANGUAGE)
    )
    return detect_language(sample, declared=None).code


def _day_first(parsed: ParsedFeed) -> bool | None:
    return learn_day_first([raw.text for entry in parsed.entries for raw in entry.dates])
